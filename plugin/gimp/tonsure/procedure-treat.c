/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Treats the selected area of a picture: arguments, and how a run goes. */
#include "arguments.h"
#include "dialog.h"
#include "layers.h"
#include "procedures.h"

#include <glib/gi18n.h>
#include <string.h>

/* Parts of water in daily use (practitioners give 20 to 30). */
#define DAILY_WATER 20

static GimpValueArray *
run_failed (GimpProcedure *procedure, Treat *treat, GError *error)
{
  treat_close (treat);
  return gimp_procedure_new_return_values (procedure, GIMP_PDB_EXECUTION_ERROR, error);
}

static GimpValueArray *
run_done (GimpProcedure *procedure, GimpLayer *layer, const Record *record, const char *notes)
{
  GimpValueArray *values = gimp_procedure_new_return_values (procedure, GIMP_PDB_SUCCESS, NULL);

  GIMP_VALUES_SET_LAYER (values, 1, layer);
  GIMP_VALUES_SET_DOUBLE (values, 2, record->treatment.mm_per_px);
  GIMP_VALUES_SET_STRING (values, 3, notes);
  return values;
}

/* The arguments of another picture's last treatment say nothing about this one's scale and hair,
 * nor whether to start anew. */
static void
run_forget (GimpImage *image, GimpProcedureConfig *config)
{
  GimpLayer *layer = layers_find (image);
  TonsureTreatment *t;
  Record record;
  double mm_per_px = 0;

  memset (&record, 0, sizeof record);
  t = &record.treatment;
  if (layer != NULL && record_read (&record, layer, NULL) && record.source == TONSURE_SCALE_GIVEN
      && place_find (image, &record).change == PLACE_SAME)
    mm_per_px = t->mm_per_px;
  g_object_set (config, "mm-per-px", mm_per_px, "anew", FALSE, "hair-red", t->hair_red,
                "hair-green", t->hair_green, "hair-blue", t->hair_blue, "skin-red", t->skin_red,
                "skin-green", t->skin_green, "skin-blue", t->skin_blue, "melanin",
                t->hair_red > 0 ? t->melanin : 0, "blood", t->hair_red > 0 ? t->blood : 0, NULL);
}

/* The pictures that the user looks at get the messages too. */
static GimpValueArray *
run (GimpProcedure *procedure, GimpRunMode mode, GimpImage *image, GimpDrawable **drawables,
     GimpProcedureConfig *config, gpointer data)
{
  gboolean anew, measure, mark;
  g_autofree char *notes = NULL;
  GError *error = NULL;
  GimpLayer *layer;
  Record record;
  Treat treat = { 0 };

  gegl_init (NULL, NULL);
  if (mode != GIMP_RUN_NONINTERACTIVE)
    run_forget (image, config);
  g_object_get (config, "anew", &anew, NULL);
  if (!arguments_possible (image, &error)
      || !treat_open (&treat, image, anew, mode == GIMP_RUN_INTERACTIVE, &error))
    return run_failed (procedure, &treat, error);
  if (mode == GIMP_RUN_INTERACTIVE && !dialog_run (&treat, procedure, config))
    {
      treat_close (&treat);
      return gimp_procedure_new_return_values (procedure, GIMP_PDB_CANCEL, NULL);
    }
  g_object_get (config, "measure", &measure, "mark", &mark, NULL);
  if (measure)
    treat_measure (&treat);
  if (!treat_plan (&treat, config, &record, &error)
      || (layer = treat_apply (&treat, &record, mark, &error)) == NULL)
    return run_failed (procedure, &treat, error);
  notes = treat_notes (&treat, &record, measure);
  if (mode != GIMP_RUN_NONINTERACTIVE
      && (treat.place.change != PLACE_SAME || treat_cut_off (&treat, &record.treatment)))
    gimp_message (notes);
  gimp_displays_flush ();
  treat_close (&treat);
  return run_done (procedure, layer, &record, notes);
}

/* The inks of the library, in its order. */
static GimpChoice *
inks (void)
{
  GimpChoice *choice = gimp_choice_new ();
  guint n;
  const TonsureInk *all = tonsure_inks (&n);

  for (guint i = 0; i < n; i++)
    gimp_choice_add (choice, all[i].name, (int) i, treat_ink_label (i), NULL);
  return choice;
}

static GimpChoice *
fills (void)
{
  return gimp_choice_new_with_values (
      "auto", TREAT_FILL_AUTO, _ ("Automatic"),
      _ ("Evens out where the hair is known, as after Match…"), "even-out", TREAT_FILL_EVEN,
      _ ("Even out"),
      _ ("Dots where skin shows, until the tone is even; none on moles; fading toward bare skin"),
      "shape", TREAT_FILL_SHAPE, _ ("Fill the shape"), _ ("Dots all over the area"), NULL);
}

