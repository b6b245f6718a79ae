/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The visible mark: see mark.h. Drawn by Pango, as GIMP may run without fonts. */
#include "mark.h"

#include "mark-letters.h"
#include "mark-place.h"
#include "tag.h"

#include <glib/gi18n.h>
#include <math.h>
#include <pango/pangocairo.h>

/* Width to height of a strip, in which the text runs beside the word, not below it. */
#define STRIP 6.0

/* What the tag says of a mark that says nothing more than that this is a simulation. */
#define MARK_PLAIN "1"

/* Part of the treated area that the mark may hide where it lies already. */
#define MOST_HIDDEN 0.005

/* A little more than must be, for rounding. */
#define SHARE (MARK_SHARE * 1.03)

GimpLayer *
mark_find (GimpImage *image)
{
  g_autofree GimpLayer **layers = gimp_image_get_layers (image);

  for (guint i = 0; layers[i] != NULL; i++)
    if (tag_exists (GIMP_ITEM (layers[i]), TAG_MARK))
      return layers[i];
  return NULL;
}

/* Where @mark lies. */
static GeglRectangle
mark_extent (GimpLayer *mark)
{
  GeglRectangle extent = { 0, 0, gimp_drawable_get_width (GIMP_DRAWABLE (mark)),
                           gimp_drawable_get_height (GIMP_DRAWABLE (mark)) };

  gimp_drawable_get_offsets (GIMP_DRAWABLE (mark), &extent.x, &extent.y);
  return extent;
}

/* Whether enough of @mark is seen in the picture. */
static gboolean
mark_suffices (GimpImage *image, GimpLayer *mark)
{
  int w = gimp_image_get_width (image), h = gimp_image_get_height (image);
  GeglRectangle seen = mark_extent (mark);

  return gegl_rectangle_intersect (&seen, &seen, GEGL_RECTANGLE (0, 0, w, h))
         && (double) seen.width * seen.height >= MARK_SHARE * w * h
         && gimp_item_get_visible (GIMP_ITEM (mark)) && gimp_layer_get_opacity (mark) > 50;
}

/* Draws @text centered at the middle of a box as large as fits. FALSE, and nothing is drawn, where
 * no font has its letters: Pango would draw boxes instead. */
static gboolean
mark_write (cairo_t *cr, const char *text, const char *font, const double box[4])
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  PangoFontDescription *description = pango_font_description_from_string (font);
  PangoRectangle ink;
  double fit;

  pango_font_description_set_absolute_size (description, 100 * PANGO_SCALE);
  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_extents (layout, &ink, NULL);
  if (pango_layout_get_unknown_glyphs_count (layout) > 0 || ink.width < 1 || ink.height < 1)
    return FALSE;
  fit = MIN (box[2] / ink.width, box[3] / ink.height);
  cairo_save (cr);
  cairo_translate (cr, box[0] + (box[2] - fit * ink.width) / 2,
                   box[1] + (box[3] - fit * ink.height) / 2);
  cairo_scale (cr, fit, fit);
  cairo_move_to (cr, -ink.x, -ink.y);
  pango_cairo_show_layout (cr, layout);
  cairo_restore (cr);
  return TRUE;
}

/* The word in the user's language, else in English, else as strokes of our own. */
static void
mark_write_word (cairo_t *cr, const double box[4])
{
  if (!mark_write (cr, _ ("SIMULATION"), "Sans Bold", box)
      && !mark_write (cr, "SIMULATION", "Sans Bold", box))
    mark_letters_draw (cr, box);
}

/* The text, in lines below the word or, in a strip, beside it. */
static void
mark_write_all (cairo_t *cr, double w, double h, const char *below)
{
  const char *warning = _ ("Not a photograph of a result. Individual results vary.");
  gboolean three = below != NULL;

  if (w > STRIP * h)
    {
      mark_write_word (cr, (const double[]) { 0.03 * w, 0.2 * h, 0.37 * w, 0.6 * h });
      if (three)
        mark_write (cr, below, "Sans Bold",
                    (const double[]) { 0.44 * w, 0.14 * h, 0.53 * w, 0.34 * h });
      mark_write (cr, warning, "Sans",
                  (const double[]) { 0.44 * w, (three ? 0.56 : 0.28) * h, 0.53 * w,
                                     (three ? 0.30 : 0.44) * h });
      return;
    }
  mark_write_word (cr,
                   (const double[]) { 0.07 * w, 0.14 * h, 0.86 * w, (three ? 0.33 : 0.44) * h });
  if (three)
    mark_write (cr, below, "Sans Bold",
                (const double[]) { 0.07 * w, 0.55 * h, 0.86 * w, 0.16 * h });
  mark_write (cr, warning, "Sans",
              (const double[]) { 0.07 * w, (three ? 0.78 : 0.68) * h, 0.86 * w,
                                 (three ? 0.11 : 0.18) * h });
}

