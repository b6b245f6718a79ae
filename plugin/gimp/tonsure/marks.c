/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where hair and skin are sampled: see marks.h. */
#include "marks.h"

#include <math.h>
#include <string.h>

void
marks_clear (Marks *marks)
{
  g_clear_pointer (&marks->hair, g_free);
  g_clear_pointer (&marks->skin, g_free);
}

/* What a drawable marks; nothing where it marks nothing in the picture. */
static gboolean
marks_draw (guint16 *mask, gsize n, GimpDrawable *drawable)
{
  Area area = { 0 };
  gboolean drawn = drawable != NULL && area_from_marks (&area, drawable, NULL);

  if (drawn)
    memcpy (mask, area.mask, n * sizeof *mask);
  area_clear (&area);
  return drawn;
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

/* Points outside of the picture mark nothing. Returns how many mark hair and skin. */
static void
marks_point (Marks *marks, GimpImage *image, double mm_per_px, int n[2])
{
  int width = gimp_image_get_width (image), height = gimp_image_get_height (image), k = 0;
  guint point = 0;

  while ((point = gimp_image_find_next_sample_point (image, point)) != 0)
    {
      int y, x = gimp_image_get_sample_point_position (image, point, &y), which = k++ % 2;

      if (x < 0 || y < 0 || x >= width || y >= height)
        continue;
      marks_dot (which == 0 ? marks->hair : marks->skin, width, height, x, y,
                 MAX (MARKS_RADIUS / mm_per_px, 5));
      n[which]++;
    }
}

/* Looks for what is not marked. */
static gboolean
marks_find (Marks *marks, const Treat *treat, const float *photo, double mm_per_px, const int n[2],
            GError **error)
{
  const Area *area = &treat->area;
  gsize n_pixels = (gsize) area->width * area->height;
  g_autofree guint16 *hair = g_new0 (guint16, n_pixels), *skin = g_new0 (guint16, n_pixels);

  if (!tonsure_samples_find (photo, area->mask, area->width, area->height, mm_per_px, hair, skin,
                             &marks->crisp, error))
    return FALSE;
  marks->crisp |= n[0] > 0;
  if (n[0] == 0)
    memcpy (marks->hair, hair, n_pixels * sizeof *hair);
  if (n[1] == 0)
    memcpy (marks->skin, skin, n_pixels * sizeof *skin);
  return TRUE;
}

gboolean
marks_read (Marks *marks, const Treat *treat, GimpDrawable *hair, GimpDrawable *skin,
            const float *photo, double mm_per_px, GError **error)
{
  gsize n_pixels = (gsize) treat->area.width * treat->area.height;
  int n[2];

  marks_clear (marks);
  marks->hair = g_new0 (guint16, n_pixels);
  marks->skin = g_new0 (guint16, n_pixels);
  marks->source = MARKS_DRAWN;
  marks->crisp = TRUE;
  n[0] = marks_draw (marks->hair, n_pixels, hair);
  n[1] = marks_draw (marks->skin, n_pixels, skin);
  if (n[0] + n[1] == 0)
    {
      marks->source = MARKS_POINTS;
      marks_point (marks, treat->image, mm_per_px, n);
    }
  if (n[0] > 0 && n[1] > 0)
    return TRUE;
  marks->source = n[0] + n[1] > 0 ? MARKS_PARTLY : MARKS_FOUND;
  return marks_find (marks, treat, photo, mm_per_px, n, error);
}
