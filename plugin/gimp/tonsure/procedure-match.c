/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the pigment that looks like the shaved hair beside the area: arguments, and how a run
 * goes. */
#include "arguments.h"
#include "dialog-match.h"
#include "match-values.h"
#include "procedures.h"

#include <glib/gi18n.h>

static GimpValueArray *
run_failed (GimpProcedure *procedure, Match *match, GError *error)
{
  match_close (match);
  return gimp_procedure_new_return_values (procedure, GIMP_PDB_EXECUTION_ERROR, error);
}

static GimpValueArray *
run (GimpProcedure *procedure, GimpRunMode mode, GimpImage *image, GimpDrawable **drawables,
     GimpProcedureConfig *config, gpointer data)
{
  GimpValueArray *values;
  GimpLayer *layer = NULL;
  GError *error = NULL;
  gboolean treat;
  Match match;

  gegl_init (NULL, NULL);
  /* Marks of another picture say nothing, nor does its scale. */
  if (mode != GIMP_RUN_NONINTERACTIVE)
    g_object_set (config, "hair", NULL, "skin", NULL, "mm-per-px", 0.0, "gray-today", -1.0,
                  "hair-length", 0.0, "treat", TRUE, NULL);
  if (!match_open (&match, image, &error))
    return run_failed (procedure, &match, error);
  if (mode == GIMP_RUN_INTERACTIVE)
    {
      if (!dialog_match_run (&match, procedure, config))
        {
          match_close (&match);
          return gimp_procedure_new_return_values (procedure, GIMP_PDB_CANCEL, NULL);
        }
    }
  else if (!match_find (&match, config, &error))
    return run_failed (procedure, &match, error);
  g_object_get (config, "treat", &treat, NULL);
  if (treat && (layer = match_treat (&match, config, &error)) == NULL)
    return run_failed (procedure, &match, error);
  gimp_displays_flush ();
  values = procedure_match_values (procedure, &match, layer);
  match_close (&match);
  return values;
}

/* In the order of the library. */
static GimpChoice *
ancestries (void)
{
  return gimp_choice_new_with_values (
      "european", TONSURE_ANCESTRY_EUROPEAN, _ ("European"), NULL, "asian", TONSURE_ANCESTRY_ASIAN,
      _ ("Asian"), _ ("Turns gray five years later"), "african", TONSURE_ANCESTRY_AFRICAN,
      _ ("African"), _ ("Turns gray ten years later"), NULL);
}

static GimpChoice *
sexes (void)
{
  return gimp_choice_new_with_values ("male", TONSURE_SEX_MALE, _ ("Male"), NULL, "female",
                                      TONSURE_SEX_FEMALE, _ ("Female"),
                                      _ ("Turns gray three years later"), NULL);
}

static GimpChoice *
answers (void)
{
  return gimp_choice_new_with_values ("today", TONSURE_ANSWER_TODAY, _ ("Nearest today"), NULL,
                                      "years", TONSURE_ANSWER_YEARS, _ ("Nearest over the years"),
                                      _ ("Where the largest difference over the years is least"),
                                      NULL);
}

static GimpChoice *
looks (void)
{
  return gimp_choice_new_with_values (
      "auto", TONSURE_LOOK_AUTO, _ ("By its length"),
      _ ("Shaved up to 20 mm, or where the length is not known; longer hair stays"), "shaved",
      TONSURE_LOOK_SHAVED, _ ("Is shaved"), NULL, "hair-stays", TONSURE_LOOK_HAIR_STAYS,
      _ ("Stays"), NULL, NULL);
}

/* What becomes of the hair, and how much is wished for. */
static void
add_wishes (GimpProcedure *procedure)
{
  gimp_procedure_add_choice_argument (
      procedure, "amount", _ ("A_mount"),
      _ ("How dark it is to be; never darker than the stubble, and at least six tenths of the way "
         "to it"),
      arguments_amounts (), tonsure_amount_nick (TONSURE_AMOUNT_TYPICAL), G_PARAM_READWRITE);
  gimp_procedure_add_choice_argument (procedure, "look", _ ("H_air"),
                                      _ ("What becomes of the hair beside the area"), looks (),
                                      "auto", G_PARAM_READWRITE);
  gimp_procedure_add_double_argument (procedure, "guard-length", _ ("_Guard length (mm)"),
                                      _ ("What the hair is shaved to"), 0, 20, TONSURE_GUARD,
                                      G_PARAM_READWRITE);
  gimp_procedure_add_double_argument (
      procedure, "hair-length", _ ("_Length of the hair in the photo (mm, 0: not known)"),
      _ ("Where it is not known, stubble that can be read is taken as shaved to the guard length"),
      0, 300, 0, G_PARAM_READWRITE);
}

