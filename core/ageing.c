/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What the years do to a deposit: see ageing.h. */
#include "ageing.h"
#include "dot.h"
#include "exact.h"
#include "range.h"

#include <math.h>

#define LN2 0.693147180559945309

/* Share that stays: median, and the standard deviation that makes .5 and .8 the 90 and 10 %
 * quantiles, as core/deposit.c has them. */
#define UPTAKE_SD (0.15 / 1.2815515655446004)
#define LEAST_UPTAKE 0.3
#define MOST_UPTAKE 0.95

/* Width of a fresh mark: 1.0 to 1.2 in the middle 80 %. */
#define FRESH_DIAMETER 1.1
#define FRESH_DIAMETER_SD (0.1 / 1.2815515655446004)
#define LEAST_FRESH_DIAMETER 1.0
#define MOST_FRESH_DIAMETER 1.6

/* Days. */
#define CRUST_BREAKS 3.0
#define CRUST_GONE 10.0
#define EPIDERMIS_RENEWED 42.0

#define CRUST_SHARE 0.4

/* Of carbon at the depth that legible dots have. */
#define USUAL_TOP 0.15
#define DEEPEST_TOP 0.8
#define DEPTH_POWER 0.45
#define HALF_LIFE_LOG_SD 0.4
#define SCAR_RATE 2.0

/* What goes in the first months, a share of what can go: nothing up to the quantile of .8, .38 at
 * that of .9, between and beyond them in proportion to the normal deviate. */
#define EARLY_FROM 0.8416212335729143
#define EARLY_AT_UNFAVORABLE 0.38
#define UNFAVORABLE_DEVIATE 1.2815515655446004
#define MOST_EARLY 0.5
#define EARLY_TIME 0.4 /* years */

static const struct
{
  double half_life, stays;
} pigments[] = {
  [TONSURE_PIGMENT_PERMANENT] = { 6.0, 0.1 },
  [TONSURE_PIGMENT_TEMPORARY] = { 1.0, 0.05 },
};

/* What carbon absorbs at 550 nm relative to hematite of the same volume, see pigment.c. */
#define BLACKER_THAN_RED (1.45e5 / 43481.0)

/* mm² a year, and mm. */
#define DIFFUSIVITY 3e-4
#define DEEP_DIFFUSIVITY 2e-3
#define WELL_PLACED 0.3
#define TOO_DEEP 0.6
#define DIFFUSIVITY_LOG_SD 0.6
#define ATROPHY_FACTOR 4.0
#define SETTLING_FACTOR 30.0
#define DAYS_A_YEAR 365.25

/* Square of the full width at half maximum, for each variance of a Gaussian along one axis. */
#define WIDTH_SQUARE (8.0 * LN2)

void
tonsure_ageing_init (TonsureAgeing *ageing)
{
  *ageing = (TonsureAgeing) { .permanence = TONSURE_PIGMENT_PERMANENT, .sun = 1.0 };
}

gboolean
tonsure_ageing_validate (const TonsureAgeing *ageing, GError **error)
{
  return tonsure_in_range ("permanence", ageing->permanence, 0.0, G_N_ELEMENTS (pigments) - 1.0,
                           error)
         && tonsure_in_range ("sun", ageing->sun, 1.0, 2.0, error)
         && tonsure_in_range ("scar", ageing->scar, 0.0, 1.0, error)
         && tonsure_in_range ("atrophy", ageing->atrophy, 0.0, 1.0, error);
}

double
tonsure_outcome_quantile (TonsureOutcome outcome)
{
  static const double quantiles[] = { 0.1, 0.5, 0.9 };

  return quantiles[outcome];
}

double
tonsure_deviate (double quantile)
{
  return tonsure_normal_quantile (CLAMP (quantile, TONSURE_LEAST_QUANTILE, TONSURE_MOST_QUANTILE));
}

/* 0 up to @from, 1 from @to on, with a smooth derivative. */
static double
ramp (double x, double from, double to)
{
  double t = CLAMP ((x - from) / (to - from), 0.0, 1.0);

  return t * t * (3.0 - 2.0 * t);
}

void
tonsure_fresh (double days, double quantile, TonsureFresh *fresh)
{
  double z = tonsure_deviate (quantile);
  double uptake = CLAMP (TONSURE_INK_UPTAKE - UPTAKE_SD * z, LEAST_UPTAKE, MOST_UPTAKE);
  double wide =
      CLAMP (FRESH_DIAMETER + FRESH_DIAMETER_SD * z, LEAST_FRESH_DIAMETER, MOST_FRESH_DIAMETER);
  double crust = ramp (days, CRUST_BREAKS, CRUST_GONE);
  double renewed = ramp (days, CRUST_GONE, EPIDERMIS_RENEWED);

  fresh->uptake = uptake;
  fresh->epidermal =
      (1.0 / uptake - 1.0) * (CRUST_SHARE * (1.0 - crust) + (1.0 - CRUST_SHARE) * (1.0 - renewed));
  fresh->diameter = wide + (1.0 - wide) * renewed;
  fresh->scab = 1.0 - crust;
}

