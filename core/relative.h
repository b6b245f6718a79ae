/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Light relative to that around it: texture without shading.
 */
#pragma once

#include "shrunk.h"

G_BEGIN_DECLS

/* A sample is parted into 6 × 6, to see how far the parts agree. */
#define TONSURE_PARTS 36

/**
 * TonsurePoint:
 * @rgb: light of a pixel relative to its surroundings, mean 1 over all
 * @light: the same for how bright it is
 * @part: part of the sample that it lies in
 */
typedef struct
{
  float rgb[3];
  float light;
  guint8 part;
} TonsurePoint;

/**
 * tonsure_relative_read:
 * @mask: 1 where sampled, of the size of @shrunk
 * @blur: standard deviation of what is to be added to the photo's own blur, pixels of @shrunk
 * @around: that of the surroundings, the same
 *
 * Pixels beyond the mask have no say in those within, so those at its rim, which would be
 * blurred less, are left out if there are enough others.
 *
 * Returns: (transfer full) (element-type TonsurePoint): the pixels of the sample
 */
GArray *tonsure_relative_read (const TonsureShrunk *shrunk, const guint8 *mask, double blur,
                               double around);

/** The part of the sample within @shrunk that a pixel lies in. */
guint8 tonsure_part_of (const TonsureShrunk *shrunk, int x, int y);

G_END_DECLS
