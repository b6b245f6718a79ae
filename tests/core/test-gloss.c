/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "gloss.h"
#include "skin.h"
#include "spectrum.h"

#include <math.h>
#include <string.h>

static const double melanins[] = { 0.005, 0.02, 0.08, 0.25 };

/* Linear sRGB of skin without its surface. */
static void
skin_color (double melanin, double blood, double rgb[3])
{
  double reflectance[TONSURE_BANDS], xyz[3];
  TonsureSkin skin;

  tonsure_skin_init (&skin, melanin, blood);
  g_assert_true (tonsure_skin_reflectance (&skin, NULL, 0, reflectance, NULL, NULL));
  tonsure_spectrum_to_xyz (reflectance, xyz);
  tonsure_xyz_to_rgb (xyz, NULL, rgb);
}

static void
mix (const double matte[3], double a, double g, float rgb[3])
{
  for (int c = 0; c < 3; c++)
    rgb[c] = (float) (a * matte[c] + g);
}

static double
mean (const double rgb[3])
{
  return (rgb[0] + rgb[1] + rgb[2]) / 3;
}

/* The spread is subtracted, relative to the light of the skin alone. */
static void
shaded_skin_gives_its_gloss_back (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (melanins); i++)
    for (double spread = 0; spread < 0.3; spread += 0.1)
      {
        double matte[3];
        TonsureGloss gloss;

        skin_color (melanins[i], 0.01, matte);
        g_assert_true (tonsure_gloss_init (&gloss, matte, NULL, spread, NULL));
        for (int k = 0; k < 200; k++)
          {
            double a = g_test_rand_double_range (0.1, 2), g = g_test_rand_double_range (0, 1);
            double expected = MAX (0, g - spread / (1 - spread) * a * mean (matte));
            float rgb[3];

            mix (matte, a, g, rgb);
            g_assert_cmpfloat_with_epsilon (tonsure_gloss_of (&gloss, rgb), expected, 1e-5);
          }
      }
}

static void
what_is_neutral_is_all_gloss (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (melanins); i++)
    {
      double matte[3];
      TonsureGloss gloss;

      skin_color (melanins[i], 0.01, matte);
      tonsure_gloss_init (&gloss, matte, NULL, 0.2, NULL);
      for (float light = 0.001f; light < 100; light *= 3)
        g_assert_cmpfloat_with_epsilon (
            tonsure_gloss_of (&gloss, (float[]) { light, light, light }) / light, 1, 1e-5);
    }
}

static double
normal (void)
{
  double sum = 0;

  for (int i = 0; i < 12; i++)
    sum += g_test_rand_double ();
  return sum - 6;
}

/* By the noise of a pixel and by more or less blood, and how far the error's mean is off. */
static void
noise_and_redness_hardly_look_like_gloss (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (melanins); i++)
    {
      double matte[3], more[3], sum = 0, squares = 0;
      const int n = 3000;
      TonsureGloss gloss;

      skin_color (melanins[i], 0.01, matte);
      skin_color (melanins[i], 0.0125, more);
      tonsure_gloss_init (&gloss, matte, NULL, 0, NULL);
      for (int k = 0; k < n; k++)
        {
          double light = mean (matte), g = 0.3 * light, blood = normal (), red[3];
          float rgb[3];

          for (int c = 0; c < 3; c++)
            red[c] = matte[c] * pow (more[c] / matte[c], blood);
          mix (red, 1, g, rgb);
          for (int c = 0; c < 3; c++)
            rgb[c] += (float) (0.01 * light * normal ());

          double error = (tonsure_gloss_of (&gloss, rgb) - g) / light;

          sum += error;
          squares += error * error;
        }
      g_test_message ("melanin %g: mean error %.4f, standard deviation %.4f of the light",
                      melanins[i], sum / n, sqrt (squares / n));
      g_assert_cmpfloat (fabs (sum / n), <, 0.02);
      g_assert_cmpfloat (sqrt (squares / n), <, 0.06);
    }
}

static void
gloss_is_never_negative_nor_more_than_the_light (void)
{
  static const float wild[] = { NAN,   INFINITY, -INFINITY, -1,    0,     -0.0f,
                                1e30f, 3e38f,    1e-42f,    -1e30, 0.01f, 1 };
  double matte[3];
  TonsureGloss gloss;

  skin_color (0.02, 0.01, matte);
  tonsure_gloss_init (&gloss, matte, NULL, 0.1, NULL);
  for (int k = 0; k < 100000; k++)
    {
      float rgb[3], g;

      for (int c = 0; c < 3; c++)
        rgb[c] = g_test_rand_bit () ? wild[g_test_rand_int_range (0, G_N_ELEMENTS (wild))]
                                    : (float) g_test_rand_double_range (0, 1.2);
      g = tonsure_gloss_of (&gloss, rgb);
      g_assert_true (isfinite (g) && g >= 0);
      for (int c = 0; c < 3; c++)
        g_assert_true (g == 0 || g <= rgb[c]);
    }
}

