/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * From sRGB's whole numbers to linear light and back, with the same bits everywhere.
 *
 * babl converts too, but it picks among its ways by how fast they ran when the process
 * first asked, and they agree only within a tolerance (4.7e-6 by default): a product of
 * light that falls beside the border between two numbers is rounded to one or the other.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TonsureEncoding:
 * @light: (array): linear light of each number, 0 to 1
 * @border: (array): the least light that is rounded to each number; of 0 it is 0
 * @first: (array): for the upper bits of a light, the least number it can be rounded to
 */
typedef struct
{
  float *light;
  float *border;
  guint32 *first;
} TonsureEncoding;

/**
 * tonsure_encoding_srgb:
 * @bits: of a number, 8 or 16
 *
 * The encoding of IEC 61966-2-1, with the greatest number for 1. The first call takes some
 * milliseconds.
 *
 * Returns: (transfer none): the tables, for ever
 */
const TonsureEncoding *tonsure_encoding_srgb (guint bits);

/**
 * tonsure_encoding_number:
 * @light: 0 to 1
 *
 * Returns: the number whose encoded value is nearest to that of @light; to the light of a
 * number it is that number.
 */
guint tonsure_encoding_number (const TonsureEncoding *encoding, float light);

G_END_DECLS
