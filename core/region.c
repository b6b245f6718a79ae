/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Where the head is and where hair grows on it: see region.h. */
#include "region.h"
#include "grid.h"
#include "range.h"
#include "region-private.h"

#include <math.h>
#include <string.h>

#define SOFT 0.7 /* mm: σ that the outline of the head and the hair on it are smoothed with */

TonsureRegion *
tonsure_region_of (const TonsureRegionCells *cells, const guint8 *head, const float *hair)
{
  TonsureRegion *region = g_new (TonsureRegion, 1);
  g_autofree float *soft = g_new (float, cells->n);

  *region = (TonsureRegion) { cells->from,
                              cells->step,
                              cells->mm,
                              cells->width,
                              cells->height,
                              g_new (float, cells->n),
                              g_memdup2 (hair, cells->n * sizeof (float)) };
  for (gsize i = 0; i < cells->n; i++)
    soft[i] = region->head[i] = head[i];
  tonsure_grid_smooth (soft, cells->width, cells->height, SOFT / cells->mm);
  for (gsize i = 0; i < cells->n; i++)
    region->hair[i] *= soft[i];
  return region;
}

TonsureRegion *
tonsure_region_new (const float *rgb, const guint16 *area, const guint16 *hair, const guint16 *skin,
                    int width, int height, double mm_per_px, GError **error)
{
  TonsureRegionCells cells;
  TonsureRegion *region;
  g_autofree guint8 *head = NULL;
  g_autofree float *found = NULL;

  if (!tonsure_in_range_of ("mm_per_px", mm_per_px, 0.002, 5.0, "mm", error)
      || !tonsure_region_cells_init (&cells, rgb, area, hair, skin, width, height, mm_per_px,
                                     error))
    return NULL;
  head = g_new (guint8, cells.n);
  found = g_new (float, cells.n);
  tonsure_region_find_head (&cells, head);
  tonsure_region_find_hair (&cells, head, found);
  region = tonsure_region_of (&cells, head, found);
  tonsure_region_cells_clear (&cells);
  return region;
}

void
tonsure_region_free (TonsureRegion *region)
{
  if (region == NULL)
    return;
  g_free (region->head);
  g_free (region->hair);
  g_free (region);
}

/* The two cells between whose centers a pixel lies, and how far along, 0 to 1. */
static void
between (int pixel, int step, int n, int *low, int *high, float *along)
{
  float at = ((float) pixel + 0.5f) / (float) step - 0.5f;

  at = CLAMP (at, 0, (float) (n - 1));
  *low = (int) at;
  *high = MIN (*low + 1, n - 1);
  *along = at - (float) *low;
}

void
tonsure_region_write (const TonsureRegion *region, const float *cells, guint16 *mask, int width,
                      int height)
{
  const TonsurePixels *from = &region->from;

  memset (mask, 0, sizeof *mask * (gsize) width * height);
  for (int y = 0; y < from->height; y++)
    {
      guint16 *row = mask + (gsize) (from->y + y) * width + from->x;
      int top, bottom, left, right;
      float a, b;

      between (y, region->step, region->height, &top, &bottom, &b);
      for (int x = 0; x < from->width; x++)
        {
          const float *above = cells + (gsize) top * region->width;
          const float *below = cells + (gsize) bottom * region->width;
          float value;

          between (x, region->step, region->width, &left, &right, &a);
          value = (1 - b) * ((1 - a) * above[left] + a * above[right])
                  + b * ((1 - a) * below[left] + a * below[right]);
          row[x] = (guint16) (CLAMP (value, 0, 1) * 65535 + 0.5f);
        }
    }
}
