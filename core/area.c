/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The demanded density at a point of the skin: see area.h. */
#include "area.h"

#include "loops.h"

#include <math.h>

/* A search for the extremes of more pixels than this costs more than it saves. */
#define MOST_PIXELS 16384

static void
area_thresholds (const TonsureDensity *density, guint n, const double *x, const double *y,
                 guint32 *threshold)
{
  tonsure_loops ()->thresholds ((const TonsureArea *) density, n, x, y, threshold);
}

/* The first and the last pixel that points between @from and @to are mixed from. */
static void
pixel_range (double from, double to, double origin, double mm_per_px, int first, gint64 range[2])
{
  double per_mm = 1.0 / mm_per_px;

  /* One pixel more on either side than exact arithmetic asks for. */
  range[0] = (gint64) CLAMP (floor ((from - origin) * per_mm - 0.5), -1e12, 1e12) - first - 1;
  range[1] = (gint64) CLAMP (floor ((to - origin) * per_mm - 0.5), -1e12, 1e12) - first + 2;
}

static guint32
scale_to_full (guint16 mask, guint32 full)
{
  return ((guint64) mask * full + 32767) / 65535;
}

static void
area_bounds (const TonsureDensity *density, const TonsureRectangle *rectangle, guint32 *low,
             guint32 *high)
{
  const TonsureArea *area = (const TonsureArea *) density;
  gint64 i[2], j[2];
  guint16 least = 65535, most = 0;

  pixel_range (rectangle->x, rectangle->x + rectangle->width, area->origin_x, area->mm_per_px,
               area->pixels.x, i);
  pixel_range (rectangle->y, rectangle->y + rectangle->height, area->origin_y, area->mm_per_px,
               area->pixels.y, j);
  if (i[0] < 0 || j[0] < 0 || i[1] >= area->pixels.width || j[1] >= area->pixels.height)
    least = 0;
  i[0] = MAX (i[0], 0);
  j[0] = MAX (j[0], 0);
  i[1] = MIN (i[1], area->pixels.width - 1);
  j[1] = MIN (j[1], area->pixels.height - 1);
  if (i[0] <= i[1] && j[0] <= j[1])
    {
      if ((i[1] - i[0] + 1) * (j[1] - j[0] + 1) > MOST_PIXELS)
        {
          least = 0;
          most = 65535;
        }
      else
        tonsure_loops ()->extremes (area->mask + j[0] * area->stride + i[0], i[1] - i[0] + 1,
                                    j[1] - j[0] + 1, area->stride, &least, &most);
    }
  else
    least = 0;
  *low = scale_to_full (least, area->full);
  *high = scale_to_full (most, area->full);
}

const TonsureDensity *
tonsure_area_init (TonsureArea *area, const TonsureTreatment *treatment, const guint16 *mask,
                   const TonsurePixels *pixels, gsize stride)
{
  area->parent.thresholds = area_thresholds;
  area->parent.bounds = area_bounds;
  area->mask = mask;
  area->pixels = *pixels;
  area->stride = stride;
  area->mm_per_px = treatment->mm_per_px;
  area->origin_x = treatment->origin_x;
  area->origin_y = treatment->origin_y;
  area->full =
      (guint32) (treatment->density * treatment->share / TONSURE_MAX_DENSITY * 65536 + 0.5);
  return &area->parent;
}

/* Whether any of the columns from @from to @to is treated. */
static gboolean
any (const guint16 *row, const TonsurePixels *pixels, gint64 from, gint64 to)
{
  from = MAX (from - pixels->x, 0);
  to = MIN (to - pixels->x, pixels->width);
  for (gint64 x = from; x < to; x++)
    if (row[x] > 0)
      return TRUE;
  return FALSE;
}

TonsureEdges
tonsure_area_edges (const guint16 *mask, const TonsurePixels *pixels, gsize stride,
                    const TonsurePixels *layer, int reach)
{
  gint64 left = layer->x, right = left + layer->width;
  TonsureEdges edges = 0;

  for (int j = 0; j < pixels->height; j++)
    {
      const guint16 *row = mask + j * stride;
      gint64 y = (gint64) pixels->y + j - layer->y;

      if (any (row, pixels, left, MIN (left + reach, right)))
        edges |= TONSURE_EDGE_LEFT;
      if (any (row, pixels, MAX (right - reach, left), right))
        edges |= TONSURE_EDGE_RIGHT;
      if ((y < reach || layer->height - y <= reach) && any (row, pixels, left, right))
        edges |= (y < reach ? TONSURE_EDGE_TOP : 0)
                 | (layer->height - y <= reach ? TONSURE_EDGE_BOTTOM : 0);
    }
  return edges;
}

static double
ramp_density (const TonsureRamp *ramp, double x)
{
  double t = (x - ramp->left) / (ramp->right - ramp->left);

  return ramp->at_left + (ramp->at_right - ramp->at_left) * CLAMP (t, 0.0, 1.0);
}

static guint32
to_threshold (double density)
{
  return (guint32) (density / TONSURE_MAX_DENSITY * 65536 + 0.5);
}

static void
ramp_thresholds (const TonsureDensity *density, guint n, const double *x, const double *y,
                 guint32 *threshold)
{
  const TonsureRamp *ramp = (const TonsureRamp *) density;

  for (guint k = 0; k < n; k++)
    threshold[k] = to_threshold (ramp_density (ramp, x[k]));
}

static void
ramp_bounds (const TonsureDensity *density, const TonsureRectangle *rectangle, guint32 *low,
             guint32 *high)
{
  const TonsureRamp *ramp = (const TonsureRamp *) density;
  guint32 left = to_threshold (ramp_density (ramp, rectangle->x));
  guint32 right = to_threshold (ramp_density (ramp, rectangle->x + rectangle->width));

  *low = MIN (left, right);
  *high = MAX (left, right);
}

const TonsureDensity *
tonsure_ramp_init (TonsureRamp *ramp, double left, double right, double at_left, double at_right)
{
  ramp->parent.thresholds = ramp_thresholds;
  ramp->parent.bounds = ramp_bounds;
  ramp->left = left;
  ramp->right = MAX (right, left + 1e-9);
  ramp->at_left = at_left;
  ramp->at_right = at_right;
  return &ramp->parent;
}
