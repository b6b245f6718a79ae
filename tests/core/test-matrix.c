/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Small matrices against plain sums, and both copies against each other, bit by bit. */
#include "matrix.h"

#include <math.h>
#include <string.h>

#define MOST 32

/* Of numbers between -1 and 1, with a diagonal that outweighs each row. */
static void
draw (guint n, double *m)
{
  for (guint i = 0; i < n * n; i++)
    m[i] = g_test_rand_double_range (-1.0, 1.0);
  for (guint i = 0; i < n; i++)
    m[i * n + i] += n;
}

static void
a_product_is_the_sum_of_products (void)
{
  for (guint n = 4; n <= MOST; n += 4)
    {
      double a[MOST * MOST], b[MOST * MOST], c[MOST * MOST];

      draw (n, a);
      draw (n, b);
      tonsure_matrix ()->multiply (n, a, b, c);
      for (guint i = 0; i < n * n; i++)
        {
          double sum = 0.0;

          for (guint k = 0; k < n; k++)
            sum += a[i / n * n + k] * b[k * n + i % n];
          g_assert_cmpfloat (c[i], ==, sum);
        }
    }
}

static void
a_quotient_times_the_divisor_is_the_dividend (void)
{
  for (guint n = 4; n <= MOST; n += 4)
    {
      double a[MOST * MOST], copy[MOST * MOST], b[MOST * MOST], x[MOST * MOST], c[MOST * MOST];

      draw (n, a);
      draw (n, b);
      memcpy (copy, a, sizeof a);
      memcpy (x, b, sizeof b);
      tonsure_matrix ()->divide (n, copy, x);
      tonsure_matrix ()->multiply (n, a, x, c);
      for (guint i = 0; i < n * n; i++)
        g_assert_cmpfloat_with_epsilon (c[i], b[i], 1e-12 * n);
    }
}

static void
avx2_gives_the_same_bits (void)
{
  const TonsureMatrix *fast = tonsure_matrix_fast ();

  if (fast == NULL)
    {
      g_test_skip ("This machine has no AVX2");
      return;
    }
  for (guint n = 4; n <= MOST; n += 4)
    {
      double a[2][MOST * MOST], b[2][MOST * MOST], c[2][MOST * MOST];

      draw (n, a[0]);
      draw (n, b[0]);
      memcpy (a[1], a[0], sizeof a[0]);
      memcpy (b[1], b[0], sizeof b[0]);
      tonsure_matrix_plain.multiply (n, a[0], b[0], c[0]);
      fast->multiply (n, a[1], b[1], c[1]);
      g_assert_cmpmem (c[0], n * n * sizeof (double), c[1], n * n * sizeof (double));
      tonsure_matrix_plain.divide (n, a[0], b[0]);
      fast->divide (n, a[1], b[1]);
      g_assert_cmpmem (b[0], n * n * sizeof (double), b[1], n * n * sizeof (double));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/matrix/a product is the sum of products", a_product_is_the_sum_of_products);
  g_test_add_func ("/matrix/a quotient times the divisor is the dividend",
                   a_quotient_times_the_divisor_is_the_dividend);
  g_test_add_func ("/matrix/AVX2 gives the same bits", avx2_gives_the_same_bits);
  return g_test_run ();
}
