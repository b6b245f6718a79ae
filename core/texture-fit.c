/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Which blur and noise explain the spectrum of skin: see texture.h. */
#include "texture.h"

#include <math.h>
#include <string.h>

#define PIVOT 0.1        /* cycles per pixel */
#define PIXEL (1.0 / 12) /* variance of a pixel's own square */
#define FALL 2.0         /* of the power of natural texture */
#define FALL_SPREAD 0.5
#define MISFIT 0.15   /* of ln power: no skin is an exact power law */
#define WIDEST 36.0   /* σ², px² */
#define UNBLURRED 0.7 /* the default of a treatment */
#define FLAT 1e-12    /* power of a surface without any texture */
#define LEAK 1e-6     /* what the window lets through from low frequencies */

/* ln power = ln (exp (p0 - p1 ln (f / PIVOT) - 4π² p2 (f² - PIVOT²)) + exp (p3)) */
enum
{
  LEVEL,
  SLOPE,
  SPREAD,
  FLOOR,
  N_PARTS,
};

typedef struct
{
  double part[N_PARTS];
  double curvature[N_PARTS][N_PARTS];
  double downhill[N_PARTS];
  double cost;
} Fit;

static void
add_residual (Fit *fit, double residual, const double slope[N_PARTS], double sigma)
{
  double weight = 1 / (sigma * sigma);

  fit->cost += residual * residual * weight;
  for (int i = 0; i < N_PARTS; i++)
    {
      fit->downhill[i] += slope[i] * residual * weight;
      for (int j = 0; j < N_PARTS; j++)
        fit->curvature[i][j] += slope[i] * slope[j] * weight;
    }
}

static void
evaluate (const TonsureTexture *texture, double floor_guess, Fit *fit)
{
  const double *p = fit->part;
  static const double on_slope[N_PARTS] = { 0, 1, 0, 0 }, on_floor[N_PARTS] = { 0, 0, 0, 1 };

  memset (fit->curvature, 0, sizeof fit->curvature);
  memset (fit->downhill, 0, sizeof fit->downhill);
  fit->cost = 0;
  for (guint i = 0; i < texture->n_bins; i++)
    {
      double f = texture->frequency[i], log_f = log (f / PIVOT);
      double wide = 4 * G_PI * G_PI * (f * f - PIVOT * PIVOT);
      double skin = exp (p[LEVEL] - p[SLOPE] * log_f - p[SPREAD] * wide), floor_ = exp (p[FLOOR]);
      double share = skin / (skin + floor_);
      double slope[N_PARTS] = { share, -share * log_f, -share * wide, 1 - share };

      add_residual (fit, log (texture->power[i] + LEAK) - log (skin + floor_), slope,
                    hypot (texture->spread[i], MISFIT));
    }
  add_residual (fit, FALL - p[SLOPE], on_slope, FALL_SPREAD);
  /* Where texture is far above the noise at all frequencies, only a bound is known. */
  add_residual (fit, floor_guess - p[FLOOR], on_floor, 2);
}

/* Solves @a x = @b for each column of @b, by elimination; @a is positive definite. */
static void
solve (double a[N_PARTS][N_PARTS], double b[N_PARTS][N_PARTS], int columns)
{
  for (int k = 0; k < N_PARTS; k++)
    for (int i = 0; i < N_PARTS; i++)
      {
        double factor = i == k ? 0 : a[i][k] / a[k][k];

        for (int j = 0; j < N_PARTS && factor != 0; j++)
          a[i][j] -= factor * a[k][j];
        for (int j = 0; j < columns && factor != 0; j++)
          b[i][j] -= factor * b[k][j];
      }
  for (int k = 0; k < N_PARTS; k++)
    for (int j = 0; j < columns; j++)
      b[k][j] /= a[k][k];
}

/* Levenberg and Marquardt. */
static void
descend (const TonsureTexture *texture, double floor_guess, Fit *fit)
{
  double damping = 1e-2;

  evaluate (texture, floor_guess, fit);
  for (int i = 0; i < 80 && damping < 1e8; i++)
    {
      double a[N_PARTS][N_PARTS], b[N_PARTS][N_PARTS];
      Fit next = *fit;

      memcpy (a, fit->curvature, sizeof a);
      for (int k = 0; k < N_PARTS; k++)
        {
          a[k][k] += damping * a[k][k] + 1e-9;
          b[k][0] = fit->downhill[k];
        }
      solve (a, b, 1);
      for (int k = 0; k < N_PARTS; k++)
        next.part[k] += b[k][0];
      next.part[SPREAD] = CLAMP (next.part[SPREAD], 0, WIDEST);
      evaluate (texture, floor_guess, &next);
      damping *= next.cost < fit->cost ? 0.3 : 10;
      if (next.cost < fit->cost)
        *fit = next;
    }
}

static double
root (double x)
{
  return sqrt (MAX (x, 0));
}

/* The floor without the leak. Texture as fine as the pixels looks like noise, and no
 * texture is an exact power: twice as much as there is at ½ may be in the floor. */
static void
read_noise (const Fit *fit, double log_variance, TonsureEstimate *noise)
{
  const double *p = fit->part;
  double power = exp (p[FLOOR]), finest = 4 * G_PI * G_PI * (0.25 - PIVOT * PIVOT);
  double texture = exp (p[LEVEL] - p[SLOPE] * log (0.5 / PIVOT) - p[SPREAD] * finest);
  double error = hypot (power * sqrt (log_variance), 2 * texture);

  power = MAX (power - LEAK, 0);
  noise->value = sqrt (power);
  noise->error =
      MAX (sqrt (power + error) - noise->value, (sqrt (power + error) - root (power - error)) / 2);
}

void
tonsure_texture_explain (const TonsureTexture *texture, TonsureEstimate *blur,
                         TonsureEstimate *noise)
{
  static const double starts[] = { 0.1, 0.6, 2, 6 };
  double lowest = INFINITY, inflation, variance, error, a[N_PARTS][N_PARTS];
  double inverse[N_PARTS][N_PARTS] = {
    { 1, 0, 0, 0 }, { 0, 1, 0, 0 }, { 0, 0, 1, 0 }, { 0, 0, 0, 1 }
  };
  Fit best = { .cost = INFINITY };

  *blur = (TonsureEstimate) { UNBLURRED, INFINITY };
  *noise = (TonsureEstimate) { 0, 0 };
  for (guint i = 0; i < texture->n_bins; i++)
    lowest = MIN (lowest, texture->power[i]);
  if (texture->n_bins == 0 || lowest < FLAT)
    return;
  for (guint s = 0; s < G_N_ELEMENTS (starts); s++)
    {
      Fit fit = { .part = { log (texture->power[0]), FALL, starts[s], log (lowest + LEAK) } };

      descend (texture, log (lowest + LEAK) - 1, &fit);
      if (fit.cost < best.cost)
        best = fit;
    }
  memcpy (a, best.curvature, sizeof a);
  for (int k = 0; k < N_PARTS; k++)
    a[k][k] += 1e-9;
  solve (a, inverse, N_PARTS);
  inflation = MAX (1, best.cost / MAX (1, (int) texture->n_bins - N_PARTS));
  read_noise (&best, inverse[FLOOR][FLOOR] * inflation, noise);
  variance = best.part[SPREAD] - PIXEL;
  error = sqrt (inverse[SPREAD][SPREAD] * inflation);
  error = 0.5 * (root (variance + error) - root (variance - error));
  if (error > 1 || error > 0.5 + root (variance))
    return;
  blur->value = root (variance);
  blur->error = error;
}
