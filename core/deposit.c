/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What the needle leaves: see deposit.h. */
#include "deposit.h"
#include "exact.h"

/* Steps of the lattice that pairs quantiles of diameter and tone; prime to the number
 * of classes, and of the two that are, the one that spreads the pairs more evenly. */
#define LATTICE_STEP 7

/* Medians at the ends of the range, relative to the typical ones.
 *
 * Uptake: .5 to .8 of the pigment stays, .65 in the middle (one third is lost in the
 * first weeks; Bäumler 2015, Engel 2010). Diameter and depth: quoted healed diameters
 * of .09 to .17 mm and legible depths of .06 to .3 mm, taken as a choice: a deposit
 * that sat shallow and tight, or deeper and wider. */
static const struct
{
  double uptake, diameter, deeper;
} ends[] = {
  [TONSURE_OUTCOME_FAVORABLE] = { 0.80 / 0.65, 0.93, -0.02 },
  [TONSURE_OUTCOME_TYPICAL] = { 1.0, 1.0, 0.0 },
  [TONSURE_OUTCOME_UNFAVORABLE] = { 0.50 / 0.65, 1.25, 0.06 },
};

/* Shallower than this a deposit lies in the epidermis and is shed. */
#define SHALLOWEST 0.06

static double
lognormal_quantile (double median, double gsd, guint step)
{
  double p = (step + 0.5) / TONSURE_DEPOSIT_CLASSES;

  return median * tonsure_exp (tonsure_log (gsd) * tonsure_normal_quantile (p));
}

void
tonsure_deposit_class (const TonsureTreatment *treatment, guint class_, TonsureDeposit *deposit)
{
  guint tone = class_ * LATTICE_STEP % TONSURE_DEPOSIT_CLASSES;
  TonsureOutcome outcome = treatment->outcome;

  deposit->diameter = lognormal_quantile (treatment->diameter * ends[outcome].diameter,
                                          treatment->diameter_gsd, class_);
  deposit->absorption =
      lognormal_quantile (treatment->absorption * ends[outcome].uptake, treatment->tone_gsd, tone);
  deposit->top = MAX (treatment->top + ends[outcome].deeper, SHALLOWEST);
  deposit->thickness = treatment->thickness;
  deposit->carbon_exponent = treatment->carbon_exponent;
  deposit->iron_oxide = treatment->iron_oxide;
}

guint
tonsure_deposit_class_of (guint64 id)
{
  return tonsure_hash64 (id) % TONSURE_DEPOSIT_CLASSES;
}
