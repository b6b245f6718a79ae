/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Inks as absorption spectra.
 *
 * In the dermis pigment is an absorber among much stronger scatterers, so what an ink
 * absorbs is all that counts, and mixtures absorb what their parts absorb together. An
 * ink holds carbon black and, where it is brown, iron oxide. The two stay apart in
 * #TonsureInk because they do not last alike: carbon stays, blends with iron oxide turn
 * red over the years.
 */
#pragma once

#include "spectrum.h"

G_BEGIN_DECLS

/* Most pigment in an ink, fraction of volume: with it no band absorbs 100,000 per cm. */
#define TONSURE_INK_MOST_PIGMENT 0.4

/* Least parts of water to one of ink in a recipe: with less it is hardly darker. */
#define TONSURE_INK_LEAST_WATER 2.0

/* Most parts of water that an ink is thinned with. */
#define TONSURE_INK_MOST_WATER 100.0

/**
 * TonsureInk:
 * @name: in the C locale, the same in every version
 * @carbon: volume fraction of carbon black, 0 to .4
 * @carbon_exponent: how its absorption falls with the wavelength, 1 (cool) to 1.2 (warm)
 * @iron_oxide: volume fraction of red iron oxide (hematite), 0 to .4; with carbon at
 *   most .4
 * @least_water, @most_water: parts of water that it is used with, so that no two inks give the
 *   same shade
 */
typedef struct
{
  const char *name;
  double carbon;
  double carbon_exponent;
  double iron_oxide;
  double least_water;
  double most_water;
} TonsureInk;

/**
 * tonsure_pigment_carbon_black:
 * @absorption: coefficient at 550 nm, 1/cm
 * @spectrum: (out): coefficient of each band, 1/cm
 *
 * Small particles of carbon in skin absorb in inverse proportion to the wavelength.
 */
void tonsure_pigment_carbon_black (double absorption, double spectrum[TONSURE_BANDS]);

/**
 * tonsure_pigment_carbon:
 * @fraction: of volume
 * @exponent: p of (550 nm / λ)^p
 * @spectrum: (out): coefficient of each band, 1/cm
 *
 * 1.45e5 per cm at 550 nm for pure carbon: spheres much smaller than the wavelength,
 * 1.95 - .79i (Bond, Bergstrom, Aerosol Sci. Technol. 40, 27, 2006) in a medium of index
 * 1.4. With that index at all wavelengths p is 1; carbon with traces of organic matter,
 * which looks warmer, is steeper. 1.2 as the warm end is a choice.
 */
void tonsure_pigment_carbon (double fraction, double exponent, double spectrum[TONSURE_BANDS]);

/**
 * tonsure_pigment_spectrum:
 * @absorption: coefficient at 550 nm, 1/cm
 * @carbon_exponent: p of (550 nm / λ)^p, 1 to 1.2
 * @iron_oxide: share of @absorption that is iron oxide's, 0 to 1; the rest is carbon's
 * @spectrum: (out): coefficient of each band, 1/cm
 *
 * With exponent 1 and no iron oxide the same bits as tonsure_pigment_carbon_black().
 *
 * Returns: %FALSE with %TONSURE_ERROR_INVALID naming the value and its range.
 */
gboolean tonsure_pigment_spectrum (double absorption, double carbon_exponent, double iron_oxide,
                                   double spectrum[TONSURE_BANDS], GError **error);

/**
 * tonsure_pigment_iron_oxide:
 * @fraction: of volume
 * @spectrum: (out): coefficient of each band, 1/cm
 *
 * Hematite (C.I. 77491) in spheres much smaller than the wavelength, turned at random, in
 * a medium of index 1.4: 6π 1.4 / λ Im ((m² - 1) / (m² + 2)), m = (n + ik) / 1.4, two
 * thirds of the ordinary and one of the extraordinary ray, n and k of M. R. Querry,
 * Optical constants, CRDC-CR-85034 (1985), as refractiveindex.info has them (CC0).
 * Grains of pigment are .1 to .5 µm wide: they hide a part of this absorption and
 * scatter, which is left out. So this is the form of the spectrum rather than how much a
 * given weight absorbs.
 */
