/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The demanded density at a point of the skin: see area.h. */
#include "area.h"

#include <math.h>

/* Between pixel centers the mask is read in steps of 1/256 pixel. */
#define STEPS 256

static guint32
mask_at (const TonsureArea *area, gint64 i, gint64 j)
{
  if (i < 0 || j < 0 || i >= area->pixels.width || j >= area->pixels.height)
    return 0;
  return area->mask[j * area->stride + i];
}

/* Position in steps from the center of the first pixel of the mask. */
static gint64
steps (double mm, double origin, double per_mm, int first)
{
  double at = floor ((mm - origin) * per_mm * STEPS) - STEPS / 2;

  return (gint64) CLAMP (at, -1e15, 1e15) - (gint64) first * STEPS;
}

static void
area_thresholds (const TonsureDensity *density,
                 guint n,
                 const double *x,
                 const double *y,
                 guint32 *threshold)
{
  const TonsureArea *area = (const TonsureArea *) density;
  double per_mm = 1.0 / area->mm_per_px;

  for (guint k = 0; k < n; k++)
    {
      gint64 sx = steps (x[k], area->origin_x, per_mm, area->pixels.x);
      gint64 sy = steps (y[k], area->origin_y, per_mm, area->pixels.y);
      gint64 i = sx >> 8, j = sy >> 8;
      guint32 u = sx & (STEPS - 1), v = sy & (STEPS - 1);
      guint32 upper = mask_at (area, i, j) * (STEPS - u) + mask_at (area, i + 1, j) * u;
      guint32 lower
          = mask_at (area, i, j + 1) * (STEPS - u) + mask_at (area, i + 1, j + 1) * u;
      guint64 sum = (guint64) upper * (STEPS - v) + (guint64) lower * v;

      threshold[k] = (sum * area->full + 65535 * 32768U) / (65535 * G_GUINT64_CONSTANT (65536));
    }
}

static guint32
area_bound (const TonsureDensity *density, const TonsureRectangle *rectangle)
{
  const TonsureArea *area = (const TonsureArea *) density;
  double per_mm = 1.0 / area->mm_per_px;
  gint64 i0 = steps (rectangle->x, area->origin_x, per_mm, area->pixels.x) >> 8;
  gint64 j0 = steps (rectangle->y, area->origin_y, per_mm, area->pixels.y) >> 8;
  gint64 i1 = steps (rectangle->x + rectangle->width, area->origin_x, per_mm, area->pixels.x) >> 8;
  gint64 j1 = steps (rectangle->y + rectangle->height, area->origin_y, per_mm, area->pixels.y) >> 8;
  guint16 most = 0;

  i0 = MAX (i0, 0);
  j0 = MAX (j0, 0);
  i1 = MIN (i1 + 1, area->pixels.width - 1);
  j1 = MIN (j1 + 1, area->pixels.height - 1);
  for (gint64 j = j0; j <= j1; j++)
    for (gint64 i = i0; i <= i1; i++)
      most = MAX (most, area->mask[j * area->stride + i]);
  return ((guint64) most * area->full + 65534) / 65535;
}

const TonsureDensity *
tonsure_area_init (TonsureArea *area,
                   const TonsureTreatment *treatment,
                   const guint16 *mask,
                   const TonsurePixels *pixels,
                   gsize stride)
{
  area->parent.thresholds = area_thresholds;
  area->parent.bound = area_bound;
  area->mask = mask;
  area->pixels = *pixels;
  area->stride = stride;
  area->mm_per_px = treatment->mm_per_px;
  area->origin_x = treatment->origin_x;
  area->origin_y = treatment->origin_y;
  area->full = (guint32) (treatment->density * treatment->share / TONSURE_MAX_DENSITY * 65536
                          + 0.5);
  return &area->parent;
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
ramp_thresholds (const TonsureDensity *density,
                 guint n,
                 const double *x,
                 const double *y,
                 guint32 *threshold)
{
  const TonsureRamp *ramp = (const TonsureRamp *) density;

  for (guint k = 0; k < n; k++)
    threshold[k] = to_threshold (ramp_density (ramp, x[k]));
}

static guint32
ramp_bound (const TonsureDensity *density, const TonsureRectangle *rectangle)
{
  const TonsureRamp *ramp = (const TonsureRamp *) density;

  return MAX (to_threshold (ramp_density (ramp, rectangle->x)),
              to_threshold (ramp_density (ramp, rectangle->x + rectangle->width)));
}

const TonsureDensity *
tonsure_ramp_init (TonsureRamp *ramp, double left, double right, double at_left, double at_right)
{
  ramp->parent.thresholds = ramp_thresholds;
  ramp->parent.bound = ramp_bound;
  ramp->left = left;
  ramp->right = MAX (right, left + 1e-9);
  ramp->at_left = at_left;
  ramp->at_right = at_right;
  return &ramp->parent;
}
