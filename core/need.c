/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* How many dots each place of an area needs: see need.h. */
#include "need.h"
#include "exact.h"
#include "grid.h"
#include "need-private.h"
#include "range.h"

#include <math.h>
#include <string.h>

#define LEFT 0.65      /* typical amount on skin of L* 66 */
#define SURE_HAIR 0.8f /* of the region, where the hair's own tone is read … */
#define NEAR_HAIR 20.0 /* … within so many mm of the area … */
#define FEWEST 50      /* … from at least so many cells */
#define LIGHT_HAIR -0.1f
#define SUPPORTED 0.05f

/* A head on which no hair is told from skin is bald, or hair is all over it. Bald skin has a
 * contrast of texture of .01 to .03, clipped hair of .04 and more. */
#define HAIRY 0.03f
#define THIN 0.15f /* need in such hair */

/* Median of tone, and smoothing after it, mm. With σ = 2 a step rises by at most 1 in 5 mm. */
#define MEDIAN 2.5
#define SMOOTH 2.0
/* By how much need is grown into hair beforehand, so that smoothing leaves no bare rim, mm */
#define GROWN 1.5

void
tonsure_need_options_init (TonsureNeedOptions *options)
{
  *options = (TonsureNeedOptions) { LEFT, TONSURE_NEED_EDGE, 1 };
}

/* Cells within a radius of one, as offsets. */
static guint
find_disc (double radius, int (*offsets)[2], guint most)
{
  int reach = (int) radius;
  guint n = 0;

  for (int y = -reach; y <= reach; y++)
    for (int x = -reach; x <= reach; x++)
      if (x * x + y * y <= radius * radius && n < most)
        {
          offsets[n][0] = x;
          offsets[n++][1] = y;
        }
  return n;
}

#define MOST_IN_DISC 256

/* Quantile of @values over a disc around each cell; what lies beyond the edges or off the head
 * does not count. */
static float *
rank_filter (const TonsureNeedCells *cells, const float *values, double radius, double quantile)
{
  const TonsureRegionCells *c = cells->cells;
  int offsets[MOST_IN_DISC][2];
  guint n_offsets = find_disc (radius / c->mm, offsets, MOST_IN_DISC);
  float *filtered = g_memdup2 (values, c->n * sizeof (float));

  for (int y = 0; y < c->height; y++)
    for (int x = 0; x < c->width; x++)
      {
        gsize i = (gsize) y * c->width + x;
        float near[MOST_IN_DISC];
        guint8 all[MOST_IN_DISC];
        guint n = 0;

        if (!cells->head[i])
          continue;
        for (guint k = 0; k < n_offsets; k++)
          {
            int u = x + offsets[k][0], v = y + offsets[k][1];
            gsize j = (gsize) v * c->width + u;

            if (u >= 0 && v >= 0 && u < c->width && v < c->height && cells->head[j])
              near[n++] = values[j];
          }
        memset (all, 1, n);
        filtered[i] = tonsure_grid_quantile (near, all, n, quantile);
      }
  return filtered;
}

/* Tone of the hair beside and in the area; 0 where there is too little. */
static float
find_hair_tone (const TonsureNeedCells *cells, const float *tone)
{
  const TonsureRegionCells *c = cells->cells;
  g_autofree guint8 *chosen = g_new (guint8, c->n);

  for (gsize i = 0; i < c->n; i++)
    chosen[i] = cells->head[i] && cells->hair[i] > SURE_HAIR && c->outside[i] < NEAR_HAIR
                && cells->support[i] > SUPPORTED;
  return tonsure_grid_count (chosen, c->n) < FEWEST
             ? 0
             : tonsure_grid_quantile (tone, chosen, c->n, 0.5);
}

/* Writes @values smoothed over the head alone, so that nothing leaks in from beside it. */
static void
smooth_on_head (const TonsureNeedCells *cells, const float *values, float *smooth)
{
  const TonsureRegionCells *c = cells->cells;
  g_autofree float *weight = g_new (float, c->n);

  for (gsize i = 0; i < c->n; i++)
    {
      weight[i] = cells->head[i];
      smooth[i] = weight[i] * values[i];
    }
  tonsure_grid_smooth (smooth, c->width, c->height, SMOOTH / c->mm);
  tonsure_grid_smooth (weight, c->width, c->height, SMOOTH / c->mm);
  for (gsize i = 0; i < c->n; i++)
    smooth[i] = weight[i] > 0.01f ? smooth[i] / weight[i] : 1;
}

/* Whether hair is all over the head, so that none of it could be told from skin. */
static gboolean
is_hairy (const TonsureNeedCells *cells)
{
  const TonsureRegionCells *c = cells->cells;
  g_autofree guint8 *chosen = g_new (guint8, c->n);

  for (gsize i = 0; i < c->n; i++)
    chosen[i] = cells->head[i] && cells->hair[i] > SURE_HAIR;
  if (tonsure_grid_count (chosen, c->n) >= FEWEST)
    return FALSE;
  for (gsize i = 0; i < c->n; i++)
    chosen[i] = cells->head[i] && c->inside[i];
  return tonsure_grid_quantile (c->contrast, chosen, c->n, 0.5) > HAIRY;
}

