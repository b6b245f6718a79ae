/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "camera.h"

#include <math.h>
#include <string.h>

#define N 200000

static float *
even (float transmittance)
{
  float *t = g_new (float, 4 * N);

  for (int i = 0; i < 4 * N; i++)
    t[i] = transmittance;
  return t;
}

static void
test_statistics (void)
{
  static const float levels[] = { 0.2f, 0.5f, 0.8f, 0.95f, 0.98f };

  for (guint l = 0; l < G_N_ELEMENTS (levels); l++)
    {
      const double noise = 0.03, t = levels[l];
      g_autofree float *row = even (levels[l]);
      double sum[3] = { 0 }, square[3] = { 0 }, cross = 0.0;

      tonsure_camera_grain (noise, (guint32) g_test_rand_int (), -1000, 7, N, row);
      for (int i = 0; i < N; i++)
        {
          for (int c = 0; c < 3; c++)
            {
              sum[c] += row[4 * i + c] - t;
              square[c] += (row[4 * i + c] - t) * (row[4 * i + c] - t);
            }
          cross += (row[4 * i] - t) * (row[4 * i + 1] - t);
          g_assert_cmpfloat (row[4 * i + 3], ==, levels[l]);
        }

      double sigma = t * noise * sqrt ((1.0 - t) / t);

      for (int c = 0; c < 3; c++)
        {
          g_assert_cmpfloat (fabs (sum[c] / N), <, 4.5 * sigma / sqrt (N));
          g_assert_cmpfloat_with_epsilon (sqrt (square[c] / N) / sigma, 1.0, 0.02);
        }
      g_assert_cmpfloat (fabs (cross / N), <, 4.5 * sigma * sigma / sqrt (N));
    }
}

/* Where T is so near 1 or 0 that the grain would be cut, it is made smaller instead. */
static void
test_near_the_ends (void)
{
  static const float levels[] = { 0.0f, 1e-4f, 0.999f, 0.9999f, 1.0f };

  for (guint l = 0; l < G_N_ELEMENTS (levels); l++)
    {
      g_autofree float *row = even (levels[l]);
      double sum = 0.0;

      tonsure_camera_grain (0.2f, (guint32) g_test_rand_int (), 0, 0, N, row);
      for (int i = 0; i < N; i++)
        for (int c = 0; c < 3; c++)
          {
            g_assert_cmpfloat (row[4 * i + c], >=, 0.0f);
            g_assert_cmpfloat (row[4 * i + c], <=, 1.0f);
            sum += row[4 * i + c] - levels[l];
          }

      double room = MIN (levels[l], 1.0 - levels[l]);

      g_assert_cmpfloat (fabs (sum / (3 * N)), <=, 4.5 * room / sqrt (3.0 * N) + 1e-9);
      if (levels[l] == 1.0f)
        g_assert_cmpfloat (row[0], ==, 1.0f);
    }
}

static void
test_same_pixel_same_grain (void)
{
  g_autofree float *whole = even (0.5f), *parts = even (0.5f), *below = even (0.5f);
  guint32 seed = (guint32) g_test_rand_int ();
  int x0 = g_test_rand_int_range (-100000, 100000), y = g_test_rand_int_range (-1000, 1000);

  tonsure_camera_grain (0.05f, seed, x0, y, N, whole);
  for (int at = 0; at < N;)
    {
      int n = g_test_rand_int_range (1, 999);

      n = MIN (n, N - at);
      tonsure_camera_grain (0.05f, seed, x0 + at, y, n, parts + 4 * at);
      at += n;
    }
  g_assert_cmpmem (whole, sizeof (float) * 4 * N, parts, sizeof (float) * 4 * N);
  tonsure_camera_grain (0.05f, seed, x0, y + 1, N, below);
  g_assert_true (memcmp (whole, below, sizeof (float) * 4 * N) != 0);
}

static void
test_no_noise (void)
{
  g_autofree float *row = even (0.5f), *as_it_was = even (0.5f);

  tonsure_camera_grain (0.0f, 1, 0, 0, N, row);
  g_assert_cmpmem (row, sizeof (float) * 4 * N, as_it_was, sizeof (float) * 4 * N);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/camera/grain has the stated spread and no mean", test_statistics);
  g_test_add_func ("/camera/grain keeps T and its mean near 0 and 1", test_near_the_ends);
  g_test_add_func ("/camera/a pixel has the same grain for ever", test_same_pixel_same_grain);
  g_test_add_func ("/camera/no noise is no change", test_no_noise);
  return g_test_run ();
}
