/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The light of skin, extended under the hair: see gray-map-private.h. */
#include "gray-map-private.h"

#include "exact.h"
#include "grid.h"

#include <math.h>
#include <string.h>

/* Bare skin to compare with: the region at most so, in so many cells at least, else the barest
 * fifth of the head. */
#define BARE 0.2f
#define LEAST_BARE 20
#define BAREST 0.2

/* Skin has the color of that skin, ln R/G and ln B/G, with these standard deviations; and the light
 * of its brighter part weighs more (choices). */
#define SPREAD_RED 0.18f
#define SPREAD_BLUE 0.25f
#define BRIGHTER 0.6

/* In the region of hair the same where the brighter pixels have the color of skin more exactly, as
 * between the hairs of thin stubble, and not much less light; that counts less than bare skin. It
 * does so where that much of the sure hair is thin, up to the second all of it (choices). */
#define BETWEEN_RED 0.08f
#define BETWEEN_BLUE 0.12f
#define BETWEEN 0.3f
#define SURE 0.8f
#define SOME_THIN 0.25f
#define ALL_THIN 0.42f

/* In ln Y, how much darker than bare skin that may be, to tell whether hair is thin and where it
 * is. */
#define DARKER 1.2f
#define DARKEST 2.2f

/* mm from the outline of the head, where the background shows, that do not count, and that do. */
#define RIM 2.0f
#define INNER 5.0f

/* σ of the Gaussians whose weighted means are summed, cells; each weighs 1 / σ³, so that the
 * nearest skin decides. */
static const double sigmas[] = { 1, 2, 4, 8, 16, 32, 64 };

/* Linear sRGB of light to medium skin over its green in the light in which white is white, from
 * tonsure_skin_reflectance(). */
static const float usual_skin[3] = { 1.70f, 1.0f, 0.70f };

/* How far the photo's white is believed to follow the color of the skin in it, which people differ
 * in, too (choice). */
#define FOLLOW 0.5

/* White hair in white light: a* 1, b* 6; reported are a* -1 to 1, b* 5 to 14, yellowish from
 * keratin. */
static const float white_hair[3] = { 1.05f, 0.99f, 0.88f };

/* How alike skin each cell is. */
typedef struct
{
  float *red, *blue, *light, *weight;
} Colors;

static void
colors_init (Colors *colors, const TonsureGrayCells *cells)
{
  colors->red = g_new (float, cells->n);
  colors->blue = g_new (float, cells->n);
  colors->light = g_new (float, cells->n);
  colors->weight = g_new (float, cells->n);
  for (gsize i = 0; i < cells->n; i++)
    {
      const float *rgb = cells->rgb + 3 * i;

      colors->red[i] = tonsure_gray_log_light (rgb[0]) - tonsure_gray_log_light (rgb[1]);
      colors->blue[i] = tonsure_gray_log_light (rgb[2]) - tonsure_gray_log_light (rgb[1]);
      colors->light[i] = tonsure_gray_log_light (tonsure_gray_luminance (rgb));
    }
}

static void
colors_clear (Colors *colors)
{
  g_free (colors->red);
  g_free (colors->blue);
  g_free (colors->light);
  g_free (colors->weight);
}

/* Cells that are surely on the head, and bare. */
static guint8 *
find_bare (const TonsureGrayCells *cells)
{
  guint8 *bare = g_new (guint8, cells->n);
  float most;

  for (gsize i = 0; i < cells->n; i++)
    bare[i] = cells->head[i] > 0.9f && cells->region[i] < BARE;
  if (tonsure_grid_count (bare, cells->n) >= LEAST_BARE)
    return bare;
  for (gsize i = 0; i < cells->n; i++)
    bare[i] = cells->head[i] > 0.9f;
  most = tonsure_grid_quantile (cells->region, bare, cells->n, BAREST);
  for (gsize i = 0; i < cells->n; i++)
    bare[i] &= cells->region[i] <= most;
  return bare;
}

/* How much cell @i counts as skin that is seen between hairs, and is not darker by more than
 * @darker. */
static float
weigh_between (const TonsureGrayCells *cells, gsize i, float red, float blue, float light,
               float darker)
{
  const float *rgb = cells->bright + 3 * i;
  float a = (tonsure_gray_log_light (rgb[0]) - tonsure_gray_log_light (rgb[1]) - red) / BETWEEN_RED;
  float b =
      (tonsure_gray_log_light (rgb[2]) - tonsure_gray_log_light (rgb[1]) - blue) / BETWEEN_BLUE;

  float alike = tonsure_gray_within ((float) tonsure_exp (-0.5 * (a * a + b * b)), 0.5f, 0.9f);
  float more = tonsure_gray_log_light (tonsure_gray_luminance (rgb)) - light;

  return alike * tonsure_gray_within (more, -darker, 0.5f - darker)
         * tonsure_gray_within (cells->region[i], 0.05f, 0.25f)
         * tonsure_gray_within (cells->head[i], 0.5f, 1);
}

