/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* How one dot looks from outside: see profile.h. */
#include "profile.h"
#include "exact.h"
#include "pigment.h"
#include "treatment.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define STEP (TONSURE_PROFILE_REACH / (TONSURE_PROFILE_SAMPLES - 1))

#define BAND_550 ((550 - TONSURE_BAND_FIRST) / TONSURE_BAND_STEP)

/* Steps of the integral over half the rim of a disc. Its sum converges exponentially,
 * slowest where the disc is wide and shallow. */
#define FEWEST_RIM_STEPS 32
#define MOST_RIM_STEPS 512

/* From here to the reach the profile is led to 0, mm. */
#define FADE_FROM 2.0

/* How many times the halo may be added to itself before the loss no longer falls. */
#define MOST_HALO 4.0

/* Diameters, mm. */
#define NARROWEST 0.001
#define WIDEST 4.0

/* The shape of a dot: loss = contrast (1 - (1 - f)^power), f (r) = share of the half
 * space that the disc takes up, seen from a depth above it. */
typedef struct
{
  double radius;
  double depth;
  double power;
} Shape;

/* The numbers stand in profile.h. */
static void
shape_of (const TonsureInkLayer *ink, double diameter, Shape *shape)
{
  double x = 0.1 * ink->absorption[BAND_550] * ink->thickness;
  double center = x < 1e-3 ? 0.5 - x / 12.0 : 1.0 / x - 1.0 / (tonsure_exp (x) - 1.0);
  double depth = ink->top + ink->thickness * center;

  shape->radius = 0.5 * diameter;
  shape->depth = 0.919 * depth;
  shape->power = 1.0 + 2.43 * (1.0 - tonsure_exp (-0.446 * x)) + 3.98 * depth;
}

/* Cosines of i π / MOST_RIM_STEPS, by halving angles. */
static const double *
rim_cosines (void)
{
  static double cosine[MOST_RIM_STEPS + 1];
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      cosine[0] = 1.0;
      cosine[MOST_RIM_STEPS / 2] = 0.0;
      cosine[MOST_RIM_STEPS] = -1.0;
      for (int step = MOST_RIM_STEPS / 4; step >= 1; step /= 2)
        {
          cosine[step] = sqrt (0.5 * (1.0 + cosine[2 * step]));
          for (int i = 3 * step; i <= MOST_RIM_STEPS; i += 2 * step)
            cosine[i] = 2.0 * cosine[step] * cosine[i - step] - cosine[i - 2 * step];
        }
      g_once_init_leave (&ready, 1);
    }
  return cosine;
}

static int
rim_steps (const Shape *shape)
{
  int steps = FEWEST_RIM_STEPS;

  while (steps < MOST_RIM_STEPS && steps * shape->depth < 15.0 * shape->radius)
    steps *= 2;
  return steps;
}

/* Solid angle of the disc over 2π, seen at distance @r from its axis: the integral over
 * its rim of (1 - cos polar angle) d azimuth, by the trapezoidal rule. */
static double
share_of_half_space (const Shape *shape, double r)
{
  const double *cosine = rim_cosines ();
  double a = shape->radius, z = shape->depth, sum = 0.0;
  int steps = rim_steps (shape);

  for (int i = 0; i <= steps; i++)
    {
      double c = cosine[i * (MOST_RIM_STEPS / steps)];
      double s = sqrt (a * a + r * r - 2.0 * a * r * c + z * z);
      double term = a * (a - r * c) / (s * (s + z));

      sum += i == 0 || i == steps ? 0.5 * term : term;
    }
  return CLAMP (sum / steps, 0.0, 1.0);
}

/* 1 at 0 and 0 at 1, with two smooth derivatives. */
static double
fade (double t)
{
  t = CLAMP (t, 0.0, 1.0);
  return 1.0 - t * t * t * (10.0 - t * (15.0 - 6.0 * t));
}

/* ∫ f dA of samples that are linear in between. */
static double
integral (const double *value)
{
  double sum = 0.0;

  for (int i = 0; i + 1 < TONSURE_PROFILE_SAMPLES; i++)
    sum += value[i] * (3.0 * i + 1.0) + value[i + 1] * (3.0 * i + 2.0);
  return 2.0 * G_PI * STEP * STEP * sum / 6.0;
}

/* Far out the loss is power * f, and f falls as r^-3: what lies beyond the reach. */
static double
tail (const Shape *shape)
{
  double a = shape->radius, z = shape->depth;

  return shape->power * G_PI * a * a * z
         / sqrt (TONSURE_PROFILE_REACH * TONSURE_PROFILE_REACH + z * z);
}

