/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The skin that explains a photographed color: see tonsure_skin_explain().
 *
 * Melanin and blood of bare skin in steps of their logarithms are solved once; in between
 * the logarithms of X, Y and Z are interpolated, to CIEDE2000 .1. */
#include "exact.h"
#include "skin.h"
#include "tissue.h"

#include <math.h>
#include <string.h>

#define MELANIN_NODES 14
#define BLOOD_NODES 9

/* How much is known beforehand, as standard deviations: the logarithm of the gain, as
 * photos are exposed by a third or half a stop too much or too little; and the distance
 * in color between skin and this model of it, with a cast of the light (a choice). */
#define GAIN_SPREAD 0.35
#define COLOR_SPREAD 2.0

/* Lab of anything that light can be, and not of NaN. */
#define DARKEST_TO_BRIGHTEST 1e4

#define UNKNOWNS 3
#define RESIDUALS 4
#define MOST_STEPS 40

/* The ranges of a treatment. */
static const double least[2] = { 0.001, 0.0005 };
static const double most[2] = { 0.6, 0.1 };
static const int nodes[2] = { MELANIN_NODES, BLOOD_NODES };

typedef double Atlas[MELANIN_NODES][BLOOD_NODES][3]; /* ln X, ln Y, ln Z */

/* Value of node @i of melanin (@which 0) or blood (1). */
static double
node_value (int which, double i)
{
  double share = i / (nodes[which] - 1);

  return least[which] * tonsure_pow (most[which] / least[which], share);
}

typedef struct
{
  double epidermis[MELANIN_NODES][TONSURE_BANDS];
  double dermis[BLOOD_NODES][TONSURE_BANDS];
} Absorption;

static void
absorption_of_nodes (Absorption *absorption)
{
  TonsureSkin skin;

  for (int i = 0; i < MELANIN_NODES; i++)
    tonsure_tissue_epidermis (node_value (0, i), absorption->epidermis[i]);
  for (int i = 0; i < BLOOD_NODES; i++)
    {
      tonsure_skin_init (&skin, 0.0, node_value (1, i));
      tonsure_tissue_dermis (&skin, absorption->dermis[i]);
    }
}

/* Reflectance of all nodes in one band, the specular part included. */
static void
solve_nodes (const Absorption *absorption, double scattering, int band,
             double (*reflectance)[BLOOD_NODES][TONSURE_BANDS])
{
  const TonsureAngles *angles = tonsure_tissue_angles ();
  g_autofree TonsureLayer *dermis = g_new (TonsureLayer, BLOOD_NODES);
  TonsureLayer epidermis, stack;
  TonsureFluxes fluxes;

  for (int j = 0; j < BLOOD_NODES; j++)
    tonsure_layer_init (angles, absorption->dermis[j][band], scattering, INFINITY, &dermis[j]);
  for (int i = 0; i < MELANIN_NODES; i++)
    {
      tonsure_layer_init (angles, absorption->epidermis[i][band], scattering,
                          0.1 * TONSURE_EPIDERMIS, &epidermis);
      for (int j = 0; j < BLOOD_NODES; j++)
        {
          stack = dermis[j];
          tonsure_layer_cover (angles, &epidermis, &stack, FALSE);
          tonsure_layer_fluxes (angles, &stack, &fluxes);
          reflectance[i][j][band] = fluxes.diffuse + fluxes.specular;
        }
    }
}

static void
make_atlas (Atlas atlas)
{
  Absorption absorption;
  double scattering[TONSURE_BANDS], xyz[3];
  g_autofree double (*reflectance)[BLOOD_NODES][TONSURE_BANDS] =
      g_malloc_n (MELANIN_NODES, sizeof *reflectance);

  absorption_of_nodes (&absorption);
  tonsure_tissue_scattering (scattering);
  for (int band = 0; band < TONSURE_BANDS; band++)
    solve_nodes (&absorption, scattering[band], band, reflectance);
  for (int i = 0; i < MELANIN_NODES; i++)
    for (int j = 0; j < BLOOD_NODES; j++)
      {
        tonsure_spectrum_to_xyz (reflectance[i][j], xyz);
        for (int k = 0; k < 3; k++)
          atlas[i][j][k] = tonsure_log (xyz[k]);
      }
}

static const Atlas *
get_atlas (void)
{
  static Atlas atlas;
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      make_atlas (atlas);
      g_once_init_leave (&ready, 1);
    }
  return (const Atlas *) &atlas;
}

