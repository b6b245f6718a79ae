/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The Monte-Carlo table of single dots: see dot-table.h. */
#include "dot-table.h"
#include "exact.h"
#include "tonsure-dots.h"

#include <math.h>
#include <string.h>

const double tonsure_dot_depths[TONSURE_DOT_DEPTHS] = { 0.04, 0.06, 0.09, 0.135, 0.2,
                                                        0.3,  0.45, 0.7,  1.1,   1.8 };
const double tonsure_dot_heights[TONSURE_DOT_HEIGHTS] = { 0.1, 0.35, 0.9, 1.5 };
const double tonsure_dot_inks[TONSURE_DOT_INKS] = { 0.05, 0.25, 0.8, 2.5, 8.0, 25.0 };
const double tonsure_dot_diameters[TONSURE_DOT_DIAMETERS] = {
  0.06, 0.1, 0.15, 0.22, 0.33, 0.55, 1.1
};
const double tonsure_dot_dermes[TONSURE_DOT_DERMES] = { 0.008, 0.03, 0.1, 0.35, 1.2 };
const double tonsure_dot_epidermes[TONSURE_DOT_EPIDERMES] = { 0.0, 0.12, 0.4, 1.0, 2.6 };

/* Nodes from the center to the rim, which is one, and beyond. */
#define RIM 5

/* The last node lies as far from the rim, mm. */
#define FARTHEST 4.2

/* Distances from the rim are linear up to about this share of the depth, then geometric. */
#define LINEAR 0.15

/* Steps of the integral over half the rim of a disc. Its sum converges exponentially,
 * slowest where the disc is wide and shallow. */
#define FEWEST_RIM_STEPS 32
#define MOST_RIM_STEPS 512

double
tonsure_dot_center (double ink)
{
  return ink < 1e-3 ? 0.5 - ink / 12.0 : 1.0 / ink - 1.0 / (tonsure_exp (ink) - 1.0);
}

double
tonsure_dot_radius (double depth, double radius, double node)
{
  double unit = LINEAR * depth;
  double far = node < RIM ? radius : FARTHEST;
  double share = node < RIM ? 1.0 - node / RIM : (node - RIM) / (TONSURE_DOT_RADII - 1 - RIM);
  double offset = unit * (tonsure_pow (1.0 + far / unit, share) - 1.0);

  if (node <= 0.0)
    return 0.0;
  return node < RIM ? radius - offset : radius + offset;
}

/* Cosines of i π / MOST_RIM_STEPS, by halving angles. */
static const double *
rim_cosines (void)
{
  static double cosine[MOST_RIM_STEPS + 1];
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      cosine[0] = 1.0;
      cosine[MOST_RIM_STEPS / 2] = 0.0;
      cosine[MOST_RIM_STEPS] = -1.0;
      for (int step = MOST_RIM_STEPS / 4; step >= 1; step /= 2)
        {
          cosine[step] = sqrt (0.5 * (1.0 + cosine[2 * step]));
          for (int i = 3 * step; i <= MOST_RIM_STEPS; i += 2 * step)
            cosine[i] = 2.0 * cosine[step] * cosine[i - step] - cosine[i - 2 * step];
        }
      g_once_init_leave (&ready, 1);
    }
  return cosine;
}

static int
rim_steps (double radius, double depth)
{
  int steps = FEWEST_RIM_STEPS;

  while (steps < MOST_RIM_STEPS && steps * depth < 15.0 * radius)
    steps *= 2;
  return steps;
}

/* The integral over the rim of (1 - cos polar angle) d azimuth, by the trapezoidal rule. */
double
tonsure_dot_share (TonsureDotView view, double radius, double depth, double r)
{
  const double *cosine = rim_cosines ();
  double z = (view == TONSURE_DOT_VIEW_CAMERA ? 0.6 : 0.919) * depth, sum = 0.0;
  int steps = rim_steps (radius, z);

  for (int i = 0; i <= steps; i++)
    {
      double c = cosine[i * (MOST_RIM_STEPS / steps)];
      double s = sqrt (radius * radius + r * r - 2.0 * radius * r * c + z * z);
      double term = radius * (radius - r * c) / (s * (s + z));

      sum += i == 0 || i == steps ? 0.5 * term : term;
    }
  return CLAMP (sum / steps, 0.0, 1.0);
}

