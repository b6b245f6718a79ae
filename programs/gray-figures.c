/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What turning hair white did to a photo: see gray-figures.h. */
#include "gray-figures.h"

#include "grid.h"
#include "spectrum.h"

#include <math.h>
#include <string.h>

#define BAND_NARROW 0.7 /* pixels */
#define BAND_WIDE 1.2   /* mm */
#define PLAIN 10.0      /* mm: what is slower is no clump */
#define HAIR 0.07       /* mm */
#define BORDER 10       /* mm around the border of hair */
#define LAGS 12
#define DARK 0.001f

static double
luminance (const float *rgb)
{
  return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
}

static float *
log_light (const float *pixels, int stride, gsize n)
{
  float *light = g_new (float, n);

  for (gsize i = 0; i < n; i++)
    light[i] = logf ((float) luminance (pixels + (gsize) stride * i) + DARK);
  return light;
}

static gboolean
is_marked (const guint16 *mask, gsize i)
{
  return mask[i] > 32767;
}

/* Mean color of the marked pixels. */
static void
mean_color (const GrayScene *scene, const float *pixels, int stride, double rgb[3])
{
  gsize n = (gsize) scene->photo->width * scene->photo->height, count = 0;

  rgb[0] = rgb[1] = rgb[2] = 0;
  for (gsize i = 0; i < n; i++)
    if (is_marked (scene->hair, i))
      {
        count++;
        for (int c = 0; c < 3; c++)
          rgb[c] += pixels[(gsize) stride * i + (gsize) c];
      }
  for (int c = 0; c < 3; c++)
    rgb[c] /= MAX (count, 1);
}

/* Luminance of skin in the light of the marked hair: W = .9 × shading. */
static double
shading_of (const GrayScene *scene)
{
  const TonsureGrayMap *map = scene->map;
  double sum = 0, count = 0;

  for (int y = 0; y < scene->photo->height; y++)
    for (int x = 0; x < scene->photo->width; x++)
      {
        int i = CLAMP ((x - map->x) / map->step, 0, map->width - 1);
        int j = CLAMP ((y - map->y) / map->step, 0, map->height - 1);
        const float *cell = map->cells + TONSURE_GRAY_CHANNELS * ((gsize) j * map->width + i);

        if (!is_marked (scene->hair, (gsize) y * scene->photo->width + x))
          continue;
        sum += cell[TONSURE_GRAY_SHADE] / TONSURE_GRAY_MASS;
        count++;
      }
  return sum / count;
}

static void
find_color (const GrayScene *scene, const float *rgba, GrayFigures *figures)
{
  gsize n = (gsize) scene->photo->width * scene->photo->height, count = 0;
  double rgb[3], balanced[3], xyz[3], lab[3], sum = 0;
  /* Of what has the color of white hair in white light, the color in the photo. */
  static const double white_hair[3] = { 1.05, 0.99, 0.88 };

  mean_color (scene, rgba, 4, rgb);
  figures->light = 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
  figures->relative = figures->light / shading_of (scene);
  for (int c = 0; c < 3; c++)
    balanced[c] = rgb[c] * white_hair[c] / scene->map->white[c];
  tonsure_rgb_to_xyz (balanced, NULL, xyz);
  tonsure_xyz_to_lab (xyz, lab);
  figures->chroma = hypot (lab[1], lab[2]);
  for (gsize i = 0; i < n; i++)
    if (is_marked (scene->hair, i))
      {
        double one[3], other[3], p[3], q[3];

        for (int c = 0; c < 3; c++)
          {
            p[c] = scene->photo->rgb[3 * i + (gsize) c];
            q[c] = rgba[4 * i + (gsize) c];
          }
        tonsure_rgb_to_xyz (p, NULL, xyz);
        tonsure_xyz_to_lab (xyz, one);
        tonsure_rgb_to_xyz (q, NULL, xyz);
        tonsure_xyz_to_lab (xyz, other);
        sum += tonsure_ciede2000 (one, other);
        count++;
      }
  figures->difference = sum / (double) count;
}

/* Standard deviation in the marked hair, and that of differences to the right. */
static void
deviations (const GrayScene *scene, const float *light, double *band, double *noise)
{
  int width = scene->photo->width, height = scene->photo->height;
  gsize n = (gsize) width * height, count = 0;
  g_autofree float *narrow = g_memdup2 (light, n * sizeof *light);
  g_autofree float *wide = g_memdup2 (light, n * sizeof *light);
  double sum = 0, squares = 0, steps = 0;

  tonsure_grid_smooth (narrow, width, height, BAND_NARROW);
  tonsure_grid_smooth (wide, width, height, BAND_WIDE / (scene->map->mm_per_px));
  for (gsize i = 0; i + 1 < n; i++)
    if (is_marked (scene->hair, i) && is_marked (scene->hair, i + 1))
      {
        double value = narrow[i] - wide[i], step = light[i + 1] - light[i];

        sum += value;
        squares += value * value;
        steps += step * step;
        count++;
      }
  sum /= (double) count;
  *band = sqrt (squares / (double) count - sum * sum);
  *noise = sqrt (steps / (double) count);
}

static void
find_texture (const GrayScene *scene, const float *before, const float *after, GrayFigures *figures)
{
  double band[2], noise[2];

  deviations (scene, before, band, noise);
  deviations (scene, after, band + 1, noise + 1);
  figures->texture = band[1] / band[0];
  figures->noise = noise[1] / noise[0];
}

