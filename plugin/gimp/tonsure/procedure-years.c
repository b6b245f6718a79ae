/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows a treated picture in another year: arguments, and how a run goes. */
#include "arguments.h"
#include "dialog-years.h"
#include "procedures.h"

#include <glib/gi18n.h>

/* Of who is treated, and of shaved hair (choice). */
#define USUAL_AGE 35.0
#define USUAL_LENGTH 1.0

static const char *const ancestries[] = { "european", "asian", "african" };
static const char *const sexes[] = { "male", "female" };

static GimpValueArray *
run_failed (GimpProcedure *procedure, GError *error)
{
  return gimp_procedure_new_return_values (procedure, GIMP_PDB_EXECUTION_ERROR, error);
}

/* What was asked of another picture says nothing about this one. */
static void
run_remember (const Years *years, GimpProcedureConfig *config)
{
  const TonsureTreatment *t = &years->before.treatment;
  const RecordHair *hair = &years->before.hair;

  g_object_set (config, "year", t->years, "days-to-heal", t->days_to_heal, "outcome",
                tonsure_outcome_nick (t->outcome), "sun", t->sun, "scar", t->scar >= 0.5,
                "temporary", t->temporary >= 0.5, "touch-ups", t->touch_ups, "laser", t->laser,
                "laser-year", t->laser_year, "series", "", NULL);
  g_object_set (config, "age", hair->age > 0 ? hair->age : USUAL_AGE, "ancestry",
                ancestries[hair->ancestry], "sex", sexes[hair->sex], "gray-now", hair->gray_now,
                "loss", hair->loss, "hair-length", hair->age > 0 ? hair->length : USUAL_LENGTH,
                NULL);
}

static GArray *
run_series (GimpProcedureConfig *config, const Record *record, GError **error)
{
  g_autofree char *text = NULL;
  GArray *series;

  g_object_get (config, "series", &text, NULL);
  series = years_parse (text, error);
  if (series != NULL && series->len > 0 && record->treatment.days_to_heal > 0)
    {
      g_set_error_literal (error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
                           _ ("A series of years begins when the dots are healed: days-to-heal "
                              "must be 0"));
      g_clear_pointer (&series, g_array_unref);
    }
  return series;
}

static GimpValueArray *
run_done (GimpProcedure *procedure, const Years *years, GimpLayer **groups, const char *notes)
{
  GimpValueArray *values = gimp_procedure_new_return_values (procedure, GIMP_PDB_SUCCESS, NULL);

  GIMP_VALUES_SET_LAYER (values, 1, years->layer);
  g_value_set_boxed (gimp_value_array_index (values, 2), groups);
  GIMP_VALUES_SET_STRING (values, 3, notes);
  return values;
}

static GimpValueArray *
run (GimpProcedure *procedure, GimpRunMode mode, GimpImage *image, GimpDrawable **drawables,
     GimpProcedureConfig *config, gpointer data)
{
  g_autoptr (GArray) series = NULL;
  g_autofree GimpLayer **groups = NULL;
  g_autofree char *notes = NULL;
  GError *error = NULL;
  Record record;
  Years years;

  gegl_init (NULL, NULL);
  if (!arguments_possible (image, &error) || !years_open (&years, image, &error))
    return run_failed (procedure, error);
  if (mode == GIMP_RUN_INTERACTIVE)
    {
      run_remember (&years, config);
      if (!dialog_years_run (&years, procedure, config))
        return gimp_procedure_new_return_values (procedure, GIMP_PDB_CANCEL, NULL);
    }
  if (!years_plan (&years, config, &record, &error)
      || (series = run_series (config, &record, &error)) == NULL
      || !years_apply (&years, &record, series, &groups, &error))
    return run_failed (procedure, error);
  notes = years_notes (image, &record);
  gimp_displays_flush ();
  return run_done (procedure, &years, groups, notes);
}

static void
add_hair_arguments (GimpProcedure *procedure)
{
  gimp_procedure_add_double_argument (
      procedure, "age", _ ("A_ge today (0: no change)"),
      _ ("Age of the person in the photo, in years. Hair turns gray from then on"), 0, 110,
      USUAL_AGE, G_PARAM_READWRITE);
  gimp_procedure_add_double_argument (
      procedure, "gray-now", _ ("_White hair today (0 to 1)"),
      _ ("Share of the hair that is white today, from which the rest is reckoned; -1 where it is "
         "not known"),
      -1, 1, -1, G_PARAM_READWRITE);
  gimp_procedure_add_choice_argument (
      procedure, "ancestry", _ ("A_ncestry"), _ ("Hair turns gray at other ages by ancestry"),
      gimp_choice_new_with_values (ancestries[0], TONSURE_ANCESTRY_EUROPEAN, _ ("European"), NULL,
                                   ancestries[1], TONSURE_ANCESTRY_ASIAN, _ ("Asian"), NULL,
                                   ancestries[2], TONSURE_ANCESTRY_AFRICAN, _ ("African"), NULL,
                                   NULL),
      ancestries[0], G_PARAM_READWRITE);
  gimp_procedure_add_choice_argument (
      procedure, "sex", _ ("Se_x"), _ ("Men turn gray some years before women"),
      gimp_choice_new_with_values (sexes[0], TONSURE_SEX_MALE, _ ("Male"), NULL, sexes[1],
                                   TONSURE_SEX_FEMALE, _ ("Female"), NULL, NULL),
      sexes[0], G_PARAM_READWRITE);
  gimp_procedure_add_double_argument (
      procedure, "hair-length", _ ("Length of hair (_mm)"),
      _ ("Length of the hair as it lies: locks that turn white together are no longer"), 0, 1000,
      USUAL_LENGTH, G_PARAM_READWRITE);
  gimp_procedure_add_boolean_argument (procedure, "loss", _ ("Hai_r goes on falling out"),
                                       _ ("Hair around gets thinner from year to year"), FALSE,
                                       G_PARAM_READWRITE);
}

