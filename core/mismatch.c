/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* How far treated skin is from the hair beside it: see mismatch.h. */
#include "mismatch-private.h"
#include "range.h"

#include <stdlib.h>
#include <string.h>

#define OUTCOMES 3
#define HALVINGS 30
#define MOST_ABSORPTION 2000.0 /* 1/cm */
#define LONGEST 300.0          /* mm */

/* Of the normal distribution: favorable and unfavorable are its 10 and 90 %. */
#define DECILE 1.2815515655446004

void
tonsure_person_init (TonsurePerson *person)
{
  *person = (TonsurePerson) { .graying.quantile = 0.5, .age = 35.0, .gray_today = -1.0 };
}

gboolean
tonsure_person_validate (const TonsurePerson *person, GError **error)
{
  return tonsure_graying_validate (&person->graying, error)
         && tonsure_in_range ("age", person->age, 0.0, 120.0, error)
         && tonsure_in_range ("gray_today", person->gray_today, -1.0, 1.0, error);
}

double
tonsure_person_gray (const TonsurePerson *person, double years, double quantile)
{
  TonsureGraying graying = person->graying;

  if (person->dyed)
    return 0.0;
  graying.quantile = quantile;
  if (person->gray_today >= 0.0)
    tonsure_graying_fit (&graying, TONSURE_ZONE_WHOLE, person->age, person->gray_today);
  return tonsure_gray_share (&graying, TONSURE_ZONE_WHOLE, person->age + years);
}

void
tonsure_mismatch_init (TonsureMismatch *mismatch)
{
  memset (mismatch, 0, sizeof *mismatch);
  tonsure_treatment_init (&mismatch->treatment);
  tonsure_history_init (&mismatch->history);
  tonsure_person_init (&mismatch->person);
  mismatch->shaved = TONSURE_SHAVED;
  mismatch->grown = 5.0;
  mismatch->noticeable = TONSURE_NOTICEABLE;
}

static gboolean
is_valid (const TonsureMismatch *mismatch, GError **error)
{
  return tonsure_treatment_validate (&mismatch->treatment, error)
         && tonsure_person_validate (&mismatch->person, error)
         && tonsure_in_range ("shaved", mismatch->shaved, 0.0, LONGEST, error)
         && tonsure_in_range ("grown", mismatch->grown, 0.0, LONGEST, error)
         && tonsure_in_range ("noticeable", mismatch->noticeable, 0.0, G_MAXDOUBLE, error);
}

double
tonsure_level (guint i)
{
  return (i + 0.5) / TONSURE_LEVELS;
}

void
tonsure_level_of (double outcomes[3][3], guint level, double transmittance[3])
{
  double z = tonsure_deviate (tonsure_level (level)) / DECILE;
  const double *end = outcomes[z < 0.0 ? TONSURE_OUTCOME_FAVORABLE : TONSURE_OUTCOME_UNFAVORABLE];
  const double *typical = outcomes[TONSURE_OUTCOME_TYPICAL];

  for (int c = 0; c < 3; c++)
    {
      double t = typical[c] + ABS (z) * (end[c] - typical[c]);

      transmittance[c] = CLAMP (t, 0.0, 1.0);
    }
}

static int
compare (const void *a, const void *b)
{
  const double *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

void
tonsure_quantiles (double *values, guint n, double quantiles[3])
{
  static const double ends[] = { 0.1, 0.5, 0.9 };

  qsort (values, n, sizeof *values, compare);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      double at = CLAMP (ends[i] * n - 0.5, 0.0, n - 1.0);
      guint below = MIN ((guint) at, n - 1), above = MIN (below + 1, n - 1);

      quantiles[i] = values[below] + (at - below) * (values[above] - values[below]);
    }
}

static gboolean
is_bare (const TonsureTreatment *treatment)
{
  return !(treatment->absorption > 0.0 && treatment->density > 0.0);
}

/* Year 0, of density and absorption that are both scaled: between 0 and the densest the density,
 * beyond that how many times the absorption. */
gboolean
tonsure_mismatch_fit (TonsureMismatch *mismatch, GError **error)
{
  TonsureTreatment plan = mismatch->treatment;
  g_autofree TonsureTone *tone = g_new (TonsureTone, 1);
  double absorption = plan.absorption, less = 0.0, more, hair[3];

  if (!is_valid (mismatch, error))
    return FALSE;
  plan.outcome = TONSURE_OUTCOME_TYPICAL;
  tonsure_treatment_set_healed (&plan);
  mismatch->treatment.density = TONSURE_MAX_DENSITY;
  if (!(absorption > 0.0))
    return TRUE;
  if (!tonsure_tone_init (tone, &plan, absorption, MAX (absorption, MOST_ABSORPTION),
                          mismatch->beside.primaries, error))
    return FALSE;
  tonsure_beside_hair (&mismatch->beside, mismatch->shaved,
                       tonsure_person_gray (&mismatch->person, 0.0, 0.5), hair);
  more = MAX (MOST_ABSORPTION / absorption, 1.0);
  for (int i = 0; i < HALVINGS; i++)
    {
      double strength = 0.5 * (less + more), transmittance[3], lab[3];
      TonsureToneDots dots;

      mismatch->treatment.density = TONSURE_MAX_DENSITY * MIN (strength, 1.0);
      mismatch->treatment.absorption = absorption * MAX (strength, 1.0);
      tonsure_tone_dots (tone, mismatch->treatment.absorption, &dots);
      tonsure_tone_transmittance (&dots, mismatch->treatment.density, transmittance);
      tonsure_beside_treated (&mismatch->beside, transmittance, lab);
      if (lab[0] > hair[0])
        less = strength;
      else
        more = strength;
    }
  return TRUE;
}

