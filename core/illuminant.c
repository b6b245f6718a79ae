/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The light on a head: see illuminant.h. */
#include "illuminant.h"
#include "exact.h"
#include "shrunk.h"
#include "spectrum.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define BRIGHTEST 0.02 /* of the samples */
#define DARKEST 1e-4   /* of the light: what is less of a channel is noise */

/* Most of the matte skin's light that is in the brightest skin (a choice). Skin that faces the lamp
 * has all of it, but where little is left its color is far off: with 1, highlights of pale heads
 * moved by CIEDE2000 6 under a warm cast, with .5 by 2 to 3. */
#define MATTE_SHARE 0.5

/* Part of the matte skin's chroma that the light is away from it: from @NONE on it is
 * believed, from @ALL on wholly (choices). */
#define NONE 0.45
#define ALL 0.6

static double
mean (const double rgb[3])
{
  return ((rgb[0] + rgb[1]) + rgb[2]) / 3.0;
}

/* (ln R/G, ln B/G) */
static void
chromaticity (const double rgb[3], double c[2])
{
  double least = DARKEST * MAX (mean (rgb), G_MINDOUBLE);
  double green = tonsure_log (MAX (rgb[1], least));

  c[0] = tonsure_log (MAX (rgb[0], least)) - green;
  c[1] = tonsure_log (MAX (rgb[2], least)) - green;
}

static double
length (double x, double y)
{
  return sqrt (x * x + y * y);
}

/* The point between @a and @b that is nearest to neutral, 0. */
static void
nearest (const double a[2], const double b[2], double point[2])
{
  double along[2] = { b[0] - a[0], b[1] - a[1] };
  double square = along[0] * along[0] + along[1] * along[1], t = 0.0;

  if (square > 0.0)
    t = CLAMP (-(a[0] * along[0] + a[1] * along[1]) / square, 0.0, 1.0);
  for (int i = 0; i < 2; i++)
    point[i] = a[i] + t * along[i];
}

void
tonsure_illuminant_between (const double bright[3], const double matte[3], double light[3])
{
  double rest[3], of_bright[2], of_matte[2], of_rest[2], c[2], away, belief, sum;

  for (int i = 0; i < 3; i++)
    rest[i] = MAX (bright[i] - MATTE_SHARE * matte[i], 0.0);
  chromaticity (bright, of_bright);
  chromaticity (matte, of_matte);
  chromaticity (rest, of_rest);
  /* Where a channel of the rest is dark, matte skin there is darker than elsewhere. */
  if (!(MIN (MIN (rest[0], rest[1]), rest[2]) > 0.1 * mean (bright)))
    memcpy (of_rest, of_bright, sizeof of_rest);
  nearest (of_bright, of_rest, c);
  away = length (c[0] - of_matte[0], c[1] - of_matte[1])
         / MAX (length (of_matte[0], of_matte[1]), G_MINDOUBLE);
  belief = CLAMP ((away - NONE) / (ALL - NONE), 0.0, 1.0);
  light[0] = tonsure_exp (belief * c[0]);
  light[1] = 1.0;
  light[2] = tonsure_exp (belief * c[1]);
  sum = mean (light);
  for (int i = 0; i < 3; i++)
    light[i] /= sum;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  float x = *(const float *) a, y = *(const float *) b;

  return (x > y) - (x < y);
}

void
tonsure_illuminant_brightest (const TonsureSample *samples, guint n, const double *primaries,
                              double bright[3])
{
  g_autofree float *values = g_new (float, n);
  double rgb[3], xyz[3];
  float least;

  for (guint i = 0; i < n; i++)
    values[i] = tonsure_light_of (samples[i].rgb);
  qsort (values, n, sizeof *values, compare);
  least = values[n - 1 - (guint) (BRIGHTEST * n)];
  for (int c = 0; c < 3; c++)
    {
      guint some = 0;

      for (guint i = 0; i < n; i++)
        if (tonsure_light_of (samples[i].rgb) >= least)
          values[some++] = samples[i].rgb[c];
      qsort (values, some, sizeof *values, compare);
      rgb[c] = values[some / 2];
    }
  tonsure_rgb_to_xyz (rgb, primaries, xyz);
  tonsure_xyz_to_rgb (xyz, NULL, bright);
}

gboolean
tonsure_illuminant_estimate (const TonsureSample *samples, guint n, const double *primaries,
                             TonsureMatte *matte, double light[3])
{
  double bright[3], found[3];
  TonsureMatte better;

  light[0] = light[1] = light[2] = 1.0;
  if (n == 0)
    return tonsure_matte_estimate (samples, n, NULL, primaries, matte);
  tonsure_illuminant_brightest (samples, n, primaries, bright);
  if (!tonsure_matte_estimate (samples, n, NULL, primaries, matte))
    {
      /* In cool light skin may be neutral, and its highlights are blue. */
      if (!tonsure_matte_estimate (samples, n, bright, primaries, matte))
        return FALSE;
      for (int c = 0; c < 3; c++)
        light[c] = bright[c] / mean (bright);
    }
  tonsure_illuminant_between (bright, matte->color, found);
  if (tonsure_matte_estimate (samples, n, found, primaries, &better))
    {
      *matte = better;
      memcpy (light, found, sizeof found);
    }
  return TRUE;
}
