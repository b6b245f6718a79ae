/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Nodes and weights of Gaussian quadrature: see quadrature.h. */
#include "quadrature.h"

#include <math.h>

#define MOST_NODES 32

typedef double (*Polynomial) (double x, guint n);

void
tonsure_legendre (double x, guint n, double *values)
{
  values[0] = 1.0;
  if (n > 1)
    values[1] = x;
  for (guint k = 2; k < n; k++)
    values[k] = ((2 * k - 1) * x * values[k - 1] - (k - 1) * values[k - 2]) / k;
}

static double
legendre (double x, guint n)
{
  double values[MOST_NODES + 1];

  tonsure_legendre (x, n + 1, values);
  return values[n];
}

/* Its zeros are Radau's nodes with -1 fixed; -1 itself is one of them. */
static double
radau (double x, guint n)
{
  double values[MOST_NODES + 1];

  tonsure_legendre (x, n + 1, values);
  return values[n - 1] + values[n];
}

static double
bisect (Polynomial f, guint n, double low, double high)
{
  gboolean rising = f (low, n) < 0.0;

  for (int i = 0; i < 80; i++)
    {
      double middle = 0.5 * (low + high);

      if ((f (middle, n) < 0.0) == rising)
        low = middle;
      else
        high = middle;
    }
  return 0.5 * (low + high);
}

/* The zeros of @f inside (-1, 1), rising: changes of sign on a grid that is much finer
 * than the least distance of two zeros, or of a zero from an end: about 6 / n². */
static void
zeros (Polynomial f, guint n, double *zero)
{
  guint steps = 8 * n * n, found = 0;
  double low = -1.0 + 1.0 / steps;

  for (guint i = 1; i < steps; i++)
    {
      double high = -1.0 + (2.0 * i + 1.0) / steps;

      if ((f (low, n) < 0.0) != (f (high, n) < 0.0))
        zero[found++] = bisect (f, n, low, high);
      low = high;
    }
}

void
tonsure_quadrature_gauss (guint n, double from, double to, double *node, double *weight)
{
  double half = 0.5 * (to - from);

  zeros (legendre, n, node);
  for (guint i = 0; i < n; i++)
    {
      double x = node[i], p = n * legendre (x, n - 1);

      weight[i] = half * 2.0 * (1.0 - x * x) / (p * p);
      node[i] = from + half * (1.0 + x);
    }
}

void
tonsure_quadrature_radau (guint n, double from, double to, double *node, double *weight)
{
  double half = 0.5 * (to - from), zero[MOST_NODES];

  zeros (radau, n, zero);
  for (guint i = 0; i + 1 < n; i++)
    {
      double x = zero[n - 2 - i], p = n * legendre (x, n - 1);

      node[i] = from + half * (1.0 - x);
      weight[i] = half * (1.0 - x) / (p * p);
    }
  node[n - 1] = to;
  weight[n - 1] = half * 2.0 / (n * n);
}
