/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * What the parts of tonsure_samples_read() share.
 */
#pragma once

#include "relative.h"
#include "samples.h"

G_BEGIN_DECLS

/* Pixels without which there is no sample. */
#define TONSURE_SAMPLES_FEWEST 64

/**
 * TonsureMarked:
 * @shrunk: the part of the photo that holds the sample
 * @mask: 1 where it is marked
 * @n_pixels: of the photo
 * @mean: of what can be used, linear light
 * @part, @in_part: the same of each part, and how many pixels of @shrunk that are
 * @n, @n_clipped, @n_colored: pixels of @shrunk that can be used, that are clipped, and that can
 *   be used and have a color
 *
 * One of the two samples.
 */
typedef struct
{
  TonsureShrunk shrunk;
  guint8 *mask;
  guint64 n_pixels;
  double mean[3];
  double part[TONSURE_PARTS][3];
  guint in_part[TONSURE_PARTS];
  guint n, n_clipped, n_colored;
} TonsureMarked;

/**
 * tonsure_samples_under:
 * @samples: (inout): its stubble's @bare is known; all else of the stubble is filled in
 *
 * Tells the skin between the hairs: where hair and skin were @marked the skin is taken to be lit as
 * that beside; else from the texture, and where that cannot be seen from beside.
 */
void tonsure_samples_under (const TonsureMarked *hair, const TonsureMarked *skin, double blur,
                            gboolean marked, TonsureSamples *samples);

/** How bright light is; see tonsure_light_of(). */
static inline double
tonsure_samples_light (const double rgb[3])
{
  return 0.25 * rgb[0] + 0.65 * rgb[1] + 0.1 * rgb[2];
}

G_END_DECLS
