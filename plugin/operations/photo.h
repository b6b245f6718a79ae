/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * The photo that tonsure:treat treats, block by block.
 */
#pragma once

#include "common.h"
#include "encoding.h"

G_BEGIN_DECLS

/**
 * TonsurePhoto:
 * @extent: of the photo
 * @own: the format of the photo
 * @linear: the format to multiply in
 * @bytes: whether the photo's numbers have 8 bits
 * @encoding: (nullable): of the photo's numbers, %NULL where babl converts
 * @light: one block in @linear
 * @transmittance: one block
 * @bare: (nullable): what of its light comes from skin, %NULL without hair
 * @pixels: one block in @own
 */
typedef struct
{
  const TonsureRenderer *renderer;
  GeglBuffer *input, *output;
  int level;
  GeglRectangle extent;
  const Babl *own;
  const Babl *linear;
  gboolean bytes;
  const TonsureEncoding *encoding;
  float *light;
  float *transmittance;
  float *bare;
  char *pixels;
} TonsurePhoto;

/**
 * tonsure_photo_init:
 * @renderer: (nullable): must stay; %NULL for copying only
 * @output: its format is the photo's
 * @extent: of the photo, in pixels of @level
 */
void tonsure_photo_init (TonsurePhoto *photo, const TonsureRenderer *renderer, GeglBuffer *input,
                         GeglBuffer *output, int level, const GeglRectangle *extent);
void tonsure_photo_clear (TonsurePhoto *photo);

/**
 * tonsure_photo_copy:
 *
 * Copies pixels as they are.
 */
void tonsure_photo_copy (const TonsurePhoto *photo, const GeglRectangle *rectangle);

/**
 * tonsure_photo_write_block:
 * @data: a #TonsurePhoto
 *
 * Treats a block; what no dot reaches is copied as it is. A #TonsureBlockFunc.
 */
void tonsure_photo_write_block (const TonsureBlock *block, gpointer data);

G_END_DECLS
