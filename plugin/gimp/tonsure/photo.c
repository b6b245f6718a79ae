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

static gboolean
photo_is_among (GimpItem **items, GimpItem *item)
{
  for (guint i = 0; items != NULL && items[i] != NULL; i++)
    if (items[i] == item)
      return TRUE;
  return FALSE;
}

/* Whether @item shows nothing once @hidden are hidden. */
static gboolean
photo_is_unseen (GimpItem *item, GimpItem **hidden)
{
  g_autofree GimpItem **children = NULL;

  if (!gimp_item_get_visible (item) || photo_is_among (hidden, item))
    return TRUE;
  if (!gimp_item_is_group (item))
    return FALSE;
  children = gimp_item_get_children (item);
  for (guint i = 0; children != NULL && children[i] != NULL; i++)
    if (!photo_is_unseen (children[i], hidden))
      return FALSE;
  return TRUE;
}

/* Whether a picture of @layer alone looks just like @layer. */
static gboolean
photo_is_plain (GimpImage *image, GimpLayer *layer)
{
  GimpDrawable *drawable = GIMP_DRAWABLE (layer);
  g_autofree GimpDrawableFilter **filters = gimp_drawable_get_filters (drawable);
  int x, y;

  gimp_drawable_get_offsets (drawable, &x, &y);
  return !gimp_item_is_group (GIMP_ITEM (layer)) && !gimp_layer_is_floating_sel (layer)
         && (filters == NULL || filters[0] == NULL) && gimp_layer_get_mask (layer) == NULL
         && gimp_layer_get_mode (layer) == GIMP_LAYER_MODE_NORMAL
         && gimp_layer_get_opacity (layer) == 100 && x == 0 && y == 0
         && gimp_drawable_get_width (drawable) == gimp_image_get_width (image)
         && gimp_drawable_get_height (drawable) == gimp_image_get_height (image);
}

/* Returns: (nullable): the only layer that is seen, if that is all there is to the photo */
static GimpLayer *
photo_find_plain (GimpImage *image, GimpItem **hidden)
{
  g_autofree GimpLayer **layers = gimp_image_get_layers (image);
  GimpLayer *found = NULL;

  for (guint i = 0; layers[i] != NULL; i++)
    {
      if (photo_is_unseen (GIMP_ITEM (layers[i]), hidden))
        continue;
      if (found != NULL)
        return NULL;
      found = layers[i];
    }
  return found != NULL && photo_is_plain (image, found) ? found : NULL;
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

/* The pixels of what is seen without @hidden. A photo that is one plain layer, as most are, is read
 * where it is; else GIMP has to draw all layers. @drawn is to be deleted after use. */
static GeglBuffer *
photo_open (GimpImage *image, GimpItem **hidden, GimpLayer **drawn)
{
  GimpLayer *plain = photo_find_plain (image, hidden);

  *drawn = plain == NULL ? photo_new (image, hidden) : NULL;
  return gimp_drawable_get_buffer (GIMP_DRAWABLE (plain != NULL ? plain : *drawn));
}

static void
photo_close (GeglBuffer *buffer, GimpLayer *drawn)
{
  g_object_unref (buffer);
  if (drawn != NULL)
    gimp_item_delete (GIMP_ITEM (drawn));
}

/* Reads the bounds of @area as linear sRGB. */
static float *
photo_read (GimpImage *image, GimpItem **hidden, const Area *area)
{
  const TonsurePixels *b = &area->bounds;
  float *rgb = g_new (float, 3 * (gsize) b->width * b->height);
  GimpLayer *drawn;
  GeglBuffer *buffer = photo_open (image, hidden, &drawn);

  gegl_buffer_get (buffer, GEGL_RECTANGLE (b->x, b->y, b->width, b->height), 1.0,
                   babl_format ("RGB float"), rgb, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  photo_close (buffer, drawn);
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
  GimpLayer *drawn;
  GeglBuffer *buffer = photo_open (image, hidden, &drawn);
  guint16 *mask = photo_mask_of (buffer, gloss, hair);

  photo_close (buffer, drawn);
  return mask;
}

GeglBuffer *
photo_light (GimpImage *image, GimpItem **hidden)
{
  GimpLayer *drawn;
  GeglBuffer *buffer = photo_open (image, hidden, &drawn);
  GeglBuffer *light = gegl_buffer_new (gegl_buffer_get_extent (buffer), babl_format ("RGBA float"));

  gegl_buffer_copy (buffer, NULL, GEGL_ABYSS_NONE, light, NULL);
  photo_close (buffer, drawn);
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
  if (!tonsure_measure (rgb, mask, b->width, b->height, NULL, measurement, error))
    return FALSE;
  tonsure_sharpness_follow (&measurement->sharpness, 1.0, b->x, b->y);
  return TRUE;
}
