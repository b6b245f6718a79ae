/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * The table of pigment: a deposit in its first weeks and over the years.
 *
 * Retentions are relative to the healed deposit, year 0. Diameter and absorption are those of the
 * oldest dots; before year 0 the diameter is that of the mark. L, a and b are the mean color
 * of the treated skin, dE is its CIEDE2000 to the bare skin.
 */
#include "years-options.h"

#define OUTCOMES 3

static const double outcomes[OUTCOMES] = { 0.1, 0.5, 0.9 };

static const char *const columns[] = { "carbon",   "iron_oxide", "red_share",
                                       "diameter", "absorption", "L",
                                       "a",        "b",          "dE" };

#define COLUMNS G_N_ELEMENTS (columns)

static const char *const formats[COLUMNS] = { "%.4f", "%.4f", "%.4f", "%.4f", "%.2f",
                                              "%.2f", "%.2f", "%.2f", "%.3f" };

static gboolean
compute (const YearsPlan *plan, gboolean weeks, double time, double quantile, const double bare[3],
         double values[], GError **error)
{
  double rgb[3], lab[3], bare_lab[3];
  YearsTreated treated;

  if (!(weeks ? years_fresh : years_treated) (plan, time, quantile, &treated, error))
    return FALSE;
  years_treated_rgb (&treated, bare, plan->density, rgb);
  years_lab (rgb, lab);
  years_lab (bare, bare_lab);
  values[0] = treated.carbon;
  values[1] = treated.iron_oxide;
  values[2] = treated.red_share;
  values[3] = treated.diameter;
  values[4] = treated.absorption;
  for (int i = 0; i < 3; i++)
    values[5 + i] = lab[i];
  values[8] = tonsure_ciede2000 (lab, bare_lab);
  return TRUE;
}

/* All values rise or fall with the person's quantile, so that their quantiles are their values at
 * its quantiles, put in order; but for the color of the first years, where wider dots
 * weigh up what fades, by some hundredths. */
static void
print_ordered (GString *out, const double values[OUTCOMES], const char *format)
{
  double least = MIN (MIN (values[0], values[1]), values[2]);
  double most = MAX (MAX (values[0], values[1]), values[2]);

  years_number (out, least, format);
  years_number (out, values[0] + values[1] + values[2] - least - most, format);
  years_number (out, most, format);
}

static gboolean
print_row (const YearsPlan *plan, gboolean weeks, double time, const double bare[3], GString *out,
           GError **error)
{
  double values[OUTCOMES][COLUMNS];

  for (int i = 0; i < OUTCOMES; i++)
    if (!compute (plan, weeks, time, outcomes[i], bare, values[i], error))
      return FALSE;
  years_number (out, time, "%g");
  for (guint k = 0; k < COLUMNS; k++)
    print_ordered (out, (double[]) { values[0][k], values[1][k], values[2][k] }, formats[k]);
  g_string_append_c (out, '\n');
  return TRUE;
}

gboolean
years_table_pigment (int argc, char *argv[], GString *out, GError **error)
{
  g_auto (YearsOptions) options = { 0 };
  gboolean weeks = FALSE;
  const GOptionEntry more[] = { { "days", 0, 0, G_OPTION_ARG_NONE, &weeks,
                                  "The days from a session to year 0 instead of the years", NULL },
                                { NULL } };
  g_autofree GOptionEntry *entries = years_options_entries (&options, more);
  YearsPlan plan;
  double bare[3];

  if (!years_parse ("pigment",
                    "Prints what is left of a deposit (relative to year 0), iron oxide's share "
                    "of\nits absorption, its diameter (mm), its absorption at 550 nm (1/cm), and "
                    "the color of "
                    "the\ntreated skin.",
                    entries, argc, argv, error)
      || !years_options_plan (&options, &plan, error) || !years_bare (&plan.skin, bare, error))
    return FALSE;
  g_string_append (out, weeks ? "day" : "year");
  for (guint k = 0; k < COLUMNS; k++)
    g_string_append_printf (out, ",%s_p10,%s_p50,%s_p90", columns[k], columns[k], columns[k]);
  g_string_append_c (out, '\n');
  for (int time = 0; time <= (weeks ? (int) TONSURE_HEALED_DAYS : options.years); time++)
    if (!print_row (&plan, weeks, time, bare, out, error))
      return FALSE;
  return TRUE;
}
