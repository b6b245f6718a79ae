/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * The wide halo of the dots, summed on a coarse grid that is fixed to the skin.
 *
 * A dot gives weights to the 4 × 4 nodes around it by cubic B-splines; the nodes are
 * convolved with the tails of a few widths; pixels read them by cubic B-splines again.
 * Every node is a pure function of its place and of the dots, so any rectangle gets the
 * same bits. Splines and taps together make, in the mean over where a dot lies between
 * the nodes, a sum of B-splines of degree 7: that is the shape that the rest of a dot
 * is computed against.
 */
#pragma once

#include "draw.h"
#include "scale.h"
#include "stipple.h"

G_BEGIN_DECLS

#define TONSURE_HALO_WIDTHS 2
#define TONSURE_HALO_SPACING 0.2 /* mm between nodes */

/**
 * TonsureHaloShape:
 * @n: nodes that the taps reach to each side
 * @taps: (array length=2n+1): for each width, of sum 1
 * @half_width: mm, beyond which the shape is zero, along each axis
 * @table: the shape along one axis, 1/mm, in steps of 5 µm
 */
typedef struct
{
  int n;
  double *taps[TONSURE_HALO_WIDTHS];
  double half_width;
  guint n_table;
  double *table[TONSURE_HALO_WIDTHS];
} TonsureHaloShape;

/**
 * tonsure_halo_shape_init:
 * @variance: mm² along each axis, by which camera and pixel widen it
 * @reach: mm, beyond which the halo must be zero in any direction
 */
void tonsure_halo_shape_init (TonsureHaloShape *shape, double variance, double reach);
void tonsure_halo_shape_clear (TonsureHaloShape *shape);

/**
 * tonsure_halo_shape_at:
 * @x: mm from the dot along one axis
 *
 * Returns: the value along that axis, 1/mm; the halo is the product of both axes.
 */
double tonsure_halo_shape_at (const TonsureHaloShape *shape, guint width, double x);

/**
 * TonsureHaloNodes:
 * @x, @y: indices of the first node; node i lies at i · %TONSURE_HALO_SPACING mm
 * @nodes: red, green, blue and 0 of each node, not owned
 *
 * The summed optical density of the halos at the nodes of a rectangle.
 */
typedef struct
{
  gint64 x, y;
  int width, height;
  const float *nodes;
} TonsureHaloNodes;

/**
 * tonsure_halo_margin:
 *
 * Returns: mm, how far beyond a rectangle the dots are needed for its nodes
 */
double tonsure_halo_margin (const TonsureHaloShape *shape);

/**
 * tonsure_halo_sum:
 * @rectangle: part of the skin to serve, mm
 * @dots: in the global order, all within tonsure_halo_margin() of @rectangle
 * @class_of: (array): class of each dot
 * @weights: for each class, 8 floats: red, green, blue, 0 of the first width, then of
 *   the second, mm²
 * @more: (nullable): for each dot, 4 floats: what it adds to its weights of the first width, mm²
 * @scratch: memory to work in, grows
 * @nodes: (out): points into @scratch
 */
void tonsure_halo_sum (const TonsureHaloShape *shape, const TonsureDraw *draw,
                       const TonsureRectangle *rectangle, const TonsureDots *dots,
                       const guint8 *class_of, const float *weights, const float *more,
                       GArray *scratch, TonsureHaloNodes *nodes);

/**
 * tonsure_halo_spline:
 * @at: mm on the skin
 * @weights: (out): of the four nodes from the returned one on
 *
 * Returns: index of the first node whose B-spline is not zero at @at
 */
gint64 tonsure_halo_spline (double at, float weights[4]);

G_END_DECLS
