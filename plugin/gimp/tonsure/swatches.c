/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Patches of color: see swatches.h. */
#include "swatches.h"

#include <glib/gi18n.h>
#include <math.h>

#define ACROSS 7
#define WIDTH 110
#define HEIGHT 56

static double
cube (double f)
{
  return f > 6.0 / 29 ? f * f * f : 3 * 36.0 / 841 * (f - 4.0 / 29);
}

/* CIELAB to what a screen of sRGB is told (CIE 15, IEC 61966-2-1). */
static void
to_screen (const double lab[3], double rgb[3])
{
  static const double white[3] = { 0.95047, 1, 1.08883 };
  double y = (lab[0] + 16) / 116;
  const double f[3] = { y + lab[1] / 500, y, y - lab[2] / 200 };
  double xyz[3];

  for (int a = 0; a < 3; a++)
    xyz[a] = white[a] * cube (f[a]);
  tonsure_xyz_to_rgb (xyz, NULL, rgb);
  for (int c = 0; c < 3; c++)
    {
      double light = CLAMP (rgb[c], 0, 1);

      rgb[c] = light <= 0.0031308 ? 12.92 * light : 1.055 * pow (light, 1 / 2.4) - 0.055;
    }
}

static gboolean
swatch_draw (GtkWidget *widget, cairo_t *cr, const double *rgb)
{
  cairo_set_source_rgb (cr, rgb[0], rgb[1], rgb[2]);
  cairo_paint (cr);
  return TRUE;
}

void
swatches_init (Swatches *swatches)
{
  static const char *const names[TONSURE_N_COLORS] = {
    [TONSURE_COLOR_SKIN] = N_ ("Skin"),
    [TONSURE_COLOR_HAIR] = N_ ("Hair"),
    [TONSURE_COLOR_STUBBLE] = N_ ("Stubble, at arm's length"),
    [TONSURE_COLOR_FRESH] = N_ ("Pigment today"),
    [TONSURE_COLOR_HEALED] = N_ ("Healed, typical"),
    [TONSURE_COLOR_FAVORABLE] = N_ ("Healed, favorable"),
    [TONSURE_COLOR_UNFAVORABLE] = N_ ("Healed, unfavorable"),
  };
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());

  gtk_grid_set_column_spacing (grid, 8);
  gtk_grid_set_row_spacing (grid, 2);
  for (int i = 0; i < TONSURE_N_COLORS; i++)
    {
      GtkWidget *figures = gtk_label_new (NULL);
      int row = 3 * (i / ACROSS), column = i % ACROSS;

      swatches->patch[i] = gtk_drawing_area_new ();
      swatches->figures[i] = GTK_LABEL (figures);
      gtk_widget_set_size_request (swatches->patch[i], WIDTH, HEIGHT);
      g_signal_connect (swatches->patch[i], "draw", G_CALLBACK (swatch_draw), swatches->rgb[i]);
      gtk_grid_attach (grid, gtk_label_new (_ (names[i])), column, row, 1, 1);
      gtk_grid_attach (grid, swatches->patch[i], column, row + 1, 1, 1);
      gtk_grid_attach (grid, figures, column, row + 2, 1, 1);
    }
  swatches->grid = GTK_WIDGET (grid);
}

void
swatches_show (Swatches *swatches, const TonsureMatch *match)
{
  for (int i = 0; i < TONSURE_N_COLORS; i++)
    {
      g_autofree char *text = NULL;

      gtk_widget_set_opacity (swatches->patch[i], match != NULL ? 1 : 0);
      if (match == NULL)
        {
          gtk_label_set_text (swatches->figures[i], "");
          continue;
        }
      to_screen (match->lab[i], swatches->rgb[i]);
      text = g_strdup_printf ("L* %.0f  a* %.0f  b* %.0f", match->lab[i][0], match->lab[i][1],
                              match->lab[i][2]);
      gtk_label_set_text (swatches->figures[i], text);
      gtk_widget_queue_draw (swatches->patch[i]);
    }
}
