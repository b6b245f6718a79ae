/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * The table of the mismatch: how far treated skin without hair is from the hair beside it.
 *
 * Both are mean colors of areas far wider than a dot, as from arm's length: treated skin by the
 * masses of its dots, hair as years-looks.h says. The difference is CIEDE2000. Pigment and hair
 * do not know of each other, so the outcomes are all pairs of their quantiles. Where the density
 * is not given, it is the one whose treated skin is as light as the shaved hair beside it at
 * year 0, in the typical outcome; where even the densest is too light, so is the absorption.
 */
#include "graying.h"
#include "years-options.h"

#define LEVELS 7 /* quantiles of each */
#define OUTCOMES (LEVELS * LEVELS)
#define HALVINGS 20
#define MOST_ABSORPTION 2000.0 /* 1/cm */

/* What an option holds that was not given. */
#define UNKNOWN (-G_MAXDOUBLE)

typedef struct
{
  YearsPlan plan;
  YearsHair hair;
  YearsTreated root;
  double bare[3];
  TonsureGraying person;
  double age, gray_now, stubble, length, noticeable;
  gboolean dye;
} Mismatch;

static double
level (int i)
{
  return (i + 0.5) / LEVELS;
}

/* Of the person of a quantile, or of the one whose hair is known. */
static double
gray_share (const Mismatch *mismatch, double years, double quantile)
{
  TonsureGraying person = mismatch->person;

  if (mismatch->dye)
    return 0.0;
  person.quantile = quantile;
  if (mismatch->gray_now != UNKNOWN)
    tonsure_graying_fit (&person, TONSURE_ZONE_WHOLE, mismatch->age, mismatch->gray_now);
  return tonsure_gray_share (&person, TONSURE_ZONE_WHOLE, mismatch->age + years);
}

static void
hair_lab (const Mismatch *mismatch, double length, double gray, double lab[3])
{
  double rgb[3];

  years_hair_rgb (&mismatch->hair, &mismatch->root, mismatch->bare, length, gray, rgb);
  years_lab (rgb, lab);
}

static void
treated_lab (const Mismatch *mismatch, const YearsTreated *treated, double lab[3])
{
  double rgb[3];

  years_treated_rgb (treated, mismatch->bare, mismatch->plan.density, rgb);
  years_lab (rgb, lab);
}

/* Year 0 with another density and absorption. */
static gboolean
lightness (const Mismatch *mismatch, double density, double absorption, double *value,
           GError **error)
{
  Mismatch other = *mismatch;
  YearsTreated treated;
  double lab[3];

  other.plan.history.n_events = 0;
  other.plan.density = density;
  other.plan.deposit.absorption = absorption;
  if (!years_treated (&other.plan, 0.0, 0.5, &treated, error))
    return FALSE;
  treated_lab (&other, &treated, lab);
  *value = lab[0];
  return TRUE;
}

/* Between density 0 and the densest the share of it, above 1 how many times the absorption. */
static gboolean
match (Mismatch *mismatch, GError **error)
{
  double absorption = mismatch->plan.deposit.absorption, hair[3];
  double less = 0.0, more = absorption > 0.0 ? MAX (MOST_ABSORPTION / absorption, 1.0) : 1.0;

  hair_lab (mismatch, mismatch->stubble, gray_share (mismatch, 0.0, 0.5), hair);
  for (int step = 0; step < HALVINGS; step++)
    {
      double strength = 0.5 * (less + more), value;

      mismatch->plan.density = TONSURE_MAX_DENSITY * MIN (strength, 1.0);
      mismatch->plan.deposit.absorption = absorption * MAX (strength, 1.0);
      if (!lightness (mismatch, mismatch->plan.density, mismatch->plan.deposit.absorption, &value,
                      error))
        return FALSE;
      if (value > hair[0])
        less = strength;
      else
        more = strength;
    }
  return TRUE;
}

static void
print_differences (const Mismatch *mismatch, double differences[OUTCOMES], GString *out)
{
  double noticed = 0.0;

  for (int i = 0; i < OUTCOMES; i++)
    noticed += (double) (differences[i] > mismatch->noticeable) / OUTCOMES;
  years_quantiles (out, differences, OUTCOMES, "%.3f");
  years_number (out, noticed, "%.2f");
}

static gboolean
print_year (const Mismatch *mismatch, double year, GString *out, GError **error)
{
  static const double ends[] = { 0.1, 0.5, 0.9 };
  double gray[LEVELS], shaved[OUTCOMES], grown[OUTCOMES];

  for (int i = 0; i < LEVELS; i++)
    gray[i] = gray_share (mismatch, year, level (i));
  for (int i = 0; i < LEVELS; i++)
    {
      YearsTreated treated;
      double lab[3], hair[3];

      if (!years_treated (&mismatch->plan, year, level (i), &treated, error))
        return FALSE;
      treated_lab (mismatch, &treated, lab);
      for (int k = 0; k < LEVELS; k++)
        {
          hair_lab (mismatch, mismatch->stubble, gray[k], hair);
          shaved[i * LEVELS + k] = tonsure_ciede2000 (lab, hair);
          hair_lab (mismatch, mismatch->length, gray[k], hair);
          grown[i * LEVELS + k] = tonsure_ciede2000 (lab, hair);
        }
    }
  years_number (out, year, "%g");
  years_number (out, mismatch->plan.density, "%.1f");
  years_number (out, mismatch->plan.deposit.absorption, "%.1f");
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    years_number (out, gray_share (mismatch, year, ends[i]), "%.4f");
  print_differences (mismatch, shaved, out);
  print_differences (mismatch, grown, out);
  g_string_append_c (out, '\n');
  return TRUE;
}

