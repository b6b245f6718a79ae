/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Finds hair and skin that nobody has marked: see samples.h. */
#include "samples.h"
#include "range.h"
#include "samples-private.h"

#include <string.h>

gboolean
tonsure_samples_find (const float *rgb, const guint16 *area, int width, int height,
                      double mm_per_px, guint16 *hair, guint16 *skin, gboolean *crisp,
                      GError **error)
{
  gsize n = (gsize) width * height;
  gboolean dots;

  if (!tonsure_in_range_of ("mm_per_px", mm_per_px, 0.002, 5.0, "mm", error))
    return FALSE;
  memset (hair, 0, sizeof *hair * n);
  memset (skin, 0, sizeof *skin * n);
  dots = tonsure_samples_find_crisp (rgb, area, width, height, mm_per_px, hair, skin);
  if (!tonsure_samples_find_region (rgb, area, width, height, mm_per_px, &dots, hair, skin, error))
    return FALSE;
  if (crisp != NULL)
    *crisp = dots;
  return TRUE;
}