static void
add_arguments (GimpProcedure *procedure)
{
  guint n;

  gimp_procedure_add_choice_argument (
      procedure, "amount", _ ("_Amount"),
      _ ("How much is tattooed, as artist and client choose it; unless a density is given"),
      arguments_amounts (), tonsure_amount_nick (TONSURE_AMOUNT_TYPICAL), G_PARAM_READWRITE);
  gimp_procedure_add_choice_argument (procedure, "ink", _ ("In_k"),
                                      _ ("Black and gray inks are carbon alone, brown ones hold "
                                         "iron oxide as well, which turns red over the years"),
                                      inks (), tonsure_inks (&n)[0].name, G_PARAM_READWRITE);
  gimp_procedure_add_double_argument (
      procedure, "water", _ ("_Water (parts to one of ink)"),
      _ ("How far the ink is thinned. A third of the pigment is lost while the skin heals, and the "
         "result shows what stays. With less than two parts it is hardly darker"),
      TONSURE_INK_LEAST_WATER, TONSURE_INK_MOST_WATER, DAILY_WATER, G_PARAM_READWRITE);
  gimp_procedure_add_choice_argument (procedure, "outcome", _ ("O_utcome"),
                                      _ ("Which end of the likely range is shown"),
                                      arguments_outcomes (), "typical", G_PARAM_READWRITE);
  gimp_procedure_add_double_argument (
      procedure, "density", _ ("_Density (dots per cm², 0: as the amount says)"),
      _ ("Dots per square centimeter where the area asks for all of them; 0 for as many as the "
         "amount says"),
      0, TONSURE_MAX_DENSITY, 0, G_PARAM_READWRITE);
  arguments_add_field (procedure, "share", "share", _ ("_Part of the dots done so far (%)"));
  arguments_add_field (procedure, "jitter", "jitter",
                       _ ("_Irregularity of the hand (dot spacings)"));
  gimp_procedure_add_int_argument (procedure, "seed", _ ("Se_ed"),
                                   _ ("Another number, another set of dots"), 0, G_MAXINT32, 1,
                                   GIMP_PARAM_READWRITE);
  gimp_procedure_add_double_argument (
      procedure, "mm-per-px", _ ("_Millimeters per pixel (0: not known)"),
      _ ("Width of a pixel on the skin. If it is 0, the widest row of the area is taken "
         "as a head 155 mm wide"),
      0, 5, 0, G_PARAM_READWRITE);
  gimp_procedure_add_boolean_argument (
      procedure, "measure", _ ("Me_asure the photo"),
      _ ("Read skin color, blur and noise from the photo; otherwise typical values are "
         "used"),
      TRUE, G_PARAM_READWRITE);
  gimp_procedure_add_boolean_argument (
      procedure, "mark", _ ("Mark the picture as a simulatio_n"),
      _ ("A plate says that this is a simulation, where it hides least"), TRUE, G_PARAM_READWRITE);
  gimp_procedure_add_boolean_argument (
      procedure, "anew", _ ("Start ane_w"),
      _ ("Take the selection as the area, and forget where the dots of an earlier "
         "treatment were"),
      FALSE, G_PARAM_READWRITE);
  gimp_procedure_add_choice_argument (procedure, "fill", _ ("_Fill"),
                                      _ ("Where in the area the dots go"), fills (), "auto",
                                      G_PARAM_READWRITE);
  gimp_procedure_add_double_argument (
      procedure, "melanin", _ ("Melanin of the skin (0: as measured)"),
      _ ("Volume fraction of melanosomes in the epidermis; 0 takes what the photo shows"), 0, 0.6,
      0, G_PARAM_READWRITE);
  gimp_procedure_add_double_argument (
      procedure, "blood", _ ("Blood in the skin (0: as measured)"),
      _ ("Volume fraction of blood in the dermis; 0 takes what the photo shows"), 0, 0.1, 0,
      G_PARAM_READWRITE);
  arguments_add_field (procedure, "hair-red", "hair_red", _ ("Hair, red"));
  arguments_add_field (procedure, "hair-green", "hair_green", _ ("Hair, green"));
  arguments_add_field (procedure, "hair-blue", "hair_blue", _ ("Hair, blue"));
  arguments_add_field (procedure, "skin-red", "skin_red", _ ("Bare skin, red"));
  arguments_add_field (procedure, "skin-green", "skin_green", _ ("Bare skin, green"));
  arguments_add_field (procedure, "skin-blue", "skin_blue", _ ("Bare skin, blue"));
}

static void
add_return_values (GimpProcedure *procedure)
{
  gimp_procedure_add_layer_return_value (procedure, "layer", _ ("Layer"),
                                         _ ("The treatment area, which may be painted on"), FALSE,
                                         G_PARAM_READWRITE);
  gimp_procedure_add_double_return_value (procedure, "scale", _ ("Scale"),
                                          _ ("Millimeters per pixel"), 0, 5, 0, G_PARAM_READWRITE);
  gimp_procedure_add_string_return_value (procedure, "notes", _ ("Notes"),
                                          _ ("What was assumed, measured and mended"), NULL,
                                          G_PARAM_READWRITE);
}

GimpProcedure *
procedure_treat_new (GimpPlugIn *plug_in)
{
  GimpProcedure *procedure = gimp_image_procedure_new (plug_in, PROCEDURE_TREAT,
                                                       GIMP_PDB_PROC_TYPE_PLUGIN, run, NULL, NULL);

  gimp_procedure_set_image_types (procedure, "RGB*, GRAY*");
  gimp_procedure_set_sensitivity_mask (procedure, GIMP_PROCEDURE_SENSITIVE_DRAWABLE
                                                      | GIMP_PROCEDURE_SENSITIVE_DRAWABLES);
  gimp_procedure_set_menu_label (procedure, _ ("_Treat..."));
  gimp_procedure_add_menu_path (procedure, _ ("<Image>/Filters/Scalp Micropigmentation"));
  gimp_procedure_set_documentation (
      procedure, _ ("Show what scalp micropigmentation would look like on a photo"),
      _ ("Treats the selected area. A layer with the area is put on top of the photo; its "
         "live filter shows the dots, wherever it is painted on or erased. Run again after "
         "the picture was cropped or scaled, it puts the dots back on the same skin."),
      PROCEDURE_TREAT);
  gimp_procedure_set_attribution (procedure, "Tonsure", "Tonsure", "2026");
  add_arguments (procedure);
  add_return_values (procedure);
  return procedure;
}
