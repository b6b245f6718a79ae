/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Options of a treatment through the years: see years-options.h. */
#include "years-options.h"

#include <stdlib.h>
#include <string.h>

GOptionEntry *
years_options_entries (YearsOptions *options, const GOptionEntry *more)
{
  const GOptionEntry entries[] = {
    { "years", 0, 0, G_OPTION_ARG_INT, &options->years, "Last year, 0 to 30 (30)", "N" },
    { "ink", 0, 0, G_OPTION_ARG_STRING, &options->ink,
      "black, gray, light-gray, cool-brown or warm-brown (black)", "NAME" },
    { "permanence", 0, 0, G_OPTION_ARG_STRING, &options->permanence,
      "permanent or temporary (permanent)", "NAME" },
    { "top", 0, 0, G_OPTION_ARG_DOUBLE, &options->top,
      "Depth of the deposits' upper face, mm, .06 to 2 (.15)", "MM" },
    { "thickness", 0, 0, G_OPTION_ARG_DOUBLE, &options->thickness,
      "Height of the deposits, mm, .01 to 1 (.1)", "MM" },
    { "diameter", 0, 0, G_OPTION_ARG_DOUBLE, &options->diameter,
      "Diameter of the healed deposits, mm, .02 to 2 (.2)", "MM" },
    { "absorption", 0, 0, G_OPTION_ARG_DOUBLE, &options->absorption,
      "Absorption of the healed deposits at 550 nm, 1/cm, 0 to 2000 (200)", "N" },
    { "density", 0, 0, G_OPTION_ARG_DOUBLE, &options->density, "Dots per cm2, 0 to 400 (250)",
      "N" },
    { "melanin", 0, 0, G_OPTION_ARG_DOUBLE, &options->melanin,
      "Melanosomes in the epidermis, .001 to .6 (.022)", "N" },
    { "blood", 0, 0, G_OPTION_ARG_DOUBLE, &options->blood,
      "Blood in the dermis, .0005 to .1 (.0115)", "N" },
    { "sun", 0, 0, G_OPTION_ARG_DOUBLE, &options->sun,
      "Factor on the rate of fading, 1 (protected) to 2 (1)", "N" },
    { "scar", 0, 0, G_OPTION_ARG_DOUBLE, &options->scar, "0 for skin to 1 for a scar (0)", "N" },
    { "atrophy", 0, 0, G_OPTION_ARG_DOUBLE, &options->atrophy,
      "0 for skin to 1 for thinned skin (0)", "N" },
    { "touch-up", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->touch_ups,
      "A touch-up in this year, 0 to 30; may be given several times", "YEAR" },
    { "added", 0, 0, G_OPTION_ARG_DOUBLE, &options->added,
      "New positions of a touch-up, 0 to 1 of the dots (.15)", "N" },
    { "laser", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->lasers,
      "A session of laser in this year, 0 to 30; may be given several times", "YEAR" },
    { "skin-type", 0, 0, G_OPTION_ARG_INT, &options->skin_type,
      "Fitzpatrick's type, for the laser, 1 to 6 (2)", "N" },
    { "laser-scar", 0, 0, G_OPTION_ARG_DOUBLE, &options->laser_scar,
      "Points for scarring, for the laser, 0 to 5 (0)", "N" },
    { "laser-quantile", 0, 0, G_OPTION_ARG_DOUBLE, &options->laser_quantile,
      "Share of people for whom laser works better, 0 to 1 (.5)", "N" },
  };
  guint n = G_N_ELEMENTS (entries), n_more = 0;
  GOptionEntry *all;

  *options = (YearsOptions) { .top = 0.15,
                              .diameter = 0.2,
                              .thickness = 0.1,
                              .absorption = 200.0,
                              .density = 250.0,
                              .melanin = 0.022,
                              .blood = 0.0115,
                              .sun = 1.0,
                              .added = 0.15,
                              .laser_quantile = 0.5,
                              .skin_type = 2,
                              .years = YEARS_MOST };
  while (more != NULL && more[n_more].long_name != NULL)
    n_more++;
  all = g_new0 (GOptionEntry, n + n_more + 1);
  memcpy (all, entries, sizeof entries);
  if (n_more > 0)
    memcpy (all + n, more, n_more * sizeof *more);
  return all;
}

void
years_options_clear (YearsOptions *options)
{
  g_free (options->ink);
  g_free (options->permanence);
  g_strfreev (options->touch_ups);
  g_strfreev (options->lasers);
}

