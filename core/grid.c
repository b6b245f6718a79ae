/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Filters of a small picture: see grid.h. */
#include "grid.h"
#include "exact.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Squared distances of a column in which nothing is set. */
#define FAR 1e12

static int
kernel_init (float **kernel, double sigma)
{
  int reach = (int) (4 * sigma + 0.5);
  double sum = 0;

  *kernel = g_new (float, reach + 1);
  for (int k = 0; k <= reach; k++)
    sum += (k == 0 ? 1 : 2) * tonsure_exp (-0.5 * k * k / (sigma * sigma));
  for (int k = 0; k <= reach; k++)
    (*kernel)[k] = (float) (tonsure_exp (-0.5 * k * k / (sigma * sigma)) / sum);
  return reach;
}

static void
smooth_row (float *row, float *padded, int width, const float *kernel, int reach)
{
  for (int i = -reach; i < width + reach; i++)
    padded[i + reach] = row[CLAMP (i, 0, width - 1)];
  for (int i = 0; i < width; i++)
    {
      const float *at = padded + i + reach;
      float sum = kernel[0] * at[0];

      for (int k = 1; k <= reach; k++)
        sum += kernel[k] * (at[k] + at[-k]);
      row[i] = sum;
    }
}

static void
smooth_columns (float *values, int width, int height, const float *kernel, int reach)
{
  gsize n = (gsize) width * height;
  g_autofree float *from = g_new (float, n);

  memcpy (from, values, n * sizeof *from);
  for (int j = 0; j < height; j++)
    {
      float *to = values + (gsize) j * width;

      for (int i = 0; i < width; i++)
        to[i] *= kernel[0];
      for (int k = 1; k <= reach; k++)
        {
          const float *above = from + (gsize) MAX (j - k, 0) * width;
          const float *below = from + (gsize) MIN (j + k, height - 1) * width;

          for (int i = 0; i < width; i++)
            to[i] += kernel[k] * (above[i] + below[i]);
        }
    }
}

void
tonsure_grid_smooth (float *values, int width, int height, double sigma)
{
  g_autofree float *kernel = NULL, *padded = NULL;
  int reach;

  if (!(sigma >= 0.1) || width < 1 || height < 1)
    return;
  reach = kernel_init (&kernel, sigma);
  padded = g_new (float, width + 2 * reach);
  for (int j = 0; j < height; j++)
    smooth_row (values + (gsize) j * width, padded, width, kernel, reach);
  smooth_columns (values, width, height, kernel, reach);
}

/* Lower envelope of the parabolas value[q] + (p - q)²; @start and @vertex are scratch. */
static void
envelope (const double *value, int n, double *result, double *start, int *vertex)
{
  int k = 0;

  vertex[0] = 0;
  start[0] = -HUGE_VAL;
  start[1] = HUGE_VAL;
  for (int q = 1; q < n; q++)
    {
      double at;

      for (;; k--)
        {
          int p = vertex[k];

          at = ((value[q] + (double) q * q) - (value[p] + (double) p * p)) / (2.0 * (q - p));
          if (at > start[k])
            break;
        }
      vertex[++k] = q;
      start[k] = at;
      start[k + 1] = HUGE_VAL;
    }
  k = 0;
  for (int p = 0; p < n; p++)
    {
      while (start[k + 1] < p)
        k++;
      result[p] = value[vertex[k]] + (double) (p - vertex[k]) * (p - vertex[k]);
    }
}

void
tonsure_grid_distance (const guint8 *set, int width, int height, float *distance)
{
  int most = MAX (width, height);
  g_autofree double *value = g_new (double, most), *result = g_new (double, most);
  g_autofree double *start = g_new (double, most + 1);
  g_autofree int *vertex = g_new (int, most);

  for (int i = 0; i < width; i++)
    {
      for (int j = 0; j < height; j++)
        value[j] = set[(gsize) j * width + i] ? 0 : FAR;
      envelope (value, height, result, start, vertex);
      for (int j = 0; j < height; j++)
        distance[(gsize) j * width + i] = (float) result[j];
    }
  for (int j = 0; j < height; j++)
    {
      float *row = distance + (gsize) j * width;

      for (int i = 0; i < width; i++)
        value[i] = row[i];
      envelope (value, width, result, start, vertex);
      for (int i = 0; i < width; i++)
        row[i] = result[i] < 0.5 * FAR ? (float) sqrt (result[i]) : G_MAXFLOAT;
    }
}

static int
compare (const void *a, const void *b)
{
  float x = *(const float *) a, y = *(const float *) b;

  return (x > y) - (x < y);
}

float
tonsure_grid_quantile (const float *values, const guint8 *chosen, gsize n, double share)
{
  g_autofree float *sorted = g_new (float, n + 1);
  gsize count = 0;

  for (gsize i = 0; i < n; i++)
    if (chosen[i])
      sorted[count++] = values[i];
  if (count == 0)
    return 0;
  qsort (sorted, count, sizeof *sorted, compare);
  return sorted[(gsize) (share * (double) (count - 1) + 0.5)];
}

gsize
tonsure_grid_count (const guint8 *set, gsize n)
{
  gsize count = 0;

  for (gsize i = 0; i < n; i++)
    count += set[i] != 0;
  return count;
}
