/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* years-strip: draws treated skin beside stubble over the years, on six heads, three outcomes
 * each, and prints how far they are apart. */
#include "pigment.h"
#include "sheet-png.h"
#include "sheet-text.h"
#include "spectrum.h"
#include "strip-head.h"

#include <math.h>
#include <stdlib.h>

#define HEADS 6
#define OUTCOMES 3
#define YEARS 5

static const struct
{
  PhantomSkin skin;
  PhantomHair hair;
} heads[HEADS] = {
  { PHANTOM_SKIN_I, PHANTOM_HAIR_BLOND },        { PHANTOM_SKIN_II, PHANTOM_HAIR_BROWN },
  { PHANTOM_SKIN_III, PHANTOM_HAIR_DARK_BROWN }, { PHANTOM_SKIN_IV, PHANTOM_HAIR_BLACK },
  { PHANTOM_SKIN_V, PHANTOM_HAIR_BLACK },        { PHANTOM_SKIN_VI, PHANTOM_HAIR_BLACK },
};

static const double years[YEARS] = { 0, 2, 5, 10, 20 };

/* Pixels. */
#define MARGIN 24
#define MARK_HEIGHT 148
#define HEAD_HEIGHT 76
#define SIDE_WIDTH 150
#define COLUMN (STRIP_WIDTH + 8)
#define ROW (STRIP_HEIGHT + 8)
#define GAP 34 /* above a head */
#define TOP (MARK_HEIGHT + HEAD_HEIGHT)
#define WIDTH (2 * MARGIN + SIDE_WIDTH + YEARS * COLUMN)
#define HEAD (OUTCOMES * ROW + GAP)

/* Linear light to eight bits of sRGB (IEC 61966-2-1). */
static guint32
encode (double light)
{
  double code = light <= 0.0031308 ? 12.92 * light : 1.055 * pow (light, 1 / 2.4) - 0.055;

  return (guint32) floor (255.0 * CLAMP (code, 0.0, 1.0) + 0.5);
}

static void
put (cairo_surface_t *surface, int x, int y, const float *rgba)
{
  cairo_surface_flush (surface);
  for (int j = 0; j < STRIP_HEIGHT; j++)
    {
      guint32 *to = (guint32 *) (cairo_image_surface_get_data (surface)
                                 + (gsize) cairo_image_surface_get_stride (surface) * (y + j))
                    + x;

      for (int i = 0; i < STRIP_WIDTH; i++, rgba += 4)
        to[i] = encode (rgba[0]) << 16 | encode (rgba[1]) << 8 | encode (rgba[2]);
    }
  cairo_surface_mark_dirty (surface);
}

static void
write_heads (cairo_t *cr)
{
  cairo_set_source_rgb (cr, 0.93, 0.93, 0.93);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_rectangle (cr, 0, 0, WIDTH, MARK_HEIGHT);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  sheet_text (cr, SHEET_BOLD, 84, MARGIN, 90, "SIMULATION");
  sheet_text (cr, SHEET_SANS, 22, MARGIN, 130,
              "Not a photograph of a result, and a range, not a promise. Individual results vary.");
  cairo_set_source_rgb (cr, 0.07, 0.07, 0.07);
  sheet_text (cr, SHEET_SANS, 14, MARGIN, MARK_HEIGHT + 30,
              "Treated skin above, stubble below, %d x %d mm at %d pixels/mm. Age %g in year 0. "
              "Favorable: one in ten does better; unfavorable: one in ten does worse.",
              STRIP_WIDTH / STRIP_PX_PER_MM, STRIP_HEIGHT / STRIP_PX_PER_MM, STRIP_PX_PER_MM,
              STRIP_AGE);
  for (int i = 0; i < YEARS; i++)
    sheet_text (cr, SHEET_BOLD, 16, MARGIN + SIDE_WIDTH + i * COLUMN, TOP - 12, "year %g",
                years[i]);
}

