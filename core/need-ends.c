/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Where a treated area ends on bare skin and at the outline of the head: see need.h. */
#include "grid.h"
#include "need-private.h"

#include <math.h>
#include <string.h>

/* At the outline of the head */
#define STRIP 3.0    /* mm: half the width of a strip beside the area that is treated, too */
#define FEATHER 12.0 /* mm: from the outline, within which feathering is undone */
#define SWITCH 3.0   /* mm: over which "nearer to the outline" turns into "nearer to skin" */
#define SOFT 0.7     /* mm: σ, as the outline of the region has */
#define MIXED 1.5f   /* mm: from the outline, where cells show the background, too */

/* On bare skin */
#define BARE 0.5f /* region of hair that it is below */
/* Irregularity of the fall: standard deviations relative to its width, and lattice spacings, mm */
static const struct
{
  float amount;
  double spacing;
} waves[] = { { 0.16f, 14.0 }, { 0.10f, 5.0 } };

/* A well-mixed number from 0 to 1 for a point of a lattice (the finalizer of MurmurHash3). */
static float
random_at (gint32 x, gint32 y, guint32 seed)
{
  guint32 h = (guint32) x * 0x8da6b343u ^ (guint32) y * 0xd8163841u ^ seed * 0xcb1ab31fu;

  h ^= h >> 16;
  h *= 0x85ebca6bu;
  h ^= h >> 13;
  h *= 0xc2b2ae35u;
  h ^= h >> 16;
  return (float) (h >> 8) / 16777216.0f;
}

/* Value noise: cubic between the points of the lattice, -1 to 1. */
static float
noise_at (double x, double y, guint32 seed)
{
  gint32 i = (gint32) floor (x), j = (gint32) floor (y);
  float a = (float) (x - i), b = (float) (y - j), top, bottom;

  a = a * a * (3 - 2 * a);
  b = b * b * (3 - 2 * b);
  top = (1 - a) * random_at (i, j, seed) + a * random_at (i + 1, j, seed);
  bottom = (1 - a) * random_at (i, j + 1, seed) + a * random_at (i + 1, j + 1, seed);
  return 2 * ((1 - b) * top + b * bottom) - 1;
}

/* Distance to what is set, mm. */
static float *
distance_to (const TonsureRegionCells *c, const guint8 *set)
{
  float *far = g_new (float, c->n);

  tonsure_grid_distance (set, c->width, c->height, far);
  for (gsize i = 0; i < c->n; i++)
    far[i] = (float) MIN (far[i] * c->mm, 1e6);
  return far;
}

/* Cells of the area and of narrow strips between it and the outline of the head: a closing of
 * what is in the area or off the head. */
static guint8 *
find_grown (const TonsureNeedCells *cells, const float *off)
{
  const TonsureRegionCells *c = cells->cells;
  guint8 *grown = g_new (guint8, c->n);
  g_autofree guint8 *strip = g_new (guint8, c->n);
  g_autofree float *open = NULL, *near = NULL;

  for (gsize i = 0; i < c->n; i++)
    grown[i] = MIN (c->outside[i], off[i]) > STRIP;
  open = distance_to (c, grown);
  for (gsize i = 0; i < c->n; i++)
    {
      strip[i] = open[i] > STRIP && off[i] <= 2 * STRIP && c->outside[i] <= 2 * STRIP;
      grown[i] = c->outside[i] == 0 || (strip[i] && tonsure_need_is_skin (cells, i));
    }
  /* Cells at the outline show the background, too: they follow their neighbors. */
  near = distance_to (c, grown);
  for (gsize i = 0; i < c->n; i++)
    grown[i] |= strip[i] && off[i] <= MIXED && near[i] <= MIXED;
  return grown;
}

/* What is off the head, the edges of the picture not counted. */
static float *
find_off (const TonsureNeedCells *cells)
{
  const TonsureRegionCells *c = cells->cells;
  g_autofree guint8 *off = g_new (guint8, c->n);

  for (gsize i = 0; i < c->n; i++)
    off[i] = !cells->head[i];
  return distance_to (c, off);
}

static void
find_rim (const TonsureNeedCells *cells, const guint8 *grown, const float *off, float *rim)
{
  const TonsureRegionCells *c = cells->cells;
  g_autofree guint8 *beyond = g_new (guint8, c->n);
  g_autofree float *far = NULL;

  for (gsize i = 0; i < c->n; i++)
    beyond[i] = cells->head[i] && !grown[i];
  far = distance_to (c, beyond);
  for (gsize i = 0; i < c->n; i++)
    {
      float nearer = CLAMP (0.5f + (far[i] - off[i]) / (float) SWITCH, 0, 1);

      rim[i] = grown[i] && cells->head[i] && off[i] < FEATHER ? nearer : 0;
    }
  tonsure_grid_smooth (rim, c->width, c->height, SOFT / c->mm);
}

static void
find_fall (const TonsureNeedCells *cells, const guint8 *grown, const TonsureNeedOptions *options,
           float *fall)
{
  const TonsureRegionCells *c = cells->cells;
  g_autofree guint8 *bare = g_new (guint8, c->n);
  g_autofree float *far = NULL;

  for (gsize i = 0; i < c->n; i++)
    bare[i] = !grown[i] && cells->hair[i] < BARE && tonsure_need_is_skin (cells, i);
  far = distance_to (c, bare);
  for (gsize i = 0; i < c->n; i++)
    {
      double x = (double) (i % (gsize) c->width) * c->mm;
      double y = (double) (i / (gsize) c->width) * c->mm;
      float along = far[i] / (float) MAX (options->edge, 1e-3);

      for (guint k = 0; k < G_N_ELEMENTS (waves); k++)
        along += waves[k].amount * 2
                 * noise_at (x / waves[k].spacing, y / waves[k].spacing, options->seed + k);
      along = CLAMP (along, 0, 1);
      fall[i] = far[i] == 0 ? 0 : along * along * (3 - 2 * along);
    }
}

void
tonsure_need_find_ends (const TonsureNeedCells *cells, const TonsureNeedOptions *options,
                        float *fall, float *rim)
{
  g_autofree float *off = find_off (cells);
  g_autofree guint8 *grown = find_grown (cells, off);

  find_rim (cells, grown, off, rim);
  find_fall (cells, grown, options, fall);
}
