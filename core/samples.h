/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * The person's own hair and skin in the photo: where they are, if nobody has marked them, and
 * what the marked pixels show.
 */
#pragma once

#include "stubble.h"
#include "treatment.h"

G_BEGIN_DECLS

/* How far from the area hair is looked for, mm. */
#define TONSURE_SAMPLES_REACH 40.0

/* Pixels that are larger show no single hair and no follicular unit, mm. */
#define TONSURE_SAMPLES_COARSEST 0.4

/**
 * TonsureFlaws:
 * @TONSURE_FLAW_THIN: hair on less than 200 mm² or 2000 pixels, skin on less than 25 mm² or
 *   200 pixels
 * @TONSURE_FLAW_CLIPPED: more than one pixel in 200 is as bright as the photo can be
 * @TONSURE_FLAW_SHADOW: less than half of the light of the other sample
 * @TONSURE_FLAW_MIXED_LIGHT: the color of the light differs between the parts of the sample, or
 *   from the light of the other one
 * @TONSURE_FLAW_COARSE: blur, or pixels of more than %TONSURE_SAMPLES_COARSEST, hide the texture
 *   that tells hair from skin
 * @TONSURE_FLAW_ASSUMED: no pixel could be used: hair is taken to be dark brown, skin to be the
 *   middle of the area
 *
 * Why a sample is not as good as it should be.
 */
typedef enum
{
  TONSURE_FLAW_THIN = 1 << 0,
  TONSURE_FLAW_CLIPPED = 1 << 1,
  TONSURE_FLAW_SHADOW = 1 << 2,
  TONSURE_FLAW_MIXED_LIGHT = 1 << 3,
  TONSURE_FLAW_COARSE = 1 << 4,
  TONSURE_FLAW_ASSUMED = 1 << 5,
} TonsureFlaws;

#define TONSURE_N_FLAWS 6

/**
 * TonsureSampled:
 * @n_pixels: how many pixels of the photo were marked
 * @mm2: the same on the skin
 * @lab: their color, CIELAB (D65): mean with hair, median of skin
 * @error: relative standard error of red, green and blue, as parts of the sample disagree
 * @flaws: see #TonsureFlaws
 */
typedef struct
{
  guint64 n_pixels;
  double mm2;
  double lab[3];
  double error[3];
  TonsureFlaws flaws;
} TonsureSampled;

/**
 * TonsureSamples:
 * @stubble: what pigment is matched to
 * @hair, @skin: the two samples
 * @hair_error: standard error of the logarithm of the light of hair itself
 * @melanin, @blood: volume fractions that explain the bare skin, see explain-light.h
 * @light: the light on it, relative to white light and good exposure
 */
typedef struct
{
  TonsureStubble stubble;
  TonsureSampled hair;
  TonsureSampled skin;
  double hair_error;
  double melanin, blood;
  double light[3];
} TonsureSamples;

/**
 * tonsure_samples_find:
 * @rgb: linear light, three floats a pixel, row by row without gaps
 * @area: treatment area of the same size, 65535 = full density
 * @mm_per_px: scale, .002 to 5 mm
 * @hair, @skin: (out): of the same size, 65535 where sampled, else 0
 * @crisp: (out) (optional): whether single dots of shaved hair are seen, so that their texture
 *   tells how bright the skin between them is
 *
 * Finds shaved hair whose single dots are seen and bare skin within the area, in cells of some
 * 2.5 mm that are rough among others that are; where there is none, or where the region, see
 * region.h, is sure that it is elsewhere, hair of any length within
 * %TONSURE_SAMPLES_REACH of the area by the region, as dense and as lit as most of it.
 *
 * Where no bare skin is found, or no hair, that mask is empty.
 *
 * Returns: %FALSE with %TONSURE_ERROR_UNMEASURABLE where the area is empty; @hair and @skin are
 *   then not to be used.
 */
gboolean tonsure_samples_find (const float *rgb, const guint16 *area, int width, int height,
                               double mm_per_px, guint16 *hair, guint16 *skin, gboolean *crisp,
                               GError **error);

/**
 * tonsure_samples_read:
 * @hair, @skin: marked where at least half; of the photo's size. Where no pixel of @hair can be
 *   used, usual hair is assumed; where none of @skin can, @area stands for it
 * @area: (nullable): treatment area
 * @mm_per_px: scale, .002 to 5 mm
 * @blur: standard deviation of the photo's point spread beyond the pixel's own square, pixels
 * @marked: whether a person marked hair and skin, in like light as far as they could, or the hair
 *   that was found is not crisp
 * @primaries: the photo's linear RGB to XYZ at D50, rows X, Y, Z, or %NULL for sRGB
 *
 * Reads samples as regions: the mean of hair without gloss (above 4 times its median), the
 * median of skin without gloss, shadow and moles. Where a person marked them, the skin under the
 * hair is taken to be lit as the marked skin. Else how bright it is, is told by the shape of the
 * texture, see shade.h; the other channels follow as they do from pixel to pixel.
 *
 * The color of the hair itself no pixel of a photo of stubble shows. It lies on the line
 * from skin through stubble, and is taken for as far along it as natural hair allows: not
 * darker than 3 % of white where the bare skin shows its own color (L* 20, as black and dark
 * brown hair), nor with less than .35 of the blue that a gray of the same red would have (both
 * choices; brown and blond hair reflect some .4 times as much blue as red, dark hair nearly as
 * much). About a quarter of what stubble takes from the light is shadow, the rest is under
 * hair; what is seen of a hair is as long as it must be if 200 hairs of .075 mm grow on a
 * square centimeter.
 *
 * Returns: %FALSE with %TONSURE_ERROR_INVALID, or with %TONSURE_ERROR_UNMEASURABLE where no pixel
 *   of skin can be used or the file is monochrome; @samples is then not written.
 */
gboolean tonsure_samples_read (const float *rgb, const guint16 *hair, const guint16 *skin,
                               const guint16 *area, int width, int height, double mm_per_px,
                               double blur, gboolean marked, const double *primaries,
                               TonsureSamples *samples, GError **error);

/**
 * tonsure_samples_apply:
 *
 * Writes the skin into @treatment.
 */
void tonsure_samples_apply (const TonsureSamples *samples, TonsureTreatment *treatment);

/**
 * tonsure_flaw_text:
 * @flaw: one of #TonsureFlaws
 * @of_hair: whether the sample is that of hair
 *
 * Returns: (transfer none): a sentence for people, in their language.
 */
const char *tonsure_flaw_text (TonsureFlaws flaw, gboolean of_hair);

G_END_DECLS
