/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "picture.h"

#include "photo-file.h"
#include "upright.h"

#include <gegl.h>
#include <glib/gstdio.h>
#include <string.h>

G_DEFINE_QUARK (picture - error - quark, picture_error)

/* GEGL's loaders only warn, and go on with what they have, so files are checked first. */
static const char *
loader_for (const PhotoFile *file, GError **error)
{
  switch (file->kind)
    {
    case PHOTO_FILE_JPEG:
      return "gegl:jpg-load";
    case PHOTO_FILE_PNG:
      return "gegl:png-load";
    case PHOTO_FILE_TIFF:
      return "gegl:tiff-load";
    case PHOTO_FILE_WEBP:
      return "gegl:webp-load";
    case PHOTO_FILE_EXR:
      return "gegl:exr-load";
    default:
      g_set_error (error, PICTURE_ERROR, PICTURE_ERROR_UNREADABLE,
                   "%s is not a PNG, JPEG, TIFF, WebP or OpenEXR file", file->name);
      return NULL;
    }
}

/* Reads the pixels as the file stores them. */
static GeglBuffer *
load_stored (const char *loader, const char *path)
{
  g_autoptr (GeglNode) graph = gegl_node_new ();
  GeglBuffer *buffer = NULL;
  GeglNode *source = gegl_node_new_child (graph, "operation", loader, "path", path, NULL);
  GeglNode *sink =
      gegl_node_new_child (graph, "operation", "gegl:buffer-sink", "buffer", &buffer, NULL);

  gegl_node_link (source, sink);
  gegl_node_process (sink);
  if (buffer != NULL
      && (gegl_buffer_get_width (buffer) <= 0 || gegl_buffer_get_height (buffer) <= 0))
    g_clear_object (&buffer);
  return buffer;
}

static gboolean
is_whole (const PhotoFile *file, GError **error)
{
#ifdef HAVE_PHOTO_DAMAGE
  g_autofree char *note = NULL;

  if (!photo_file_check (file, &note, error))
    return FALSE;
  if (note != NULL)
    g_printerr ("%s\n", note);
#endif
  return TRUE;
}

static GeglBuffer *
load (const char *path, GError **error)
{
  g_autoptr (GFile) location = g_file_new_for_path (path);
  g_autoptr (PhotoFile) file = photo_file_new (location, error);
  g_autoptr (GeglBuffer) stored = NULL;
  const char *loader;

  if (file == NULL || (loader = loader_for (file, error)) == NULL || !is_whole (file, error))
    return NULL;
  stored = load_stored (loader, path);
  if (stored != NULL)
    return upright_new (stored, photo_file_orientation (file));
  g_set_error (error, PICTURE_ERROR, PICTURE_ERROR_UNREADABLE, "%s cannot be read", file->name);
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
  g_autofree char *name = g_filename_display_name (path);
  guint16 *area;

  if (buffer == NULL)
    return NULL;
  if (gegl_buffer_get_width (buffer) != width || gegl_buffer_get_height (buffer) != height)
    {
      g_set_error (error, PICTURE_ERROR, PICTURE_ERROR_SIZE,
                   "The area %s has %d x %d pixels, but the photo, upright, has %d x %d", name,
                   gegl_buffer_get_width (buffer), gegl_buffer_get_height (buffer), width, height);
      return NULL;
    }
  area = g_new (guint16, (gsize) width * height);
  gegl_buffer_get (buffer, gegl_buffer_get_extent (buffer), 1.0,
                   babl_format_with_space ("Y' u16", gegl_buffer_get_format (buffer)), area,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  return area;
}

gboolean
picture_save (const char *path, const Babl *format, const void *pixels, int width, int height,
              GError **error)
{
  GeglRectangle all = { 0, 0, width, height };
  g_autoptr (GeglBuffer) buffer = NULL;
  g_autoptr (GeglNode) graph = NULL;
  g_autofree char *name = NULL;
  GeglNode *source, *sink;

  if (path == NULL)
    return TRUE;
  /* GEGL does not say whether it has written, so that what is there afterwards must be new. */
  g_unlink (path);
  buffer = gegl_buffer_new (&all, format);
  gegl_buffer_set (buffer, &all, 0, format, pixels, GEGL_AUTO_ROWSTRIDE);
  graph = gegl_node_new ();
  source = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", buffer, NULL);
  sink =
      gegl_node_new_child (graph, "operation", "gegl:png-save", "path", path, "bitdepth", 8, NULL);
  gegl_node_link (source, sink);
  gegl_node_process (sink);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  name = g_filename_display_name (path);
  g_set_error (error, PICTURE_ERROR, PICTURE_ERROR_UNWRITABLE, "%s cannot be written", name);
  return FALSE;
}
