/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Skin and light that explain a photographed color together.
 *
 * tonsure_skin_explain() takes the light to be white. Photos by lamps, in shade or with a wrong
 * white balance have a cast, and then pale skin in cool light passes for dark skin. Here gain and
 * cast of the light are unknown as well, and what is likely beforehand decides:
 *
 * - melanin: median .03, geometric standard deviation e (types I to VI: .009 to .25)
 * - blood: median .012, geometric standard deviation e^.5
 * - logarithms of the gain, and of red and of blue to green: Student's t with 3 degrees of freedom
 *   and scales of .35, .06 and .08, so that a small cast is unlikely and a large one not
 * impossible.
 *
 * The scales are choices. The answer is the mean of the logarithms over all that may be, so it
 * changes smoothly with the color.
 */
#pragma once

#include "skin.h"

G_BEGIN_DECLS

/**
 * tonsure_skin_explain_light:
 * @rgb: linear color of lit skin, in @primaries
 * @skin: (out): melanin and blood
 * @light: (out) (nullable) (array fixed-size=3): how much light there is in each channel, relative
 *   to the white light of a photo as it should be exposed
 *
 * Returns: %FALSE where @rgb is not finite and above 0; @skin is then usual skin, and @light 1.
 */
gboolean tonsure_skin_explain_light (const double rgb[3], const double *primaries,
                                     TonsureSkin *skin, double light[3]);

G_END_DECLS
