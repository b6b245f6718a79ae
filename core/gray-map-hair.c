/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Where hair ends, how it looks and how it is lit: see gray-map-private.h. */
#include "gray-map-private.h"

#include "exact.h"
#include "grid.h"

#include <math.h>

/* The guided filter: σ of its window, mm, variance of ln Y that it takes for texture, and σ with
 * which its coefficients are smoothed, mm. */
#define WINDOW 1.7
#define TEXTURE 0.03f
#define SMOOTH 1.2

/* Below this mean of where it is looked for, and share that may change, there is no hair. */
#define NO_HAIR 0.01f
#define LEAST_KEPT 2e-3f

/* Sure hair, its darkest part, and how light it may be. */
#define SURE 0.8f
#define DARKEST 0.1
#define LIGHTEST 0.75f
#define USUAL 0.12f /* where none is sure, or all is thin, so that no pixel is all hair */

/* Light of the brightest tenth of the hair over that of skin, and over the middle of the hair: up
 * to the first of these hair has color, above the second of both it is white already: it stands out
 * brightly from skin in its shade. Measured are .22 to .70 in dark, brown and mixed hair, .86 and
 * 1.0 in white. What is lighter than GLOSS is no hair but gloss, or shading that is not known,
 * which begins at GLOSSY; 1.18 and 1.45 in dark hair. */
#define COLORED 0.75f
#define WHITE 0.86f
#define GLOSSY 1.05f
#define GLOSS 1.15f
#define COLORED_CONTRAST 1.15f
#define WHITE_CONTRAST 1.45f

/* σ, mm, of the base of detail, and of the forms that the hair itself shows. */
#define BASE 1.5
#define FORM 8.0

/* Of these forms, in ln Y from their median, the part that is shading, and its range. */
#define SHADING 0.65f
#define LEAST_SHADING -0.9f
#define MOST_SHADING 0.25f

/* Mean cover between which hair closes over the skin. */
#define OPEN 0.55f
#define CLOSED 0.85f

static float *
channel (TonsureGrayMap *map, gsize i, TonsureGrayChannel which)
{
  return map->cells + TONSURE_GRAY_CHANNELS * i + which;
}

/* Where hair is looked for in each pixel. */
static float *
find_reach (const TonsureGrayPhoto *photo, const TonsureGrayCells *cells)
{
  float *reach = g_new (float, photo->n);

  for (gsize i = 0; i < photo->n; i++)
    reach[i] = MAX (photo->region[i], cells->reach[tonsure_gray_cell_of (photo, cells, i)]);
  return reach;
}

void
tonsure_gray_find_border (const TonsureGrayPhoto *photo, const TonsureGrayCells *cells,
                          TonsureGrayMap *map)
{
  gsize n = cells->n;
  g_autofree float *product = g_new (float, MAX (photo->n, n));
  g_autofree float *reach = find_reach (photo, cells);
  float *sums[4] = { g_new (float, n), g_new (float, n), g_new (float, n), g_new (float, n) };
  const float *light = photo->light;

  /* Means of reach, light, light², reach × light. */
  tonsure_gray_pool (photo, reach, 1, cells, sums[0]);
  tonsure_gray_pool (photo, light, 1, cells, sums[1]);
  for (gsize i = 0; i < photo->n; i++)
    product[i] = light[i] * light[i];
  tonsure_gray_pool (photo, product, 1, cells, sums[2]);
  for (gsize i = 0; i < photo->n; i++)
    product[i] = reach[i] * light[i];
  tonsure_gray_pool (photo, product, 1, cells, sums[3]);
  for (int k = 0; k < 4; k++)
    tonsure_grid_smooth (sums[k], cells->width, cells->height, WINDOW / cells->mm);
  for (gsize i = 0; i < n; i++)
    {
      float mean = sums[0][i], guide = sums[1][i];
      float slope = (sums[3][i] - mean * guide) / (sums[2][i] - guide * guide + TEXTURE);

      sums[2][i] = slope;
      sums[3][i] = mean - slope * guide;
    }
  tonsure_grid_smooth (sums[2], cells->width, cells->height, SMOOTH / cells->mm);
  tonsure_grid_smooth (sums[3], cells->width, cells->height, SMOOTH / cells->mm);
  for (gsize i = 0; i < n; i++)
    {
      gboolean none = sums[0][i] < NO_HAIR || !(cells->kept[i] > LEAST_KEPT);

      *channel (map, i, TONSURE_GRAY_SLOPE) = none ? 0 : sums[2][i];
      *channel (map, i, TONSURE_GRAY_OFFSET) = none ? 0 : sums[3][i];
      *channel (map, i, TONSURE_GRAY_KEPT) = none ? 0 : cells->kept[i];
    }
  for (int k = 0; k < 4; k++)
    g_free (sums[k]);
}

