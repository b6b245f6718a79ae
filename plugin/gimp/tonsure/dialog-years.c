/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog of the years: see dialog-years.h. */
#include "dialog-years.h"

#include <glib/gi18n.h>

/* Milliseconds without a change of the arguments before the canvas follows. */
#define PATIENCE 150

typedef struct
{
  Years *years;
  GimpProcedureConfig *config;
  GtkLabel *notes;
  GtkDialog *dialog;
  guint waiting;
} Dialog;

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
      && years_preview (dialog->years, &record, &error))
    series = years_parse (text, &error);
  if (error == NULL)
    notes = years_notes (dialog->years->image, &record);
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
                                         "touch-ups", "laser",        "laser-year",
                                         "age",       "gray-now",     "hair-length" };
  GtkWidget *notes = gimp_procedure_dialog_get_label (dialog, "notes", "…", FALSE, FALSE);
  GtkWidget *kind, *columns;

  for (guint i = 0; i < G_N_ELEMENTS (sliders); i++)
    gimp_procedure_dialog_get_spin_scale (dialog, sliders[i], 1);
  kind = gimp_procedure_dialog_fill_box (dialog, "kind", "scar", "temporary", NULL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (kind), GTK_ORIENTATION_HORIZONTAL);
  gimp_procedure_dialog_fill_box (dialog, "pigment-box", "days-to-heal", "sun", "kind", "touch-ups",
                                  "laser", "laser-year", NULL);
  gimp_procedure_dialog_fill_box (dialog, "hair-box", "age", "gray-now", "ancestry", "sex",
                                  "hair-length", "loss", NULL);
  gimp_procedure_dialog_get_label (dialog, "pigment-title", _ ("Pigment"), FALSE, FALSE);
  gimp_procedure_dialog_get_label (dialog, "hair-title", _ ("Hair"), FALSE, FALSE);
  gimp_procedure_dialog_fill_frame (dialog, "pigment", "pigment-title", FALSE, "pigment-box");
  gimp_procedure_dialog_fill_frame (dialog, "hair", "hair-title", FALSE, "hair-box");
  columns = gimp_procedure_dialog_fill_box (dialog, "columns", "pigment", "hair", NULL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (columns), GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_homogeneous (GTK_BOX (columns), TRUE);
  gimp_procedure_dialog_fill (dialog, "year", "outcome", "columns", "series", "notes", NULL);
  gtk_label_set_line_wrap (GTK_LABEL (notes), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (notes), 80);
  gtk_label_set_selectable (GTK_LABEL (notes), TRUE);
  return GTK_LABEL (notes);
}

gboolean
dialog_years_run (Years *years, GimpProcedure *procedure, GimpProcedureConfig *config)
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
  years_put_back (years);
  gtk_widget_destroy (widget);
  return ok;
}
