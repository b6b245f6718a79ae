/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "walker.h"

#include <math.h>
#include <string.h>

#define SIDE 40
#define N (SIDE * SIDE)

static const float weights[4] = { 1, 1, 1, 1 };

/* The left half has one color, the right half another one. */
static void
draw_halves (float *features, guint8 *mask)
{
  memset (features, 0, 4 * N * sizeof *features);
  memset (mask, 1, N);
  for (int i = 0; i < N; i++)
    features[4 * i] = i % SIDE < SIDE / 2 ? 0 : 1;
}

static void
equal_priors_stay (void)
{
  g_autofree float *features = g_new (float, 4 * N), *prior = g_new (float, N);
  g_autofree float *result = g_new (float, N);
  g_autofree guint8 *mask = g_new (guint8, N);

  draw_halves (features, mask);
  for (int i = 0; i < N; i++)
    prior[i] = 0.3f;
  tonsure_walker_solve (prior, features, weights, mask, SIDE, SIDE, 20, 0.05, result);
  for (int i = 0; i < N; i++)
    g_assert_cmpfloat_with_epsilon (result[i], 0.3, 1e-3);
}

/* Noise is smoothed in each half; the step between them stays. */
static void
things_are_smoothed_and_their_edges_are_kept (void)
{
  g_autofree float *features = g_new (float, 4 * N), *prior = g_new (float, N);
  g_autofree float *result = g_new (float, N);
  g_autofree guint8 *mask = g_new (guint8, N);

  draw_halves (features, mask);
  for (int i = 0; i < N; i++)
    prior[i] = (float) (g_test_rand_double () < (i % SIDE < SIDE / 2 ? 0.2 : 0.8));
  tonsure_walker_solve (prior, features, weights, mask, SIDE, SIDE, 20, 0.05, result);
  for (int i = 0; i < N; i++)
    {
      g_assert_cmpfloat (result[i], >, i % SIDE < SIDE / 2 ? 0 : 0.5);
      g_assert_cmpfloat (result[i], <, i % SIDE < SIDE / 2 ? 0.5 : 1);
    }
}

/* (L + λ) p = λ prior, cell by cell. */
static void
the_equation_holds (void)
{
  const double beta = 3, lambda = 0.1;
  g_autofree float *features = g_new (float, 4 * N), *prior = g_new (float, N);
  g_autofree float *p = g_new (float, N);
  g_autofree guint8 *mask = g_new (guint8, N);
  double wrong = 0, right = 0;

  for (int i = 0; i < N; i++)
    {
      for (int k = 0; k < 4; k++)
        features[4 * i + k] = (float) g_test_rand_double ();
      prior[i] = (float) g_test_rand_double ();
      mask[i] = g_test_rand_int_range (0, 10) > 0;
    }
  tonsure_walker_solve (prior, features, weights, mask, SIDE, SIDE, beta, lambda, p);
  for (int i = 0; i < N; i++)
    {
      double left = lambda * p[i];

      if (!mask[i])
        {
          g_assert_cmpfloat (p[i], ==, 0);
          continue;
        }
      for (int k = 0; k < 4; k++)
        {
          int x = i % SIDE + (k == 0) - (k == 1), y = i / SIDE + (k == 2) - (k == 3);
          double square = 0;

          if (x < 0 || y < 0 || x >= SIDE || y >= SIDE || !mask[y * SIDE + x])
            continue;
          for (int f = 0; f < 4; f++)
            square += pow (features[4 * i + f] - features[4 * (y * SIDE + x) + f], 2);
          left += (exp (-beta * square) + 1e-4) * (p[i] - p[y * SIDE + x]);
        }
      wrong += pow (left - lambda * prior[i], 2);
      right += pow (lambda * prior[i], 2);
    }
  g_assert_cmpfloat (sqrt (wrong / right), <, 2e-3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/walker/equal priors stay", equal_priors_stay);
  g_test_add_func ("/walker/things are smoothed and their edges are kept",
                   things_are_smoothed_and_their_edges_are_kept);
  g_test_add_func ("/walker/the equation holds", the_equation_holds);
  return g_test_run ();
}
