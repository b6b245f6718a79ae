/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * One call of the renderer: what is asked, the memory it works in, and which dots matter to
 * which pixels.
 */
#pragma once

#include "render-private.h"

G_BEGIN_DECLS

/* Pixels are drawn in blocks that stay in the cache. */
#define BLOCK 128
#define BLOCK_MARGIN 2
#define BLOCK_STRIDE (4 * (BLOCK + 2 * BLOCK_MARGIN))

/* Memory to work in, one for each thread, kept from call to call: hosts draw tile by
 * tile. */
typedef struct
{
  TonsureDots dots;
  TonsureDots places;     /* of all generations */
  TonsureDots fewer;      /* places of the older ones */
  GByteArray *generation; /* that came to each place first */
  GByteArray *classes;    /* generation and class of each dot */
  GByteArray *levels;     /* of blur, of each dot */
  GArray *lost;           /* of each dot, for the halo */
  GArray *spots;
  GArray *touches; /* of each block in turn: which spots touch it */
  GArray *ends;    /* of each block: the end of its touches */
  GArray *nodes;
  float density[BLOCK * BLOCK_STRIDE];
  float row[4 * BLOCK * 8];
  int index[BLOCK];
  float weights[4 * BLOCK];
} TonsureScratch;

typedef struct
{
  const TonsureRenderer *renderer;
  TonsureArea demand;
  const guint16 *mask;
  TonsurePixels mask_pixels;
  gsize mask_stride;
  TonsurePixels pixels;
  float *rgba;
  gsize stride;
  gboolean multiply;
  TonsureScratch *scratch;
} TonsureJob;

/**
 * tonsure_job_scratch:
 *
 * Returns: (transfer none): the memory of this thread.
 */
TonsureScratch *tonsure_job_scratch (void);

/**
 * tonsure_job_in_reach:
 *
 * Returns: whether any of the area lies within reach of @pixels.
 */
gboolean tonsure_job_in_reach (const TonsureJob *job, const TonsurePixels *pixels);

/**
 * tonsure_job_on_skin:
 *
 * Returns: @pixels on the skin, grown by @margin mm on all sides.
 */
TonsureRectangle tonsure_job_on_skin (const TonsureTreatment *treatment,
                                      const TonsurePixels *pixels, double margin);

/**
 * tonsure_job_find_dots:
 *
 * Finds the dots that matter to a region, with their classes and spots, in the global order.
 *
 * Returns: whether there are any.
 */
gboolean tonsure_job_find_dots (const TonsureJob *job, const TonsurePixels *region);

/**
 * tonsure_job_sprites_of:
 *
 * Returns: the sprites of the generation and the blur that a dot is of.
 */
const TonsureSprites *tonsure_job_sprites_of (const TonsureJob *job, guint32 dot);

/**
 * tonsure_job_sort_spots:
 * @across, @down: how many blocks the region has
 *
 * Sorts the spots by the blocks that they touch; within a block they stay in the global order.
 */
void tonsure_job_sort_spots (const TonsureJob *job, int across, int down);

/**
 * tonsure_job_deliver:
 * @x, @y: first pixel of the row
 * @transmittance: (inout): optical density of @width pixels, four floats each
 *
 * Turns a finished row into transmittance and puts it where it belongs.
 */
void tonsure_job_deliver (const TonsureJob *job, int x, int y, int width, float *transmittance);

G_END_DECLS
