/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The scale of a picture: see scale.h. */
#include "scale.h"
#include "treatment.h"

#include <glib/gi18n-lib.h>

#define HALF_DENSITY 32768

gboolean
tonsure_scale_from_head_breadth (const guint16 *mask, int width, int height, gsize stride,
                                 TonsureScale *scale, GError **error)
{
  int widest = 0;

  for (int j = 0; j < height; j++)
    {
      const guint16 *row = mask + j * stride;
      int first = 0, last = width - 1;

      while (first < width && row[first] < HALF_DENSITY)
        first++;
      while (last > first && row[last] < HALF_DENSITY)
        last--;
      widest = MAX (widest, last - first + 1);
    }
  if (widest < 2)
    {
      g_set_error_literal (error, TONSURE_ERROR, TONSURE_ERROR_UNMEASURABLE,
                           _ ("The area is empty, so it cannot tell the scale: "
                              "paint the area to treat"));
      return FALSE;
    }
  scale->mm_per_px = TONSURE_HEAD_BREADTH / widest;
  scale->relative_error = TONSURE_HEAD_BREADTH_SD / TONSURE_HEAD_BREADTH;
  scale->source = TONSURE_SCALE_HEAD_BREADTH;
  return TRUE;
}
