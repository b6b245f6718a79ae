/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* How bad the years may turn out: see match.h. */
#include "match-ahead.h"

#define OUTCOMES 3

typedef double Tones[TONSURE_MATCH_LOOKS][OUTCOMES][3];

/* All answers that one course can tell of, beginning with @first. */
static gboolean
find_tones_of (const TonsureMatchAhead *ahead, TonsureOutcome outcome,
               const TonsureMatchAnswer *answers, guint first, guint n, Tones *tones,
               GError **error)
{
  TonsureCourseRange range = { { G_MAXDOUBLE, 0.0 }, { 1.0, 0.0 }, 0.0 };
  g_auto (TonsureCourse) own = { 0 };
  TonsureTreatment treatment = ahead->treatment;
  const TonsureCourse *course = tonsure_match_course (ahead, answers[first].match.carbon_exponent);

  for (guint a = first; a < n; a++)
    {
      const TonsureMatch *match = &answers[a].match;
      const TonsureInkDeposit deposit = { match->absorption, match->carbon_exponent,
                                          match->iron_oxide };

      tonsure_match_widen (&range, &deposit, 0, 1);
    }
  treatment.outcome = outcome;
  treatment.carbon_exponent = answers[first].match.carbon_exponent;
  range.last = ahead->look[ahead->n_looks - 1];
  if (outcome != TONSURE_OUTCOME_TYPICAL
      && !tonsure_course_init (&own, &treatment, NULL, &range, ahead->task.primaries, error))
    return FALSE;
  for (guint a = first; a < n; a++)
    for (guint i = 0; i < ahead->n_looks; i++)
      {
        const TonsureMatch *match = &answers[a].match;
        TonsureToneDots dots;

        tonsure_course_dots (outcome != TONSURE_OUTCOME_TYPICAL ? &own : course, match->absorption,
                             match->iron_oxide, ahead->look[i], &dots);
        tonsure_tone_transmittance (&dots, match->density, tones[a][i][outcome]);
      }
  return TRUE;
}

/* The middle of the worst of everything that may come. */
static void
find_range (const TonsureMatchAhead *ahead, Tones tones, TonsureMatchAnswer *answer)
{
  double worst[TONSURE_CHANCES] = { 0.0 }, quantiles[3];

  for (guint i = 0; i < ahead->n_looks; i++)
    for (guint k = 0; k < TONSURE_CHANCES; k++)
      {
        double transmittance[3], lab[3], value;

        tonsure_level_of (tones[i], k / TONSURE_LEVELS, transmittance);
        tonsure_match_treated (&ahead->task, transmittance, lab);
        value = tonsure_ciede2000 (lab, ahead->hair[k % TONSURE_LEVELS][i]);
        worst[k] = MAX (worst[k], value);
      }
  tonsure_quantiles (worst, TONSURE_CHANCES, quantiles);
  answer->worst_range[0] = MIN (quantiles[0], answer->worst);
  answer->worst_range[1] = MAX (quantiles[2], answer->worst);
}

gboolean
tonsure_match_find_ranges (const TonsureMatchAhead *ahead, TonsureMatchAnswer answers[2],
                           GError **error)
{
  g_autofree Tones *tones = g_new (Tones, 2);
  gboolean alike = answers[0].match.carbon_exponent == answers[1].match.carbon_exponent;

  for (int outcome = 0; outcome < OUTCOMES; outcome++)
    if (!find_tones_of (ahead, (TonsureOutcome) outcome, answers, 0, alike ? 2 : 1, tones, error)
        || (!alike
            && !find_tones_of (ahead, (TonsureOutcome) outcome, answers, 1, 2, tones, error)))
      return FALSE;
  for (int a = 0; a < 2; a++)
    find_range (ahead, tones[a], &answers[a]);
  return TRUE;
}
