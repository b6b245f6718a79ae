/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "illuminant.h"
#include "gloss.h"

#include <math.h>

#define CELLS (TONSURE_MATTE_CELLS * TONSURE_MATTE_CELLS)

static const double skin[3] = { 0.42, 0.25, 0.17 };

static const double casts[][3] = {
  { 1, 1, 1 }, { 1.2, 1, 0.8 }, { 0.8, 1, 1.2 }, { 1.2, 1, 1.2 }, { 0.8, 1, 0.8 },
};

/* a · matte + g in the light of @cast. */
static void
mix (const double cast[3], double a, double g, double rgb[3])
{
  for (int c = 0; c < 3; c++)
    rgb[c] = cast[c] * (a * skin[c] + g);
}

static void
assert_light (const double light[3], const double cast[3], double error)
{
  g_test_message ("light %.3f %.3f %.3f, is %.3f %.3f %.3f", light[0], light[1], light[2], cast[0],
                  cast[1], cast[2]);
  g_assert_cmpfloat_with_epsilon ((light[0] + light[1] + light[2]) / 3, 1.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (log (light[0] / light[1]), log (cast[0] / cast[1]), error);
  g_assert_cmpfloat_with_epsilon (log (light[2] / light[1]), log (cast[2] / cast[1]), error);
}

/* .2 is what the share of matte skin, .6 to 1, leaves open. */
static void
a_highlight_has_the_color_of_the_light (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (casts); i++)
    for (double a = 0.6; a < 1.1; a += 0.2)
      {
        double bright[3], matte[3], light[3];

        mix (casts[i], a, 0.8, bright);
        mix (casts[i], 1, 0, matte);
        tonsure_illuminant_between (bright, matte, light);
        assert_light (light, casts[i], 0.2);
      }
}

static void
skin_that_is_only_brighter_tells_nothing (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (casts); i++)
    for (double a = 0.5; a < 3; a += 0.5)
      {
        double bright[3], matte[3], light[3];

        mix (casts[i], a, 0, bright);
        mix (casts[i], 1, 0, matte);
        tonsure_illuminant_between (bright, matte, light);
        for (int c = 0; c < 3; c++)
          g_assert_cmpfloat_with_epsilon (light[c], 1.0, 1e-12);
      }
}

/* Shaded skin with highlights on a tenth of the cells. */
static TonsureSample *
samples_new (const double cast[3])
{
  TonsureSample *samples = g_new (TonsureSample, CELLS);

  for (int i = 0; i < CELLS; i++)
    {
      double rgb[3], brown = g_test_rand_double_range (-0.1, 0.1);
      double g = i % 10 == 0 ? g_test_rand_double_range (0.1, 0.9) : 0;

      mix (cast, 1, g, rgb);
      samples[i].cell = (guint16) i;
      for (int c = 0; c < 3; c++)
        {
          double shade = g_test_rand_double_range (0.97, 1.03);

          samples[i].rgb[c] =
              (float) (rgb[c] * shade * (g > 0 ? 1 : exp (-brown * (0.4 + 0.3 * c))));
        }
    }
  return samples;
}

static void
skin_and_light_are_found_under_any_white_balance (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (casts); i++)
    {
      g_autofree TonsureSample *samples = samples_new (casts[i]);
      double light[3];
      TonsureMatte matte;

      g_assert_true (tonsure_illuminant_estimate (samples, CELLS, NULL, &matte, light));
      assert_light (light, casts[i], 0.2);
      g_assert_cmpfloat_with_epsilon (matte.color[0] / matte.color[1] / (skin[0] / skin[1]),
                                      casts[i][0], 0.1);
      g_assert_cmpfloat_with_epsilon (matte.color[2] / matte.color[1] / (skin[2] / skin[1]),
                                      casts[i][2], 0.1);
    }
}

static void
what_does_not_tell_has_white_light (void)
{
  g_autofree TonsureSample *samples = samples_new (casts[0]);
  TonsureMatte matte;
  double light[3] = { 7, 7, 7 };

  g_assert_false (tonsure_illuminant_estimate (NULL, 0, NULL, &matte, light));
  for (int c = 0; c < 3; c++)
    g_assert_cmpfloat (light[c], ==, 1);
  g_assert_false (tonsure_illuminant_estimate (samples, 63, NULL, &matte, light));
  for (int i = 0; i < CELLS; i++)
    samples[i].rgb[0] = samples[i].rgb[2] = samples[i].rgb[1];
  g_assert_false (tonsure_illuminant_estimate (samples, CELLS, NULL, &matte, light));
  for (int c = 0; c < 3; c++)
    g_assert_cmpfloat (light[c], ==, 1);
}

#define ADD(sentence, function) g_test_add_func ("/illuminant/" sentence, function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a highlight has the color of the light", a_highlight_has_the_color_of_the_light);
  ADD ("skin that is only brighter tells nothing", skin_that_is_only_brighter_tells_nothing);
  ADD ("skin and light are found under any white balance",
       skin_and_light_are_found_under_any_white_balance);
  ADD ("what does not tell has white light", what_does_not_tell_has_white_light);
  return g_test_run ();
}
