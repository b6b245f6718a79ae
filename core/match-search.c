/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What is tried for a match: inks, dilutions and densities: see match-private.h. */
#include "exact.h"
#include "match-private.h"

#include <math.h>

/* What another density costs, CIEDE2000. */
#define PRICE_OF_DENSITY 0.3

#define HALVINGS 20
#define GRID 16
#define NARROWINGS 12
#define GOLDEN 0.6180339887498949

/* Optical thickness of the median dot at most: the strongest dots of a favorable outcome then are
 * as thick as tables of dots go (25, dot-table.h), and beyond more pigment is hardly darker. */
#define THICKEST 13.0

double
tonsure_match_wish (const TonsureMatchTask *task)
{
  return CLAMP (task->treatment.density, TONSURE_MATCH_SPARSEST, TONSURE_MATCH_DENSEST);
}

/* Absorptions fall from step to step. */
gboolean
tonsure_match_steps (const TonsureMatchTask *task, guint ink, guint *first, guint *end,
                     TonsureInkDeposit deposits[TONSURE_MATCH_STEPS], GError **error)
{
  guint n, n_inks;
  const double *water = tonsure_ink_dilutions (&n);
  const TonsureInk *one = tonsure_inks (&n_inks) + ink;
  double strongest = THICKEST / (0.1 * task->treatment.thickness);

  *first = n - 1;
  *end = 0;
  for (guint i = 0; i < n; i++)
    {
      if (!tonsure_ink_deposit (one, water[i], &deposits[i], error))
        return FALSE;
      if (water[i] < MAX (one->least_water, TONSURE_INK_LEAST_WATER) || water[i] > one->most_water
          || deposits[i].absorption > strongest)
        continue;
      *first = MIN (*first, i);
      *end = i + 1;
    }
  *end = MAX (*end, *first + 1);
  return TRUE;
}

void
tonsure_match_lab (const TonsureMatchTask *task, const double rgb[3], double lab[3])
{
  double xyz[3];

  tonsure_rgb_to_xyz (rgb, task->primaries, xyz);
  for (int i = 0; i < 3; i++)
    xyz[i] = MAX (xyz[i], 0.0);
  tonsure_xyz_to_lab (xyz, lab);
}

static void
treated_rgb (const TonsureMatchTask *task, const double transmittance[3], double rgb[3])
{
  for (int c = 0; c < 3; c++)
    rgb[c] = task->bare[c] * transmittance[c];
}

void
tonsure_match_treated (const TonsureMatchTask *task, const double transmittance[3], double lab[3])
{
  double rgb[3];

  treated_rgb (task, transmittance, rgb);
  tonsure_match_lab (task, rgb, lab);
}

double
tonsure_match_depth (const TonsureMatchTask *task, const double transmittance[3])
{
  double rgb[3], treated[3], bare[3];

  treated_rgb (task, transmittance, rgb);
  tonsure_rgb_to_xyz (rgb, task->primaries, treated);
  tonsure_rgb_to_xyz (task->bare, task->primaries, bare);
  return -tonsure_log (MAX (treated[1] / bare[1], 1e-3));
}

double
tonsure_match_density (const TonsureMatchTask *task, const TonsureToneDots *dots)
{
  double low = tonsure_log (TONSURE_MATCH_SPARSEST), high = tonsure_log (TONSURE_MATCH_DENSEST);

  for (int i = 0; i < HALVINGS; i++)
    {
      double middle = 0.5 * (low + high), transmittance[3];

      tonsure_tone_transmittance (dots, tonsure_exp (middle), transmittance);
      if (tonsure_match_depth (task, transmittance) < task->depth)
        low = middle;
      else
        high = middle;
    }
  return tonsure_exp (0.5 * (low + high));
}

double
tonsure_match_price (double density, double wish)
{
  return PRICE_OF_DENSITY * fabs (tonsure_log (density / wish));
}

void
tonsure_match_set (TonsureMatch *match, guint ink, guint step, const TonsureInkDeposit *deposit,
                   double density)
{
  guint n;

  match->ink = ink;
  match->step = step;
  match->water = tonsure_ink_dilutions (&n)[step];
  match->density = density;
  match->absorption = deposit->absorption;
  match->carbon_exponent = deposit->carbon_exponent;
  match->iron_oxide = deposit->iron_oxide;
}

/* What a density costs; remembers the best. */
static double
try_density (TonsureMatchSearch *search, double log_density)
{
  double density = tonsure_exp (log_density);
  double prices = tonsure_match_price (density, search->wish);
  double price = prices + search->difference (search->what, density, search->best - prices);

  if (price < search->best)
    {
      search->best = price;
      search->density = density;
      search->found = TRUE;
    }
  return price;
}

/* First the wish, then a grid, then by golden section around the best of both. */
gboolean
tonsure_match_find_density (TonsureMatchSearch *search)
{
  double low = tonsure_log (TONSURE_MATCH_SPARSEST), high = tonsure_log (TONSURE_MATCH_DENSEST);
  double step = (high - low) / GRID, least = G_MAXDOUBLE, at = low, a, b;

  search->found = FALSE;
  for (int i = -1; i <= GRID; i++)
    {
      double x = i < 0 ? tonsure_log (search->wish) : low + i * step;
      double price = try_density (search, x);

      if (price < least)
        {
          least = price;
          at = x;
        }
    }
  a = MAX (at - step, low);
  b = MIN (at + step, high);
  for (int i = 0; i < NARROWINGS; i++)
    {
      double c = b - GOLDEN * (b - a), d = a + GOLDEN * (b - a);

      if (try_density (search, c) < try_density (search, d))
        b = d;
      else
        a = c;
    }
  return search->found;
}
