/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog of the match: see dialog-match.h. */
#include "dialog-match.h"

#include "overlay.h"
#include "swatches.h"

#include <glib/gi18n.h>
#include <math.h>

/* Milliseconds without a change of the arguments before it is matched again. */
#define PATIENCE 300

typedef struct
{
  Match *match;
  GimpProcedureConfig *config;
  GtkDialog *dialog;
  GtkLabel *notes;
  GtkLabel *band[TONSURE_N_BANDS][3];
  GtkWidget *table;
  Swatches swatches;
  Overlay overlay;
  guint waiting;
} Dialog;

/* Power as a standard deviation in the band, per cent of the light: what the eye compares. */
static double
contrast (const TonsureBands *bands, guint b)
{
  double low = tonsure_band_edges[b], high = tonsure_band_edges[b + 1];

  return 100 * sqrt (bands->power[b] * G_PI * (high * high - low * low));
}

static void
set_cell (GtkLabel *label, const char *format, double value, gboolean known)
{
  g_autofree char *text = known ? g_strdup_printf (format, value) : g_strdup ("–");

  gtk_label_set_text (label, text);
}

static void
dialog_show_bands (Dialog *dialog)
{
  const TonsureBands *stubble = &dialog->match->stubble, *treated = &dialog->match->treated;

  for (guint b = 0; b < TONSURE_N_BANDS; b++)
    {
      gboolean one = b < stubble->n_bands, other = b < treated->n_bands;

      set_cell (dialog->band[b][0], "%.1f %%", one ? contrast (stubble, b) : 0, one);
      set_cell (dialog->band[b][1], "%.1f %%", other ? contrast (treated, b) : 0, other);
      set_cell (dialog->band[b][2], "× %.2f",
                one && other ? treated->power[b] / stubble->power[b] : 0, one && other);
    }
}

/* Finds the pigment that the arguments ask for, and shows what comes of it. */
static void
dialog_update (Dialog *dialog)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gboolean found;

  overlay_end (&dialog->overlay);
  found = match_find (dialog->match, dialog->config, &error);
  if (found)
    {
      overlay_show (&dialog->overlay, dialog->match->treat.image, &dialog->match->marks);
      text = match_notes (dialog->match);
      dialog_show_bands (dialog);
    }
  swatches_show (&dialog->swatches, found ? match_chosen (dialog->match) : NULL);
  gtk_widget_set_sensitive (dialog->table, found);
  gtk_label_set_text (dialog->notes, found ? text : error->message);
  gtk_dialog_set_response_sensitive (dialog->dialog, GTK_RESPONSE_OK, found);
}

static gboolean
dialog_waited (gpointer data)
{
  Dialog *dialog = data;

  dialog->waiting = 0;
  dialog_update (dialog);
  return G_SOURCE_REMOVE;
}

static void
dialog_changed (GObject *config, GParamSpec *pspec, Dialog *dialog)
{
  if (dialog->waiting != 0)
    g_source_remove (dialog->waiting);
  dialog->waiting = g_timeout_add (PATIENCE, dialog_waited, dialog);
}

/* The spectra, a column for each band. */
static GtkWidget *
dialog_table (Dialog *dialog)
{
  const char *titles[4] = { _ ("Cycles per mm"), _ ("Stubble"), _ ("Treated"), _ ("Power") };
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());

  gtk_grid_set_column_spacing (grid, 16);
  for (int i = 0; i < 4; i++)
    {
      GtkWidget *title = gtk_label_new (titles[i]);

      gtk_label_set_xalign (GTK_LABEL (title), 0);
      gtk_grid_attach (grid, title, 0, i, 1, 1);
    }
  for (int b = 0; b < TONSURE_N_BANDS; b++)
    {
      g_autofree char *name =
          g_strdup_printf ("%.2g – %.2g", tonsure_band_edges[b], tonsure_band_edges[b + 1]);

      gtk_grid_attach (grid, gtk_label_new (name), b + 1, 0, 1, 1);
      for (int i = 0; i < 3; i++)
        {
          GtkWidget *cell = gtk_label_new (NULL);

          dialog->band[b][i] = GTK_LABEL (cell);
          gtk_grid_attach (grid, cell, b + 1, i + 1, 1, 1);
        }
    }
  return GTK_WIDGET (grid);
}

