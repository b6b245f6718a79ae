/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What a drawn treatment looks like in figures: see look.h. */
#include "look.h"

#include "render.h"
#include "skin.h"
#include "spectrum.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SIDE 400
#define EDGE 20 /* pixels that are drawn and not measured */

#define FINE_MM 0.1
#define FINE_BLUR 0.9
#define COARSE_MM (1.0 / 3.0)
#define COARSE_BLUR 0.65

/* Of the Gaussians, pixels: what a minimum is sought in, and what is around a dot. */
#define DETAIL 0.7
#define AROUND 6.0
#define LEAST_CONTRAST 0.10
#define NEIGHBORS 2 /* pixels to each side among which a minimum is the least */

/* The Gaussian that halves the amplitude of a wavelength has this standard deviation of it. */
#define HALVES 0.1874
#define SHORTEST 0.8 /* mm */
#define LONGEST 3.0

/* The mean dot's profile: distances from the center, pixels. */
#define RADII 41
#define RADIUS_STEP 0.1
#define RAYS 8

double
look_luminance (const double rgb[3])
{
  return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
}

void
look_bare_skin (const TonsureTreatment *treatment, double rgb[3])
{
  double spectrum[TONSURE_BANDS], xyz[3];
  TonsureSkin skin;

  tonsure_skin_init (&skin, treatment->melanin, treatment->blood);
  tonsure_skin_reflectance (&skin, NULL, 0, spectrum, NULL, NULL);
  tonsure_spectrum_to_xyz (spectrum, xyz);
  tonsure_xyz_to_rgb (xyz, NULL, rgb);
}

/* Draws the relative luminance, SIDE * SIDE pixels, and the mean transmittance. */
static double *
draw (const TonsureTreatment *treatment, double mm_per_px, double blur, double mean[3],
      GError **error)
{
  TonsureTreatment view = *treatment;
  double bare[3], of_bare;

  view.mm_per_px = mm_per_px;
  view.blur = blur;
  view.noise = view.origin_x = view.origin_y = 0.0;
  g_autoptr (TonsureRenderer) renderer = tonsure_renderer_new (&view, NULL, error);
  if (renderer == NULL)
    return NULL;

  int margin = tonsure_render_reach (renderer), wide = SIDE + 2 * margin;
  TonsurePixels all = { -margin, -margin, wide, wide }, pixels = { 0, 0, SIDE, SIDE };
  g_autofree guint16 *mask = g_new (guint16, (gsize) wide * wide);
  g_autofree float *rgba = g_new (float, 4 * SIDE * SIDE);
  double *luminance = g_new (double, SIDE *SIDE);

  memset (mask, 255, sizeof *mask * wide * wide);
  tonsure_render_transmittance (renderer, mask, &all, wide, &pixels, rgba, 4 * SIDE);
  look_bare_skin (treatment, bare);
  of_bare = look_luminance (bare);
  mean[0] = mean[1] = mean[2] = 0.0;
  for (int i = 0; i < SIDE * SIDE; i++)
    {
      double light[3];

      for (int c = 0; c < 3; c++)
        {
          light[c] = bare[c] * rgba[4 * i + c];
          mean[c] += rgba[4 * i + c] / (double) (SIDE * SIDE);
        }
      luminance[i] = look_luminance (light) / of_bare;
    }
  return luminance;
}

/* The edges are mirrored. */
static double *
smooth (const double *picture, double sigma)
{
  int reach = (int) ceil (4.0 * sigma);
  g_autofree double *weight = g_new (double, reach + 1);
  double *between = g_new (double, SIDE *SIDE), *smoothed = g_new (double, SIDE *SIDE);
  double sum = 0.0;

  for (int i = 0; i <= reach; i++)
    {
      weight[i] = exp (-0.5 * i * i / (sigma * sigma));
      sum += (i == 0 ? 1.0 : 2.0) * weight[i];
    }
  for (int pass = 0; pass < 2; pass++)
    {
      const double *from = pass == 0 ? picture : between;
      double *to = pass == 0 ? between : smoothed;
      int step = pass == 0 ? 1 : SIDE;

      for (int k = 0; k < SIDE * SIDE; k++)
        {
          int at = pass == 0 ? k % SIDE : k / SIDE;
          double one = 0.0;

          for (int i = -reach; i <= reach; i++)
            {
              int there = at + i < 0 ? -(at + i) - 1 : at + i;

              there = there >= SIDE ? 2 * SIDE - 1 - there : there;
              one += weight[abs (i)] * from[k + (there - at) * step];
            }
          to[k] = one / sum;
        }
    }
  g_free (between);
  return smoothed;
}

static double
deviation (const double *picture, double *mean)
{
  double sum = 0.0, squares = 0.0;
  int n = 0;

  for (int y = EDGE; y < SIDE - EDGE; y++)
    for (int x = EDGE; x < SIDE - EDGE; x++, n++)
      {
        sum += picture[y * SIDE + x];
        squares += picture[y * SIDE + x] * picture[y * SIDE + x];
      }
  *mean = sum / n;
  return sqrt (MAX (squares / n - *mean * *mean, 0.0));
}