/* Lagrange's weights of four neighboring nodes for the place @at; returns the first. */
static int
cubic_weights (double at, int n, double weight[4])
{
  int first = CLAMP ((int) at - 1, 0, n - 4);
  double t = at - first;

  weight[0] = -(t - 1.0) * (t - 2.0) * (t - 3.0) / 6.0;
  weight[1] = t * (t - 2.0) * (t - 3.0) / 2.0;
  weight[2] = -t * (t - 1.0) * (t - 3.0) / 2.0;
  weight[3] = t * (t - 1.0) * (t - 2.0) / 6.0;
  return first;
}

/* Lab of skin at a place between nodes, lit with the gain e^@at[2]. */
static void
color_at (const double at[UNKNOWNS], double lab[3])
{
  const Atlas *atlas = get_atlas ();
  double u[4], v[4], xyz[3] = { at[2], at[2], at[2] };
  int i0 = cubic_weights (at[0], MELANIN_NODES, u);
  int j0 = cubic_weights (at[1], BLOOD_NODES, v);

  for (int i = 0; i < 4; i++)
    for (int j = 0; j < 4; j++)
      for (int k = 0; k < 3; k++)
        xyz[k] += u[i] * v[j] * (*atlas)[i0 + i][j0 + j][k];
  for (int k = 0; k < 3; k++)
    xyz[k] = tonsure_exp (xyz[k]);
  tonsure_xyz_to_lab (xyz, lab);
}

/* Differences of lightness, chroma and hue, weighted as CIE94 does, and of the gain from
 * what is expected, in standard deviations. */
static void
residuals_at (const double seen[3], const double at[UNKNOWNS], double residual[RESIDUALS])
{
  double lab[3];
  double chroma = sqrt (seen[1] * seen[1] + seen[2] * seen[2]) + 1e-9;

  color_at (at, lab);
  double a = lab[1] - seen[1], b = lab[2] - seen[2];

  residual[0] = (lab[0] - seen[0]) / COLOR_SPREAD;
  residual[1] = (a * seen[1] + b * seen[2]) / (chroma * (1.0 + 0.045 * chroma) * COLOR_SPREAD);
  residual[2] = (b * seen[1] - a * seen[2]) / (chroma * (1.0 + 0.015 * chroma) * COLOR_SPREAD);
  residual[3] = at[2] / GAIN_SPREAD;
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
linearize (const double seen[3], const double at[UNKNOWNS], const double residual[RESIDUALS],
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
descend (const double seen[3], double at[UNKNOWNS])
{
  double residual[RESIDUALS], damping = 1e-2;

  residuals_at (seen, at, residual);
  for (int step = 0; step < MOST_STEPS; step++)
    {
      double normal[UNKNOWNS][UNKNOWNS], move[UNKNOWNS], there[UNKNOWNS], moved[RESIDUALS];

      linearize (seen, at, residual, normal, move);
      damped_step (normal, damping, move);
      there[0] = CLAMP (at[0] + move[0], 0.0, MELANIN_NODES - 1.0);
      there[1] = CLAMP (at[1] + move[1], 0.0, BLOOD_NODES - 1.0);
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

double
tonsure_skin_explain (const double rgb[3], const double *primaries, TonsureSkin *skin)
{
  double xyz[3], seen[3], lab[3], best[UNKNOWNS] = { 0.0 }, left = G_MAXDOUBLE;

  tonsure_rgb_to_xyz (rgb, primaries, xyz);
  tonsure_xyz_to_lab (xyz, seen);
  tonsure_skin_init (skin, least[0], least[1]);
  if (!(fabs (seen[0]) + fabs (seen[1]) + fabs (seen[2]) < DARKEST_TO_BRIGHTEST))
    return INFINITY;
  for (int start = 2; start < MELANIN_NODES; start += 3)
    {
      double at[UNKNOWNS] = { start, 0.5 * (BLOOD_NODES - 1), 0.0 };
      double misfit_here = descend (seen, at);

      if (misfit_here < left)
        {
          left = misfit_here;
          memcpy (best, at, sizeof at);
        }
    }
  tonsure_skin_init (skin, node_value (0, best[0]), node_value (1, best[1]));
  color_at (best, lab);
  return tonsure_ciede2000 (lab, seen);
}
