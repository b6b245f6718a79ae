/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * How coarse and how fine texture is: the power of relative light in bands of frequency.
 *
 * Treated skin and stubble that have the same color differ in this. At arm's length the eye
 * resolves some 3 cycles per mm; contrast counts most at .2 to .7.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TONSURE_N_BANDS 6

/* Where they begin and end, cycles per mm: .1, .2, .35, .7, 1.4, 2.8, 5.6. */
extern const double tonsure_band_edges[TONSURE_N_BANDS + 1];

/**
 * TonsureBands:
 * @n_bands: how many of them the photo resolves: from the first one, those that end below
 *   half a cycle per pixel and begin where the lens leaves a tenth of the contrast
 * @power: mean power spectral density in each, mm²: noise of the variance v in each pixel has
 *   the power v times the area of a pixel everywhere
 * @error: relative standard error of @power, as patches differ
 * @n_patches: how many were read
 */
typedef struct
{
  guint n_bands;
  double power[TONSURE_N_BANDS];
  double error[TONSURE_N_BANDS];
  guint n_patches;
} TonsureBands;

/**
 * tonsure_bands_read:
 * @rgb: linear light, three floats a pixel, row by row without gaps
 * @mask: what to read, at least half; of the same size
 * @mm_per_px: scale, .002 to 5 mm
 * @blur: standard deviation of the photo's point spread, pixels
 *
 * Reads patches of 12 to 24 mm, four fifths of which at least are in @mask, as many as there
 * are up to 64. Light is relative to the surface of second order that fits a patch best, which
 * takes the shading off and all that is coarser than half of a patch. The tenth of the patches
 * with most power in a band and that with least have no say in it: moles and edges.
 *
 * Returns: %FALSE if there is no such patch; @bands is then 0.
 */
gboolean tonsure_bands_read (const float *rgb, const guint16 *mask, int width, int height,
                             double mm_per_px, double blur, TonsureBands *bands);

G_END_DECLS