static void
find_need (const TonsureNeedCells *cells, double left, float *need)
{
  const TonsureRegionCells *c = cells->cells;
  g_autofree float *tone = rank_filter (cells, cells->tone, MEDIAN, 0.5);
  g_autofree float *sharp = g_new (float, c->n);
  g_autofree float *grown = NULL;
  float target = (float) tonsure_log (left), hair = find_hair_tone (cells, tone);
  gboolean known, hairy = is_hairy (cells);

  /* The person's own hair is not to be darkened, even if pigment is darker. */
  target = hair < 0 ? MAX (target, hair) : target;
  known = target < LIGHT_HAIR;
  for (gsize i = 0; i < c->n; i++)
    {
      float h = cells->hair[i], by_region = 1 - h;
      float by_tone = 1 - CLAMP ((h - 0.05f) / 0.3f, 0, 1) * CLAMP (tone[i] / target, 0, 1);
      float trust = known ? MIN (cells->support[i] / SUPPORTED, 1) : 0;

      sharp[i] = hairy ? THIN : trust * by_tone + (1 - trust) * by_region;
    }
  grown = rank_filter (cells, sharp, GROWN, 1);
  smooth_on_head (cells, grown, need);
}

static gboolean
options_valid (const TonsureNeedOptions *options, double mm_per_px, GError **error)
{
  return tonsure_in_range_of ("mm_per_px", mm_per_px, 0.002, 5.0, "mm", error)
         && tonsure_in_range_of ("left", options->left, 0.01, 1.0, "", error)
         && tonsure_in_range_of ("edge", options->edge, 0.0, 50.0, "mm", error);
}

TonsureNeed *
tonsure_need_new (const float *rgb, const guint16 *area, const guint16 *hair, const guint16 *skin,
                  int width, int height, double mm_per_px, const TonsureNeedOptions *options,
                  GError **error)
{
  TonsureRegionCells cells;
  TonsureNeedCells more = { .cells = &cells };
  TonsureNeed *need;
  g_autofree guint8 *head = NULL;
  g_autofree float *grown = NULL;

  if (!options_valid (options, mm_per_px, error)
      || !tonsure_region_cells_init (&cells, rgb, area, hair, skin, width, height, mm_per_px,
                                     error))
    return NULL;
  head = g_new (guint8, cells.n);
  grown = g_new (float, cells.n);
  tonsure_region_find_head (&cells, head);
  tonsure_region_find_hair (&cells, head, grown);
  more.head = head;
  more.hair = grown;
  tonsure_need_read_tone (&more);
  need = g_new (TonsureNeed, 1);
  *need = (TonsureNeed) { tonsure_region_of (&cells, head, grown),
                          more.tone,
                          g_new (float, cells.n),
                          g_new (float, cells.n),
                          g_new (float, cells.n),
                          g_new (float, cells.n) };
  find_need (&more, options->left, need->need);
  tonsure_need_find_moles (&more, need->mole);
  tonsure_need_find_ends (&more, options, need->fall, need->rim);
  g_free (more.support);
  tonsure_region_cells_clear (&cells);
  return need;
}

void
tonsure_need_free (TonsureNeed *need)
{
  if (need == NULL)
    return;
  tonsure_region_free (need->region);
  g_free (need->tone);
  g_free (need->need);
  g_free (need->fall);
  g_free (need->rim);
  g_free (need->mole);
  g_free (need);
}

void
tonsure_need_plan (const TonsureNeed *need, const guint16 *area, guint16 *plan, int width,
                   int height)
{
  gsize n = (gsize) width * height;
  g_autofree guint16 *layer = g_new (guint16, n);

  if (plan != area)
    memcpy (plan, area, n * sizeof *plan);
  tonsure_region_write (need->region, need->rim, layer, width, height);
  for (gsize i = 0; i < n; i++)
    plan[i] = MAX (plan[i], layer[i]);
  tonsure_region_write (need->region, need->fall, layer, width, height);
  for (gsize i = 0; i < n; i++)
    plan[i] = MIN (plan[i], layer[i]);
  tonsure_region_write (need->region, need->need, layer, width, height);
  for (gsize i = 0; i < n; i++)
    plan[i] = (guint16) (((guint32) plan[i] * layer[i] + 32767) / 65535);
  tonsure_region_write (need->region, need->mole, layer, width, height);
  for (gsize i = 0; i < n; i++)
    plan[i] = (guint16) (((guint32) plan[i] * (65535 - layer[i]) + 32767) / 65535);
}
