/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * How the dots of all generations look.
 *
 * Generations that went through the same differ by their age alone, and what their dots take
 * changes smoothly with it. Where many are close in age a few are solved and the others follow
 * by interpolation.
 */
#pragma once

#include "profile.h"
#include "years.h"

G_BEGIN_DECLS

/**
 * tonsure_aged_profiles:
 * @deposits: (array length=16n): of all classes, generation by generation
 * @primaries: linear RGB to XYZ at D50, rows X, Y, Z, or %NULL for sRGB
 * @profiles: (out) (array length=16n): how they look in this skin
 *
 * Takes about 70 ms for each generation that is solved: all where there are few, one for each
 * factor of two in absorption where there are many. What all take together is within 1 %, and each
 * loss within .03.
 *
 * Returns: %FALSE with %TONSURE_ERROR_INVALID naming the value and its range.
 */
gboolean tonsure_aged_profiles (const TonsureSkin *skin, const TonsureYears *years,
                                const TonsureDeposit *deposits, const double *primaries,
                                TonsureProfile *profiles, GError **error);

G_END_DECLS
