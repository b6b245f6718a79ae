/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * A dot's look split in two: a compact core and a wide, smooth halo.
 *
 * The halo's widths are the same for all dots, so that one grid sums them all; its
 * weights are not negative. What the halo cannot say stays in the core.
 */
#pragma once

#include "halo.h"
#include "profile.h"

G_BEGIN_DECLS

/**
 * TonsureSplit:
 * @radius: mm, beyond which the core is zero
 * @core: the loss less the halo, at r = i · 5 µm, of red, green and blue
 * @core_mass: its integral that makes the whole dot's right, mm²
 * @halo: weight of each width, mm²
 */
typedef struct
{
  double radius;
  float core[3][TONSURE_PROFILE_SAMPLES];
  double core_mass[3];
  double halo[3][TONSURE_HALO_WIDTHS];
} TonsureSplit;

/**
 * tonsure_split_compute:
 * @sharp: the shape of the halo without camera and pixel, or %NULL for no halo
 * @diameter: of the deposits, mm, (array length=n)
 * @splits: (out) (array length=n)
 *
 * Fits the halo to the optical density of each profile's tail by least squares over
 * the area, with the tail's mass met exactly. The tail begins .45 mm beyond the
 * deposit's rim, or farther out where the fit needs it to be within .004 and the halo
 * to take no more than 1.5 times what the dot takes; where even that is not enough the
 * core is all of the dot.
 */
void tonsure_split_compute (const TonsureProfile *profiles, const TonsureDeposit *deposits, guint n,
                            const TonsureHaloShape *sharp, TonsureSplit *splits);

G_END_DECLS
