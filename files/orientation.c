/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The EXIF orientation of a file: see photo-file.h. */
#include "photo-file.h"

#include <string.h>

#define TAG_ORIENTATION 0x112
#define TYPE_SHORT 3

/* A TIFF structure, in which EXIF data is kept. */
typedef struct
{
  const guint8 *data;
  gsize size;
  gboolean big_endian;
} Tiff;

static guint
read_16 (const Tiff *tiff, gsize at)
{
  const guint8 *p = tiff->data + at;

  if (at > tiff->size || tiff->size - at < 2)
    return 0;
  return tiff->big_endian ? (guint) p[0] << 8 | p[1] : (guint) p[1] << 8 | p[0];
}

static gsize
read_32 (const Tiff *tiff, gsize at)
{
  gsize first = read_16 (tiff, at), second = read_16 (tiff, at + 2);

  return tiff->big_endian ? first << 16 | second : second << 16 | first;
}

/* Entries of 12 bytes: tag, type, count, value (TIFF 6.0, section 2). */
static int
tiff_orientation (const guint8 *data, gsize size)
{
  Tiff tiff = { data, size, size > 0 && data[0] == 'M' };
  gsize directory = read_32 (&tiff, 4);

  if (read_16 (&tiff, 2) != 42)
    return 1;
  for (guint i = 0, n = read_16 (&tiff, directory); i < n; i++)
    {
      gsize entry = directory + 2 + 12 * (gsize) i;
      guint value = read_16 (&tiff, entry + 8);

      if (read_16 (&tiff, entry) == TAG_ORIENTATION && read_16 (&tiff, entry + 2) == TYPE_SHORT)
        return value >= 1 && value <= 8 ? (int) value : 1;
    }
  return 1;
}

/* With or without the marker that begins it in JPEG files. */
static int
exif_orientation (const guint8 *data, gsize size)
{
  if (size >= 6 && memcmp (data, "Exif\0\0", 6) == 0)
    return tiff_orientation (data + 6, size - 6);
  return tiff_orientation (data, size);
}

/* Segments before the first scan (ITU-T T.81, annex B). */
static int
jpeg_orientation (const PhotoFile *file)
{
  gsize at = 2;

  while (at + 4 <= file->size && file->data[at] == 0xff)
    {
      guint8 marker = file->data[at + 1];
      gsize length = (gsize) file->data[at + 2] << 8 | file->data[at + 3];

      if (marker == 0xff)
        {
          at++;
          continue;
        }
      if (marker == 0xda || marker == 0xd9 || length < 2 || length > file->size - at - 2)
        break;
      if (marker == 0xe1 && length >= 8 && memcmp (file->data + at + 4, "Exif\0\0", 6) == 0)
        return exif_orientation (file->data + at + 4, length - 2);
      at += 2 + length;
    }
  return 1;
}

/* Chunks: length, four letters, data, checksum (PNG 1.2, section 3.2). */
static int
png_orientation (const PhotoFile *file)
{
  Tiff png = { file->data, file->size, TRUE };

  for (gsize at = 8; at + 12 <= file->size;)
    {
      gsize length = read_32 (&png, at);

      if (length > file->size - at - 12)
        break;
      if (memcmp (file->data + at + 4, "eXIf", 4) == 0)
        return exif_orientation (file->data + at + 8, length);
      at += 12 + length;
    }
  return 1;
}

/* Chunks of a RIFF file: four letters, length, data, padded to even. */
static int
webp_orientation (const PhotoFile *file)
{
  Tiff riff = { file->data, file->size, FALSE };

  for (gsize at = 12; at + 8 <= file->size;)
    {
      gsize length = read_32 (&riff, at + 4);

      if (length > file->size - at - 8)
        break;
      if (memcmp (file->data + at, "EXIF", 4) == 0)
        return exif_orientation (file->data + at + 8, length);
      at += 8 + length + (length & 1);
    }
  return 1;
}

int
photo_file_orientation (const PhotoFile *file)
{
  switch (file->kind)
    {
    case PHOTO_FILE_JPEG:
      return jpeg_orientation (file);
    case PHOTO_FILE_PNG:
      return png_orientation (file);
    case PHOTO_FILE_TIFF:
      return tiff_orientation (file->data, file->size);
    case PHOTO_FILE_WEBP:
      return webp_orientation (file);
    default:
      return 1;
    }
}
