/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * What the parts of tonsure_need_new() share.
 */
#pragma once

#include "need.h"
#include "region-private.h"

G_BEGIN_DECLS

/**
 * TonsureNeedCells:
 * @cells: what was read of the photo
 * @head: 1 on the head
 * @hair: region of hair before it is faded at the outline of the head
 * @tone: ln of luminance ÷ shading
 * @support: how well bare skin near a cell tells its shading, 0 to 1
 * @color: ln of red to blue of bare skin, median
 */
typedef struct
{
  const TonsureRegionCells *cells;
  const guint8 *head;
  const float *hair;
  float *tone, *support;
  float color;
} TonsureNeedCells;

/** Fills in @tone, @support and @color. */
void tonsure_need_read_tone (TonsureNeedCells *cells);

/** Whether a cell has about the color of the bare skin. */
gboolean tonsure_need_is_skin (const TonsureNeedCells *cells, gsize i);

/** Sets @mole to 1 on moles and within 1 mm of them, else to 0. */
void tonsure_need_find_moles (const TonsureNeedCells *cells, float *mole);

/** Fills in the ends of the area, see #TonsureNeed. */
void tonsure_need_find_ends (const TonsureNeedCells *cells, const TonsureNeedOptions *options,
                             float *fall, float *rim);

G_END_DECLS
