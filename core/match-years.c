/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Which pigment stays nearest to the hair over the years: see match.h. */
#include "exact.h"
#include "match-ahead.h"
#include "range.h"

#include <string.h>

typedef TonsureMatchAhead Ahead;

static void
ahead_clear (Ahead *ahead)
{
  for (guint i = 0; i < ahead->n_families; i++)
    tonsure_course_clear (&ahead->family[i].course);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ahead, ahead_clear)

/* The photo shows the hair of whoever it is, as gray as people of that level are today. */
static gboolean
find_hair (Ahead *ahead, const TonsurePerson *person, GError **error)
{
  static const double no_gloss[3] = { 0.0 };
  const TonsureMatchTask *task = &ahead->task;
  TonsureSkin skin;

  tonsure_skin_init (&skin, task->treatment.melanin, task->treatment.blood);
  for (guint level = 0; level <= TONSURE_LEVELS; level++)
    {
      double quantile = level < TONSURE_LEVELS ? tonsure_level (level) : 0.5;
      TonsureBeside beside;

      if (!tonsure_beside_init_photo (&beside, &task->stubble, no_gloss, &skin,
                                      person != NULL ? tonsure_person_gray (person, 0.0, quantile)
                                                     : 0.0,
                                      task->primaries, error))
        return FALSE;
      for (guint i = 0; i < ahead->n_looks; i++)
        tonsure_beside_hair (&beside, 0.0,
                             person != NULL ? tonsure_person_gray (person, ahead->look[i], quantile)
                                            : 0.0,
                             ahead->hair[level][i]);
    }
  return TRUE;
}

/* The range of all inks of one kind of carbon. */
void
tonsure_match_widen (TonsureCourseRange *range, const TonsureInkDeposit *deposits, guint first,
                     guint n)
{
  range->absorption[0] = MIN (range->absorption[0], deposits[n - 1].absorption);
  range->absorption[1] = MAX (range->absorption[1], deposits[first].absorption);
  range->iron_oxide[0] = MIN (range->iron_oxide[0], deposits[first].iron_oxide);
  range->iron_oxide[1] = MAX (range->iron_oxide[1], deposits[first].iron_oxide);
}

static gboolean
add_family (Ahead *ahead, double exponent, GError **error)
{
  TonsureCourseRange range = { { G_MAXDOUBLE, 0.0 }, { 1.0, 0.0 }, 0.0 };
  TonsureTreatment treatment = ahead->treatment;
  guint n_inks;
  const TonsureInk *inks = tonsure_inks (&n_inks);

  for (guint i = 0; i < n_inks; i++)
    {
      TonsureInkDeposit deposits[TONSURE_MATCH_STEPS];
      guint first, end;

      if (inks[i].carbon_exponent != exponent)
        continue;
      if (!tonsure_match_steps (&ahead->task, i, &first, &end, deposits, error))
        return FALSE;
      tonsure_match_widen (&range, deposits, first, end);
    }
  range.last = ahead->look[ahead->n_looks - 1];
  treatment.carbon_exponent = exponent;
  ahead->family[ahead->n_families].exponent = exponent;
  if (!tonsure_course_init (&ahead->family[ahead->n_families].course, &treatment, NULL, &range,
                            ahead->task.primaries, error))
    return FALSE;
  ahead->n_families++;
  return TRUE;
}

const TonsureCourse *
tonsure_match_course (const TonsureMatchAhead *ahead, double exponent)
{
  for (guint i = 0; i < ahead->n_families; i++)
    if (ahead->family[i].exponent == exponent)
      return &ahead->family[i].course;
  return NULL;
}

static gboolean
solve_families (Ahead *ahead, GError **error)
{
  guint n;
  const TonsureInk *inks = tonsure_inks (&n);

  for (guint i = 0; i < n; i++)
    if (tonsure_match_course (ahead, inks[i].carbon_exponent) == NULL
        && (ahead->n_families == TONSURE_MATCH_FAMILIES
            || !add_family (ahead, inks[i].carbon_exponent, error)))
      return FALSE;
  return TRUE;
}

/* Dots of one strength in all years. */
typedef struct
{
  const Ahead *ahead;
  TonsureToneDots dots[TONSURE_MATCH_LOOKS];
} Strength;

static void
set_strength (const Ahead *ahead, const TonsureCourse *course, double absorption, double iron_oxide,
              Strength *strength)
{
  strength->ahead = ahead;
  for (guint i = 0; i < ahead->n_looks; i++)
    tonsure_course_dots (course, absorption, iron_oxide, ahead->look[i], &strength->dots[i]);
}

/* Of the typical outcome and person. */
static double
difference_in (const Strength *strength, double density, guint look)
{
  const Ahead *ahead = strength->ahead;
  double transmittance[3], lab[3];

  tonsure_tone_transmittance (&strength->dots[look], density, transmittance);
  tonsure_match_treated (&ahead->task, transmittance, lab);
  return tonsure_ciede2000 (ahead->hair[TONSURE_LEVELS][look], lab);
}

