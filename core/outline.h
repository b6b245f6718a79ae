/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * The outline of a head: one closed curve about a point, that parts what looks like the head from
 * what does not and runs along edges.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TONSURE_OUTLINE_RAYS 120

/* As far as a head reaches from a point in its middle, mm. */
#define TONSURE_OUTLINE_REACH 175

/**
 * TonsureOutline:
 * @x, @y: the point, in cells; cell centers are at whole numbers
 * @mm: side of a cell
 * @radius: mm, on rays 3° apart, from the x axis towards y
 */
typedef struct
{
  double x, y, mm;
  double radius[TONSURE_OUTLINE_RAYS];
} TonsureOutline;

/**
 * tonsure_outline_find:
 * @outline: (inout): its point and its @mm are given
 * @odds: ln of how much likelier each cell is on the head than beside it
 * @edge: how much of an edge runs across the ray through each cell, 0 to 1
 * @within: not 0 for cells that are on the head
 *
 * Of all curves whose radius changes by at most 8 mm between rays, this is the one with the least
 * sum over rays of - ∫ odds r dr / (40 × 40 mm² / Δφ) - 5 edge + .06 (Δr / (r / 80 mm))²,
 * found by dynamic programming. Beyond the picture nothing is known, so the curve may run there.
 */
void tonsure_outline_find (TonsureOutline *outline, const float *odds, const float *edge,
                           const guint8 *within, int width, int height);

/** Sets @mask to 1 in cells whose center is inside of the curve, else to 0. */
void tonsure_outline_fill (const TonsureOutline *outline, guint8 *mask, int width, int height);

G_END_DECLS