/* The shape without end is faded out between 2 mm and the reach. What that takes is
 * added to the halo: in proportion to the loss there, and hardly where the loss is more
 * than a fifth of that of the center. So the integral is kept, the core is not touched,
 * and the loss still falls everywhere. Of dots half a millimeter deep and more, faint
 * and wide, too little of the halo lies within the reach: they gain evenly as well. */
static void
tabulate (const Shape *shape, double *loss)
{
  double halo[TONSURE_PROFILE_SAMPLES];
  double whole;

  for (int i = 0; i < TONSURE_PROFILE_SAMPLES; i++)
    loss[i] = 1.0 - tonsure_pow (1.0 - share_of_half_space (shape, i * STEP), shape->power);
  whole = integral (loss) + tail (shape);
  for (int i = TONSURE_PROFILE_SAMPLES - 1; i >= 0; i--)
    {
      double rest = 1.0 - loss[i] / loss[0];
      double rest4 = rest * rest * rest * rest;

      loss[i] *= fade ((i * STEP - FADE_FROM) / (TONSURE_PROFILE_REACH - FADE_FROM));
      halo[i] = loss[i] * rest4 * rest4;
    }
  double missing = MIN ((whole - integral (loss)) / integral (halo), MOST_HALO);

  for (int i = 0; i < TONSURE_PROFILE_SAMPLES; i++)
    loss[i] += missing * halo[i];
  double gain = MIN (whole / integral (loss), 1.0 / loss[0]);

  for (int i = 0; i < TONSURE_PROFILE_SAMPLES; i++)
    loss[i] *= gain;
}

/* What a complete layer of the deposit takes of the light, for each channel. A ratio
 * above 1 is a color outside the primaries: it loses nothing. */
static void
contrast_of (const double *bare, const double *inked, const double *primaries, double *contrast)
{
  double xyz[3], before[3], after[3];

  tonsure_spectrum_to_xyz (bare, xyz);
  tonsure_xyz_to_rgb (xyz, primaries, before);
  tonsure_spectrum_to_xyz (inked, xyz);
  tonsure_xyz_to_rgb (xyz, primaries, after);
  for (int channel = 0; channel < 3; channel++)
    {
      double loss = before[channel] - after[channel];

      contrast[channel] =
          loss > 0.0 && before[channel] > 0.0 ? MIN (loss / before[channel], 1.0) : 0.0;
    }
}

static void
fill (const double *loss, const double *contrast, TonsureProfile *profile)
{
  double value[TONSURE_PROFILE_SAMPLES];

  for (int channel = 0; channel < 3; channel++)
    {
      for (int i = 0; i < TONSURE_PROFILE_SAMPLES; i++)
        value[i] = profile->loss[channel][i] = (float) (contrast[channel] * loss[i]);
      profile->mass[channel] = integral (value);
    }
}

static gboolean
diameter_is_valid (double diameter, GError **error)
{
  if (diameter >= NARROWEST && diameter <= WIDEST)
    return TRUE;
  g_set_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
               _ ("diameter is %g, which is outside %g to %g"), diameter, NARROWEST, WIDEST);
  return FALSE;
}

gboolean
tonsure_profiles_solve (const TonsureSkin *skin, const TonsureInkLayer *ink,
                        const double *diameters, guint n, const double *primaries,
                        TonsureProfile *profiles, GError **error)
{
  g_autofree double (*inked)[TONSURE_BANDS] = g_malloc0_n (n, sizeof *inked);
  double bare[TONSURE_BANDS], loss[TONSURE_PROFILE_SAMPLES], contrast[3];

  for (guint i = 0; i < n; i++)
    if (!diameter_is_valid (diameters[i], error))
      return FALSE;
  if (!tonsure_skin_reflectance (skin, ink, n, bare, inked, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      Shape shape;

      shape_of (&ink[i], diameters[i], &shape);
      tabulate (&shape, loss);
      contrast_of (bare, inked[i], primaries, contrast);
      fill (loss, contrast, &profiles[i]);
    }
  return TRUE;
}

gboolean
tonsure_profiles_compute (const TonsureSkin *skin, const TonsureDeposit *deposits, guint n,
                          const double *primaries, TonsureProfile *profiles, GError **error)
{
  g_autofree TonsureInkLayer *ink = g_new0 (TonsureInkLayer, n);
  g_autofree double *diameters = g_new0 (double, n);

  for (guint i = 0; i < n; i++)
    {
      diameters[i] = deposits[i].diameter;
      ink[i].top = deposits[i].top;
      ink[i].thickness = deposits[i].thickness;
      tonsure_pigment_carbon_black (deposits[i].absorption, ink[i].absorption);
    }
  return tonsure_profiles_solve (skin, ink, diameters, n, primaries, profiles, error);
}
