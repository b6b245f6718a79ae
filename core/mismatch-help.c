/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What helps against the mismatch: see mismatch.h. */
#include "mismatch.h"
#include "range.h"

#include <math.h>
#include <string.h>

#define TOUCH_UP_EVERY 5.0 /* years */
#define TEN_YEARS 10.0
#define LASER_SESSIONS 3

const char *
tonsure_help_nick (TonsureHelp help)
{
  static const char *const nicks[TONSURE_HELPS] = { "none", "shaving", "dye", "touch-up", "laser" };

  return nicks[help];
}

/* In order; of the same year, laser comes first. */
static gboolean
add_event (TonsureHistory *history, int kind, double year, GError **error)
{
  guint i = history->n_events;

  if (!tonsure_in_range ("n_events", history->n_events + 1.0, 0.0, TONSURE_MOST_EVENTS, error))
    return FALSE;
  for (; i > 0
         && (history->events[i - 1].year > year
             || (history->events[i - 1].year == year && kind == TONSURE_EVENT_LASER));
       i--)
    history->events[i] = history->events[i - 1];
  history->events[i].kind = kind;
  history->events[i].year = year;
  history->n_events++;
  return TRUE;
}

static gboolean
touch_up (TonsureMismatch *helped, guint last, GError **error)
{
  if (!helped->has_history)
    {
      helped->treatment.touch_ups = MAX (helped->treatment.touch_ups, TEN_YEARS / TOUCH_UP_EVERY);
      return TRUE;
    }
  for (double year = TOUCH_UP_EVERY; year <= last; year += TOUCH_UP_EVERY)
    if (!add_event (&helped->history, TONSURE_EVENT_TOUCH_UP, year, error))
      return FALSE;
  return TRUE;
}

static gboolean
laser (TonsureMismatch *helped, double year, GError **error)
{
  if (!helped->has_history)
    {
      helped->treatment.laser = LASER_SESSIONS;
      helped->treatment.laser_year = year;
      return TRUE;
    }
  for (int i = 0; i < LASER_SESSIONS; i++)
    if (!add_event (&helped->history, TONSURE_EVENT_LASER, year, error))
      return FALSE;
  return TRUE;
}

gboolean
tonsure_mismatch_help (const TonsureMismatch *mismatch, TonsureHelp help, guint last,
                       const TonsureMismatchYear *curve, TonsureMismatch *helped, GError **error)
{
  double from = tonsure_mismatch_from (curve, last + 1, FALSE, 1, mismatch->noticeable);

  *helped = *mismatch;
  switch (help)
    {
    case TONSURE_HELP_NONE:
      return TRUE;
    case TONSURE_HELP_SHAVING:
      helped->grown = mismatch->shaved;
      return TRUE;
    case TONSURE_HELP_DYE:
      helped->person.dyed = TRUE;
      return TRUE;
    case TONSURE_HELP_TOUCH_UP:
      return touch_up (helped, last, error);
    case TONSURE_HELP_LASER:
      return laser (helped, from < 0.0 ? last : ceil (from), error);
    }
  g_return_val_if_reached (FALSE);
}
