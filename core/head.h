/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Which part of a photo is the head that is treated.
 *
 * Hair is told from other things by its color alone, see hair.h, and dark cloth, trees and walls
 * have it, too. What lies on the head is what cells colored like skin, hair or both, in any shade,
 * lead to from the treatment area, within a frame that is as large as a head.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tonsure_head_find:
 * @rgb: linear light, three floats a pixel, row by row without gaps
 * @area: treatment area of the same size, 65535 = full density
 * @mm_per_px: scale, .002 to 5 mm
 * @hair: color of the hair in the photo, linear, above 0
 * @stubble: whether the hair is shaved: then what changes in one direction alone is the edge of
 *   something, as of an ear, and left out
 * @head: (out): of the same size, 65535 on the head, less than that along its edge
 *
 * A cell along the outline is left out, as it shows some of the background.
 *
 * The frame is as wide as the area and 15 mm more on both sides, at least 155 mm (a head's
 * breadth), and goes 15 mm above the area and 230 mm below its upper end, about as far as from the
 * vertex to the chin (choice).
 *
 * Returns: %FALSE with %TONSURE_ERROR_INVALID or %TONSURE_ERROR_UNMEASURABLE; @head is then not
 *   written.
 */
gboolean tonsure_head_find (const float *rgb, const guint16 *area, int width, int height,
                            double mm_per_px, const double hair[3], gboolean stubble, guint16 *head,
                            GError **error);

G_END_DECLS
