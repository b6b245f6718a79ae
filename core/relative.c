/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Texture without shading: see relative.h. */
#include "relative.h"

#include "exact.h"

#include <math.h>
#include <string.h>

#define PLANES 4    /* red, green, blue, and whether there is any */
#define ACROSS 6    /* parts */
#define WHOLE 0.95f /* of the blur of a pixel lies within the mask */
#define ENOUGH 400
#define LONGEST 128

typedef struct
{
  int width, height;
  float *values; /* of a row all of a plane, then the next plane */
} Planes;

static float *
row_of (const Planes *planes, int plane, int y)
{
  return planes->values + ((gsize) y * PLANES + plane) * planes->width;
}

static void
planes_init (Planes *planes, const TonsureShrunk *s, const guint8 *mask)
{
  planes->width = s->width;
  planes->height = s->height;
  planes->values = g_new0 (float, (gsize) s->width * s->height * PLANES + 1);
  for (int y = 0; y < s->height; y++)
    for (int x = 0; x < s->width; x++)
      {
        gsize at = (gsize) y * s->width + x;

        if (!mask[at] || !s->usable[at])
          continue;
        for (int c = 0; c < 3; c++)
          row_of (planes, c, y)[x] = s->rgb[3 * at + c];
        row_of (planes, 3, y)[x] = 1;
      }
}

/* Sums of @n values @step apart, weighted by @kernel; beyond the ends there is nothing. */
static void
convolve (float *values, int n, gsize step, const float *kernel, int radius, float *line)
{
  memset (line, 0, sizeof *line * (n + 2 * radius));
  for (int i = 0; i < n; i++)
    line[i + radius] = values[i * step];
  for (int i = 0; i < n; i++)
    {
      float sum = kernel[0] * line[i + radius];

      for (int k = 1; k <= radius; k++)
        sum += kernel[k] * (line[i + radius - k] + line[i + radius + k]);
      values[i * step] = sum;
    }
}

/* Running mean of 2 @radius + 1 values. */
static void
average (float *values, int n, gsize step, int radius, float *line)
{
  double sum = 0;

  for (int i = 0; i < n; i++)
    line[i] = values[i * step];
  for (int i = 0; i < MIN (radius, n); i++)
    sum += line[i];
  for (int i = 0; i < n; i++)
    {
      sum += i + radius < n ? line[i + radius] : 0;
      sum -= i - radius - 1 >= 0 ? line[i - radius - 1] : 0;
      values[i * step] = (float) (sum / (2 * radius + 1));
    }
}

static void
blur_little (const Planes *planes, double sigma)
{
  int radius = MIN ((int) ceil (3.5 * sigma), LONGEST - 1);
  g_autofree float *line = g_new (float, MAX (planes->width, planes->height) + 2 * radius);
  float kernel[LONGEST];
  double sum = 0;

  if (radius < 1)
    return;
  for (int k = 0; k <= radius; k++)
    {
      kernel[k] = (float) tonsure_exp (-0.5 * k * k / (sigma * sigma));
      sum += k > 0 ? 2 * kernel[k] : kernel[k];
    }
  for (int k = 0; k <= radius; k++)
    kernel[k] = (float) (kernel[k] / sum);
  for (int j = 0; j < planes->height * PLANES; j++)
    convolve (planes->values + (gsize) j * planes->width, planes->width, 1, kernel, radius, line);
  for (int i = 0; i < planes->width * PLANES; i++)
    convolve (planes->values + i, planes->height, (gsize) planes->width * PLANES, kernel, radius,
              line);
}

/* Three running means have the variance r (r + 1). */
static void
blur_much (const Planes *planes, double sigma)
{
  int radius = MAX (1, (int) floor ((sqrt (1 + 4 * sigma * sigma) - 1) / 2 + 0.5));
  g_autofree float *line = g_new (float, MAX (planes->width, planes->height));

  for (int pass = 0; pass < 3; pass++)
    {
      for (int j = 0; j < planes->height * PLANES; j++)
        average (planes->values + (gsize) j * planes->width, planes->width, 1, radius, line);
      for (int i = 0; i < planes->width * PLANES; i++)
        average (planes->values + i, planes->height, (gsize) planes->width * PLANES, radius, line);
    }
}

guint8
tonsure_part_of (const TonsureShrunk *s, int x, int y)
{
  return (guint8) (y * ACROSS / s->height * ACROSS + x * ACROSS / s->width);
}

static gboolean
relate (const Planes *fine, const Planes *coarse, int x, int y, TonsurePoint *point)
{
  float weight = row_of (fine, 3, y)[x], around = row_of (coarse, 3, y)[x];

  for (int c = 0; c < 3; c++)
    {
      float mean = row_of (coarse, c, y)[x] / around;

      if (!(mean > 0))
        return FALSE;
      point->rgb[c] = row_of (fine, c, y)[x] / weight / mean;
    }
  return TRUE;
}

/* The light of a point relative to that around is not the mean of its channels'. */
static float
relate_light (const Planes *fine, const Planes *coarse, int x, int y)
{
  float one[3], other[3];

  for (int c = 0; c < 3; c++)
    {
      one[c] = row_of (fine, c, y)[x] / row_of (fine, 3, y)[x];
      other[c] = row_of (coarse, c, y)[x] / row_of (coarse, 3, y)[x];
    }
  return tonsure_light_of (one) / tonsure_light_of (other);
}

static void
collect (const TonsureShrunk *s, const guint8 *mask, const Planes *fine, const Planes *coarse,
         float least, GArray *points)
{
  g_array_set_size (points, 0);
  for (int y = 0; y < s->height; y++)
    for (int x = 0; x < s->width; x++)
      {
        gsize at = (gsize) y * s->width + x;
        TonsurePoint point;

        if (!mask[at] || !s->usable[at] || row_of (fine, 3, y)[x] < least
            || !relate (fine, coarse, x, y, &point))
          continue;
        point.light = relate_light (fine, coarse, x, y);
        point.part = tonsure_part_of (s, x, y);
        g_array_append_val (points, point);
      }
}

/* Makes the means 1. */
static void
normalize (GArray *points)
{
  TonsurePoint *p = (TonsurePoint *) points->data;
  double sum[4] = { 0, 0, 0, 0 };

  for (guint i = 0; i < points->len; i++)
    {
      for (int c = 0; c < 3; c++)
        sum[c] += p[i].rgb[c];
      sum[3] += p[i].light;
    }
  for (guint i = 0; i < points->len; i++)
    {
      for (int c = 0; c < 3; c++)
        p[i].rgb[c] = (float) (p[i].rgb[c] * points->len / sum[c]);
      p[i].light = (float) (p[i].light * points->len / sum[3]);
    }
}

GArray *
tonsure_relative_read (const TonsureShrunk *s, const guint8 *mask, double blur, double around)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (TonsurePoint));
  Planes fine, coarse;

  planes_init (&fine, s, mask);
  coarse = fine;
  coarse.values =
      g_memdup2 (fine.values, ((gsize) s->width * s->height * PLANES + 1) * sizeof (float));
  blur_little (&fine, blur);
  blur_much (&coarse, around);
  collect (s, mask, &fine, &coarse, WHOLE, points);
  if (points->len < ENOUGH)
    collect (s, mask, &fine, &coarse, 1e-3f, points);
  normalize (points);
  g_free (fine.values);
  g_free (coarse.values);
  return points;
}
