/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The treatment area as GIMP holds it: see area.h. */
#include "area.h"

#include <glib/gi18n.h>

/* Rows that are handled at a time. */
#define BAND 64

void
area_clear (Area *area)
{
  g_clear_pointer (&area->mask, g_free);
}

static gboolean
area_find_bounds (Area *area)
{
  int left = area->width, right = -1, top = area->height, bottom = -1;

  for (int j = 0; j < area->height; j++)
    for (int i = 0; i < area->width; i++)
      if (area->mask[(gsize) j * area->width + i] > 0)
        {
          left = MIN (left, i);
          right = MAX (right, i);
          top = MIN (top, j);
          bottom = j;
        }
  area->bounds = (TonsurePixels) { left, top, right - left + 1, bottom - top + 1 };
  return right >= 0;
}

/* Reads @drawable, whose corner lies at (x, y) of the picture, as @format. */
static gboolean
area_read (Area *area, GimpDrawable *drawable, int x, int y, const Babl *format)
{
  GimpImage *image = gimp_item_get_image (GIMP_ITEM (drawable));
  g_autoptr (GeglBuffer) buffer = gimp_drawable_get_buffer (drawable);

  area->width = gimp_image_get_width (image);
  area->height = gimp_image_get_height (image);
  area->mask = g_new (guint16, (gsize) area->width * area->height);
  gegl_buffer_get (buffer, GEGL_RECTANGLE (-x, -y, area->width, area->height), 1.0, format,
                   area->mask, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  return area_find_bounds (area);
}

const Babl *
area_stored_format (GimpDrawable *channel)
{
  const Babl *own = gimp_drawable_get_format (channel);
  gboolean curved = g_str_has_prefix (babl_format_get_encoding (own), "Y'");

  return babl_format_with_space (curved ? "Y' u16" : "Y u16", own);
}

gboolean
area_from_selection (Area *area, GimpImage *image, GError **error)
{
  GimpDrawable *selection = GIMP_DRAWABLE (gimp_image_get_selection (image));

  if (gimp_selection_is_empty (image)
      || !area_read (area, selection, 0, 0, area_stored_format (selection)))
    {
      area_clear (area);
      g_set_error_literal (error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
                           _ ("Select the area to treat"));
      return FALSE;
    }
  return TRUE;
}

gboolean
area_from_layer (Area *area, GimpLayer *layer, GError **error)
{
  int x, y;

  gimp_drawable_get_offsets (GIMP_DRAWABLE (layer), &x, &y);
  if (!area_read (area, GIMP_DRAWABLE (layer), x, y, babl_format ("A u16")))
    {
      area_clear (area);
      g_set_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
                   _ ("The layer “%s” is empty: paint on it where to treat, or select "
                      "the area and start anew"),
                   gimp_item_get_name (GIMP_ITEM (layer)));
      return FALSE;
    }
  return TRUE;
}

gboolean
area_from_picture (Area *area, GimpDrawable *picture, GError **error)
{
  if (!area_read (area, picture, 0, 0,
                  babl_format_with_space ("Y' u16", gimp_drawable_get_format (picture))))
    {
      area_clear (area);
      g_set_error_literal (error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
                           _ ("The area is empty: paint white where to treat"));
      return FALSE;
    }
  return TRUE;
}

gboolean
area_from_marks (Area *area, GimpDrawable *marks, GError **error)
{
  const Babl *format = area_stored_format (marks);
  int x, y;

  gimp_drawable_get_offsets (marks, &x, &y);
  if (gimp_item_is_layer (GIMP_ITEM (marks)))
    format = gimp_drawable_has_alpha (marks)
                 ? babl_format ("A u16")
                 : babl_format_with_space ("Y' u16", gimp_drawable_get_format (marks));
  if (!area_read (area, marks, x, y, format))
    {
      area_clear (area);
      g_set_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
                   _ ("“%s” marks nothing in the picture: paint on it where the sample is"),
                   gimp_item_get_name (GIMP_ITEM (marks)));
      return FALSE;
    }
  return TRUE;
}

void
area_select (const Area *area, GimpImage *image)
{
  GimpDrawable *selection = GIMP_DRAWABLE (gimp_image_get_selection (image));
  GeglBuffer *shadow;

  gimp_selection_none (image);
  shadow = gimp_drawable_get_shadow_buffer (selection);
  gegl_buffer_set (shadow, GEGL_RECTANGLE (0, 0, area->width, area->height), 0,
                   area_stored_format (selection), area->mask, GEGL_AUTO_ROWSTRIDE);
  g_object_unref (shadow);
  gimp_drawable_merge_shadow (selection, TRUE);
  gimp_drawable_update (selection, 0, 0, area->width, area->height);
}

static void
area_write_band (const Area *area, GeglBuffer *buffer, int y, int rows, guint16 *rgba)
{
  const Babl *format = babl_format_with_space ("R'G'B'A u16", gegl_buffer_get_format (buffer));
  gsize n = (gsize) area->width * rows;

  for (gsize i = 0; i < n; i++)
    {
      rgba[4 * i] = rgba[4 * i + 1] = rgba[4 * i + 2] = G_MAXUINT16;
      rgba[4 * i + 3] = area->mask[(gsize) y * area->width + i];
    }
  gegl_buffer_set (buffer, GEGL_RECTANGLE (0, y, area->width, rows), 0, format, rgba,
                   GEGL_AUTO_ROWSTRIDE);
}

void
area_write (const Area *area, GeglBuffer *buffer)
{
  g_autofree guint16 *rgba = g_new (guint16, 4 * (gsize) area->width * BAND);

  for (int y = 0; y < area->height; y += BAND)
    area_write_band (area, buffer, y, MIN (BAND, area->height - y), rgba);
  gegl_buffer_flush (buffer);
}
