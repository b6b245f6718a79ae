/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Light in layered, scattering matter: see adding.h. */
#include "adding.h"
#include "matrix.h"
#include "quadrature.h"

#include <math.h>
#include <string.h>

#define SIZE (TONSURE_MOST_ANGLES * TONSURE_MOST_ANGLES)

/* Optical thickness of the thinnest layer, relative to the flattest direction: the
 * midpoint rule it is solved by is then off by 1e-6. */
#define THINNEST (1.0 / 128.0)

/* A layer that lets less than this through is infinite. */
#define OPAQUE 1e-12
#define MOST_DOUBLINGS 64

static void
multiply (guint n, const double *a, const double *b, double *c)
{
  tonsure_matrix ()->multiply (n, a, b, c);
}

/* As no light is made, the diagonals of all matrices here outweigh the rest of their rows. */
static void
solve (guint n, double *a, double *x)
{
  tonsure_matrix ()->divide (n, a, x);
}

/* m = 1 - m */
static void
unit_less (guint n, double *m)
{
  for (guint i = 0; i < n * n; i++)
    m[i] = -m[i];
  for (guint i = 0; i < n; i++)
    m[i * n + i] += 1.0;
}

/* Reflectance of a smooth surface for unpolarized light from inside. */
static double
fresnel (double cosine, double index)
{
  double outside2 = 1.0 - index * index * (1.0 - cosine * cosine);

  if (outside2 <= 0.0)
    return 1.0;
  double outside = sqrt (outside2);
  double s = (index * cosine - outside) / (index * cosine + outside);
  double p = (cosine - index * outside) / (cosine + index * outside);

  return 0.5 * (s * s + p * p);
}

static void
choose_directions (TonsureAngles *angles)
{
  guint n = angles->n, flat = angles->index > 1.0 ? n / 2 : 0;
  double critical = sqrt (1.0 - 1.0 / (angles->index * angles->index));

  if (flat > 0)
    tonsure_quadrature_gauss (flat, 0.0, critical, angles->cosine, angles->weight);
  tonsure_quadrature_radau (n - flat, critical, 1.0, angles->cosine + flat, angles->weight + flat);
  for (guint i = 0; i < n; i++)
    angles->fresnel[i] = i < flat ? 1.0 : fresnel (angles->cosine[i], angles->index);
}

/* The phase function without its peak, as a sum of Legendre polynomials. */
static void
scatter_between (TonsureAngles *angles, double anisotropy)
{
  guint n = angles->n, terms = 2 * n;
  double values[TONSURE_MOST_ANGLES][2 * TONSURE_MOST_ANGLES];
  double power = 1.0;

  for (guint i = 0; i < n; i++)
    tonsure_legendre (angles->cosine[i], terms, values[i]);
  for (guint k = 0; k < terms; k++, power *= anisotropy)
    {
      double moment = (2 * k + 1) * (power - angles->truncation) / (1.0 - angles->truncation);

      for (guint i = 0; i < n; i++)
        for (guint j = 0; j < n; j++)
          {
            double term = moment * values[i][k] * values[j][k];

            angles->forward[i * n + j] += term;
            angles->backward[i * n + j] += k % 2 ? -term : term;
          }
    }
}

/* What the quadrature makes of all scattered light differs a little from 1; the
 * difference goes straight on, so that no light is lost. */
static void
conserve (TonsureAngles *angles)
{
  guint n = angles->n;

  for (guint i = 0; i < n; i++)
    {
      double sum = 0.0;

      for (guint j = 0; j < n; j++)
        sum += angles->weight[j] * (angles->forward[i * n + j] + angles->backward[i * n + j]);
      angles->forward[i * n + i] += (2.0 - sum) / angles->weight[i];
    }
}

