/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* From bands to a blur: see sharpness-model.h. */
#include "sharpness-model.h"

#include <math.h>
#include <string.h>

#define STEPS 32 /* of a quarter of the plane of frequencies, along each axis */
#define PIXEL (1.0 / 12)
#define MISFIT 0.15     /* of ln variance: no texture is an exact power law */
#define LEAST_SHARE 0.1 /* of a variance that is taken to be left when noise is taken off */

/* What a band of a frequency adds to each of the model's numbers. */
static void
add_frequency (TonsureSharpnessModel *model, double f, double passed,
               const double lens[TONSURE_SHARPNESS_TRIED], guint band)
{
  model->white[band] += passed;
  for (int s = 0; s < TONSURE_SHARPNESS_SLOPES; s++)
    {
      double power = passed * pow (f, -0.25 * s);

      for (int code = 0; code < TONSURE_SHARPNESS_TRIED; code++)
        model->log_power[s][code][band] += power * lens[code];
    }
}

void
tonsure_sharpness_model_init (TonsureSharpnessModel *model)
{
  double lens[TONSURE_SHARPNESS_TRIED], response[TONSURE_SHARPNESS_BANDS];

  memset (model, 0, sizeof *model);
  for (int j = 0; j < STEPS; j++)
    for (int i = 0; i < STEPS; i++)
      {
        double fx = (i + 0.5) / (2 * STEPS), fy = (j + 0.5) / (2 * STEPS), f = hypot (fx, fy);

        tonsure_detail_response (fx, fy, response);
        for (int code = 0; code < TONSURE_SHARPNESS_TRIED; code++)
          {
            double sigma = tonsure_sharpness_blur (code);

            lens[code] = exp (-4 * G_PI * G_PI * (sigma * sigma + PIXEL) * f * f);
          }
        for (guint b = 0; b < TONSURE_SHARPNESS_BANDS; b++)
          add_frequency (model, f, response[b] * response[b] / (STEPS * STEPS), lens, b);
      }
  for (int s = 0; s < TONSURE_SHARPNESS_SLOPES; s++)
    for (int code = 0; code < TONSURE_SHARPNESS_TRIED; code++)
      for (int b = 0; b < TONSURE_SHARPNESS_BANDS; b++)
        model->log_power[s][code][b] = log (model->log_power[s][code][b]);
}

/* ln of each variance without the noise, and how much it counts. */
static void
take_noise_off (const TonsureSharpnessModel *model, const TonsureSharpnessSample *sample,
                double value[TONSURE_SHARPNESS_BANDS], double weight[TONSURE_SHARPNESS_BANDS])
{
  for (int b = 0; b < TONSURE_SHARPNESS_BANDS; b++)
    {
      double all = MAX (sample->variance[b], 1e-12), noise = sample->noise * model->white[b];
      double left = MAX (all - noise, LEAST_SHARE * all), unknown = noise / left;

      value[b] = log (left);
      weight[b] = 1.0 / (MISFIT * MISFIT + unknown * unknown);
    }
}

/* Misfit with the best level. */
static double
misfit (const double *model, const double *value, const double *weight, guint first, double *level)
{
  double sum = 0, mean = 0, cost = 0;

  for (guint b = first; b < TONSURE_SHARPNESS_BANDS; b++)
    {
      sum += weight[b];
      mean += weight[b] * (value[b] - model[b]);
    }
  *level = mean / sum;
  for (guint b = first; b < TONSURE_SHARPNESS_BANDS; b++)
    {
      double d = value[b] - model[b] - *level;

      cost += weight[b] * d * d;
    }
  return cost;
}

double
tonsure_sharpness_model_fit (const TonsureSharpnessModel *model,
                             const TonsureSharpnessSample *sample, guint slope, double *code,
                             double *level)
{
  double value[TONSURE_SHARPNESS_BANDS], weight[TONSURE_SHARPNESS_BANDS];
  double cost[TONSURE_SHARPNESS_TRIED], levels[TONSURE_SHARPNESS_TRIED];
  int best = 0;

  take_noise_off (model, sample, value, weight);
  for (int i = 0; i < TONSURE_SHARPNESS_TRIED; i++)
    {
      cost[i] = misfit (model->log_power[slope][i], value, weight, sample->first, &levels[i]);
      if (cost[i] < cost[best])
        best = i;
    }
  *code = best;
  *level = levels[best];
  if (best > 0 && best < TONSURE_SHARPNESS_TRIED - 1)
    {
      double bend = cost[best - 1] - 2 * cost[best] + cost[best + 1];

      if (bend > 0)
        *code += 0.5 * (cost[best - 1] - cost[best + 1]) / bend;
    }
  return cost[best];
}
