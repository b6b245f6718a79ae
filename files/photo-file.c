/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Opening and telling apart picture files: see photo-file.h. */
#include "photo-file.h"

#include "treatment.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const char *magic;
  guint at, length;
  PhotoFileKind kind;
} magics[] = {
  { "\x89PNG\r\n\x1a\n", 0, 8, PHOTO_FILE_PNG },
  { "\xff\xd8\xff", 0, 3, PHOTO_FILE_JPEG },
  { "II*\0", 0, 4, PHOTO_FILE_TIFF },
  { "MM\0*", 0, 4, PHOTO_FILE_TIFF },
  { "II+\0", 0, 4, PHOTO_FILE_TIFF },
  { "MM\0+", 0, 4, PHOTO_FILE_TIFF },
  { "WEBP", 8, 4, PHOTO_FILE_WEBP },
  { "\x76\x2f\x31\x01", 0, 4, PHOTO_FILE_EXR },
};

static gboolean
refuse (GFile *file, const char *what, GError **error)
{
  g_autofree char *name = g_file_get_parse_name (file);

  g_set_error (error, TONSURE_ERROR, TONSURE_ERROR_PARSE, what, name);
  return FALSE;
}

gboolean
photo_file_regular (GFile *file, GError **error)
{
  switch (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL))
    {
    case G_FILE_TYPE_REGULAR:
      return TRUE;
    case G_FILE_TYPE_DIRECTORY:
      return refuse (file, _ ("%s is a folder, not a picture"), error);
    case G_FILE_TYPE_SPECIAL:
      return refuse (file, _ ("%s is a pipe or a device, not a picture"), error);
    default:
      break;
    }
  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL)
      == G_FILE_TYPE_SYMBOLIC_LINK)
    return refuse (file, _ ("%s is a link to a file that is not there"), error);
  return refuse (file, _ ("There is no file %s"), error);
}

static PhotoFileKind
kind_of (const guint8 *data, gsize size)
{
  for (guint i = 0; i < G_N_ELEMENTS (magics); i++)
    if (size >= magics[i].at + magics[i].length
        && memcmp (data + magics[i].at, magics[i].magic, magics[i].length) == 0)
      return magics[i].kind;
  return PHOTO_FILE_OTHER;
}

PhotoFile *
photo_file_new (GFile *file, GError **error)
{
  g_autofree char *path = g_file_get_path (file);
  g_autoptr (GMappedFile) mapped = NULL;
  PhotoFile *photo;

  if (!photo_file_regular (file, error))
    return NULL;
  if (path == NULL)
    {
      refuse (file, _ ("%s is not on this computer"), error);
      return NULL;
    }
  mapped = g_mapped_file_new (path, FALSE, error);
  if (mapped == NULL)
    return NULL;
  if (g_mapped_file_get_length (mapped) == 0)
    {
      refuse (file, _ ("%s is empty"), error);
      return NULL;
    }
  photo = g_new0 (PhotoFile, 1);
  photo->name = g_file_get_parse_name (file);
  photo->bytes = g_mapped_file_get_bytes (mapped);
  photo->data = g_bytes_get_data (photo->bytes, &photo->size);
  photo->kind = kind_of (photo->data, photo->size);
  return photo;
}

void
photo_file_free (PhotoFile *file)
{
  g_free (file->name);
  g_bytes_unref (file->bytes);
  g_free (file);
}
