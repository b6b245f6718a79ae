/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Draws contact sheets: see survey-page.h. */
#include "survey-page.h"

#include "sheet-png.h"
#include "sheet-text.h"

#include <math.h>
#include <string.h>

/* Pixels. */
#define MARGIN 16
#define GAP 8
#define TITLE 20
#define LETTERS 13.0
#define LETTER_WIDTH 7.5
#define LINE 18
#define LEAST_STRIP 60

#define STRIP 0.075 /* of the sheet: a little more than the 7 % of other pictures */

typedef struct
{
  char *title;
  cairo_surface_t *panel;
} Panel;

typedef struct
{
  char **caption;
  GArray *panels;
} Row;

struct SurveyPage
{
  int side;
  GArray *rows;
};

static void
panel_clear (gpointer data)
{
  Panel *panel = data;

  g_free (panel->title);
  cairo_surface_destroy (panel->panel);
}

static void
row_clear (gpointer data)
{
  Row *row = data;

  g_strfreev (row->caption);
  g_array_unref (row->panels);
}

SurveyPage *
survey_page_new (int side)
{
  SurveyPage *page = g_new (SurveyPage, 1);

  page->side = side;
  page->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_array_set_clear_func (page->rows, row_clear);
  return page;
}

void
survey_page_free (SurveyPage *page)
{
  g_array_unref (page->rows);
  g_free (page);
}

static Row *
last_row (const SurveyPage *page)
{
  return &g_array_index (page->rows, Row, page->rows->len - 1);
}

void
survey_page_add_row (SurveyPage *page)
{
  Row row = { g_new0 (char *, 1), g_array_new (FALSE, FALSE, sizeof (Panel)) };

  g_array_set_clear_func (row.panels, panel_clear);
  g_array_append_val (page->rows, row);
}

void
survey_page_add_panel (SurveyPage *page, const char *title, cairo_surface_t *surface)
{
  Panel panel = { g_strdup (title), cairo_surface_reference (surface) };

  g_array_append_val (last_row (page)->panels, panel);
}

/* Lines of at most @most characters, broken at spaces. */
static char **
break_lines (const char *text, glong most)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  GString *line = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (line->len > 0 && g_utf8_strlen (line->str, -1) + 1 + g_utf8_strlen (words[i], -1) > most)
        {
          g_ptr_array_add (lines, g_string_free (line, FALSE));
          line = g_string_new (NULL);
        }
      if (line->len > 0)
        g_string_append_c (line, ' ');
      g_string_append (line, words[i]);
    }
  g_ptr_array_add (lines, g_string_free (line, FALSE));
  g_ptr_array_add (lines, NULL);
  return (char **) g_ptr_array_steal (lines, NULL);
}

void
survey_page_set_caption (SurveyPage *page, const char *title, const char *text)
{
  Row *row = last_row (page);
  g_autofree char *all = g_strconcat (title, ": ", text, NULL);

  g_strfreev (row->caption);
  row->caption =
      break_lines (all, (glong) (page->side * (int) MAX (row->panels->len, 2) / LETTER_WIDTH));
}

guint
survey_page_rows (const SurveyPage *page)
{
  return page->rows->len;
}

/* Of the highest panel. */
static int
panels_height (const Row *row)
{
  int height = 0;

  for (guint i = 0; i < row->panels->len; i++)
    height =
        MAX (height, cairo_image_surface_get_height (g_array_index (row->panels, Panel, i).panel));
  return height;
}

static int
row_height (const Row *row)
{
  return TITLE + panels_height (row) + LINE * (int) g_strv_length (row->caption) + 2 * GAP;
}

static void
draw_row (cairo_t *cr, const SurveyPage *page, const Row *row, int y)
{
  int below = y + TITLE + panels_height (row);

  cairo_set_source_rgb (cr, 0.07, 0.07, 0.07);
  for (guint i = 0; row->caption[i] != NULL; i++)
    sheet_text (cr, SHEET_SANS, LETTERS, MARGIN, below + LINE * (int) (i + 1) - 3, "%s",
                row->caption[i]);
  for (guint i = 0; i < row->panels->len; i++)
    {
      const Panel *panel = &g_array_index (row->panels, Panel, i);
      int x = MARGIN + (int) i * (page->side + GAP);

      cairo_set_source_rgb (cr, 0.07, 0.07, 0.07);
      sheet_text (cr, SHEET_SANS, LETTERS, x, y + TITLE - 6, "%s", panel->title);
      cairo_set_source_surface (cr, panel->panel, x, y + TITLE);
      cairo_paint (cr);
    }
}

static void
draw_strip (cairo_t *cr, int width, int height)
{
  double letters = MIN (0.5 * height, width / 10.0);

  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  sheet_text (cr, SHEET_BOLD, letters, MARGIN, 0.4 * height + 0.35 * letters, "SIMULATION");
  sheet_text (cr, SHEET_SANS, MIN (0.16 * height, width / 50.0), MARGIN, 0.9 * height,
              "Not photographs of results. Individual results vary.");
}

gboolean
survey_page_write (const SurveyPage *page, const char *path, GError **error)
{
  int columns = 1, width, height = MARGIN, strip, y;
  cairo_surface_t *surface;
  gboolean written;
  cairo_t *cr;

  for (guint i = 0; i < page->rows->len; i++)
    {
      const Row *row = &g_array_index (page->rows, Row, i);

      columns = MAX (columns, (int) row->panels->len);
      height += row_height (row);
    }
  width = 2 * MARGIN + columns * page->side + (columns - 1) * GAP;
  strip = MAX ((int) ceil (STRIP / (1 - STRIP) * height), LEAST_STRIP);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height + strip);
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 0.93, 0.93, 0.93);
  cairo_paint (cr);
  draw_strip (cr, width, strip);
  y = strip + GAP;
  for (guint i = 0; i < page->rows->len; i++)
    {
      const Row *row = &g_array_index (page->rows, Row, i);

      draw_row (cr, page, row, y);
      y += row_height (row);
    }
  cairo_destroy (cr);
  written = sheet_png_write (surface, path, error);
  cairo_surface_destroy (surface);
  return written;
}
