/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * What cameras do to a photo, to try how a treatment follows: defocus, noise reduction, noise.
 *
 * Pictures are linear light, three floats a pixel, row by row without gaps.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * filter_defocus:
 * @most: radius of the disk at the right edge, pixels; it grows from 0 at the left edge
 */
void filter_defocus (float *rgb, int width, int height, double most);

/**
 * filter_non_local_means:
 * @strength: h, of values encoded as sRGB
 *
 * Replaces each pixel by the mean of the pixels around it (15 × 15), weighed by how alike their
 * surroundings (5 × 5) are: exp (-d² / h²) (Buades, Coll and Morel 2005).
 */
void filter_non_local_means (float *rgb, int width, int height, double strength);

/**
 * filter_wavelet:
 * @strength: of values encoded as sRGB: the standard deviation of noise times k
 *
 * Soft thresholding of three scales of the à trous wavelet with a B3 spline (Starck and Murtagh),
 * each by what white noise of that standard deviation has in it.
 */
void filter_wavelet (float *rgb, int width, int height, double strength);

/**
 * filter_noise:
 * @sigma: relative to light
 * @blur: standard deviation of what smooths it, pixels; 0 for white noise
 */
void filter_noise (float *rgb, int width, int height, double sigma, double blur, guint32 seed);

/** Rounds to 8 bits as sRGB encodes them. */
void filter_round (float *rgb, int width, int height);

G_END_DECLS
