/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* A map of the hair of a photo: see gray-map.h. */
#include "gray-map.h"

#include "gray-map-private.h"
#include "grid.h"

#include <math.h>
#include <string.h>

#define FINE 0.15 /* mm: pixels that are looked at, where the photo has smaller ones */
#define CELL 2.0  /* mm */

#define WHITE 0.96f /* light from here on is clipped */
#define BRIGHTEST 16.0f

static float
usable (float light)
{
  return light > 0 ? MIN (light, BRIGHTEST) : 0; /* 0 for NaN, too */
}

/* Mean of a block of pixels of the photo, of which @region says where it lies. */
static void
read_pixel (TonsureGrayPhoto *photo, const float *rgb, int width, const TonsurePixels *from,
            int fine, int i, int j)
{
  int right = MIN ((i + 1) * fine, from->width), bottom = MIN ((j + 1) * fine, from->height), n = 0;
  gsize at = (gsize) j * photo->width + i;
  float sum[3] = { 0, 0, 0 }, clipped = 0;

  for (int y = j * fine; y < bottom; y++)
    for (int x = i * fine; x < right; x++, n++)
      {
        const float *p = rgb + 3 * ((gsize) (from->y + y) * width + from->x + x);

        clipped += MAX (MAX (p[0], p[1]), p[2]) > WHITE;
        for (int c = 0; c < 3; c++)
          sum[c] += usable (p[c]);
      }
  for (int c = 0; c < 3; c++)
    photo->rgb[3 * at + c] = sum[c] / (float) n;
  photo->light[at] =
      tonsure_gray_log (MAX (tonsure_gray_luminance (photo->rgb + 3 * at), TONSURE_GRAY_DARK));
  photo->clipped[at] = clipped / (float) n;
}

/* Cells of @region as pixels of @photo: both begin at the same corner. */
static void
spread (const TonsureRegion *region, const float *cells, double per, const TonsureGrayPhoto *photo,
        float *values)
{
  for (int j = 0; j < photo->height; j++)
    for (int i = 0; i < photo->width; i++)
      {
        float x = (float) ((i + 0.5) / per - 0.5), y = (float) ((j + 0.5) / per - 0.5);
        int left, top;
        const float *at;

        x = tonsure_gray_clamp (x, 0, (float) (region->width - 1));
        y = tonsure_gray_clamp (y, 0, (float) (region->height - 1));
        left = MIN ((int) x, MAX (region->width - 2, 0));
        top = MIN ((int) y, MAX (region->height - 2, 0));
        at = cells + (gsize) top * region->width + left;
        x -= (float) left;
        y -= (float) top;

        float a = at[0], b = region->width > 1 ? at[1] : a;
        float c = region->height > 1 ? at[region->width] : a;
        float d = region->height > 1 && region->width > 1 ? at[region->width + 1] : b + c - a;

        values[(gsize) j * photo->width + i] = (1 - y) * (a + x * (b - a)) + y * (c + x * (d - c));
      }
}

static void
photo_init (TonsureGrayPhoto *photo, const float *rgb, const TonsureRegion *region, int width,
            double mm_per_px)
{
  int fine = MAX (1, (int) floor (FINE / mm_per_px + 0.5));

  photo->mm = mm_per_px * fine;
  photo->per = MAX (1, (int) floor (CELL / photo->mm + 0.5));
  photo->width = (region->from.width + fine - 1) / fine;
  photo->height = (region->from.height + fine - 1) / fine;
  photo->n = (gsize) photo->width * photo->height;
  photo->rgb = g_new (float, 3 * photo->n);
  photo->light = g_new (float, photo->n);
  photo->region = g_new (float, photo->n);
  photo->head = g_new (float, photo->n);
  photo->clipped = g_new (float, photo->n);
  for (int j = 0; j < photo->height; j++)
    for (int i = 0; i < photo->width; i++)
      read_pixel (photo, rgb, width, &region->from, fine, i, j);
  spread (region, region->hair, (double) region->step / fine, photo, photo->region);
  spread (region, region->head, (double) region->step / fine, photo, photo->head);
}

