/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Touch-ups and laser over the years: see history.h. */
#include "history.h"
#include "exact.h"
#include "range.h"
#include "uneven.h"

#define ADDED 0.15
#define MOST_YEARS 100.0

/* See tonsure_history_taken(). */
#define TAKEN_POWER 0.75
#define TAKEN_DEPTH 0.7

/* What a dot over others takes, relative to one on bare skin: measured on stacks of dots. */
#define TAKEN_OVER 0.9

void
tonsure_history_init (TonsureHistory *history)
{
  *history = (TonsureHistory) { .added = ADDED, .laser_quantile = 0.5 };
  tonsure_ageing_init (&history->ageing);
  tonsure_laser_init (&history->laser);
}

gboolean
tonsure_history_validate (const TonsureHistory *history, GError **error)
{
  double before = 0.0;

  if (!tonsure_ageing_validate (&history->ageing, error)
      || !tonsure_laser_validate (&history->laser, error)
      || !tonsure_in_range ("n_events", history->n_events, 0.0, TONSURE_MOST_EVENTS, error)
      || !tonsure_in_range ("added", history->added, 0.0, 1.0, error)
      || !tonsure_in_range ("laser_quantile", history->laser_quantile, 0.0, 1.0, error))
    return FALSE;
  for (guint i = 0; i < history->n_events; i++)
    {
      if (!tonsure_in_range ("year", history->events[i].year, before, MOST_YEARS, error))
        return FALSE;
      before = history->events[i].year;
    }
  return TRUE;
}

/* Sessions of laser among the events from @from on, up to the year @to. */
static guint
laser_sessions (const TonsureHistory *history, guint from, double to)
{
  guint n = 0;

  for (guint i = from; i < history->n_events; i++)
    n += history->events[i].kind == TONSURE_EVENT_LASER && history->events[i].year <= to;
  return MIN (n, TONSURE_MOST_LASER_SESSIONS);
}

/* What is left at @years of dots that came in at @born, before the event @next. */
static void
let_age (const TonsureHistory *history, double born, guint next, double top, double years,
         double quantile, TonsureGeneration *generation)
{
  TonsureLasered lasered;

  generation->age = years - born;
  tonsure_aged (&history->ageing, top, generation->age, quantile, &generation->aged);
  tonsure_lasered (&history->laser, laser_sessions (history, next, years), history->laser_quantile,
                   &lasered);
  generation->faded = generation->aged.carbon;
  generation->aged.darkened = generation->aged.iron_oxide * lasered.darkened;
  generation->aged.carbon *= lasered.carbon;
  generation->aged.iron_oxide *= lasered.iron_oxide;
  generation->patchiness = lasered.patchiness;
}

/* What a dot takes before the power of tonsure_history_taken(). */
static double
darkness (const TonsureDeposit *deposit)
{
  return deposit->diameter * deposit->diameter
         * (1.0 - tonsure_exp (-0.1 * TAKEN_DEPTH * deposit->absorption * deposit->thickness));
}

double
tonsure_history_taken (const TonsureDeposit *healed, const TonsureAged *aged)
{
  double before = darkness (healed);
  TonsureDeposit now;

  tonsure_aged_deposit (aged, healed, &now);
  return before > 0.0 ? tonsure_pow (darkness (&now) / before, TAKEN_POWER) : 0.0;
}

/* In the mean of dots that fade unevenly. */
static double
taken_unevenly (const TonsureDeposit *healed, const TonsureGeneration *generation, double quantile)
{
  double sd = tonsure_uneven_sd (quantile), sum = 0.0;
  double left = tonsure_uneven_part (generation->faded);
  double dose = tonsure_uneven_dose (sd, NULL, left);

  for (guint lot = 0; lot < TONSURE_UNEVEN_LOTS; lot++)
    {
      double uneven = tonsure_uneven_left (sd, lot, dose) / left;
      TonsureAged one = generation->aged;

      one.carbon *= uneven;
      one.iron_oxide *= uneven;
      one.darkened *= uneven;
      sum += tonsure_history_taken (healed, &one) / TONSURE_UNEVEN_LOTS;
    }
  return sum;
}

/* Light that is not taken any more, relative to year 0. */
static double
missing_light (const TonsureGeneration *generations, guint n, const TonsureDeposit *healed,
               double quantile)
{
  double missing = 1.0;

  for (guint g = 0; g < n; g++)
    missing -= (generations[g].added + TAKEN_OVER * generations[g].over)
               * taken_unevenly (healed, &generations[g], quantile);
  return missing;
}

guint
tonsure_history_generations (const TonsureHistory *history, const TonsureDeposit *healed,
                             double years, double quantile, TonsureGeneration *generations)
{
  guint born_before[TONSURE_MOST_EVENTS + 1] = { 0 };
  double born[TONSURE_MOST_EVENTS + 1] = { 0.0 };
  guint n = 1;

  generations[0].added = 1.0;
  generations[0].over = 0.0;
  for (guint i = 0; i < history->n_events && history->events[i].year <= years; i++)
    {
      TonsureHistory before = *history;
      double missing;

      if (history->events[i].kind != TONSURE_EVENT_TOUCH_UP)
        continue;
      before.n_events = i;
      for (guint g = 0; g < n; g++)
        let_age (&before, born[g], born_before[g], healed->top, history->events[i].year, quantile,
                 &generations[g]);
      missing = missing_light (generations, n, healed, quantile);
      if (!(missing > 0.0))
        continue;
      generations[n].added = MIN (missing, history->added);
      generations[n].over = (missing - generations[n].added) / TAKEN_OVER;
      born[n] = history->events[i].year;
      born_before[n++] = i + 1;
    }
  for (guint g = 0; g < n; g++)
    let_age (history, born[g], born_before[g], healed->top, years, quantile, &generations[g]);
  return n;
}

double
tonsure_generations_left (const TonsureGeneration *generations, guint n)
{
  double sum = 0.0;

  for (guint g = 0; g < n; g++)
    sum += (generations[g].added + generations[g].over) * generations[g].aged.carbon;
  return sum;
}
