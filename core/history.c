/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Touch-ups and laser over the years: see history.h. */
#include "history.h"
#include "range.h"

#define ADDED 0.15
#define MOST_YEARS 100.0

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
  generation->aged.darkened = generation->aged.iron_oxide * lasered.darkened;
  generation->aged.carbon *= lasered.carbon;
  generation->aged.iron_oxide *= lasered.iron_oxide;
  generation->patchiness = lasered.patchiness;
}

guint
tonsure_history_generations (const TonsureHistory *history, double top, double years,
                             double quantile, TonsureGeneration *generations)
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
        let_age (&before, born[g], born_before[g], top, history->events[i].year, quantile,
                 &generations[g]);
      missing = 1.0 - tonsure_generations_left (generations, n);
      generations[n].added = history->added;
      generations[n].over = MAX (missing - history->added, 0.0);
      born[n] = history->events[i].year;
      born_before[n++] = i + 1;
    }
  for (guint g = 0; g < n; g++)
    let_age (history, born[g], born_before[g], top, years, quantile, &generations[g]);
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
