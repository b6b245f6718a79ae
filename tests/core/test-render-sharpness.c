/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Dots as sharp as the photo, from place to place. */
#include "render-private.h"

#include <math.h>
#include <string.h>

#define SIDE 352

static const TonsurePixels all = { 0, 0, SIDE, SIDE };

/* One blur and one loss everywhere. */
static void
set_even (TonsureTreatment *t, double code, double lost)
{
  memset (&t->sharpness, 0, sizeof t->sharpness);
  t->sharpness.columns = t->sharpness.rows = 1;
  t->sharpness.cell = SIDE;
  t->sharpness.blur[0] = (guint8) code;
  t->sharpness.lost[0] = (guint8) (lost / TONSURE_SHARPNESS_CONTRAST + 0.5);
}

/* Sharp at the left, soft at the right, faint at the bottom. */
static void
set_uneven (TonsureTreatment *t)
{
  t->sharpness.columns = 8;
  t->sharpness.rows = 8;
  t->sharpness.cell = SIDE / 8;
  for (int i = 0; i < 64; i++)
    {
      t->sharpness.blur[i] = (guint8) (12 + 4 * (i % 8));
      t->sharpness.lost[i] = (guint8) (4 * (i / 8));
    }
}

static float *
draw (const TonsureTreatment *t, const TonsureDraw *loops)
{
  g_autoptr (TonsureRenderer) renderer = tonsure_renderer_new_with_draw (t, NULL, loops, NULL);
  g_autofree guint16 *mask = g_new (guint16, SIDE * SIDE);
  float *rgba = g_new (float, 4 * SIDE * SIDE);

  memset (mask, 0xff, sizeof *mask * SIDE * SIDE);
  g_assert_nonnull (renderer);
  g_assert_true (tonsure_render_transmittance (renderer, mask, &all, SIDE, &all, rgba, 4 * SIDE));
  return rgba;
}

/* Mean of green without the rim, where dots are missing, and the standard deviation of ln T. */
static void
statistics (const float *rgba, double *mean, double *contrast)
{
  double sum = 0, logs = 0, squares = 0;
  const int rim = 50, n = (SIDE - 2 * rim) * (SIDE - 2 * rim);

  for (int y = rim; y < SIDE - rim; y++)
    for (int x = rim; x < SIDE - rim; x++)
      {
        double t = rgba[4 * (y * SIDE + x) + 1], l = log (t);

        sum += t;
        logs += l;
        squares += l * l;
      }
  *mean = sum / n;
  *contrast = sqrt (squares / n - logs * logs / n / n);
}

static void
any_split_gives_the_same_bits (void)
{
  TonsureTreatment t;
  g_autofree guint16 *mask = g_new (guint16, SIDE * SIDE);
  g_autofree float *whole = NULL, *parts = g_new (float, 4 * SIDE * SIDE);

  memset (mask, 0xff, sizeof *mask * SIDE * SIDE);
  tonsure_treatment_init (&t);
  t.years = g_test_rand_bit () ? 4.0 : 0.0;
  t.touch_ups = 3.0;
  set_uneven (&t);
  whole = draw (&t, tonsure_draw_best ());
  g_autoptr (TonsureRenderer) renderer = tonsure_renderer_new (&t, NULL, NULL);

  for (int y = 0, height; y < SIDE; y += height)
    {
      height = g_test_rand_int_range (1, 200);
      height = MIN (height, SIDE - y);
      for (int x = 0, width; x < SIDE; x += width)
        {
          width = g_test_rand_int_range (1, 200);
          width = MIN (width, SIDE - x);
          TonsurePixels part = { x, y, width, height };

          tonsure_render_transmittance (renderer, mask, &all, SIDE, &part,
                                        parts + 4 * (y * SIDE + x), 4 * SIDE);
        }
    }
  g_assert_cmpmem (parts, sizeof (float) * 4 * SIDE * SIDE, whole,
                   sizeof (float) * 4 * SIDE * SIDE);
}

static void
AVX2_gives_the_same_bits (void)
{
  TonsureTreatment t;

  tonsure_treatment_init (&t);
  set_uneven (&t);
  g_autofree float *plain = draw (&t, &tonsure_draw_plain), *best = draw (&t, tonsure_draw_best ());

  g_assert_cmpmem (plain, sizeof (float) * 4 * SIDE * SIDE, best, sizeof (float) * 4 * SIDE * SIDE);
}

/* Levels of blur are a third of an octave apart; a dot lies on one of two. */
static void
an_even_grid_is_the_blur_of_the_photo (void)
{
  for (int code = 16; code <= 32; code += 16)
    {
      TonsureTreatment t;
      double mean[2], contrast[2];

      tonsure_treatment_init (&t);
      t.blur = tonsure_sharpness_blur (code);
      g_autofree float *one = draw (&t, tonsure_draw_best ());

      set_even (&t, code, 0.0);
      t.blur = 0.7;
      g_autofree float *grid = draw (&t, tonsure_draw_best ());

      statistics (one, &mean[0], &contrast[0]);
      statistics (grid, &mean[1], &contrast[1]);
      g_test_message ("blur %.2f: tone %.4f %.4f, contrast %.4f %.4f",
                      tonsure_sharpness_blur (code), mean[0], mean[1], contrast[0], contrast[1]);
      g_assert_cmpfloat_with_epsilon (mean[1], mean[0], 0.002);
      g_assert_cmpfloat_with_epsilon (contrast[1], contrast[0], 0.02 * contrast[0]);
    }
}

/* Tone is within .01 of what it is without a loss; contrast falls with every step. */
static void
lost_contrast_leaves_the_tone (void)
{
  for (double mm = 0.06; mm < 0.4; mm *= 4.0)
    {
      double mean[2], contrast[2] = { INFINITY, 0 }, first = 0;

      for (int step = 0; step < 5; step += 2)
        {
          TonsureTreatment t;

          tonsure_treatment_init (&t);
          t.mm_per_px = mm;
          set_even (&t, 20, 0.06 * step);
          g_autofree float *rgba = draw (&t, tonsure_draw_best ());

          statistics (rgba, &mean[1], &contrast[1]);
          first = step == 0 ? mean[1] : first;
          g_test_message ("%.2f mm, lost %.2f: tone %.4f, contrast %.4f", mm, 0.06 * step, mean[1],
                          contrast[1]);
          g_assert_cmpfloat_with_epsilon (mean[1], first, 0.01);
          g_assert_cmpfloat (contrast[1], <, contrast[0]);
          contrast[0] = contrast[1];
        }
    }
}

static void
the_reach_holds_for_any_grid (void)
{
  for (int code = 0; code <= TONSURE_SHARPNESS_MOST; code += 21)
    {
      TonsureTreatment t;

      tonsure_treatment_init (&t);
      set_even (&t, code, 0.1);
      g_autoptr (TonsureRenderer) renderer = tonsure_renderer_new (&t, NULL, NULL);

      g_assert_nonnull (renderer);
      g_assert_cmpint (tonsure_render_reach (renderer), <=, tonsure_render_reach_of (&t));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render-sharpness/any split gives the same bits",
                   any_split_gives_the_same_bits);
  g_test_add_func ("/render-sharpness/AVX2 gives the same bits", AVX2_gives_the_same_bits);
  g_test_add_func ("/render-sharpness/an even grid is the blur of the photo",
                   an_even_grid_is_the_blur_of_the_photo);
  g_test_add_func ("/render-sharpness/lost contrast leaves the tone",
                   lost_contrast_leaves_the_tone);
  g_test_add_func ("/render-sharpness/the reach holds for any grid", the_reach_holds_for_any_grid);
  return g_test_run ();
}