static double
worst_of (const Strength *strength, double density, double enough, guint *when)
{
  double worst = 0.0;

  *when = 0;
  for (guint i = 0; i < strength->ahead->n_looks && worst <= enough; i++)
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
  double worst = worst_of (strength, density, MIN (enough, strength->ahead->limit), &when);

  return worst <= strength->ahead->limit ? worst : worst + enough;
}

static gboolean
try_ink (const Ahead *ahead, guint ink, double *best, TonsureMatch *match, GError **error)
{
  TonsureInkDeposit deposits[TONSURE_MATCH_STEPS];
  g_autofree Strength *strength = g_new (Strength, 1);
  TonsureMatchSearch search = { .difference = difference,
                                .what = strength,
                                .wish = tonsure_match_wish (&ahead->task) };
  guint first, end;

  if (!tonsure_match_steps (&ahead->task, ink, &first, &end, deposits, error))
    return FALSE;
  for (guint i = first; i < end; i++)
    {
      set_strength (ahead, tonsure_match_course (ahead, deposits[i].carbon_exponent),
                    deposits[i].absorption, deposits[i].iron_oxide, strength);
      search.best = *best;
      if (!tonsure_match_find_density (&search))
        continue;
      *best = search.best;
      tonsure_match_set (match, ink, i, &deposits[i], search.density);
    }
  return TRUE;
}

static void
find_worst (const Ahead *ahead, TonsureMatchAnswer *answer)
{
  const TonsureMatch *match = &answer->match;
  g_autofree Strength *strength = g_new (Strength, 1);
  guint when;

  set_strength (ahead, tonsure_match_course (ahead, match->carbon_exponent), match->absorption,
                match->iron_oxide, strength);
  answer->worst = worst_of (strength, match->density, G_MAXDOUBLE, &when);
  answer->worst_year = ahead->look[when];
}

static gboolean
ahead_init (Ahead *ahead, const TonsureStubble *stubble, const TonsureTreatment *treatment,
            const TonsureMatchOptions *options, const double *primaries,
            const TonsurePerson *person, guint last, GError **error)
{
  TonsureTreatment healed = *treatment;

  tonsure_treatment_set_healed (&healed);
  if (!tonsure_match_task_init (&ahead->task, stubble, &healed, options, primaries, error))
    return FALSE;
  ahead->treatment = *treatment;
  ahead->treatment.years = ahead->treatment.days_to_heal = 0.0;
  ahead->treatment.outcome = TONSURE_OUTCOME_TYPICAL;
  ahead->treatment.density = tonsure_match_wish (&ahead->task);
  ahead->n_looks = MIN (last + 1, TONSURE_MATCH_LOOKS);
  for (guint i = 0; i < ahead->n_looks; i++)
    ahead->look[i] = (double) last * i / (ahead->n_looks - 1);
  return find_hair (ahead, person, error) && solve_families (ahead, error);
}

/* The second answer is never worse in its worst year: else the first stays. */
static gboolean
find_second (Ahead *ahead, TonsureMatchAnswer answers[2], GError **error)
{
  TonsureMatch found = answers[0].match;
  double best = G_MAXDOUBLE;
  guint n_inks;

  find_worst (ahead, &answers[0]);
  ahead->limit = answers[0].worst;
  tonsure_inks (&n_inks);
  for (guint i = 0; i < n_inks; i++)
    if (!try_ink (ahead, i, &best, &found, error))
      return FALSE;
  if (!tonsure_match_report (&ahead->task, &found, error))
    return FALSE;
  answers[1].match = found;
  find_worst (ahead, &answers[1]);
  return TRUE;
}

gboolean
tonsure_match_years (const TonsureStubble *stubble, const TonsureTreatment *treatment,
                     const TonsureMatchOptions *options, const double *primaries,
                     const TonsurePerson *person, guint last, TonsureMatchAnswer answers[2],
                     GError **error)
{
  g_auto (Ahead) ahead = { 0 };
  TonsureMatchAnswer found[2] = { 0 };

  if (!tonsure_in_range ("years", last, 0.0, TONSURE_MISMATCH_MOST_YEARS, error)
      || (person != NULL && !tonsure_person_validate (person, error))
      || !tonsure_match (stubble, treatment, options, primaries, &found[0].match, error))
    return FALSE;
  found[0].worst = found[0].match.delta_e;
  memcpy (found[0].worst_range, found[0].match.delta_e_range, sizeof found[0].worst_range);
  found[1] = found[0];
  if (last > 0
      && (!ahead_init (&ahead, stubble, treatment, options, primaries, person, last, error)
          || !find_second (&ahead, found, error)
          || !tonsure_match_find_ranges (&ahead, found, error)))
    return FALSE;
  memcpy (answers, found, sizeof found);
  return TRUE;
}
