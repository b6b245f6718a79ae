/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Where the dots of a region lie and how each is drawn: see render-job.h. */
#include "render-job.h"
#include "exact.h"

#include <math.h>
#include <string.h>

/* So that a dot's lot for its blur has nothing to do with its other lots. */
#define LEVEL_LOT G_GUINT64_CONSTANT (0x5ba4b1e5)

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

/* How the photo shows a dot at @x, @y, pixels: the level of its blur, and what of its contrast is
 * lost. Between two levels of blur a dot takes one by lot: in the mean the blur is right. */
static double
look_at (const TonsureRenderer *renderer, double x, double y, guint64 id, guint8 *level)
{
  double code, lost, lot = (double) (tonsure_hash64 (id ^ LEVEL_LOT) >> 40) / (1 << 24);

  tonsure_sharpness_at (&renderer->treatment.sharpness, x, y, &code, &lost);
  *level = (guint8) CLAMP (floor (tonsure_renderer_level (renderer, code) + lot), 0.0,
                           renderer->n_levels - 1.0);
  return lost;
}

/* Draws less of a dot whose contrast the photo loses; the rest goes to the halo. */
static void
lose_contrast (const TonsureSprites *sprites, double mm_per_px, double contrast, TonsureSpot *spot,
               float lost[4])
{
  float area = (float) (mm_per_px * mm_per_px);
  double peak = sprites->peak[spot->class_];

  spot->part = peak > contrast ? (float) (1.0 - contrast / peak) : 0.0f;
  tonsure_sprites_lost (sprites, spot->class_, spot->part, lost);
  for (int c = 0; c < 4; c++)
    lost[c] *= area;
}

/* Places one dot of the region. */
static void
find_spot (const TonsureJob *job, gsize k, const TonsurePixels *region)
{
  const TonsureRenderer *renderer = job->renderer;
  const TonsureTreatment *treatment = &renderer->treatment;
  TonsureScratch *scratch = job->scratch;
  const TonsureDots *dots = &scratch->dots;
  double x = (dots->x[k] - treatment->origin_x) / treatment->mm_per_px;
  double y = (dots->y[k] - treatment->origin_y) / treatment->mm_per_px, contrast = 0.0;
  float (*lost)[4] = (float (*)[4]) (gpointer) scratch->lost->data;
  TonsureSpot *spot = &g_array_index (scratch->spots, TonsureSpot, k);
  guint8 *level = scratch->levels->data + k;

  *level = 0;
  if (treatment->sharpness.columns > 0)
    contrast = look_at (renderer, x, y, dots->id[k], level);
  tonsure_sprites_place (tonsure_job_sprites_of (job, (guint32) k),
                         scratch->classes->data[k] % TONSURE_DEPOSIT_CLASSES, x, y, region->x,
                         region->y, spot);
  if (!renderer->loses)
    return;
  memset (lost[k], 0, sizeof lost[k]);
  if (contrast > 0.0)
    lose_contrast (tonsure_job_sprites_of (job, (guint32) k), treatment->mm_per_px, contrast, spot,
                   lost[k]);
}

gboolean
tonsure_job_find_dots (const TonsureJob *job, const TonsurePixels *region)
{
  const TonsureRenderer *renderer = job->renderer;
  TonsureScratch *scratch = job->scratch;
  TonsureDots *dots = &scratch->dots;
  TonsureRectangle rectangle = tonsure_job_on_skin (&renderer->treatment, region, renderer->margin);

  dots->n = 0;
  g_byte_array_set_size (scratch->classes, 0);
  if (renderer->years.n == 1)
    find_dots_of_plan (job, &rectangle);
  else
    find_dots_of_years (job, &rectangle);
  g_array_set_size (scratch->spots, dots->n);
  g_byte_array_set_size (scratch->levels, dots->n);
  g_array_set_size (scratch->lost, renderer->loses ? dots->n : 0);
  for (gsize k = 0; k < dots->n; k++)
    find_spot (job, k, region);
  return dots->n > 0;
}

const TonsureSprites *
tonsure_job_sprites_of (const TonsureJob *job, guint32 dot)
{
  const TonsureRenderer *renderer = job->renderer;
  guint generation = job->scratch->classes->data[dot] / TONSURE_DEPOSIT_CLASSES;

  return &renderer->sprites[generation * renderer->n_levels + job->scratch->levels->data[dot]];
}
