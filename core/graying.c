/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* How hair turns gray with age: see graying.h. */
#include "graying.h"
#include "ageing.h"
#include "exact.h"
#include "range.h"

/* Ages of European ancestry, both sexes together, years, and their standard deviations. */
#define FIRST_AGE 34.2
#define FIRST_AGE_SD 9.6
#define HALF_AGE 63.0
#define HALF_AGE_SD 16.0

/* Share at the first of these ages, and its logit. */
#define FIRST_LOGIT -4.59511985

static const double ancestry_later[] = {
  [TONSURE_ANCESTRY_EUROPEAN] = 0.0,
  [TONSURE_ANCESTRY_ASIAN] = 5.0,
  [TONSURE_ANCESTRY_AFRICAN] = 10.0,
};

static const double sex_later[] = {
  [TONSURE_SEX_MALE] = -1.5,
  [TONSURE_SEX_FEMALE] = 1.5,
};

/* Years after the whole: a fifth each of the scalp are temples and front, three tenths vertex and
 * back. */
static const double zone_later[][TONSURE_ZONES] = {
  [TONSURE_SEX_MALE] = { 0.0, -2.8, -0.8, 0.2, 2.2 },
  [TONSURE_SEX_FEMALE] = { 0.0, -1.7, -3.7, -0.7, 4.3 },
};

#define SUN_RATE 0.02 /* a month */

#define LOSS_RATE 0.05 /* a year */
#define LOSS_LOG_SD 0.6

/* Steps of halving to a quantile. */
#define HALVINGS 50

gboolean
tonsure_graying_validate (const TonsureGraying *graying, GError **error)
{
  return tonsure_in_range ("ancestry", graying->ancestry, 0.0, G_N_ELEMENTS (ancestry_later) - 1.0,
                           error)
         && tonsure_in_range ("sex", graying->sex, 0.0, G_N_ELEMENTS (sex_later) - 1.0, error)
         && tonsure_in_range ("quantile", graying->quantile, 0.0, 1.0, error);
}

static double
years_later (const TonsureGraying *graying, TonsureZone zone)
{
  return ancestry_later[graying->ancestry] + sex_later[graying->sex]
         + zone_later[graying->sex][zone];
}

/* Ages of the first and of half of the white hair, without what comes later. */
static void
milestones (const TonsureGraying *graying, double *first, double *half)
{
  double z = tonsure_deviate (graying->quantile);

  *first = FIRST_AGE - FIRST_AGE_SD * z;
  *half = HALF_AGE - HALF_AGE_SD * z;
}

double
tonsure_gray_age (const TonsureGraying *graying, TonsureZone zone, double share)
{
  double first, half, logit = tonsure_log (share / (1.0 - share));

  milestones (graying, &first, &half);
  return half - (half - first) * logit / FIRST_LOGIT + years_later (graying, zone);
}

double
tonsure_gray_share (const TonsureGraying *graying, TonsureZone zone, double age)
{
  /* In the years before, a hundredth of a thousandth of the hair, people would swap places. */
  double years = MAX (age - years_later (graying, zone), 0.0);
  double first, half;

  milestones (graying, &first, &half);
  return 1.0 / (1.0 + tonsure_exp (-FIRST_LOGIT * (half - years) / (half - first)));
}

double
tonsure_gray_turned (const TonsureGraying *graying, TonsureZone zone, double age, double years)
{
  double now = tonsure_gray_share (graying, zone, age);
  double then = tonsure_gray_share (graying, zone, age + years);

  /* All may be white already, as far as numbers go. */
  return now < 1.0 ? CLAMP ((then - now) / (1.0 - now), 0.0, 1.0) : 0.0;
}

void
tonsure_graying_fit (TonsureGraying *graying, TonsureZone zone, double age, double share)
{
  double less = TONSURE_LEAST_QUANTILE, more = TONSURE_MOST_QUANTILE;

  for (int step = 0; step < HALVINGS; step++)
    {
      graying->quantile = 0.5 * (less + more);
      if (tonsure_gray_share (graying, zone, age) < share)
        less = graying->quantile;
      else
        more = graying->quantile;
    }
}

gboolean
tonsure_hair_is_white (guint64 hair, double share)
{
  /* 53 bits: whole numbers that a double holds. */
  return (double) (tonsure_hash64 (hair) >> 11) < share * 9007199254740992.0;
}

double
tonsure_hair_sunned (double sun, double months)
{
  return tonsure_exp (-SUN_RATE * sun * months);
}

double
tonsure_hair_left (double years, double quantile)
{
  return tonsure_exp (-LOSS_RATE * tonsure_exp (LOSS_LOG_SD * tonsure_deviate (quantile)) * years);
}
