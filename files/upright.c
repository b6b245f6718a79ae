/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Turning pictures: see upright.h. */
#include "upright.h"

#include <string.h>

/* Where the pixel (x, y) of the upright picture is stored (EXIF 2.32, table 6). */
static void
stored_at (int orientation, int width, int height, int x, int y, int *u, int *v)
{
  gboolean across = orientation >= 5;

  *u = across ? y : x;
  *v = across ? x : y;
  if (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8)
    *u = width - 1 - *u;
  if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7)
    *v = height - 1 - *v;
}

GeglBuffer *
upright_new (GeglBuffer *buffer, int orientation)
{
  const GeglRectangle *extent = gegl_buffer_get_extent (buffer);
  const Babl *format = gegl_buffer_get_format (buffer);
  gsize size = babl_format_get_bytes_per_pixel (format);
  int width = orientation >= 5 ? extent->height : extent->width;
  int height = orientation >= 5 ? extent->width : extent->height;
  GeglRectangle upright = { 0, 0, width, height };

  if (orientation < 2 || orientation > 8)
    return g_object_ref (buffer);

  GeglBuffer *turned = gegl_buffer_new (&upright, format);
  g_autofree guint8 *stored = g_malloc (size * extent->width * extent->height);
  g_autofree guint8 *row = g_malloc (size * width);

  gegl_buffer_get (buffer, extent, 1.0, format, stored, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  for (int y = 0; y < height; y++)
    {
      for (int x = 0, u, v; x < width; x++)
        {
          stored_at (orientation, extent->width, extent->height, x, y, &u, &v);
          memcpy (row + size * x, stored + size * ((gsize) v * extent->width + u), size);
        }
      gegl_buffer_set (turned, GEGL_RECTANGLE (0, y, width, 1), 0, format, row,
                       GEGL_AUTO_ROWSTRIDE);
    }
  return turned;
}
