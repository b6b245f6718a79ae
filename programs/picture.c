/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "picture.h"

#include <gegl.h>
#include <string.h>

G_DEFINE_QUARK (picture - error - quark, picture_error)

static guint32
big_endian (const guchar *bytes)
{
  return (guint32) bytes[0] << 24 | bytes[1] << 16 | bytes[2] << 8 | bytes[3];
}

/* Whether the chunks go on to the last one. */
static gboolean
png_is_whole (const guchar *data, gsize size)
{
  gsize at = 8;

  while (at + 12 <= size)
    {
      gsize length = big_endian (data + at);

      if (memcmp (data + at + 4, "IEND", 4) == 0)
        return TRUE;
      at += length + 12;
    }
  return FALSE;
}

/* Whether the segments go on to the end of the image; what a camera appends after that
 * does not matter, nor does a thumbnail inside a segment. */
static gboolean
jpeg_is_whole (const guchar *data, gsize size)
{
  gsize at = 2;

  while (at + 4 <= size || (at + 2 <= size && data[at + 1] == 0xd9))
    {
      guchar marker = data[at + 1];

      if (data[at] != 0xff)
        return FALSE;
      if (marker == 0xd9)
        return TRUE;
      if (marker == 0xff)
        {
          at++; /* filling */
          continue;
        }
      at += 2 + (data[at + 2] << 8 | data[at + 3]);
      if (marker == 0xda) /* a scan: on to the next marker that is no restart */
        while (at + 2 <= size
               && (data[at] != 0xff || data[at + 1] == 0 || (data[at + 1] & 0xf8) == 0xd0))
          at++;
    }
  return FALSE;
}

static gboolean
any_is_whole (const guchar *data, gsize size)
{
  return TRUE;
}

static const struct
{
  const char *magic;
  guint length;
  const char *loader;
  gboolean (*is_whole) (const guchar *data, gsize size);
} kinds[] = {
  { "\x89PNG\r\n\x1a\n", 8, "gegl:png-load", png_is_whole },
  { "\xff\xd8\xff", 3, "gegl:jpg-load", jpeg_is_whole },
  { "II*\0", 4, "gegl:tiff-load", any_is_whole },
  { "MM\0*", 4, "gegl:tiff-load", any_is_whole },
  { "\x76\x2f\x31\x01", 4, "gegl:exr-load", any_is_whole },
};

/* GEGL's loaders only warn, and go on with what they have, so files are checked first. */
static const char *
loader_for (const char *path, GError **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, error);
  const guchar *data;
  gsize size;

  if (file == NULL)
    return NULL;
  data = (const guchar *) g_mapped_file_get_contents (file);
  size = g_mapped_file_get_length (file);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (size < kinds[i].length || memcmp (data, kinds[i].magic, kinds[i].length) != 0)
        continue;
      if (kinds[i].is_whole (data, size))
        return kinds[i].loader;
      g_set_error (error, PICTURE_ERROR, PICTURE_ERROR_UNREADABLE,
                   "%s is truncated: the end of the picture is missing", path);
      return NULL;
    }
  g_set_error (error, PICTURE_ERROR, PICTURE_ERROR_UNREADABLE,
               "%s is not a PNG, JPEG, TIFF or OpenEXR file", path);
  return NULL;
}

static GeglBuffer *
load (const char *path, GError **error)
{
  g_autoptr (GeglNode) graph = NULL;
  GeglBuffer *buffer = NULL;
  GeglNode *source, *sink;
  const char *loader = loader_for (path, error);

  if (loader == NULL)
    return NULL;
  graph = gegl_node_new ();
  source = gegl_node_new_child (graph, "operation", loader, "path", path, NULL);
  sink = gegl_node_new_child (graph, "operation", "gegl:buffer-sink", "buffer", &buffer, NULL);
  gegl_node_link (source, sink);
  gegl_node_process (sink);
  if (buffer != NULL && gegl_buffer_get_width (buffer) > 0 && gegl_buffer_get_height (buffer) > 0)
    return buffer;
  g_clear_object (&buffer);
  g_set_error (error, PICTURE_ERROR, PICTURE_ERROR_UNREADABLE, "%s cannot be read", path);
  return NULL;
}

/* babl's XYZ is that at D50: each primary alone gives a column of the matrix. */
static void
read_primaries (const Babl *space, double primaries[9])
{
  static const double pure[9] = { 1, 0, 0, 0, 1, 0, 0, 0, 1 };
  double xyz[9];

  babl_process (
      babl_fish (babl_format_with_space ("RGB double", space), babl_format ("CIE XYZ double")),
      pure, xyz, 3);
  for (int column = 0; column < 3; column++)
    for (int row = 0; row < 3; row++)
      primaries[3 * row + column] = xyz[3 * column + row];
}

Photo *
photo_load (const char *path, GError **error)
{
  g_autoptr (GeglBuffer) buffer = load (path, error);
  const Babl *format;
  Photo *photo;

  if (buffer == NULL)
    return NULL;
  format = gegl_buffer_get_format (buffer);
  photo = g_new (Photo, 1);
  photo->width = gegl_buffer_get_width (buffer);
  photo->height = gegl_buffer_get_height (buffer);
  photo->rgb = g_new (float, 3 * (gsize) photo->width * photo->height);
  read_primaries (babl_format_get_space (format), photo->primaries);
  gegl_buffer_get (buffer, gegl_buffer_get_extent (buffer), 1.0,
                   babl_format_with_space ("RGB float", format), photo->rgb, GEGL_AUTO_ROWSTRIDE,
                   GEGL_ABYSS_NONE);
  return photo;
}

void
photo_free (Photo *photo)
{
  g_free (photo->rgb);
  g_free (photo);
}

guint16 *
area_load (const char *path, int width, int height, GError **error)
{
  g_autoptr (GeglBuffer) buffer = load (path, error);
  guint16 *area;

  if (buffer == NULL)
    return NULL;
  if (gegl_buffer_get_width (buffer) != width || gegl_buffer_get_height (buffer) != height)
    {
      g_set_error (error, PICTURE_ERROR, PICTURE_ERROR_SIZE,
                   "The area %s has %d x %d pixels, but the photo has %d x %d", path,
                   gegl_buffer_get_width (buffer), gegl_buffer_get_height (buffer), width, height);
      return NULL;
    }
  area = g_new (guint16, (gsize) width * height);
  gegl_buffer_get (buffer, gegl_buffer_get_extent (buffer), 1.0,
                   babl_format_with_space ("Y' u16", gegl_buffer_get_format (buffer)), area,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  return area;
}
