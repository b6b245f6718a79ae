/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where hair and skin are sampled: see marks.h. */
#include "marks.h"

#include <glib/gi18n.h>
#include <math.h>

void
marks_clear (Marks *marks)
{
  g_clear_pointer (&marks->hair, g_free);
  g_clear_pointer (&marks->skin, g_free);
}

static gboolean
marks_draw (Marks *marks, GimpDrawable *hair, GimpDrawable *skin, GError **error)
{
  Area area = { 0 };

  if (hair == NULL || skin == NULL)
    {
      g_set_error_literal (error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
                           hair == NULL
                               ? _ ("Skin is marked but hair is not: mark both or neither")
                               : _ ("Hair is marked but skin is not: mark both or neither"));
      return FALSE;
    }
  if (!area_from_marks (&area, hair, error))
    return FALSE;
  marks->hair = g_steal_pointer (&area.mask);
  if (!area_from_marks (&area, skin, error))
    return FALSE;
  marks->skin = g_steal_pointer (&area.mask);
  return TRUE;
}

/* A disk around the center of a pixel. */
static void
marks_dot (guint16 *mask, int width, int height, int x, int y, double radius)
{
  int reach = (int) ceil (radius);

  for (int j = MAX (y - reach, 0); j <= MIN (y + reach, height - 1); j++)
    for (int i = MAX (x - reach, 0); i <= MIN (x + reach, width - 1); i++)
      if ((i - x) * (i - x) + (j - y) * (j - y) <= radius * radius)
        mask[(gsize) j * width + i] = G_MAXUINT16;
}

static gboolean
marks_point (Marks *marks, GimpImage *image, double mm_per_px, GError **error)
{
  int width = gimp_image_get_width (image), height = gimp_image_get_height (image);
  guint point = 0, n = 0;

  marks->hair = g_new0 (guint16, (gsize) width * height);
  marks->skin = g_new0 (guint16, (gsize) width * height);
  while ((point = gimp_image_find_next_sample_point (image, point)) != 0)
    {
      int y, x = gimp_image_get_sample_point_position (image, point, &y);

      if (x < 0 || y < 0 || x >= width || y >= height)
        {
          g_set_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
                       _ ("Sample point %u lies outside of the picture: move it to %s"), n + 1,
                       n % 2 == 0 ? _ ("shaved hair") : _ ("bare skin"));
          return FALSE;
        }
      marks_dot (n % 2 == 0 ? marks->hair : marks->skin, width, height, x, y,
                 MAX (MARKS_RADIUS / mm_per_px, 5));
      n++;
    }
  if (n > 1)
    return TRUE;
  g_set_error_literal (
      error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
      _ ("There is one sample point only: the first one is for shaved hair, the "
         "second for bare skin. Set another one, or delete it to have both found"));
  return FALSE;
}

static gboolean
marks_find (Marks *marks, const Treat *treat, const float *photo, double mm_per_px, GError **error)
{
  const Area *area = &treat->area;

  marks->hair = g_new0 (guint16, (gsize) area->width * area->height);
  marks->skin = g_new0 (guint16, (gsize) area->width * area->height);
  return tonsure_samples_find (photo, area->mask, area->width, area->height, mm_per_px, marks->hair,
                               marks->skin, error);
}

gboolean
marks_read (Marks *marks, const Treat *treat, GimpDrawable *hair, GimpDrawable *skin,
            const float *photo, double mm_per_px, GError **error)
{
  marks_clear (marks);
  if (hair != NULL || skin != NULL)
    {
      marks->source = MARKS_DRAWN;
      return marks_draw (marks, hair, skin, error);
    }
  if (gimp_image_find_next_sample_point (treat->image, 0) != 0)
    {
      marks->source = MARKS_POINTS;
      return marks_point (marks, treat->image, mm_per_px, error);
    }
  marks->source = MARKS_FOUND;
  return marks_find (marks, treat, photo, mm_per_px, error);
}
