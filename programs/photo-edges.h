/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * How wide the edges of single dots are in a picture.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * edges_find:
 * @t: transmittance, four floats a pixel
 *
 * Returns: (transfer full) (element-type int): pixels that are the darkest within three pixels
 */
GArray *edges_find (const float *t, int width, int height);

/**
 * edges_width:
 * @loss: of light, 0 to 1, one float a pixel
 * @dots: see edges_find()
 * @strip: of @strips that part the picture from left to right
 * @n: (out): dots in it
 *
 * Returns: the distance from the dots at which the mean loss has fallen to half, pixels, or NaN
 */
double edges_width (const float *loss, int width, const GArray *dots, int strip, int strips,
                    guint *n);

G_END_DECLS