static gboolean
check (const YearsOptions *options, GError **error)
{
  const YearsRange ranges[] = {
    { "years", options->years, 0.0, YEARS_MOST },
    { "top", options->top, 0.06, 2.0 },
    { "thickness", options->thickness, 0.01, 1.0 },
    { "diameter", options->diameter, 0.02, 2.0 },
    { "absorption", options->absorption, 0.0, 2000.0 },
    { "density", options->density, 0.0, TONSURE_MAX_DENSITY },
    { "melanin", options->melanin, 0.001, 0.6 },
    { "blood", options->blood, 0.0005, 0.1 },
    { "sun", options->sun, 1.0, 2.0 },
    { "scar", options->scar, 0.0, 1.0 },
    { "atrophy", options->atrophy, 0.0, 1.0 },
    { "added", options->added, 0.0, 1.0 },
    { "skin-type", options->skin_type, 1.0, 6.0 },
    { "laser-scar", options->laser_scar, 0.0, 5.0 },
    { "laser-quantile", options->laser_quantile, 0.0, 1.0 },
  };

  return years_check (ranges, G_N_ELEMENTS (ranges), error);
}

static gboolean
add_events (const char *option, char **years, int kind, TonsureHistory *history, GError **error)
{
  for (guint i = 0; years != NULL && years[i] != NULL; i++)
    {
      char *end;
      double year = g_ascii_strtod (years[i], &end);

      if (end == years[i] || *end != '\0' || !(year >= 0.0 && year <= YEARS_MOST))
        {
          g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       "--%s is %s, which is outside 0 to %d", option, years[i], YEARS_MOST);
          return FALSE;
        }
      if (history->n_events == TONSURE_MOST_EVENTS)
        {
          g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       "--touch-up and --laser are given more than %d times", TONSURE_MOST_EVENTS);
          return FALSE;
        }
      history->events[history->n_events].kind = kind;
      history->events[history->n_events++].year = year;
    }
  return TRUE;
}

/* In the same year laser comes first: a touch-up right before it would be lost. */
static int
compare_events (const void *a, const void *b)
{
  const TonsureEvent *x = a, *y = b;

  if (x->year != y->year)
    return x->year < y->year ? -1 : 1;
  return (x->kind == TONSURE_EVENT_TOUCH_UP) - (y->kind == TONSURE_EVENT_TOUCH_UP);
}

static gboolean
find_ink (const char *name, TonsureInkDeposit *ink, GError **error)
{
  const char *names[16] = { NULL };
  guint n, chosen;
  const TonsureInk *inks = tonsure_inks (&n);

  for (guint i = 0; i < MIN (n, G_N_ELEMENTS (names) - 1); i++)
    names[i] = inks[i].name;
  if (!years_choose ("ink", name, names, &chosen, error))
    return FALSE;
  return tonsure_ink_deposit (&inks[chosen], 0.0, ink, error);
}

gboolean
years_options_plan (const YearsOptions *options, YearsPlan *plan, GError **error)
{
  static const char *const permanences[] = { "permanent", "temporary", NULL };
  TonsureHistory *history = &plan->history;
  TonsureInkDeposit ink;
  guint permanence;

  tonsure_history_init (history);
  if (!check (options, error) || !find_ink (options->ink, &ink, error)
      || !years_choose ("permanence", options->permanence, permanences, &permanence, error)
      || !add_events ("touch-up", options->touch_ups, TONSURE_EVENT_TOUCH_UP, history, error)
      || !add_events ("laser", options->lasers, TONSURE_EVENT_LASER, history, error))
    return FALSE;
  qsort (history->events, history->n_events, sizeof *history->events, compare_events);
  history->ageing = (TonsureAgeing) { permanence, options->sun, options->scar, options->atrophy };
  history->laser.skin_type = options->skin_type;
  history->laser.scar = options->laser_scar;
  history->laser_quantile = options->laser_quantile;
  history->added = options->added;
  plan->deposit = (TonsureDeposit) { .diameter = options->diameter,
                                     .top = options->top,
                                     .thickness = options->thickness,
                                     .absorption = options->absorption,
                                     .carbon_exponent = ink.carbon_exponent,
                                     .iron_oxide = ink.iron_oxide };
  plan->density = options->density;
  tonsure_skin_init (&plan->skin, options->melanin, options->blood);
  return TRUE;
}
