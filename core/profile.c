/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* How one dot looks from outside: see profile.h. */
#include "profile.h"
#include "dot.h"
#include "pigment.h"

#include <math.h>

#define STEP (TONSURE_PROFILE_REACH / (TONSURE_PROFILE_SAMPLES - 1))

#define BAND_550 ((550 - TONSURE_BAND_FIRST) / TONSURE_BAND_STEP)

/* Dots are solved at the distances of the table's nodes and half-way between, up to @FARTHEST
 * mm. */
#define FARTHEST 6.0
#define MOST_KNOTS (2 * TONSURE_DOT_RADII + 2)

/* Between these the profile is led to 0, mm: where the grid of the halo ends as well, whose
 * square has to lie within the reach. */
#define FADE_FROM 1.3
#define FADE_TO 2.2

/* How many times the halo may be added to itself before the loss no longer falls. */
#define MOST_HALO 4.0

/* A curve through its knots, cubic in between, which falls where they fall. */
typedef struct
{
  guint n;
  double r[MOST_KNOTS];
  double loss[MOST_KNOTS];
  double slope[MOST_KNOTS];
} Curve;

static guint
place_knots (const TonsureInkLayer *ink, double diameter, double *r)
{
  double below =
      ink->thickness * tonsure_dot_center (0.1 * ink->absorption[BAND_550] * ink->thickness);
  guint n = 0;

  for (int i = 0; i < 2 * TONSURE_DOT_RADII - 1; i++)
    {
      double at = tonsure_dot_radius (ink->top + below, 0.5 * diameter, 0.5 * i);

      if (at < FARTHEST)
        r[n++] = at;
    }
  r[n++] = FARTHEST;
  return n;
}

/* Slopes after Fritsch and Butland (1984): harmonic means keep it monotone. */
static void
find_slopes (Curve *curve)
{
  curve->slope[0] = 0.0;
  curve->slope[curve->n - 1] = 0.0;
  for (guint i = 1; i + 1 < curve->n; i++)
    {
      double h0 = curve->r[i] - curve->r[i - 1], h1 = curve->r[i + 1] - curve->r[i];
      double d0 = (curve->loss[i] - curve->loss[i - 1]) / h0;
      double d1 = (curve->loss[i + 1] - curve->loss[i]) / h1;

      curve->slope[i] = 0.0;
      if (d0 * d1 > 0.0)
        curve->slope[i] = 3.0 * (h0 + h1) / ((2.0 * h1 + h0) / d0 + (h1 + 2.0 * h0) / d1);
    }
}

/* A dot takes no more outside than inside; what Monte Carlo says else is its noise. */
static void
make_curve (const double *r, double (*transmittance)[3], guint n, int channel, Curve *curve)
{
  double most = 0.0;

  curve->n = n;
  for (guint i = n; i-- > 0;)
    {
      most = MAX (most, MIN (1.0 - transmittance[i][channel], 1.0));
      curve->r[i] = r[i];
      curve->loss[i] = most;
    }
  find_slopes (curve);
}

/* Hermite's cubic on the interval @i at the share @t of it. */
static double
curve_value (const Curve *curve, guint i, double t)
{
  double h = curve->r[i + 1] - curve->r[i], s = 1.0 - t;

  return curve->loss[i] * s * s * (1.0 + 2.0 * t) + curve->loss[i + 1] * t * t * (1.0 + 2.0 * s)
         + h * t * s * (curve->slope[i] * s - curve->slope[i + 1] * t);
}

static void
sample_curve (const Curve *curve, double loss[TONSURE_PROFILE_SAMPLES])
{
  guint i = 0;

  for (int k = 0; k < TONSURE_PROFILE_SAMPLES; k++)
    {
      double r = k * STEP;

      while (i + 2 < curve->n && curve->r[i + 1] < r)
        i++;
      loss[k] = curve_value (curve, i, (r - curve->r[i]) / (curve->r[i + 1] - curve->r[i]));
    }
}

/* ∫ loss dA beyond the reach. */
static double
tail (const Curve *curve)
{
  double sum = 0.0;

  for (guint i = 0; i + 1 < curve->n; i++)
    {
      double from = MAX (curve->r[i], TONSURE_PROFILE_REACH), to = curve->r[i + 1];

      if (to > from)
        sum += G_PI * (to * to - from * from) * 0.5 * (curve->loss[i] + curve->loss[i + 1]);
    }
  return sum;
}

