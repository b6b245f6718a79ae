/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * The part of a photo's light that the surface of the skin reflects.
 *
 * Gloss lies above the pigment, which takes nothing from it. By the dichromatic model
 * (Shafer 1985) light is a · matte + g · (1, 1, 1): what comes out of the skin has the
 * skin's color, what the surface reflects that of the lamp, and photos are balanced so
 * that this is neutral. Shading is in a. The color of skin varies by itself, though, and
 * only a g beyond what that explains is taken for gloss.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TonsureGloss:
 * @weights: of red, green and blue, and 0; their sum is 1, or all are 0: then there is
 *   no gloss anywhere
 *
 * How gloss is read from a pixel: linear in its light, so brighter exposure is more
 * gloss, and alpha may be multiplied in.
 */
typedef struct
{
  float weights[4];
} TonsureGloss;

/**
 * tonsure_gloss_init:
 * @matte: color of the skin without gloss, linear sRGB, of any strength; 0: unknown
 * @spread: excess of neutral light, relative to all light, that is not yet gloss: 0 to .9
 * @primaries: the photo's linear RGB to XYZ at D50, rows X, Y, Z, or %NULL for sRGB
 *
 * Finds a and g by least squares weighted with how photos of skin vary: noise, as strong
 * in each channel, and blood. Melanin cannot be told from gloss by its color: that is what
 * @spread is for. A pixel with the excess @spread has no gloss, a neutral one is all gloss,
 * linear between them.
 *
 * Returns: %FALSE where @matte is unknown or too nearly neutral to tell gloss from it;
 *   then the weights are 0.
 */
gboolean tonsure_gloss_init (TonsureGloss *gloss, const double matte[3], double spread,
                             const double *primaries);

/**
 * tonsure_gloss_excess:
 *
 * Returns: the neutral light in @rgb relative to its mean, 0 in the color of @matte and 1
 * where it is neutral, with the weights of a #TonsureGloss whose spread is 0.
 */
double tonsure_gloss_excess (const TonsureGloss *gloss, const float rgb[3]);

/**
 * tonsure_gloss_of:
 * @rgb: linear light; anything, also what is no number
 *
 * Returns: g, at least 0 and at most the least of the three, 0 where that cannot be told.
 */
static inline float
tonsure_gloss_of (const TonsureGloss *gloss, const float rgb[3])
{
  const float *w = gloss->weights;
  float g = (w[0] * rgb[0] + w[1] * rgb[1]) + w[2] * rgb[2];

  g = rgb[0] < g ? rgb[0] : g;
  g = rgb[1] < g ? rgb[1] : g;
  g = rgb[2] < g ? rgb[2] : g;
  return g > 0.0f ? g : 0.0f;
}

/**
 * tonsure_gloss_mask:
 * @rgb: linear sRGB, three floats a pixel, (array length=n) pixels
 * @mask: (out) (array length=n): the part of each pixel's luminance that is no gloss,
 *   65535 = all of it
 *
 * For hosts that multiply by layers: with m = 1 - g / p a pixel p (1 - m (1 - T)) is
 * p T + g (1 - T), as far as gray can be right for red, green and blue.
 */
void tonsure_gloss_mask (const TonsureGloss *gloss, const float *rgb, gsize n, guint16 *mask);

G_END_DECLS