/* How far ahead it is looked, and whose hair turns white meanwhile. */
static void
add_years (GimpProcedure *procedure)
{
  gimp_procedure_add_int_argument (
      procedure, "years", _ ("_Years ahead"),
      _ ("For how long the pigment should stay near to the hair; 0 looks at today only"), 0,
      TONSURE_MISMATCH_MOST_YEARS, TONSURE_MATCH_YEARS, G_PARAM_READWRITE);
  gimp_procedure_add_double_argument (
      procedure, "age", _ ("_Age"),
      _ ("Of the person, by which hair turns gray; 0 where it is not known, and the hair is taken "
         "to keep its color"),
      0, 100, 35, G_PARAM_READWRITE);
  gimp_procedure_add_choice_argument (procedure, "ancestry", _ ("Anc_estry"),
                                      _ ("People differ in when their hair turns gray"),
                                      ancestries (), "european", G_PARAM_READWRITE);
  gimp_procedure_add_choice_argument (procedure, "sex", _ ("Se_x"),
                                      _ ("People differ in when their hair turns gray"), sexes (),
                                      "male", G_PARAM_READWRITE);
  gimp_procedure_add_double_argument (
      procedure, "gray-today", _ ("_White hair (%)"),
      _ ("Part of the hair that is white today; -1 where it is not known, and people of that age "
         "are taken to differ as they do"),
      -1, 100, -1, G_PARAM_READWRITE);
  gimp_procedure_add_choice_argument (procedure, "answer", _ ("_Pigment"),
                                      _ ("Which of the two is shown, and treats"), answers (),
                                      "today", G_PARAM_READWRITE);
}

static void
add_arguments (GimpProcedure *procedure)
{
  gimp_procedure_add_drawable_argument (
      procedure, "hair", _ ("_Hair is marked by"),
      _ ("A channel, or a layer, that is white or opaque where there is shaved hair"), TRUE,
      G_PARAM_READWRITE);
  gimp_procedure_add_drawable_argument (
      procedure, "skin", _ ("S_kin is marked by"),
      _ ("A channel, or a layer, that is white or opaque where the skin is bare"), TRUE,
      G_PARAM_READWRITE);
  gimp_procedure_add_double_argument (
      procedure, "density", _ ("_Density wished for (dots per cm²)"),
      _ ("The match may need more or fewer dots; it keeps as near to this as the inks allow"),
      TONSURE_MATCH_SPARSEST, TONSURE_MATCH_DENSEST, TONSURE_TYPICAL_DENSITY, G_PARAM_READWRITE);
  gimp_procedure_add_double_argument (
      procedure, "mm-per-px", _ ("_Millimeters per pixel (0: not known)"),
      _ ("Width of a pixel on the skin. If it is 0, the widest row of the area is taken "
         "as a head 155 mm wide"),
      0, 5, 0, G_PARAM_READWRITE);
  gimp_procedure_add_boolean_argument (
      procedure, "mark", _ ("Mark the picture as a simulatio_n"),
      _ ("A plate says that this is a simulation, where it hides least"), TRUE, G_PARAM_READWRITE);
  gimp_procedure_add_boolean_argument (procedure, "treat", _ ("Treat _with it"),
                                       _ ("Treat the area with the pigment, whatever its grade"),
                                       FALSE, G_PARAM_READWRITE);
  add_wishes (procedure);
  add_years (procedure);
}

GimpProcedure *
procedure_match_new (GimpPlugIn *plug_in)
{
  GimpProcedure *procedure = gimp_image_procedure_new (plug_in, PROCEDURE_MATCH,
                                                       GIMP_PDB_PROC_TYPE_PLUGIN, run, NULL, NULL);

  gimp_procedure_set_image_types (procedure, "RGB*, GRAY*");
  gimp_procedure_set_sensitivity_mask (procedure, GIMP_PROCEDURE_SENSITIVE_DRAWABLE
                                                      | GIMP_PROCEDURE_SENSITIVE_DRAWABLES);
  gimp_procedure_set_menu_label (procedure, _ ("_Match..."));
  gimp_procedure_add_menu_path (procedure, _ ("<Image>/Filters/Scalp Micropigmentation"));
  gimp_procedure_set_documentation (
      procedure, _ ("Find the pigment that suits the shaved hair beside the area"),
      _ ("Compares bare skin and shaved hair in the photo, and finds ink, water and dots that, "
         "once "
         "healed, look like the hair at arm's length. Hair and skin are what two channels or "
         "layers "
         "mark; else what lies within 3 mm of the sample points, the first for hair, the second "
         "for "
         "skin and so on in turn; else what is found beside the selected area and in it."),
      PROCEDURE_MATCH);
  gimp_procedure_set_attribution (procedure, "Tonsure", "Tonsure", "2026");
  add_arguments (procedure);
  procedure_match_add_values (procedure);
  return procedure;
}
