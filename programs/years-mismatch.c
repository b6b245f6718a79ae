/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * The table of the mismatch: how far treated skin without hair is from the hair beside it.
 *
 * What it means: core/mismatch.h. Where the density is not given, it is the one whose treated
 * skin is as light as the shaved hair beside it at year 0, in the typical outcome; where even
 * the densest is too light, so is the absorption.
 */
#include "mismatch.h"
#include "years-options.h"

#include <math.h>

/* What an option holds that was not given. */
#define UNKNOWN (-G_MAXDOUBLE)

typedef struct
{
  TonsureMismatch mismatch;
  TonsureHairKind hair;
  double gray_now;
  gboolean helps;
} Table;

static void
print_three (const double values[3], const char *format, GString *out)
{
  for (int i = 0; i < 3; i++)
    years_number (out, values[i], format);
}

/* The year from which a tenth, half and nine tenths of what may come is noticed; inf for never. */
static void
print_from (const TonsureMismatchYear *curve, guint n, gboolean grown, double noticeable,
            GString *out)
{
  for (int quantile = 2; quantile >= 0; quantile--)
    {
      double from = tonsure_mismatch_from (curve, n, grown, (guint) quantile, noticeable);

      years_number (out, from < 0.0 ? INFINITY : from, "%.1f");
    }
}

static void
print_year (const TonsureMismatch *mismatch, const TonsureMismatchYear *year, GString *out)
{
  years_number (out, year->year, "%g");
  years_number (out, mismatch->treatment.density, "%.1f");
  years_number (out, mismatch->treatment.absorption, "%.1f");
  print_three (year->gray, "%.4f", out);
  print_three (year->shaved, "%.3f", out);
  years_number (out, year->shaved_noticed, "%.2f");
  print_three (year->grown, "%.3f", out);
  years_number (out, year->grown_noticed, "%.2f");
}

static gboolean
print_help (const TonsureMismatch *mismatch, TonsureHelp help, guint last,
            const TonsureMismatchYear *alone, GString *out, GError **error)
{
  TonsureMismatchYear curve[TONSURE_MISMATCH_MOST_YEARS + 1];
  TonsureMismatch helped;

  if (!tonsure_mismatch_help (mismatch, help, last, alone, &helped, error)
      || !tonsure_mismatch_curve (&helped, last, curve, error))
    return FALSE;
  for (guint year = 0; year <= last; year++)
    {
      print_year (&helped, &curve[year], out);
      g_string_append_printf (out, ",%s", tonsure_help_nick (help));
      print_from (curve, last + 1, FALSE, mismatch->noticeable, out);
      print_from (curve, last + 1, TRUE, mismatch->noticeable, out);
      g_string_append_c (out, '\n');
    }
  return TRUE;
}

static gboolean
print_table (const Table *table, guint last, GString *out, GError **error)
{
  TonsureMismatchYear curve[TONSURE_MISMATCH_MOST_YEARS + 1];

  g_string_append (
      out,
      "year,density,healed_absorption,gray_p10,gray_p50,gray_p90,shaved_p10,shaved_p50,shaved_p90,"
      "shaved_noticed,grown_p10,grown_p50,grown_p90,grown_noticed");
  g_string_append (out, table->helps ? ",help,shaved_from_p10,shaved_from_p50,shaved_from_p90,"
                                       "grown_from_p10,grown_from_p50,grown_from_p90\n"
                                     : "\n");
  if (!tonsure_mismatch_curve (&table->mismatch, last, curve, error))
    return FALSE;
  for (guint help = 0; table->helps && help < TONSURE_HELPS; help++)
    if (!print_help (&table->mismatch, (TonsureHelp) help, last, curve, out, error))
      return FALSE;
  for (guint year = 0; !table->helps && year <= last; year++)
    {
      print_year (&table->mismatch, &curve[year], out);
      g_string_append_c (out, '\n');
    }
  return TRUE;
}

