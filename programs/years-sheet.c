/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* years-sheet: draws six skins over the years, three outcomes each, and prints the colors. */
#include "sheet-cell.h"
#include "sheet-png.h"
#include "sheet-text.h"
#include "spectrum.h"
#include "years-cell.h"
#include "say.h"

#include <math.h>
#include <stdlib.h>

#define OUTCOMES 3
#define COLUMNS 6 /* bare skin, then years */

static const double years[COLUMNS] = { 0, 0, 2, 5, 10, 20 };

/* Pixels. */
#define MARGIN 24
#define MARK_HEIGHT 148 /* 7 % of the sheet, as in other pictures */
#define HEAD_HEIGHT 96
#define SIDE_WIDTH 150
#define GAP 4
#define COLUMN (YEARS_NEAR_WIDTH + YEARS_FAR_WIDTH + GAP + 14)
#define ROW (YEARS_HEIGHT + 8)
#define SKIN_GAP 16
#define TOP (MARK_HEIGHT + HEAD_HEIGHT)
#define WIDTH (2 * MARGIN + SIDE_WIDTH + COLUMNS * COLUMN)
#define HEIGHT (TOP + SHEET_SKINS * (OUTCOMES * ROW + SKIN_GAP) + MARGIN)

static int
row_y (guint skin, guint outcome)
{
  return TOP + (int) skin * (OUTCOMES * ROW + SKIN_GAP) + (int) outcome * ROW;
}

/* Linear light to eight bits of sRGB (IEC 61966-2-1). */
static guint32
encode (double light)
{
  double code = light <= 0.0031308 ? 12.92 * light : 1.055 * pow (light, 1 / 2.4) - 0.055;

  return (guint32) floor (255.0 * CLAMP (code, 0.0, 1.0) + 0.5);
}

static void
put (cairo_surface_t *surface, int x, int y, const float *rgb, int width)
{
  cairo_surface_flush (surface);
  for (int j = 0; j < YEARS_HEIGHT; j++)
    {
      guint32 *to = (guint32 *) (cairo_image_surface_get_data (surface)
                                 + (gsize) cairo_image_surface_get_stride (surface) * (y + j))
                    + x;

      for (int i = 0; i < width; i++, rgb += 3)
        to[i] = encode (rgb[0]) << 16 | encode (rgb[1]) << 8 | encode (rgb[2]);
    }
  cairo_surface_mark_dirty (surface);
}

static void
write_heads (cairo_t *cr)
{
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_rectangle (cr, 0, 0, WIDTH, MARK_HEIGHT);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  sheet_text (cr, SHEET_BOLD, 84, MARGIN, 90, "SIMULATION");
  sheet_text (cr, SHEET_SANS, 22, MARGIN, 130,
              "Not a photograph of a result, and a range, not a promise. Individual results vary.");
  cairo_set_source_rgb (cr, 0.07, 0.07, 0.07);
  sheet_text (
      cr, SHEET_SANS, 14, MARGIN, MARK_HEIGHT + 30,
      "Each pair: 8 x 6 mm at %d pixels/mm and 18 x 24 mm at %d pixels/mm. Favorable: one in "
      "ten does better; unfavorable: one in ten does worse.",
      YEARS_NEAR, YEARS_FAR);
  for (guint i = 0; i < COLUMNS; i++)
    {
      double x = MARGIN + SIDE_WIDTH + (int) i * COLUMN;

      if (i == 0)
        sheet_text (cr, SHEET_BOLD, 16, x, TOP - 12, "bare skin");
      else
        sheet_text (cr, SHEET_BOLD, 16, x, TOP - 12, "year %g", years[i]);
    }
}

static void
print_row (const TonsureTreatment *treatment, const char *skin, guint column, const double lab[3],
           const double bare[3])
{
  g_print ("%s,%s,", skin, tonsure_outcome_nick (treatment->outcome));
  if (column == 0)
    g_print ("bare,");
  else
    g_print ("%g,", years[column]);
  g_print ("%.2f,%.2f,%.2f,%.2f\n", lab[0], lab[1], lab[2], tonsure_ciede2000 (lab, bare));
}

