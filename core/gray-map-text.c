/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* A map of hair as text: see gray-map.h.
 *
 * A head of numbers separated by colons; then, in base 64, what zlib makes of the cells: channel by
 * channel, each value as 0 to 4095 from the channel's least to its most, as differences to the
 * value before, first all low bytes and then all high ones. */
#include "gray-map.h"

#include "treatment.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>

#define NAME "tonsure-gray-map-1"
#define MOST_SIDE 8192
#define MOST_CELLS (1 << 22)
#define HEAD 14
#define MOST_CODE 4095

typedef struct
{
  float least, size;
} Range;

static Range
range_of (const TonsureGrayMap *map, gsize n, int channel)
{
  Range range = { map->cells[channel], 0 };
  float most = range.least;

  for (gsize i = 0; i < n; i++)
    {
      float value = map->cells[TONSURE_GRAY_CHANNELS * i + (gsize) channel];

      range.least = MIN (range.least, value);
      most = MAX (most, value);
    }
  range.size = most - range.least;
  return range;
}

static void
add_number (GString *text, double value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_c (text, ':');
  g_string_append (text, g_ascii_formatd (number, sizeof number, "%.9g", value));
}

static GByteArray *
convert (GConverter *converter, const guint8 *bytes, gsize size, gsize most, GError **error)
{
  g_autoptr (GInputStream) memory =
      g_memory_input_stream_new_from_data (bytes, (gssize) size, NULL);
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (memory, converter);
  g_autoptr (GByteArray) result = g_byte_array_new ();
  guint8 buffer[8192];
  gssize n;

  while ((n = g_input_stream_read (stream, buffer, sizeof buffer, NULL, error)) > 0)
    {
      g_byte_array_append (result, buffer, (guint) n);
      if (result->len > most)
        break;
    }
  return n < 0 ? NULL : g_steal_pointer (&result);
}

char *
tonsure_gray_map_to_text (const TonsureGrayMap *map)
{
  gsize n = (gsize) map->width * map->height, all = TONSURE_GRAY_CHANNELS * n;
  g_autofree guint8 *bytes = g_malloc (2 * all);
  g_autoptr (GConverter) zlib =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9));
  g_autoptr (GByteArray) packed = NULL;
  g_autofree char *base64 = NULL;
  GString *text = g_string_new (NAME);

  for (int i = 0; i < 5; i++)
    add_number (text, (&map->x)[i]);
  add_number (text, map->mm_per_px);
  for (int c = 0; c < 3; c++)
    add_number (text, map->hair[c]);
  for (int c = 0; c < 3; c++)
    add_number (text, map->white[c]);
  add_number (text, map->colored);
  add_number (text, map->strands);
  for (int channel = 0; channel < TONSURE_GRAY_CHANNELS; channel++)
    {
      Range range = range_of (map, n, channel);
      guint16 before = 0;

      add_number (text, range.least);
      add_number (text, range.size);
      for (gsize i = 0; i < n; i++)
        {
          float value = map->cells[TONSURE_GRAY_CHANNELS * i + (gsize) channel] - range.least;
          guint16 code = (guint16) (range.size > 0 ? value / range.size * MOST_CODE + 0.5f : 0);
          guint16 more = (guint16) (code - before);

          bytes[(gsize) channel * n + i] = (guint8) (more & 255);
          bytes[all + (gsize) channel * n + i] = (guint8) (more >> 8);
          before = code;
        }
    }
  packed = convert (zlib, bytes, 2 * all, G_MAXSIZE, NULL);
  base64 = g_base64_encode (packed->data, packed->len);
  g_string_append_c (text, ':');
  g_string_append (text, base64);
  return g_string_free (text, FALSE);
}

static gboolean
read_number (const char *text, double least, double most, double *value)
{
  char *end;

  *value = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && *value >= least && *value <= most;
}

