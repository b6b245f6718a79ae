/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Numbers to light and back: see encoding.h. */
#include "encoding.h"
#include "exact.h"

#include <string.h>

/* The upper bits of a float from 0 to 1: sign, exponent and 7 of the fraction. */
#define SHIFT 16
#define BUCKETS ((0x3f800000 >> SHIFT) + 2)

static double
light_of (double value)
{
  return value > 0.04045 ? tonsure_pow ((value + 0.055) / 1.055, 2.4) : value / 12.92;
}

static guint32
bits_of (float light)
{
  guint32 bits;

  memcpy (&bits, &light, sizeof bits);
  return bits;
}

static TonsureEncoding *
encoding_new (guint most)
{
  TonsureEncoding *encoding = g_new (TonsureEncoding, 1);
  guint32 number = 0;

  encoding->light = g_new (float, most + 1);
  encoding->border = g_new (float, most + 1);
  encoding->first = g_new (guint32, BUCKETS);
  for (guint i = 0; i <= most; i++)
    {
      encoding->light[i] = (float) light_of ((double) i / most);
      encoding->border[i] = i ? (float) light_of ((i - 0.5) / most) : 0.0f;
    }
  for (guint32 b = 0; b < BUCKETS; b++)
    {
      while (number < most && bits_of (encoding->border[number + 1]) <= b << SHIFT)
        number++;
      encoding->first[b] = number;
    }
  return encoding;
}

static gpointer
encoding_of_8_bits (gpointer data)
{
  return encoding_new (G_MAXUINT8);
}

static gpointer
encoding_of_16_bits (gpointer data)
{
  return encoding_new (G_MAXUINT16);
}

const TonsureEncoding *
tonsure_encoding_srgb (guint bits)
{
  static GOnce once_8 = G_ONCE_INIT, once_16 = G_ONCE_INIT;

  return bits == 8 ? g_once (&once_8, encoding_of_8_bits, NULL)
                   : g_once (&once_16, encoding_of_16_bits, NULL);
}

guint
tonsure_encoding_number (const TonsureEncoding *encoding, float light)
{
  light = light > 0.0f ? light : 0.0f;
  light = light < 1.0f ? light : 1.0f;

  guint32 bucket = bits_of (light) >> SHIFT;
  guint32 low = encoding->first[bucket], high = encoding->first[bucket + 1];

  while (low < high)
    {
      guint32 middle = (low + high + 1) / 2;

      if (encoding->border[middle] <= light)
        low = middle;
      else
        high = middle - 1;
    }
  return low;
}
