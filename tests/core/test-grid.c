/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "grid.h"

#include <math.h>
#include <string.h>

#define WIDTH 37
#define HEIGHT 23
#define N (WIDTH * HEIGHT)

static void
smoothing_keeps_a_constant_and_spreads_a_point_as_a_gaussian (void)
{
  float values[N], point[N] = { 0 };
  double sum = 0, variance = 0;

  for (int i = 0; i < N; i++)
    values[i] = 3;
  tonsure_grid_smooth (values, WIDTH, HEIGHT, 2.5);
  for (int i = 0; i < N; i++)
    g_assert_cmpfloat_with_epsilon (values[i], 3, 1e-5);

  point[11 * WIDTH + 18] = 1;
  tonsure_grid_smooth (point, WIDTH, HEIGHT, 1.5);
  for (int i = 0; i < N; i++)
    {
      sum += point[i];
      variance += point[i] * (i % WIDTH - 18) * (i % WIDTH - 18);
    }
  g_assert_cmpfloat_with_epsilon (sum, 1, 1e-4);
  g_assert_cmpfloat_with_epsilon (variance, 2.25, 0.02);
}

static void
a_single_cell_and_a_single_row_can_be_smoothed (void)
{
  float one = 2, row[3] = { 0, 3, 0 };

  tonsure_grid_smooth (&one, 1, 1, 4);
  g_assert_cmpfloat_with_epsilon (one, 2, 1e-5);
  tonsure_grid_smooth (row, 3, 1, 0.7);
  g_assert_cmpfloat (row[0], >, 0.3);
  g_assert_cmpfloat_with_epsilon (row[0], row[2], 1e-6);
}

static void
distances_are_those_of_trying_every_cell (void)
{
  guint8 set[N];
  float distance[N];

  for (int trial = 0; trial < 20; trial++)
    {
      int n = trial + 1;

      memset (set, 0, sizeof set);
      while (n-- > 0)
        set[g_test_rand_int_range (0, N)] = 1;
      tonsure_grid_distance (set, WIDTH, HEIGHT, distance);
      for (int i = 0; i < N; i++)
        {
          double least = HUGE_VAL;

          for (int j = 0; j < N; j++)
            if (set[j])
              least = MIN (least, hypot (i % WIDTH - j % WIDTH, i / WIDTH - j / WIDTH));
          g_assert_cmpfloat_with_epsilon (distance[i], least, 1e-4);
        }
    }
}

static void
nothing_is_infinitely_far (void)
{
  guint8 set[N] = { 0 };
  float distance[N];

  tonsure_grid_distance (set, WIDTH, HEIGHT, distance);
  for (int i = 0; i < N; i++)
    g_assert_cmpfloat (distance[i], ==, G_MAXFLOAT);
}

static void
quantiles_are_of_what_is_chosen (void)
{
  const float values[5] = { 5, 1, 100, 3, 4 };
  const guint8 chosen[5] = { 1, 1, 0, 1, 1 };
  const guint8 none[5] = { 0 };

  g_assert_cmpfloat (tonsure_grid_quantile (values, chosen, 5, 0), ==, 1);
  g_assert_cmpfloat (tonsure_grid_quantile (values, chosen, 5, 1), ==, 5);
  g_assert_cmpfloat (tonsure_grid_quantile (values, chosen, 5, 1.0 / 3), ==, 3);
  g_assert_cmpfloat (tonsure_grid_quantile (values, none, 5, 0.5), ==, 0);
  g_assert_cmpuint (tonsure_grid_count (chosen, 5), ==, 4);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/grid/smoothing keeps a constant and spreads a point as a Gaussian",
                   smoothing_keeps_a_constant_and_spreads_a_point_as_a_gaussian);
  g_test_add_func ("/grid/a single cell and a single row can be smoothed",
                   a_single_cell_and_a_single_row_can_be_smoothed);
  g_test_add_func ("/grid/distances are those of trying every cell",
                   distances_are_those_of_trying_every_cell);
  g_test_add_func ("/grid/nothing is infinitely far", nothing_is_infinitely_far);
  g_test_add_func ("/grid/quantiles are of what is chosen", quantiles_are_of_what_is_chosen);
  return g_test_run ();
}
