/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Dots and skins from the same walks: see dot-cells.h. */
#include "dot-cells.h"
#include "exact.h"
#include "skin.h"
#include "tissue.h"
#include "walk.h"

#include <math.h>
#include <string.h>

/* Places around one walk at the same distance. */
#define TURNS 4

/* The golden angle, by which those turn from node to node. */
#define GOLDEN_COSINE -0.7373688780783197
#define GOLDEN_SINE 0.6754902942615238

/* What is deeper than this in a deposit gets no light, mm. */
#define HIGHEST 4.0

typedef double Lengths[TONSURE_DOT_RADII][TURNS];

/* How one walk counts: the point that it is looked at from, in each view, its weight in each
 * skin, and a random direction. */
typedef struct
{
  double x[TONSURE_DOT_VIEWS], y[TONSURE_DOT_VIEWS];
  double weight[DOT_SKINS];
  double cosine[TONSURE_DOT_RADII], sine[TONSURE_DOT_RADII];
} Sight;

void
dot_cells_init (DotCells *cells, int depth, int photons, double epidermis)
{
  memset (cells, 0, sizeof *cells);
  cells->depth = depth;
  cells->photons = photons;
  cells->epidermis = epidermis;
  for (int i = 0; i < TONSURE_DOT_DIAMETERS; i++)
    for (int k = 0; k < TONSURE_DOT_RADII; k++)
      cells->radii[i][k] =
          tonsure_dot_radius (tonsure_dot_depths[depth], 0.5 * tonsure_dot_diameters[i], k);
}

/* The walk is that of the least absorbing skin. */
static void
weigh (const Medium *medium, const Walk *walk, double weight[DOT_SKINS])
{
  for (int d = 0; d < TONSURE_DOT_DERMES; d++)
    for (int e = 0; e < TONSURE_DOT_EPIDERMES; e++)
      {
        double dermis = tonsure_dot_dermes[d] * TONSURE_DOT_SCATTERING - medium->dermis;
        double epidermis = tonsure_dot_epidermes[e] / medium->thickness - medium->epidermis;

        weight[d * TONSURE_DOT_EPIDERMES + e] =
            walk->weight * tonsure_exp (-dermis * walk->dermis - epidermis * walk->epidermis);
      }
}

static void
look (const Medium *medium, const Walk *walk, guint64 *state, Sight *sight)
{
  sight->x[TONSURE_DOT_VIEW_CAMERA] = 0.0;
  sight->y[TONSURE_DOT_VIEW_CAMERA] = 0.0;
  sight->x[TONSURE_DOT_VIEW_EXITANCE] = walk->x;
  sight->y[TONSURE_DOT_VIEW_EXITANCE] = walk->y;
  weigh (medium, walk, sight->weight);
  walk_turn (state, &sight->cosine[0], &sight->sine[0]);
  for (int k = 1; k < TONSURE_DOT_RADII; k++)
    {
      double c = sight->cosine[k - 1], s = sight->sine[k - 1];

      sight->cosine[k] = c * GOLDEN_COSINE - s * GOLDEN_SINE;
      sight->sine[k] = c * GOLDEN_SINE + s * GOLDEN_COSINE;
    }
}

static void
add (const Sight *sight, double share, double sum[DOT_SKINS])
{
  for (int i = 0; i < DOT_SKINS; i++)
    sum[i] += share * sight->weight[i];
}

static double
lost (double ink, double thickness, double length)
{
  return 1.0 - tonsure_exp (-ink * length / thickness);
}

/* Way of one crossing inside the discs at the distance of node @k. */
static void
measure_node (const Sight *sight, const Crossing *crossing, double half, double radius, double r,
              int k, double length[TURNS])
{
  double x = r * sight->cosine[k], y = r * sight->sine[k];
  const double place[TURNS][2] = { { x, y }, { -y, x }, { -x, -y }, { y, -x } };

  for (int turn = 0; turn < (k == 0 ? 1 : TURNS); turn++)
    {
      double px = crossing->x + 0.5 * crossing->dx - place[turn][0];
      double py = crossing->y + 0.5 * crossing->dy - place[turn][1];

      if (px * px + py * py < (half + radius) * (half + radius))
        length[turn] += crossing_in_disc (crossing, place[turn][0], place[turn][1], radius);
    }
}

