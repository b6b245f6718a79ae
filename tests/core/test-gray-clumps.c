/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "gray-private.h"

#include <math.h>

#define SIDE 400

/* A map whose hair lies at an angle everywhere. */
static TonsureGrayMap *
map_new (double degrees, double mm_per_px)
{
  TonsureGrayMap *map = g_new0 (TonsureGrayMap, 1);

  map->step = 16;
  map->width = map->height = SIDE / 16 + 1;
  map->mm_per_px = mm_per_px;
  map->cells = g_new0 (float, TONSURE_GRAY_CHANNELS *(gsize) map->width * map->height);
  for (int i = 0; i < map->width * map->height; i++)
    {
      map->cells[TONSURE_GRAY_CHANNELS * i + TONSURE_GRAY_OFFSET] = 1;
      map->cells[TONSURE_GRAY_CHANNELS * i + TONSURE_GRAY_COSINE] =
          (float) cos (degrees * G_PI / 90);
      map->cells[TONSURE_GRAY_CHANNELS * i + TONSURE_GRAY_SINE] = (float) sin (degrees * G_PI / 90);
    }
  return map;
}

static float *
draw (const TonsureGrayHair *gray, const TonsureGrayMap *map)
{
  const TonsurePixels all = { 0, 0, SIDE, SIDE };
  TonsureGrayClumps *clumps = tonsure_gray_clumps_new (gray, map, 1, &all);
  float *deviates = g_new (float, SIDE *SIDE);

  for (int y = 0; y < SIDE; y++)
    tonsure_gray_clumps_row (clumps, 0, y, SIDE, deviates + SIDE * y);
  tonsure_gray_clumps_free (clumps);
  return deviates;
}

static double
correlation (const float *values, int dx, int dy)
{
  double product = 0, square = 0;

  for (int y = MAX (-dy, 0); y < SIDE - MAX (dy, 0); y++)
    for (int x = MAX (-dx, 0); x < SIDE - MAX (dx, 0); x++)
      {
        product += values[SIDE * y + x] * values[SIDE * (y + dy) + x + dx];
        square += values[SIDE * y + x] * values[SIDE * y + x];
      }
  return product / square;
}

static void
deviates_are_about_normal (void)
{
  for (int k = 0; k < 12; k++)
    {
      double mm = k % 3 == 0 ? 0.35 : k % 3 == 1 ? 0.12 : 0.05;
      g_autoptr (TonsureGrayMap) map = map_new (15 * k, mm);
      g_autofree float *deviates = NULL;
      double sum = 0, squares = 0, n = SIDE * SIDE;
      TonsureGrayHair gray;

      tonsure_gray_hair_init (&gray);
      gray.length = k < 6 ? 1 : 3;
      gray.blur = 0.8;
      gray.seed = (guint32) g_test_rand_int ();
      deviates = draw (&gray, map);
      for (int i = 0; i < SIDE * SIDE; i++)
        {
          sum += deviates[i];
          squares += deviates[i] * deviates[i];
        }
      g_test_message ("%g mm, %g mm/px, %d degrees: mean %.3f, deviation %.3f", gray.length, mm,
                      15 * k, sum / n, sqrt (squares / n));
      g_assert_cmpfloat (fabs (sum / n), <, 0.15);
      g_assert_cmpfloat_with_epsilon (sqrt (squares / n), 1, 0.35);
    }
}

/* Beyond 3 pixels and 3 widths of a hair across, no more than .15; along, half at a third of it. */
static void
clumps_lie_along_the_hair (void)
{
  static const double angles[] = { 0, 90, 45, 135 };
  static const int ways[][2] = { { 1, 0 }, { 0, 1 }, { 1, 1 }, { -1, 1 } };

  for (guint k = 0; k < G_N_ELEMENTS (angles); k++)
    {
      g_autoptr (TonsureGrayMap) map = map_new (angles[k], 0.12);
      g_autofree float *deviates = NULL;
      TonsureGrayHair gray;
      double along, across = -1;
      int diagonal = k >= 2;

      tonsure_gray_hair_init (&gray);
      gray.length = 3;
      gray.blur = 0.8;
      deviates = draw (&gray, map);
      along =
          correlation (deviates, (diagonal ? 3 : 4) * ways[k][0], (diagonal ? 3 : 4) * ways[k][1]);
      for (int lag = diagonal ? 3 : 4; lag < 12; lag++)
        across = MAX (across, correlation (deviates, -lag * ways[k][1], lag * ways[k][0]));
      g_test_message ("%g degrees: %.2f along, %.2f across", angles[k], along, across);
      g_assert_cmpfloat (along, >, 0.5);
      g_assert_cmpfloat (across, <, 0.15);
    }
}

static void
clumps_stay_where_they_are_on_the_skin (void)
{
  g_autoptr (TonsureGrayMap) map = map_new (30, 0.12), moved = map_new (30, 0.12);
  g_autofree float *one = NULL, *other = NULL;
  TonsureGrayHair gray;

  tonsure_gray_hair_init (&gray);
  one = draw (&gray, map);
  gray.origin_x = 50 * 0.12; /* as after a crop of 50 columns */
  other = draw (&gray, moved);
  for (int y = 0; y < SIDE; y++)
    for (int x = 50; x < SIDE; x++)
      g_assert_cmpfloat_with_epsilon (one[SIDE * y + x], other[SIDE * y + x - 50], 2e-3);
}

#define ADD(sentence, function) g_test_add_func ("/gray-clumps/" sentence, function)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("deviates are about normal", deviates_are_about_normal);
  ADD ("clumps lie along the hair", clumps_lie_along_the_hair);
  ADD ("clumps stay where they are on the skin", clumps_stay_where_they_are_on_the_skin);
  return g_test_run ();
}
