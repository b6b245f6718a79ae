/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is seen of a picture, as a picture of one layer: see merged.h. */
#include "merged.h"

#include "tonsure.h"

#include <glib/gi18n.h>

/* Rows that are handled at a time. */
#define BAND 64

static GimpImage *
merged_empty (GimpImage *image)
{
  GimpImageBaseType type = gimp_image_get_base_type (image) == GIMP_GRAY ? GIMP_GRAY : GIMP_RGB;
  g_autoptr (GimpColorProfile) profile = gimp_image_get_color_profile (image);
  GimpImage *merged =
      gimp_image_new_with_precision (gimp_image_get_width (image), gimp_image_get_height (image),
                                     type, gimp_image_get_precision (image));
  double x, y;

  gimp_image_undo_disable (merged);
  if (profile != NULL)
    gimp_image_set_color_profile (merged, profile);
  if (gimp_image_get_resolution (image, &x, &y))
    gimp_image_set_resolution (merged, x, y);
  return merged;
}

static gboolean
merged_is_opaque (GeglBuffer *buffer)
{
  int width = gegl_buffer_get_width (buffer), height = gegl_buffer_get_height (buffer);
  g_autofree guint16 *alpha = g_new (guint16, (gsize) width * BAND);

  for (int y = 0; y < height; y += BAND)
    {
      int rows = MIN (BAND, height - y);

      gegl_buffer_get (buffer, GEGL_RECTANGLE (0, y, width, rows), 1.0, babl_format ("A u16"),
                       alpha, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
      for (gsize i = 0; i < (gsize) width * rows; i++)
        if (alpha[i] != G_MAXUINT16)
          return FALSE;
    }
  return TRUE;
}

GeglBuffer *
merged_buffer (GimpImage *merged)
{
  g_autofree GimpLayer **layers = gimp_image_get_layers (merged);

  return gimp_drawable_get_buffer (GIMP_DRAWABLE (layers[0]));
}

GimpImage *
merged_new (GimpImage *image, GError **error)
{
  GimpImage *merged = merged_empty (image);
  GimpLayer *layer = gimp_layer_new_from_visible (image, merged, _ ("Simulation"));
  g_autoptr (GeglBuffer) buffer = NULL;

  if (layer == NULL || !gimp_image_insert_layer (merged, layer, NULL, 0))
    {
      g_set_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID, _ ("GIMP cannot merge it: %s"),
                   gimp_pdb_get_last_error (gimp_get_pdb ()));
      gimp_image_delete (merged);
      return NULL;
    }
  buffer = gimp_drawable_get_buffer (GIMP_DRAWABLE (layer));
  if (gimp_drawable_has_alpha (GIMP_DRAWABLE (layer)) && merged_is_opaque (buffer))
    gimp_layer_flatten (layer);
  return merged;
}
