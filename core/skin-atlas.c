/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The colors of all bare skins: see skin-atlas.h. */
#include "skin-atlas.h"
#include "exact.h"
#include "skin.h"
#include "tissue.h"

#include <math.h>

#define MELANIN_NODES 20
#define BLOOD_NODES 7

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

double
tonsure_atlas_melanin (double at)
{
  return node_value (0, at);
}

double
tonsure_atlas_blood (double at)
{
  return node_value (1, at);
}

void
tonsure_atlas_color (double melanin, double blood, double log_xyz[3])
{
  const Atlas *atlas = get_atlas ();
  double u[4], v[4];
  int i0 = cubic_weights (melanin, MELANIN_NODES, u);
  int j0 = cubic_weights (blood, BLOOD_NODES, v);

  for (int k = 0; k < 3; k++)
    log_xyz[k] = 0.0;
  for (int i = 0; i < 4; i++)
    for (int j = 0; j < 4; j++)
      for (int k = 0; k < 3; k++)
        log_xyz[k] += u[i] * v[j] * (*atlas)[i0 + i][j0 + j][k];
}