/* Ways inside the discs at all nodes and turns around one point. A crossing matters only to
 * the nodes at its distance. */
static void
measure (const Sight *sight, int view, const Slab *slab, double radius, const double *radii,
         Lengths length)
{
  memset (length, 0, sizeof (Lengths));
  for (guint n = 0; n < slab->n; n++)
    {
      Crossing moved = slab->crossing[n];
      double half = 0.5 * sqrt (moved.dx * moved.dx + moved.dy * moved.dy);

      moved.x -= sight->x[view];
      moved.y -= sight->y[view];
      double x = moved.x + 0.5 * moved.dx, y = moved.y + 0.5 * moved.dy;
      double middle = sqrt (x * x + y * y);

      for (int k = 0; k < TONSURE_DOT_RADII && radii[k] <= middle + half + radius; k++)
        if (radii[k] >= middle - half - radius)
          measure_node (sight, &moved, half, radius, radii[k], k, length[k]);
    }
}

static void
add_dot (const Sight *sight, double ink, double thickness, const Lengths length,
         double (*loss)[DOT_SKINS])
{
  for (int k = 0; k < TONSURE_DOT_RADII; k++)
    {
      int turns = k == 0 ? 1 : TURNS;
      double sum = 0.0;

      for (int turn = 0; turn < turns; turn++)
        if (length[k][turn] > 0.0)
          sum += lost (ink, thickness, length[k][turn]);
      if (sum > 0.0)
        add (sight, sum / turns, loss[k]);
    }
}

static void
add_dots (DotCells *cells, int height, int ink, double thickness, const Sight *sight,
          const Slab *slab)
{
  Lengths length;

  for (int d = 0; d < TONSURE_DOT_DIAMETERS; d++)
    {
      if (cells->wanted != NULL && !cells->wanted (height, ink, d))
        continue;
      for (int view = 0; view < TONSURE_DOT_VIEWS; view++)
        {
          measure (sight, view, slab, 0.5 * tonsure_dot_diameters[d], cells->radii[d], length);
          add_dot (sight, tonsure_dot_inks[ink], thickness, length,
                   cells->loss[height][ink][d][view]);
        }
    }
}

/* Height of a deposit of effective depth @depth, by what the axis of heights means. */
static double
thickness_of (double depth, double height, double ink)
{
  return depth / (1.0 / height - 0.5 + tonsure_dot_center (ink));
}

static void
add_walk (DotCells *cells, const Walk *walk, const Sight *sight, Slab *slab)
{
  double depth = tonsure_dot_depths[cells->depth];

  add (sight, 1.0, cells->bare);
  for (int height = 0; height < TONSURE_DOT_HEIGHTS; height++)
    for (int i = 0; i < TONSURE_DOT_INKS; i++)
      {
        double ink = tonsure_dot_inks[i], length = 0.0;
        double thickness = thickness_of (depth, tonsure_dot_heights[height], ink);
        double top = depth - thickness * tonsure_dot_center (ink);

        walk_cut (walk, top, top + MIN (thickness, HIGHEST), slab);
        if (slab->n == 0)
          continue;
        for (guint n = 0; n < slab->n; n++)
          length += slab->crossing[n].length;
        add (sight, lost (ink, thickness, length), cells->layer[height][i]);
        add_dots (cells, height, i, thickness, sight, slab);
      }
}

void
dot_cells_solve (DotCells *cells)
{
  g_autofree Walk *walk = g_new (Walk, 1);
  g_autofree Slab *slab = g_new (Slab, 1);
  Medium medium = { TONSURE_DOT_SCATTERING / (1.0 - TONSURE_TISSUE_ANISOTROPY), 0.0,
                    tonsure_dot_dermes[0] * TONSURE_DOT_SCATTERING, cells->epidermis };
  Sight sight;

  for (int photon = 0; photon < cells->photons; photon++)
    {
      guint64 state = tonsure_hash64 ((guint64) photon + 1), turn = ~state;

      walk_photon (&medium, HIGHEST, &state, walk);
      if (walk->weight <= 0.0)
        continue;
      look (&medium, walk, &turn, &sight);
      add_walk (cells, walk, &sight, slab);
    }
}
