/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "gloss.h"
#include "matte.h"
#include "heads.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CELLS (TONSURE_MATTE_CELLS * TONSURE_MATTE_CELLS)
#define HEADS 10

static const float skin[3] = { 0.42f, 0.25f, 0.17f };

static double
normal (void)
{
  double sum = 0;

  for (int i = 0; i < 12; i++)
    sum += g_test_rand_double ();
  return sum - 6;
}

/* Shaded skin, each cell with its own blood and melanin, and gloss on a share of them. */
static TonsureSample *
samples_new (double share, double gloss, double variation)
{
  TonsureSample *samples = g_new (TonsureSample, CELLS);

  for (int i = 0; i < CELLS; i++)
    {
      double shade = g_test_rand_double_range (0.5, 1.3);
      double red = variation * normal (), brown = variation * normal ();
      double g = g_test_rand_double () < share ? gloss * g_test_rand_double () : 0;

      samples[i].cell = (guint16) i;
      samples[i].rgb[0] = (float) (shade * skin[0] * exp (-0.4 * red - 0.4 * brown) + g);
      samples[i].rgb[1] = (float) (shade * skin[1] * exp (-1.0 * red - 0.7 * brown) + g);
      samples[i].rgb[2] = (float) (shade * skin[2] * exp (-0.8 * red - 1.1 * brown) + g);
    }
  return samples;
}

static void
init_gloss (const TonsureMatte *matte, TonsureGloss *gloss)
{
  g_assert_true (tonsure_gloss_init (gloss, matte->color, NULL, matte->spread, NULL));
}

/* Shares of the cells and of the light that are taken for gloss, averaged over heads. */
static void
find_gloss_without_any (double variation, double *cells, double *light)
{
  *cells = *light = 0;
  for (int head = 0; head < HEADS; head++)
    {
      g_autofree TonsureSample *samples = samples_new (0, 0, variation);
      TonsureMatte matte;
      TonsureGloss gloss;
      double sum = 0, all = 0;
      int glossy = 0;

      g_assert_true (tonsure_matte_estimate (samples, CELLS, NULL, NULL, &matte));
      init_gloss (&matte, &gloss);
      for (int k = 0; k < CELLS; k++)
        {
          double g = tonsure_gloss_of (&gloss, samples[k].rgb);

          sum += g;
          glossy += g > 0;
          all += samples[k].rgb[1];
        }
      *cells += (double) glossy / CELLS / HEADS;
      *light += sum / all / HEADS;
    }
}

static void
natural_variation_is_not_taken_for_gloss (void)
{
  static const double variations[] = { 0, 0.05, 0.1, 0.15 };

  for (guint i = 0; i < G_N_ELEMENTS (variations); i++)
    {
      double cells, light;

      find_gloss_without_any (variations[i], &cells, &light);
      g_test_message ("variation %g: %.1f %% of the cells have %.2f %% of the light", variations[i],
                      100 * cells, 100 * light);
      g_assert_cmpfloat (cells, <, 0.25);
      g_assert_cmpfloat (light, <, 0.02);
    }
}

static void
gloss_on_part_of_the_skin_does_not_hide_its_color (void)
{
  for (double share = 0; share < 0.7; share += 0.2)
    {
      g_autofree TonsureSample *samples = samples_new (share, 0.4, 0.05);
      TonsureMatte matte;

      g_assert_true (tonsure_matte_estimate (samples, CELLS, NULL, NULL, &matte));
      g_test_message ("gloss on %.0f %%: %.3f, %.3f of red; spread %.3f ± %.3f", 100 * share,
                      matte.color[1] / matte.color[0], matte.color[2] / matte.color[0],
                      matte.spread, matte.spread_error);
      /* The least neutral quarter has a little more blood and melanin. */
      g_assert_cmpfloat_with_epsilon (matte.color[1] / matte.color[0], skin[1] / skin[0], 0.04);
      g_assert_cmpfloat_with_epsilon (matte.color[2] / matte.color[0], skin[2] / skin[0], 0.05);
      g_assert_cmpfloat (matte.spread, >, 0.05);
      g_assert_cmpfloat (matte.spread, <, 0.2);
    }
}

