/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * The color that skin has without gloss, and how much it varies by itself: what
 * tonsure_gloss_init() needs, from samples of a photo.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The area is parted into as many cells across and down; a cell of a whole head is some
 * 3 mm wide: larger than pores and noise, smaller than a highlight. */
#define TONSURE_MATTE_CELLS 64

/* Part of the spread that half of all matte skin exceeds. */
#define TONSURE_MATTE_MIDDLE 0.46

/**
 * TonsureSample:
 * @rgb: linear light, positive and finite
 * @cell: the cell it lies in, row by row
 */
typedef struct
{
  float rgb[3];
  guint16 cell;
} TonsureSample;

/**
 * TonsureMatte:
 * @color: of skin without gloss, linear sRGB
 * @color_error: standard deviation of the color between places
 * @spread: neutral light in excess of @color, relative to all light, that skin shows
 *   without gloss, 0 to .25
 * @spread_error: its standard error
 */
typedef struct
{
  double color[3];
  double color_error[3];
  double spread;
  double spread_error;
} TonsureMatte;

/**
 * tonsure_matte_estimate:
 * @samples: (array length=n): skin in the light, without shadow and clipped pixels
 * @light: color of the light, linear sRGB, or %NULL for neutral: see illuminant.h
 * @primaries: as in tonsure_gloss_init()
 *
 * Takes the quarter of the cells with least neutral light as matte. How much they differ
 * among themselves tells how much skin varies: were all of the area matte and its variation
 * normal, one cell in ten would lie beyond @spread, by little. Sheen all over the area cannot be
 * told from paler skin.
 *
 * Returns: %FALSE where there are fewer than 64 cells or the color is too nearly neutral;
 *   @matte is then 0.
 */
gboolean tonsure_matte_estimate (const TonsureSample *samples, guint n, const double *light,
                                 const double *primaries, TonsureMatte *matte);

G_END_DECLS
