/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Whether highlights keep their color in photos of any white balance. */
#pragma once

#include <glib.h>

/* Treats a piece of a photo whose red and blue are scaled by up to 20 %, and prints as CSV how
 * far the treatment moves the color of the brightest 2 % of the area: CIEDE2000 at the luminance
 * that they had, and of hue alone, with the color of gloss that was measured and with white; what
 * the area as a whole keeps of its luminance; and the skin that is read from the photo, with how
 * far its color moves. @mm_per_px is the scale. */
gboolean shine_check (const float *rgb, const guint16 *area, int width, int height,
                      double mm_per_px, GError **error);