static void
what_does_not_tell_is_refused (void)
{
  g_autofree TonsureSample *samples = samples_new (0, 0, 0);
  TonsureMatte matte;

  g_assert_false (tonsure_matte_estimate (samples, 63, NULL, NULL, &matte));
  g_assert_false (tonsure_matte_estimate (NULL, 0, NULL, NULL, &matte));
  for (int i = 0; i < CELLS; i++)
    samples[i].rgb[0] = samples[i].rgb[2] = samples[i].rgb[1];
  memset (&matte, 7, sizeof matte);
  g_assert_false (tonsure_matte_estimate (samples, CELLS, NULL, NULL, &matte));
  g_assert_cmpfloat (matte.color[0], ==, 0);
  g_assert_cmpfloat (matte.spread, ==, 0);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  float x = *(const float *) a, y = *(const float *) b;

  return (x > y) - (x < y);
}

/* Of skin in the light, without hair. */
static TonsureSample *
phantom_samples (const PhantomPicture *picture, guint *n)
{
  TonsureSample *samples = g_new (TonsureSample, (gsize) picture->width * picture->height);

  *n = 0;
  for (int y = 0; y < picture->height; y++)
    for (int x = 0; x < picture->width; x++)
      {
        gsize at = (gsize) y * picture->width + x;
        TonsureSample *sample = &samples[*n];

        if (picture->area[at] < 0.5 || picture->matte[at] > 0.01
            || picture->photo[3 * at + 1] < 0.25 * picture->area_rgb[1])
          continue;
        memcpy (sample->rgb, picture->photo + 3 * at, sizeof sample->rgb);
        sample->cell = (guint16) (y * 64 / picture->height * 64 + x * 64 / picture->width);
        ++*n;
      }
  return samples;
}

/* A highlight stands out from the sheen that is everywhere, and which nobody can tell from
 * paler skin: that is subtracted from the truth. */
static void
the_phantoms_highlights_come_back (void)
{
  for (int type = 0; type < PHANTOM_N_SKINS; type++)
    {
      PhantomOptions options;
      g_autoptr (PhantomPicture) picture = NULL;
      g_autofree TonsureSample *samples = NULL;
      g_autofree float *truth = NULL;
      double middle, bright, found = 0, expected = 0, false_gloss = 0, light = 0;
      guint n, n_truth = 0;
      TonsureMatte matte;
      TonsureGloss gloss;

      phantom_options_init (&options);
      options.px_per_mm = 2;
      options.skin = type;
      picture = phantom_load (&options);
      samples = phantom_samples (picture, &n);
      g_assert_true (tonsure_matte_estimate (samples, n, NULL, NULL, &matte));
      init_gloss (&matte, &gloss);

      gsize n_pixels = (gsize) picture->width * picture->height;

      truth = g_new (float, n_pixels);
      for (gsize i = 0; i < n_pixels; i++)
        if (picture->area[i] >= 0.5 && picture->matte[i] < 0.01)
          truth[n_truth++] = picture->gloss[i];
      qsort (truth, n_truth, sizeof *truth, compare);
      middle = truth[n_truth / 2];
      bright = truth[(gsize) (0.997 * n_truth)];
      for (gsize i = 0; i < n_pixels; i++)
        {
          float g;

          if (picture->area[i] < 0.5 || picture->matte[i] >= 0.01)
            continue;
          g = tonsure_gloss_of (&gloss, picture->photo + 3 * i);
          if (picture->gloss[i] >= bright)
            {
              found += g;
              expected += picture->gloss[i] - middle;
            }
          else if (picture->gloss[i] < middle)
            {
              false_gloss += g;
              light += picture->photo[3 * i + 1];
            }
        }
      g_test_message ("skin %s: %.0f %% of the highlights, %.2f %% of the light elsewhere; spread "
                      "%.3f",
                      phantom_skin_names[type], 100 * found / expected, 100 * false_gloss / light,
                      matte.spread);
      g_assert_cmpfloat (found, >, 0.3 * expected);
      g_assert_cmpfloat (found, <, 1.2 * expected);
      g_assert_cmpfloat (false_gloss, <, 0.02 * light);
    }
}

#define ADD(sentence, function) g_test_add_func ("/matte/" sentence, function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("natural variation is not taken for gloss", natural_variation_is_not_taken_for_gloss);
  ADD ("gloss on part of the skin does not hide its color",
       gloss_on_part_of_the_skin_does_not_hide_its_color);
  ADD ("what does not tell is refused", what_does_not_tell_is_refused);
  ADD ("the phantom's highlights come back", the_phantoms_highlights_come_back);
  return g_test_run ();
}
