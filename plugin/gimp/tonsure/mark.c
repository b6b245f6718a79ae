/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The visible mark: see mark.h. Drawn by Pango, as GIMP may run without fonts. */
#include "mark.h"

#include "tag.h"

#include <glib/gi18n.h>
#include <math.h>
#include <pango/pangocairo.h>

/* Width to height, where the picture allows it: as the text runs. */
#define PROPORTION 4.0

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

/* Whether enough of @mark is seen in the picture. */
static gboolean
mark_suffices (GimpImage *image, GimpLayer *mark)
{
  int w = gimp_image_get_width (image), h = gimp_image_get_height (image);
  GeglRectangle seen = { 0, 0, gimp_drawable_get_width (GIMP_DRAWABLE (mark)),
                         gimp_drawable_get_height (GIMP_DRAWABLE (mark)) };

  gimp_drawable_get_offsets (GIMP_DRAWABLE (mark), &seen.x, &seen.y);
  return gegl_rectangle_intersect (&seen, &seen, GEGL_RECTANGLE (0, 0, w, h))
         && (double) seen.width * seen.height >= MARK_SHARE * w * h
         && gimp_item_get_visible (GIMP_ITEM (mark)) && gimp_layer_get_opacity (mark) > 50;
}

static void
mark_size (GimpImage *image, int *width, int *height)
{
  int w = gimp_image_get_width (image), h = gimp_image_get_height (image);
  double area = SHARE * w * h;

  *width = CLAMP ((int) ceil (sqrt (area * PROPORTION)), (int) ceil (area / h), w);
  *height = CLAMP ((int) ceil (area / *width), 1, h);
}

/* Draws @text centered at the middle of a box as large as fits. */
static void
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
  fit = MIN (box[2] / MAX (ink.width, 1), box[3] / MAX (ink.height, 1));
  cairo_save (cr);
  cairo_translate (cr, box[0] + (box[2] - fit * ink.width) / 2,
                   box[1] + (box[3] - fit * ink.height) / 2);
  cairo_scale (cr, fit, fit);
  cairo_move_to (cr, -ink.x, -ink.y);
  pango_cairo_show_layout (cr, layout);
  cairo_restore (cr);
}

/* White on black with a white rim stands out from any photo. */
static cairo_surface_t *
mark_draw (int width, int height, const char *below)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  double rim = MAX (1.0, rint (MIN (width, height) * 0.03)), w = width, h = height;
  gboolean three = below != NULL;
  const double large[] = { 0.07 * w, 0.14 * h, 0.86 * w, (three ? 0.33 : 0.44) * h };
  const double middle[] = { 0.07 * w, 0.55 * h, 0.86 * w, 0.16 * h };
  const double small[] = { 0.07 * w, (three ? 0.78 : 0.68) * h, 0.86 * w,
                           (three ? 0.11 : 0.18) * h };

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_rectangle (cr, rim, rim, w - 2 * rim, h - 2 * rim);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  mark_write (cr, _ ("SIMULATION"), "Sans Bold", large);
  if (below != NULL)
    mark_write (cr, below, "Sans Bold", middle);
  mark_write (cr, _ ("Not a photograph of a result. Individual results vary."), "Sans", small);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static GimpLayer *
mark_new (GimpImage *image, const char *below)
{
  int width, height;
  GimpImageType type =
      gimp_image_get_base_type (image) == GIMP_GRAY ? GIMP_GRAYA_IMAGE : GIMP_RGBA_IMAGE;
  cairo_surface_t *surface;
  GimpLayer *layer;
  g_autoptr (GeglBuffer) buffer = NULL;

  mark_size (image, &width, &height);
  surface = mark_draw (width, height, below);
  layer = gimp_layer_new (image, _ ("Simulation mark"), width, height, type, 100,
                          GIMP_LAYER_MODE_NORMAL);
  buffer = gimp_drawable_get_buffer (GIMP_DRAWABLE (layer));
  gegl_buffer_set (buffer, NULL, 0, babl_format ("cairo-ARGB32"),
                   cairo_image_surface_get_data (surface),
                   cairo_image_surface_get_stride (surface));
  cairo_surface_destroy (surface);
  return layer;
}

void
mark_ensure (GimpImage *image, const char *below)
{
  const char *text = below != NULL ? below : "1";
  GimpLayer *mark = mark_find (image);
  g_autofree char *said = mark != NULL ? tag_read (GIMP_ITEM (mark), TAG_MARK) : NULL;
  int x = 0, y = 0;

  if (mark != NULL && mark_suffices (image, mark) && g_strcmp0 (said, text) == 0)
    {
      gimp_image_raise_item_to_top (image, GIMP_ITEM (mark));
      return;
    }
  if (mark != NULL)
    {
      /* Where the artist wants it. */
      if (mark_suffices (image, mark))
        gimp_drawable_get_offsets (GIMP_DRAWABLE (mark), &x, &y);
      gimp_image_remove_layer (image, mark);
    }
  mark = mark_new (image, below);
  gimp_layer_set_offsets (mark, x, y);
  gimp_image_insert_layer (image, mark, NULL, 0);
  gimp_item_set_lock_position (GIMP_ITEM (mark), TRUE);
  tag_attach (GIMP_ITEM (mark), TAG_MARK, text);
}
