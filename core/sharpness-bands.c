/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Detail in bands of size: see sharpness-bands.h. */
#include "sharpness-bands.h"

#include <math.h>
#include <string.h>

#define HALF 32768
#define CLIPPED 0.99f
#define DARKEST 0.002f /* green light: below, the steps of 8 bits are all there is */
#define LEAST_WEIGHT 0.02f

/* Cells that are read at a time, down. */
#define STRIP_CELLS 4

/* 127 - 14 in the exponent and two bits of the mantissa of a float. */
#define FIRST_BIN ((127 - 14) << 2)

/* Rows of the picture that are worked on: the logarithm of light times its weight, and the
 * weight, before and after a smoothing, and their ratio. */
typedef struct
{
  int width, height;
  float *sum, *weight, *spare, *mean;
} Strip;

static gboolean
counts (const float *rgb)
{
  return rgb[0] < CLIPPED && rgb[2] < CLIPPED && rgb[1] > DARKEST && rgb[1] < CLIPPED;
}

static void
fill_strip (Strip *strip, const float *rgb, const guint16 *mask)
{
  gsize n = (gsize) strip->width * strip->height;

  for (gsize i = 0; i < n; i++)
    {
      gboolean inside = mask[i] >= HALF && counts (rgb + 3 * i);

      strip->weight[i] = inside ? 1.0f : 0.0f;
      strip->sum[i] = inside ? logf (rgb[3 * i + 1]) : 0.0f;
      strip->mean[i] = strip->sum[i];
    }
}

/* (1 2 1) / 4, the taps @step apart; beyond the ends nothing is added, which the weights know. */
static void
smooth_line (const float *from, float *to, int n, int stride, int step)
{
  for (int i = 0; i < n; i++)
    {
      float sides = (i >= step ? from[(gssize) stride * (i - step)] : 0.0f)
                    + (i + step < n ? from[(gssize) stride * (i + step)] : 0.0f);

      to[(gssize) stride * i] = 0.5f * from[(gssize) stride * i] + 0.25f * sides;
    }
}

/* Down, row by row, which the cache likes. */
static void
smooth_rows (const float *from, float *to, int width, int height, int step)
{
  for (int y = 0; y < height; y++)
    {
      const float *here = from + (gsize) width * y;
      float *out = to + (gsize) width * y;

      for (int x = 0; x < width; x++)
        out[x] = 0.5f * here[x];
      if (y >= step)
        for (int x = 0; x < width; x++)
          out[x] += 0.25f * here[x - (gssize) width * step];
      if (y + step < height)
        for (int x = 0; x < width; x++)
          out[x] += 0.25f * here[x + (gssize) width * step];
    }
}

static void
smooth (Strip *strip, float *values, int step)
{
  for (int y = 0; y < strip->height; y++)
    smooth_line (values + (gsize) strip->width * y, strip->spare + (gsize) strip->width * y,
                 strip->width, 1, step);
  smooth_rows (strip->spare, values, strip->width, strip->height, step);
}

static guint
bin_of (float value)
{
  guint32 bits;

  value = fabsf (value);
  memcpy (&bits, &value, sizeof bits);
  return (guint) CLAMP ((int) (bits >> 21) - FIRST_BIN, 0, TONSURE_SHARPNESS_BINS - 1);
}

/* Lower end of a bin. */
static double
value_of (guint bin)
{
  return ldexp (1.0 + (bin & 3) / 4.0, (int) (bin >> 2) - 14);
}

/* One band of the rows of a strip from @first to @end, into the cells of their columns. */
static void
count_band (const Strip *strip, const float *rgb, const guint16 *mask, int first, int end, int cell,
            guint band, TonsureDetail *cells)
{
  for (int y = first; y < end; y++)
    for (int x = 0; x < strip->width; x++)
      {
        gsize i = (gsize) strip->width * y + x;

        if (mask[i] < HALF || !counts (rgb + 3 * i) || strip->weight[i] < LEAST_WEIGHT)
          continue;
        TonsureDetail *detail = cells + x / cell;
        float mean = strip->sum[i] / strip->weight[i];

        detail->bins[band][bin_of (strip->mean[i] - mean)]++;
        if (band == 0)
          {
            detail->n++;
            detail->light += rgb[3 * i + 1];
          }
      }
}

/* The values that the smoothing is compared with next, where they are not counted. */
static void
keep_mean (Strip *strip)
{
  gsize n = (gsize) strip->width * strip->height;

  for (gsize i = 0; i < n; i++)
    if (strip->weight[i] >= LEAST_WEIGHT)
      strip->mean[i] = strip->sum[i] / strip->weight[i];
}

void
tonsure_detail_read (const float *rgb, const guint16 *mask, int width, int height, int cell,
                     int columns, int rows, TonsureDetail *cells)
{
  int high = STRIP_CELLS * cell + 2 * TONSURE_SHARPNESS_REACH;
  gsize n = (gsize) width * high;
  g_autofree float *memory = g_new (float, 4 * n);
  Strip strip = { width, high, memory, memory + n, memory + 2 * n, memory + 3 * n };

  memset (cells, 0, sizeof *cells * columns * rows);
  for (int row = 0; row < rows; row += STRIP_CELLS)
    {
      int top = MAX (row * cell - TONSURE_SHARPNESS_REACH, 0);
      int bottom = MIN ((row + STRIP_CELLS) * cell + TONSURE_SHARPNESS_REACH, height);
      const float *light = rgb + 3 * (gsize) width * top;
      const guint16 *inside = mask + (gsize) width * top;

      strip.height = bottom - top;
      if (strip.height <= 0)
        break;
      fill_strip (&strip, light, inside);
      for (guint band = 0; band < TONSURE_SHARPNESS_BANDS; band++)
        {
          smooth (&strip, strip.sum, 1 << band);
          smooth (&strip, strip.weight, 1 << band);
          for (int r = row; r < MIN (row + STRIP_CELLS, rows); r++)
            count_band (&strip, light, inside, r * cell - top, MIN ((r + 1) * cell, height) - top,
                        cell, band, cells + (gsize) columns * r);
          keep_mean (&strip);
        }
    }
}

void
tonsure_detail_add (TonsureDetail *detail, const TonsureDetail *more)
{
  detail->n += more->n;
  detail->light += more->light;
  for (guint b = 0; b < TONSURE_SHARPNESS_BANDS; b++)
    for (guint i = 0; i < TONSURE_SHARPNESS_BINS; i++)
      detail->bins[b][i] += more->bins[b][i];
}

double
tonsure_detail_quantile (const TonsureDetail *detail, guint band, double share)
{
  double wanted = share * detail->n, below = 0.0;

  if (detail->n == 0)
    return 0.0;
  for (guint i = 0; i < TONSURE_SHARPNESS_BINS; i++)
    {
      double here = detail->bins[band][i];

      if (here > 0.0 && below + here >= wanted)
        {
          double low = i > 0 ? value_of (i) : 0.0;

          return low + (wanted - below) / here * (value_of (i + 1) - low);
        }
      below += here;
    }
  return value_of (TONSURE_SHARPNESS_BINS);
}

void
tonsure_detail_response (double fx, double fy, double response[TONSURE_SHARPNESS_BANDS])
{
  double before = 1.0;

  for (guint band = 0; band < TONSURE_SHARPNESS_BANDS; band++)
    {
      double cx = cos (G_PI * fx * (1 << band)), cy = cos (G_PI * fy * (1 << band));
      double after = before * cx * cx * cy * cy;

      response[band] = before - after;
      before = after;
    }
}
