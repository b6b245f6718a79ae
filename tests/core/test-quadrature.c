/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "quadrature.h"

#include <math.h>

/* ∫ x^k from .2 to 1 by the rule, less what it is. */
static double
error_of_power (guint n, const double *node, const double *weight, guint k)
{
  double sum = 0.0;

  for (guint i = 0; i < n; i++)
    sum += weight[i] * pow (node[i], k);
  return sum - (1.0 - pow (0.2, k + 1)) / (k + 1);
}

static void
gauss_is_exact_to_degree_2n_less_1 (void)
{
  double node[32], weight[32];

  for (guint n = 1; n <= 32; n++)
    {
      tonsure_quadrature_gauss (n, 0.2, 1.0, node, weight);
      for (guint k = 0; k < 2 * n; k++)
        g_assert_cmpfloat (fabs (error_of_power (n, node, weight, k)), <, 1e-13);
    }
  tonsure_quadrature_gauss (2, 0.2, 1.0, node, weight);
  g_assert_cmpfloat (fabs (error_of_power (2, node, weight, 4)), >, 1e-5);
}

static void
radau_is_exact_to_degree_2n_less_2_and_holds_the_end (void)
{
  double node[32], weight[32];

  for (guint n = 2; n <= 32; n++)
    {
      tonsure_quadrature_radau (n, 0.2, 1.0, node, weight);
      g_assert_cmpfloat (node[n - 1], ==, 1.0);
      for (guint i = 1; i < n; i++)
        g_assert_cmpfloat (node[i - 1], <, node[i]);
      for (guint k = 0; k < 2 * n - 1; k++)
        g_assert_cmpfloat (fabs (error_of_power (n, node, weight, k)), <, 1e-13);
    }
}

static void
legendre_polynomials_have_their_values (void)
{
  double values[5];

  tonsure_legendre (0.5, 5, values);
  g_assert_cmpfloat (values[0], ==, 1.0);
  g_assert_cmpfloat (values[1], ==, 0.5);
  g_assert_cmpfloat_with_epsilon (values[2], -0.125, 1e-15);
  g_assert_cmpfloat_with_epsilon (values[3], -0.4375, 1e-15);
  g_assert_cmpfloat_with_epsilon (values[4], -0.2890625, 1e-15);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/quadrature/Gauss is exact to degree 2n - 1",
                   gauss_is_exact_to_degree_2n_less_1);
  g_test_add_func ("/quadrature/Radau is exact to degree 2n - 2 and holds the end",
                   radau_is_exact_to_degree_2n_less_2_and_holds_the_end);
  g_test_add_func ("/quadrature/Legendre polynomials have their values",
                   legendre_polynomials_have_their_values);
  return g_test_run ();
}
