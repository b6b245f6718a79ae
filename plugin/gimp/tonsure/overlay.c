/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was sampled on the canvas: see overlay.h. */
#include "overlay.h"

#include <glib/gi18n.h>

/* Rows that are handled at a time. */
#define BAND 64
#define OPACITY 110

static void
overlay_write (GeglBuffer *buffer, const Marks *marks, int width, int height)
{
  g_autofree guint8 *rgba = g_new0 (guint8, 4 * (gsize) width * BAND);

  for (int y = 0; y < height; y += BAND)
    {
      int rows = MIN (BAND, height - y);

      for (int i = 0; i < width * rows; i++)
        {
          gsize at = (gsize) y * width + i;
          gboolean hair = marks->hair[at] > G_MAXUINT16 / 2;
          gboolean skin = marks->skin[at] > G_MAXUINT16 / 2;

          rgba[4 * i] = hair ? 255 : 0;
          rgba[4 * i + 1] = skin ? 200 : 0;
          rgba[4 * i + 3] = hair || skin ? OPACITY : 0;
        }
      gegl_buffer_set (buffer, GEGL_RECTANGLE (0, y, width, rows), 0, babl_format ("R'G'B'A u8"),
                       rgba, GEGL_AUTO_ROWSTRIDE);
    }
  gegl_buffer_flush (buffer);
}

void
overlay_show (Overlay *overlay, GimpImage *image, const Marks *marks)
{
  int width = gimp_image_get_width (image), height = gimp_image_get_height (image);
  GeglBuffer *buffer;

  overlay_end (overlay);
  overlay->image = image;
  gimp_image_undo_freeze (image);
  overlay->selected = gimp_image_get_selected_layers (image);
  overlay->layer = gimp_layer_new (image, _ ("Samples: hair red, skin green"), width, height,
                                   gimp_image_get_base_type (image) == GIMP_GRAY ? GIMP_GRAYA_IMAGE
                                                                                 : GIMP_RGBA_IMAGE,
                                   100, GIMP_LAYER_MODE_NORMAL);
  buffer = gimp_drawable_get_buffer (GIMP_DRAWABLE (overlay->layer));
  overlay_write (buffer, marks, width, height);
  g_object_unref (buffer);
  gimp_image_insert_layer (image, overlay->layer, NULL, 0);
  gimp_image_undo_thaw (image);
  gimp_displays_flush ();
}

void
overlay_end (Overlay *overlay)
{
  if (overlay->layer == NULL)
    return;
  gimp_image_undo_freeze (overlay->image);
  gimp_image_remove_layer (overlay->image, overlay->layer);
  /* A picture may have had none selected, and GIMP refuses to select none. */
  if (overlay->selected[0] != NULL)
    gimp_image_set_selected_layers (overlay->image, (const GimpLayer **) overlay->selected);
  gimp_image_undo_thaw (overlay->image);
  g_clear_pointer (&overlay->selected, g_free);
  overlay->layer = NULL;
  gimp_displays_flush ();
}