/* White on black with a white rim stands out from any photo. */
static cairo_surface_t *
mark_draw (int width, int height, const char *below)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  double rim = MAX (1.0, rint (MIN (width, height) * 0.03)), w = width, h = height;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_rectangle (cr, rim, rim, w - 2 * rim, h - 2 * rim);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  mark_write_all (cr, w, h, below);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static GimpLayer *
mark_new (GimpImage *image, const GeglRectangle *place, const char *below)
{
  GimpImageType type =
      gimp_image_get_base_type (image) == GIMP_GRAY ? GIMP_GRAYA_IMAGE : GIMP_RGBA_IMAGE;
  cairo_surface_t *surface;
  GimpLayer *layer;
  g_autoptr (GeglBuffer) buffer = NULL;

  surface = mark_draw (place->width, place->height, below);
  layer = gimp_layer_new (image, _ ("Simulation mark"), place->width, place->height, type, 100,
                          GIMP_LAYER_MODE_NORMAL);
  buffer = gimp_drawable_get_buffer (GIMP_DRAWABLE (layer));
  gegl_buffer_set (buffer, NULL, 0, babl_format ("cairo-ARGB32"),
                   cairo_image_surface_get_data (surface),
                   cairo_image_surface_get_stride (surface));
  cairo_surface_destroy (surface);
  return layer;
}

static gboolean
place_is (GimpLayer *mark, const GeglRectangle *place)
{
  GeglRectangle extent = mark_extent (mark);

  return gegl_rectangle_equal (&extent, place);
}

void
mark_ensure (GimpImage *image, const char *below)
{
  const char *text = below != NULL ? below : MARK_PLAIN;
  GimpLayer *mark = mark_find (image);
  g_autofree char *said = mark != NULL ? tag_read (GIMP_ITEM (mark), TAG_MARK) : NULL;
  GeglRectangle place = mark_place (image, SHARE);

  if (mark != NULL && mark_suffices (image, mark))
    {
      GeglRectangle old = mark_extent (mark);
      double hidden = mark_hides (image, &old);

      /* Where it is, or the artist has put it, unless it hides what it need not. */
      if (hidden <= MOST_HIDDEN || hidden <= mark_hides (image, &place))
        place = old;
    }
  if (mark != NULL && mark_suffices (image, mark) && g_strcmp0 (said, text) == 0
      && place_is (mark, &place))
    {
      gimp_image_raise_item_to_top (image, GIMP_ITEM (mark));
      return;
    }
  if (mark != NULL)
    gimp_image_remove_layer (image, mark);
  mark = mark_new (image, &place, below);
  gimp_layer_set_offsets (mark, place.x, place.y);
  gimp_image_insert_layer (image, mark, NULL, 0);
  gimp_item_set_lock_position (GIMP_ITEM (mark), TRUE);
  tag_attach (GIMP_ITEM (mark), TAG_MARK, text);
}

void
mark_remove (GimpImage *image)
{
  GimpLayer *mark = mark_find (image);

  if (mark != NULL)
    gimp_image_remove_layer (image, mark);
}

/* A photo's codes are far from these; those of a mark that was saved with loss are not. */
#define DARK 48
#define LIGHT 207
/* Of the pixels that are to be black or white. */
#define AS_DRAWN 0.98

/* Counts in a row how many pixels of the mark are plainly black or white, and how many of these
 * are so in the picture. */
static void
mark_compare_row (const guint32 *drawn, const guint8 *rgba, int n, gsize *plain, gsize *same)
{
  for (int i = 0; i < n; i++)
    {
      guint8 code = drawn[i] & 0xff;
      const guint8 *pixel = rgba + 4 * (gsize) i;
      gboolean dark = pixel[0] <= DARK && pixel[1] <= DARK && pixel[2] <= DARK;
      gboolean light = pixel[0] >= LIGHT && pixel[1] >= LIGHT && pixel[2] >= LIGHT;

      if (code > 0 && code < 255)
        continue;
      (*plain)++;
      *same += pixel[3] >= LIGHT && (code == 0 ? dark : light);
    }
}

gboolean
mark_is_seen (GimpImage *image, GeglBuffer *picture)
{
  GimpLayer *mark = mark_find (image);
  g_autofree char *said = mark != NULL ? tag_read (GIMP_ITEM (mark), TAG_MARK) : NULL;
  g_autofree guint8 *rgba = NULL;
  cairo_surface_t *drawn;
  gsize plain = 0, same = 0;
  GeglRectangle seen;
  int width, height, x, y;

  if (said == NULL || !mark_suffices (image, mark))
    return FALSE;
  width = gimp_drawable_get_width (GIMP_DRAWABLE (mark));
  height = gimp_drawable_get_height (GIMP_DRAWABLE (mark));
  gimp_drawable_get_offsets (GIMP_DRAWABLE (mark), &x, &y);
  gegl_rectangle_intersect (&seen, GEGL_RECTANGLE (x, y, width, height),
                            gegl_buffer_get_extent (picture));
  drawn = mark_draw (width, height, g_str_equal (said, MARK_PLAIN) ? NULL : said);
  rgba = g_new (guint8, 4 * (gsize) seen.width);
  for (int row = seen.y; row < seen.y + seen.height; row++)
    {
      const guint8 *data = cairo_image_surface_get_data (drawn)
                           + (gsize) (row - y) * cairo_image_surface_get_stride (drawn);

      gegl_buffer_get (picture, GEGL_RECTANGLE (seen.x, row, seen.width, 1), 1.0,
                       babl_format ("R'G'B'A u8"), rgba, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
      mark_compare_row ((const guint32 *) (const void *) data + (seen.x - x), rgba, seen.width,
                        &plain, &same);
    }
  cairo_surface_destroy (drawn);
  return plain > 0 && (double) same >= AS_DRAWN * (double) plain;
}
