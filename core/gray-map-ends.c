/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* How hair fades out where its region ends: see gray-map-private.h. */
#include "gray-map-private.h"

#include "exact.h"
#include "grid.h"

#include <math.h>

/* Growths of hair, region above GROWN, that are narrower than twice this are left out, with what
 * is farther than the others from what is not, mm. */
#define GROWN 0.4f
#define NARROW 4.0f
#define NEAR 10.0f
#define FAR 14.0f

/* σ of the smoothed region, mm. Hair is looked for where that is above the first of these values,
 * counts in part from the second on, and wholly from the third on: from 4.4 to .6 mm beyond a
 * straight border. */
#define REACH 2.5
#define LEAST_REACH 0.02f
#define SOME_REACH 0.04f
#define ALL_REACH 0.4f

/* σ of what goes on beyond the outline of the head, mm, and its values between which hair fades: at
 * a straight border from 10 mm within to 2 mm beyond. */
#define BEYOND 6.0
#define SOME_BEYOND 0.05f
#define ALL_BEYOND 0.6f

/* What goes on has the color of bare skin, ln R/G and ln B/G, with these standard deviations, but
 * is up to so many times as far from it toward the color of skin in shade and of brown hair
 * (choices). */
#define SPREAD_RED 0.31f
#define SPREAD_BLUE 0.43f
#define SHADE 3.0f

/* σ of means of ln Y on the head and off it, mm. What goes on is not much darker than the nearest
 * part of the head, as what lies behind it is, and not much lighter than bare skin, in ln Y. */
#define INSIDE 3.0
#define OUTSIDE 1.0
#define DARKER -0.7f
#define AS_DARK -0.2f
#define AS_LIGHT 0.2f
#define LIGHTER 0.6f

void
tonsure_gray_find_kept (TonsureGrayCells *cells)
{
  g_autofree guint8 *set = g_new (guint8, cells->n);
  g_autofree float *distance = g_new (float, cells->n);
  float mm = (float) cells->mm;
  gsize wide = 0;

  for (gsize i = 0; i < cells->n; i++)
    set[i] = !(cells->region[i] > GROWN);
  tonsure_grid_distance (set, cells->width, cells->height, distance);
  for (gsize i = 0; i < cells->n; i++)
    wide += set[i] = distance[i] * mm > NARROW;
  tonsure_grid_distance (set, cells->width, cells->height, distance);
  for (gsize i = 0; i < cells->n; i++)
    cells->kept[i] = wide == 0 ? 1 : 1 - tonsure_gray_within (distance[i] * mm, NEAR, FAR);
}

/* @x over its standard deviation, which on the side of @sign is SHADE times as large. */
static float
deviation (float x, float spread, float sign)
{
  return x / (x * sign > 0 ? SHADE * spread : spread);
}

/* Mean ln Y of the head near each cell; where none is near, very light. */
static float *
find_inside (const TonsureGrayCells *cells)
{
  float *inside = g_new (float, cells->n);
  g_autofree float *weight = g_memdup2 (cells->head, cells->n * sizeof (float));

  for (gsize i = 0; i < cells->n; i++)
    inside[i] = cells->head[i] * cells->light[i];
  tonsure_grid_smooth (inside, cells->width, cells->height, INSIDE / cells->mm);
  tonsure_grid_smooth (weight, cells->width, cells->height, INSIDE / cells->mm);
  for (gsize i = 0; i < cells->n; i++)
    inside[i] = weight[i] > 1e-4f ? inside[i] / weight[i] : G_MAXFLOAT;
  return inside;
}

/* How likely each cell off the head is more of its skin and hair, as at the nape, where the
 * outline that was found cuts it off. */
static float *
find_alike (const TonsureGrayCells *cells)
{
  float *alike = g_new (float, cells->n);
  g_autofree float *inside = find_inside (cells);
  g_autofree float *light = g_memdup2 (cells->light, cells->n * sizeof (float));

  tonsure_grid_smooth (light, cells->width, cells->height, OUTSIDE / cells->mm);
  for (gsize i = 0; i < cells->n; i++)
    {
      const float *rgb = cells->rgb + 3 * i;
      float green = tonsure_gray_log_light (rgb[1]);
      float a = deviation (tonsure_gray_log_light (rgb[0]) - green - cells->skin[0], SPREAD_RED, 1);
      float b =
          deviation (tonsure_gray_log_light (rgb[2]) - green - cells->skin[1], SPREAD_BLUE, -1);

      alike[i] = (float) tonsure_exp (-0.5 * (a * a + b * b))
                 * tonsure_gray_within (light[i] - inside[i], DARKER, AS_DARK)
                 * (1 - tonsure_gray_within (cells->light[i] - cells->skin[2], AS_LIGHT, LIGHTER));
    }
  return alike;
}

void
tonsure_gray_find_ends (TonsureGrayCells *cells)
{
  g_autofree float *alike = find_alike (cells), *beyond = g_new (float, cells->n);
  g_autofree float *region = g_memdup2 (cells->region, cells->n * sizeof (float));

  for (gsize i = 0; i < cells->n; i++)
    beyond[i] = (1 - cells->head[i]) * alike[i];
  tonsure_grid_smooth (beyond, cells->width, cells->height, BEYOND / cells->mm);
  tonsure_grid_smooth (region, cells->width, cells->height, REACH / cells->mm);
  for (gsize i = 0; i < cells->n; i++)
    {
      cells->reach[i] = tonsure_gray_within (region[i], LEAST_REACH, SOME_REACH) * alike[i];
      cells->kept[i] *= tonsure_gray_ease (region[i], SOME_REACH, ALL_REACH)
                        * (1 - tonsure_gray_ease (beyond[i], SOME_BEYOND, ALL_BEYOND));
    }
}
