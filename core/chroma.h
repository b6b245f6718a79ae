/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Chroma of dots at the resolution that a camera records chroma with.
 *
 * JPEG and HEIC files hold color differences at half resolution (4:2:0), and sensors with a
 * color filter array interpolate them: a photo has no color detail as fine as a pixel. Here the
 * light that a dot takes is parted into luminance, which stays, and color differences, which
 * are blurred.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Pixels that color moves along either axis. */
#define TONSURE_CHROMA_REACH 2

/* Standard deviation of 4:2:0, pixels: averaging two pixels and interpolating linearly, as
 * libjpeg does, has the weights 1/8, 1/8, 3/8, 3/8, whose variance is 1. */
#define TONSURE_CHROMA_SUBSAMPLED 1.0

/**
 * tonsure_chroma_soften:
 * @rgb: (inout): @size rows of @size pixels, four floats a pixel, the fourth of which stays
 * @stride: floats from row to row
 * @blur: standard deviation, 0 to 1 pixel
 *
 * Blurs the differences of red, green and blue from luminance. With the variance s² = @blur²
 * the kernel along each axis is (s²/4, 1 - s²/2, s²/4) convolved with itself. The sum over all
 * pixels stays in each channel, as long as the outer %TONSURE_CHROMA_REACH rows and columns are
 * 0, and so does luminance.
 */
void tonsure_chroma_soften (float *rgb, int size, gsize stride, double blur);

G_END_DECLS