double
tonsure_dot_node_at (double depth, double radius, double r)
{
  double unit = LINEAR * depth;

  if (r < radius)
    return RIM
           * (1.0 - tonsure_log (1.0 + (radius - r) / unit) / tonsure_log (1.0 + radius / unit));
  return MIN (RIM
                  + (TONSURE_DOT_RADII - 1 - RIM) * tonsure_log (1.0 + (r - radius) / unit)
                        / tonsure_log (1.0 + FARTHEST / unit),
              TONSURE_DOT_RADII - 1.0);
}

/* Three neighboring nodes of an axis and their weights, after Lagrange. */
#define NEIGHBORS 3

typedef struct
{
  int first;
  double weight[NEIGHBORS];
} Neighbors;

/* Nodes are looked at on a @scale on which what stands in the table is smooth. */
static Neighbors
find_neighbors (const double *nodes, int n, double (*scale) (double), double value)
{
  Neighbors found = { .first = 0 };
  double at = scale (CLAMP (value, nodes[0], nodes[n - 1]));

  /* The middle one is the nearest. */
  while (found.first < n - NEIGHBORS
         && at - scale (nodes[found.first + 1]) > scale (nodes[found.first + 2]) - at)
    found.first++;
  double a = scale (nodes[found.first]);
  double b = scale (nodes[found.first + 1]);
  double c = scale (nodes[found.first + 2]);

  found.weight[0] = (at - b) * (at - c) / ((a - b) * (a - c));
  found.weight[1] = (at - a) * (at - c) / ((b - a) * (b - c));
  found.weight[2] = (at - a) * (at - b) / ((c - a) * (c - b));
  return found;
}

static const guint8 *
get_table (void)
{
  static const guint8 *table;
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      g_autoptr (GBytes) bytes = NULL;

      tonsure_dots_register_resource ();
      bytes = g_resource_lookup_data (tonsure_dots_get_resource (), "/org/tonsure/dot-table.bin",
                                      G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      g_assert (bytes != NULL && g_bytes_get_size (bytes) == TONSURE_DOT_TABLE_BYTES);
      /* It lies in the library itself. */
      table = g_bytes_get_data (bytes, NULL);
      g_once_init_leave (&ready, 1);
    }
  return table;
}

/* Adds all distances at one place of the other axes. */
static void
add_nodes (const guint8 *codes, double weight, double quotient[TONSURE_DOT_RADII])
{
  for (int node = 0; node < TONSURE_DOT_RADII; node++)
    quotient[node] += weight / TONSURE_DOT_CODES * (codes[2 * node] | codes[2 * node + 1] << 8);
}

/* Interpolates along the axes from @axis on; @at is the index among those before. */
static void
interpolate (const Neighbors *neighbors, int axis, gsize at, double weight,
             double quotient[TONSURE_DOT_RADII])
{
  static const int sizes[] = { TONSURE_DOT_DEPTHS,    TONSURE_DOT_HEIGHTS, TONSURE_DOT_INKS,
                               TONSURE_DOT_DIAMETERS, TONSURE_DOT_DERMES,  TONSURE_DOT_EPIDERMES };

  if (axis == G_N_ELEMENTS (sizes))
    {
      add_nodes (get_table () + 2 * TONSURE_DOT_RADII * at, weight, quotient);
      return;
    }
  for (int i = 0; i < NEIGHBORS; i++)
    if (neighbors[axis].weight[i] != 0.0)
      interpolate (neighbors, axis + 1, at * sizes[axis] + neighbors[axis].first + i,
                   weight * neighbors[axis].weight[i], quotient);
}

void
tonsure_dot_quotients (TonsureDotView view, const TonsureDotPlace *place,
                       double quotient[TONSURE_DOT_RADII])
{
  const Neighbors neighbors[] = {
    find_neighbors (tonsure_dot_depths, TONSURE_DOT_DEPTHS, tonsure_log, place->depth),
    find_neighbors (tonsure_dot_heights, TONSURE_DOT_HEIGHTS, tonsure_log, place->height),
    find_neighbors (tonsure_dot_inks, TONSURE_DOT_INKS, tonsure_log, place->ink),
    find_neighbors (tonsure_dot_diameters, TONSURE_DOT_DIAMETERS, tonsure_log, place->diameter),
    find_neighbors (tonsure_dot_dermes, TONSURE_DOT_DERMES, tonsure_log, place->dermis),
    find_neighbors (tonsure_dot_epidermes, TONSURE_DOT_EPIDERMES, sqrt, place->epidermis),
  };

  memset (quotient, 0, TONSURE_DOT_RADII * sizeof *quotient);
  interpolate (neighbors, 0, view, 1.0, quotient);
  for (int node = 0; node < TONSURE_DOT_RADII; node++)
    quotient[node] = MAX (quotient[node], 0.0);
}
