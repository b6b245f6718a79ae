/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The inner loops themselves: see loops.h. LOOPS names this copy of them. */
#include "exact.h"
#include "loops.h"

#include <string.h>

#define IN_BLOCK (1.0 / 8192)

static void
place (const TonsurePlacing *placing, guint n, const guint16 *restrict a, const guint16 *restrict b,
       double *restrict along_a, double *restrict along_b)
{
  for (guint k = 0; k < n; k++)
    {
      along_a[k] = placing->base[0] + a[k] * placing->step[0];
      along_b[k] = placing->base[1] + b[k] * placing->step[1];
    }
}

static void
place_and_warp (const TonsurePlacing *placing, guint n, const guint16 *restrict a,
                const guint16 *restrict b, double *restrict along_a, double *restrict along_b)
{
  const TonsurePlacing p = *placing;

  for (guint k = 0; k < n; k++)
    {
      double s = a[k] * IN_BLOCK, t = b[k] * IN_BLOCK;
      double a0 = p.warp.a[0][0] + t * (p.warp.a[0][1] + t * p.warp.a[0][2]);
      double a1 = p.warp.a[1][0] + t * (p.warp.a[1][1] + t * p.warp.a[1][2]);
      double a2 = p.warp.a[2][0] + t * (p.warp.a[2][1] + t * p.warp.a[2][2]);
      double a3 = p.warp.a[3][0] + t * (p.warp.a[3][1] + t * p.warp.a[3][2]);
      double b0 = p.warp.b[0][0] + s * (p.warp.b[1][0] + s * p.warp.b[2][0]);
      double b1 = p.warp.b[0][1] + s * (p.warp.b[1][1] + s * p.warp.b[2][1]);
      double b2 = p.warp.b[0][2] + s * (p.warp.b[1][2] + s * p.warp.b[2][2]);
      double b3 = p.warp.b[0][3] + s * (p.warp.b[1][3] + s * p.warp.b[2][3]);

      along_a[k] = (p.base[0] + a[k] * p.step[0]) + (a0 + s * (a1 + s * (a2 + s * a3)));
      along_b[k] = (p.base[1] + b[k] * p.step[1]) + (b0 + t * (b1 + t * (b2 + t * b3)));
    }
}

/* The sum of three of 0 to 1023 less its mean: nearly Gaussian, of standard deviation
 * 512, and within three of it. */
static inline double
deviate (guint32 lot)
{
  return (gint32) ((lot & 1023) + (lot >> 10 & 1023) + (lot >> 22)) - 1534.5;
}

static void
jitter (double by, guint32 key, guint n, const guint16 *restrict rank, double *restrict x,
        double *restrict y)
{
  double scale = by / 512;

  for (guint k = 0; k < n; k++)
    {
      guint32 lot = tonsure_hash32 (key + rank[k]);

      x[k] += deviate (lot) * scale;
      y[k] += deviate (tonsure_hash32 (lot)) * scale;
    }
}

static void
identify (guint64 key, gsize n, const guint16 *restrict rank, guint64 *restrict id)
{
  for (gsize k = 0; k < n; k++)
    id[k] = tonsure_hash64 (key + rank[k]);
}

/* Between pixel centers the mask is read in steps of 1/256 pixel. */
#define STEPS 256

/* The largest integer not above @x, for |x| < 2^51: adding rounds to an integer. */
static inline double
floor_small (double x)
{
  const double whole = 6755399441055744.0; /* 1.5 x 2^52 */
  double near = (x + whole) - whole;

  return near - (near > x ? 1.0 : 0.0);
}

/* Position in steps from the center of the first pixel of the picture. */
static inline double
steps (double mm, double origin, double per_mm)
{
  double at = floor_small (CLAMP ((mm - origin) * per_mm * STEPS, -1e15, 1e15));

  return at - STEPS / 2;
}

static guint32
mask_at (const TonsureArea *area, gint32 i, gint32 j)
{
  if (i < 0 || j < 0 || i >= area->pixels.width || j >= area->pixels.height)
    return 0;
  return area->mask[(gsize) j * area->stride + i];
}

/* The four pixels around each point, two in each word: those at i and i + 1, in the row
 * above and in the row below. */
