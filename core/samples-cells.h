/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * The area and what is around it in cells of some 2.5 mm: how bright, how colored and how rough
 * they are.
 */
#pragma once

#include "shrunk.h"

G_BEGIN_DECLS

/**
 * TonsureCellIs:
 * @TONSURE_CELL_INSIDE: most of it is in the area
 * @TONSURE_CELL_OUTSIDE: no part of it is
 * @TONSURE_CELL_BARE: bare skin
 * @TONSURE_CELL_LIKELY: as bright and colored as skin with hair can be
 * @TONSURE_CELL_REACHED: likely ones lead from bare skin to it
 * @TONSURE_CELL_HAIRY: rough as with hair
 * @TONSURE_CELL_TAKEN: sampled as hair
 */
typedef enum
{
  TONSURE_CELL_INSIDE = 1 << 0,
  TONSURE_CELL_OUTSIDE = 1 << 1,
  TONSURE_CELL_BARE = 1 << 2,
  TONSURE_CELL_LIKELY = 1 << 3,
  TONSURE_CELL_REACHED = 1 << 4,
  TONSURE_CELL_HAIRY = 1 << 5,
  TONSURE_CELL_TAKEN = 1 << 6,
} TonsureCellIs;

/**
 * TonsureCell:
 * @rgb: mean linear light
 * @light: how bright that is; 0 where too few pixels can be used
 * @rough: variance of light beside a plane, relative to the mean, of the second smoothest
 *   quarter of the cell
 * @coherence: of the gradient: 1 for the edge of something, 0 for grain
 * @is: see #TonsureCellIs
 */
typedef struct
{
  float rgb[3];
  float light;
  float rough;
  float coherence;
  int is;
} TonsureCell;

/**
 * TonsureSearch:
 * @from: what part of the photo is searched
 * @side: of a cell, pixels of the photo
 * @width, @height: how many cells
 * @mm2: of a cell
 * @cells: row by row
 * @n_area, @n_clipped: pixels of the area that were read, and that are clipped
 */
typedef struct
{
  TonsurePixels from;
  int side;
  int width, height;
  double mm2;
  TonsureCell *cells;
  double n_area, n_clipped;
} TonsureSearch;

/** Reads the area and @reach mm around it. FALSE with an error if it is empty. */
gboolean tonsure_search_init (TonsureSearch *search, const float *rgb, const guint16 *area,
                              int width, int height, double mm_per_px, double reach,
                              GError **error);

/** Returns: (nullable): the cell in column @i, row @j, if there is one. */
TonsureCell *tonsure_search_cell (const TonsureSearch *search, int i, int j);

/** Returns: a quantile of one of the numbers of the cells that are @is; 0 if there are none. */
float tonsure_search_quantile (const TonsureSearch *search, int is, gsize offset, double share);

#define TONSURE_SEARCH_QUANTILE(search, is, member, share)                                         \
  tonsure_search_quantile (search, is, G_STRUCT_OFFSET (TonsureCell, member), share)

/** Median of each channel of the cells that are @is. */
void tonsure_search_color (const TonsureSearch *search, int is, float rgb[3]);

/** Returns: mm² of the cells that are @is. */
double tonsure_search_area (const TonsureSearch *search, int is);

G_END_DECLS
