/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Writes a drawn picture as PNG: see sheet-png.h. */
#include "sheet-png.h"

#include <string.h>

/* Signature and header of a PNG, after which other chunks may come. */
#define HEADER 33

static const char xmp[] =
    "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
    "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
    " xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\">"
    "<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/composite"
    "</Iptc4xmpExt:DigitalSourceType>"
    "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">"
    "SIMULATION of scalp micropigmentation and not a photograph of a result"
    "</rdf:li></rdf:Alt></dc:description>"
    "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>";

/* Name of the chunk's text, not compressed, of no language. */
static const char xmp_begin[] = "XML:com.adobe.xmp\0\0\0\0";

/* CRC of ISO 3309, as PNG asks for. */
static guint32
checksum (const guint8 *data, gsize size)
{
  guint32 sum = 0xffffffff;

  for (gsize i = 0; i < size; i++)
    {
      sum ^= data[i];
      for (int bit = 0; bit < 8; bit++)
        sum = sum & 1 ? sum >> 1 ^ 0xedb88320 : sum >> 1;
    }
  return ~sum;
}

static void
append_number (GByteArray *bytes, guint32 number)
{
  number = GUINT32_TO_BE (number);
  g_byte_array_append (bytes, (const guint8 *) &number, 4);
}

static void
append_chunk (GByteArray *bytes, const char *type, const void *data, gsize size)
{
  guint begin;

  append_number (bytes, (guint32) size);
  begin = bytes->len;
  g_byte_array_append (bytes, (const guint8 *) type, 4);
  g_byte_array_append (bytes, data, (guint) size);
  append_number (bytes, checksum (bytes->data + begin, bytes->len - begin));
}

static cairo_status_t
collect (void *bytes, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

gboolean
sheet_png_write (cairo_surface_t *surface, const char *path, GError **error)
{
  static const guint8 perceptual = 0;
  g_autoptr (GByteArray) drawn = g_byte_array_new (), bytes = g_byte_array_new ();
  g_autoptr (GByteArray) text = g_byte_array_new ();
  cairo_status_t status = cairo_surface_write_to_png_stream (surface, collect, drawn);

  if (status != CAIRO_STATUS_SUCCESS || drawn->len < HEADER)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s cannot be written: %s", path,
                   cairo_status_to_string (status));
      return FALSE;
    }
  g_byte_array_append (text, (const guint8 *) xmp_begin, sizeof xmp_begin);
  g_byte_array_append (text, (const guint8 *) xmp, strlen (xmp));
  g_byte_array_append (bytes, drawn->data, HEADER);
  append_chunk (bytes, "sRGB", &perceptual, 1);
  append_chunk (bytes, "iTXt", text->data, text->len);
  g_byte_array_append (bytes, drawn->data + HEADER, drawn->len - HEADER);
  return g_file_set_contents (path, (const char *) bytes->data, bytes->len, error);
}
