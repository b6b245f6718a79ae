/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the match returns to scripts: see match-values.h. */
#include "match-values.h"

#include <glib/gi18n.h>

enum
{
  VALUE_ANSWERED = 1,
  VALUE_INK,
  VALUE_WATER,
  VALUE_DENSITY,
  VALUE_DELTA_E,
  VALUE_DELTA_E_RANGE,
  VALUE_FIRST_LAB,
  VALUE_BANDS = VALUE_FIRST_LAB + TONSURE_N_COLORS,
  VALUE_SCALE,
  VALUE_NOTES,
  VALUE_LAYER,
  VALUE_YEARS_INK,
  VALUE_YEARS_WATER,
  VALUE_YEARS_DENSITY,
  VALUE_YEARS_DELTA_E,
  VALUE_WORST,
  VALUE_YEARS_WORST = VALUE_WORST + 3,
  VALUE_GRADE = VALUE_YEARS_WORST + 3,
  VALUE_CERTAINTY,
  VALUE_LOOK,
  VALUE_READ,
  VALUE_DIFFERENCE,
  VALUE_LEFT,
};

/* The largest difference over the years: typical, its range, its year. */
static void
return_worst (GimpValueArray *values, int first, const TonsureMatchAnswer *answer)
{
  GIMP_VALUES_SET_DOUBLE (values, first, answer->worst);
  GIMP_VALUES_SET_DOUBLE_ARRAY (values, first + 1, answer->worst_range, 2);
  GIMP_VALUES_SET_DOUBLE (values, first + 2, answer->worst_year);
}

/* What is nearest over the years, and what each of the two answers costs. */
static void
return_years (GimpValueArray *values, const Match *match)
{
  const TonsureMatch *m = &match->answers[TONSURE_ANSWER_YEARS].match;
  guint n;

  GIMP_VALUES_SET_STRING (values, VALUE_YEARS_INK, tonsure_inks (&n)[m->ink].name);
  GIMP_VALUES_SET_DOUBLE (values, VALUE_YEARS_WATER, m->water);
  GIMP_VALUES_SET_DOUBLE (values, VALUE_YEARS_DENSITY, m->density);
  GIMP_VALUES_SET_DOUBLE (values, VALUE_YEARS_DELTA_E, m->delta_e);
  return_worst (values, VALUE_WORST, &match->answers[TONSURE_ANSWER_TODAY]);
  return_worst (values, VALUE_YEARS_WORST, &match->answers[TONSURE_ANSWER_YEARS]);
}

/* How near the answer comes, and what it rests on. */
static void
return_grade (GimpValueArray *values, const TonsureMatch *m)
{
  static const char *const certainties[] = { "sure", "fair", "low" };
  double left[4] = { m->transmittance[0], m->transmittance[1], m->transmittance[2], m->luminance };

  GIMP_VALUES_SET_STRING (values, VALUE_GRADE, tonsure_grade_nick (m->grade));
  GIMP_VALUES_SET_STRING (values, VALUE_CERTAINTY, certainties[m->certainty]);
  GIMP_VALUES_SET_STRING (values, VALUE_LOOK,
                          m->target.look == TONSURE_LOOK_HAIR_STAYS ? "hair-stays" : "shaved");
  GIMP_VALUES_SET_DOUBLE (values, VALUE_READ, m->target.read);
  GIMP_VALUES_SET_DOUBLE_ARRAY (values, VALUE_DIFFERENCE, m->delta_lab, 3);
  GIMP_VALUES_SET_DOUBLE_ARRAY (values, VALUE_LEFT, left, 4);
}

