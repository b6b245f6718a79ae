/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Finds hair of any length and bare skin by the region: see samples-private.h. */
#include "samples-private.h"
#include "grid.h"
#include "region-private.h"

#include <math.h>
#include <string.h>

#define EDGE 4.0f          /* mm from the outline of the head, where light is flat */
#define MOST_CLIPPED 0.02f /* share of pixels */
#define DARKEST (-4.8f)    /* ln Y: light that tells anything */

/* Bare skin */
#define BARE 0.2f        /* hair, at most */
#define SMOOTHEST 0.6    /* share of that that is taken */
#define ROUGHEST (-3.0f) /* ln of contrast: no bare skin is as rough */
#define BARE_LIGHT 0.45f /* |ln| from the median */
#define BARE_HUE 0.15f
#define LEAST_BARE 25.0 /* mm² */

/* Hair */
#define HAIRY 0.8f
#define LEAST_LIGHT 0.5f /* ln below the median: shadow */
#define MOST_LIGHT 0.5f  /* above it: gloss */
#define LEAST_ROUGH 0.4f /* ln of contrast below the median: where hair thins out */
#define LEAST_HAIR 80.0  /* mm² */

/* Crisp hair that the region contradicts is dropped. */
#define CLEAR 0.5f /* ln of contrast between hair and skin: the region is sure */
#define AGREED 0.6 /* share of the crisp hair that is hair by the region, too */

struct _TonsureSamplesRegion
{
  TonsureRegionCells cells;
  guint8 *head, *bare, *taken;
  float *hair;
  float *rough; /* ln of the contrast of some 2 mm around */
  float *edge;  /* mm from the outline of the head */
  gboolean has_bare, has_hair;
};

typedef struct _TonsureSamplesRegion Search;

static void
search_init (Search *search)
{
  const TonsureRegionCells *cells = &search->cells;
  g_autofree guint8 *beside = g_new (guint8, cells->n);

  search->head = g_new (guint8, cells->n);
  search->bare = g_new0 (guint8, cells->n);
  search->taken = g_new0 (guint8, cells->n);
  search->hair = g_new (float, cells->n);
  search->edge = g_new (float, cells->n);
  search->rough = g_memdup2 (cells->fine, cells->n * sizeof (float));
  tonsure_grid_smooth (search->rough, cells->width, cells->height, 2 / cells->mm);
  tonsure_region_find_head (cells, search->head);
  tonsure_region_find_hair (cells, search->head, search->hair);
  for (gsize i = 0; i < cells->n; i++)
    beside[i] = !search->head[i];
  tonsure_grid_distance (beside, cells->width, cells->height, search->edge);
  for (gsize i = 0; i < cells->n; i++)
    search->edge[i] *= (float) cells->mm;
}

static void
search_clear (Search *search)
{
  tonsure_region_cells_clear (&search->cells);
  g_free (search->head);
  g_free (search->bare);
  g_free (search->taken);
  g_free (search->hair);
  g_free (search->rough);
  g_free (search->edge);
}

static gboolean
is_usable (const Search *search, gsize i)
{
  const TonsureRegionCells *cells = &search->cells;

  return search->edge[i] > EDGE && cells->clipped[i] < MOST_CLIPPED && cells->light[i] > DARKEST;
}

static gboolean
is_enough (const Search *search, const guint8 *set, double mm2)
{
  double cell = search->cells.mm * search->cells.mm;

  return (double) tonsure_grid_count (set, search->cells.n) * cell >= mm2;
}

/* The smoothest part of what has no hair in the area, lit and colored as most of it. */
static gboolean
find_bare (Search *search)
{
  const TonsureRegionCells *cells = &search->cells;
  float rough, light, red, blue;

  for (gsize i = 0; i < cells->n; i++)
    search->bare[i] = cells->inside[i] && search->hair[i] < BARE && search->rough[i] < ROUGHEST
                      && is_usable (search, i);
  rough = tonsure_grid_quantile (search->rough, search->bare, cells->n, SMOOTHEST);
  light = tonsure_grid_quantile (cells->light, search->bare, cells->n, 0.5);
  red = tonsure_grid_quantile (cells->red, search->bare, cells->n, 0.5);
  blue = tonsure_grid_quantile (cells->blue, search->bare, cells->n, 0.5);
  for (gsize i = 0; i < cells->n; i++)
    search->bare[i] &= search->rough[i] <= rough && fabsf (cells->light[i] - light) < BARE_LIGHT
                       && fabsf (cells->red[i] - red) < BARE_HUE
                       && fabsf (cells->blue[i] - blue) < BARE_HUE;
  return is_enough (search, search->bare, LEAST_BARE);
}

