/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Dots keep apart: see apart.h. */
#include "apart.h"
#include "exact.h"

#include <math.h>

#define FREQUENCIES 24
#define EVERY 4 /* th sample of a profile is enough here */
#define LEAST_DENSITY 1.0

/* Bessel function by its power series; x <= 22 leaves an error of 1e-8. */
static double
bessel_j0 (double x)
{
  double term = 1.0, sum = 1.0, q = 0.25 * x * x;

  for (int k = 1; k < 60; k++)
    {
      term *= -q / (k * k);
      sum += term;
    }
  return sum;
}

static void
mean_profile (const TonsureProfile *profiles, guint n, guint channel, double *mean)
{
  for (guint i = 0; i < TONSURE_PROFILE_SAMPLES; i++)
    {
      mean[i] = 0.0;
      for (guint k = 0; k < n; k++)
        mean[i] += profiles[k].loss[channel][i] / n;
    }
}

/* Hankel transform at @frequency per mm, 1 at 0. */
static double
spectrum (const double *loss, double frequency)
{
  const double step = TONSURE_PROFILE_REACH / (TONSURE_PROFILE_SAMPLES - 1);
  double sum = 0.0, mass = 0.0;

  for (guint i = 0; i < TONSURE_PROFILE_SAMPLES; i += EVERY)
    {
      mass += i * loss[i];
      sum += i * loss[i] * bessel_j0 (2.0 * G_PI * frequency * i * step);
    }
  return mass > 0.0 ? sum / mass : 0.0;
}

void
tonsure_apart_compute (const TonsureProfile *profiles, guint n, const TonsureTreatment *treatment,
                       float apart[4])
{
  double density = MAX (treatment->density, LEAST_DENSITY) / 100.0;
  double last = sqrt (density / G_PI), step = last / FREQUENCIES;
  double width = treatment->mm_per_px * treatment->mm_per_px
                 * (treatment->blur * treatment->blur + 1.0 / 12.0);
  double mean[TONSURE_PROFILE_SAMPLES];

  apart[3] = 0.0f;
  for (guint c = 0; c < 3; c++)
    {
      double sum = 0.0;

      mean_profile (profiles, n, c, mean);
      for (guint i = 0; i < FREQUENCIES; i++)
        {
          double f = (i + 0.5) * step, h = spectrum (mean, f);
          double b2 = tonsure_exp (-4.0 * G_PI * G_PI * width * f * f);

          sum += h * h * (1.0 - b2) * 2.0 * G_PI * f * step;
        }
      apart[c] = (float) (0.5 * sum / density);
    }
}
