/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * What the parts of skin absorb and scatter, band by band.
 *
 * Two layers: the epidermis with its melanin, and below it, without end, the dermis with
 * its blood. Both scatter alike.
 */
#pragma once

#include "adding.h"
#include "skin.h"

G_BEGIN_DECLS

#define TONSURE_TISSUE_ANGLES 12 /* directions in each hemisphere */
#define TONSURE_TISSUE_INDEX 1.4
#define TONSURE_TISSUE_ANISOTROPY 0.8

/**
 * tonsure_tissue_angles:
 *
 * Returns: (transfer none): the directions that skin is solved in; made once.
 */
const TonsureAngles *tonsure_tissue_angles (void);

/**
 * tonsure_tissue_scattering:
 * @scattering: (out): scattering coefficient of each band, 1/cm; not reduced
 *
 * Reduced scattering is 46.0 (λ / 500 nm)^-1.421 per cm: mean of eight studies of skin
 * (Jacques, Phys. Med. Biol. 58, R37, 2013, table 2).
 */
void tonsure_tissue_scattering (double scattering[TONSURE_BANDS]);

/**
 * tonsure_tissue_epidermis:
 * @melanin: volume fraction of melanosomes
 * @absorption: (out): coefficient of each band, 1/cm
 *
 * Melanosomes absorb 1.70e12 λ^-3.48 per cm, all else 0.244 + 85.3 exp (-(λ - 154) / 66.2)
 * (λ in nm; Jacques 1998, Skin Optics, omlc.org).
 */
void tonsure_tissue_epidermis (double melanin, double absorption[TONSURE_BANDS]);

/**
 * tonsure_tissue_dermis:
 * @skin: its blood, saturation and vessels are used
 * @absorption: (out): coefficient of each band, 1/cm
 *
 * Whole blood has 150 g/l of hemoglobin of 64,500 g/mol with the extinction that Prahl
 * compiled (omlc.org). As it runs in vessels, light misses a part of it: its absorption
 * is multiplied by (1 - exp (-μ D)) / (μ D) (Svaasand 1995; van Veen 2002).
 */
void tonsure_tissue_dermis (const TonsureSkin *skin, double absorption[TONSURE_BANDS]);

G_END_DECLS