/* 1 at 0 and 0 at 1, with two smooth derivatives. */
static double
fade (double t)
{
  t = CLAMP (t, 0.0, 1.0);
  return 1.0 - t * t * t * (10.0 - t * (15.0 - 6.0 * t));
}

/* ∫ loss dA of samples that are linear in between. */
static double
integral (const double *value)
{
  double sum = 0.0;

  for (int i = 0; i + 1 < TONSURE_PROFILE_SAMPLES; i++)
    sum += value[i] * (3.0 * i + 1.0) + value[i + 1] * (3.0 * i + 2.0);
  return 2.0 * G_PI * STEP * STEP * sum / 6.0;
}

/* The loss is faded out. What that takes is added to the halo: in proportion to the loss there,
 * and hardly where the loss is more than a fifth of that of the center. So the integral is kept,
 * the core is not touched, and the loss still falls everywhere. Of dots half a millimeter deep
 * and more, faint and wide, too little of the halo lies within the reach: they gain evenly as
 * well. */
static void
end_at_reach (double *loss, double beyond)
{
  double halo[TONSURE_PROFILE_SAMPLES];
  double whole = integral (loss) + beyond, center = loss[0];

  if (!(center > 0.0))
    return;
  for (int i = TONSURE_PROFILE_SAMPLES - 1; i >= 0; i--)
    {
      double rest = 1.0 - loss[i] / center;
      double rest4 = rest * rest * rest * rest;

      loss[i] *= fade ((i * STEP - FADE_FROM) / (FADE_TO - FADE_FROM));
      halo[i] = loss[i] * rest4 * rest4;
    }
  double missing = whole - integral (loss), room = integral (halo);

  missing = room > 0.0 ? MIN (missing / room, MOST_HALO) : 0.0;
  for (int i = 0; i < TONSURE_PROFILE_SAMPLES; i++)
    loss[i] += missing * halo[i];
  double gain = MIN (whole / integral (loss), 1.0 / loss[0]);

  for (int i = 0; i < TONSURE_PROFILE_SAMPLES; i++)
    loss[i] *= gain;
}

static void
fill (const double *loss, int channel, TonsureProfile *profile)
{
  double value[TONSURE_PROFILE_SAMPLES];
  float least = 1.0f;

  for (int i = 0; i < TONSURE_PROFILE_SAMPLES; i++)
    {
      least = MIN (least, (float) MAX (loss[i], 0.0));
      value[i] = profile->loss[channel][i] = least;
    }
  profile->mass[channel] = integral (value);
}

static void
solve (const TonsureDotSkin *skin, const TonsureInkLayer *ink, const double inked[TONSURE_BANDS],
       double diameter, TonsureProfile *profile)
{
  double r[MOST_KNOTS], transmittance[MOST_KNOTS][3], loss[TONSURE_PROFILE_SAMPLES];
  guint n = place_knots (ink, diameter, r);
  Curve curve;

  tonsure_dot_layer (skin, inked, profile->layer);
  tonsure_dot_shade (skin, ink, inked, diameter, TONSURE_DOT_VIEW_CAMERA, r, n, transmittance);
  for (int channel = 0; channel < 3; channel++)
    {
      make_curve (r, transmittance, n, channel, &curve);
      sample_curve (&curve, loss);
      end_at_reach (loss, tail (&curve));
      fill (loss, channel, profile);
    }
}

gboolean
tonsure_profiles_solve (const TonsureSkin *skin, const TonsureInkLayer *ink,
                        const double *diameters, guint n, const double *primaries,
                        TonsureProfile *profiles, GError **error)
{
  g_autofree double (*inked)[TONSURE_BANDS] = g_malloc0_n (n, sizeof *inked);
  double bare[TONSURE_BANDS];
  TonsureDotSkin dot_skin;

  for (guint i = 0; i < n; i++)
    if (!tonsure_dot_diameter_is_valid (diameters[i], error))
      return FALSE;
  if (!tonsure_skin_reflectance (skin, ink, n, bare, inked, error))
    return FALSE;
  tonsure_dot_skin_init (&dot_skin, skin, bare, primaries);
  for (guint i = 0; i < n; i++)
    solve (&dot_skin, &ink[i], inked[i], diameters[i], &profiles[i]);
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
      if (!tonsure_pigment_spectrum (deposits[i].absorption, deposits[i].carbon_exponent,
                                     deposits[i].iron_oxide, ink[i].absorption, error))
        return FALSE;
    }
  return tonsure_profiles_solve (skin, ink, diameters, n, primaries, profiles, error);
}