static gboolean
read_options (int argc, char *argv[], Table *table, YearsOptions *options, GError **error)
{
  static const char *const ancestries[] = { "european", "asian", "african", NULL };
  static const char *const sexes[] = { "male", "female", NULL };
  static const char *const colors[] = { "dark-brown", "black", "brown", "blond", NULL };
  g_autofree char *ancestry = NULL, *sex = NULL, *color = NULL;
  TonsureMismatch *mismatch = &table->mismatch;
  TonsurePerson *person = &mismatch->person;
  const GOptionEntry more[] = {
    { "age", 0, 0, G_OPTION_ARG_DOUBLE, &person->age, "Age in year 0, 15 to 90 (35)", "N" },
    { "ancestry", 0, 0, G_OPTION_ARG_STRING, &ancestry, "european, asian or african (european)",
      "NAME" },
    { "sex", 0, 0, G_OPTION_ARG_STRING, &sex, "male or female (male)", "NAME" },
    { "gray-now", 0, 0, G_OPTION_ARG_DOUBLE, &table->gray_now,
      "Share of white hair in year 0, 0 to 1 (unknown)", "N" },
    { "dye", 0, 0, G_OPTION_ARG_NONE, &person->dyed, "White hair is dyed", NULL },
    { "hair-color", 0, 0, G_OPTION_ARG_STRING, &color,
      "dark-brown, black, brown or blond (dark-brown)", "NAME" },
    { "hair-density", 0, 0, G_OPTION_ARG_DOUBLE, &table->hair.density,
      "Hairs per cm2, 50 to 400 (200)", "N" },
    { "hair-diameter", 0, 0, G_OPTION_ARG_DOUBLE, &table->hair.diameter, "mm, .03 to .15 (.075)",
      "MM" },
    { "stubble", 0, 0, G_OPTION_ARG_DOUBLE, &mismatch->shaved,
      "Length of shaved hair, mm, 0 to 2 (.1)", "MM" },
    { "length", 0, 0, G_OPTION_ARG_DOUBLE, &mismatch->grown,
      "Length of grown hair, mm, 0 to 50 (5)", "MM" },
    { "noticeable", 0, 0, G_OPTION_ARG_DOUBLE, &mismatch->noticeable,
      "CIEDE2000 that is noticed at arm's length, 0 to 100 (3)", "N" },
    { "helps", 0, 0, G_OPTION_ARG_NONE, &table->helps,
      "A curve each for no help, shaving, dye, a touch-up every five years and laser, and the "
      "years from which the mismatch is noticed",
      NULL },
    { NULL }
  };
  g_autofree GOptionEntry *entries = years_options_entries (options, more);
  guint which[3];

  options->density = UNKNOWN;
  if (!years_parse (
          "mismatch",
          "Prints the color difference (CIEDE2000) between treated skin and the hair "
          "beside it,\nshaved and grown, the share of outcomes in which it is noticed, and "
          "the share of white\nhair. Without --density, the pigment that matches the "
          "shaved hair in year 0.",
          entries, argc, argv, error)
      || !years_check (
          (YearsRange[]) {
              { "age", person->age, 15.0, 90.0 },
              { "gray-now", table->gray_now == UNKNOWN ? 0.0 : table->gray_now, 0.0, 1.0 },
              { "hair-density", table->hair.density, 50.0, 400.0 },
              { "hair-diameter", table->hair.diameter, 0.03, 0.15 },
              { "stubble", mismatch->shaved, 0.0, 2.0 },
              { "length", mismatch->grown, 0.0, 50.0 },
              { "noticeable", mismatch->noticeable, 0.0, 100.0 } },
          7, error)
      || !years_choose ("ancestry", ancestry, ancestries, &which[0], error)
      || !years_choose ("sex", sex, sexes, &which[1], error)
      || !years_choose ("hair-color", color, colors, &which[2], error))
    return FALSE;
  person->graying = (TonsureGraying) { which[0], which[1], 0.5 };
  person->gray_today = table->gray_now == UNKNOWN ? -1.0 : table->gray_now;
  table->hair.color = which[2];
  return TRUE;
}

/* What the options say of the treatment, as a match takes it. */
static void
tell_treatment (const YearsOptions *options, const YearsPlan *plan, TonsureMismatch *mismatch)
{
  TonsureTreatment *treatment = &mismatch->treatment;

  treatment->density = plan->density;
  treatment->diameter = plan->deposit.diameter;
  treatment->top = plan->deposit.top;
  treatment->thickness = plan->deposit.thickness;
  treatment->absorption = plan->deposit.absorption;
  treatment->carbon_exponent = plan->deposit.carbon_exponent;
  treatment->iron_oxide = plan->deposit.iron_oxide;
  treatment->melanin = options->melanin;
  treatment->blood = options->blood;
  mismatch->history = plan->history;
  mismatch->has_history = TRUE;
}

gboolean
years_table_mismatch (int argc, char *argv[], GString *out, GError **error)
{
  g_auto (YearsOptions) options = { 0 };
  Table table = { .hair = { .density = TONSURE_USUAL_HAIRS, .diameter = TONSURE_USUAL_SHAFT },
                  .gray_now = UNKNOWN };
  YearsPlan plan;
  gboolean matched;

  tonsure_mismatch_init (&table.mismatch);
  if (!read_options (argc, argv, &table, &options, error))
    return FALSE;
  matched = options.density == UNKNOWN;
  if (matched)
    options.density = 0.0;
  if (!years_options_plan (&options, &plan, error))
    return FALSE;
  tell_treatment (&options, &plan, &table.mismatch);
  return tonsure_beside_init (&table.mismatch.beside, &table.hair, &plan.skin, NULL, error)
         && (!matched || tonsure_mismatch_fit (&table.mismatch, error))
         && print_table (&table, (guint) options.years, out, error);
}
