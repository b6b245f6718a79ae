/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * The part of a photo's light that the surface of the skin reflects.
 *
 * Gloss lies above the pigment, which takes nothing from it. By the dichromatic model
 * (Shafer 1985) light is a · matte + g · (1, 1, 1): what comes out of the skin has the
 * skin's color, what the surface reflects that of the lamp. Where a photo is not balanced for
 * the lamp, every color is divided by the lamp's first. Shading is in a. The color of skin varies
 * by itself, though, and only a g beyond what that explains is taken for gloss.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TonsureGloss:
 * @weights: of red, green and blue relative to the light's, and 0; their sum is 1, or all are
 *   0: then there is no gloss anywhere
 * @inverse: one over @color, and 0
 * @color: of the light, and so of the gloss, in the photo's primaries; mean 1, and 0
 *
 * How gloss is read from a pixel: linear in its light, so brighter exposure is more
 * gloss, and alpha may be multiplied in. Inner loops read it as twelve floats.
 */
typedef struct
{
  float weights[4];
  float inverse[4];
  float color[4];
} TonsureGloss;

/**
 * tonsure_gloss_init:
 * @matte: color of the skin without gloss, linear sRGB, of any strength; 0: unknown
 * @light: color of the light, linear sRGB of any strength; %NULL or not positive: neutral
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
gboolean tonsure_gloss_init (TonsureGloss *gloss, const double matte[3], const double *light,
                             double spread, const double *primaries);

/**
 * tonsure_gloss_excess:
 *
 * Returns: the neutral light in @rgb relative to its mean, both in the light of @gloss: 0 in the
 * color of @matte and 1 where it is neutral, with the weights of a #TonsureGloss whose spread is 0.
 */
double tonsure_gloss_excess (const TonsureGloss *gloss, const float rgb[3]);

/**
 * tonsure_gloss_of:
 * @rgb: linear light; anything, also what is no number
 *
 * Returns: g, of which each channel has its @color: at least 0, at most so much that no channel
 * has more than its light, 0 where that cannot be told.
 */
static inline float
tonsure_gloss_of (const TonsureGloss *gloss, const float rgb[3])
{
  const float *w = gloss->weights, *inverse = gloss->inverse;
  float red = rgb[0] * inverse[0], green = rgb[1] * inverse[1], blue = rgb[2] * inverse[2];
  float g = (w[0] * red + w[1] * green) + w[2] * blue;

  g = red < g ? red : g;
  g = green < g ? green : g;
  g = blue < g ? blue : g;
  return g > 0.0f ? g : 0.0f;
}

/**
 * tonsure_gloss_luminance:
 * @g: see tonsure_gloss_of()
 *
 * Returns: luminance of that much gloss, IEC 61966-2-1.
 */
static inline float
tonsure_gloss_luminance (const TonsureGloss *gloss, float g)
{
  const float *color = gloss->color;

  return g * (0.2126f * color[0] + 0.7152f * color[1] + 0.0722f * color[2]);
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
