/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "hair.h"
#include "heads.h"
#include "strand.h"

#include <math.h>
#include <string.h>

#define SIDE 160

/* Strands of @length px, 2 px wide, at @angle. */
static void
draw_strands (float *coverage, double angle, double length, int apart)
{
  double c = cos (angle), s = sin (angle);

  memset (coverage, 0, sizeof (float) * SIDE * SIDE);
  for (int j = apart / 2; j < SIDE; j += apart)
    for (int i = apart / 2; i < SIDE; i += apart)
      for (int k = 0; k < SIDE * SIDE; k++)
        {
          double x = k % SIDE - i, y = k / SIDE - j;
          double along = fabs (x * c + y * s), across = fabs (y * c - x * s);
          float share = (float) (CLAMP (1.5 - across, 0, 1) * CLAMP (0.5 * length - along, 0, 1));

          coverage[k] = MAX (coverage[k], share);
        }
}

static void
direction_is_that_of_the_strands (void)
{
  g_autofree float *coverage = g_new (float, SIDE *SIDE);
  g_autofree float *direction = g_new (float, 2 * SIDE * SIDE);
  TonsurePixels all = { 0, 0, SIDE, SIDE };

  for (int k = 0; k < 12; k++)
    {
      double angle = k * G_PI / 12, sum[2] = { 0, 0 }, error;

      draw_strands (coverage, angle, 24, 30);
      tonsure_strand_direction (coverage, &all, &all, 0.1, direction);
      for (int i = 0; i < SIDE * SIDE; i++)
        {
          sum[0] += coverage[i] * direction[2 * i];
          sum[1] += coverage[i] * direction[2 * i + 1];
          g_assert_cmpfloat (hypot (direction[2 * i], direction[2 * i + 1]), <=, 1.001);
        }
      error = remainder (0.5 * atan2 (sum[1], sum[0]) - angle, G_PI);
      g_test_message ("%.0f°: off by %.1f°", angle * 180 / G_PI, error * 180 / G_PI);
      g_assert_cmpfloat (fabs (error), <, 3 * G_PI / 180);
    }
}

static void
any_rectangle_gives_the_same_bits (void)
{
  g_autofree float *coverage = g_new (float, SIDE *SIDE);
  g_autofree float *whole = g_new (float, 2 * SIDE * SIDE);
  g_autofree float *part = g_new (float, 2 * SIDE * SIDE);
  TonsurePixels all = { 0, 0, SIDE, SIDE };
  int m = tonsure_strand_margin (0.1);

  for (int i = 0; i < SIDE * SIDE; i++)
    coverage[i] = (float) g_test_rand_double ();
  tonsure_strand_direction (coverage, &all, &all, 0.1, whole);
  for (int k = 0; k < 40; k++)
    {
      int x = g_test_rand_int_range (0, SIDE), y = g_test_rand_int_range (0, SIDE);
      TonsurePixels pixels = { x, y, g_test_rand_int_range (1, SIDE - x + 1),
                               g_test_rand_int_range (1, SIDE - y + 1) };
      TonsurePixels there = { MAX (x - m, 0), MAX (y - m, 0), 0, 0 };
      g_autofree float *copy = NULL;

      there.width = MIN (x + pixels.width + m, SIDE) - there.x;
      there.height = MIN (y + pixels.height + m, SIDE) - there.y;
      copy = g_new (float, there.width *there.height);
      for (int j = 0; j < there.height; j++)
        memcpy (copy + j * there.width, coverage + (there.y + j) * SIDE + there.x,
                sizeof (float) * there.width);
      tonsure_strand_direction (copy, &there, &pixels, 0.1, part);
      for (int j = 0; j < pixels.height; j++)
        g_assert_cmpmem (part + 2 * j * pixels.width, 2 * sizeof (float) * pixels.width,
                         whole + 2 * ((y + j) * SIDE + x), 2 * sizeof (float) * pixels.width);
    }
}

static void
length_is_that_of_the_strands (void)
{
  g_autofree float *coverage = g_new (float, SIDE *SIDE);

  for (double length = 8; length < 30; length *= 1.5)
    for (double angle = 0; angle < G_PI; angle += 0.4)
      {
        TonsureStrands strands;

        draw_strands (coverage, angle, length, (int) length + 8);
        g_assert_true (tonsure_strand_measure (coverage, SIDE, SIDE, 0.05, &strands));
        g_test_message ("%.2f mm: %.2f (%.2f to %.2f), %u strands", 0.05 * length, strands.length,
                        strands.low, strands.high, strands.n);
        g_assert_cmpfloat_with_epsilon (strands.length / (0.05 * length), 1, 0.25);
      }
}

/* By the true matte's hairs, .16 to 1.1 mm and foreshortened, and the same grown. */
static void
stubble_is_told_from_grown_hair (void)
{
  double before = 0;

  for (double grown = 1; grown < 7; grown *= 2.5)
    {
      PhantomOptions options;
      g_autoptr (PhantomPicture) picture = NULL;
      g_autofree float *rgba = NULL, *coverage = NULL;
      TonsureStrands strands;
      TonsureHair hair;
      gsize n;

      phantom_options_init (&options);
      options.view = PHANTOM_VIEW_BACK;
      options.px_per_mm = 12;
      options.left = 95;
      options.top = 130;
      options.width = options.height = 20;
      options.length = grown;
      picture = phantom_load (&options);
      n = (gsize) picture->width * picture->height;
      rgba = g_new (float, 4 * n);
      coverage = g_new (float, n);
      for (gsize i = 0; i < 4 * n; i++)
        rgba[i] = i % 4 < 3 ? picture->photo[i / 4 * 3 + i % 4] : 1;
      g_assert_true (tonsure_hair_init (&hair, picture->hair_rgb, picture->skin_rgb, 1.0 / 12,
                                        0.015, 0.8, NULL));
      tonsure_hair_matte (&hair, rgba, &(TonsurePixels) { 0, 0, picture->width, picture->height },
                          4 * (gsize) picture->width,
                          &(TonsurePixels) { 0, 0, picture->width, picture->height }, coverage,
                          NULL);
      g_assert_true (
          tonsure_strand_measure (coverage, picture->width, picture->height, 1.0 / 12, &strands));
      g_test_message ("grown to %g times: %.2f mm (%.2f to %.2f), %u strands", grown,
                      strands.length, strands.low, strands.high, strands.n);
      g_assert_cmpfloat (strands.length, >, 1.15 * before);
      before = strands.length;
    }
}

static void
without_hair_there_is_no_length (void)
{
  float coverage[64] = { 0 };
  TonsureStrands strands;

  g_assert_false (tonsure_strand_measure (coverage, 8, 8, 0.1, &strands));
  g_assert_cmpuint (strands.n, ==, 0);
  g_assert_false (tonsure_strand_measure (coverage, 1, 1, 0.1, &strands));
  g_assert_false (tonsure_strand_measure (coverage, 0, 0, 0.1, &strands));
  g_assert_false (tonsure_strand_measure (coverage, 8, 8, 0, &strands));
}

#define ADD(sentence, function) g_test_add_func ("/strand/" sentence, function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("direction is that of the strands", direction_is_that_of_the_strands);
  ADD ("any rectangle gives the same bits", any_rectangle_gives_the_same_bits);
  ADD ("length is that of the strands", length_is_that_of_the_strands);
  ADD ("stubble is told from grown hair", stubble_is_told_from_grown_hair);
  ADD ("without hair there is no length", without_hair_there_is_no_length);
  return g_test_run ();
}