/* Autocorrelation across the hair of what changed, without what is slow. */
static void
find_clumps (const GrayScene *scene, const float *before, const float *after, GrayFigures *figures)
{
  int width = scene->photo->width, height = scene->photo->height;
  const TonsureGrayMap *map = scene->map;
  gsize n = (gsize) width * height;
  g_autofree float *change = g_new (float, n), *slow = g_new (float, n);
  int first = (int) ceil (MAX (3, 3 * HAIR / map->mm_per_px));

  for (gsize i = 0; i < n; i++)
    slow[i] = change[i] = after[i] - before[i];
  tonsure_grid_smooth (slow, width, height, PLAIN / 2 / map->mm_per_px);
  for (gsize i = 0; i < n; i++)
    change[i] -= slow[i];
  figures->clumps = -1;
  for (int lag = first; lag < first + LAGS; lag++)
    {
      double product = 0, square = 0;

      for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
          {
            gsize i = (gsize) y * width + x;
            int u, v;
            double angle;
            const float *cell;

            if (!is_marked (scene->hair, i))
              continue;
            cell =
                map->cells
                + TONSURE_GRAY_CHANNELS
                      * ((gsize) CLAMP ((y - map->y) / map->step, 0, map->height - 1) * map->width
                         + CLAMP ((x - map->x) / map->step, 0, map->width - 1));
            angle = 0.5 * atan2 (cell[TONSURE_GRAY_SINE], cell[TONSURE_GRAY_COSINE]);
            u = x - (int) lrint (lag * sin (angle));
            v = y + (int) lrint (lag * cos (angle));
            if (u < 0 || v < 0 || u >= width || v >= height
                || !is_marked (scene->hair, (gsize) v * width + u))
              continue;
            product += change[i] * change[(gsize) v * width + u];
            square += change[i] * change[i];
          }
      figures->clumps = MAX (figures->clumps, product / MAX (square, 1e-30));
    }
}

static int
code_of (float light)
{
  double x = CLAMP (light, 0, 1);

  return (int) (255 * (x <= 0.0031308 ? 12.92 * x : 1.055 * pow (x, 1 / 2.4) - 0.055) + 0.5);
}

static void
find_outside (const GrayScene *scene, const float *rgba, GrayFigures *figures)
{
  gsize n = (gsize) scene->photo->width * scene->photo->height, count = 0, changed = 0;
  g_autofree guint16 *opacity = g_new (guint16, n);
  double sum = 0;

  tonsure_gray_map_opacity (scene->map, scene->photo->rgb, scene->photo->width,
                            scene->photo->height, opacity);
  for (gsize i = 0; i < n; i++)
    if (scene->trimap[i] == 0)
      {
        gboolean same = TRUE;

        for (gsize c = 0; c < 3; c++)
          same &= code_of (rgba[4 * i + c]) == code_of (scene->photo->rgb[3 * i + c]);
        changed += !same;
        sum += opacity[i] / 65535.0;
        count++;
      }
  figures->changed = (double) changed / (double) count;
  figures->opacity = sum / (double) count;
}

/* Mean change by distance from sure hair, mm by mm; where it rises again is a rim. */
static void
find_rim (const GrayScene *scene, const float *before, const float *after, GrayFigures *figures)
{
  int width = scene->photo->width, height = scene->photo->height;
  gsize n = (gsize) width * height, counts[BORDER] = { 0 };
  g_autofree guint8 *sure = g_new (guint8, n);
  g_autofree float *distance = g_new (float, n);
  double sums[BORDER] = { 0 }, least = G_MAXDOUBLE;

  for (gsize i = 0; i < n; i++)
    sure[i] = scene->trimap[i] > 49151;
  tonsure_grid_distance (sure, width, height, distance);
  for (gsize i = 0; i < n; i++)
    {
      double mm = distance[i] * scene->map->mm_per_px;

      if (sure[i] || !(mm < BORDER))
        continue;
      sums[(int) mm] += after[i] - before[i];
      counts[(int) mm]++;
    }
  figures->overshoot = 0;
  for (int k = 0; k < BORDER; k++)
    if (counts[k] > 0)
      {
        double mean = sums[k] / (double) counts[k];

        least = MIN (least, mean);
        figures->overshoot = MAX (figures->overshoot, mean - least);
      }
}

void
gray_figures (const GrayScene *scene, const float *rgba, GrayFigures *figures)
{
  gsize n = (gsize) scene->photo->width * scene->photo->height;
  g_autofree float *before = log_light (scene->photo->rgb, 3, n);
  g_autofree float *after = log_light (rgba, 4, n);

  *figures = (GrayFigures) { NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN };
  if (scene->hair != NULL)
    {
      find_color (scene, rgba, figures);
      find_texture (scene, before, after, figures);
      find_clumps (scene, before, after, figures);
    }
  if (scene->trimap != NULL)
    {
      find_outside (scene, rgba, figures);
      find_rim (scene, before, after, figures);
    }
}

void
gray_figures_print (const GrayFigures *figures, double share)
{
  g_print ("share=%.1f Y=%.3f of-shading=%.2f chroma=%.1f texture=%.2f noise=%.2f delta-e=%.1f "
           "changed=%.4f overshoot=%.3f clumps=%.2f opacity=%.3f\n",
           share, figures->light, figures->relative, figures->chroma, figures->texture,
           figures->noise, figures->difference, figures->changed, figures->overshoot,
           figures->clumps, figures->opacity);
}