static gboolean
is_least (const double *picture, int x, int y)
{
  for (int j = -NEIGHBORS; j <= NEIGHBORS; j++)
    for (int i = -NEIGHBORS; i <= NEIGHBORS; i++)
      if (picture[(y + j) * SIDE + x + i] < picture[y * SIDE + x])
        return FALSE;
  return TRUE;
}

static double
at_point (const double *picture, double x, double y)
{
  int i = (int) floor (x), j = (int) floor (y);
  double u = x - i, v = y - j;
  const double *p = picture + j * SIDE + i;

  return (1 - v) * ((1 - u) * p[0] + u * p[1]) + v * ((1 - u) * p[SIDE] + u * p[SIDE + 1]);
}

/* Where a parabola through three values is least, relative to the one in the middle. */
static double
vertex (double before, double here, double after)
{
  double bend = before - 2.0 * here + after;

  return bend > 0.0 ? CLAMP (0.5 * (before - after) / bend, -0.5, 0.5) : 0.0;
}

static void
add_profile (const double *picture, const double *detail, int x, int y, double *profile)
{
  const double *p = detail + y * SIDE + x;
  double cx = x + vertex (p[-1], p[0], p[1]), cy = y + vertex (p[-SIDE], p[0], p[SIDE]);

  for (int r = 0; r < RADII; r++)
    for (int ray = 0; ray < RAYS; ray++)
      {
        double angle = 2.0 * G_PI * ray / RAYS, at = r * RADIUS_STEP;

        profile[r] += at_point (picture, cx + at * cos (angle), cy + at * sin (angle)) / RAYS;
      }
}

/* Half of the way from the center to what is around. */
static double
width_of (const double *profile, double around)
{
  double half = 0.5 * (profile[0] + around), lens = 2.3548 * FINE_BLUR * FINE_MM, wide;
  int r = 1;

  while (r < RADII - 1 && profile[r] < half)
    r++;
  wide = 2.0 * FINE_MM * RADIUS_STEP
         * (r - 1 + CLAMP ((half - profile[r - 1]) / (profile[r] - profile[r - 1]), 0.0, 1.0));
  return sqrt (MAX (wide * wide - lens * lens, 0.0));
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
find_dots (const double *picture, Look *look)
{
  g_autofree double *detail = smooth (picture, DETAIL), *around = smooth (picture, AROUND);
  g_autofree double *contrast = g_new (double, SIDE *SIDE);
  double profile[RADII] = { 0.0 }, background = 0.0;
  double area = (SIDE - 2 * EDGE) * (SIDE - 2 * EDGE) * FINE_MM * FINE_MM / 100.0;
  int n = 0;

  for (int y = EDGE; y < SIDE - EDGE; y++)
    for (int x = EDGE; x < SIDE - EDGE; x++)
      {
        int k = y * SIDE + x;

        if (detail[k] > (1.0 - LEAST_CONTRAST) * around[k] || !is_least (detail, x, y))
          continue;
        contrast[n++] = 1.0 - picture[k] / around[k];
        add_profile (picture, detail, x, y, profile);
        background += around[k];
      }
  look->told_apart = n / area;
  look->contrast = look->width = 0.0;
  if (n == 0)
    return;
  qsort (contrast, n, sizeof *contrast, compare);
  look->contrast = contrast[n / 2];
  for (int r = 0; r < RADII; r++)
    profile[r] /= n;
  look->width = width_of (profile, background / n);
}

static double
coarse_deviation (double *picture)
{
  g_autofree double *fine = NULL, *wide = NULL;
  double mean;

  for (int i = 0; i < SIDE * SIDE; i++)
    picture[i] = log (picture[i]);
  fine = smooth (picture, HALVES * SHORTEST / COARSE_MM);
  wide = smooth (picture, HALVES * LONGEST / COARSE_MM);
  for (int i = 0; i < SIDE * SIDE; i++)
    fine[i] -= wide[i];
  return deviation (fine, &mean);
}

gboolean
look_measure (const TonsureTreatment *treatment, Look *look, GError **error)
{
  double t[3], of_coarse[3], mean;
  g_autofree double *fine = draw (treatment, FINE_MM, FINE_BLUR, t, error);
  g_autofree double *coarse = NULL;

  if (fine == NULL || !(coarse = draw (treatment, COARSE_MM, COARSE_BLUR, of_coarse, error)))
    return FALSE;
  /* Over 130 mm the mean is surer than over 40. */
  deviation (coarse, &look->luminance);
  look->green = log (of_coarse[1]) / log (of_coarse[0]);
  look->blue = log (of_coarse[2]) / log (of_coarse[0]);
  look->texture = deviation (fine, &mean) / mean;
  find_dots (fine, look);
  look->coarse = coarse_deviation (coarse);
  return TRUE;
}
