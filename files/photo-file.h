/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * What the bytes of a picture file say: its kind, its EXIF orientation, and whether pixels are
 * lost. Loaders of GIMP and GEGL ignore the orientation and fill up what is missing with gray.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  PHOTO_FILE_OTHER,
  PHOTO_FILE_JPEG,
  PHOTO_FILE_PNG,
  PHOTO_FILE_TIFF,
  PHOTO_FILE_WEBP,
  PHOTO_FILE_EXR,
} PhotoFileKind;

/**
 * PhotoFile:
 * @name: of the file, valid UTF-8, for messages
 * @bytes: its content
 * @data, @size: of @bytes
 */
typedef struct
{
  char *name;
  GBytes *bytes;
  const guint8 *data;
  gsize size;
  PhotoFileKind kind;
} PhotoFile;

/**
 * photo_file_regular:
 *
 * Returns: %FALSE with %TONSURE_ERROR_PARSE if @file is missing, a folder, a link that leads
 *   nowhere, a pipe or a device. It is not opened, so this never waits.
 */
gboolean photo_file_regular (GFile *file, GError **error);

/**
 * photo_file_new:
 *
 * Maps @file into memory and tells its kind by its first bytes.
 *
 * Returns: (transfer full) (nullable): %NULL with an error where photo_file_regular() has one, or
 *   if @file is empty or cannot be read
 */
PhotoFile *photo_file_new (GFile *file, GError **error);
void photo_file_free (PhotoFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PhotoFile, photo_file_free)

/**
 * photo_file_orientation:
 *
 * Reads tag 0x112 of the EXIF data of a JPEG, PNG or WebP file or of the first directory of a
 * TIFF file (EXIF 2.32, section 4.6.4). In HEIC, AVIF and JPEG XL the file format itself says how
 * to turn the picture, its decoders do so, and the EXIF orientation only repeats it: for these, as
 * for all other kinds, it is 1.
 *
 * Returns: 1 to 8; 1 where there is none or it makes no sense
 */
int photo_file_orientation (const PhotoFile *file);

/**
 * photo_file_check:
 * @note: (out) (optional) (nullable) (transfer full): what is odd in the file and harms no pixel,
 *   such as bytes after its end or a broken color profile
 *
 * Decodes a JPEG, PNG, TIFF or WebP file and looks for what its library complains about. Where
 * wrong bytes decode without complaint, as zeros do, it looks for what no encoder writes. What is
 * in other files is left to their loaders.
 *
 * Returns: %FALSE with %TONSURE_ERROR_PARSE if pixels are lost
 */
gboolean photo_file_check (const PhotoFile *file, char **note, GError **error);

G_END_DECLS
