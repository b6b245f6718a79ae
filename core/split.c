/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Core and halo of a dot: see split.h. */
#include "split.h"

#include <math.h>
#include <string.h>

#define SAMPLES TONSURE_PROFILE_SAMPLES
#define STEP (TONSURE_PROFILE_REACH / (SAMPLES - 1))
#define TOLERANCE 0.004
#define BEYOND_RIM 0.45
#define FARTHER 0.25
#define TRIES 3
#define MOST_HALO 1.5 /* of the dot's mass: more would be a core that gives light back */
#define SEAM 0.15     /* mm over which the core fades into the tail */
#define DIRECTIONS 8

typedef double Radial[SAMPLES];

/* Mean of the halo over the directions: along the axes and the diagonal it differs. */
static void
mean_over_directions (const TonsureHaloShape *shape, guint width, Radial radial)
{
  /* cos and sin of (i + 1/2) / 8 of a half right angle; the others are mirror images */
  static const double cosine[DIRECTIONS] = { 0.998795456205172, 0.989176509964781,
                                             0.970031253194544, 0.941544065183021,
                                             0.903989293123443, 0.857728610000272,
                                             0.803207531480645, 0.740951125354959 };

  for (guint i = 0; i < SAMPLES; i++)
    {
      double r = i * STEP, sum = 0.0;

      for (guint k = 0; k < DIRECTIONS; k++)
        sum += tonsure_halo_shape_at (shape, width, r * cosine[k])
               * tonsure_halo_shape_at (shape, width, r * sqrt (1.0 - cosine[k] * cosine[k]));
      radial[i] = sum / DIRECTIONS;
    }
}

/* 1 in the core, 0 in the tail. */
static double
seam (double r, double radius)
{
  double t = CLAMP ((radius - r) / SEAM, 0.0, 1.0);

  return t * t * (3.0 - 2.0 * t);
}

/* The exact value of the optical density matters little this far out. */
static double
tail_density (float loss)
{
  return loss + 0.5 * loss * loss;
}

/* With the tail's mass t = c0 w0 + c1 w1 given, one weight is left to choose. */
static void
fit (const float *loss, double radius, Radial *shapes, double weights[TONSURE_HALO_WIDTHS])
{
  double c0 = 0.0, c1 = 0.0, t = 0.0, de = 0.0, dd = 0.0;

  for (guint i = 0; i < SAMPLES; i++)
    {
      double area = i * (1.0 - seam (i * STEP, radius));

      c0 += area * shapes[0][i];
      c1 += area * shapes[1][i];
      t += area * tail_density (loss[i]);
    }
  if (!(t > 0.0 && c0 > 0.0 && c1 > 0.0))
    {
      weights[0] = weights[1] = 0.0;
      return;
    }
  for (guint i = 0; i < SAMPLES; i++)
    {
      double out = 1.0 - seam (i * STEP, radius), area = i * out * out;
      double d = shapes[0][i] - c0 / c1 * shapes[1][i];
      double e = tail_density (loss[i]) - t / c1 * shapes[1][i];

      de += area * d * e;
      dd += area * d * d;
    }
  weights[0] = dd > 0.0 ? CLAMP (de / dd, 0.0, t / c0) : 0.0;
  weights[1] = MAX ((t - c0 * weights[0]) / c1, 0.0);
}

static double
halo_at (Radial *shapes, const double weights[TONSURE_HALO_WIDTHS], guint i)
{
  return weights[0] * shapes[0][i] + weights[1] * shapes[1][i];
}

static double
worst_error (const float *loss, double radius, Radial *shapes,
             const double weights[TONSURE_HALO_WIDTHS])
{
  double worst = 0.0;

  for (guint i = 0; i < SAMPLES; i++)
    worst = MAX (worst, (1.0 - seam (i * STEP, radius))
                            * fabs (tail_density (loss[i]) - halo_at (shapes, weights, i)));
  return worst;
}

/* The sum of loss over the pixels is core + halo where there is core, and
 * 1 - exp (-halo) beyond. */
static void
take_core (const TonsureProfile *profile, guint channel, Radial *shapes, TonsureSplit *split)
{
  const double *weights = split->halo[channel];
  double mass = profile->mass[channel] - weights[0] - weights[1];

  for (guint i = 0; i < SAMPLES; i++)
    {
      double r = i * STEP, halo = shapes ? halo_at (shapes, weights, i) : 0.0;

      if (shapes)
        split->core[channel][i] = seam (r, split->radius) * (profile->loss[channel][i] - halo);
      else
        split->core[channel][i] = profile->loss[channel][i];
      if (r > split->radius)
        mass += 2.0 * G_PI * r * STEP * 0.5 * halo * halo;
    }
  split->core_mass[channel] = mass;
}

/* Whether the halo can be all of the tail beyond the core's radius. */
static gboolean
fit_tail (const TonsureProfile *profile, Radial *shapes, TonsureSplit *split)
{
  for (guint c = 0; c < 3; c++)
    {
      fit (profile->loss[c], split->radius, shapes, split->halo[c]);
      if (worst_error (profile->loss[c], split->radius, shapes, split->halo[c]) > TOLERANCE
          || split->halo[c][0] + split->halo[c][1] > MOST_HALO * profile->mass[c])
        return FALSE;
    }
  return TRUE;
}

static void
split_profile (const TonsureProfile *profile, double diameter, Radial *shapes, TonsureSplit *split)
{
  gboolean good = FALSE;

  for (guint try = 0; shapes && try < TRIES && !good; try++)
    {
      split->radius = 0.5 * diameter + BEYOND_RIM + try * FARTHER;
      good = split->radius < 0.5 * TONSURE_PROFILE_REACH && fit_tail (profile, shapes, split);
    }
  if (!good)
    {
      shapes = NULL;
      split->radius = TONSURE_PROFILE_REACH;
      memset (split->halo, 0, sizeof split->halo);
    }
  for (guint c = 0; c < 3; c++)
    take_core (profile, c, shapes, split);
}

void
tonsure_split_compute (const TonsureProfile *profiles, const TonsureDeposit *deposits, guint n,
                       const TonsureHaloShape *sharp, TonsureSplit *splits)
{
  g_autofree Radial *shapes = sharp ? g_new (Radial, TONSURE_HALO_WIDTHS) : NULL;

  for (guint k = 0; sharp && k < TONSURE_HALO_WIDTHS; k++)
    mean_over_directions (sharp, k, shapes[k]);
  for (guint i = 0; i < n; i++)
    split_profile (&profiles[i], deposits[i].diameter, shapes, &splits[i]);
}
