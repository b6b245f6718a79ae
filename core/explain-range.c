/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* How sure melanin and blood are: see tonsure_skin_explain_range().
 *
 * The posterior is summed over a grid of melanin, blood and gain, as it is far from a
 * normal distribution where skin is dark or a limit is near. */
#include "exact.h"
#include "explain-private.h"
#include "skin-atlas.h"
#include "spectrum.h"

#include <math.h>

#define FINENESS 8 /* cells between two nodes of the atlas */
#define MELANIN_CELLS (TONSURE_ATLAS_MELANIN * FINENESS)
#define BLOOD_CELLS (TONSURE_ATLAS_BLOOD * FINENESS)

/* Gains e^(i · step), to 3.4 standard deviations on both sides. */
#define GAINS 41
#define GAIN_STEP 0.06

/* What fits worse than the best by this much in twice the logarithm has no weight. */
#define HOPELESS 60.0

/* Shares of the posterior below the two ends. */
static const double tails[2] = { 0.1, 0.9 };

typedef struct
{
  double root[GAINS];  /* cube root of the gain */
  double prior[GAINS]; /* misfit of the gain alone */
} Gains;

static void
gains_init (Gains *gains)
{
  for (int i = 0; i < GAINS; i++)
    {
      double log_gain = (i - GAINS / 2) * GAIN_STEP;
      double deviation = log_gain / TONSURE_EXPLAIN_GAIN_SPREAD;

      gains->root[i] = tonsure_exp (log_gain / 3.0);
      gains->prior[i] = deviation * deviation;
    }
}

/* The lightness function of CIELAB, of the cube of @root. */
static double
lightness (double root)
{
  const double d = 6.0 / 29.0;

  return root > d ? root : root * root * root / (3.0 * d * d) + 4.0 / 29.0;
}

static void
log_of_white (double log_white[3])
{
  double all[TONSURE_BANDS], white[3];

  for (int band = 0; band < TONSURE_BANDS; band++)
    all[band] = 1.0;
  tonsure_spectrum_to_xyz (all, white);
  for (int k = 0; k < 3; k++)
    log_white[k] = tonsure_log (white[k]);
}

/* Cube roots of X, Y and Z relative to white, from their logarithms. */
static void
cube_roots (const double log_xyz[3], const double log_white[3], double root[3])
{
  for (int k = 0; k < 3; k++)
    root[k] = tonsure_exp ((log_xyz[k] - log_white[k]) / 3.0);
}

static double
misfit_at (const TonsureSeen *seen, const double root[3], double gain_root)
{
  double f[3], residual[3];

  for (int k = 0; k < 3; k++)
    f[k] = lightness (gain_root * root[k]);
  const double lab[3] = { 116.0 * f[1] - 16.0, 500.0 * (f[0] - f[1]), 200.0 * (f[1] - f[2]) };

  tonsure_explain_compare (seen, lab, residual);
  return residual[0] * residual[0] + residual[1] * residual[1] + residual[2] * residual[2];
}

/* Posterior of one skin, summed over all gains; @least is the least misfit of all. */
static double
weight_of (const TonsureSeen *seen, const double root[3], const Gains *gains, double least)
{
  double sum = 0.0;

  for (int i = 0; i < GAINS; i++)
    {
      double worse = misfit_at (seen, root, gains->root[i]) + gains->prior[i] - least;

      if (worse < HOPELESS)
        sum += tonsure_exp (-0.5 * worse);
    }
  return sum;
}

/* Place below which a share of the density lies, which is linear between places. */
static double
quantile (const double *density, int n_cells, double share)
{
  double whole = 0.0, sum = 0.0;

  for (int i = 0; i < n_cells; i++)
    whole += 0.5 * (density[i] + density[i + 1]);
  for (int i = 0; i < n_cells; i++)
    {
      double cell = 0.5 * (density[i] + density[i + 1]);

      if (sum + cell >= share * whole && cell > 0.0)
        return (i + (share * whole - sum) / cell) / FINENESS;
      sum += cell;
    }
  return (double) n_cells / FINENESS;
}

/* Densities of melanin and of blood, each summed over all else. */
static void
marginals (const TonsureSeen *seen, double least, double *melanin, double *blood)
{
  double white[3], log_xyz[3], root[3];
  Gains gains;

  gains_init (&gains);
  log_of_white (white);
  for (int i = 0; i <= MELANIN_CELLS; i++)
    for (int j = 0; j <= BLOOD_CELLS; j++)
      {
        tonsure_atlas_color ((double) i / FINENESS, (double) j / FINENESS, log_xyz);
        cube_roots (log_xyz, white, root);
        double weight = weight_of (seen, root, &gains, least);

        melanin[i] += j % BLOOD_CELLS == 0 ? 0.5 * weight : weight;
        blood[j] += i % MELANIN_CELLS == 0 ? 0.5 * weight : weight;
      }
}

void
tonsure_skin_explain_range (const double rgb[3], const double *primaries, TonsureSkinRange *range)
{
  double melanin[MELANIN_CELLS + 1] = { 0.0 }, blood[BLOOD_CELLS + 1] = { 0.0 };
  double best[TONSURE_EXPLAIN_UNKNOWNS];
  TonsureSeen seen;
  double from[2] = { 0.0, 0.0 }, to[2] = { TONSURE_ATLAS_MELANIN, TONSURE_ATLAS_BLOOD };

  if (tonsure_explain_seen (rgb, primaries, &seen))
    {
      marginals (&seen, tonsure_explain_find (&seen, best), melanin, blood);
      from[0] = MIN (quantile (melanin, MELANIN_CELLS, tails[0]), best[0]);
      to[0] = MAX (quantile (melanin, MELANIN_CELLS, tails[1]), best[0]);
      from[1] = MIN (quantile (blood, BLOOD_CELLS, tails[0]), best[1]);
      to[1] = MAX (quantile (blood, BLOOD_CELLS, tails[1]), best[1]);
    }
  range->melanin[0] = tonsure_atlas_melanin (from[0]);
  range->melanin[1] = tonsure_atlas_melanin (to[0]);
  range->blood[0] = tonsure_atlas_blood (from[1]);
  range->blood[1] = tonsure_atlas_blood (to[1]);
}