/* What each year of each outcome leaves of the light. */
static gboolean
find_tones (const TonsureMismatch *mismatch, guint last, double (*tones)[OUTCOMES][3],
            GError **error)
{
  TonsureTreatment treatment = mismatch->treatment;
  const TonsureCourseRange range = { { treatment.absorption, treatment.absorption },
                                     { treatment.iron_oxide, treatment.iron_oxide },
                                     last };

  for (guint year = 0; year <= last; year++)
    for (int k = 0; k < OUTCOMES; k++)
      tones[year][k][0] = tones[year][k][1] = tones[year][k][2] = 1.0;
  for (int k = 0; k < OUTCOMES && !is_bare (&treatment); k++)
    {
      g_auto (TonsureCourse) course = { 0 };

      treatment.outcome = (TonsureOutcome) k;
      if (!tonsure_course_init (&course, &treatment,
                                mismatch->has_history ? &mismatch->history : NULL, &range,
                                mismatch->beside.primaries, error))
        return FALSE;
      for (guint year = 0; year <= last; year++)
        {
          TonsureToneDots dots;

          tonsure_course_dots (&course, treatment.absorption, treatment.iron_oxide, year, &dots);
          tonsure_tone_transmittance (&dots, treatment.density, tones[year][k]);
        }
    }
  return TRUE;
}

/* All pairs of pigment and people, with hair of one length. */
static void
find_differences (const TonsureMismatch *mismatch, double tones[OUTCOMES][3], double year,
                  double length, double quantiles[3], double *noticed)
{
  double hair[TONSURE_LEVELS][3], differences[TONSURE_CHANCES];

  *noticed = 0.0;
  for (guint i = 0; i < TONSURE_LEVELS; i++)
    tonsure_beside_hair (&mismatch->beside, length,
                         tonsure_person_gray (&mismatch->person, year, tonsure_level (i)), hair[i]);
  for (guint i = 0; i < TONSURE_LEVELS; i++)
    {
      double transmittance[3], lab[3];

      tonsure_level_of (tones, i, transmittance);
      tonsure_beside_treated (&mismatch->beside, transmittance, lab);
      for (guint k = 0; k < TONSURE_LEVELS; k++)
        {
          double difference = tonsure_ciede2000 (lab, hair[k]);

          differences[i * TONSURE_LEVELS + k] = difference;
          *noticed += (double) (difference > mismatch->noticeable) / TONSURE_CHANCES;
        }
    }
  tonsure_quantiles (differences, TONSURE_CHANCES, quantiles);
}

gboolean
tonsure_mismatch_curve (const TonsureMismatch *mismatch, guint last, TonsureMismatchYear *curve,
                        GError **error)
{
  double tones[TONSURE_MISMATCH_MOST_YEARS + 1][OUTCOMES][3];

  if (!is_valid (mismatch, error)
      || !tonsure_in_range ("last", last, 0.0, TONSURE_MISMATCH_MOST_YEARS, error)
      || !find_tones (mismatch, last, tones, error))
    return FALSE;
  for (guint year = 0; year <= last; year++)
    {
      TonsureMismatchYear *at = &curve[year];

      at->year = year;
      for (int i = 0; i < OUTCOMES; i++)
        at->gray[i] = tonsure_person_gray (&mismatch->person, year,
                                           tonsure_outcome_quantile ((TonsureOutcome) i));
      find_differences (mismatch, tones[year], year, mismatch->shaved, at->shaved,
                        &at->shaved_noticed);
      find_differences (mismatch, tones[year], year, mismatch->grown, at->grown,
                        &at->grown_noticed);
    }
  return TRUE;
}

double
tonsure_mismatch_from (const TonsureMismatchYear *curve, guint n, gboolean grown, guint quantile,
                       double noticeable)
{
  for (guint i = 0; i < n; i++)
    {
      double value = grown ? curve[i].grown[quantile] : curve[i].shaved[quantile], before;

      if (!(value > noticeable))
        continue;
      if (i == 0)
        return curve[0].year;
      before = grown ? curve[i - 1].grown[quantile] : curve[i - 1].shaved[quantile];
      return curve[i].year
             - (curve[i].year - curve[i - 1].year) * (value - noticeable) / (value - before);
    }
  return -1.0;
}
