/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Measures groups of three parallel bars in photos: see bars.h. */
#include "bars.h"

#include <math.h>
#include <stdlib.h>

#define SCANS 41
#define AROUND 1.0 /* mm */
#define STEP 0.5   /* px between samples */
#define MOST 200   /* samples around an edge */

/* The search for an edge: rounds, steps to each side, and how they shrink. */
#define ROUNDS 7
#define STEPS 4
#define FIRST_BLUR 2.5 /* px */

static double
cubic (const double p[4], double t)
{
  return p[1]
         + 0.5 * t
               * (p[2] - p[0]
                  + t
                        * (2.0 * p[0] - 5.0 * p[1] + 4.0 * p[2] - p[3]
                           + t * (3.0 * (p[1] - p[2]) + p[3] - p[0])));
}

static double
green_at (const Photo *photo, double x, double y)
{
  int x0 = (int) floor (x), y0 = (int) floor (y);
  double rows[4];

  for (int j = 0; j < 4; j++)
    {
      const float *at = photo->rgb + 3 * ((gsize) (y0 - 1 + j) * photo->width + x0 - 1) + 1;

      rows[j] = cubic ((const double[]) { at[0], at[3], at[6], at[9] }, x - x0);
    }
  return cubic (rows, y - y0);
}

/* What is left of the squares when levels to both sides are fitted to an edge. */
static double
misfit (const double *light, int n, double at, double blur)
{
  double step = 0.0, steps = 0.0, sum = 0.0, product = 0.0, square = 0.0, spread, rise;

  for (int i = 0; i < n; i++)
    {
      double share = 0.5 * erfc ((at - i * STEP) / (blur * G_SQRT2));

      step += share;
      steps += share * share;
      sum += light[i];
      product += share * light[i];
      square += light[i] * light[i];
    }
  spread = n * steps - step * step;
  if (spread < 1e-9)
    return INFINITY;
  rise = (n * product - step * sum) / spread;
  return square - (sum - rise * step) / n * sum - rise * product;
}

/* In px from the first of the samples. */
static void
find_edge (const double *light, int n, double *at, double *blur)
{
  double stride = 0.5 * n * STEP / STEPS, factor = 0.35;

  *at = 0.5 * n * STEP;
  *blur = FIRST_BLUR;
  for (int round = 0; round < ROUNDS; round++)
    {
      double least = INFINITY, from = *at, wide = *blur;

      for (int i = -STEPS; i <= STEPS; i++)
        for (int k = -STEPS; k <= STEPS; k++)
          {
            double left = misfit (light, n, from + i * stride, wide * exp (k * factor));

            if (left < least)
              {
                least = left;
                *at = from + i * stride;
                *blur = wide * exp (k * factor);
              }
          }
      stride *= 0.4;
      factor *= 0.5;
    }
}

/* From the middle of a bar outward, once over all of it and once around the edge. */
static void
follow (const Photo *photo, const double from[2], const double along[2], double px_per_mm,
        double bar, double *at, double *blur)
{
  double light[MOST], first;
  int n = MIN ((int) (bar * px_per_mm / STEP), MOST), low, high;

  for (int i = 0; i < n; i++)
    light[i] = green_at (photo, from[0] + i * STEP * along[0], from[1] + i * STEP * along[1]);
  find_edge (light, n, at, blur);
  low = CLAMP ((int) ((*at - AROUND * px_per_mm) / STEP), 0, n - 2);
  high = CLAMP ((int) ((*at + AROUND * px_per_mm) / STEP), low + 2, n);
  find_edge (light + low, high - low, &first, blur);
  *at = first + low * STEP;
}

static double
density_at (const Photo *photo, const double at[2], const double along[2], double gap)
{
  double dark = green_at (photo, at[0], at[1]);
  double left = green_at (photo, at[0] - gap * along[0], at[1] - gap * along[1]);
  double right = green_at (photo, at[0] + gap * along[0], at[1] + gap * along[1]);

  return -log (MAX (dark, 1e-4) / (0.5 * (left + right)));
}

static int
compare_numbers (const void *a, const void *b)
{
  const double *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

static double
median (double *values, int n)
{
  qsort (values, n, sizeof *values, compare_numbers);
  return 0.5 * (values[(n - 1) / 2] + values[n / 2]);
}

BarsLook
bars_measure (const Photo *photo, const Bars *bars)
{
  double width[3 * SCANS], blur[6 * SCANS], density[3 * SCANS], scale[SCANS];

  for (int k = 0; k < SCANS; k++)
    {
      double share = 0.15 + 0.7 * k / (SCANS - 1), on[3][2], along[2], ends[3][2], length;

      for (int i = 0; i < 3; i++)
        for (int d = 0; d < 2; d++)
          on[i][d] = bars->axes[i][d] + share * (bars->axes[i][2 + d] - bars->axes[i][d]);
      length = hypot (on[2][0] - on[0][0], on[2][1] - on[0][1]);
      for (int d = 0; d < 2; d++)
        along[d] = (on[2][d] - on[0][d]) / length;
      for (int i = 0; i < 3; i++)
        for (int side = 0; side < 2; side++)
          {
            const double out[2] = { side ? along[0] : -along[0], side ? along[1] : -along[1] };
            double px_per_mm = length / (4.0 * bars->bar);

            follow (photo, on[i], out, px_per_mm, bars->bar, &ends[i][side],
                    &blur[6 * k + 2 * i + side]);
          }
      /* Bars are apart as marked, but for the part by which their middles are off. */
      scale[k] =
          (length + 0.5 * (ends[2][1] - ends[2][0] - ends[0][1] + ends[0][0])) / (4.0 * bars->bar);
      for (int i = 0; i < 3; i++)
        {
          width[3 * k + i] = (ends[i][0] + ends[i][1]) / scale[k];
          density[3 * k + i] = density_at (photo, on[i], along, 0.25 * length);
          blur[6 * k + 2 * i] /= scale[k];
          blur[6 * k + 2 * i + 1] /= scale[k];
        }
    }
  return (BarsLook) { median (scale, SCANS), median (width, 3 * SCANS), median (blur, 6 * SCANS),
                      median (density, 3 * SCANS) };
}
