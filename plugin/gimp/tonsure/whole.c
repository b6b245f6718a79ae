/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a picture file is whole: see whole.h. */
#include "whole.h"

#include "tonsure.h"

#include <glib/gi18n.h>
#include <string.h>

static const guint8 png_signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };

/* Chunks: length, four letters, data, checksum (PNG 1.2, section 3.2). */
static gboolean
whole_png (const guint8 *data, gsize size)
{
  gsize at = sizeof png_signature;

  while (size >= 12 && at <= size - 12)
    {
      guint32 length =
          (guint32) data[at] << 24 | data[at + 1] << 16 | data[at + 2] << 8 | data[at + 3];

      if (length > size - 12 - at)
        return FALSE;
      if (memcmp (data + at + 4, "IEND", 4) == 0)
        return TRUE;
      at += 12 + (gsize) length;
    }
  return FALSE;
}

/* Markers: FF and a byte; most are followed by a length and data, the scan by coded data
 * in which FF is followed by 0 or a restart marker (ITU-T T.81, annex B). */
static gboolean
whole_jpeg (const guint8 *data, gsize size)
{
  gsize at = 2;
  gboolean in_scan = FALSE;

  while (at + 1 < size)
    {
      guint8 marker = data[at + 1];

      if (data[at] != 0xff || marker == 0xff || (in_scan && marker == 0))
        at++;
      else if (marker == 0xd9)
        return TRUE;
      else if ((marker >= 0xd0 && marker <= 0xd8) || marker == 0x01)
        at += 2;
      else if (at + 4 > size)
        return FALSE;
      else
        {
          in_scan = marker == 0xda;
          at += 2 + ((gsize) data[at + 2] << 8 | data[at + 3]);
        }
    }
  return FALSE;
}

gboolean
whole_check (GFile *file, GError **error)
{
  g_autofree char *path = g_file_get_path (file);
  g_autoptr (GMappedFile) mapped = path ? g_mapped_file_new (path, FALSE, error) : NULL;
  const guint8 *data;
  gsize size;
  gboolean whole = TRUE;

  if (mapped == NULL)
    return path == NULL;
  data = (const guint8 *) g_mapped_file_get_contents (mapped);
  size = g_mapped_file_get_length (mapped);
  if (size >= sizeof png_signature && memcmp (data, png_signature, sizeof png_signature) == 0)
    whole = whole_png (data, size);
  else if (size >= 2 && data[0] == 0xff && data[1] == 0xd8)
    whole = whole_jpeg (data, size);
  else
    whole = size > 0;
  if (!whole)
    g_set_error (error, TONSURE_ERROR, TONSURE_ERROR_PARSE,
                 _ ("%s breaks off: the file is truncated"), path);
  return whole;
}
