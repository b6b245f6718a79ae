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
 * @layer: T of the same deposit as a layer without end
 */
typedef struct
{
  float loss[3][TONSURE_PROFILE_SAMPLES];
  double mass[3];
  double layer[3];
} TonsureProfile;

/**
 * tonsure_profiles_solve:
 * @ink: (array length=n): depth, thickness and absorption of the dots
 * @diameters: (array length=n): mm, %TONSURE_DOT_NARROWEST to %TONSURE_DOT_WIDEST
 * @primaries: linear RGB to XYZ at D50, rows X, Y, Z, or %NULL for sRGB
 * @profiles: (out) (array length=n): how each dot looks in this skin
 *
 * What a camera sees of a dot, see dot.h: skin lit from everywhere, looked at from above. Where
 * a channel would get brighter, which happens for colors outside of the primaries, it loses
 * nothing.
 *
 * Between 1.3 and 2.2 mm the loss is led to 0; what that takes, and what lies beyond, is
 * added to the halo nearer by, so that the mass is that of the dot without end.
 *
 * Returns: %FALSE with %TONSURE_ERROR_INVALID naming the value and its range.
 */
gboolean tonsure_profiles_solve (const TonsureSkin *skin, const TonsureInkLayer *ink,
                                 const double *diameters, guint n, const double *primaries,
                                 TonsureProfile *profiles, GError **error);

/**
 * tonsure_profiles_compute:
 * @deposits: (array length=n): what to draw
 * @primaries: linear RGB to XYZ at D50, rows X, Y, Z, or %NULL for sRGB
 * @profiles: (out) (array length=n): how each looks in this skin
 *
 * Does tonsure_profiles_solve(). Sixteen deposits of one depth take about 70 ms.
 *
 * Returns: %FALSE with %TONSURE_ERROR_INVALID naming the value and its range.
 */
gboolean tonsure_profiles_compute (const TonsureSkin *skin, const TonsureDeposit *deposits, guint n,
                                   const double *primaries, TonsureProfile *profiles,
                                   GError **error);

G_END_DECLS