void
tonsure_angles_init (TonsureAngles *angles, guint n, double index, double anisotropy)
{
  g_return_if_fail (n >= 4 && n <= TONSURE_MOST_ANGLES && n % 4 == 0);
  g_return_if_fail (index >= 1.0 && index <= 2.0);
  g_return_if_fail (anisotropy >= 0.0 && anisotropy <= 0.95);

  memset (angles, 0, sizeof *angles);
  angles->n = n;
  angles->index = index;
  angles->truncation = anisotropy > 0.0 ? 1.0 : 0.0;
  for (guint k = 0; k < 2 * n; k++)
    angles->truncation *= anisotropy;
  choose_directions (angles);
  scatter_between (angles, anisotropy);
  conserve (angles);
}

/* Sum and difference of transmission and reflection of a thin layer follow from the
 * transfer equation with the radiance inside taken as the mean of both faces:
 * T ± R = 2 (1 + (thickness / 2) (A ∓ B))^-1 - 1, where dL/dτ = -A L + B L'. */
static void
thin (const TonsureAngles *angles, double albedo, double thickness, double sign, double *sum)
{
  guint n = angles->n;
  double m[SIZE];

  for (guint i = 0; i < n; i++)
    {
      double step = 0.5 * thickness / angles->cosine[i];

      for (guint j = 0; j < n; j++)
        {
          double scattered = angles->forward[i * n + j] + sign * angles->backward[i * n + j];

          m[i * n + j] = -step * 0.5 * albedo * scattered * angles->weight[j];
          sum[i * n + j] = i == j ? 2.0 : 0.0;
        }
      m[i * n + i] += 1.0 + step;
    }
  solve (n, m, sum);
  for (guint i = 0; i < n; i++)
    sum[i * n + i] -= 1.0;
}

static void
thinnest_layer (const TonsureAngles *angles, double albedo, double thickness, TonsureLayer *layer)
{
  guint n = angles->n;
  double sum[SIZE], difference[SIZE];

  thin (angles, albedo, thickness, 1.0, sum);
  thin (angles, albedo, thickness, -1.0, difference);
  for (guint i = 0; i < n * n; i++)
    {
      layer->reflect[i] = 0.5 * (sum[i] - difference[i]);
      layer->transmit[i] = 0.5 * (sum[i] + difference[i]);
    }
}

/* T' = T (1 - R R)^-1 T, R' = R + T R (1 - R R)^-1 T */
static void
redouble (guint n, TonsureLayer *layer)
{
  double m[SIZE], between[SIZE], up[SIZE], back[SIZE];

  multiply (n, layer->reflect, layer->reflect, m);
  unit_less (n, m);
  memcpy (between, layer->transmit, n * n * sizeof (double));
  solve (n, m, between);
  multiply (n, layer->reflect, between, up);
  multiply (n, layer->transmit, up, back);
  multiply (n, layer->transmit, between, m);
  memcpy (layer->transmit, m, n * n * sizeof (double));
  for (guint i = 0; i < n * n; i++)
    layer->reflect[i] += back[i];
}

static double
greatest (guint n, const double *m)
{
  double most = 0.0;

  for (guint i = 0; i < n * n; i++)
    most = MAX (most, fabs (m[i]));
  return most;
}

/* Doubles until nothing gets through. */
static void
infinite_layer (const TonsureAngles *angles, double albedo, TonsureLayer *layer)
{
  guint n = angles->n;

  thinnest_layer (angles, albedo, THINNEST * angles->cosine[0], layer);
  for (guint i = 0; i < MOST_DOUBLINGS && greatest (n, layer->transmit) > OPAQUE; i++)
    redouble (n, layer);
  memset (layer->transmit, 0, n * n * sizeof (double));
}

void
tonsure_layer_init (const TonsureAngles *angles, double absorption, double scattering,
                    double thickness, TonsureLayer *layer)
{
  double counted = scattering * (1.0 - angles->truncation);
  double extinction = absorption + counted;
  double albedo = extinction > 0.0 ? counted / extinction : 0.0;
  double depth = extinction > 0.0 ? extinction * thickness : 0.0;
  guint doublings = 0;

  if (depth > G_MAXDOUBLE)
    {
      infinite_layer (angles, albedo, layer);
      return;
    }
  for (; depth > THINNEST * angles->cosine[0]; depth *= 0.5)
    doublings++;
  thinnest_layer (angles, albedo, depth, layer);
  for (guint i = 0; i < doublings; i++)
    redouble (angles->n, layer);
}

