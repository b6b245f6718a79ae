/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* A smaller photo: see shrunk.h. */
#include "shrunk.h"

#include <math.h>
#include <string.h>

#define HALF 32768
#define LEAST (-0.1f)

/* Adds up one pixel; what is not a number fails every comparison. */
static void
add (const float *p, float sum[3], int *n, guint8 *clipped)
{
  if (p[0] >= TONSURE_CLIPPED || p[1] >= TONSURE_CLIPPED || p[2] >= TONSURE_CLIPPED)
    *clipped = 1;
  if (!(p[0] > LEAST && p[1] > LEAST && p[2] > LEAST && p[0] < TONSURE_CLIPPED
        && p[1] < TONSURE_CLIPPED && p[2] < TONSURE_CLIPPED))
    return;
  for (int c = 0; c < 3; c++)
    sum[c] += p[c];
  (*n)++;
}

static void
shrink (TonsureShrunk *s, const float *rgb, int width, int i, int j)
{
  gsize at = (gsize) j * s->width + i;
  int right = MIN ((i + 1) * s->step, s->from.width);
  int bottom = MIN ((j + 1) * s->step, s->from.height), n = 0;
  int all = (right - i * s->step) * (bottom - j * s->step);
  float sum[3] = { 0, 0, 0 };

  for (int y = j * s->step; y < bottom; y++)
    for (int x = i * s->step; x < right; x++)
      add (rgb + 3 * ((gsize) (s->from.y + y) * width + s->from.x + x), sum, &n, s->clipped + at);
  s->usable[at] = 2 * n > all;
  for (int c = 0; c < 3; c++)
    s->rgb[3 * at + c] = n > 0 ? sum[c] / (float) n : 0;
}

void
tonsure_shrunk_init (TonsureShrunk *s, const float *rgb, int width, const TonsurePixels *from,
                     double mm_per_px, double px_per_mm)
{
  gsize n;

  s->from = *from;
  s->step = MAX (1, (int) floor (1.0 / (mm_per_px * px_per_mm)));
  s->width = (from->width + s->step - 1) / s->step;
  s->height = (from->height + s->step - 1) / s->step;
  s->mm_per_px = mm_per_px * s->step;
  n = (gsize) s->width * s->height;
  s->rgb = g_new (float, 3 * n + 1);
  s->usable = g_new0 (guint8, n + 1);
  s->clipped = g_new0 (guint8, n + 1);
  for (int j = 0; j < s->height; j++)
    for (int i = 0; i < s->width; i++)
      shrink (s, rgb, width, i, j);
}

void
tonsure_shrunk_clear (TonsureShrunk *s)
{
  g_clear_pointer (&s->rgb, g_free);
  g_clear_pointer (&s->usable, g_free);
  g_clear_pointer (&s->clipped, g_free);
}

guint8 *
tonsure_shrunk_mask (const TonsureShrunk *s, const guint16 *mask, int width)
{
  guint8 *small = g_new0 (guint8, (gsize) s->width * s->height + 1);

  for (int j = 0; j < s->height; j++)
    for (int i = 0; i < s->width; i++)
      {
        int right = MIN ((i + 1) * s->step, s->from.width);
        int bottom = MIN ((j + 1) * s->step, s->from.height), n = 0;
        int all = (right - i * s->step) * (bottom - j * s->step);

        for (int y = j * s->step; y < bottom; y++)
          for (int x = i * s->step; x < right; x++)
            n += mask[(gsize) (s->from.y + y) * width + s->from.x + x] >= HALF;
        small[(gsize) j * s->width + i] = 2 * n >= all;
      }
  return small;
}

guint64
tonsure_bounds_of (const guint16 *mask, int width, int height, TonsurePixels *bounds)
{
  int left = width, right = -1, top = height, bottom = -1;
  guint64 inside = 0;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      if (mask[(gsize) y * width + x] >= HALF)
        {
          inside++;
          left = MIN (left, x);
          right = MAX (right, x);
          top = MIN (top, y);
          bottom = y;
        }
  *bounds = inside > 0 ? (TonsurePixels) { left, top, right - left + 1, bottom - top + 1 }
                       : (TonsurePixels) { 0, 0, 0, 0 };
  return inside;
}
