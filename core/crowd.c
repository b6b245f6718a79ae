/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What dots that stand close together take of the light: see crowd.h. */
#include "crowd.h"
#include "exact.h"

/* Halvings of the range of the share: more than a double has bits. */
#define HALVINGS 60

/* What dots take that cover all of the skin. It grows with the share. */
static double
taken (double density, double share)
{
  return share * (1.0 - tonsure_exp (-density / share));
}

double
tonsure_crowd_share (double mass, double area, double full)
{
  double density = mass / area, loss = 1.0 - full, low = loss, high = 1.0;

  if (!(density > 0.0 && loss > 0.0 && taken (density, 1.0) > loss))
    return 1.0;
  for (int i = 0; i < HALVINGS; i++)
    {
      double middle = 0.5 * (low + high);

      if (taken (density, middle) < loss)
        low = middle;
      else
        high = middle;
    }
  return high;
}
