/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Which pigment stays nearest to the hair over the years: see match.h. */
#include "exact.h"
#include "match-private.h"
#include "mismatch-private.h"
#include "range.h"

#include <string.h>

/* Years that are looked at, the first and the last among them. */
#define MOST_LOOKS 13

/* Inks whose carbon is alike, and so one course tells them all. */
#define MOST_FAMILIES 8

#define OUTCOMES 3

typedef struct
{
  double exponent;
  TonsureCourse course;
} Family;

/* What is looked at: years, and the hair in each, for every level of people and, last, for the
 * typical person. No answer may be worse than the limit. */
typedef struct
{
  TonsureMatchTask task;
  TonsureTreatment treatment;
  guint n_looks;
  double look[MOST_LOOKS];
  double hair[TONSURE_LEVELS + 1][MOST_LOOKS][3];
  Family family[MOST_FAMILIES];
  guint n_families;
  double limit;
} Years;

static void
years_clear (Years *years)
{
  for (guint i = 0; i < years->n_families; i++)
    tonsure_course_clear (&years->family[i].course);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Years, years_clear)

/* The photo shows the hair of whoever it is, as gray as people of that level are today. */
static gboolean
find_hair (Years *years, const TonsurePerson *person, GError **error)
{
  const TonsureMatchTask *task = &years->task;
  TonsureSkin skin;

  tonsure_skin_init (&skin, task->treatment->melanin, task->treatment->blood);
  for (guint level = 0; level <= TONSURE_LEVELS; level++)
    {
      double quantile = level < TONSURE_LEVELS ? tonsure_level (level) : 0.5;
      TonsureBeside beside;

      if (!tonsure_beside_init_photo (&beside, task->stubble, task->gloss, &skin,
                                      person != NULL ? tonsure_person_gray (person, 0.0, quantile)
                                                     : 0.0,
                                      task->primaries, error))
        return FALSE;
      for (guint i = 0; i < years->n_looks; i++)
        tonsure_beside_hair (&beside, 0.0,
                             person != NULL ? tonsure_person_gray (person, years->look[i], quantile)
                                            : 0.0,
                             years->hair[level][i]);
    }
  return TRUE;
}

/* The range of all inks of one kind of carbon. */
static void
widen_range (TonsureCourseRange *range, const TonsureInkDeposit *deposits, guint first, guint n)
{
  range->absorption[0] = MIN (range->absorption[0], deposits[n - 1].absorption);
  range->absorption[1] = MAX (range->absorption[1], deposits[first].absorption);
  range->iron_oxide[0] = MIN (range->iron_oxide[0], deposits[first].iron_oxide);
  range->iron_oxide[1] = MAX (range->iron_oxide[1], deposits[first].iron_oxide);
}

static gboolean
add_family (Years *years, double exponent, GError **error)
{
  TonsureCourseRange range = { { G_MAXDOUBLE, 0.0 }, { 1.0, 0.0 }, 0.0 };
  TonsureTreatment treatment = years->treatment;
  Family *family = &years->family[years->n_families];
  guint n_inks;
  const TonsureInk *inks = tonsure_inks (&n_inks);

  for (guint i = 0; i < n_inks; i++)
    {
      TonsureInkDeposit deposits[TONSURE_MATCH_STEPS];
      guint first, n;

      if (inks[i].carbon_exponent != exponent)
        continue;
      n = tonsure_match_steps (i, &first, deposits, error);
      if (n == 0)
        return FALSE;
      widen_range (&range, deposits, first, n);
    }
  range.last = years->look[years->n_looks - 1];
  treatment.carbon_exponent = exponent;
  family->exponent = exponent;
  if (!tonsure_course_init (&family->course, &treatment, NULL, &range, years->task.primaries,
                            error))
    return FALSE;
  years->n_families++;
  return TRUE;
}

static const TonsureCourse *
find_course (const Years *years, double exponent)
{
  for (guint i = 0; i < years->n_families; i++)
    if (years->family[i].exponent == exponent)
      return &years->family[i].course;
  return NULL;
}

static gboolean
solve_families (Years *years, GError **error)
{
  guint n;
  const TonsureInk *inks = tonsure_inks (&n);

  for (guint i = 0; i < n; i++)
    if (find_course (years, inks[i].carbon_exponent) == NULL
        && (years->n_families == MOST_FAMILIES
            || !add_family (years, inks[i].carbon_exponent, error)))
      return FALSE;
  return TRUE;
}