GimpValueArray *
procedure_match_values (GimpProcedure *procedure, const Match *match, GimpLayer *layer)
{
  GimpValueArray *values = gimp_procedure_new_return_values (procedure, GIMP_PDB_SUCCESS, NULL);
  const TonsureMatch *m = &match->answers[TONSURE_ANSWER_TODAY].match;
  g_autofree char *notes = match_notes (match);
  guint n, n_bands = MIN (match->stubble.n_bands, match->treated.n_bands);
  double bands[TONSURE_N_BANDS];

  GIMP_VALUES_SET_BOOLEAN (values, VALUE_ANSWERED, TRUE);
  GIMP_VALUES_SET_STRING (values, VALUE_INK, tonsure_inks (&n)[m->ink].name);
  GIMP_VALUES_SET_DOUBLE (values, VALUE_WATER, m->water);
  GIMP_VALUES_SET_DOUBLE (values, VALUE_DENSITY, m->density);
  GIMP_VALUES_SET_DOUBLE (values, VALUE_DELTA_E, m->delta_e);
  GIMP_VALUES_SET_DOUBLE_ARRAY (values, VALUE_DELTA_E_RANGE, m->delta_e_range, 2);
  for (int i = 0; i < TONSURE_N_COLORS; i++)
    GIMP_VALUES_SET_DOUBLE_ARRAY (values, VALUE_FIRST_LAB + i, m->lab[i], 3);
  for (guint b = 0; b < n_bands; b++)
    bands[b] = match->treated.power[b] / match->stubble.power[b];
  GIMP_VALUES_SET_DOUBLE_ARRAY (values, VALUE_BANDS, n_bands > 0 ? bands : NULL, n_bands);
  GIMP_VALUES_SET_DOUBLE (values, VALUE_SCALE, match->record.treatment.mm_per_px);
  GIMP_VALUES_SET_STRING (values, VALUE_NOTES, notes);
  GIMP_VALUES_SET_LAYER (values, VALUE_LAYER, layer);
  return_years (values, match);
  return_grade (values, m);
  return values;
}

static void
add_labs (GimpProcedure *procedure)
{
  static const struct
  {
    const char *name, *label;
  } looks[TONSURE_N_COLORS] = {
    [TONSURE_COLOR_SKIN] = { "skin-lab", N_ ("Skin") },
    [TONSURE_COLOR_HAIR] = { "hair-lab", N_ ("Hair") },
    [TONSURE_COLOR_STUBBLE] = { "stubble-lab", N_ ("Stubble, at arm's length") },
    [TONSURE_COLOR_FRESH] = { "fresh-lab", N_ ("Pigment today") },
    [TONSURE_COLOR_HEALED] = { "healed-lab", N_ ("Healed, typical") },
    [TONSURE_COLOR_FAVORABLE] = { "favorable-lab", N_ ("Healed, favorable") },
    [TONSURE_COLOR_UNFAVORABLE] = { "unfavorable-lab", N_ ("Healed, unfavorable") },
  };

  for (int i = 0; i < TONSURE_N_COLORS; i++)
    gimp_procedure_add_double_array_return_value (procedure, looks[i].name, _ (looks[i].label),
                                                  _ ("CIELAB (D65)"), G_PARAM_READWRITE);
}

static void
add_worst (GimpProcedure *procedure, const char *worst, const char *range, const char *year)
{
  gimp_procedure_add_double_return_value (
      procedure, worst, _ ("Largest difference"),
      _ ("CIEDE2000 of pigment and stubble over the years, typical outcome"), 0, G_MAXDOUBLE, 0,
      G_PARAM_READWRITE);
  gimp_procedure_add_double_array_return_value (procedure, range, _ ("Its range"),
                                                _ ("One in ten is below, one in ten above"),
                                                G_PARAM_READWRITE);
  gimp_procedure_add_double_return_value (procedure, year, _ ("Its year"), _ ("When it is largest"),
                                          0, TONSURE_MISMATCH_MOST_YEARS, 0, G_PARAM_READWRITE);
}

static void
add_years_values (GimpProcedure *procedure)
{
  gimp_procedure_add_string_return_value (procedure, "years-ink", _ ("Ink over the years"),
                                          _ ("The ink that is nearest over the years"), NULL,
                                          G_PARAM_READWRITE);
  gimp_procedure_add_double_return_value (procedure, "years-water", _ ("Its water"),
                                          _ ("Parts to one of ink"), 0, TONSURE_INK_MOST_WATER, 0,
                                          G_PARAM_READWRITE);
  gimp_procedure_add_double_return_value (procedure, "years-density", _ ("Its density"),
                                          _ ("Dots per square centimeter"), 0, TONSURE_MAX_DENSITY,
                                          0, G_PARAM_READWRITE);
  gimp_procedure_add_double_return_value (
      procedure, "years-delta-e", _ ("Its difference today"),
      _ ("CIEDE2000 of the healed pigment and the stubble, typical outcome"), 0, G_MAXDOUBLE, 0,
      G_PARAM_READWRITE);
  add_worst (procedure, "worst", "worst-range", "worst-year");
  add_worst (procedure, "years-worst", "years-worst-range", "years-worst-year");
}

