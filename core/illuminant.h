/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * The color of the light on a head, from its highlights.
 *
 * By the dichromatic model (Shafer 1985) a highlight is a · matte + g · light. The brightest
 * skin of the area is such a mixture, and a, its share of matte skin, lies between 0 and half of
 * what matte skin has elsewhere. So the light has a color between that of the brightest skin and
 * that of the brightest less half the matte skin. Of these the one nearest to neutral is taken,
 * as photos are balanced for the light, more or less.
 */
#pragma once

#include "matte.h"

G_BEGIN_DECLS

/**
 * tonsure_illuminant_between:
 * @bright: color of the brightest skin, linear sRGB
 * @matte: color of skin without gloss, linear sRGB, as bright as it is in the photo
 * @light: (out): color of the light, linear sRGB, mean 1
 *
 * Distances are those of (ln R/G, ln B/G). Bright skin that has nearly the chroma of matte skin
 * may be shaded differently and nothing else: where what was found is less than .45 of that chroma
 * away from matte skin, the light is taken for neutral; from .6 on it is what was found; linear
 * between.
 */
void tonsure_illuminant_between (const double bright[3], const double matte[3], double light[3]);

/**
 * tonsure_illuminant_brightest:
 * @samples: (array length=n): as in tonsure_matte_estimate(), more than 0
 * @bright: (out): median of the brightest 2 %, linear sRGB
 */
void tonsure_illuminant_brightest (const TonsureSample *samples, guint n, const double *primaries,
                                   double bright[3]);

/**
 * tonsure_illuminant_estimate:
 * @matte: (out): see tonsure_matte_estimate()
 * @light: (out): color of the light, linear sRGB, mean 1
 *
 * Finds the color of matte skin and that of the light, each with the other.
 *
 * Returns: as tonsure_matte_estimate(); where %FALSE, @light is 1.
 */
gboolean tonsure_illuminant_estimate (const TonsureSample *samples, guint n,
                                      const double *primaries, TonsureMatte *matte,
                                      double light[3]);

G_END_DECLS