guint
tonsure_fresh_deposits (const TonsureFresh *fresh, const TonsureDeposit *healed,
                        TonsureDeposit parts[2])
{
  double area = fresh->diameter * fresh->diameter;

  parts[0] = *healed;
  if (!(fresh->epidermal > 0.0))
    return 1;
  parts[1] = *healed;
  parts[1].diameter = MIN (healed->diameter * fresh->diameter, TONSURE_DOT_WIDEST);
  parts[1].top = TONSURE_EPIDERMIS;
  parts[1].thickness = TONSURE_EPIDERMIS;
  parts[1].absorption =
      healed->absorption * fresh->epidermal * healed->thickness / TONSURE_EPIDERMIS / area;
  return 2;
}

double
tonsure_ageing_half_life (const TonsureAgeing *ageing, double top, double quantile)
{
  double depth = CLAMP (top, TONSURE_EPIDERMIS, DEEPEST_TOP) / USUAL_TOP;
  double rate = ageing->sun * tonsure_pow (SCAR_RATE, ageing->scar);

  return pigments[ageing->permanence].half_life / rate * tonsure_pow (depth, DEPTH_POWER)
         * tonsure_exp (-HALF_LIFE_LOG_SD * tonsure_deviate (quantile));
}

double
tonsure_ageing_diffusivity (const TonsureAgeing *ageing, double top, double quantile)
{
  double deep = CLAMP ((top - WELL_PLACED) / (TOO_DEEP - WELL_PLACED), 0.0, 1.0);

  return DIFFUSIVITY * tonsure_pow (DEEP_DIFFUSIVITY / DIFFUSIVITY, deep)
         * tonsure_pow (ATROPHY_FACTOR, ageing->atrophy)
         * tonsure_exp (DIFFUSIVITY_LOG_SD * tonsure_deviate (quantile));
}

double
tonsure_ageing_settling (const TonsureAgeing *ageing, double top, double quantile)
{
  return WIDTH_SQUARE * 2.0 * SETTLING_FACTOR * tonsure_ageing_diffusivity (ageing, top, quantile)
         * TONSURE_HEALED_DAYS / DAYS_A_YEAR;
}

/* @stays for good; the rest goes at a rate with which half of the whole is left at the half-life,
 * but for @soon, the share of it that has gone besides. */
static double
left (double years, double half_life, double stays, double soon)
{
  double rate = tonsure_log ((1.0 - stays) / (0.5 - stays)) / half_life;

  return stays + (1.0 - stays) * (1.0 - soon) * tonsure_exp (-rate * years);
}

double
tonsure_ageing_early (double quantile)
{
  double beyond = (tonsure_deviate (quantile) - EARLY_FROM) / (UNFAVORABLE_DEVIATE - EARLY_FROM);

  return CLAMP (EARLY_AT_UNFAVORABLE * beyond, 0.0, MOST_EARLY);
}

void
tonsure_aged (const TonsureAgeing *ageing, double top, double years, double quantile,
              TonsureAged *aged)
{
  double half_life = tonsure_ageing_half_life (ageing, top, quantile);
  double worn = years * ageing->sun * tonsure_pow (SCAR_RATE, ageing->scar);
  double soon = tonsure_ageing_early (quantile) * (1.0 - tonsure_exp (-worn / EARLY_TIME));

  aged->carbon = left (years, half_life, pigments[ageing->permanence].stays, soon);
  aged->iron_oxide = sqrt (aged->carbon);
  aged->darkened = 0.0;
  aged->spread = 8.0 * LN2 * 2.0 * tonsure_ageing_diffusivity (ageing, top, quantile) * years;
}

double
tonsure_aged_diameter (const TonsureAged *aged, double diameter)
{
  return MIN (sqrt (diameter * diameter + aged->spread), TONSURE_DOT_WIDEST);
}

void
tonsure_aged_deposit (const TonsureAged *aged, const TonsureDeposit *healed,
                      TonsureDeposit *deposit)
{
  double diameter = tonsure_aged_diameter (aged, healed->diameter);
  double narrower = healed->diameter / diameter;
  double red = healed->iron_oxide * aged->iron_oxide;
  double black = (1.0 - healed->iron_oxide) * aged->carbon
                 + healed->iron_oxide * aged->darkened * BLACKER_THAN_RED;

  *deposit = *healed;
  deposit->diameter = diameter;
  deposit->absorption = healed->absorption * (red + black) * narrower * narrower;
  deposit->iron_oxide = red > 0.0 ? red / (red + black) : 0.0;
}
