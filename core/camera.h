/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * How sharp and how noisy a photo is, so that the dots are no sharper and no cleaner
 * than the picture they stand in.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tonsure_camera_grain:
 * @noise: noise of the photo relative to the light of the skin
 * @x, @y: the pixel; the same pixel has the same grain for ever
 * @transmittance: (inout) (array length=4): red, green, blue (and alpha, left alone)
 *
 * Darker skin has more photon noise in proportion, and multiplying a photo cannot
 * bring it. Adds what is missing, σ² = noise² (1 - T) / T relative to T, without
 * changing the mean, and keeps T within 0 and 1.
 */
void tonsure_camera_grain (float noise, guint32 seed, int x, int y, int n, float *transmittance);

G_END_DECLS
