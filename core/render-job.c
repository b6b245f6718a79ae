/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Which dots matter to which pixels: see render-job.h. */
#include "render-job.h"

#include <math.h>
#include <string.h>

static void
scratch_free (gpointer data)
{
  TonsureScratch *scratch = data;

  tonsure_dots_clear (&scratch->dots);
  tonsure_dots_clear (&scratch->places);
  tonsure_dots_clear (&scratch->fewer);
  g_byte_array_unref (scratch->generation);
  g_byte_array_unref (scratch->classes);
  g_byte_array_unref (scratch->levels);
  g_array_unref (scratch->lost);
  g_array_unref (scratch->spots);
  g_array_unref (scratch->touches);
  g_array_unref (scratch->ends);
  g_array_unref (scratch->nodes);
  g_free (scratch);
}

TonsureScratch *
tonsure_job_scratch (void)
{
  static GPrivate key = G_PRIVATE_INIT (scratch_free);
  TonsureScratch *scratch = g_private_get (&key);

  if (!scratch)
    {
      scratch = g_new (TonsureScratch, 1);
      tonsure_dots_init (&scratch->dots);
      tonsure_dots_init (&scratch->places);
      tonsure_dots_init (&scratch->fewer);
      scratch->generation = g_byte_array_new ();
      scratch->classes = g_byte_array_new ();
      scratch->levels = g_byte_array_new ();
      scratch->lost = g_array_new (FALSE, FALSE, 4 * sizeof (float));
      scratch->spots = g_array_new (FALSE, FALSE, sizeof (TonsureSpot));
      scratch->touches = g_array_new (FALSE, FALSE, sizeof (guint32));
      scratch->ends = g_array_new (FALSE, TRUE, sizeof (guint32));
      scratch->nodes = g_array_new (FALSE, FALSE, sizeof (float));
      g_private_set (&key, scratch);
    }
  return scratch;
}

static TonsurePixels
intersection (const TonsurePixels *a, const TonsurePixels *b)
{
  gint64 x0 = MAX (a->x, b->x), y0 = MAX (a->y, b->y);
  gint64 x1 = MIN ((gint64) a->x + a->width, (gint64) b->x + b->width);
  gint64 y1 = MIN ((gint64) a->y + a->height, (gint64) b->y + b->height);

  return (TonsurePixels) { (int) x0, (int) y0, (int) MAX (x1 - x0, 0), (int) MAX (y1 - y0, 0) };
}

/* Whether any of the area lies within reach of @pixels. */
gboolean
tonsure_job_in_reach (const TonsureJob *job, const TonsurePixels *pixels)
{
  int reach = job->renderer->reach;
  TonsurePixels around = { pixels->x - reach, pixels->y - reach, pixels->width + 2 * reach,
                           pixels->height + 2 * reach };
  TonsurePixels part = intersection (&around, &job->mask_pixels);

  for (int j = 0; j < part.height; j++)
    {
      const guint16 *row = job->mask + job->mask_stride * (part.y - job->mask_pixels.y + j)
                           + (part.x - job->mask_pixels.x);
      guint any = 0;

      for (int i = 0; i < part.width; i++)
        any |= row[i];
      if (any)
        return TRUE;
    }
  return FALSE;
}

TonsureRectangle
tonsure_job_on_skin (const TonsureTreatment *treatment, const TonsurePixels *pixels, double margin)
{
  double mm = treatment->mm_per_px;

  return (TonsureRectangle) { treatment->origin_x + pixels->x * mm - margin,
                              treatment->origin_y + pixels->y * mm - margin,
                              pixels->width * mm + 2.0 * margin,
                              pixels->height * mm + 2.0 * margin };
}

/* The blocks that a spot touches, along one axis. */
static void
blocks_of (int at, int reach, int n, int *first, int *last)
{
  *first = at - reach > 0 ? (at - reach) / BLOCK : 0;
  *last = at + reach >= 0 ? MIN ((at + reach) / BLOCK, n - 1) : -1;
}

/* Sorts the spots by the blocks that they touch; within a block they stay in the global
 * order. */
void
tonsure_job_sort_spots (const TonsureJob *job, int across, int down)
{
  TonsureScratch *scratch = job->scratch;
  int n = across * down;
  guint32 *ends, *touches, sum = 0;

  g_array_set_size (scratch->ends, 0);
  g_array_set_size (scratch->ends, n);
  ends = &g_array_index (scratch->ends, guint32, 0);
  for (int pass = 0; pass < 2; pass++)
    {
      touches = &g_array_index (scratch->touches, guint32, 0);
      for (guint32 k = 0; k < scratch->spots->len; k++)
        {
          const TonsureSpot *spot = &g_array_index (scratch->spots, TonsureSpot, k);
          int reach = tonsure_job_sprites_of (job, k)->reach;
          int x0, x1, y0, y1;

          blocks_of (spot->x, reach, across, &x0, &x1);
          blocks_of (spot->y, reach, down, &y0, &y1);
          for (int y = y0; y <= y1; y++)
            for (int x = x0; x <= x1; x++)
              if (pass == 0)
                ends[y * across + x]++;
              else
                touches[ends[y * across + x]++] = k;
        }
      for (int b = 0; b < n && pass == 0; b++)
        {
          guint32 count = ends[b];

          ends[b] = sum;
          sum += count;
        }
      if (pass == 0)
        g_array_set_size (scratch->touches, sum);
    }
}
