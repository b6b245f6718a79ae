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

/* The places of all generations up to one. */
static void
find_places (const TonsureJob *job, const TonsureRectangle *rectangle, guint generation,
             TonsureDots *places)
{
  const TonsureRenderer *renderer = job->renderer;
  double times = tonsure_years_places (&renderer->years, generation);
  TonsureArea area = job->demand;

  area.full = (guint32) MIN (floor (area.full * times + 0.5), TONSURE_STIPPLE_RANKS);
  places->n = 0;
  tonsure_stipple_dots (&renderer->stipple, &area.parent, rectangle, places);
}

/* Which generation came to each place first: places of fewer are a subsequence of those of
 * more. */
static void
find_generations (const TonsureJob *job, const TonsureRectangle *rectangle)
{
  TonsureScratch *scratch = job->scratch;
  const TonsureDots *places = &scratch->places, *fewer = &scratch->fewer;
  guint last = job->renderer->years.n - 1;

  while (last > 0 && !(job->renderer->years.places[last] > 0.0))
    last--;
  find_places (job, rectangle, last, &scratch->places);
  g_byte_array_set_size (scratch->generation, places->n);
  if (places->n > 0)
    memset (scratch->generation->data, (int) last, places->n);
  for (guint g = last; g-- > 0;)
    {
      find_places (job, rectangle, g, &scratch->fewer);
      for (gsize k = 0, next = 0; k < places->n && next < fewer->n; k++)
        if (places->id[k] == fewer->id[next] && places->x[k] == fewer->x[next]
            && places->y[k] == fewer->y[next])
          {
            scratch->generation->data[k] = (guint8) g;
            next++;
          }
    }
}

/* A generation's dot at a place; over others a hand puts it beside them. */
static void
add_dot (const TonsureJob *job, gsize place, guint generation, gboolean over)
{
  const TonsureYears *years = &job->renderer->years;
  TonsureScratch *scratch = job->scratch;
  TonsureDots *dots = &scratch->dots;
  guint64 id = scratch->places.id[place];
  guint8 class_ = generation * TONSURE_DEPOSIT_CLASSES
                  + tonsure_years_class_of (years, generation, id, scratch->places.x[place],
                                            scratch->places.y[place]);

  tonsure_dots_append (dots, &scratch->places, place);
  g_byte_array_append (scratch->classes, &class_, 1);
  if (over)
    {
      double dx, dy;

      tonsure_years_shift (years, generation, id, &dx, &dy);
      dots->x[dots->n - 1] += dx;
      dots->y[dots->n - 1] += dy;
    }
}

/* At each place the dots of all generations, the oldest first. */
static void
find_dots_of_years (const TonsureJob *job, const TonsureRectangle *rectangle)
{
  const TonsureYears *years = &job->renderer->years;
  TonsureScratch *scratch = job->scratch;
  const TonsureDots *places = &scratch->places;

  find_generations (job, rectangle);
  for (gsize k = 0; k < places->n; k++)
    for (guint g = scratch->generation->data[k], first = g; g < years->n; g++)
      if (g == first
          || (first == 0
              && tonsure_years_goes_over (years, g, places->id[k], places->x[k], places->y[k])))
        add_dot (job, k, g, g != first);
}

/* Of the plan alone. */
static void
find_dots_of_plan (const TonsureJob *job, const TonsureRectangle *rectangle)
{
  TonsureScratch *scratch = job->scratch;
  TonsureDots *dots = &scratch->dots;

  tonsure_stipple_dots (&job->renderer->stipple, &job->demand.parent, rectangle, dots);
  g_byte_array_set_size (scratch->classes, dots->n);
  for (gsize k = 0; k < dots->n; k++)
    scratch->classes->data[k] =
        tonsure_years_class_of (&job->renderer->years, 0, dots->id[k], dots->x[k], dots->y[k]);
}

gboolean
tonsure_job_find_dots (const TonsureJob *job, const TonsurePixels *region)
{
  const TonsureRenderer *renderer = job->renderer;
  const TonsureTreatment *treatment = &renderer->treatment;
  TonsureScratch *scratch = job->scratch;
  TonsureDots *dots = &scratch->dots;
  TonsureRectangle rectangle = tonsure_job_on_skin (treatment, region, renderer->margin);

  dots->n = 0;
  g_byte_array_set_size (scratch->classes, 0);
  if (renderer->years.n == 1)
    find_dots_of_plan (job, &rectangle);
  else
    find_dots_of_years (job, &rectangle);
  g_array_set_size (scratch->spots, dots->n);
  for (gsize k = 0; k < dots->n; k++)
    {
      guint8 class_ = scratch->classes->data[k];
      TonsureSpot *spot = &g_array_index (scratch->spots, TonsureSpot, k);

      tonsure_sprites_place (
          &renderer->sprites[class_ / TONSURE_DEPOSIT_CLASSES], class_ % TONSURE_DEPOSIT_CLASSES,
          (dots->x[k] - treatment->origin_x) / treatment->mm_per_px,
          (dots->y[k] - treatment->origin_y) / treatment->mm_per_px, region->x, region->y, spot);
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

const TonsureSprites *
tonsure_job_sprites_of (const TonsureJob *job, guint32 dot)
{
  return &job->renderer->sprites[job->scratch->classes->data[dot] / TONSURE_DEPOSIT_CLASSES];
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