/* What surely has hair beside the area, as dense and as lit as most of it. */
static gboolean
find_hair (Search *search)
{
  const TonsureRegionCells *cells = &search->cells;
  float rough, light;

  for (gsize i = 0; i < cells->n; i++)
    search->taken[i] = cells->outside[i] > 0 && cells->outside[i] < TONSURE_SAMPLES_REACH
                       && search->hair[i] > HAIRY && is_usable (search, i);
  rough = tonsure_grid_quantile (search->rough, search->taken, cells->n, 0.5);
  light = tonsure_grid_quantile (cells->light, search->taken, cells->n, 0.5);
  for (gsize i = 0; i < cells->n; i++)
    search->taken[i] &= search->rough[i] > rough - LEAST_ROUGH
                        && cells->light[i] > light - LEAST_LIGHT
                        && cells->light[i] < light + MOST_LIGHT;
  return is_enough (search, search->taken, LEAST_HAIR);
}

static void
write (const Search *search, const guint8 *set, guint16 *mask, int width)
{
  const TonsureRegionCells *cells = &search->cells;

  for (int j = 0; j < cells->from.height; j++)
    for (int i = 0; i < cells->from.width; i++)
      if (set[(gsize) (j / cells->step) * cells->width + i / cells->step])
        mask[(gsize) (cells->from.y + j) * width + cells->from.x + i] = 65535;
}

/* The share of what @mask marks, at cell centers, that the region takes for hair. */
static double
share_in_hair (const Search *search, const guint16 *mask, int width)
{
  const TonsureRegionCells *cells = &search->cells;
  double marked = 0, hairy = 0;

  for (int j = 0; j < cells->height; j++)
    for (int i = 0; i < cells->width; i++)
      {
        int x = MIN (i * cells->step + cells->step / 2, cells->from.width - 1);
        int y = MIN (j * cells->step + cells->step / 2, cells->from.height - 1);

        if (mask[(gsize) (cells->from.y + y) * width + cells->from.x + x] == 0)
          continue;
        marked++;
        hairy += search->hair[(gsize) j * cells->width + i] > 0.5f;
      }
  return hairy / MAX (marked, 1);
}

/* Whether what was taken for hair is much rougher than bare skin: no shadow. */
static gboolean
is_clear (const Search *search)
{
  return tonsure_grid_quantile (search->rough, search->taken, search->cells.n, 0.5)
         > tonsure_grid_quantile (search->rough, search->bare, search->cells.n, 0.5) + CLEAR;
}

gboolean
tonsure_samples_region_init (TonsureSamplesRegion **region, const float *rgb, const guint16 *area,
                             int width, int height, double mm_per_px, GError **error)
{
  Search *search = g_new0 (Search, 1);

  *region = NULL;
  if (!tonsure_region_cells_init (&search->cells, rgb, area, NULL, NULL, width, height, mm_per_px,
                                  error))
    {
      g_free (search);
      return FALSE;
    }
  search_init (search);
  search->has_bare = find_bare (search);
  search->has_hair = search->has_bare && find_hair (search);
  *region = search;
  return TRUE;
}

void
tonsure_samples_region_free (TonsureSamplesRegion *search)
{
  if (search != NULL)
    search_clear (search);
  g_free (search);
}

void
tonsure_samples_region_choose (const TonsureSamplesRegion *search, int width, int height,
                               gboolean *crisp, guint16 *hair, guint16 *skin)
{
  gsize n = (gsize) width * height;

  *crisp =
      *crisp
      && (!search->has_hair || !is_clear (search) || share_in_hair (search, hair, width) > AGREED);
  if (*crisp)
    return;
  memset (hair, 0, sizeof *hair * n);
  memset (skin, 0, sizeof *skin * n);
  if (search->has_bare)
    write (search, search->bare, skin, width);
  if (search->has_hair)
    write (search, search->taken, hair, width);
}
