/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * The dots of any rectangle of skin, always the same ones.
 *
 * One torus tile of 65,536 ranked blue-noise points, 128 mm wide, covers the plane; a
 * divergence-free warp hides the repetition; a point is a dot if its rank is below the
 * threshold that the density demands at its place, a higher one where the warp thins.
 * So any rectangle, split and thread gives the same bits, and a lower density is a
 * subset of a higher one.
 *
 * Source of the method: Kopf et al., Recursive Wang tiles (SIGGRAPH 2006), in the form
 * of one ranked tile; the warp is curl noise (Bridson et al., SIGGRAPH 2007).
 */
#pragma once

#include "area.h"

G_BEGIN_DECLS

#define TONSURE_STIPPLE_TILE 128.0 /* mm */
#define TONSURE_STIPPLE_RANKS 65536

/**
 * TonsureStipple:
 * @seed: toroidal offset, symmetry and warp
 * @jitter: standard deviation of the follicle-like jitter, mm, 0 for none
 * @warp: %FALSE leaves the bare tile, for measurements
 */
typedef struct
{
  guint32 seed;
  double jitter;
  gboolean warp;
} TonsureStipple;

/**
 * TonsureDots:
 * @n: how many dots
 * @x: places on the skin, mm
 * @y: places on the skin, mm
 * @rank: rank in the tile, 0 to 65535; a lower one enters earlier
 * @id: what is drawn by lot about a dot is drawn from this; the same for ever
 *
 * A set of dots as parallel arrays that grow.
 */
typedef struct
{
  gsize n;
  gsize allocated;
  double *x;
  double *y;
  guint16 *rank;
  guint64 *id;
} TonsureDots;

void tonsure_dots_init (TonsureDots *dots);
void tonsure_dots_clear (TonsureDots *dots);

/**
 * tonsure_dots_append:
 * @k: of @from; appended as it is
 */
void tonsure_dots_append (TonsureDots *dots, const TonsureDots *from, gsize k);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TonsureDots, tonsure_dots_clear)

/**
 * tonsure_stipple_init:
 *
 * Takes seed and jitter (from spacings to mm, at full density) from @treatment.
 */
void tonsure_stipple_init (TonsureStipple *stipple, const TonsureTreatment *treatment);

/**
 * tonsure_stipple_dots:
 * @rectangle: part of the skin, mm; coordinates up to ±1e9 mm
 * @dots: the dots are appended here
 *
 * Finds the dots whose centers lie in @rectangle, in one global order: the dots of a
 * part of @rectangle are a subsequence of these.
 */
void tonsure_stipple_dots (const TonsureStipple *stipple, const TonsureDensity *density,
                           const TonsureRectangle *rectangle, TonsureDots *dots);

G_END_DECLS
