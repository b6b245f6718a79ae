/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The skin that explains a photographed color: see tonsure_skin_explain(). */
#include "exact.h"
#include "explain-private.h"
#include "skin-atlas.h"
#include "spectrum.h"

#include <math.h>
#include <string.h>

/* Lab of anything that light can be, and not of NaN. */
#define DARKEST_TO_BRIGHTEST 1e4

#define UNKNOWNS TONSURE_EXPLAIN_UNKNOWNS
#define RESIDUALS 4
#define MOST_STEPS 40

/* Lab of skin at a place between nodes, lit with the gain e^@at[2]. */
static void
color_at (const double at[UNKNOWNS], double lab[3])
{
  double xyz[3];

  tonsure_atlas_color (at[0], at[1], xyz);
  for (int k = 0; k < 3; k++)
    xyz[k] = tonsure_exp (xyz[k] + at[2]);
  tonsure_xyz_to_lab (xyz, lab);
}

/* Differences of the color, and of the gain from what is expected. */
static void
residuals_at (const TonsureSeen *seen, const double at[UNKNOWNS], double residual[RESIDUALS])
{
  double lab[3];

  color_at (at, lab);
  tonsure_explain_compare (seen, lab, residual);
  residual[3] = at[2] / TONSURE_EXPLAIN_GAIN_SPREAD;
}

static double
misfit (const double residual[RESIDUALS])
{
  double sum = 0.0;

  for (int i = 0; i < RESIDUALS; i++)
    sum += residual[i] * residual[i];
  return sum;
}

/* Normal equations of the residuals, linear around @at. */
static void
linearize (const TonsureSeen *seen, const double at[UNKNOWNS], const double residual[RESIDUALS],
           double normal[UNKNOWNS][UNKNOWNS], double right[UNKNOWNS])
{
  const double h = 1e-4;
  double slope[UNKNOWNS][RESIDUALS], moved[RESIDUALS];

  for (int i = 0; i < UNKNOWNS; i++)
    {
      double there[UNKNOWNS] = { at[0], at[1], at[2] };

      there[i] += h;
      residuals_at (seen, there, moved);
      for (int k = 0; k < RESIDUALS; k++)
        slope[i][k] = (moved[k] - residual[k]) / h;
    }
  for (int i = 0; i < UNKNOWNS; i++)
    {
      right[i] = 0.0;
      for (int k = 0; k < RESIDUALS; k++)
        right[i] -= slope[i][k] * residual[k];
      for (int j = 0; j < UNKNOWNS; j++)
        {
          normal[i][j] = 0.0;
          for (int k = 0; k < RESIDUALS; k++)
            normal[i][j] += slope[i][k] * slope[j][k];
        }
    }
}

/* Solves the damped normal equations, which are positive definite; @right becomes the step. */
static void
damped_step (double normal[UNKNOWNS][UNKNOWNS], double damping, double right[UNKNOWNS])
{
  for (int k = 0; k < UNKNOWNS; k++)
    normal[k][k] += damping * (normal[k][k] + 1e-6);
  for (int k = 0; k < UNKNOWNS; k++)
    for (int i = k + 1; i < UNKNOWNS; i++)
      {
        double factor = normal[i][k] / normal[k][k];

        for (int j = k; j < UNKNOWNS; j++)
          normal[i][j] -= factor * normal[k][j];
        right[i] -= factor * right[k];
      }
  for (int k = UNKNOWNS - 1; k >= 0; k--)
    {
      for (int j = k + 1; j < UNKNOWNS; j++)
        right[k] -= normal[k][j] * right[j];
      right[k] /= normal[k][k];
    }
}

/* Levenberg and Marquardt's descent from @at; returns the misfit that is left. */
static double
descend (const TonsureSeen *seen, double at[UNKNOWNS])
{
  double residual[RESIDUALS], damping = 1e-2;

  residuals_at (seen, at, residual);
  for (int step = 0; step < MOST_STEPS; step++)
    {
      double normal[UNKNOWNS][UNKNOWNS], move[UNKNOWNS], there[UNKNOWNS], moved[RESIDUALS];

      linearize (seen, at, residual, normal, move);
      damped_step (normal, damping, move);
      there[0] = CLAMP (at[0] + move[0], 0.0, (double) TONSURE_ATLAS_MELANIN);
      there[1] = CLAMP (at[1] + move[1], 0.0, TONSURE_ATLAS_BLOOD);
      there[2] = CLAMP (at[2] + move[2], -5.0, 5.0);
      residuals_at (seen, there, moved);
      if (misfit (moved) < misfit (residual))
        {
          memcpy (at, there, sizeof there);
          memcpy (residual, moved, sizeof moved);
          damping *= 0.2;
        }
      else
        damping *= 8.0;
    }
  return misfit (residual);
}

static void
set_weights (TonsureSeen *seen)
{
  const double *lab = seen->lab;
  double chroma = sqrt (lab[1] * lab[1] + lab[2] * lab[2]) + 1e-9;
  double of_chroma = chroma * (1.0 + 0.045 * chroma) * TONSURE_EXPLAIN_COLOR_SPREAD;
  double of_hue = chroma * (1.0 + 0.015 * chroma) * TONSURE_EXPLAIN_COLOR_SPREAD;

  seen->lightness = 1.0 / TONSURE_EXPLAIN_COLOR_SPREAD;
  seen->chroma[0] = lab[1] / of_chroma;
  seen->chroma[1] = lab[2] / of_chroma;
  seen->hue[0] = -lab[2] / of_hue;
  seen->hue[1] = lab[1] / of_hue;
}

gboolean
tonsure_explain_seen (const double rgb[3], const double *primaries, TonsureSeen *seen)
{
  double xyz[3];

  tonsure_rgb_to_xyz (rgb, primaries, xyz);
  tonsure_xyz_to_lab (xyz, seen->lab);
  set_weights (seen);
  return fabs (seen->lab[0]) + fabs (seen->lab[1]) + fabs (seen->lab[2]) < DARKEST_TO_BRIGHTEST;
}

double
tonsure_explain_find (const TonsureSeen *seen, double best[UNKNOWNS])
{
  double left = G_MAXDOUBLE;

  memset (best, 0, UNKNOWNS * sizeof (double));
  for (int start = 2; start <= TONSURE_ATLAS_MELANIN; start += 4)
    {
      double at[UNKNOWNS] = { start, 0.5 * TONSURE_ATLAS_BLOOD, 0.0 };
      double misfit_here = descend (seen, at);

      if (misfit_here < left)
        {
          left = misfit_here;
          memcpy (best, at, sizeof at);
        }
    }
  return left;
}

double
tonsure_skin_explain (const double rgb[3], const double *primaries, TonsureSkin *skin)
{
  TonsureSeen seen;
  double lab[3], best[UNKNOWNS];

  tonsure_skin_init (skin, tonsure_atlas_melanin (0.0), tonsure_atlas_blood (0.0));
  if (!tonsure_explain_seen (rgb, primaries, &seen))
    return INFINITY;
  tonsure_explain_find (&seen, best);
  tonsure_skin_init (skin, tonsure_atlas_melanin (best[0]), tonsure_atlas_blood (best[1]));
  color_at (best, lab);
  return tonsure_ciede2000 (lab, seen.lab);
}
