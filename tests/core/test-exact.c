/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "exact.h"

#include <math.h>

static void
the_exponential_agrees_with_libm (void)
{
  for (int i = 0; i < 200000; i++)
    {
      double x = g_test_rand_double_range (-690.0, 690.0);

      g_assert_cmpfloat_with_epsilon (tonsure_exp (x) / exp (x), 1.0, 4e-15);
    }
  g_assert_cmpfloat (tonsure_exp (0.0), ==, 1.0);
  g_assert_cmpfloat (tonsure_exp (-1e9), ==, 0.0);
  g_assert_true (isinf (tonsure_exp (1e9)));
  g_assert_true (isnan (tonsure_exp (NAN)));
}

static void
the_logarithm_agrees_with_libm (void)
{
  for (int i = 0; i < 200000; i++)
    {
      double x = exp (g_test_rand_double_range (-700.0, 700.0));

      g_assert_cmpfloat_with_epsilon (tonsure_log (x), log (x), 4e-16 + 4e-16 * fabs (log (x)));
    }
  g_assert_cmpfloat (tonsure_log (1.0), ==, 0.0);
  g_assert_true (isinf (tonsure_log (0.0)));
  g_assert_true (isnan (tonsure_log (-1.0)));
}

static void
the_power_agrees_with_libm (void)
{
  for (int i = 0; i < 100000; i++)
    {
      double x = g_test_rand_double_range (1e-6, 10.0);
      double y = g_test_rand_double_range (-8.0, 8.0);

      g_assert_cmpfloat_with_epsilon (tonsure_pow (x, y) / pow (x, y), 1.0, 2e-13);
    }
  g_assert_cmpfloat (tonsure_pow (0.0, 2.0), ==, 0.0);
  g_assert_cmpfloat (tonsure_pow (0.0, 0.0), ==, 1.0);
}

static void
the_normal_quantile_inverts_the_normal_distribution (void)
{
  for (int i = 1; i < 1000; i++)
    {
      double p = i / 1000.0;
      double z = tonsure_normal_quantile (p);

      g_assert_cmpfloat_with_epsilon (0.5 * erfc (-z / sqrt (2.0)), p, 1e-9);
      g_assert_cmpfloat (tonsure_normal_quantile (1.0 - p), ==,
                         -tonsure_normal_quantile (1.0 - (1.0 - p)));
    }
}

/* Bits on every machine: these are the bits. */
static void
the_bits_are_the_ones_in_the_tree (void)
{
  guint64 sum = 0;

  for (int i = 0; i < 10000; i++)
    {
      double values[] = { tonsure_exp (i * 0.013 - 60.0), tonsure_log (i * 0.37 + 0.01),
                          tonsure_normal_quantile ((i + 0.5) / 10000.0) };

      for (guint k = 0; k < G_N_ELEMENTS (values); k++)
        {
          guint64 bits;

          memcpy (&bits, &values[k], sizeof bits);
          sum = tonsure_hash64 (sum ^ bits);
        }
    }
  g_assert_cmphex (sum, ==, G_GUINT64_CONSTANT (0x21593480251aed1c));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exact/the exponential agrees with libm", the_exponential_agrees_with_libm);
  g_test_add_func ("/exact/the logarithm agrees with libm", the_logarithm_agrees_with_libm);
  g_test_add_func ("/exact/the power agrees with libm", the_power_agrees_with_libm);
  g_test_add_func ("/exact/the normal quantile inverts the normal distribution",
                   the_normal_quantile_inverts_the_normal_distribution);
  g_test_add_func ("/exact/the bits are the ones in the tree", the_bits_are_the_ones_in_the_tree);
  return g_test_run ();
}