static void
look_up (const TonsureArea *area, guint n, const gint32 *restrict i, const gint32 *restrict j,
         guint32 *restrict above, guint32 *restrict below)
{
  guint32 columns = MAX (area->pixels.width - 1, 0), rows = MAX (area->pixels.height - 1, 0);
  gsize stride = area->stride;

  for (guint k = 0; k < n; k++)
    if (G_LIKELY ((guint32) i[k] < columns && (guint32) j[k] < rows))
      {
        const guint16 *at = area->mask + (gsize) j[k] * stride + i[k];

        above[k] = at[0] | (guint32) at[1] << 16;
        below[k] = at[stride] | (guint32) at[stride + 1] << 16;
      }
    else
      {
        above[k] = mask_at (area, i[k], j[k]) | mask_at (area, i[k] + 1, j[k]) << 16;
        below[k] = mask_at (area, i[k], j[k] + 1) | mask_at (area, i[k] + 1, j[k] + 1) << 16;
      }
}

/* Whole pixels and steps of one coordinate; far outside, only "outside" matters. */
static void
split (guint n, const double *restrict mm, double origin, double per_mm, double first,
       gint32 *restrict pixel, gint32 *restrict step)
{
  for (guint k = 0; k < n; k++)
    {
      double at = steps (mm[k], origin, per_mm) - first;
      gint32 whole = (gint32) CLAMP (at, -1e9, 1e9);

      pixel[k] = whole >> 8;
      step[k] = whole & (STEPS - 1);
    }
}

static void
some_thresholds (const TonsureArea *area, guint n, const double *restrict x,
                 const double *restrict y, guint32 *restrict threshold)
{
  gint32 i[TONSURE_LOOP_MAX], j[TONSURE_LOOP_MAX], u[TONSURE_LOOP_MAX], v[TONSURE_LOOP_MAX];
  guint32 above[TONSURE_LOOP_MAX], below[TONSURE_LOOP_MAX];
  double per_mm = 1.0 / area->mm_per_px;
  guint32 full = area->full;

  split (n, x, area->origin_x, per_mm, (double) area->pixels.x * STEPS, i, u);
  split (n, y, area->origin_y, per_mm, (double) area->pixels.y * STEPS, j, v);
  look_up (area, n, i, j, above, below);
  for (guint k = 0; k < n; k++)
    {
      guint32 upper = (above[k] & 65535) * (STEPS - u[k]) + (above[k] >> 16) * u[k];
      guint32 lower = (below[k] & 65535) * (STEPS - u[k]) + (below[k] >> 16) * u[k];
      guint32 sum = upper * (STEPS - v[k]) + lower * v[k];
      guint64 product = ((guint64) sum * full + 65535U * 32768U) >> 16;

      /* product / 65535, exactly, as product is at most 65535 * 65536 + 32767 */
      threshold[k] = (guint32) ((product + 1 + (product >> 16)) >> 16);
    }
}

static void
thresholds (const TonsureArea *area, guint n, const double *x, const double *y, guint32 *threshold)
{
  for (guint done = 0; done < n; done += TONSURE_LOOP_MAX)
    some_thresholds (area, MIN (n - done, TONSURE_LOOP_MAX), x + done, y + done, threshold + done);
}

/* So many values are compared side by side. */
#define LANES 8

typedef guint16 Lanes __attribute__ ((vector_size (2 * LANES)));

static inline void
widen_by_lanes (const guint16 *values, Lanes *low, Lanes *high)
{
  Lanes v, below, above;

  memcpy (&v, values, sizeof v);
  below = (Lanes) (v < *low);
  above = (Lanes) (v > *high);
  *low = (v & below) | (*low & ~below);
  *high = (v & above) | (*high & ~above);
}

static void
widen (const guint16 *values, gsize n, guint16 *low, guint16 *high)
{
  guint16 least = *low, most = *high;

  for (gsize k = 0; k < n; k++)
    {
      least = MIN (least, values[k]);
      most = MAX (most, values[k]);
    }
  *low = least;
  *high = most;
}

static void
extremes (const guint16 *values, gsize columns, gsize rows, gsize stride, guint16 *low,
          guint16 *high)
{
  Lanes lows = *low - (Lanes) { 0 }, highs = *high - (Lanes) { 0 };
  guint16 least[LANES], most[LANES];

  for (gsize row = 0; row < rows; row++, values += stride)
    if (columns < LANES)
      widen (values, columns, low, high);
    else
      {
        for (gsize k = 0; k + LANES < columns; k += LANES)
          widen_by_lanes (values + k, &lows, &highs);
        widen_by_lanes (values + columns - LANES, &lows, &highs); /* some of them again */
      }
  memcpy (least, &lows, sizeof least);
  memcpy (most, &highs, sizeof most);
  widen (least, LANES, low, high);
  widen (most, LANES, low, high);
}

const TonsureLoops LOOPS = { place, place_and_warp, jitter, identify, thresholds, extremes };
