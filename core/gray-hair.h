/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * The hair of a photo as it will be: some of it white, some of it bleached, some of it gone.
 *
 * The photo has the strands, the lights and the shadows; only their color changes. White hair is
 *
 *   W = shading × tint × exp (k · detail)
 *
 * with the shading of gray-map.h, the tint of white hair in the photo's own light, and the
 * photo's detail, ln Y minus its mean over some 3 mm, cored at the noise. It is laid by opacity:
 * C' = C + w ((1 − α) S + α W − C), where w is the share of white hair in the pixel.
 *
 * A pixel shows several hairs. Their share of white has mean p, the share asked for, and the
 * variance of so many hairs, and is much the same along the hair for some millimeters:
 *
 *   w = Φ ((Φ⁻¹ (p) − ρ n) / √(1 − ρ²))
 *
 * with a standard normal n fixed by place and seed. So w grows with p everywhere. Pixels without
 * hair keep their bits.
 */
#pragma once

#include "gray-map.h"

G_BEGIN_DECLS

/**
 * TonsureGrayHair:
 * @share: of the hairs that have color in the photo, those that turn white, 0 to 1; see
 *   tonsure_gray_turned()
 * @left: share of the hairs that still stand, 0 to 1; in place of the others skin is seen
 * @melanin: share of melanin that is left in hair with color, 0 to 1; see tonsure_hair_sunned()
 * @length: of the hair as it lies, mm: clumps are no longer
 * @blur: standard deviation of the camera's point spread, pixels of the photo
 * @noise: standard deviation of the photo's noise relative to the light of the skin
 * @origin_x, @origin_y: place of the picture's upper left corner on the skin, mm
 * @seed: another number, other hairs
 *
 * What becomes of the hair. Plain values.
 */
typedef struct
{
  double share;
  double left;
  double melanin;
  double length;
  double blur;
  double noise;
  double origin_x, origin_y;
  guint32 seed;
} TonsureGrayHair;

/** Sets @gray to hair that stays as it is: nothing white, nothing bleached, nothing lost. */
void tonsure_gray_hair_init (TonsureGrayHair *gray);

/**
 * tonsure_gray_hair_validate:
 *
 * Returns: %FALSE with %TONSURE_ERROR_INVALID naming the value and its range.
 */
gboolean tonsure_gray_hair_validate (const TonsureGrayHair *gray, GError **error);

/**
 * tonsure_gray_hair_changes:
 *
 * Returns: whether there is anything to do: with a share of 0 and all left, nothing is.
 */
gboolean tonsure_gray_hair_changes (const TonsureGrayHair *gray);

/**
 * tonsure_gray_hair:
 * @map: of the photo
 * @scale: pixels of the photo to one of @rgba, 1 or, for a preview, more
 * @pixels: where @rgba lies in the picture, pixels as drawn
 * @rgba: (inout): linear sRGB and alpha, four floats a pixel without gaps: the photo. Pixels that
 *   are no numbers or transparent stay.
 *
 * Any rectangle gets the same bits. For several threads at the same time.
 */
void tonsure_gray_hair (const TonsureGrayHair *gray, const TonsureGrayMap *map, double scale,
                        const TonsurePixels *pixels, float *rgba);

G_END_DECLS