static void
photo_clear (TonsureGrayPhoto *photo)
{
  g_free (photo->rgb);
  g_free (photo->light);
  g_free (photo->region);
  g_free (photo->head);
  g_free (photo->clipped);
}

void
tonsure_gray_pool (const TonsureGrayPhoto *photo, const float *values, int stride,
                   const TonsureGrayCells *cells, float *means)
{
  for (int j = 0; j < cells->height; j++)
    for (int i = 0; i < cells->width; i++)
      {
        int x0 = MIN (i * photo->per, photo->width - 1),
            y0 = MIN (j * photo->per, photo->height - 1);
        int x1 = MIN (x0 + photo->per, photo->width), y1 = MIN (y0 + photo->per, photo->height);
        float sum = 0;

        for (int y = y0; y < y1; y++)
          for (int x = x0; x < x1; x++)
            sum += values[stride * ((gsize) y * photo->width + x)];
        means[stride * ((gsize) j * cells->width + i)] = sum / (float) ((x1 - x0) * (y1 - y0));
      }
}

/* Means of the pixels that are at least as light as their cell. */
static void
find_bright (const TonsureGrayPhoto *photo, TonsureGrayCells *cells)
{
  g_autofree float *count = g_new0 (float, cells->n);

  for (gsize i = 0; i < photo->n; i++)
    {
      gsize at = tonsure_gray_cell_of (photo, cells, i);

      if (!(photo->light[i] >= cells->light[at]))
        continue;
      count[at]++;
      for (gsize c = 0; c < 3; c++)
        cells->bright[3 * at + c] += photo->rgb[3 * i + c];
    }
  for (gsize i = 0; i < 3 * cells->n; i++)
    cells->bright[i] = count[i / 3] > 0 ? cells->bright[i] / count[i / 3] : cells->rgb[i];
}

static void
cells_init (TonsureGrayCells *cells, const TonsureGrayPhoto *photo)
{
  cells->width = MAX (2, (photo->width + photo->per - 1) / photo->per);
  cells->height = MAX (2, (photo->height + photo->per - 1) / photo->per);
  cells->n = (gsize) cells->width * cells->height;
  cells->mm = photo->per * photo->mm;
  cells->region = g_new (float, cells->n);
  cells->head = g_new (float, cells->n);
  cells->clipped = g_new (float, cells->n);
  cells->light = g_new (float, cells->n);
  cells->rgb = g_new (float, 3 * cells->n);
  cells->bright = g_new0 (float, 3 * cells->n);
  cells->kept = g_new (float, cells->n);
  cells->reach = g_new (float, cells->n);
  tonsure_gray_pool (photo, photo->region, 1, cells, cells->region);
  tonsure_gray_pool (photo, photo->head, 1, cells, cells->head);
  tonsure_gray_pool (photo, photo->clipped, 1, cells, cells->clipped);
  tonsure_gray_pool (photo, photo->light, 1, cells, cells->light);
  for (int c = 0; c < 3; c++)
    tonsure_gray_pool (photo, photo->rgb + c, 3, cells, cells->rgb + c);
  find_bright (photo, cells);
  tonsure_gray_find_kept (cells);
}

static void
cells_clear (TonsureGrayCells *cells)
{
  g_free (cells->region);
  g_free (cells->head);
  g_free (cells->clipped);
  g_free (cells->light);
  g_free (cells->rgb);
  g_free (cells->bright);
  g_free (cells->kept);
  g_free (cells->reach);
}

/* Leaves out cells that are not beside any hair. */
static void
crop (TonsureGrayMap *map)
{
  int left = map->width, top = map->height, right = 0, bottom = 0;
  float *cells;

  for (int y = 0; y < map->height; y++)
    for (int x = 0; x < map->width; x++)
      if (tonsure_gray_cell_has_hair (tonsure_gray_cell (map, x, y)))
        {
          left = MIN (left, x);
          right = MAX (right, x + 1);
          top = MIN (top, y);
          bottom = MAX (bottom, y + 1);
        }
  left = CLAMP (left - 1, 0, map->width - 2);
  top = CLAMP (top - 1, 0, map->height - 2);
  right = CLAMP (right + 1, left + 2, map->width);
  bottom = CLAMP (bottom + 1, top + 2, map->height);
  cells = g_new (float, TONSURE_GRAY_CHANNELS *(gsize) (right - left) * (gsize) (bottom - top));
  for (int y = top; y < bottom; y++)
    memcpy (cells + TONSURE_GRAY_CHANNELS * (gsize) (y - top) * (gsize) (right - left),
            tonsure_gray_cell (map, left, y),
            sizeof *cells * TONSURE_GRAY_CHANNELS * (gsize) (right - left));
  g_free (map->cells);
  map->cells = cells;
  map->x += left * map->step;
  map->y += top * map->step;
  map->width = right - left;
  map->height = bottom - top;
}