static void
dialog_pack (GtkBox *box, GtkWidget *widget)
{
  gtk_box_pack_start (box, widget, FALSE, FALSE, 6);
  gtk_widget_show_all (widget);
}

/* Screens are low. */
static void
beside_each_other (GtkWidget *box)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (box), GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (GTK_BOX (box), 12);
}

/* Below the arguments: words, colors, spectra. */
static void
dialog_fill (Dialog *dialog)
{
  GimpProcedureDialog *arguments = GIMP_PROCEDURE_DIALOG (dialog->dialog);
  GtkBox *box = GTK_BOX (gtk_dialog_get_content_area (dialog->dialog));
  GtkWidget *scale = gimp_procedure_dialog_get_widget (arguments, "mm-per-px", G_TYPE_NONE);
  GtkWidget *notes = gtk_label_new (NULL);

  gimp_label_spin_set_digits (GIMP_LABEL_SPIN (scale), 4);
  gimp_label_spin_set_increments (GIMP_LABEL_SPIN (scale), 0.01, 0.1);
  beside_each_other (gimp_procedure_dialog_fill_box (arguments, "marks", "hair", "skin", NULL));
  beside_each_other (gimp_procedure_dialog_fill_box (arguments, "hairs", "look", "guard-length",
                                                     "hair-length", NULL));
  beside_each_other (
      gimp_procedure_dialog_fill_box (arguments, "dots", "amount", "density", "mm-per-px", NULL));
  beside_each_other (gimp_procedure_dialog_fill_box (arguments, "person", "age", "gray-today",
                                                     "ancestry", "sex", NULL));
  beside_each_other (
      gimp_procedure_dialog_fill_box (arguments, "ahead", "years", "answer", "mark", NULL));
  gimp_procedure_dialog_fill (arguments, "marks", "hairs", "dots", "person", "ahead", NULL);
  swatches_init (&dialog->swatches);
  dialog->notes = GTK_LABEL (notes);
  dialog->table = dialog_table (dialog);
  gtk_label_set_line_wrap (dialog->notes, TRUE);
  gtk_label_set_max_width_chars (dialog->notes, 70);
  gtk_label_set_selectable (dialog->notes, TRUE);
  gtk_label_set_xalign (dialog->notes, 0);
  dialog_pack (box, notes);
  dialog_pack (box, dialog->swatches.grid);
  dialog_pack (box, dialog->table);
}

gboolean
dialog_match_run (Match *match, GimpProcedure *procedure, GimpProcedureConfig *config)
{
  Dialog dialog = { .match = match, .config = config };
  GtkWidget *widget;
  gulong handler;
  gboolean ok;

  gimp_ui_init ("tonsure");
  widget = gimp_procedure_dialog_new (procedure, config, _ ("Match Pigment to Hair"));
  gimp_procedure_dialog_set_ok_label (GIMP_PROCEDURE_DIALOG (widget), _ ("_Treat with it"));
  dialog.dialog = GTK_DIALOG (widget);
  dialog_fill (&dialog);
  handler = g_signal_connect (config, "notify", G_CALLBACK (dialog_changed), &dialog);
  dialog_update (&dialog);
  ok = gimp_procedure_dialog_run (GIMP_PROCEDURE_DIALOG (widget));
  g_signal_handler_disconnect (config, handler);
  if (dialog.waiting != 0)
    {
      g_source_remove (dialog.waiting);
      dialog_update (&dialog);
    }
  overlay_end (&dialog.overlay);
  gtk_widget_destroy (widget);
  return ok;
}
