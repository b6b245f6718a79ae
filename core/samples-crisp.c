/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Finds shaved hair whose single dots are seen: see samples-private.h. */
#include "samples-cells.h"
#include "samples-private.h"
#include "treatment.h"

#include "exact.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Bare skin, relative to the median of the area */
#define DEEPEST 0.6
#define BRIGHTEST 1.4
#define BARE_HUE 0.12   /* |ln| of red or blue to green */
#define BARE_ROUGH 1.6  /* variance, to that of the smoothest quarter */
#define ROUGHEST 0.014  /* variance: no bare skin is as rough */
#define LEAST_BARE 25.0 /* mm² */

/* Stubble, relative to bare skin */
#define DARKEST_HAIR 0.25
#define BRIGHTEST_HAIR 1.35
#define HAIR_HUE 0.33
#define ROUGH 2.2       /* variance */
#define EDGE 0.6        /* coherence of the gradient: folds of an ear, not hair */
#define NEIGHBORS 6     /* of eight that must be rough, too */
#define LEAST_ROUGH 0.5 /* of the median of all stubble: where it thins out */
#define MOST_ROUGH 3.0
#define LEAST_LIGHT 0.6 /* of the median of all stubble: shadow */
#define LEAST_HAIR 80.0 /* mm² */

/* How far red or blue to green differ from those of @rgb, of natural logarithms. */
static double
hue_from (const TonsureCell *cell, const float rgb[3])
{
  double red = tonsure_log (cell->rgb[0] / cell->rgb[1] / (rgb[0] / rgb[1]));
  double blue = tonsure_log (cell->rgb[2] / cell->rgb[1] / (rgb[2] / rgb[1]));

  return MAX (fabs (red), fabs (blue));
}

static gboolean
find_bare (TonsureSearch *search)
{
  float light = TONSURE_SEARCH_QUANTILE (search, TONSURE_CELL_INSIDE, light, 0.5);
  float rough = TONSURE_SEARCH_QUANTILE (search, TONSURE_CELL_INSIDE, rough, 0.25), rgb[3];

  tonsure_search_color (search, TONSURE_CELL_INSIDE, rgb);
  for (int i = 0; i < search->width * search->height; i++)
    {
      TonsureCell *cell = search->cells + i;

      if ((cell->is & TONSURE_CELL_INSIDE) && cell->light > 0 && cell->light >= DEEPEST * light
          && cell->light <= BRIGHTEST * light && cell->rough <= BARE_ROUGH * rough
          && cell->rough < ROUGHEST && hue_from (cell, rgb) < BARE_HUE)
        cell->is |= TONSURE_CELL_BARE;
    }
  return tonsure_search_area (search, TONSURE_CELL_BARE) >= LEAST_BARE;
}

/* Steps from the area over cells that are likely skin, with or without hair. */
static void
reach (TonsureSearch *search)
{
  g_autofree int *queue = g_new (int, (gsize) search->width * search->height + 1);
  int first = 0, last = 0;

  for (int i = 0; i < search->width * search->height; i++)
    if (search->cells[i].is & TONSURE_CELL_BARE)
      {
        search->cells[i].is |= TONSURE_CELL_REACHED;
        queue[last++] = i;
      }
  while (first < last)
    {
      int at = queue[first++], x = at % search->width, y = at / search->width;

      for (int k = 0; k < 4; k++)
        {
          TonsureCell *next =
              tonsure_search_cell (search, x + (k == 0) - (k == 1), y + (k == 2) - (k == 3));

          if (next == NULL || (next->is & TONSURE_CELL_REACHED)
              || !(next->is & TONSURE_CELL_LIKELY))
            continue;
          next->is |= TONSURE_CELL_REACHED;
          queue[last++] = (int) (next - search->cells);
        }
    }
}

/* A ring around the area is as wide everywhere. */
static gboolean
is_near (const TonsureSearch *search, int x, int y)
{
  int far = (int) (TONSURE_SAMPLES_REACH / sqrt (search->mm2));

  for (int j = MAX (y - far, 0); j <= MIN (y + far, search->height - 1); j++)
    for (int i = MAX (x - far, 0); i <= MIN (x + far, search->width - 1); i++)
      if ((i - x) * (i - x) + (j - y) * (j - y) <= far * far
          && (tonsure_search_cell (search, i, j)->is & TONSURE_CELL_INSIDE))
        return TRUE;
  return FALSE;
}

