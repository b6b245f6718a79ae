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
 * tonsure_profiles_solve:
 * @ink: (array length=n): depth, thickness and absorption of the dots
 * @diameters: (array length=n): mm, .001 to 4
 * @primaries: linear RGB to XYZ at D50, rows X, Y, Z, or %NULL for sRGB
 * @profiles: (out) (array length=n): how each dot looks in this skin
 *
 * A dot takes C [1 - (1 - f)^p] of the light. C is what a complete layer takes, by
 * adding-doubling in the given primaries, never below 0 nor above 1. f (r) is the share
 * of the half space that the disc takes up, seen from .919 z above it;
 * z = top + t [1 / x - 1 / (e^x - 1)], x = μ t, p = 1 + 2.43 (1 - e^(-.446 x)) + 3.98 z
 * (mm, μ at 550 nm), fitted to 918 dots solved by Monte Carlo, counting all light that
 * leaves at r, in any direction. Its mass is some 20 % too small in red.
 *
 * This falls as r^-3. Between 2 mm and the reach it is led to 0; what that takes, and
 * what lies beyond, is added to the halo nearer by, so that the mass is that of the form
 * without end. Only of dots so wide that they take all light is the mass less.
 *
 * Returns: %FALSE with %TONSURE_ERROR_INVALID naming the value and its range.
 */
gboolean tonsure_profiles_solve (const TonsureSkin *skin, const TonsureInkLayer *ink,
                                 const double *diameters, guint n, const double *primaries,
                                 TonsureProfile *profiles, GError **error);

/**
 * tonsure_profiles_compute:
 * @deposits: (array length=n): what to draw, of carbon black
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
