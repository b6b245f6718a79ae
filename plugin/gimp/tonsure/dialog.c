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
  gboolean anew;
  guint waiting;
} Dialog;

/* Looks at the picture again if the user has changed his mind about starting anew. */
static gboolean
dialog_reopen (Dialog *dialog, GError **error)
{
  gboolean anew;

  g_object_get (dialog->config, "anew", &anew, NULL);
  if (anew == dialog->anew && dialog->treat->area.mask != NULL)
    return TRUE;
  preview_end (&dialog->preview);
  treat_close (dialog->treat);
  dialog->anew = anew;
  return treat_open (dialog->treat, dialog->treat->image, anew, TRUE, error);
}

/* Shows what the arguments ask for, on the canvas and in words. */
static void
dialog_update (Dialog *dialog)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gboolean measure;
  Record record;

  g_object_get (dialog->config, "measure", &measure, NULL);
  if (!dialog_reopen (dialog, &error))
    measure = FALSE;
  if (measure)
    treat_measure (dialog->treat);
  if (error == NULL && treat_plan (dialog->treat, dialog->config, &record, &error))
    {
      preview_show (&dialog->preview, dialog->treat, &record);
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

/* A density of one's own ends when an amount is chosen. */
static void
dialog_amount_chosen (GObject *config, GParamSpec *pspec, gpointer data)
{
  g_object_set (config, "density", 0.0, NULL);
}

/* What is arranged and measured: the widgets of @dialog that are not as GIMP would have them. */
static GtkLabel *
dialog_fill (GimpProcedureDialog *dialog, gboolean again)
{
  GtkWidget *notes = gimp_procedure_dialog_get_label (dialog, "notes", "…", FALSE, FALSE);
  GtkWidget *scale = gimp_procedure_dialog_get_widget (dialog, "mm-per-px", G_TYPE_NONE);

  gimp_procedure_dialog_get_spin_scale (dialog, "density", 1);
  gimp_procedure_dialog_get_spin_scale (dialog, "water", 1);
  gimp_procedure_dialog_get_spin_scale (dialog, "share", 100);
  gimp_procedure_dialog_get_spin_scale (dialog, "jitter", 1);
  gimp_label_spin_set_digits (GIMP_LABEL_SPIN (scale), 4);
  gimp_label_spin_set_increments (GIMP_LABEL_SPIN (scale), 0.01, 0.1);
  gimp_procedure_dialog_get_label (dialog, "technique-title", _ ("Technique"), FALSE, FALSE);
  gimp_procedure_dialog_get_label (dialog, "scale-title", _ ("Scale and photo"), FALSE, FALSE);
  gimp_procedure_dialog_fill_box (dialog, "technique-box", "amount", "fill", "ink", "water",
                                  "outcome", "density", "share", "jitter", "seed", NULL);
  gimp_procedure_dialog_fill_box (dialog, "scale-box", "mm-per-px", "measure", "notes", NULL);
  gimp_procedure_dialog_fill_frame (dialog, "technique", "technique-title", FALSE, "technique-box");
  gimp_procedure_dialog_fill_frame (dialog, "scale", "scale-title", FALSE, "scale-box");
  if (again)
    gimp_procedure_dialog_fill (dialog, "technique", "scale", "mark", "anew", NULL);
  else
    gimp_procedure_dialog_fill (dialog, "technique", "scale", "mark", NULL);
  gtk_label_set_line_wrap (GTK_LABEL (notes), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (notes), 50);
  gtk_label_set_selectable (GTK_LABEL (notes), TRUE);
  return GTK_LABEL (notes);
}

gboolean
dialog_run (Treat *treat, GimpProcedure *procedure, GimpProcedureConfig *config)
{
  Dialog dialog = { .treat = treat, .config = config };
  GtkWidget *widget;
  gulong handler, amount;
  gboolean ok;

  gimp_ui_init ("tonsure");
  widget = gimp_procedure_dialog_new (procedure, config, _ ("Scalp Micropigmentation"));
  gimp_procedure_dialog_set_ok_label (GIMP_PROCEDURE_DIALOG (widget), _ ("_Treat"));
  dialog.dialog = GTK_DIALOG (widget);
  dialog.notes = dialog_fill (GIMP_PROCEDURE_DIALOG (widget), treat->layer != NULL);
  handler = g_signal_connect (config, "notify", G_CALLBACK (dialog_changed), &dialog);
  amount = g_signal_connect (config, "notify::amount", G_CALLBACK (dialog_amount_chosen), NULL);
  dialog_update (&dialog);
  ok = gimp_procedure_dialog_run (GIMP_PROCEDURE_DIALOG (widget));
  g_signal_handler_disconnect (config, handler);
  g_signal_handler_disconnect (config, amount);
  if (dialog.waiting != 0)
    g_source_remove (dialog.waiting);
  preview_end (&dialog.preview);
  gtk_widget_destroy (widget);
  return ok;
}
