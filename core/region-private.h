/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * What the parts of tonsure_region_new() share.
 */
#pragma once

#include "region.h"

G_BEGIN_DECLS

/**
 * TonsureRegionCells:
 * @from, @step, @mm, @width, @height: as in #TonsureRegion
 * @n: how many cells
 * @red, @blue: ln of red and blue to green
 * @light: ln of luminance
 * @fine: ln of the contrast of texture of .2 to .7 mm, mean over the cell
 * @contrast: the same contrast itself
 * @clipped: share of pixels that are as bright as can be
 * @inside: whether at least half of the cell is in the area
 * @outside: mm from the cells that are at all in the area
 * @deep: mm from the cells that are not inside
 * @hair, @skin: (nullable): what is marked
 *
 * What is read of the photo.
 */
typedef struct
{
  TonsurePixels from;
  int step;
  double mm;
  int width, height;
  gsize n;
  float *red, *blue, *light, *fine, *contrast, *clipped;
  guint8 *inside;
  float *outside, *deep;
  guint8 *hair, *skin;
} TonsureRegionCells;

/** FALSE with an error where the area is empty. */
gboolean tonsure_region_cells_init (TonsureRegionCells *cells, const float *rgb,
                                    const guint16 *area, const guint16 *hair, const guint16 *skin,
                                    int width, int height, double mm_per_px, GError **error);
void tonsure_region_cells_clear (TonsureRegionCells *cells);

/** Finds the head: sets @head to 1 there and else to 0. */
void tonsure_region_find_head (const TonsureRegionCells *cells, guint8 *head);

/** Finds out how likely each cell of the @head has hair. */
void tonsure_region_find_hair (const TonsureRegionCells *cells, const guint8 *head, float *hair);

/** Returns: (transfer full): a region; its hair is faded at the outline of the head. */
TonsureRegion *tonsure_region_of (const TonsureRegionCells *cells, const guint8 *head,
                                  const float *hair);

G_END_DECLS
