/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What the needle leaves: see deposit.h. */
#include "deposit.h"
#include "exact.h"

/* Steps of the lattice that pairs quantiles of diameter and tone; prime to the number
 * of classes, and of the two that are, the one that spreads the pairs more evenly. */
#define LATTICE_STEP 7

/* Medians at the ends of the range, relative to the typical ones, and the power that spreads of
 * diameter and tone are raised to.
 *
 * Uptake: .5 to .8 of the pigment stays, .65 in the middle (one third is lost in the
 * first weeks; Bäumler 2015, Engel 2010). Diameter and depth are choices: deposits that sit
 * shallow, tight and evenly, or that are spread 1.6 times as wide (1.5 to 2), lie deeper and
 * differ. Pigment that is spread lies thinner: its absorption falls with the area. */
static const struct
{
  double uptake, diameter, deeper, uneven;
} ends[] = {
  [TONSURE_OUTCOME_FAVORABLE] = { 0.80 / 0.65, 0.96, -0.01, 0.7 },
  [TONSURE_OUTCOME_TYPICAL] = { 1.0, 1.0, 0.0, 1.0 },
  [TONSURE_OUTCOME_UNFAVORABLE] = { 0.50 / 0.65, 1.6, 0.06, 1.2 },
};

/* Deposits of earlier sessions relative to those of the last: wider, and paler by the area and by
 * what is lost. */
#define SOFT_DIAMETER 1.5
#define SOFT_ABSORPTION 0.15

/* Steps of the order in which classes become soft: prime to the number of classes. */
#define SOFT_STEP 5

/* Shallower than this a deposit lies in the epidermis and is shed. */
#define SHALLOWEST 0.06

static double
lognormal_quantile (double median, double gsd, guint step)
{
  double p = (step + 0.5) / TONSURE_DEPOSIT_CLASSES;

  return median * tonsure_exp (tonsure_log (gsd) * tonsure_normal_quantile (p));
}

/* Of the dots that are done, those of earlier sessions: none after the first, all of @soft after
 * the last. */
static gboolean
is_soft (const TonsureTreatment *treatment, guint class_)
{
  double first = tonsure_session_share (1);
  double earlier = CLAMP ((treatment->share - first) / (1.0 - first), 0.0, 1.0);
  guint order = class_ * SOFT_STEP % TONSURE_DEPOSIT_CLASSES;

  return order + 0.5 < TONSURE_DEPOSIT_CLASSES * treatment->soft * earlier;
}

void
tonsure_deposit_class (const TonsureTreatment *treatment, guint class_, TonsureDeposit *deposit)
{
  guint tone = class_ * LATTICE_STEP % TONSURE_DEPOSIT_CLASSES;
  TonsureOutcome outcome = treatment->outcome;
  double wider = ends[outcome].diameter, uneven = ends[outcome].uneven;

  deposit->diameter = lognormal_quantile (treatment->diameter * wider,
                                          tonsure_pow (treatment->diameter_gsd, uneven), class_);
  deposit->absorption =
      lognormal_quantile (treatment->absorption * ends[outcome].uptake / MAX (wider * wider, 1.0),
                          tonsure_pow (treatment->tone_gsd, uneven), tone);
  if (is_soft (treatment, class_))
    {
      deposit->diameter *= SOFT_DIAMETER;
      deposit->absorption *= SOFT_ABSORPTION;
    }
  deposit->top = MAX (treatment->top + ends[outcome].deeper, SHALLOWEST);
  deposit->thickness = treatment->thickness;
  deposit->carbon_exponent = treatment->carbon_exponent;
  deposit->iron_oxide = treatment->iron_oxide;
}

double
tonsure_session_share (guint session)
{
  static const double shares[] = { 0.0, 0.3, 0.7, 1.0 };

  return shares[MIN (session, G_N_ELEMENTS (shares) - 1)];
}
