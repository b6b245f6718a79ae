/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Whether hairs at the edge of the area are lighter than the skin: see samples-private.h. */
#include "exact.h"
#include "grid.h"
#include "samples-private.h"

#include <math.h>

#define SCALE 2.5    /* pixels a mm that are read, if there are as many */
#define COARSEST 0.5 /* mm; larger pixels show no strand */
#define WIDE 1.0     /* mm; what is wider is shading */
#define RIM 20.0     /* mm from the edge of the area */
#define MOST 0.5     /* ln of light: single glints decide nothing */
#define BRIGHTEST 0.95f
#define DARKEST 0.002f
#define FEWEST 400
#define LEAST 1e-4 /* variance: nothing to see */

/* ln of light without what is wide; what cannot be used is clipped nearly always. */
static float *
find_detail (const TonsureShrunk *s)
{
  gsize n = (gsize) s->width * s->height;
  float *detail = g_new (float, n);
  g_autofree float *wide = NULL;

  for (gsize i = 0; i < n; i++)
    detail[i] = s->usable[i]
                    ? (float) tonsure_log (MAX (tonsure_light_of (s->rgb + 3 * i), DARKEST))
                    : 0.0f;
  wide = g_memdup2 (detail, n * sizeof *wide);
  tonsure_grid_smooth (wide, s->width, s->height, WIDE / s->mm_per_px);
  for (gsize i = 0; i < n; i++)
    detail[i] = CLAMP (detail[i] - wide[i], (float) -MOST, (float) MOST);
  return detail;
}

static gboolean
is_read (const TonsureShrunk *s, const guint8 *inside, const float *distance, gsize i)
{
  const float *rgb = s->rgb + 3 * i;

  return inside[i] && s->usable[i] && distance[i] * s->mm_per_px < RIM
         && MAX (MAX (rgb[0], rgb[1]), rgb[2]) < BRIGHTEST;
}

static double
skewness (const TonsureShrunk *s, const guint8 *inside, const float *distance, const float *detail)
{
  gsize n_pixels = (gsize) s->width * s->height, n = 0;
  double mean = 0, square = 0, cube = 0;

  for (gsize i = 0; i < n_pixels; i++)
    if (is_read (s, inside, distance, i))
      {
        n++;
        mean += detail[i];
      }
  if (n < FEWEST)
    return 0;
  mean /= (double) n;
  for (gsize i = 0; i < n_pixels; i++)
    if (is_read (s, inside, distance, i))
      {
        double d = detail[i] - mean;

        square += d * d / (double) n;
        cube += d * d * d / (double) n;
      }
  return square > LEAST ? cube / (square * sqrt (square)) : 0;
}

double
tonsure_samples_strands (const float *rgb, const guint16 *area, int width, int height,
                         double mm_per_px)
{
  g_auto (TonsureShrunk) shrunk = { 0 };
  g_autofree guint8 *inside = NULL, *outside = NULL;
  g_autofree float *detail = NULL, *distance = NULL;
  TonsurePixels bounds;
  gsize n;

  if (area == NULL || mm_per_px > COARSEST || tonsure_bounds_of (area, width, height, &bounds) == 0)
    return 0;
  tonsure_shrunk_init (&shrunk, rgb, width, &bounds, mm_per_px, SCALE);
  n = (gsize) shrunk.width * shrunk.height;
  inside = tonsure_shrunk_mask (&shrunk, area, width);
  outside = g_new (guint8, n);
  for (gsize i = 0; i < n; i++)
    outside[i] = !inside[i];
  distance = g_new (float, n);
  tonsure_grid_distance (outside, shrunk.width, shrunk.height, distance);
  detail = find_detail (&shrunk);
  return skewness (&shrunk, inside, distance, detail);
}
