/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Which dots matter to which pixels: see render-job.h. */
#include "render-job.h"

static void
scratch_free (gpointer data)
{
  TonsureScratch *scratch = data;

  tonsure_dots_clear (&scratch->dots);
  g_byte_array_unref (scratch->classes);
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
      scratch->classes = g_byte_array_new ();
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

/* Finds the dots that matter to a region. */
gboolean
tonsure_job_find_dots (const TonsureJob *job, const TonsurePixels *region)
{
  const TonsureRenderer *renderer = job->renderer;
  const TonsureTreatment *treatment = &renderer->treatment;
  TonsureScratch *scratch = job->scratch;
  TonsureDots *dots = &scratch->dots;
  TonsureRectangle rectangle = tonsure_job_on_skin (treatment, region, renderer->margin);

  dots->n = 0;
  tonsure_stipple_dots (&renderer->stipple, job->demand, &rectangle, dots);
  g_byte_array_set_size (scratch->classes, dots->n);
  g_array_set_size (scratch->spots, dots->n);
  for (gsize k = 0; k < dots->n; k++)
    {
      guint class_ = tonsure_deposit_class_of (dots->id[k]);

      scratch->classes->data[k] = class_;
      tonsure_sprites_place (&renderer->sprites, class_,
                             (dots->x[k] - treatment->origin_x) / treatment->mm_per_px,
                             (dots->y[k] - treatment->origin_y) / treatment->mm_per_px, region->x,
                             region->y, &g_array_index (scratch->spots, TonsureSpot, k));
    }
  return dots->n > 0;
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
  int reach = job->renderer->sprites.reach, n = across * down;
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