static gboolean
read_head (char **parts, TonsureGrayMap *map, Range *ranges)
{
  static const struct
  {
    double least, most;
  } limits[HEAD] = { { -1e8, 1e8 }, { -1e8, 1e8 }, { 1, 1e6 }, { 2, MOST_SIDE }, { 2, MOST_SIDE },
                     { 1e-4, 100 }, { 0, 1 },      { 0, 1 },   { 0, 1 },         { 0, 100 },
                     { 0, 100 },    { 0, 100 },    { 0, 1 },   { 0, 1000 } };
  double head[HEAD], value;

  for (int i = 0; i < HEAD; i++)
    if (!read_number (parts[i + 1], limits[i].least, limits[i].most, head + i))
      return FALSE;
  for (int i = 0; i < 5; i++)
    (&map->x)[i] = (int) head[i];
  map->mm_per_px = head[5];
  for (int c = 0; c < 3; c++)
    {
      map->hair[c] = (float) head[6 + c];
      map->white[c] = (float) head[9 + c];
    }
  map->colored = (float) head[12];
  map->strands = (float) head[13];
  for (int i = 0; i < 2 * TONSURE_GRAY_CHANNELS; i++)
    {
      if (!read_number (parts[HEAD + 1 + i], i % 2 ? 0 : -1e6, 1e6, &value))
        return FALSE;
      *(i % 2 ? &ranges[i / 2].size : &ranges[i / 2].least) = (float) value;
    }
  return (gsize) map->width * (gsize) map->height <= MOST_CELLS;
}

static gboolean
read_cells (const char *base64, const Range *ranges, TonsureGrayMap *map)
{
  gsize n = (gsize) map->width * map->height, all = TONSURE_GRAY_CHANNELS * n, size;
  g_autofree guchar *packed = g_base64_decode (base64, &size);
  g_autoptr (GConverter) zlib =
      G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  g_autoptr (GByteArray) bytes = convert (zlib, packed, size, 2 * all, NULL);

  if (bytes == NULL || bytes->len != 2 * all)
    return FALSE;
  map->cells = g_new (float, all);
  for (int channel = 0; channel < TONSURE_GRAY_CHANNELS; channel++)
    {
      guint16 code = 0;

      for (gsize i = 0; i < n; i++)
        {
          gsize at = (gsize) channel * n + i;

          code = (guint16) (code + bytes->data[at] + 256 * bytes->data[all + at]);
          map->cells[TONSURE_GRAY_CHANNELS * i + (gsize) channel] =
              ranges[channel].least + (float) code / MOST_CODE * ranges[channel].size;
        }
    }
  return TRUE;
}

/* No hair is none to the last bit: what is less than half a step of both channels is rounded. */
static void
round_none (TonsureGrayMap *map, const Range *ranges)
{
  gsize n = (gsize) map->width * map->height;

  for (gsize i = 0; i < n; i++)
    {
      float *cell = map->cells + TONSURE_GRAY_CHANNELS * i;

      if (fabsf (cell[TONSURE_GRAY_SLOPE]) * MOST_CODE <= 0.5f * ranges[TONSURE_GRAY_SLOPE].size
          && fabsf (cell[TONSURE_GRAY_OFFSET]) * MOST_CODE
                 <= 0.5f * ranges[TONSURE_GRAY_OFFSET].size)
        cell[TONSURE_GRAY_SLOPE] = cell[TONSURE_GRAY_OFFSET] = 0;
    }
}

/* Light that is divided by is above 0. */
static gboolean
is_sound (const TonsureGrayMap *map)
{
  gsize n = (gsize) map->width * map->height;

  for (gsize i = 0; i < n; i++)
    for (int c = 0; c < 3; c++)
      if (!(map->cells[TONSURE_GRAY_CHANNELS * i + TONSURE_GRAY_RED + (gsize) c] > 1e-6f))
        return FALSE;
  return TRUE;
}

TonsureGrayMap *
tonsure_gray_map_from_text (const char *text, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", HEAD + 2 * TONSURE_GRAY_CHANNELS + 2);
  g_autoptr (TonsureGrayMap) map = g_new0 (TonsureGrayMap, 1);
  Range ranges[TONSURE_GRAY_CHANNELS];

  if (g_strv_length (parts) == HEAD + 2 * TONSURE_GRAY_CHANNELS + 2 && g_str_equal (parts[0], NAME)
      && read_head (parts, map, ranges)
      && read_cells (parts[HEAD + 2 * TONSURE_GRAY_CHANNELS + 1], ranges, map) && is_sound (map))
    {
      round_none (map, ranges);
      return g_steal_pointer (&map);
    }
  g_set_error_literal (error, TONSURE_ERROR, TONSURE_ERROR_PARSE,
                       _ ("This text is no map of hair, or not all of it"));
  return NULL;
}
