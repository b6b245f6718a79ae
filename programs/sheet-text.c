/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Writes lines of text onto the sheet: see sheet-text.h. */
#include "sheet-text.h"

#include <pango/pangocairo.h>

/* Letters of gray, not fitted to pixels: nearly the same whatever the settings are. */
static void
set_options (PangoLayout *layout)
{
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_SLIGHT);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (pango_layout_get_context (layout), options);
  cairo_font_options_destroy (options);
}

/* A minus is as wide as a plus; a hyphen is not. */
static char *
with_minus (const char *text)
{
  GString *result = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (*p == '-' && g_ascii_isdigit (p[1]))
      g_string_append (result, "\xe2\x88\x92");
    else
      g_string_append_c (result, *p);
  return g_string_free (result, FALSE);
}

double
sheet_text (cairo_t *cr, const char *font, double size, double x, double y, const char *format, ...)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  PangoFontDescription *description = pango_font_description_from_string (font);
  g_autofree char *text = NULL, *shown = NULL;
  PangoRectangle extent;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  shown = with_minus (text);
  pango_font_description_set_absolute_size (description, size * PANGO_SCALE);
  set_options (layout);
  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  pango_layout_set_text (layout, shown, -1);
  pango_layout_get_extents (layout, NULL, &extent);
  cairo_move_to (cr, x, y - (double) pango_layout_get_baseline (layout) / PANGO_SCALE);
  pango_cairo_show_layout (cr, layout);
  return (double) extent.width / PANGO_SCALE;
}
