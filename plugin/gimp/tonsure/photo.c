/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The photo as it looks without the treatment: see photo.h. */
#include "photo.h"

/* Rows that are handled at a time. */
#define BAND 64

/* Hides or shows @items without a trace in the undo history: all is put back. */
static void
photo_uncover (GimpImage *image, GimpItem **items, gboolean *were, gboolean uncover)
{
  gimp_image_undo_freeze (image);
  for (guint i = 0; items != NULL && items[i] != NULL; i++)
    {
      if (uncover)
        were[i] = gimp_item_get_visible (items[i]);
      if (were[i])
        gimp_item_set_visible (items[i], !uncover);
    }
  gimp_image_undo_thaw (image);
}

/* What is seen without @hidden, as a layer that is in no picture. */
static GimpLayer *
photo_new (GimpImage *image, GimpItem **hidden)
{
  gsize n = gimp_core_object_array_get_length ((GObject **) hidden);
  g_autofree gboolean *were = g_new0 (gboolean, n);
  GimpLayer *visible;

  photo_uncover (image, hidden, were, TRUE);
  visible = gimp_layer_new_from_visible (image, image, "photo");
  photo_uncover (image, hidden, were, FALSE);
  return visible;
}

/* Reads the bounds of @area as linear sRGB. */
static float *
photo_read (GimpImage *image, GimpItem **hidden, const Area *area)
{
  const TonsurePixels *b = &area->bounds;
  float *rgb = g_new (float, 3 * (gsize) b->width * b->height);
  GimpLayer *visible = photo_new (image, hidden);
  GeglBuffer *buffer = gimp_drawable_get_buffer (GIMP_DRAWABLE (visible));

  gegl_buffer_get (buffer, GEGL_RECTANGLE (b->x, b->y, b->width, b->height), 1.0,
                   babl_format ("RGB float"), rgb, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  g_object_unref (buffer);
  gimp_item_delete (GIMP_ITEM (visible));
  return rgb;
}

float *
photo_read_whole (GimpImage *image, GimpItem **hidden)
{
  Area all = { .bounds = { 0, 0, gimp_image_get_width (image), gimp_image_get_height (image) } };

  return photo_read (image, hidden, &all);
}

/* Rows from @y on, with what of the photo around them has a say. */
static void
photo_mask_rows (GeglBuffer *buffer, const TonsureGloss *gloss, const TonsureHair *hair,
                 const TonsurePixels *rows, int height, guint16 *mask)
{
  int margin = hair != NULL ? tonsure_hair_margin (hair) : 0;
  int first = MAX (rows->y - margin, 0), end = MIN (rows->y + rows->height + margin, height);
  TonsurePixels there = { 0, first, rows->width, end - first };
  g_autofree float *rgba = g_new (float, 4 * (gsize) there.width * there.height);

  gegl_buffer_get (buffer, GEGL_RECTANGLE (0, first, there.width, there.height), 1.0,
                   babl_format ("RGBA float"), rgba, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  tonsure_hair_mask (hair, gloss, rgba, &there, 4 * (gsize) there.width, rows, mask);
}

guint16 *
photo_mask_of (GeglBuffer *buffer, const TonsureGloss *gloss, const TonsureHair *hair)
{
  int width = gegl_buffer_get_width (buffer), height = gegl_buffer_get_height (buffer);
  int band = hair != NULL ? MAX (BAND, 2 * tonsure_hair_margin (hair)) : BAND;
  guint16 *mask = g_new (guint16, (gsize) width * height);

  for (int y = 0; y < height; y += band)
    {
      TonsurePixels rows = { 0, y, width, MIN (band, height - y) };

      photo_mask_rows (buffer, gloss, hair, &rows, height, mask + (gsize) y * width);
    }
  return mask;
}

guint16 *
photo_mask (GimpImage *image, GimpItem **hidden, const TonsureGloss *gloss, const TonsureHair *hair)
{
  GimpLayer *visible = photo_new (image, hidden);
  GeglBuffer *buffer = gimp_drawable_get_buffer (GIMP_DRAWABLE (visible));
  guint16 *mask = photo_mask_of (buffer, gloss, hair);

  g_object_unref (buffer);
  gimp_item_delete (GIMP_ITEM (visible));
  return mask;
}

GeglBuffer *
photo_light (GimpImage *image, GimpItem **hidden)
{
  GimpLayer *visible = photo_new (image, hidden);
  GeglBuffer *buffer = gimp_drawable_get_buffer (GIMP_DRAWABLE (visible));
  GeglBuffer *light = gegl_buffer_new (gegl_buffer_get_extent (buffer), babl_format ("RGBA float"));

  gegl_buffer_copy (buffer, NULL, GEGL_ABYSS_NONE, light, NULL);
  g_object_unref (buffer);
  gimp_item_delete (GIMP_ITEM (visible));
  return light;
}

gboolean
photo_measure (GimpImage *image, GimpItem **hidden, const Area *area,
               TonsureMeasurement *measurement, GError **error)
{
  const TonsurePixels *b = &area->bounds;
  g_autofree float *rgb = photo_read (image, hidden, area);
  g_autofree guint16 *mask = g_new (guint16, (gsize) b->width * b->height);

  for (int j = 0; j < b->height; j++)
    memcpy (mask + (gsize) j * b->width, area->mask + (gsize) (b->y + j) * area->width + b->x,
            sizeof *mask * b->width);
  return tonsure_measure (rgb, mask, b->width, b->height, NULL, measurement, error);
}
