/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "mixture.h"

#include <math.h>
#include <string.h>

#define N 6000

static const double floors[4] = { 0.01, 0.01, 0.01, 0.01 };

/* About normal: σ² = 1. */
static double
normal (void)
{
  double sum = -6;

  for (int k = 0; k < 12; k++)
    sum += g_test_rand_double ();
  return sum;
}

/* Every other cell about 0, else about 3 in the first dimension; the second follows the first. */
static void
draw (float *features, guint8 *chosen)
{
  for (int i = 0; i < N; i++)
    {
      double a = normal () * 0.2;

      features[4 * i] = (float) (a + (i % 2 ? 3 : 0));
      features[4 * i + 1] = (float) (a + 0.1 * normal ());
      features[4 * i + 2] = (float) (0.3 * normal ());
      features[4 * i + 3] = (float) (0.3 * normal ());
      chosen[i] = i % 3 != 0;
    }
}

static void
one_gaussian_has_the_density_of_its_covariance (void)
{
  g_autofree float *features = g_new (float, 4 * N);
  g_autofree guint8 *chosen = g_new (guint8, N);
  TonsureMixture mixture;
  /* det Σ = .04 × .01 × .09 × .09 but for the floors; (1, 1) lies along the covariance. */
  const float at[4] = { 0.2f, 0.2f, 0, 0 }, off[4] = { 0.2f, -0.2f, 0, 0 };

  draw (features, chosen);
  for (int i = 0; i < N; i++)
    features[4 * i] -= i % 2 ? 3 : 0;
  g_assert_true (tonsure_mixture_fit (&mixture, features, chosen, N, 1, floors));
  g_assert_cmpint (mixture.n, ==, 1);
  /* Σ⁻¹ of [[.04, .04], [.04, .05]] is [[125, -100], [-100, 100]]. */
  g_assert_cmpfloat_with_epsilon (tonsure_mixture_log (&mixture, at),
                                  -0.5 * log (0.04 * 0.01 * 0.09 * 0.09) - 0.5, 0.25);
  g_assert_cmpfloat (tonsure_mixture_log (&mixture, at) - tonsure_mixture_log (&mixture, off), >,
                     6);
}

static void
two_clusters_are_two_gaussians (void)
{
  g_autofree float *features = g_new (float, 4 * N);
  g_autofree guint8 *chosen = g_new (guint8, N);
  const float here[4] = { 0 }, there[4] = { 3, 0, 0, 0 }, between[4] = { 1.5f, 0, 0, 0 };
  TonsureMixture mixture;

  draw (features, chosen);
  g_assert_true (tonsure_mixture_fit (&mixture, features, chosen, N, 5, floors));
  g_assert_cmpint (mixture.n, >=, 2);
  g_assert_cmpfloat (tonsure_mixture_log (&mixture, here), >,
                     tonsure_mixture_log (&mixture, between) + 8);
  g_assert_cmpfloat (tonsure_mixture_log (&mixture, there), >,
                     tonsure_mixture_log (&mixture, between) + 8);
}

static void
the_same_cells_give_the_same_bits (void)
{
  g_autofree float *features = g_new (float, 4 * N);
  g_autofree guint8 *chosen = g_new (guint8, N);
  TonsureMixture once, again;

  draw (features, chosen);
  memset (&once, 0, sizeof once);
  memset (&again, 0, sizeof again);
  tonsure_mixture_fit (&once, features, chosen, N, 4, floors);
  tonsure_mixture_fit (&again, features, chosen, N, 4, floors);
  g_assert_cmpmem (&once, sizeof once, &again, sizeof again);
}

static void
too_few_cells_are_no_mixture (void)
{
  float features[4 * 30] = { 0 };
  guint8 chosen[30] = { 0 };
  const float at[4] = { 0 };
  TonsureMixture mixture;

  memset (chosen, 1, 19);
  g_assert_false (tonsure_mixture_fit (&mixture, features, chosen, 30, 3, floors));
  g_assert_cmpfloat (tonsure_mixture_log (&mixture, at), ==, -1e9);
  /* Equal cells are one Gaussian as wide as the floor. */
  chosen[19] = 1;
  g_assert_true (tonsure_mixture_fit (&mixture, features, chosen, 30, 3, floors));
  g_assert_cmpfloat_with_epsilon (tonsure_mixture_log (&mixture, at), -4 * log (0.01), 1e-6);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mixture/one Gaussian has the density of its covariance",
                   one_gaussian_has_the_density_of_its_covariance);
  g_test_add_func ("/mixture/two clusters are two Gaussians", two_clusters_are_two_gaussians);
  g_test_add_func ("/mixture/the same cells give the same bits", the_same_cells_give_the_same_bits);
  g_test_add_func ("/mixture/too few cells are no mixture", too_few_cells_are_no_mixture);
  return g_test_run ();
}
