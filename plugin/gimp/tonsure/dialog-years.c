/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog of the years: see dialog-years.h. */
#include "dialog-years.h"

#include "layers.h"

#include <glib/gi18n.h>

/* Milliseconds without a change of the arguments before the canvas follows. */
#define PATIENCE 150

typedef struct
{
  const Years *years;
  GimpProcedureConfig *config;
  GtkLabel *notes;
  GtkDialog *dialog;
  guint waiting;
} Dialog;

/* Lets the live layers show @record without a trace in the undo history. */
static gboolean
dialog_show (const Dialog *dialog, const Record *record, GError **error)
{
  GimpImage *image = dialog->years->image;
  GimpChannel *selection;
  gboolean shown;

  gimp_image_undo_freeze (image);
  selection = layers_select_all (image);
  shown = years_show (dialog->years, record, FALSE, error);
  layers_select_again (image, selection);
  gimp_image_undo_thaw (image);
  gimp_displays_flush ();
  return shown;
}

/* Shows what the arguments ask for, on the canvas and in words. */
static void
dialog_update (Dialog *dialog)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) series = NULL;
  g_autofree char *text = NULL;
  g_autofree char *notes = NULL;
  Record record;

  g_object_get (dialog->config, "series", &text, NULL);
  if (years_plan (dialog->years, dialog->config, &record, &error)
      && dialog_show (dialog, &record, &error))
    series = years_parse (text, &error);
  if (error == NULL)
    notes = years_notes (&record);
  gtk_label_set_text (dialog->notes, notes ? notes : error->message);
  gtk_dialog_set_response_sensitive (dialog->dialog, GTK_RESPONSE_OK, error == NULL);
}

static gboolean
dialog_waited (gpointer data)
{
  Dialog *dialog = data;

  dialog->waiting = 0;
  dialog_update (dialog);
  return G_SOURCE_REMOVE;
}

/* A slider on its way sends many changes; the picture follows when it rests. */
static void
dialog_changed (GObject *config, GParamSpec *pspec, Dialog *dialog)
{
  if (dialog->waiting != 0)
    g_source_remove (dialog->waiting);
  dialog->waiting = g_timeout_add (PATIENCE, dialog_waited, dialog);
}

static GtkLabel *
dialog_fill (GimpProcedureDialog *dialog)
{
  static const char *const sliders[] = { "year",      "days-to-heal", "sun",
                                         "touch-ups", "laser",        "laser-year" };
  GtkWidget *notes = gimp_procedure_dialog_get_label (dialog, "notes", "…", FALSE, FALSE);
  GtkWidget *kind;

  for (guint i = 0; i < G_N_ELEMENTS (sliders); i++)
    gimp_procedure_dialog_get_spin_scale (dialog, sliders[i], 1);
  kind = gimp_procedure_dialog_fill_box (dialog, "kind", "scar", "temporary", NULL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (kind), GTK_ORIENTATION_HORIZONTAL);
  gimp_procedure_dialog_fill (dialog, "year", "outcome", "days-to-heal", "sun", "kind", "touch-ups",
                              "laser", "laser-year", "series", "notes", NULL);
  gtk_label_set_line_wrap (GTK_LABEL (notes), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (notes), 50);
  gtk_label_set_selectable (GTK_LABEL (notes), TRUE);
  return GTK_LABEL (notes);
}

gboolean
dialog_years_run (const Years *years, GimpProcedure *procedure, GimpProcedureConfig *config)
{
  Dialog dialog = { .years = years, .config = config };
  GtkWidget *widget;
  gulong handler;
  gboolean ok;

  gimp_ui_init ("tonsure");
  widget = gimp_procedure_dialog_new (procedure, config, _ ("Years of Scalp Pigment"));
  gimp_procedure_dialog_set_ok_label (GIMP_PROCEDURE_DIALOG (widget), _ ("Sh_ow"));
  dialog.dialog = GTK_DIALOG (widget);
  dialog.notes = dialog_fill (GIMP_PROCEDURE_DIALOG (widget));
  handler = g_signal_connect (config, "notify", G_CALLBACK (dialog_changed), &dialog);
  dialog_update (&dialog);
  ok = gimp_procedure_dialog_run (GIMP_PROCEDURE_DIALOG (widget));
  g_signal_handler_disconnect (config, handler);
  if (dialog.waiting != 0)
    g_source_remove (dialog.waiting);
  dialog_show (&dialog, &years->before, NULL);
  gtk_widget_destroy (widget);
  return ok;
}
