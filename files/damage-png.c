/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Damage in PNG files, as libpng sees it: see damage.h. */
#include "damage.h"

#include <png.h>
#include <string.h>

typedef struct
{
  const PhotoFile *file;
  gsize at;
  Damage *damage;
} Reader;

static void
stop (png_structp png, png_const_charp text)
{
  Reader *reader = png_get_error_ptr (png);

  damage_add_loss (reader->damage, text);
  png_longjmp (png, 1);
}

/* What is wrong with coded pixels may come as a warning; too many of them harm nobody. */
static void
warn (png_structp png, png_const_charp text)
{
  Reader *reader = png_get_error_ptr (png);

  if (strstr (text, "IDAT") != NULL && strstr (text, "Too m") == NULL
      && strstr (text, "Extra") == NULL)
    damage_add_loss (reader->damage, text);
  else
    damage_add_note (reader->damage, text);
}

static void
read_some (png_structp png, png_bytep to, png_size_t n)
{
  Reader *reader = png_get_io_ptr (png);

  if (n > reader->file->size - reader->at)
    png_error (png, "the file is truncated");
  memcpy (to, reader->file->data + reader->at, n);
  reader->at += n;
}

/* Every row of every pass, then what follows. */
static void
decode (png_structp png, png_infop info, GArray *row)
{
  int passes;

  png_set_crc_action (png, PNG_CRC_ERROR_QUIT, PNG_CRC_WARN_DISCARD);
  png_read_info (png, info);
  passes = png_set_interlace_handling (png);
  png_read_update_info (png, info);
  g_array_set_size (row, (guint) png_get_rowbytes (png, info));
  for (int pass = 0; pass < passes; pass++)
    for (guint y = 0; y < png_get_image_height (png, info); y++)
      png_read_row (png, (png_bytep) row->data, NULL);
  png_read_end (png, NULL);
}

void
damage_find_png (const PhotoFile *file, Damage *damage)
{
  Reader reader = { file, 0, damage };
  png_structp png = png_create_read_struct (PNG_LIBPNG_VER_STRING, &reader, stop, warn);
  png_infop info = png_create_info_struct (png);
  GArray *row = g_array_new (FALSE, FALSE, 1);

  if (setjmp (png_jmpbuf (png)) == 0)
    {
      png_set_read_fn (png, &reader, read_some);
      decode (png, info, row);
      damage_add_tail (damage, file->size - reader.at);
    }
  png_destroy_read_struct (&png, &info, NULL);
  g_array_unref (row);
}