void
tonsure_layer_surface (const TonsureAngles *angles, TonsureLayer *layer)
{
  guint n = angles->n;

  memset (layer->reflect, 0, n * n * sizeof (double));
  memset (layer->transmit, 0, n * n * sizeof (double));
  for (guint i = 0; i < n; i++)
    {
      layer->reflect[i * n + i] = angles->fresnel[i];
      layer->transmit[i * n + i] = 1.0 - angles->fresnel[i];
    }
}

void
tonsure_layer_cover (const TonsureAngles *angles, const TonsureLayer *above, TonsureLayer *below,
                     gboolean through)
{
  guint n = angles->n;
  double m[SIZE], between[SIZE], up[SIZE];

  multiply (n, above->reflect, below->reflect, m);
  unit_less (n, m);
  memcpy (between, above->transmit, n * n * sizeof (double));
  solve (n, m, between);
  multiply (n, below->reflect, between, up);
  multiply (n, above->transmit, up, below->reflect);
  for (guint i = 0; i < n * n; i++)
    below->reflect[i] += above->reflect[i];
  if (through)
    {
      multiply (n, below->transmit, between, m);
      memcpy (below->transmit, m, n * n * sizeof (double));
    }
}

/* Flux through the surface of unit radiance inside, for each direction. */
static void
escape (const TonsureAngles *angles, double *flux)
{
  for (guint i = 0; i < angles->n; i++)
    flux[i] = 2.0 * angles->cosine[i] * angles->weight[i] * (1.0 - angles->fresnel[i]);
}

/* Radiance inside, downward below the surface, for collimated light of unit flux at
 * normal incidence (column 0) and diffuse light of unit flux (column 1). */
static void
enter (const TonsureAngles *angles, const TonsureLayer *layer, double (*radiance)[2])
{
  guint n = angles->n;
  double m[SIZE], x[SIZE] = { 0.0 };

  for (guint i = 0; i < n; i++)
    {
      for (guint j = 0; j < n; j++)
        m[i * n + j] = angles->fresnel[i] * layer->reflect[i * n + j];
      x[i * n + 1] = (1.0 - angles->fresnel[i]) * angles->index * angles->index;
    }
  unit_less (n, m);
  x[(n - 1) * n] = (1.0 - angles->fresnel[n - 1]) / (2.0 * angles->weight[n - 1]);
  solve (n, m, x);
  for (guint i = 0; i < n; i++)
    memcpy (radiance[i], x + i * n, 2 * sizeof (double));
}

void
tonsure_layer_fluxes (const TonsureAngles *angles, const TonsureLayer *layer, TonsureFluxes *fluxes)
{
  guint n = angles->n;
  double down[TONSURE_MOST_ANGLES][2], out[TONSURE_MOST_ANGLES];
  double index2 = angles->index * angles->index;
  double flux[2] = { 0.0, 0.0 };

  enter (angles, layer, down);
  escape (angles, out);
  fluxes->total_diffuse = 0.0;
  for (guint i = 0; i < n; i++)
    {
      for (guint j = 0; j < n; j++)
        for (guint k = 0; k < 2; k++)
          flux[k] += out[i] * layer->reflect[i * n + j] * down[j][k];
      if (angles->fresnel[i] < 1.0)
        fluxes->total_diffuse +=
            2.0 * index2 * angles->cosine[i] * angles->weight[i] * angles->fresnel[i];
    }
  fluxes->diffuse = flux[0];
  fluxes->specular = angles->fresnel[n - 1];
  fluxes->total_diffuse += flux[1];
}

double
tonsure_layer_transmittance (const TonsureAngles *angles, const TonsureLayer *layer)
{
  guint n = angles->n;
  double down[TONSURE_MOST_ANGLES][2], sum = 0.0;

  enter (angles, layer, down);
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < n; j++)
      sum += 2.0 * angles->cosine[i] * angles->weight[i] * layer->transmit[i * n + j] * down[j][0];
  return sum;
}
