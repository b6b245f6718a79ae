/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Moles, which no artist tattoos over: see need-private.h. */
#include "grid.h"
#include "need-private.h"

#include <math.h>
#include <string.h>

/* A mole is darker and browner than the skin within some millimeters of it, has 2 to 12 mm, and is
 * round. Hair is darker but not browner, redness is redder but hardly darker. */
#define LEAST 2.0 /* mm: diameter */
#define MOST 12.0
#define AROUND 7.0    /* mm: σ of the skin around it */
#define DARKER 0.10f  /* ln Y */
#define BROWNER 0.06f /* ln of red to blue */
#define NOISE 3.0f    /* … and both at least so many standard deviations of the skin around */
#define PEAK 1.6f     /* its darkest cell is so many times as far beyond these limits … */
#define ROUND 0.5     /* … and it fills so much of the circle around it */
#define HAIRY 0.2f    /* region of hair in the skin around, of which a mole may seem to be hair */
#define MARGIN 1.0    /* mm */

/* Mean of @values over bare skin around, of which @weights tells how much a cell counts. */
static void
smooth_over (const TonsureRegionCells *c, const float *weights, float *values)
{
  g_autofree float *weight = g_memdup2 (weights, c->n * sizeof (float));

  for (gsize i = 0; i < c->n; i++)
    values[i] *= weights[i];
  tonsure_grid_smooth (values, c->width, c->height, AROUND / c->mm);
  tonsure_grid_smooth (weight, c->width, c->height, AROUND / c->mm);
  for (gsize i = 0; i < c->n; i++)
    values[i] = weight[i] > 0.05f ? values[i] / weight[i] : 0;
}

/* By how much @values exceed those of the skin around, relative to the limit of a mole: @least, or
 * the usual deviation there. */
static float *
find_excess (const TonsureRegionCells *c, const float *values, const float *weights, float least)
{
  float *excess = g_memdup2 (values, c->n * sizeof (float));
  g_autofree float *mean = g_memdup2 (values, c->n * sizeof (float));
  g_autofree float *deviation = g_new (float, c->n);

  smooth_over (c, weights, mean);
  for (gsize i = 0; i < c->n; i++)
    deviation[i] = MIN (fabsf (values[i] - mean[i]), fabsf (least));
  smooth_over (c, weights, deviation);
  for (gsize i = 0; i < c->n; i++)
    {
      /* 1.25: from the mean absolute deviation to the standard deviation */
      float limit = MAX (fabsf (least), NOISE * 1.25f * deviation[i]);

      excess[i] = mean[i] != 0 ? (values[i] - mean[i]) / (least < 0 ? -limit : limit) : 0;
    }
  return excess;
}

typedef struct
{
  const TonsureNeedCells *cells;
  const float *hair;       /* in the skin around */
  float *darker, *browner; /* than the skin around: beyond 1 on a mole */
  guint8 *seen;
  gsize *blob;
  gsize n;
} Search;

static gboolean
is_beyond (const Search *search, gsize i)
{
  return search->darker[i] > 1 && search->browner[i] > 1;
}

/* Collects the connected cells around @start. */
static void
flood (Search *search, gsize start)
{
  const TonsureRegionCells *c = search->cells->cells;

  search->n = 0;
  search->blob[search->n++] = start;
  search->seen[start] = 1;
  for (gsize k = 0; k < search->n; k++)
    {
      int x = (int) (search->blob[k] % (gsize) c->width);
      int y = (int) (search->blob[k] / (gsize) c->width);

      for (int v = MAX (y - 1, 0); v <= MIN (y + 1, c->height - 1); v++)
        for (int u = MAX (x - 1, 0); u <= MIN (x + 1, c->width - 1); u++)
          {
            gsize j = (gsize) v * c->width + u;

            if (!search->seen[j] && is_beyond (search, j))
              {
                search->seen[j] = 1;
                search->blob[search->n++] = j;
              }
          }
    }
}

static gboolean
is_mole (const Search *search)
{
  const TonsureRegionCells *c = search->cells->cells;
  double x = 0, y = 0, hair = 0, farthest = 0, n = (double) search->n, size;
  float darkest = 0, brownest = 0;

  size = 2 * sqrt (n / G_PI) * c->mm;
  if (size < LEAST * 0.75 || size > MOST)
    return FALSE;
  for (gsize k = 0; k < search->n; k++)
    {
      gsize i = search->blob[k];

      x += (double) (i % (gsize) c->width) / n;
      y += (double) (i / (gsize) c->width) / n;
      hair += search->hair[i] / n;
      darkest = MAX (darkest, search->darker[i]);
      brownest = MAX (brownest, search->browner[i]);
    }
  for (gsize k = 0; k < search->n; k++)
    {
      double dx = (double) (search->blob[k] % (gsize) c->width) - x;
      double dy = (double) (search->blob[k] / (gsize) c->width) - y;

      farthest = MAX (farthest, sqrt (dx * dx + dy * dy) + 0.5);
    }
  return hair < HAIRY && darkest > PEAK && brownest > PEAK
         && n >= ROUND * G_PI * farthest * farthest;
}

static void
search_blobs (Search *search, guint8 *found)
{
  const TonsureRegionCells *c = search->cells->cells;

  for (gsize i = 0; i < c->n; i++)
    {
      if (search->seen[i] || !is_beyond (search, i))
        continue;
      flood (search, i);
      if (is_mole (search))
        for (gsize k = 0; k < search->n; k++)
          found[search->blob[k]] = 1;
    }
}

void
tonsure_need_find_moles (const TonsureNeedCells *cells, float *mole)
{
  const TonsureRegionCells *c = cells->cells;
  g_autofree float *bare = g_new (float, c->n), *brown = g_new (float, c->n);
  g_autofree float *far = g_new (float, c->n), *hair = g_memdup2 (cells->hair, c->n * sizeof *hair);
  g_autofree guint8 *found = g_new0 (guint8, c->n);
  Search search = {
    .cells = cells, .hair = hair, .seen = g_new0 (guint8, c->n), .blob = g_new (gsize, c->n)
  };

  tonsure_grid_smooth (hair, c->width, c->height, AROUND / c->mm);
  for (gsize i = 0; i < c->n; i++)
    {
      bare[i] = cells->head[i] ? MAX (1 - 2 * cells->hair[i], 0) : 0;
      brown[i] = c->red[i] - c->blue[i];
    }
  search.darker = find_excess (c, cells->tone, bare, -DARKER);
  search.browner = find_excess (c, brown, bare, BROWNER);
  search_blobs (&search, found);
  tonsure_grid_distance (found, c->width, c->height, far);
  for (gsize i = 0; i < c->n; i++)
    mole[i] = far[i] * c->mm <= MARGIN + 0.5 * c->mm;
  g_free (search.darker);
  g_free (search.browner);
  g_free (search.seen);
  g_free (search.blob);
}
