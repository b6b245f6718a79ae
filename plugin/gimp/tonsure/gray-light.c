/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hair of the head in another year: see gray-light.h. */
#include "gray-light.h"

#include "area.h"

/* Rows that are handled at a time. */
#define BAND 64

guint16 *
gray_head (GimpLayer *area, GeglBuffer *photo, const Record *record)
{
  const TonsureTreatment *t = &record->treatment;
  int width = gegl_buffer_get_width (photo), height = gegl_buffer_get_height (photo);
  const double hair[3] = { t->hair_red, t->hair_green, t->hair_blue };
  gsize n = (gsize) width * height;
  g_autofree guint16 *head = g_new (guint16, n);
  g_autofree float *rgb = NULL;
  gboolean found;
  Area treated;

  if (!area_from_layer (&treated, area, NULL))
    return NULL;
  rgb = g_new (float, 3 * n);
  gegl_buffer_get (photo, NULL, 1.0, babl_format ("RGB float"), rgb, GEGL_AUTO_ROWSTRIDE,
                   GEGL_ABYSS_NONE);
  found = treated.width == width && treated.height == height
          && tonsure_head_find (rgb, treated.mask, width, height, t->mm_per_px, hair,
                                record->hair.length < TONSURE_GRAY_GROWN, head, NULL);
  area_clear (&treated);
  return found ? g_steal_pointer (&head) : NULL;
}

/* Puts the photo back into @light where it is not the head's. */
static void
keep_beside (GeglBuffer *photo, const guint16 *head, GeglBuffer *light)
{
  const Babl *format = babl_format ("RGBA float");
  int width = gegl_buffer_get_width (photo), height = gegl_buffer_get_height (photo);
  g_autofree float *one = g_new (float, 4 * (gsize) width * BAND);
  g_autofree float *other = g_new (float, 4 * (gsize) width * BAND);

  for (int y = 0; y < height; y += BAND)
    {
      GeglRectangle rows = { 0, y, width, MIN (BAND, height - y) };
      const guint16 *is = head + (gsize) y * width;

      gegl_buffer_get (photo, &rows, 1.0, format, one, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
      gegl_buffer_get (light, &rows, 1.0, format, other, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
      for (gsize i = 0; i < 4 * (gsize) width * rows.height; i++)
        if (is[i / 4] < 65535)
          other[i] = one[i] + (other[i] - one[i]) * (is[i / 4] / 65535.0f);
      gegl_buffer_set (light, &rows, 0, format, other, GEGL_AUTO_ROWSTRIDE);
    }
}

GeglBuffer *
gray_light (GeglBuffer *photo, const guint16 *head, const Record *record, double share, double left)
{
  const TonsureTreatment *t = &record->treatment;
  g_autoptr (GeglNode) graph = gegl_node_new ();
  GeglBuffer *result = NULL;
  GeglNode *source, *gray, *sink;

  if (!(share > 0) && !(left < 1))
    return g_object_ref (photo);
  source = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", photo, NULL);
  gray = gegl_node_new_child (
      graph, "operation", GRAY_OPERATION, "share", share, "left", left, "length",
      record->hair.length, "seed", t->seed, "origin-x", t->origin_x, "origin-y", t->origin_y,
      "mm-per-px", t->mm_per_px, "blur", t->blur, "noise", t->noise, "hair-red", t->hair_red,
      "hair-green", t->hair_green, "hair-blue", t->hair_blue, "skin-red", t->skin_red, "skin-green",
      t->skin_green, "skin-blue", t->skin_blue, NULL);
  sink = gegl_node_new_child (graph, "operation", "gegl:buffer-sink", "buffer", &result, "format",
                              babl_format ("RGBA float"), NULL);
  gegl_node_link_many (source, gray, sink, NULL);
  gegl_node_process (sink);
  if (head != NULL)
    keep_beside (photo, head, result);
  return result;
}
