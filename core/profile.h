/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * How one dot looks from outside: the light it takes at a distance from its center.
 */
#pragma once

#include "deposit.h"
#include "skin.h"

G_BEGIN_DECLS

#define TONSURE_PROFILE_REACH 3.0 /* mm: no dot has an effect beyond */
#define TONSURE_PROFILE_SAMPLES 601

/**
 * TonsureProfile:
 * @loss: 1 - T (r) of red, green and blue at r = i · 5 µm, linear in between, never
 *   negative, at most 1, and 0 at the last sample
 * @mass: ∫ (1 - T) dA of that, mm², for each channel
 */
typedef struct
{
  float loss[3][TONSURE_PROFILE_SAMPLES];
  double mass[3];
} TonsureProfile;

/**
 * tonsure_profiles_compute:
 * @deposits: (array length=n): what to draw
 * @primaries: linear RGB to XYZ at D50, rows X, Y, Z, or %NULL for sRGB
 * @profiles: (out) (array length=n): how it looks in this skin
 *
 * Returns: %FALSE with %TONSURE_ERROR_INVALID naming the value and its range.
 */
gboolean tonsure_profiles_compute (const TonsureSkin *skin,
                                   const TonsureDeposit *deposits,
                                   guint n,
                                   const double *primaries,
                                   TonsureProfile *profiles,
                                   GError **error);

G_END_DECLS
