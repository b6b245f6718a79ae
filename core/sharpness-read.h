/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Reads from a photo how it shows small, faint detail, from place to place.
 */
#pragma once

#include "sharpness.h"

G_BEGIN_DECLS

/**
 * tonsure_sharpness_read:
 * @rgb: linear light, three floats a pixel, row by row without gaps
 * @mask: of the same size; what is read lies where it is at least half
 * @noise: standard deviation of the photo's white noise relative to its light
 * @sharpness: (out): pixels count from the first of @rgb
 *
 * Each cell is read with its neighbors. Where detail of the strength of dots is seen (hair,
 * stubble), its sharpness is the blur. Where only faint detail is seen, and as much of it as chance
 * makes (its distribution is nearly normal), that counts. Where noise reduction has taken it away,
 * blur does not show: the cell takes that of the cells around it, .8 px where none tells. How much
 * contrast a cell loses is told by how little faint detail it has. The slope of the spectrum is the
 * same for the whole photo and is the one with the least misfit.
 *
 * Returns: %FALSE where there is too little to read; @sharpness then has no grid.
 */
gboolean tonsure_sharpness_read (const float *rgb, const guint16 *mask, int width, int height,
                                 double noise, TonsureSharpness *sharpness);

G_END_DECLS
