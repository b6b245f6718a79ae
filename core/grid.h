/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Filters of a small picture of floats, row by row without gaps.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tonsure_grid_smooth:
 * @values: (inout): @width × @height
 * @sigma: standard deviation, cells; nothing is done below .1
 *
 * Convolves with a Gaussian that is cut at 4 σ. Beyond the edges the values at the edges go on.
 */
void tonsure_grid_smooth (float *values, int width, int height, double sigma);

/**
 * tonsure_grid_distance:
 * @set: @width × @height, not 0 for what distances are measured to
 * @distance: (out): Euclidean distance of cell centers, cells; %G_MAXFLOAT everywhere where
 *   nothing is set
 *
 * Exact and linear in the number of cells. Source: Felzenszwalb and Huttenlocher, Distance
 * transforms of sampled functions, Theory of Computing 8 (2012).
 */
void tonsure_grid_distance (const guint8 *set, int width, int height, float *distance);

/**
 * tonsure_grid_quantile:
 * @chosen: not 0 for the cells that count
 * @share: 0 = smallest, 1 = largest
 *
 * Returns: the quantile of @values of the @n cells that are chosen; 0 if there are none.
 */
float tonsure_grid_quantile (const float *values, const guint8 *chosen, gsize n, double share);

/** Returns: how many of @n cells are not 0. */
gsize tonsure_grid_count (const guint8 *set, gsize n);

G_END_DECLS
