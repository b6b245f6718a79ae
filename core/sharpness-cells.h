/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * What of a photo each cell of the grid can tell: see sharpness-read.h.
 */
#pragma once

#include "sharpness-model.h"

G_BEGIN_DECLS

/* Pixels of a cell and its neighbors. */
#define TONSURE_SHARPNESS_FEWEST 600

/**
 * TonsureSharpnessTells:
 *
 * By which detail a cell tells the blur.
 */
typedef enum
{
  TONSURE_SHARPNESS_TELLS_NOTHING,
  TONSURE_SHARPNESS_TELLS_FAINT,
  TONSURE_SHARPNESS_TELLS_STRONG,
} TonsureSharpnessTells;

/**
 * TonsureSharpnessCell:
 * @tells: by what it tells
 * @noisy: whether its finest detail is noise
 * @pixels: that were read in it and its neighbors
 * @detail: standard deviation of faint detail of 1.6 to 3.2 px, without noise
 * @faint: variances by medians
 * @told: by what tells; not set where nothing does
 */
typedef struct
{
  TonsureSharpnessTells tells;
  gboolean noisy;
  guint32 pixels;
  double detail;
  TonsureSharpnessSample faint;
  TonsureSharpnessSample told;
} TonsureSharpnessCell;

/**
 * tonsure_sharpness_cells_read:
 * @details: (array length=columns·rows): of each cell
 * @noise: standard deviation of the photo's noise relative to its light
 * @cells: (out) (array length=columns·rows)
 *
 * Reads each cell with its neighbors.
 */
void tonsure_sharpness_cells_read (const TonsureSharpnessModel *model, const TonsureDetail *details,
                                   int columns, int rows, double noise,
                                   TonsureSharpnessCell *cells);

G_END_DECLS
