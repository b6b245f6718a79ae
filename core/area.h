/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * The demanded density at a point of the skin.
 *
 * A #TonsureDensity answers for points given in mm. It answers with thresholds for
 * ranks, 0 to 65536 = %TONSURE_MAX_DENSITY dots per cm², in integers, so that a dot is
 * kept or dropped alike on every machine, in every rectangle. Feathering is a density
 * that falls off: fewer dots, never paler ones.
 */
#pragma once

#include "scale.h"
#include "treatment.h"

G_BEGIN_DECLS

typedef struct _TonsureDensity TonsureDensity;

/**
 * TonsureDensity:
 * @thresholds: writes the thresholds of @n points; pure, safe from any thread
 * @bounds: writes two numbers that no threshold of a point in the rectangle, its edges
 * too, is below or above; tight ones save work, equal ones say that it is constant
 */
struct _TonsureDensity
{
  void (*thresholds) (const TonsureDensity *density, guint n, const double *x, const double *y,
                      guint32 *threshold);
  void (*bounds) (const TonsureDensity *density, const TonsureRectangle *rectangle, guint32 *low,
                  guint32 *high);
};

/**
 * TonsureArea:
 * @mask: demanded share of the full density, 65535 = all of it, not owned
 * @pixels: where in the picture @mask lies
 * @stride: elements from one row of @mask to the next
 *
 * A painted area: between pixel centers the density is bilinear, computed in
 * integers, outside @pixels it is 0.
 */
typedef struct
{
  TonsureDensity parent;
  const guint16 *mask;
  TonsurePixels pixels;
  gsize stride;
  double mm_per_px, origin_x, origin_y;
  guint32 full; /* threshold where the mask is 65535 */
} TonsureArea;

/**
 * tonsure_area_init:
 *
 * Prepares @area to answer for @mask with the scale, origin, density and share of
 * @treatment. @mask must stay as long as @area is used.
 *
 * Returns: @area as a density
 */
const TonsureDensity *tonsure_area_init (TonsureArea *area, const TonsureTreatment *treatment,
                                         const guint16 *mask, const TonsurePixels *pixels,
                                         gsize stride);

/**
 * TonsureEdges:
 *
 * Edges of a picture.
 */
typedef enum
{
  TONSURE_EDGE_LEFT = 1 << 0,
  TONSURE_EDGE_RIGHT = 1 << 1,
  TONSURE_EDGE_TOP = 1 << 2,
  TONSURE_EDGE_BOTTOM = 1 << 3,
} TonsureEdges;

/**
 * tonsure_area_edges:
 * @mask: anything above 0 is treated
 * @pixels: where @mask lies
 * @stride: elements from one row of @mask to the next
 * @layer: where all of the area lies, beyond which there is none
 * @reach: pixels, see tonsure_render_reach()
 *
 * Finds out where an area is cut off: beyond the edge of its layer there are no dots, and
 * skin nearer to it than @reach lacks what they would take of its light.
 *
 * Returns: the edges of @layer that a treated pixel of @mask is nearer to than @reach.
 */
TonsureEdges tonsure_area_edges (const guint16 *mask, const TonsurePixels *pixels, gsize stride,
                                 const TonsurePixels *layer, int reach);

/**
 * TonsureRamp:
 *
 * A density that changes linearly along x from @at_left to @at_right dots per cm²
 * between the edges of a rectangle, and is constant beyond them.
 */
typedef struct
{
  TonsureDensity parent;
  double left, right;
  double at_left, at_right;
} TonsureRamp;

/**
 * tonsure_ramp_init:
 * @at_left, @at_right: dots per cm², 0 to %TONSURE_MAX_DENSITY
 *
 * Returns: @ramp as a density; equal ends make it constant.
 */
const TonsureDensity *tonsure_ramp_init (TonsureRamp *ramp, double left, double right,
                                         double at_left, double at_right);

G_END_DECLS