/* Whether something ends here: it is rough in one direction. */
static gboolean
is_edge (const TonsureCell *cell, float rough)
{
  return cell == NULL || cell->light <= 0
         || (cell->coherence >= EDGE && cell->rough > ROUGH * rough);
}

/* How many of the eight cells around are hairy; none if there is an edge. */
static int
hairy_neighbors (const TonsureSearch *search, int x, int y, float rough)
{
  int n = 0;

  for (int j = -1; j <= 1; j++)
    for (int i = -1; i <= 1; i++)
      {
        const TonsureCell *cell = tonsure_search_cell (search, x + i, y + j);

        if (is_edge (cell, rough))
          return 0;
        n += (i != 0 || j != 0) && (cell->is & TONSURE_CELL_HAIRY);
      }
  return n;
}

static void
mark_likely (TonsureSearch *search)
{
  float rgb[3], light = TONSURE_SEARCH_QUANTILE (search, TONSURE_CELL_BARE, light, 0.5);

  tonsure_search_color (search, TONSURE_CELL_BARE, rgb);
  for (int i = 0; i < search->width * search->height; i++)
    {
      TonsureCell *cell = search->cells + i;

      if (cell->light >= DARKEST_HAIR * light && cell->light <= BRIGHTEST_HAIR * light
          && hue_from (cell, rgb) < HAIR_HUE)
        cell->is |= TONSURE_CELL_LIKELY;
    }
}

/* Of what is rough among others that are, what is rough and bright like most of it. */
static void
take (TonsureSearch *search, float bare)
{
  float rough, light;

  for (int y = 0; y < search->height; y++)
    for (int x = 0; x < search->width; x++)
      if ((tonsure_search_cell (search, x, y)->is & TONSURE_CELL_HAIRY)
          && hairy_neighbors (search, x, y, bare) >= NEIGHBORS && is_near (search, x, y))
        tonsure_search_cell (search, x, y)->is |= TONSURE_CELL_TAKEN;
  rough = TONSURE_SEARCH_QUANTILE (search, TONSURE_CELL_TAKEN, rough, 0.5);
  light = TONSURE_SEARCH_QUANTILE (search, TONSURE_CELL_TAKEN, light, 0.5);
  for (int i = 0; i < search->width * search->height; i++)
    {
      TonsureCell *cell = search->cells + i;

      if (cell->rough < LEAST_ROUGH * rough || cell->rough > MOST_ROUGH * rough
          || cell->light < LEAST_LIGHT * light)
        cell->is &= ~TONSURE_CELL_TAKEN;
    }
}

static gboolean
find_hair (TonsureSearch *search)
{
  float rough = TONSURE_SEARCH_QUANTILE (search, TONSURE_CELL_BARE, rough, 0.5);

  mark_likely (search);
  reach (search);
  for (int i = 0; i < search->width * search->height; i++)
    if ((search->cells[i].is & TONSURE_CELL_REACHED) && (search->cells[i].is & TONSURE_CELL_OUTSIDE)
        && search->cells[i].rough > ROUGH * rough && search->cells[i].coherence < EDGE)
      search->cells[i].is |= TONSURE_CELL_HAIRY;
  take (search, rough);
  return tonsure_search_area (search, TONSURE_CELL_TAKEN) >= LEAST_HAIR;
}

static void
write (const TonsureSearch *search, int is, guint16 *mask, int width)
{
  for (int j = 0; j < search->from.height; j++)
    for (int i = 0; i < search->from.width; i++)
      if (tonsure_search_cell (search, i / search->side, j / search->side)->is & is)
        mask[(gsize) (search->from.y + j) * width + search->from.x + i] = 65535;
}

gboolean
tonsure_samples_find_crisp (const float *rgb, const guint16 *area, int width, int height,
                            double mm_per_px, guint16 *hair, guint16 *skin)
{
  TonsureSearch search;
  gboolean found;

  if (mm_per_px > TONSURE_SAMPLES_COARSEST
      || !tonsure_search_init (&search, rgb, area, width, height, mm_per_px, TONSURE_SAMPLES_REACH,
                               NULL))
    return FALSE;
  found = find_bare (&search) && find_hair (&search);
  if (found)
    {
      write (&search, TONSURE_CELL_BARE, skin, width);
      write (&search, TONSURE_CELL_TAKEN, hair, width);
    }
  g_free (search.cells);
  return found;
}