static void
add_grade_values (GimpProcedure *procedure)
{
  gimp_procedure_add_string_return_value (
      procedure, "grade", _ ("Grade"),
      _ ("blends (difference up to 2), close (5), visible (10) or far"), NULL, G_PARAM_READWRITE);
  gimp_procedure_add_string_return_value (procedure, "certainty", _ ("Certainty"),
                                          _ ("sure, fair or low"), NULL, G_PARAM_READWRITE);
  gimp_procedure_add_string_return_value (procedure, "look", _ ("Look"), _ ("shaved or hair-stays"),
                                          NULL, G_PARAM_READWRITE);
  gimp_procedure_add_double_return_value (
      procedure, "read", _ ("Read"),
      _ ("Share of the stubble's tone that was read from the photo; the rest is predicted"), 0, 1,
      0, G_PARAM_READWRITE);
  gimp_procedure_add_double_array_return_value (
      procedure, "difference", _ ("Difference in L*, a* and b*"),
      _ ("Healed pigment, typical outcome, less stubble"), G_PARAM_READWRITE);
  gimp_procedure_add_double_array_return_value (
      procedure, "left", _ ("Light left"),
      _ ("What healed pigment leaves of red, green, blue and luminance"), G_PARAM_READWRITE);
}

void
procedure_match_add_values (GimpProcedure *procedure)
{
  gimp_procedure_add_boolean_return_value (procedure, "answered", _ ("Answered"),
                                           _ ("Always true: what cannot be read is an error"), TRUE,
                                           G_PARAM_READWRITE);
  gimp_procedure_add_string_return_value (procedure, "ink", _ ("Ink"), _ ("As treating takes it"),
                                          NULL, G_PARAM_READWRITE);
  gimp_procedure_add_double_return_value (procedure, "water", _ ("Water"),
                                          _ ("Parts to one of ink"), 0, TONSURE_INK_MOST_WATER, 0,
                                          G_PARAM_READWRITE);
  gimp_procedure_add_double_return_value (procedure, "density", _ ("Density"),
                                          _ ("Dots per square centimeter"), 0, TONSURE_MAX_DENSITY,
                                          0, G_PARAM_READWRITE);
  gimp_procedure_add_double_return_value (
      procedure, "delta-e", _ ("Difference"),
      _ ("CIEDE2000 of the healed pigment and the stubble, typical outcome"), 0, G_MAXDOUBLE, 0,
      G_PARAM_READWRITE);
  gimp_procedure_add_double_array_return_value (procedure, "delta-e-range", _ ("Its range"),
                                                _ ("One in ten is below, one in ten above"),
                                                G_PARAM_READWRITE);
  add_labs (procedure);
  gimp_procedure_add_double_array_return_value (
      procedure, "bands", _ ("Bands"),
      _ ("Power of treated skin to that of stubble, in the bands .1, .2, .35, .7, 1.4, 2.8 and 5.6 "
         "cycles per mm that the photo resolves"),
      G_PARAM_READWRITE);
  gimp_procedure_add_double_return_value (procedure, "scale", _ ("Scale"),
                                          _ ("Millimeters per pixel"), 0, 5, 0, G_PARAM_READWRITE);
  gimp_procedure_add_string_return_value (procedure, "notes", _ ("Notes"),
                                          _ ("What was found, assumed and flawed"), NULL,
                                          G_PARAM_READWRITE);
  gimp_procedure_add_layer_return_value (procedure, "layer", _ ("Layer"),
                                         _ ("The treatment area, if it was treated"), TRUE,
                                         G_PARAM_READWRITE);
  add_years_values (procedure);
  add_grade_values (procedure);
}
