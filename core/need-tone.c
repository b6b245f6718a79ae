/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The tone of skin and hair relative to bare skin in the same light: see need-private.h. */
#include "grid.h"
#include "need-private.h"

#include <math.h>

#define COARSE 4.0 /* mm: cells that the shading is fitted in */
#define SIGMA 20.0 /* mm: weight of bare skin around a place, standard deviation */
#define RIDGE 0.02 /* of the weighted variance SIGMA², against slopes that little skin tells */
#define PASSES 3
#define OUTLIER 0.25f /* ln Y: what is so far from the fit counts e^-1/2 */

#define BARE 0.15f     /* region of hair that bare skin is below */
#define CLIPPED 0.05f  /* share of pixels of a cell that are as bright as can be */
#define FARTHEST 80.0f /* mm from the area where skin still tells the shading in it */
#define PALER 0.35f    /* by how much skin may be less colorful than its median, ln (R / B) … */
#define REDDER 1.0f    /* … and more, as where it is flushed or in shadow */
#define DARKEST -0.8f  /* tone that skin is above */

#define MOMENTS 9 /* 1, x, y, x², xy, y², l, lx, ly */

static gboolean
is_bare (const TonsureNeedCells *cells, gsize i)
{
  const TonsureRegionCells *c = cells->cells;

  return cells->head[i] && cells->hair[i] < BARE && c->clipped[i] < CLIPPED
         && c->outside[i] < FARTHEST;
}

static void
read_color (TonsureNeedCells *cells)
{
  const TonsureRegionCells *c = cells->cells;
  g_autofree guint8 *bare = g_new (guint8, c->n);
  g_autofree float *color = g_new (float, c->n);

  for (gsize i = 0; i < c->n; i++)
    {
      bare[i] = is_bare (cells, i) && c->inside[i];
      color[i] = c->red[i] - c->blue[i];
    }
  cells->color = tonsure_grid_quantile (color, bare, c->n, 0.5);
}

gboolean
tonsure_need_is_skin (const TonsureNeedCells *cells, gsize i)
{
  const TonsureRegionCells *c = cells->cells;

  float color = c->red[i] - c->blue[i] - cells->color;

  return cells->head[i] && color > -PALER && color < REDDER
         && (cells->tone == NULL || cells->tone[i] > DARKEST);
}

/* Sums of what bare skin tells in coarse cells, then weighted around each of them. */
static void
find_moments (const TonsureNeedCells *cells, int step, float *moments[MOMENTS], int width,
              int height)
{
  const TonsureRegionCells *c = cells->cells;

  for (gsize i = 0; i < c->n; i++)
    if (is_bare (cells, i) && tonsure_need_is_skin (cells, i))
      {
        int u = (int) (i % (gsize) c->width), v = (int) (i / (gsize) c->width);
        gsize at = (gsize) (v / step) * width + u / step;
        float off = cells->tone != NULL ? cells->tone[i] / OUTLIER : 0;
        float w = 1 / (1 + 0.5f * off * off), x = (float) (u * c->mm / SIGMA);
        float y = (float) (v * c->mm / SIGMA), l = c->light[i];
        const float terms[MOMENTS] = { 1, x, y, x * x, x * y, y * y, l, l * x, l * y };

        for (int k = 0; k < MOMENTS; k++)
          moments[k][at] += w * terms[k];
      }
  for (int k = 0; k < MOMENTS; k++)
    tonsure_grid_smooth (moments[k], width, height, SIGMA / (step * c->mm));
}

/* Weighted linear regression at (x, y), in units of SIGMA; slopes are drawn to 0 by the ridge. */
static double
fit_at (float *moments[MOMENTS], gsize at, double x, double y)
{
  double m[MOMENTS], w = moments[0][at], mx, my, ml, xx, xy, yy, lx, ly, det;

  if (!(w > 1e-6))
    return 0;
  for (int k = 0; k < MOMENTS; k++)
    m[k] = moments[k][at] / w;
  mx = m[1], my = m[2], ml = m[6];
  xx = m[3] - mx * mx + RIDGE, yy = m[5] - my * my + RIDGE, xy = m[4] - mx * my;
  lx = m[7] - ml * mx, ly = m[8] - ml * my;
  det = xx * yy - xy * xy;
  if (!(det > 1e-9))
    return ml;
  return ml + (lx * yy - ly * xy) / det * (x - mx) + (ly * xx - lx * xy) / det * (y - my);
}

static void
find_shading (const TonsureNeedCells *cells, float *shading, float *support)
{
  const TonsureRegionCells *c = cells->cells;
  int step = MAX (1, (int) (COARSE / c->mm + 0.5));
  int width = (c->width + step - 1) / step, height = (c->height + step - 1) / step;
  float *moments[MOMENTS];

  for (int k = 0; k < MOMENTS; k++)
    moments[k] = g_new0 (float, (gsize) width *height);
  find_moments (cells, step, moments, width, height);
  for (int v = 0; v < c->height; v++)
    for (int u = 0; u < c->width; u++)
      {
        gsize i = (gsize) v * c->width + u, at = (gsize) (v / step) * width + u / step;

        shading[i] = (float) fit_at (moments, at, u * c->mm / SIGMA, v * c->mm / SIGMA);
        support[i] = moments[0][at] / (float) (step * step);
      }
  for (int k = 0; k < MOMENTS; k++)
    g_free (moments[k]);
  tonsure_grid_smooth (shading, c->width, c->height, COARSE / 2 / c->mm);
}

void
tonsure_need_read_tone (TonsureNeedCells *cells)
{
  const TonsureRegionCells *c = cells->cells;
  g_autofree float *shading = g_new (float, c->n);

  read_color (cells);
  cells->tone = NULL;
  cells->support = g_new (float, c->n);
  for (int pass = 0; pass < PASSES; pass++)
    {
      find_shading (cells, shading, cells->support);
      if (cells->tone == NULL)
        cells->tone = g_new (float, c->n);
      for (gsize i = 0; i < c->n; i++)
        cells->tone[i] = c->light[i] - shading[i];
    }
}
