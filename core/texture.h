/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Blur and noise, read from the texture of the skin itself.
 *
 * The edge of a head may be sharper than the skin in it (renders), and a flat spot may
 * be smoother than the noise elsewhere (JPEG). So what counts is the power spectrum of
 * many small patches of skin: fine texture of skin falls off as a power of the
 * frequency, the lens multiplies that by a Gaussian, the sensor adds a constant.
 */
#pragma once

#include "measure.h"

G_BEGIN_DECLS

#define TONSURE_TEXTURE_BINS 32

/**
 * TonsureTexture:
 * @n_bins: how many of the arrays' elements are used
 * @frequency: cycles per pixel, at most ½
 * @power: median over the patches of the power at that frequency; white noise of
 *   relative variance v has the power v at every one
 * @spread: standard error of ln @power
 * @n_patches: how many patches were read
 */
typedef struct
{
  guint n_bins;
  double frequency[TONSURE_TEXTURE_BINS];
  double power[TONSURE_TEXTURE_BINS];
  double spread[TONSURE_TEXTURE_BINS];
  guint n_patches;
} TonsureTexture;

/**
 * tonsure_texture_read:
 * @rgb: linear light, three floats a pixel; green is read
 * @mask: of the same size; patches lie where it is at least half
 * @skin: green light of the skin; patches with pixels below a quarter of it, above
 *   twice as much or clipped are left out
 *
 * Reads the spectrum of relative light (over a smooth surface fitted to each patch) in
 * patches of 64, 32 or 16 pixels, the largest of which enough find room.
 *
 * Returns: %FALSE if fewer than four patches of 16 pixels find room.
 */
gboolean tonsure_texture_read (const float *rgb, const guint16 *mask, int width, int height,
                               double skin, TonsureTexture *texture);

/**
 * tonsure_texture_explain:
 * @blur: (out): standard deviation of the point spread beyond the pixel's own square;
 *   its error is infinite where noise hides the texture, and the value is then that of
 *   the defaults
 * @noise: (out): relative standard deviation of the white part of the spectrum
 *
 * Fits A f^-b exp (-4π² (σ² + 1/12) f²) + noise², with b near 2 ± ½: power spectra of
 * natural textures fall with about the square of the frequency (Field 1987).
 */
void tonsure_texture_explain (const TonsureTexture *texture, TonsureEstimate *blur,
                              TonsureEstimate *noise);

G_END_DECLS
