/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * How much is tattooed: the planned density of sites, as artist and client choose it.
 *
 * An amount sets the density of a treatment and nothing else; density stays the one continuous
 * setting, so any value between two amounts is possible. How dark an amount is on a given skin
 * follows from tonsure_tone_of(). What skin makes of the same plan is the outcome, not the amount.
 *
 * The four densities give, healed (eight weeks after the last session), on flat skin of L* 66
 * (the default skin) and for neutral ink, a luminance of treated relative to bare skin of .80,
 * .68, .60 and .52. Medians of before-and-after photos of 32 heads of nine clinics are .57 to .72:
 * .72 where camera originals with known dates were measured, .65 in the median of all. Pictures of
 * clinics are chosen, fresh and sharpened, so "dense" and "very dense" stand for what clinics show.
 */
#pragma once

#include "treatment.h"

G_BEGIN_DECLS

/**
 * TonsureAmount:
 * @TONSURE_AMOUNT_LIGHT: Y .80 of bare skin; one or two sessions
 * @TONSURE_AMOUNT_TYPICAL: Y .68
 * @TONSURE_AMOUNT_DENSE: Y .60, as clinics show it
 * @TONSURE_AMOUNT_VERY_DENSE: Y .52, as clinics show their darkest work
 */
typedef enum
{
  TONSURE_AMOUNT_LIGHT,
  TONSURE_AMOUNT_TYPICAL,
  TONSURE_AMOUNT_DENSE,
  TONSURE_AMOUNT_VERY_DENSE,
} TonsureAmount;

#define TONSURE_AMOUNTS 4

/**
 * tonsure_amount_density:
 *
 * Returns: healed sites per cm² that the amount plans
 */
double tonsure_amount_density (TonsureAmount amount);

/**
 * tonsure_amount_of_density:
 * @density: sites per cm²
 *
 * Returns: the amount whose density is nearest in the logarithm
 */
TonsureAmount tonsure_amount_of_density (double density);

/**
 * tonsure_treatment_set_amount:
 *
 * Sets the density of @treatment.
 */
void tonsure_treatment_set_amount (TonsureTreatment *treatment, TonsureAmount amount);

/**
 * tonsure_amount_from_nick:
 * @nick: "light", "typical", "dense" or "very-dense"
 *
 * Returns: %FALSE if @nick is none of them.
 */
gboolean tonsure_amount_from_nick (const char *nick, TonsureAmount *amount);

/**
 * tonsure_amount_nick:
 *
 * Returns: (transfer none): the name of @amount in scripts and properties
 */
const char *tonsure_amount_nick (TonsureAmount amount);

G_END_DECLS
