/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Damage in the first picture of TIFF files, as libtiff sees it: see damage.h. */
#include "damage.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <tiffio.h>
#include <zlib.h>

/* LZW never writes the code of the same byte three times in a row: after two there is a code for
 * the pair. So 64 bits of zeros, at least four codes of 12 bits, are no LZW data. */
#define MOST_LZW_ZEROS 8

typedef struct
{
  const PhotoFile *file;
  gsize at;
} Reader;

static tmsize_t
read_some (thandle_t handle, void *to, tmsize_t n)
{
  Reader *reader = handle;
  gsize some = MIN ((gsize) n, reader->file->size - reader->at);

  memcpy (to, reader->file->data + reader->at, some);
  reader->at += some;
  return (tmsize_t) some;
}

static tmsize_t
write_nothing (thandle_t handle, void *from, tmsize_t n)
{
  return -1;
}

static toff_t
seek (thandle_t handle, toff_t offset, int whence)
{
  Reader *reader = handle;
  toff_t base = whence == SEEK_CUR ? reader->at : whence == SEEK_END ? reader->file->size : 0;

  reader->at = MIN (base + offset, reader->file->size);
  return reader->at;
}

static int
leave_open (thandle_t handle)
{
  return 0;
}

static toff_t
size_of (thandle_t handle)
{
  return ((Reader *) handle)->file->size;
}

static int
fail (TIFF *tiff, void *damage, const char *module, const char *format, va_list arguments)
{
  char text[256];

  vsnprintf (text, sizeof text, format, arguments);
  damage_add_loss (damage, text);
  return 1;
}

/* About tags. */
static int
warn (TIFF *tiff, void *damage, const char *module, const char *format, va_list arguments)
{
  char text[256];

  vsnprintf (text, sizeof text, format, arguments);
  damage_add_note (damage, text);
  return 1;
}

/* Whether a zlib stream goes on to its checksum and that is right; libtiff stops before it. */
static gboolean
is_deflated (const guint8 *data, gsize size)
{
  guint8 out[16384];
  z_stream stream = { .next_in = (Bytef *) data, .avail_in = (uInt) size };
  int status = inflateInit (&stream);

  while (status == Z_OK)
    {
      stream.next_out = out;
      stream.avail_out = sizeof out;
      status = inflate (&stream, Z_NO_FLUSH);
    }
  inflateEnd (&stream);
  return status == Z_STREAM_END;
}

/* What libtiff decodes without complaint. */
static void
check_coded (TIFF *tiff, const PhotoFile *file, guint32 i, Damage *damage)
{
  uint64_t at = TIFFGetStrileOffset (tiff, i), n = TIFFGetStrileByteCount (tiff, i);
  uint16_t compression = 0;

  TIFFGetField (tiff, TIFFTAG_COMPRESSION, &compression);
  if (at > file->size || n > file->size - at)
    damage_add_loss (damage, "the file is truncated");
  else if (compression == COMPRESSION_LZW && damage_zeros (file->data + at, n) >= MOST_LZW_ZEROS)
    damage_add_loss (damage, "LZW data was overwritten with zeros");
  else if ((compression == COMPRESSION_ADOBE_DEFLATE || compression == COMPRESSION_DEFLATE)
           && !is_deflated (file->data + at, n))
    damage_add_loss (damage, "the checksum of deflated data is wrong");
}

static void
decode (TIFF *tiff, const PhotoFile *file, Damage *damage)
{
  gboolean tiled = TIFFIsTiled (tiff);
  guint32 n = tiled ? TIFFNumberOfTiles (tiff) : TIFFNumberOfStrips (tiff);
  tmsize_t size = tiled ? TIFFTileSize (tiff) : TIFFStripSize (tiff);
  g_autofree char *pixels = size > 0 ? g_try_malloc (size) : NULL;

  for (guint32 i = 0; pixels != NULL && i < n && damage->loss == NULL; i++)
    {
      check_coded (tiff, file, i, damage);
      if ((tiled ? TIFFReadEncodedTile (tiff, i, pixels, size)
                 : TIFFReadEncodedStrip (tiff, i, pixels, size))
          < 0)
        damage_add_loss (damage, "the coded data cannot be read");
    }
}

void
damage_find_tiff (const PhotoFile *file, Damage *damage)
{
  Reader reader = { file, 0 };
  TIFFOpenOptions *options = TIFFOpenOptionsAlloc ();
  TIFF *tiff;

  TIFFOpenOptionsSetErrorHandlerExtR (options, fail, damage);
  TIFFOpenOptionsSetWarningHandlerExtR (options, warn, damage);
  tiff = TIFFClientOpenExt (file->name, "rm", &reader, read_some, write_nothing, seek, leave_open,
                            size_of, NULL, NULL, options);
  TIFFOpenOptionsFree (options);
  if (tiff == NULL)
    {
      damage_add_loss (damage, "the first directory cannot be read");
      return;
    }
  decode (tiff, file, damage);
  TIFFClose (tiff);
}
