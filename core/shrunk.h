/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * A part of a photo, made smaller where it has more pixels than hair needs.
 */
#pragma once

#include "scale.h"

G_BEGIN_DECLS

/* Light of more than this is clipped. */
#define TONSURE_CLIPPED 0.99f

/**
 * TonsureShrunk:
 * @from: what part of the photo it is; its size is a multiple of @step but at the end
 * @step: pixels of the photo in one of these, across and down
 * @mm_per_px: scale of these pixels
 * @rgb: mean of those of them that can be used
 * @usable: whether more than half of them can: they are finite, not clipped, not below 0 by
 *   more than noise
 * @clipped: whether any is as bright as can be
 */
typedef struct
{
  TonsurePixels from;
  int step, width, height;
  double mm_per_px;
  float *rgb;
  guint8 *usable;
  guint8 *clipped;
} TonsureShrunk;

/**
 * tonsure_shrunk_init:
 * @rgb: the whole photo, @width pixels wide
 * @mm_per_px: its scale
 * @px_per_mm: pixels a mm that are wanted at least, if the photo has them
 */
void tonsure_shrunk_init (TonsureShrunk *shrunk, const float *rgb, int width,
                          const TonsurePixels *from, double mm_per_px, double px_per_mm);
void tonsure_shrunk_clear (TonsureShrunk *shrunk);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TonsureShrunk, tonsure_shrunk_clear)

/**
 * tonsure_shrunk_mask:
 * @mask: of the whole photo
 *
 * Returns: (transfer full): 1 where @mask is at least half in at least half of the pixels, else 0
 */
guint8 *tonsure_shrunk_mask (const TonsureShrunk *shrunk, const guint16 *mask, int width);

/** How bright light is; near luminance for any primaries. */
static inline float
tonsure_light_of (const float *rgb)
{
  return 0.25f * rgb[0] + 0.65f * rgb[1] + 0.1f * rgb[2];
}

/**
 * tonsure_bounds_of:
 *
 * Finds the smallest rectangle around what is at least half.
 *
 * Returns: how many pixels are.
 */
guint64 tonsure_bounds_of (const guint16 *mask, int width, int height, TonsurePixels *bounds);

G_END_DECLS