void tonsure_pigment_iron_oxide (double fraction, double spectrum[TONSURE_BANDS]);

/**
 * tonsure_pigment_mix:
 * @spectra: (array length=n): 1/cm
 * @shares: (array length=n): share of the volume of each, not negative, at most 1
 *   together; the rest is clear
 * @mixed: (out): coefficient of each band, 1/cm
 *
 * Returns: %FALSE with %TONSURE_ERROR_INVALID naming the value and its range.
 */
gboolean tonsure_pigment_mix (const double (*spectra)[TONSURE_BANDS], const double *shares, guint n,
                              double mixed[TONSURE_BANDS], GError **error);

/**
 * tonsure_ink_absorption:
 * @water: parts of water to one part of ink by volume, 0 to 100
 * @spectrum: (out): coefficient of each band of the thinned ink, 1/cm
 *
 * What the needle is dipped into. In skin it is diluted again, by the tissue around, and
 * about a third of it is lost in the first weeks.
 *
 * Returns: %FALSE with %TONSURE_ERROR_INVALID naming the value and its range.
 */
gboolean tonsure_ink_absorption (const TonsureInk *ink, double water,
                                 double spectrum[TONSURE_BANDS], GError **error);

/* Share of the pigment that stays once the skin has healed: a third is lost in the first weeks
 * (Bäumler 2015; in mice 32 % in 42 days, Engel 2010). */
#define TONSURE_INK_UPTAKE 0.65

/* Share of a deposit's volume that the ink takes up, the rest is tissue: a choice, with which
 * black ink thinned with 20 parts of water, as is daily use, heals to 200 per cm. */
#define TONSURE_INK_FILLING 0.495

/**
 * TonsureInkDeposit:
 * @absorption: coefficient at 550 nm, 1/cm
 * @carbon_exponent: of the ink
 * @iron_oxide: share of @absorption that is iron oxide's
 *
 * What is left of an ink in healed skin, as a treatment says it.
 */
typedef struct
{
  double absorption;
  double carbon_exponent;
  double iron_oxide;
} TonsureInkDeposit;

/**
 * tonsure_ink_deposit:
 * @water: parts of water to one part of ink by volume, 0 to 100
 * @deposit: (out): what is left in healed skin
 *
 * What the needle is dipped into, times %TONSURE_INK_UPTAKE and %TONSURE_INK_FILLING.
 *
 * Returns: %FALSE with %TONSURE_ERROR_INVALID naming the value and its range.
 */
gboolean tonsure_ink_deposit (const TonsureInk *ink, double water, TonsureInkDeposit *deposit,
                              GError **error);

/**
 * tonsure_inks:
 * @n: (out): how many
 *
 * Named as artists name them: black and grays are carbon black alone, the grays thinned in the
 * bottle to a third and a ninth; browns hold iron oxide as well. Practitioners give 15 % of pigment
 * by weight for the bottle of black, which is .09 by volume (carbon has 1.8 g/cm³). How browns
 * divide into carbon and iron oxide no maker says: a half in cool and four fifths in warm brown
 * are a choice.
 *
 * Returns: (transfer none) (array length=n): black, grays, browns from cool to warm
 */
const TonsureInk *tonsure_inks (guint *n);

/**
 * tonsure_ink_dilutions:
 * @n: (out): how many
 *
 * Parts of water to one of ink. Practitioners thin between not at all (black hair, dark
 * skin) and 20 parts and more (lightest), in daily use 20 to 30; the steps between are a
 * choice, each about half as strong as the one before.
 *
 * Returns: (transfer none) (array length=n): from the strongest to the weakest
 */
const double *tonsure_ink_dilutions (guint *n);

G_END_DECLS
