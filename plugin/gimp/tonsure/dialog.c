/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog of the procedure: see dialog.h. */
#include "dialog.h"

#include "preview.h"

#include <glib/gi18n.h>

/* Milliseconds without a change of the arguments before the canvas follows. */
#define PATIENCE 150

typedef struct
{
  Treat *treat;
  GimpProcedureConfig *config;
  GtkLabel *notes;
  GtkDialog *dialog;
  Preview preview;
  guint waiting;
} Dialog;

/* Shows what the arguments ask for, on the canvas and in words. */
static void
dialog_update (Dialog *dialog)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gboolean measure;
  Record record;

  g_object_get (dialog->config, "measure", &measure, NULL);
  if (measure)
    treat_measure (dialog->treat);
  if (treat_plan (dialog->treat, dialog->config, &record, &error))
    {
      preview_show (&dialog->preview, dialog->treat, &record.treatment);
      text = treat_notes (dialog->treat, &record, measure);
    }
  gtk_label_set_text (dialog->notes, text ? text : error->message);
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

static GtkWidget *
dialog_new (GimpProcedure *procedure, GimpProcedureConfig *config)
{
  GtkWidget *widget = gimp_procedure_dialog_new (procedure, config,
                                                 _ ("Scalp Micropigmentation"));
  GimpProcedureDialog *dialog = GIMP_PROCEDURE_DIALOG (widget);

  gimp_procedure_dialog_set_ok_label (dialog, _ ("_Treat"));
  gimp_procedure_dialog_get_scale_entry (dialog, "density", 1);
  gimp_procedure_dialog_get_scale_entry (dialog, "share", 100);
  gimp_procedure_dialog_get_scale_entry (dialog, "jitter", 1);
  gimp_procedure_dialog_get_label (dialog, "scale-title", _ ("Scale and photo"), FALSE,
                                   FALSE);
  gimp_procedure_dialog_get_label (dialog, "technique-title", _ ("Technique"), FALSE, FALSE);
  gimp_procedure_dialog_get_label (dialog, "notes", "…", FALSE, FALSE);
  gimp_procedure_dialog_fill_box (dialog, "technique-box", "density", "outcome", "share",
                                  "jitter", "seed", NULL);
  gimp_procedure_dialog_fill_box (dialog, "scale-box", "mm-per-px", "measure", "notes",
                                  NULL);
  gimp_procedure_dialog_fill_frame (dialog, "technique", "technique-title", FALSE,
                                    "technique-box");
  gimp_procedure_dialog_fill_frame (dialog, "scale", "scale-title", FALSE, "scale-box");
  gimp_procedure_dialog_fill (dialog, "technique", "scale", "mark", NULL);
  return widget;
}

gboolean
dialog_run (Treat *treat, GimpProcedure *procedure, GimpProcedureConfig *config)
{
  Dialog dialog = { .treat = treat, .config = config };
  GtkWidget *widget;
  gulong handler;
  gboolean ok;

  gimp_ui_init ("tonsure");
  widget = dialog_new (procedure, config);
  dialog.dialog = GTK_DIALOG (widget);
  dialog.notes = GTK_LABEL (gimp_procedure_dialog_get_label (
      GIMP_PROCEDURE_DIALOG (widget), "notes", NULL, FALSE, FALSE));
  gtk_label_set_line_wrap (dialog.notes, TRUE);
  gtk_label_set_max_width_chars (dialog.notes, 50);
  gtk_label_set_selectable (dialog.notes, TRUE);
  handler = g_signal_connect (config, "notify", G_CALLBACK (dialog_changed), &dialog);
  dialog_update (&dialog);
  ok = gimp_procedure_dialog_run (GIMP_PROCEDURE_DIALOG (widget));
  g_signal_handler_disconnect (config, handler);
  if (dialog.waiting != 0)
    g_source_remove (dialog.waiting);
  preview_end (&dialog.preview);
  gtk_widget_destroy (widget);
  return ok;
}
