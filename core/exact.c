/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Exponential, logarithm and normal quantile in plain IEEE arithmetic: see exact.h. */
#include "exact.h"

#include <math.h>
#include <string.h>

/* ln 2 in two parts: the first has 21 trailing zero bits, so k * LN2_HIGH is exact. */
#define LN2_HIGH 6.93147180369123816490e-01
#define LN2_LOW 1.90821492927058770002e-10
#define LOG2_E 1.44269504088896340736

static double
power_of_two (int k)
{
  guint64 bits = (guint64) (k + 1023) << 52;
  double result;

  memcpy (&result, &bits, sizeof result);
  return result;
}

double
tonsure_exp (double x)
{
  if (!(x > -700.0))
    return x < 0.0 ? 0.0 : x;
  if (x > 700.0)
    return INFINITY;

  /* e^x = 2^k e^r with |r| <= ln 2 / 2; the Taylor series to r^13 leaves 2e-17. */
  int k = (int) (x * LOG2_E + (x < 0.0 ? -0.5 : 0.5));
  double r = (x - k * LN2_HIGH) - k * LN2_LOW;
  double sum = 1.0;

  for (int n = 13; n >= 1; n--)
    sum = 1.0 + sum * r / n;
  return sum * power_of_two (k);
}

double
tonsure_log (double x)
{
  guint64 bits;
  double m;

  if (!(x > 0.0))
    return x == 0.0 ? -INFINITY : NAN;
  if (x > G_MAXDOUBLE)
    return x;
  memcpy (&bits, &x, sizeof bits);
  int k = (int) (bits >> 52) - 1023;
  bits = (bits & G_GUINT64_CONSTANT (0x000fffffffffffff)) | G_GUINT64_CONSTANT (0x3ff0000000000000);
  memcpy (&m, &bits, sizeof m);
  if (m > G_SQRT2)
    {
      m *= 0.5;
      k++;
    }

  /* ln m = 2 artanh s, s = (m - 1) / (m + 1), |s| <= .172: s^23 / 23 is 1e-19. */
  double s = (m - 1.0) / (m + 1.0);
  double s2 = s * s;
  double sum = 0.0;

  for (int n = 21; n >= 3; n -= 2)
    sum = (sum + 1.0 / n) * s2;
  return k * LN2_HIGH + (2.0 * s + (2.0 * s * sum + k * LN2_LOW));
}

double
tonsure_pow (double x, double y)
{
  if (y == 0.0)
    return 1.0;
  if (x == 0.0)
    return y > 0.0 ? 0.0 : INFINITY;
  return tonsure_exp (y * tonsure_log (x));
}

static double
rational (const double *p, int np, const double *q, int nq, double x)
{
  double a = 0.0, b = 0.0;

  for (int i = 0; i < np; i++)
    a = a * x + p[i];
  for (int i = 0; i < nq; i++)
    b = b * x + q[i];
  return a / b;
}

double
tonsure_normal_quantile (double p)
{
  static const double a[] = { -3.969683028665376e+01, 2.209460984245205e+02,
                              -2.759285104469687e+02, 1.383577518672690e+02,
                              -3.066479806614716e+01, 2.506628277459239e+00 };
  static const double b[] = { -5.447609879822406e+01, 1.615858368580409e+02,
                              -1.556989798598866e+02, 6.680131188771972e+01,
                              -1.328068155288572e+01, 1.0 };
  static const double c[] = { -7.784894002430293e-03, -3.223964580411365e-01,
                              -2.400758277161838e+00, -2.549732539343734e+00,
                              4.374664141464968e+00,  2.938163982698783e+00 };
  static const double d[] = { 7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00,
                              3.754408661907416e+00, 1.0 };
  const double tail = 0.02425;

  if (!(p > 0.0 && p < 1.0))
    return p <= 0.0 ? -INFINITY : p >= 1.0 ? INFINITY : NAN;
  if (p > 0.5)
    return -tonsure_normal_quantile (1.0 - p);
  if (p < tail)
    return rational (c, 6, d, 5, sqrt (-2.0 * tonsure_log (p)));
  return (p - 0.5) * rational (a, 6, b, 6, (p - 0.5) * (p - 0.5));
}
