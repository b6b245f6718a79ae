/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Reads a photo once: skin color, gloss, blur and noise, as robust statistics with how
 * sure they are.
 */
#pragma once

#include "matte.h"
#include "scale.h"
#include "treatment.h"

G_BEGIN_DECLS

/**
 * TonsureEstimate:
 *
 * A value and its standard error. Where a photo does not tell, @value is the default
 * and @error is infinite.
 */
typedef struct
{
  double value;
  double error;
} TonsureEstimate;

/**
 * TonsureMeasurement:
 * @rgb: median linear color of the skin, in the photo's primaries
 * @lab: the same in CIELAB (D65, 2°), of the photo as it is exposed
 * @melanin: volume fraction of melanosomes that explains the color
 * @blood: volume fraction of blood that explains the color
 * @blur: standard deviation of the point spread, pixels
 * @noise: standard deviation of the noise relative to the light of the skin
 * @sharpness: blur and lost contrast from place to place, see tonsure_sharpness_read()
 * @matte: color of the skin without gloss, linear sRGB; 0 where that is not known
 * @matte_spread: see #TonsureMatte
 * @gloss: color of the light and so of gloss, linear sRGB of mean 1, see illuminant.h; 0 where
 *   @matte is not known
 * @n_pixels: pixels of skin that were read
 */
typedef struct
{
  double rgb[3];
  double lab[3];
  TonsureEstimate melanin;
  TonsureEstimate blood;
  TonsureEstimate blur;
  TonsureEstimate noise;
  TonsureSharpness sharpness;
  TonsureEstimate matte[3];
  TonsureEstimate matte_spread;
  double gloss[3];
  guint64 n_pixels;
} TonsureMeasurement;

/**
 * tonsure_measure:
 * @rgb: linear light, three floats a pixel, row by row without gaps
 * @mask: treatment area of the same size, 65535 = full density, without gaps
 * @primaries: linear RGB to XYZ at D50, rows X, Y, Z, or %NULL for sRGB
 *
 * Measures the photo where @mask is at least half.
 *
 * The color is the median of each channel over pixels that are finite, positive and
 * below .99 in all channels, and whose light is .45 to 1.6 times the median: shadow, hair
 * and moles are below, gloss is above. Blur and noise are those of the skin's own texture
 * in green light, see texture.h. The blur is that beyond the pixel's own square.
 *
 * The errors of melanin and blood hold what tonsure_skin_explain_range() tells, what 16
 * parts of the area disagree about, a cast of 4 % and a sheen of 1 % of the light; where no
 * skin has the color (CIEDE2000 above 8) they are infinite. Melanin and blood are those of
 * the light without gloss, see matte.h; sheen all over the area makes skin look lighter than
 * it is, which no error tells.
 *
 * Returns: %FALSE with %TONSURE_ERROR_UNMEASURABLE where the area holds fewer than 64
 * usable pixels; @measurement is then not written.
 */
gboolean tonsure_measure (const float *rgb, const guint16 *mask, int width, int height,
                          const double *primaries, TonsureMeasurement *measurement, GError **error);

/**
 * tonsure_measurement_apply:
 *
 * Writes melanin, blood, blur, sharpness, noise and what tells gloss into @treatment, within its
 * ranges, and the blur of color of 4:2:0, as nearly all photos have it.
 */
void tonsure_measurement_apply (const TonsureMeasurement *measurement, TonsureTreatment *treatment);

G_END_DECLS