static void
print_year (const char *head, TonsureOutcome outcome, double year, const StripYear *drawn)
{
  g_print ("%s,%s,%g,%.3f", head, tonsure_outcome_nick (outcome), year, drawn->gray);
  for (int c = 0; c < 3; c++)
    g_print (",%.2f", drawn->treated[c]);
  for (int c = 0; c < 3; c++)
    g_print (",%.2f", drawn->stubble[c]);
  g_print (",%.2f\n", tonsure_ciede2000 (drawn->treated, drawn->stubble));
}

static gboolean
draw_rows (cairo_surface_t *surface, cairo_t *cr, const StripHead *head, const char *name, int top,
           GError **error)
{
  for (int outcome = 0; outcome < OUTCOMES; outcome++)
    {
      int y = top + outcome * ROW;

      sheet_text (cr, SHEET_SANS, 13, MARGIN + 40, y + STRIP_HEIGHT / 2, "%s",
                  tonsure_outcome_nick ((TonsureOutcome) outcome));
      for (int i = 0; i < YEARS; i++)
        {
          StripYear year;

          if (!strip_head_draw (head, years[i], (TonsureOutcome) outcome, &year, error))
            return FALSE;
          put (surface, MARGIN + SIDE_WIDTH + i * COLUMN, y, year.rgba);
          print_year (name, (TonsureOutcome) outcome, years[i], &year);
          g_free (year.rgba);
        }
    }
  return TRUE;
}

static gboolean
draw_head (cairo_surface_t *surface, cairo_t *cr, int which, int top, GError **error)
{
  const char *skin = phantom_skin_names[heads[which].skin];
  const char *hair = phantom_hair_names[heads[which].hair];
  g_autofree char *name = g_strdup_printf ("%s %s", skin, hair);
  StripHead head;
  gboolean drawn = strip_head_init (&head, heads[which].skin, heads[which].hair, error);

  if (drawn)
    {
      guint n;

      sheet_text (cr, SHEET_BOLD, 16, MARGIN, top - 8,
                  "Skin %s, %s hair%s: %s, %g parts of water, %.0f dots/cm²", skin, hair,
                  head.match.grade <= TONSURE_GRADE_CLOSE ? "" : " (not close)",
                  tonsure_inks (&n)[head.match.ink].name, head.match.water, head.match.density);
      drawn = draw_rows (surface, cr, &head, name, top, error);
    }
  strip_head_clear (&head);
  return drawn;
}

static gboolean
draw (const char *path, int only, GError **error)
{
  int n = only > 0 ? 1 : HEADS;
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, TOP + n * HEAD + MARGIN);
  cairo_t *cr = cairo_create (surface);
  gboolean done = TRUE;

  write_heads (cr);
  g_print (
      "head,outcome,year,gray,treated L,treated a,treated b,stubble L,stubble a,stubble b,dE\n");
  for (int i = 0; i < n && done; i++)
    done = draw_head (surface, cr, only > 0 ? only - 1 : i, TOP + i * HEAD + GAP, error);
  done = done && sheet_png_write (surface, path, error);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return done;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new ("PICTURE");
  g_autoptr (GError) error = NULL;
  int only = 0;
  const GOptionEntry entries[] = {
    { "head", 0, 0, G_OPTION_ARG_INT, &only, "Only this one, 1 to 6", "N" },
    { 0 },
  };

  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_summary (
      context,
      "Draws treated skin beside stubble in years 0, 2, 5, 10 and 20, on six heads, three\n"
      "outcomes each, as PNG, and prints how much of the hair is white, and the mean\n"
      "colors of treated skin and stubble (CIELAB, D65) and their CIEDE2000 as CSV.");
  if (g_option_context_parse (context, &argc, &argv, &error) && argc == 2 && only >= 0
      && only <= HEADS && draw (argv[1], only, &error))
    return EXIT_SUCCESS;
  g_printerr ("years-strip: %s\n",
              error ? error->message : "it is called as years-strip [--head=N] PICTURE");
  return EXIT_FAILURE;
}
