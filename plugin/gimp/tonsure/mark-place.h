/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Where the mark lies: a strip along an edge or a plate in a corner, where it hides least of the
 * treated area and of the head.
 */
#pragma once

#include <gegl.h>
#include <libgimp/gimp.h>

G_BEGIN_DECLS

/**
 * mark_place:
 * @share: part of the picture that is covered at least
 *
 * Returns: the best of a strip at the bottom or the top and plates in the corners. The first of
 *   them hides none of the treated area in most photos of a head.
 */
GeglRectangle mark_place (GimpImage *image, double share);

/** Returns: how much of the treated area @place hides, 0 to 1; 0 where there is none. */
double mark_hides (GimpImage *image, const GeglRectangle *place);

G_END_DECLS
