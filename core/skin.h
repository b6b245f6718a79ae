/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Reflectance of skin, and of skin with a layer of pigment in it.
 *
 * Two layers, epidermis and semi-infinite dermis, solved by adding-doubling (van de
 * Hulst; Prahl 1995) for 31 bands.
 */
#pragma once

#include "spectrum.h"

G_BEGIN_DECLS

/* Thickness of the epidermis, mm: the convention; only its product with the fraction of
 * melanosomes matters. */
#define TONSURE_EPIDERMIS 0.06

/* Share of light at normal incidence that the surface reflects, at index 1.4. */
#define TONSURE_SPECULAR (0.4 * 0.4 / (2.4 * 2.4))

/* Deepest lower face of a layer of pigment, mm. */
#define TONSURE_DEEPEST 5.0

/**
 * TonsureSkin:
 * @melanin: volume fraction of melanosomes in the epidermis, 0 to .6
 * @blood: volume fraction of blood in the dermis, 0 to .1
 * @saturation: oxygen saturation of the blood, 0 to 1
 * @vessel_diameter: mean diameter of vessels, mm, for packaging, 0 to .2; 0 for none
 */
typedef struct
{
  double melanin;
  double blood;
  double saturation;
  double vessel_diameter;
} TonsureSkin;

/**
 * TonsureInkLayer:
 * @top: depth of its upper face, mm, in the dermis: at least %TONSURE_EPIDERMIS
 * @thickness: mm; the lower face is at most %TONSURE_DEEPEST deep
 * @absorption: added absorption coefficient of each band, 1/cm, 0 to 100,000
 *
 * A complete layer of pigment in the dermis.
 */
typedef struct
{
  double top;
  double thickness;
  double absorption[TONSURE_BANDS];
} TonsureInkLayer;

/**
 * tonsure_skin_init:
 *
 * Sets saturation .7 and vessels of 15 µm, which fit measured skin best.
 */
void tonsure_skin_init (TonsureSkin *skin, double melanin, double blood);

/**
 * tonsure_skin_reflectance:
 * @ink: (array length=n_inks): layers to solve for, each alone in the skin; neighbors
 *   with the same top share work, same neighbors all of it
 * @bare: (out): reflectance of the bare skin, specular part left out
 * @inked: (out): for each layer, reflectance of the skin with that layer in it
 *
 * Light comes in at normal incidence, all that leaves the skin is counted.
 *
 * Returns: %FALSE with %TONSURE_ERROR_INVALID naming the value and its range.
 */
gboolean tonsure_skin_reflectance (const TonsureSkin *skin, const TonsureInkLayer *ink,
                                   guint n_inks, double bare[TONSURE_BANDS],
                                   double (*inked)[TONSURE_BANDS], GError **error);

/**
 * tonsure_skin_explain:
 * @rgb: linear color of lit skin, in @primaries
 * @skin: (out): melanin and blood that explain it best
 *
 * Finds the skin whose color is nearest, allowing for an unknown gain of the light with
 * a weak prior around 1: e^±.35. As in photos, and in all published measurements, the
 * color includes %TONSURE_SPECULAR of the light, reflected by the surface. Melanin is
 * within .001 to .6 and blood within .0005 to .1. The first call takes a fifth of a second,
 * others less than a millisecond.
 *
 * Returns: the CIEDE2000 that is left; infinite where @rgb is not finite.
 */
double tonsure_skin_explain (const double rgb[3], const double *primaries, TonsureSkin *skin);

/**
 * TonsureSkinRange:
 * @melanin: lower and upper end of the volume fraction of melanosomes
 * @blood: the same of blood
 */
typedef struct
{
  double melanin[2];
  double blood[2];
} TonsureSkinRange;

/**
 * tonsure_skin_explain_range:
 * @rgb: linear color of lit skin, in @primaries
 * @range: (out): what melanin and blood can be
 *
 * Tells how sure tonsure_skin_explain() is: the middle 80 % of the posterior of each
 * fraction, summed over the other one and over the gain, and the best fit where that lies
 * outside. Before the color is seen, a fraction is as likely in each step of its logarithm
 * within the limits; the logarithm of the gain is normal with a standard deviation of .35,
 * and so is how far real skin lies from the model, with CIE94 1.2 in each direction, as
 * measured forearms do.
 *
 * The light is taken to be white and the sheen to be %TONSURE_SPECULAR. More sheen makes skin
 * look lighter: of random skins the range of melanin holds some 95 % as it is, 85 to 90 % with
 * another percent of the light, two thirds with two percent.
 *
 * Where @rgb is not finite, the range is all that is allowed. Takes some ten milliseconds.
 */
void tonsure_skin_explain_range (const double rgb[3], const double *primaries,
                                 TonsureSkinRange *range);

G_END_DECLS