/* Adds skin that is seen between hairs to the weights, where most of the hair is so thin. */
static void
add_between (TonsureGrayCells *cells, const Colors *colors, float red, float blue, float light)
{
  g_autofree float *weight = g_new (float, cells->n);
  float sum = 0, count = 0;

  for (gsize i = 0; i < cells->n; i++)
    {
      weight[i] = weigh_between (cells, i, red, blue, light, DARKEST);
      if (!(cells->region[i] > SURE))
        continue;
      sum += weigh_between (cells, i, red, blue, light, DARKER);
      count++;
    }
  cells->thin = tonsure_gray_within (sum / MAX (count, 1), SOME_THIN, ALL_THIN);
  for (gsize i = 0; i < cells->n; i++)
    colors->weight[i] += BETWEEN * cells->thin * weight[i];
}

static void
weigh (TonsureGrayCells *cells, Colors *colors, float red, float blue, float light)
{
  g_autofree guint8 *outside = g_new (guint8, cells->n);
  g_autofree float *deep = g_new (float, cells->n);

  for (gsize i = 0; i < cells->n; i++)
    outside[i] = cells->head[i] < 0.5f;
  tonsure_grid_distance (outside, cells->width, cells->height, deep);
  for (gsize i = 0; i < cells->n; i++)
    {
      float a = (colors->red[i] - red) / SPREAD_RED, b = (colors->blue[i] - blue) / SPREAD_BLUE;
      float more = colors->light[i] - light;

      colors->weight[i] =
          1e-9f
          + (float) tonsure_exp (-0.5 * (a * a + b * b) + tonsure_gray_clamp (more, -1.2f, 0.2f))
                * tonsure_gray_within (deep[i] * (float) cells->mm, RIM, INNER)
                * tonsure_gray_within (more, -1.6f, -0.8f)
                * (1 - tonsure_gray_within (cells->region[i], 0.05f, 0.25f))
                * (1 - tonsure_gray_within (cells->clipped[i], 0, 0.1f));
    }
  add_between (cells, colors, red, blue, light);
}

/* Weighted means of logarithms over all distances, the near ones first. */
static void
extend (const TonsureGrayCells *cells, const float *weight, TonsureGrayMap *map)
{
  gsize n = cells->n;
  g_autofree double *sum = g_new0 (double, 4 * n);
  g_autofree float *layer = g_new (float, n);

  for (guint s = 0; s < G_N_ELEMENTS (sigmas); s++)
    for (int c = 0; c < 4; c++)
      {
        double scale = 1 / (sigmas[s] * sigmas[s] * sigmas[s]);

        for (gsize i = 0; i < n; i++)
          layer[i] =
              weight[i] * (c < 3 ? tonsure_gray_log_light (cells->bright[3 * i + (gsize) c]) : 1);
        tonsure_grid_smooth (layer, cells->width, cells->height, sigmas[s]);
        for (gsize i = 0; i < n; i++)
          sum[4 * i + (gsize) c] += scale * layer[i];
      }
  for (gsize i = 0; i < n; i++)
    for (int c = 0; c < 3; c++)
      map->cells[TONSURE_GRAY_CHANNELS * i + TONSURE_GRAY_RED + (gsize) c] =
          (float) tonsure_exp (sum[4 * i + (gsize) c] / MAX (sum[4 * i + 3], 1e-30));
}

static void
find_white (float red, float blue, TonsureGrayMap *map)
{
  double skin[3] = { tonsure_exp (red), 1, tonsure_exp (blue) };
  float light;

  for (int c = 0; c < 3; c++)
    map->white[c] = white_hair[c] * (float) tonsure_pow (skin[c] / usual_skin[c], FOLLOW);
  light = tonsure_gray_luminance (map->white);
  for (int c = 0; c < 3; c++)
    map->white[c] /= light;
}

void
tonsure_gray_find_skin (TonsureGrayCells *cells, TonsureGrayMap *map)
{
  g_autofree guint8 *bare = find_bare (cells);
  Colors colors;
  float red, blue, light;

  colors_init (&colors, cells);
  red = tonsure_grid_quantile (colors.red, bare, cells->n, 0.5);
  blue = tonsure_grid_quantile (colors.blue, bare, cells->n, 0.5);
  light = tonsure_grid_quantile (colors.light, bare, cells->n, BRIGHTER);
  weigh (cells, &colors, red, blue, light);
  extend (cells, colors.weight, map);
  find_white (red, blue, map);
  cells->skin[0] = red;
  cells->skin[1] = blue;
  cells->skin[2] = light;
  colors_clear (&colors);
}
