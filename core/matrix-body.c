/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Loops over small matrices: see matrix.h. Compiled twice; LOOPS names the table of this copy. */
#include "matrix.h"

/* Four columns at a time, each computed alone, so that their number changes no bit. */
typedef double Four __attribute__ ((vector_size (32), aligned (8), may_alias));

#define INLINE static inline __attribute__ ((always_inline))

/* Directions that skin is solved with: compilers do best where they know how many. */
#define USUAL 12

INLINE void
multiply_all (guint n, const double *a, const double *b, double *c)
{
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < n; j += 4)
      {
        Four sum = { 0.0, 0.0, 0.0, 0.0 };

        for (guint k = 0; k < n; k++)
          sum += a[i * n + k] * *(const Four *) (b + k * n + j);
        *(Four *) (c + i * n + j) = sum;
      }
}

/* row -= factor pivot_row, from column @from on */
INLINE void
subtract_row (guint from, guint n, double *row, const double *pivot_row, double factor)
{
  for (guint j = from; j < n; j += 4)
    *(Four *) (row + j) -= factor * *(const Four *) (pivot_row + j);
}

INLINE void
divide_all (guint n, double *a, double *x)
{
  for (guint k = 0; k < n; k++)
    {
      double scale = 1.0 / a[k * n + k];

      for (guint j = 0; j < n; j += 4)
        {
          *(Four *) (a + k * n + j) *= scale;
          *(Four *) (x + k * n + j) *= scale;
        }
      for (guint i = 0; i < n; i++)
        if (i != k)
          {
            double factor = a[i * n + k];

            subtract_row (k / 4 * 4, n, a + i * n, a + k * n, factor);
            subtract_row (0, n, x + i * n, x + k * n, factor);
          }
    }
}

static void
multiply (guint n, const double *a, const double *b, double *c)
{
  if (n == USUAL)
    multiply_all (USUAL, a, b, c);
  else
    multiply_all (n, a, b, c);
}

static void
divide (guint n, double *a, double *x)
{
  if (n == USUAL)
    divide_all (USUAL, a, x);
  else
    divide_all (n, a, x);
}

const TonsureMatrix LOOPS = { multiply, divide };