static void
add_arguments (GimpProcedure *procedure)
{
  GimpChoice *outcomes = arguments_outcomes ();

  gimp_choice_add (outcomes, "as-treated", YEARS_OUTCOME_AS_TREATED, _ ("As it is"),
                   _ ("The outcome that the picture shows now"));
  arguments_add_field (procedure, "year", "years", _ ("_Year after healing"));
  gimp_procedure_add_choice_argument (procedure, "outcome", _ ("O_utcome"),
                                      _ ("Which end of the likely range is shown"), outcomes,
                                      "as-treated", G_PARAM_READWRITE);
  arguments_add_field (procedure, "days-to-heal", "days_to_heal", _ ("_Days until healed"));
  arguments_add_field (procedure, "sun", "sun", _ ("Sun (times _faster fading)"));
  gimp_procedure_add_boolean_argument (procedure, "scar", _ ("Sc_ar"),
                                       _ ("The area is a scar, where pigment fades faster"), FALSE,
                                       G_PARAM_READWRITE);
  gimp_procedure_add_boolean_argument (
      procedure, "temporary", _ ("_Temporary pigment"),
      _ ("A pigment that is meant to be absorbed; a part of it stays as well"), FALSE,
      G_PARAM_READWRITE);
  arguments_add_field (procedure, "touch-ups", "touch_ups", _ ("Touch-u_ps in ten years"));
  arguments_add_field (procedure, "laser", "laser", _ ("_Laser sessions"));
  arguments_add_field (procedure, "laser-year", "laser_year", _ ("Year of the laser sess_ions"));
  add_hair_arguments (procedure);
  gimp_procedure_add_string_argument (
      procedure, "series", _ ("S_eries of years"),
      _ ("Years separated by commas, such as 0, 2, 5, 10, 20: a group of layers is made for each, "
         "and the year above does not count"),
      "", G_PARAM_READWRITE);
}

static void
add_return_values (GimpProcedure *procedure)
{
  gimp_procedure_add_layer_return_value (procedure, "layer", _ ("Layer"),
                                         _ ("The treatment area, whose live filter shows the year"),
                                         FALSE, G_PARAM_READWRITE);
  gimp_procedure_add_core_object_array_return_value (
      procedure, "groups", _ ("Groups"), _ ("The groups of the series, in the order of its years"),
      GIMP_TYPE_LAYER, G_PARAM_READWRITE);
  gimp_procedure_add_string_return_value (procedure, "notes", _ ("Notes"),
                                          _ ("What the year means, and what it does not"), NULL,
                                          G_PARAM_READWRITE);
}

GimpProcedure *
procedure_years_new (GimpPlugIn *plug_in)
{
  GimpProcedure *procedure = gimp_image_procedure_new (plug_in, PROCEDURE_YEARS,
                                                       GIMP_PDB_PROC_TYPE_PLUGIN, run, NULL, NULL);

  gimp_procedure_set_image_types (procedure, "RGB*, GRAY*");
  gimp_procedure_set_sensitivity_mask (procedure, GIMP_PROCEDURE_SENSITIVE_DRAWABLE
                                                      | GIMP_PROCEDURE_SENSITIVE_DRAWABLES);
  gimp_procedure_set_menu_label (procedure, _ ("_Years..."));
  gimp_procedure_add_menu_path (procedure, _ ("<Image>/Filters/Scalp Micropigmentation"));
  gimp_procedure_set_documentation (
      procedure, _ ("Show a treated picture in another year"),
      _ ("Sets the live filter of the treatment to a year and an outcome: the same dots, faded and "
         "spread. Hair turns gray on a layer of its own. Or makes a group of "
         "layers for each of a series of years. Needs a picture that was treated."),
      PROCEDURE_YEARS);
  gimp_procedure_set_attribution (procedure, "Tonsure", "Tonsure", "2026");
  add_arguments (procedure);
  add_return_values (procedure);
  return procedure;
}
