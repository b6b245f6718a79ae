/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Which way hair lies, and how long it is.
 *
 * Both are read from the share of hair in each pixel, see tonsure_hair_matte().
 */
#pragma once

#include "scale.h"

G_BEGIN_DECLS

/**
 * tonsure_strand_margin:
 * @mm_per_px: above 0
 *
 * Returns: how many pixels around what is asked have a say in tonsure_strand_direction().
 */
int tonsure_strand_margin (double mm_per_px);

/**
 * tonsure_strand_direction:
 * @coverage: shares of hair of @there, row by row without gaps
 * @there: where in the picture @coverage lies; to be right it holds @pixels grown by
 *   tonsure_strand_margin() on all sides, as far as the picture goes
 * @pixels: what to read, within @there
 * @direction: (out): two floats a pixel without gaps, the cosine and sine of twice the angle
 *   from x to y, times the coherence: 1 where all hair nearby is parallel, 0 where it has no
 *   direction
 *
 * Reads the structure tensor of a quarter of a millimeter: its lesser axis runs along hair, and
 * the difference of its eigenvalues over their sum is the coherence (Bigün 1987). The same bits
 * in any rectangle.
 */
void tonsure_strand_direction (const float *coverage, const TonsurePixels *there,
                               const TonsurePixels *pixels, double mm_per_px, float *direction);

/**
 * TonsureStrands:
 * @length: median length of the strands that are seen, mm, as they lie in the picture
 * @low, @high: quartiles
 * @n: how many were followed
 *
 * Stubble has about half a millimeter to one; where hair is longer than some millimeters
 * strands cross each other and what is followed ends there.
 */
typedef struct
{
  double length, low, high;
  guint n;
} TonsureStrands;

/**
 * tonsure_strand_measure:
 * @coverage: shares of hair, row by row without gaps
 *
 * Follows strands from their strongest points to both sides, as long as there is half as much
 * hair, and they do not turn.
 *
 * Returns: %FALSE where fewer than 16 are found; a strand must be as dark as a quarter of hair.
 */
gboolean tonsure_strand_measure (const float *coverage, int width, int height, double mm_per_px,
                                 TonsureStrands *strands);

G_END_DECLS
