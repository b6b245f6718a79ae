/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What is tried for a match: inks, dilutions and densities: see match-private.h. */
#include "exact.h"
#include "match-private.h"

#include <math.h>

/* What another density costs, CIEDE2000. */
#define PRICE_OF_DENSITY 0.3

#define GRID 24
#define NARROWINGS 24
#define GOLDEN 0.6180339887498949

double
tonsure_match_wish (const TonsureMatchTask *task)
{
  return CLAMP (task->treatment->density, TONSURE_MATCH_SPARSEST, TONSURE_MATCH_DENSEST);
}

/* Which dilutions of an ink are recipes and a deposit can hold; their absorptions fall. */
guint
tonsure_match_steps (guint ink, guint *first, TonsureInkDeposit deposits[TONSURE_MATCH_STEPS],
                     GError **error)
{
  guint n, n_inks;
  const double *water = tonsure_ink_dilutions (&n);
  const TonsureInk *inks = tonsure_inks (&n_inks);

  *first = n;
  for (guint i = 0; i < n; i++)
    {
      if (!tonsure_ink_deposit (&inks[ink], water[i], &deposits[i], error))
        return 0;
      if (water[i] >= TONSURE_INK_LEAST_WATER && deposits[i].absorption <= TONSURE_MATCH_STRONGEST)
        *first = MIN (*first, i);
    }
  return n;
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
  double prices =
      PRICE_OF_DENSITY * fabs (log_density - tonsure_log (search->wish)) + search->extra;
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
