/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Dots keep apart: see apart.h. */
#include "apart.h"
#include "exact.h"

#include <math.h>

#define FREQUENCIES 60
#define EVERY 2 /* nd sample of a profile is enough here */
#define LEAST_DENSITY 1.0

/* 1 - S with a jitter of @MEASURED_JITTER, in steps of a quarter of sqrt (λ / π). */
#define MEASURED_JITTER 0.07
#define ORDER_STEP 0.25
static const double order[] = { 1.0, 0.97, 0.93, 0.87, 0.75, 0.53, 0.27, -0.33, -0.29, -0.2, -0.1 };
#define ORDER_END ((G_N_ELEMENTS (order) - 1) * ORDER_STEP)

/* From here on Bessel's function is its asymptotic form, to 1e-7. */
#define FAR 12.0

static double
cosine (double x)
{
  double turn = 2.0 * G_PI, term = 1.0, sum = 1.0;

  x -= turn * floor (x / turn + 0.5);
  for (int k = 1; k < 14; k++)
    {
      term *= -x * x / ((2 * k - 1) * (2 * k));
      sum += term;
    }
  return sum;
}

double
tonsure_apart_bessel (double x)
{
  double term = 1.0, sum = 1.0, q = 0.25 * x * x;

  if (x > FAR)
    {
      double y = 1.0 / (8.0 * x), y2 = y * y, at = x - 0.25 * G_PI;

      return sqrt (2.0 / (G_PI * x))
             * ((1.0 - y2 * (4.5 - 459.375 * y2)) * cosine (at)
                + y * (1.0 - 37.5 * y2) * cosine (at - 0.5 * G_PI));
    }
  for (int k = 1; k < 45; k++)
    {
      term *= -q / (k * k);
      sum += term;
    }
  return sum;
}

double
tonsure_apart_order (double frequency, double jitter)
{
  double more = jitter * jitter - MEASURED_JITTER * MEASURED_JITTER;
  double at = frequency / ORDER_STEP;
  guint i = (guint) at;

  if (!(frequency < ORDER_END))
    return 0.0;
  return (order[i] + (at - i) * (order[i + 1] - order[i]))
         * tonsure_exp (-4.0 * G_PI * frequency * frequency * more);
}

static void
mean_profile (const TonsureProfile *profiles, const double *weight, guint n, guint channel,
              double *mean)
{
  for (guint i = 0; i < TONSURE_PROFILE_SAMPLES; i++)
    {
      mean[i] = 0.0;
      for (guint k = 0; k < n; k++)
        mean[i] += profiles[k].loss[channel][i] * weight[k];
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
      sum += i * loss[i] * tonsure_apart_bessel (2.0 * G_PI * frequency * i * step);
    }
  return mass > 0.0 ? sum / mass : 0.0;
}

void
tonsure_apart_compute_blurs (const TonsureProfile *profiles, const double *weight, guint n,
                             double places, const TonsureTreatment *treatment, const double *blurs,
                             guint n_blurs, float (*apart)[4])
{
  double density = MAX (treatment->density * places, LEAST_DENSITY) / 100.0;
  double unit = sqrt (density / G_PI), step = ORDER_END * unit / FREQUENCIES;
  double mm2 = treatment->mm_per_px * treatment->mm_per_px;
  double mean[TONSURE_PROFILE_SAMPLES], take[FREQUENCIES];

  for (guint c = 0; c < 3; c++)
    {
      mean_profile (profiles, weight, n, c, mean);
      for (guint i = 0; i < FREQUENCIES; i++)
        {
          double f = (i + 0.5) * step, h = spectrum (mean, f);

          take[i] = tonsure_apart_order (f / unit, treatment->jitter) * h * h;
        }
      for (guint k = 0; k < n_blurs; k++)
        {
          double width = mm2 * (blurs[k] * blurs[k] + 1.0 / 12.0), sum = 0.0;

          for (guint i = 0; i < FREQUENCIES; i++)
            {
              double f = (i + 0.5) * step;
              double b2 = tonsure_exp (-4.0 * G_PI * G_PI * width * f * f);

              sum += take[i] * (1.0 - b2) * 2.0 * G_PI * f * step;
            }
          apart[k][c] = (float) sqrt (MAX (sum, 0.0) / density);
        }
    }
  for (guint k = 0; k < n_blurs; k++)
    apart[k][3] = 0.0f;
}

void
tonsure_apart_compute (const TonsureProfile *profiles, const double *weight, guint n, double places,
                       const TonsureTreatment *treatment, float apart[4])
{
  tonsure_apart_compute_blurs (profiles, weight, n, places, treatment, &treatment->blur, 1,
                               (float (*)[4]) apart);
}
