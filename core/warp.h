/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * A smooth displacement of the plane that hides the repetition of a tile.
 *
 * The displacement is the curl of a stream function, so it squeezes hardly (Bridson,
 * Houriham, Nordenstam, SIGGRAPH 2007): areas change by the product of two slopes, some
 * per cent at most places. The stream function is a sum of uniform cubic
 * B-splines with control values drawn by lot, on lattices of several widths: so within
 * a block of %TONSURE_WARP_BLOCK mm the displacement is one polynomial, whatever the
 * number of octaves. Private to the stipple.
 */
#pragma once

#include "scale.h"

G_BEGIN_DECLS

#define TONSURE_WARP_BLOCK 16.0 /* mm */

/**
 * TonsureWarp:
 * @a: the displacement along the first axis, mm: the sum of a[m][n] s^m t^n
 * @b: the displacement along the second axis, mm: the sum of b[m][n] s^m t^n
 *
 * The displacement within one block, as polynomials in the place in the block,
 * s and t from 0 to 1.
 */
typedef struct
{
  double a[4][3];
  double b[3][4];
} TonsureWarp;

/**
 * tonsure_warp_block:
 * @key: which warp
 * @i, @j: which block: [i, i + 1) x [j, j + 1) times %TONSURE_WARP_BLOCK
 */
void tonsure_warp_block (TonsureWarp *warp, guint64 key, gint64 i, gint64 j);

/**
 * tonsure_warp_box:
 * @s, @t: center of a square in the block
 * @half: half of its side, as a share of the block's
 *
 * Computes a rectangle, in mm, that holds the displacement of every point of a square.
 */
void tonsure_warp_box (const TonsureWarp *warp, double s, double t, double half,
                       TonsureRectangle *box);

/**
 * tonsure_warp_stretch:
 * @s, @t: a point in the block
 *
 * Returns: by how much the warp enlarges areas there, about 1
 */
double tonsure_warp_stretch (const TonsureWarp *warp, double s, double t);

/**
 * tonsure_warp_sources:
 * @target: a rectangle, mm
 *
 * Computes a rectangle outside of which no point is displaced into @target.
 */
TonsureRectangle tonsure_warp_sources (guint64 key, const TonsureRectangle *target);

G_END_DECLS
