/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * How strong the detail of a photo is in four bands of size, from place to place.
 *
 * Bands are differences of successive smoothings with (1 2 1) / 4 along each axis, the taps 1, 2, 4
 * and 8 pixels apart (à trous, Holschneider et al. 1989), of the logarithm of green light. Pixels
 * beyond the mask have no say (normalized convolution, Knutsson and Westin 1993).
 */
#pragma once

#include "sharpness.h"

G_BEGIN_DECLS

#define TONSURE_SHARPNESS_BANDS 4

/* Four to a factor of two, from 2^-14 on. */
#define TONSURE_SHARPNESS_BINS 64

/* Pixels that the widest smoothing reaches to each side. */
#define TONSURE_SHARPNESS_REACH 15

/**
 * TonsureDetail:
 * @n: pixels that were read
 * @light: sum of their green light
 * @bins: for each band, how many have a detail of each strength
 */
typedef struct
{
  guint32 n;
  double light;
  guint32 bins[TONSURE_SHARPNESS_BANDS][TONSURE_SHARPNESS_BINS];
} TonsureDetail;

/**
 * tonsure_detail_read:
 * @rgb: linear light, three floats a pixel, row by row without gaps
 * @mask: of the same size; pixels count where it is at least half
 * @cell: side of a cell, pixels
 * @columns, @rows: cells that cover the picture
 * @cells: (out) (array length=columns·rows)
 *
 * Pixels that are clipped, black or no number do not count.
 */
void tonsure_detail_read (const float *rgb, const guint16 *mask, int width, int height, int cell,
                          int columns, int rows, TonsureDetail *cells);

/** Adds the pixels of @more to @detail. */
void tonsure_detail_add (TonsureDetail *detail, const TonsureDetail *more);

/**
 * tonsure_detail_quantile:
 * @share: 0 to 1
 *
 * Returns: the strength in -ln light that @share of the pixels do not exceed in @band; 0 where
 *   there are none.
 */
double tonsure_detail_quantile (const TonsureDetail *detail, guint band, double share);

/**
 * tonsure_detail_response:
 * @fx, @fy: cycles per pixel
 * @response: (out): what each band lets through of that frequency
 */
void tonsure_detail_response (double fx, double fy, double response[TONSURE_SHARPNESS_BANDS]);

G_END_DECLS