/* Dots of one strength in all years. */
typedef struct
{
  const Years *years;
  TonsureToneDots dots[MOST_LOOKS];
} Strength;

static void
set_strength (const Years *years, const TonsureCourse *course, double absorption, double iron_oxide,
              Strength *strength)
{
  strength->years = years;
  for (guint i = 0; i < years->n_looks; i++)
    tonsure_course_dots (course, absorption, iron_oxide, years->look[i], &strength->dots[i]);
}

/* Of the typical outcome and person. */
static double
difference_in (const Strength *strength, double density, guint look)
{
  const Years *years = strength->years;
  double transmittance[3], lab[3];

  tonsure_tone_transmittance (&strength->dots[look], density, transmittance);
  tonsure_match_treated (&years->task, transmittance, lab);
  return tonsure_ciede2000 (years->hair[TONSURE_LEVELS][look], lab);
}

static double
worst_of (const Strength *strength, double density, double enough, guint *when)
{
  double worst = 0.0;

  *when = 0;
  for (guint i = 0; i < strength->years->n_looks && worst <= enough; i++)
    {
      double difference = difference_in (strength, density, i);

      if (difference > worst)
        {
          worst = difference;
          *when = i;
        }
    }
  return worst;
}

/* What is worse than the answer of today is none. */
static double
difference (const void *what, double density, double enough)
{
  const Strength *strength = what;
  guint when;
  double worst = worst_of (strength, density, MIN (enough, strength->years->limit), &when);

  return worst <= strength->years->limit ? worst : worst + enough;
}

static gboolean
try_ink (const Years *years, guint ink, double *best, TonsureMatch *match, GError **error)
{
  TonsureInkDeposit deposits[TONSURE_MATCH_STEPS];
  g_autofree Strength *strength = g_new (Strength, 1);
  TonsureMatchSearch search = { .difference = difference,
                                .what = strength,
                                .wish = tonsure_match_wish (&years->task) };
  guint first, n_steps = tonsure_match_steps (ink, &first, deposits, error);

  for (guint i = first; i < n_steps; i++)
    {
      set_strength (years, find_course (years, deposits[i].carbon_exponent), deposits[i].absorption,
                    deposits[i].iron_oxide, strength);
      search.best = *best;
      if (!tonsure_match_find_density (&search))
        continue;
      *best = search.best;
      tonsure_match_set (match, ink, i, &deposits[i], search.density);
    }
  return n_steps > 0;
}

static void
find_worst (const Years *years, TonsureMatchAnswer *answer)
{
  const TonsureMatch *match = &answer->match;
  g_autofree Strength *strength = g_new (Strength, 1);
  guint when;

  set_strength (years, find_course (years, match->carbon_exponent), match->absorption,
                match->iron_oxide, strength);
  answer->worst = worst_of (strength, match->density, G_MAXDOUBLE, &when);
  answer->worst_year = years->look[when];
}

typedef double Tones[MOST_LOOKS][OUTCOMES][3];

/* All answers that one course can tell of, beginning with @first. */
static gboolean
find_tones_of (const Years *years, TonsureOutcome outcome, const TonsureMatchAnswer *answers,
               guint first, guint n, Tones *tones, GError **error)
{
  TonsureCourseRange range = { { G_MAXDOUBLE, 0.0 }, { 1.0, 0.0 }, 0.0 };
  g_auto (TonsureCourse) own = { 0 };
  TonsureTreatment treatment = years->treatment;
  const TonsureCourse *course = find_course (years, answers[first].match.carbon_exponent);

  for (guint a = first; a < n; a++)
    {
      const TonsureMatch *match = &answers[a].match;
      const TonsureInkDeposit deposit = { match->absorption, match->carbon_exponent,
                                          match->iron_oxide };

      widen_range (&range, &deposit, 0, 1);
    }
  treatment.outcome = outcome;
  treatment.carbon_exponent = answers[first].match.carbon_exponent;
  range.last = years->look[years->n_looks - 1];
  if (outcome != TONSURE_OUTCOME_TYPICAL
      && !tonsure_course_init (&own, &treatment, NULL, &range, years->task.primaries, error))
    return FALSE;
  for (guint a = first; a < n; a++)
    for (guint i = 0; i < years->n_looks; i++)
      {
        const TonsureMatch *match = &answers[a].match;
        TonsureToneDots dots;

        tonsure_course_dots (outcome != TONSURE_OUTCOME_TYPICAL ? &own : course, match->absorption,
                             match->iron_oxide, years->look[i], &dots);
        tonsure_tone_transmittance (&dots, match->density, tones[a][i][outcome]);
      }
  return TRUE;
}