/* Light of each pixel over that of skin; channel 3 is luminance. */
static void
relate (const TonsureGrayPhoto *photo, const TonsureGrayMap *map, int which, float *ratio)
{
  g_autofree float *cells = g_new (float, TONSURE_GRAY_CHANNELS *(gsize) map->width);
  TonsureGrayRow row = { map, cells, (double) map->step / photo->per, 0, 0 };
  TonsureGrayMap here = *map; /* whose grid begins at the corner of @photo */

  here.x = here.y = 0;
  row.map = &here;
  for (int y = 0; y < photo->height; y++)
    {
      tonsure_gray_row (&row, y);
      for (int x = 0; x < photo->width; x++)
        {
          gsize i = (gsize) y * photo->width + x;
          float along, skin[3];
          const float *cell = tonsure_gray_column (&row, x, &along);

          for (int c = 0; c < 3; c++)
            skin[c] = tonsure_gray_between (cell, along, TONSURE_GRAY_RED + (guint) c);
          ratio[i] = which < 3 ? photo->rgb[3 * i + (gsize) which] / skin[which]
                               : tonsure_gray_luminance (photo->rgb + 3 * i)
                                     / tonsure_gray_luminance (skin);
        }
    }
}

static void
find_color (const TonsureGrayPhoto *photo, const TonsureGrayCells *cells, TonsureGrayMap *map)
{
  g_autofree float *ratio = g_new (float, photo->n);
  g_autofree guint8 *sure = g_new (guint8, photo->n);
  float bright, middle;
  gboolean none;

  for (gsize i = 0; i < photo->n; i++)
    sure[i] = photo->region[i] > SURE && cells->kept[tonsure_gray_cell_of (photo, cells, i)] > 0.5f;
  none = tonsure_grid_count (sure, photo->n) == 0;
  for (int c = 0; c < 3; c++)
    {
      relate (photo, map, c, ratio);
      map->hair[c] = USUAL;
      if (!none)
        map->hair[c] +=
            (1 - cells->thin)
            * (CLAMP (tonsure_grid_quantile (ratio, sure, photo->n, DARKEST), 0, LIGHTEST) - USUAL);
    }
  relate (photo, map, 3, ratio);
  bright = tonsure_grid_quantile (ratio, sure, photo->n, 0.9);
  middle = tonsure_grid_quantile (ratio, sure, photo->n, 0.5);
  map->colored =
      1
      - tonsure_gray_ease (bright, COLORED, WHITE) * (1 - tonsure_gray_ease (bright, GLOSSY, GLOSS))
            * tonsure_gray_ease (bright / MAX (middle, 1e-3f), COLORED_CONTRAST, WHITE_CONTRAST);
}

/* Means of @values weighted with the square of the region or, if @reach, of where hair is looked
 * for. */
static void
smooth_hair (const TonsureGrayCells *cells, gboolean reach, const float *values, double sigma,
             float *result)
{
  g_autofree float *weight = g_new (float, cells->n);

  for (gsize i = 0; i < cells->n; i++)
    {
      float part = reach ? MAX (cells->region[i], cells->reach[i]) : cells->region[i];

      weight[i] = part * part + 1e-6f;
      result[i] = weight[i] * values[i];
    }
  tonsure_grid_smooth (weight, cells->width, cells->height, sigma / cells->mm);
  tonsure_grid_smooth (result, cells->width, cells->height, sigma / cells->mm);
  for (gsize i = 0; i < cells->n; i++)
    result[i] /= weight[i];
}

static void
find_shade (const TonsureGrayCells *cells, TonsureGrayMap *map)
{
  g_autofree float *base = g_new (float, cells->n), *form = g_new (float, cells->n);
  g_autofree guint8 *hair = g_new (guint8, cells->n);
  float middle;

  smooth_hair (cells, TRUE, cells->light, BASE, base);
  smooth_hair (cells, FALSE, cells->light, FORM, form);
  for (gsize i = 0; i < cells->n; i++)
    hair[i] = cells->region[i] * cells->kept[i] > 0.5f;
  middle = tonsure_grid_quantile (form, hair, cells->n, 0.5);
  for (gsize i = 0; i < cells->n; i++)
    {
      float skin = tonsure_gray_luminance (channel (map, i, TONSURE_GRAY_RED));
      float more = tonsure_gray_clamp (SHADING * (form[i] - middle), LEAST_SHADING, MOST_SHADING);

      *channel (map, i, TONSURE_GRAY_BASE) = base[i];
      *channel (map, i, TONSURE_GRAY_SHADE) = TONSURE_GRAY_MASS * skin * (float) tonsure_exp (more);
    }
}

static void
find_closed (const TonsureGrayPhoto *photo, const TonsureGrayCells *cells, TonsureGrayMap *map)
{
  TonsureGrayReader reader = tonsure_gray_reader (map);
  g_autofree float *cover = g_new (float, photo->n), *mean = g_new (float, cells->n);
  g_autofree float *closed = g_new (float, cells->n);

  for (gsize i = 0; i < photo->n; i++)
    {
      float *skin = channel (map, tonsure_gray_cell_of (photo, cells, i), TONSURE_GRAY_RED);

      cover[i] = tonsure_gray_cover (&reader, photo->rgb + 3 * i, skin);
    }
  tonsure_gray_pool (photo, cover, 1, cells, mean);
  smooth_hair (cells, TRUE, mean, BASE, closed);
  for (gsize i = 0; i < cells->n; i++)
    *channel (map, i, TONSURE_GRAY_CLOSED) =
        (1 - cells->thin) * tonsure_gray_ease (closed[i], OPEN, CLOSED);
}

void
tonsure_gray_find_hair (const TonsureGrayPhoto *photo, const TonsureGrayCells *cells,
                        TonsureGrayMap *map)
{
  find_color (photo, cells, map);
  find_shade (cells, map);
  find_closed (photo, cells, map);
}