static void
an_unknown_color_has_no_gloss (void)
{
  static const double unknown[][3] = {
    { 0, 0, 0 },       { NAN, 0.3, 0.2 },    { -1, 0.3, 0.2 },
    { 0.3, 0.3, 0.3 }, { 0.30, 0.29, 0.27 }, { INFINITY, 1, 0.5 }
  };

  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      TonsureGloss gloss;

      memset (&gloss, 7, sizeof gloss);
      g_assert_false (tonsure_gloss_init (&gloss, unknown[i], NULL, 0.1, NULL));
      g_assert_cmpfloat (tonsure_gloss_of (&gloss, (float[]) { 1, 1, 1 }), ==, 0);
    }
  for (double spread = -0.1; spread < 1.2; spread += 1.1)
    {
      TonsureGloss gloss;

      g_assert_false (
          tonsure_gloss_init (&gloss, (double[]) { 0.5, 0.3, 0.2 }, NULL, spread, NULL));
    }
}

static void
the_strength_of_the_color_does_not_matter (void)
{
  double matte[3], dim[3];
  TonsureGloss one, other;

  skin_color (0.05, 0.01, matte);
  for (int c = 0; c < 3; c++)
    dim[c] = 0.25 * matte[c];
  tonsure_gloss_init (&one, matte, NULL, 0.1, NULL);
  tonsure_gloss_init (&other, dim, NULL, 0.1, NULL);
  for (int c = 0; c < 3; c++)
    g_assert_cmpfloat_with_epsilon (one.weights[c], other.weights[c], 1e-6);
}

static void
other_primaries_give_the_same_gloss (void)
{
  /* Display P3 at D50, ICC registry */
  static const double p3[9] = { 0.51512, 0.29198,  0.15710, 0.24120, 0.69225,
                                0.06657, -0.00105, 0.04189, 0.78407 };
  double matte[3], xyz[3], wide[3];
  TonsureGloss gloss;

  skin_color (0.03, 0.01, matte);
  tonsure_rgb_to_xyz (matte, NULL, xyz);
  g_assert_true (tonsure_xyz_to_rgb (xyz, p3, wide));
  g_assert_true (tonsure_gloss_init (&gloss, matte, NULL, 0, p3));
  for (double g = 0; g < 1; g += 0.1)
    {
      float rgb[3];

      mix (wide, 0.8, g, rgb);
      g_assert_cmpfloat_with_epsilon (tonsure_gloss_of (&gloss, rgb), g, 1e-5);
    }
}

/* Under a lamp that the photo is not balanced for, in two sets of primaries. */
static void
gloss_has_the_color_of_the_light (void)
{
  static const double p3[9] = { 0.51512, 0.29198,  0.15710, 0.24120, 0.69225,
                                0.06657, -0.00105, 0.04189, 0.78407 };
  static const double lamp[3] = { 1.2, 1.0, 0.8 };

  for (int k = 0; k < 2; k++)
    {
      const double *primaries = k == 0 ? NULL : p3;
      double matte[3], light[3], xyz[3];
      TonsureGloss gloss;

      skin_color (0.03, 0.01, matte);
      for (int c = 0; c < 3; c++)
        matte[c] *= lamp[c];
      g_assert_true (tonsure_gloss_init (&gloss, matte, lamp, 0, primaries));
      tonsure_rgb_to_xyz (matte, NULL, xyz);
      g_assert_true (tonsure_xyz_to_rgb (xyz, primaries, matte));
      tonsure_rgb_to_xyz (lamp, NULL, xyz);
      g_assert_true (tonsure_xyz_to_rgb (xyz, primaries, light));
      for (double g = 0; g < 1; g += 0.1)
        {
          float rgb[3];
          guint16 mask;

          for (int c = 0; c < 3; c++)
            rgb[c] = (float) (0.8 * matte[c] + g * light[c]);

          float found = tonsure_gloss_of (&gloss, rgb);

          for (int c = 0; c < 3; c++)
            g_assert_cmpfloat_with_epsilon (found * gloss.color[c], g * light[c], 1e-5);
          for (int c = 0; c < 3; c++)
            rgb[c] = (float) light[c];
          tonsure_gloss_mask (&gloss, rgb, 1, &mask);
          g_assert_cmpuint (mask, <=, 1);
        }
    }
}

/* Nonsense is taken for white light. */
static void
light_that_is_none_is_white (void)
{
  static const double none[][3] = {
    { 0, 0, 0 }, { -1, 1, 1 }, { NAN, 1, 1 }, { INFINITY, 1, 1 }, { 2, 2, 2 }, { 1, 0, 1 },
  };
  double matte[3];
  TonsureGloss white;

  skin_color (0.03, 0.01, matte);
  g_assert_true (tonsure_gloss_init (&white, matte, NULL, 0.1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      TonsureGloss gloss;

      g_assert_true (tonsure_gloss_init (&gloss, matte, none[i], 0.1, NULL));
      g_assert_cmpmem (&gloss, sizeof gloss, &white, sizeof white);
    }
}

#define ADD(sentence, function) g_test_add_func ("/gloss/" sentence, function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("shaded skin gives its gloss back", shaded_skin_gives_its_gloss_back);
  ADD ("what is neutral is all gloss", what_is_neutral_is_all_gloss);
  ADD ("noise and redness hardly look like gloss", noise_and_redness_hardly_look_like_gloss);
  ADD ("gloss is never negative nor more than the light",
       gloss_is_never_negative_nor_more_than_the_light);
  ADD ("an unknown color has no gloss", an_unknown_color_has_no_gloss);
  ADD ("the strength of the color does not matter", the_strength_of_the_color_does_not_matter);
  ADD ("other primaries give the same gloss", other_primaries_give_the_same_gloss);
  ADD ("gloss has the color of the light", gloss_has_the_color_of_the_light);
  ADD ("light that is none is white", light_that_is_none_is_white);
  return g_test_run ();
}