TonsureGrayMap *
tonsure_gray_map_new_for_region (const float *rgb, const TonsureRegion *region, int width,
                                 double mm_per_px)
{
  TonsureGrayMap *map = g_new0 (TonsureGrayMap, 1);
  TonsureGrayPhoto photo;
  TonsureGrayCells cells;

  photo_init (&photo, rgb, region, width, mm_per_px);
  cells_init (&cells, &photo);
  map->x = region->from.x;
  map->y = region->from.y;
  map->step = (int) floor (cells.mm / mm_per_px + 0.5);
  map->width = cells.width;
  map->height = cells.height;
  map->mm_per_px = mm_per_px;
  map->cells = g_new0 (float, TONSURE_GRAY_CHANNELS *cells.n);
  tonsure_gray_find_skin (&cells, map);
  tonsure_gray_find_ends (&cells);
  tonsure_gray_find_border (&photo, &cells, map);
  tonsure_gray_find_hair (&photo, &cells, map);
  tonsure_gray_find_angles (&photo, &cells, map);
  tonsure_gray_find_strands (&photo, &cells, map);
  cells_clear (&cells);
  photo_clear (&photo);
  crop (map);
  return map;
}

TonsureGrayMap *
tonsure_gray_map_new (const float *rgb, const guint16 *area, const guint16 *hair,
                      const guint16 *skin, int width, int height, double mm_per_px, GError **error)
{
  g_autoptr (TonsureRegion) region =
      tonsure_region_new (rgb, area, hair, skin, width, height, mm_per_px, error);

  if (region == NULL)
    return NULL;
  return tonsure_gray_map_new_for_region (rgb, region, width, mm_per_px);
}

void
tonsure_gray_map_free (TonsureGrayMap *map)
{
  if (map == NULL)
    return;
  g_free (map->cells);
  g_free (map);
}

void
tonsure_gray_map_opacity (const TonsureGrayMap *map, const float *rgb, int width, int height,
                          guint16 *opacity)
{
  TonsureGrayReader reader = tonsure_gray_reader (map);
  g_autofree float *cells = g_new (float, TONSURE_GRAY_CHANNELS *(gsize) map->width);
  TonsureGrayRow row = { map, cells, 1.0, 0, 0 };

  memset (opacity, 0, sizeof *opacity * (gsize) width * height);
  for (int y = 0; y < height; y++)
    {
      if (!tonsure_gray_row (&row, y))
        continue;
      for (int x = MAX (row.left, 0); x < MIN (row.right, width); x++)
        {
          const float *p = rgb + 3 * ((gsize) y * width + x);
          float along, skin[3], gate, alpha;
          const float *cell = tonsure_gray_column (&row, x, &along);
          float light = tonsure_gray_log (MAX (tonsure_gray_luminance (p), TONSURE_GRAY_DARK));

          gate = tonsure_gray_gate (tonsure_gray_between (cell, along, TONSURE_GRAY_SLOPE),
                                    tonsure_gray_between (cell, along, TONSURE_GRAY_OFFSET), light);
          if (!(gate > 0))
            continue;
          for (int c = 0; c < 3; c++)
            skin[c] = tonsure_gray_between (cell, along, TONSURE_GRAY_RED + (guint) c);
          alpha = tonsure_gray_opacity (
              &reader, gate, tonsure_gray_between (cell, along, TONSURE_GRAY_CLOSED), p, skin);
          alpha *= tonsure_gray_between (cell, along, TONSURE_GRAY_KEPT);
          opacity[(gsize) y * width + x] = (guint16) (alpha * 65535 + 0.5f);
        }
    }
}
