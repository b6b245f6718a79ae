/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * How much of each pixel of a photo is hair, and the skin under it.
 *
 * The light of bare skin is read as an envelope of the photo: over some millimeters, the
 * end of the distribution that is farthest from the color of hair. Relative to it, what is
 * left of a pixel is optical density, without shading. A lens mixes light, not density: a
 * pixel is (1 - a) skin + a hair, and a is read from it by generalized least squares,
 * weighted with how noise and skin vary. So a is exact for such mixtures.
 *
 * Where there is nothing but hair there is no skin to read. Such a mass is told from skin in
 * shade by its hue alone, and so is everything else of the hue and light of hair: cloth and
 * background count as hair, and so do moles and the rims of things.
 *
 * All is local: what is found at a pixel depends on the pixels within
 * tonsure_hair_margin() only, and gives the same bits in any rectangle.
 */
#pragma once

#include "gloss.h"
#include "scale.h"

G_BEGIN_DECLS

/**
 * TonsureHair:
 * @color: linear light of hair, lit as @skin is, in the photo's primaries
 * @skin: linear light of bare skin, in the photo's primaries; 0 where it is not known
 * @mm_per_px: scale of the picture, mm per pixel
 * @noise: standard deviation of the photo's noise relative to the light of the skin
 * @blur: standard deviation of the camera's point spread, pixels
 *
 * What hair looks like in a photo. Plain values; those below are derived from them.
 */
typedef struct
{
  double color[3];
  double skin[3];
  double mm_per_px;
  double noise;
  double blur;

  /*< private >*/
  int cell;            /* pixels; nodes lie that far apart */
  float axis[4];       /* weights of the channels' optical density, sum of sizes 1 */
  float reference;     /* where @skin lies on the axis */
  float lightness;     /* what more light counts along the axis, relative */
  float light;         /* of @skin, sum of the channels */
  float least[4];      /* light below this counts as this much */
  float toward[3];     /* density of hair over skin, per unit along the axis */
  float spread;        /* of bare skin along the axis, standard deviation */
  float covariance[6]; /* of bare skin, relative: rr, gg, bb, rg, rb, gb */
  float hue[3];        /* how much of hair's hue, against skin's, is in logarithms of light */
  float skin_hue;      /* the same of @skin */
  float noisy;         /* of that variance, the part of noise, which grows as light falls */
  float share;         /* of a window's pixels that lie before the envelope */
  float reach;         /* standard deviations between them and the middle of bare skin */
  float shift;         /* the same along the axis */
  float grain;         /* variance of the share of hair by noise */
  float dark;          /* 1 where hair is so much darker than skin that lumps tell, 0 to 1 */
  float lump;          /* variance of the share of hair over its mean where hairs are blurred */
  float mixed;         /* of what the envelope lacks, the part that is hair and not its shade */
  float shadow;        /* how well hair is told from its own shadow, 0 to 1 */
} TonsureHair;

/**
 * tonsure_hair_init:
 * @color: color of the hair, linear sRGB, above 0
 * @skin: color of bare skin in the same light, linear sRGB, or %NULL or 0 where it is not
 *   known: hair is then taken for darker than skin, and of the same light everywhere;
 *   a mass of it is then taken for skin
 * @mm_per_px: .001 to 10
 * @noise: see #TonsureTreatment
 * @blur: see #TonsureTreatment
 * @primaries: the photo's linear RGB to XYZ at D50, rows X, Y, Z, or %NULL for sRGB
 *
 * Hair follows the shading of the skin around it: where skin has half of the light of @skin
 * hair has half of @color's.
 *
 * Returns: %FALSE where a value does not make sense or hair and skin have the same color;
 *   there is then no hair anywhere.
 */
gboolean tonsure_hair_init (TonsureHair *hair, const double color[3], const double *skin,
                            double mm_per_px, double noise, double blur, const double *primaries);

/**
 * tonsure_hair_margin:
 *
 * Returns: how many pixels of the photo around what is asked have a say in it.
 */
int tonsure_hair_margin (const TonsureHair *hair);

/**
 * tonsure_hair_matte:
 * @rgba: linear light, four floats a pixel, of @there; pixels that are no numbers or whose
 *   alpha is below ½ have no say and no hair. Alpha may be multiplied in.
 * @there: where in the picture @rgba lies; to be right it holds @pixels grown by
 *   tonsure_hair_margin() on all sides, as far as the picture goes
 * @stride: floats from one row of @rgba to the next
 * @pixels: what to read, within @there
 * @coverage: (out): share of each pixel under hair, 0 to 1, row by row without gaps
 * @skin: (out) (nullable): linear light of the skin as if it had no hair, three floats a
 *   pixel without gaps; its shading is that of the photo over a millimeter
 */
void tonsure_hair_matte (const TonsureHair *hair, const float *rgba, const TonsurePixels *there,
                         gsize stride, const TonsurePixels *pixels, float *coverage, float *skin);

/**
 * tonsure_hair_bare:
 * @rgba, @there, @stride, @pixels: as in tonsure_hair_matte()
 * @bare: (out): of red, green and blue, the part of each pixel's light that comes from skin, 0 to
 *   1, and 1; four floats a pixel without gaps
 *
 * Pigment lies under hair and takes of this part alone: (1 - a) skin over that and a hair.
 */
void tonsure_hair_bare (const TonsureHair *hair, const float *rgba, const TonsurePixels *there,
                        gsize stride, const TonsurePixels *pixels, float *bare);

/**
 * tonsure_hair_mask:
 * @hair: (nullable): %NULL where there is none
 * @gloss: with weights of 0 where there is none
 * @mask: (out): the part of each pixel's luminance that is neither hair nor gloss, 65535 = all of
 *   it, row by row without gaps
 *
 * For hosts that multiply by layers, as tonsure_gloss_mask(): with m = (1 - a) skin / p times the
 * part that is no gloss, a pixel becomes p (1 - m (1 - T)), as far as gray can be right for red,
 * green and blue. @rgba is linear sRGB.
 */
void tonsure_hair_mask (const TonsureHair *hair, const TonsureGloss *gloss, const float *rgba,
                        const TonsurePixels *there, gsize stride, const TonsurePixels *pixels,
                        guint16 *mask);

G_END_DECLS