/* The middle of the worst of everything that may come. */
static void
find_range (const Years *years, Tones tones, TonsureMatchAnswer *answer)
{
  double worst[TONSURE_CHANCES] = { 0.0 }, quantiles[3];

  for (guint i = 0; i < years->n_looks; i++)
    for (guint k = 0; k < TONSURE_CHANCES; k++)
      {
        double transmittance[3], lab[3], value;

        tonsure_level_of (tones[i], k / TONSURE_LEVELS, transmittance);
        tonsure_match_treated (&years->task, transmittance, lab);
        value = tonsure_ciede2000 (lab, years->hair[k % TONSURE_LEVELS][i]);
        worst[k] = MAX (worst[k], value);
      }
  tonsure_quantiles (worst, TONSURE_CHANCES, quantiles);
  answer->worst_range[0] = MIN (quantiles[0], answer->worst);
  answer->worst_range[1] = MAX (quantiles[2], answer->worst);
}

static gboolean
find_ranges (const Years *years, TonsureMatchAnswer answers[2], GError **error)
{
  g_autofree Tones *tones = g_new (Tones, 2);
  gboolean alike = answers[0].match.carbon_exponent == answers[1].match.carbon_exponent;

  for (int outcome = 0; outcome < OUTCOMES; outcome++)
    if (!find_tones_of (years, (TonsureOutcome) outcome, answers, 0, alike ? 2 : 1, tones, error)
        || (!alike
            && !find_tones_of (years, (TonsureOutcome) outcome, answers, 1, 2, tones, error)))
      return FALSE;
  for (int a = 0; a < 2; a++)
    find_range (years, tones[a], &answers[a]);
  return TRUE;
}

static gboolean
years_init (Years *years, const TonsureStubble *stubble, const TonsureTreatment *treatment,
            const double *primaries, const TonsurePerson *person, guint last, GError **error)
{
  if (!tonsure_match_task_init (&years->task, stubble, treatment, primaries, error))
    return FALSE;
  years->treatment = *treatment;
  years->treatment.outcome = TONSURE_OUTCOME_TYPICAL;
  years->treatment.density = tonsure_match_wish (&years->task);
  years->n_looks = MIN (last + 1, MOST_LOOKS);
  for (guint i = 0; i < years->n_looks; i++)
    years->look[i] = (double) last * i / (years->n_looks - 1);
  return find_hair (years, person, error) && solve_families (years, error);
}

/* The second answer is never worse in its worst year: else the first stays. */
static gboolean
find_second (Years *years, TonsureMatchAnswer answers[2], GError **error)
{
  TonsureMatch found = answers[0].match;
  double best = G_MAXDOUBLE;
  guint n_inks;

  find_worst (years, &answers[0]);
  years->limit = answers[0].worst;
  tonsure_inks (&n_inks);
  for (guint i = 0; i < n_inks; i++)
    if (!try_ink (years, i, &best, &found, error))
      return FALSE;
  if (!tonsure_match_report (&years->task, &found, error))
    return FALSE;
  answers[1].match = found;
  find_worst (years, &answers[1]);
  return TRUE;
}

gboolean
tonsure_match_years (const TonsureStubble *stubble, const TonsureTreatment *treatment,
                     const double *primaries, const TonsurePerson *person, guint last,
                     TonsureMatchAnswer answers[2], GError **error)
{
  g_auto (Years) years = { 0 };
  TonsureMatchAnswer found[2] = { 0 };
  TonsureTreatment healed = *treatment;

  healed.years = healed.days_to_heal = 0.0;
  if (!tonsure_in_range ("years", last, 0.0, TONSURE_MISMATCH_MOST_YEARS, error)
      || (person != NULL && !tonsure_person_validate (person, error))
      || !tonsure_match (stubble, treatment, primaries, &found[0].match, error))
    return FALSE;
  found[0].worst = found[0].match.delta_e;
  memcpy (found[0].worst_range, found[0].match.delta_e_range, sizeof found[0].worst_range);
  found[1] = found[0];
  if (last > 0
      && (!years_init (&years, stubble, &healed, primaries, person, last, error)
          || !find_second (&years, found, error) || !find_ranges (&years, found, error)))
    return FALSE;
  memcpy (answers, found, sizeof found);
  return TRUE;
}
