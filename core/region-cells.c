/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Color and texture of a photo in cells of about 1 mm: see region-private.h. */
#include "region-private.h"
#include "exact.h"
#include "grid.h"
#include "shrunk.h"
#include "treatment.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define FINE 0.35    /* mm: pixels that texture is read from, where the photo has smaller ones */
#define CELL 1.0     /* mm */
#define BEYOND 180.0 /* mm around the area that are read */

#define NARROW 0.175 /* mm, or half a pixel: σ, between which texture lies */
#define WIDE 0.7
#define LEAST_PIXEL 0.5

#define DARK 0.004f /* light: what is added before logarithms, against noise */
#define FAINT 0.003 /* contrast, the same */
#define COLOR 0.6   /* mm: σ that color is smoothed with */
#define WHITE 0.97f
#define BRIGHTEST 16.0f
#define HALF 32768

/* Pixels of about FINE mm. */
typedef struct
{
  int step, width, height;
  double mm;
  float *rgb, *clipped;
} Fine;

static float
usable (float light)
{
  return light > 0 ? MIN (light, BRIGHTEST) : 0; /* 0 for NaN, too */
}

static void
average (Fine *fine, const float *rgb, int width, const TonsurePixels *from, int i, int j)
{
  gsize at = (gsize) j * fine->width + i;
  int right = MIN ((i + 1) * fine->step, from->width), n = 0;
  int bottom = MIN ((j + 1) * fine->step, from->height);
  float sum[3] = { 0, 0, 0 }, clipped = 0;

  for (int y = j * fine->step; y < bottom; y++)
    for (int x = i * fine->step; x < right; x++, n++)
      {
        const float *p = rgb + 3 * ((gsize) (from->y + y) * width + from->x + x);

        clipped += MAX (MAX (p[0], p[1]), p[2]) > WHITE;
        for (int c = 0; c < 3; c++)
          sum[c] += usable (p[c]);
      }
  for (int c = 0; c < 3; c++)
    fine->rgb[3 * at + c] = sum[c] / (float) n;
  fine->clipped[at] = clipped / (float) n;
}

static void
fine_init (Fine *fine, const float *rgb, int width, const TonsurePixels *from, double mm_per_px)
{
  gsize n;

  fine->step = MAX (1, (int) floor (FINE / mm_per_px + 0.25));
  fine->mm = mm_per_px * fine->step;
  fine->width = (from->width + fine->step - 1) / fine->step;
  fine->height = (from->height + fine->step - 1) / fine->step;
  n = (gsize) fine->width * fine->height;
  fine->rgb = g_new (float, 3 * n);
  fine->clipped = g_new (float, n);
  for (int j = 0; j < fine->height; j++)
    for (int i = 0; i < fine->width; i++)
      average (fine, rgb, width, from, i, j);
}

static float
light_of (const float *rgb)
{
  return (float) tonsure_log (0.2126f * rgb[0] + 0.7152f * rgb[1] + 0.0722f * rgb[2] + DARK);
}

/* |difference of Gaussians| of ln Y */
static float *
find_contrast (const Fine *fine)
{
  gsize n = (gsize) fine->width * fine->height;
  float *narrow = g_new (float, n);
  g_autofree float *wide = g_new (float, n);

  for (gsize i = 0; i < n; i++)
    narrow[i] = wide[i] = light_of (fine->rgb + 3 * i);
  tonsure_grid_smooth (narrow, fine->width, fine->height, MAX (NARROW / fine->mm, LEAST_PIXEL));
  tonsure_grid_smooth (wide, fine->width, fine->height, MAX (WIDE / fine->mm, 2 * LEAST_PIXEL));
  for (gsize i = 0; i < n; i++)
    narrow[i] = fabsf (narrow[i] - wide[i]);
  return narrow;
}

/* Means of every @stride-th of @values over @k × @k fine pixels. */
static void
pool (const Fine *fine, const float *values, int stride, int k, const TonsureRegionCells *cells,
      float *means)
{
  for (int j = 0; j < cells->height; j++)
    for (int i = 0; i < cells->width; i++)
      {
        int right = MIN ((i + 1) * k, fine->width), bottom = MIN ((j + 1) * k, fine->height), n = 0;
        float sum = 0;

        for (int y = j * k; y < bottom; y++)
          for (int x = i * k; x < right; x++, n++)
            sum += values[stride * ((gsize) y * fine->width + x)];
        means[(gsize) j * cells->width + i] = sum / (float) n;
      }
}

static void
read_texture (TonsureRegionCells *cells, const Fine *fine, int k)
{
  gsize n = (gsize) fine->width * fine->height;
  g_autofree float *contrast = find_contrast (fine);

  cells->contrast = g_new (float, cells->n);
  cells->fine = g_new (float, cells->n);
  cells->clipped = g_new (float, cells->n);
  pool (fine, contrast, 1, k, cells, cells->contrast);
  for (gsize i = 0; i < n; i++)
    contrast[i] = (float) tonsure_log (contrast[i] + FAINT);
  pool (fine, contrast, 1, k, cells, cells->fine);
  pool (fine, fine->clipped, 1, k, cells, cells->clipped);
}