static gboolean
draw_row (cairo_surface_t *surface, cairo_t *cr, guint skin, TonsureTreatment treatment,
          GError **error)
{
  g_autofree YearsCell *cell = g_new (YearsCell, 1);
  int y = row_y (skin, treatment.outcome);
  double bare[3];

  sheet_text (cr, SHEET_SANS, 13, MARGIN + 40, y + 52, "%s",
              tonsure_outcome_nick (treatment.outcome));
  treatment.melanin = sheet_skins[skin].melanin;
  treatment.blood = sheet_skins[skin].blood;
  for (guint i = 0; i < COLUMNS; i++)
    {
      TonsureTreatment now = treatment;
      int x = MARGIN + SIDE_WIDTH + (int) i * COLUMN;

      now.years = years[i];
      if (i == 0)
        now.density = 0.0;
      if (!years_cell_draw (&now, cell, error))
        return FALSE;
      for (int c = 0; c < 3 && i == 0; c++)
        bare[c] = cell->lab[c];
      put (surface, x, y, cell->near, YEARS_NEAR_WIDTH);
      put (surface, x + YEARS_NEAR_WIDTH + GAP, y, cell->far, YEARS_FAR_WIDTH);
      print_row (&treatment, sheet_skins[skin].name, i, cell->lab, bare);
    }
  return TRUE;
}

/* One of the skins alone, 1 to 6, or 0 for all. */
static gboolean
draw_sheet (cairo_surface_t *surface, const TonsureTreatment *treatment, int only, GError **error)
{
  cairo_t *cr = cairo_create (surface);
  gboolean drawn = TRUE;

  cairo_set_source_rgb (cr, 0.93, 0.93, 0.93);
  cairo_paint (cr);
  write_heads (cr);
  g_print ("skin,outcome,year,L,a,b,dE_to_bare\n");
  for (guint skin = 0; skin < SHEET_SKINS && drawn; skin++)
    {
      if (only > 0 && skin + 1 != (guint) only)
        continue;
      sheet_text (cr, SHEET_BOLD, 24, MARGIN, row_y (skin, 0) + 26, "%s", sheet_skins[skin].name);
      for (guint outcome = 0; outcome < OUTCOMES && drawn; outcome++)
        {
          TonsureTreatment one = *treatment;

          one.outcome = (TonsureOutcome) outcome;
          drawn = draw_row (surface, cr, skin, one, error);
        }
    }
  cairo_destroy (cr);
  return drawn;
}

/* The fields that the command line names, as in the text form of a treatment. */
static gboolean
read_fields (char *argv[], TonsureTreatment *treatment, GError **error)
{
  g_autofree char *fields = g_strjoinv ("\n", argv);
  g_autofree char *text = g_strconcat ("[Tonsure treatment]\nformat=2\n", fields, "\n", NULL);

  tonsure_treatment_init (treatment);
  return tonsure_treatment_from_text (treatment, text, error);
}

static gboolean
run (int argc, char *argv[], GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("PICTURE [FIELD=VALUE…]");
  TonsureTreatment treatment;
  cairo_surface_t *surface;
  gboolean done;
  int only = 0;
  const GOptionEntry entries[] = {
    { "skin", 0, 0, G_OPTION_ARG_INT, &only, "Only this one, 1 to 6", "N" },
    { 0 },
  };

  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_summary (
      context, "Draws six skins in years 0, 2, 5, 10 and 20, three outcomes each, as PNG, and "
               "prints\ntheir mean colors (CIELAB, D65) as CSV. Fields of a treatment, such as "
               "touch_ups=2.5,\nsay what is done.");
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;
  if (argc < 2 || only < 0 || only > SHEET_SKINS)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   "The sheet is to be written to a file: years-sheet [--skin=1 to 6] PICTURE");
      return FALSE;
    }
  if (!read_fields (argv + 2, &treatment, error))
    return FALSE;
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  done = draw_sheet (surface, &treatment, only, error) && sheet_png_write (surface, argv[1], error);
  cairo_surface_destroy (surface);
  return done;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;

  if (run (argc, argv, &error))
    return EXIT_SUCCESS;
  say_error ("years-sheet", error);
  return EXIT_FAILURE;
}
