/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Interpolation between nodes at which something was solved.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tonsure_node_weights:
 * @node: (array length=n): ascending
 * @x: kept between the first and the last node
 * @weight: (out) (array length=n): of each node; their sum is 1
 *
 * Lagrange's, of the four nodes around; the others have none. More nodes at once would carry the
 * bends of what is tabulated far.
 */
void tonsure_node_weights (const double *node, guint n, double x, double *weight);

G_END_DECLS
