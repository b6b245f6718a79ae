/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hair of the head in another year: see gray-light.h. */
#include "gray-light.h"

#include "area.h"

char *
gray_map (GimpLayer *area, GeglBuffer *photo, const Record *record)
{
  int width = gegl_buffer_get_width (photo), height = gegl_buffer_get_height (photo);
  g_autoptr (TonsureGrayMap) map = NULL;
  g_autofree float *rgb = NULL;
  Area treated;

  if (!area_from_layer (&treated, area, NULL))
    return NULL;
  if (treated.width == width && treated.height == height)
    {
      rgb = g_new (float, 3 * (gsize) width * height);
      gegl_buffer_get (photo, NULL, 1.0, babl_format ("RGB float"), rgb, GEGL_AUTO_ROWSTRIDE,
                       GEGL_ABYSS_NONE);
      map = tonsure_gray_map_new (rgb, treated.mask, NULL, NULL, width, height,
                                  record->treatment.mm_per_px, NULL);
    }
  area_clear (&treated);
  return map != NULL ? tonsure_gray_map_to_text (map) : NULL;
}

GeglBuffer *
gray_light (GeglBuffer *photo, const char *map, const Record *record, double share, double left)
{
  const TonsureTreatment *t = &record->treatment;
  g_autoptr (GeglNode) graph = gegl_node_new ();
  GeglBuffer *result = NULL;
  GeglNode *source, *gray, *sink;

  if (map == NULL || (!(share > 0) && !(left < 1)))
    return g_object_ref (photo);
  source = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", photo, NULL);
  gray = gegl_node_new_child (graph, "operation", GRAY_OPERATION, "share", share, "left", left,
                              "length", record->hair.length, "seed", t->seed, "origin-x",
                              t->origin_x, "origin-y", t->origin_y, "mm-per-px", t->mm_per_px,
                              "blur", t->blur, "noise", t->noise, "map", map, NULL);
  sink = gegl_node_new_child (graph, "operation", "gegl:buffer-sink", "buffer", &result, "format",
                              babl_format ("RGBA float"), NULL);
  gegl_node_link_many (source, gray, sink, NULL);
  gegl_node_process (sink);
  return result;
}