static gboolean
read_options (int argc, char *argv[], Mismatch *mismatch, YearsOptions *options, GError **error)
{
  static const char *const ancestries[] = { "european", "asian", "african", NULL };
  static const char *const sexes[] = { "male", "female", NULL };
  static const char *const colors[] = { "dark-brown", "black", "brown", "blond", NULL };
  g_autofree char *ancestry = NULL, *sex = NULL, *color = NULL;
  const GOptionEntry more[] = {
    { "age", 0, 0, G_OPTION_ARG_DOUBLE, &mismatch->age, "Age in year 0, 15 to 90 (35)", "N" },
    { "ancestry", 0, 0, G_OPTION_ARG_STRING, &ancestry, "european, asian or african (european)",
      "NAME" },
    { "sex", 0, 0, G_OPTION_ARG_STRING, &sex, "male or female (male)", "NAME" },
    { "gray-now", 0, 0, G_OPTION_ARG_DOUBLE, &mismatch->gray_now,
      "Share of white hair in year 0, 0 to 1 (unknown)", "N" },
    { "dye", 0, 0, G_OPTION_ARG_NONE, &mismatch->dye, "White hair is dyed", NULL },
    { "hair-color", 0, 0, G_OPTION_ARG_STRING, &color,
      "dark-brown, black, brown or blond (dark-brown)", "NAME" },
    { "hair-density", 0, 0, G_OPTION_ARG_DOUBLE, &mismatch->hair.density,
      "Hairs per cm2, 50 to 400 (200)", "N" },
    { "hair-diameter", 0, 0, G_OPTION_ARG_DOUBLE, &mismatch->hair.diameter, "mm, .03 to .15 (.075)",
      "MM" },
    { "stubble", 0, 0, G_OPTION_ARG_DOUBLE, &mismatch->stubble,
      "Length of shaved hair, mm, 0 to 2 (.1)", "MM" },
    { "length", 0, 0, G_OPTION_ARG_DOUBLE, &mismatch->length,
      "Length of grown hair, mm, 0 to 50 (5)", "MM" },
    { "noticeable", 0, 0, G_OPTION_ARG_DOUBLE, &mismatch->noticeable,
      "CIEDE2000 that is noticed at arm's length, 0 to 100 (3)", "N" },
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
              { "age", mismatch->age, 15.0, 90.0 },
              { "gray-now", mismatch->gray_now == UNKNOWN ? 0.0 : mismatch->gray_now, 0.0, 1.0 },
              { "hair-density", mismatch->hair.density, 50.0, 400.0 },
              { "hair-diameter", mismatch->hair.diameter, 0.03, 0.15 },
              { "stubble", mismatch->stubble, 0.0, 2.0 },
              { "length", mismatch->length, 0.0, 50.0 },
              { "noticeable", mismatch->noticeable, 0.0, 100.0 } },
          7, error)
      || !years_choose ("ancestry", ancestry, ancestries, &which[0], error)
      || !years_choose ("sex", sex, sexes, &which[1], error)
      || !years_choose ("hair-color", color, colors, &which[2], error))
    return FALSE;
  mismatch->person = (TonsureGraying) { which[0], which[1], 0.5 };
  mismatch->hair.color = which[2];
  return TRUE;
}

gboolean
years_table_mismatch (int argc, char *argv[], GString *out, GError **error)
{
  g_auto (YearsOptions) options = { 0 };
  Mismatch mismatch = { .hair = { .density = 200.0, .diameter = 0.075 },
                        .age = 35.0,
                        .gray_now = UNKNOWN,
                        .stubble = 0.1,
                        .length = 5.0,
                        .noticeable = 3.0 };
  gboolean matched;

  if (!read_options (argc, argv, &mismatch, &options, error))
    return FALSE;
  matched = options.density == UNKNOWN;
  if (matched)
    options.density = 0.0;
  if (!years_options_plan (&options, &mismatch.plan, error)
      || !years_bare (&mismatch.plan.skin, mismatch.bare, error)
      || !years_hair_root (&mismatch.hair, &mismatch.plan.skin, &mismatch.root, error)
      || (matched && !match (&mismatch, error)))
    return FALSE;
  g_string_append (
      out,
      "year,density,healed_absorption,gray_p10,gray_p50,gray_p90,shaved_p10,shaved_p50,shaved_p90,"
      "shaved_noticed,grown_p10,grown_p50,grown_p90,grown_noticed\n");
  for (int year = 0; year <= options.years; year++)
    if (!print_year (&mismatch, year, out, error))
      return FALSE;
  return TRUE;
}