static void
read_color (TonsureRegionCells *cells, const Fine *fine, int k)
{
  float *rgb[3] = { g_new (float, cells->n), g_new (float, cells->n), g_new (float, cells->n) };

  for (int c = 0; c < 3; c++)
    {
      pool (fine, fine->rgb + c, 3, k, cells, rgb[c]);
      tonsure_grid_smooth (rgb[c], cells->width, cells->height, COLOR / cells->mm);
    }
  cells->light = g_new (float, cells->n);
  for (gsize i = 0; i < cells->n; i++)
    {
      float here[3] = { rgb[0][i], rgb[1][i], rgb[2][i] };
      double green = tonsure_log (here[1] + DARK);

      cells->light[i] = light_of (here);
      rgb[0][i] = (float) (tonsure_log (here[0] + DARK) - green);
      rgb[2][i] = (float) (tonsure_log (here[2] + DARK) - green);
    }
  cells->red = rgb[0];
  cells->blue = rgb[2];
  g_free (rgb[1]);
}

/* Mean of a mask in a cell. */
static float
share_of (const TonsureRegionCells *cells, const guint16 *mask, int width, int i, int j)
{
  int right = MIN ((i + 1) * cells->step, cells->from.width), n = 0;
  int bottom = MIN ((j + 1) * cells->step, cells->from.height);
  double sum = 0;

  for (int y = j * cells->step; y < bottom; y++)
    for (int x = i * cells->step; x < right; x++, n++)
      sum += mask[(gsize) (cells->from.y + y) * width + cells->from.x + x];
  return (float) (sum / n);
}

/* 1 where @mask is on average more than @least in a cell. */
static guint8 *
read_mask (const TonsureRegionCells *cells, const guint16 *mask, int width, double least)
{
  guint8 *set = g_new0 (guint8, cells->n);

  for (int j = 0; j < cells->height; j++)
    for (int i = 0; i < cells->width; i++)
      set[(gsize) j * cells->width + i] = share_of (cells, mask, width, i, j) > least;
  return set;
}

static void
read_area (TonsureRegionCells *cells, const guint16 *area, int width)
{
  g_autofree guint8 *touched = read_mask (cells, area, width, 0.02 * 65535);

  cells->inside = read_mask (cells, area, width, HALF - 1);
  cells->outside = g_new (float, cells->n);
  cells->deep = g_new (float, cells->n);
  tonsure_grid_distance (touched, cells->width, cells->height, cells->outside);
  for (gsize i = 0; i < cells->n; i++)
    touched[i] = !cells->inside[i];
  tonsure_grid_distance (touched, cells->width, cells->height, cells->deep);
  for (gsize i = 0; i < cells->n; i++)
    {
      cells->outside[i] *= (float) cells->mm;
      cells->deep[i] = (float) MIN (cells->deep[i] * cells->mm, BEYOND);
    }
}

static void
find_window (TonsureRegionCells *cells, const TonsurePixels *bounds, int width, int height,
             double mm_per_px)
{
  int more = (int) MIN (BEYOND / mm_per_px, 1e6);
  int left = MAX (bounds->x - more, 0), top = MAX (bounds->y - more, 0);

  cells->from = (TonsurePixels) { left, top, MIN (bounds->x + bounds->width + more, width) - left,
                                  MIN (bounds->y + bounds->height + more, height) - top };
}

gboolean
tonsure_region_cells_init (TonsureRegionCells *cells, const float *rgb, const guint16 *area,
                           const guint16 *hair, const guint16 *skin, int width, int height,
                           double mm_per_px, GError **error)
{
  TonsurePixels bounds;
  Fine fine;
  int k;

  memset (cells, 0, sizeof *cells);
  if (tonsure_bounds_of (area, width, height, &bounds) == 0)
    {
      g_set_error_literal (error, TONSURE_ERROR, TONSURE_ERROR_UNMEASURABLE,
                           _ ("The treatment area is empty: mark hair and skin"));
      return FALSE;
    }
  find_window (cells, &bounds, width, height, mm_per_px);
  fine_init (&fine, rgb, width, &cells->from, mm_per_px);
  k = MAX (1, (int) floor (CELL / fine.mm + 0.5));
  cells->step = k * fine.step;
  cells->mm = k * fine.mm;
  cells->width = (fine.width + k - 1) / k;
  cells->height = (fine.height + k - 1) / k;
  cells->n = (gsize) cells->width * cells->height;
  read_texture (cells, &fine, k);
  read_color (cells, &fine, k);
  g_free (fine.rgb);
  g_free (fine.clipped);
  read_area (cells, area, width);
  if (hair != NULL)
    cells->hair = read_mask (cells, hair, width, HALF - 1);
  if (skin != NULL)
    cells->skin = read_mask (cells, skin, width, HALF - 1);
  return TRUE;
}

void
tonsure_region_cells_clear (TonsureRegionCells *cells)
{
  float **values[] = { &cells->red,      &cells->blue,    &cells->light,   &cells->fine,
                       &cells->contrast, &cells->clipped, &cells->outside, &cells->deep };
  guint8 **sets[] = { &cells->inside, &cells->hair, &cells->skin };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    g_clear_pointer (values[i], g_free);
  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    g_clear_pointer (sets[i], g_free);
}
