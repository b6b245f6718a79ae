/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* How unevenly dots fade: see uneven.h. */
#include "uneven.h"
#include "ageing.h"
#include "exact.h"

#include <math.h>

/* ln (1.34 / .75) / 1.2816 */
#define USUAL_SD 0.75
#define SD_LOG_SD 0.45

#define MOST_STEPS 60
#define CONVERGED 1e-13

double
tonsure_uneven_sd (double quantile)
{
  return USUAL_SD * tonsure_exp (SD_LOG_SD * tonsure_deviate (quantile));
}

double
tonsure_uneven_part (double carbon)
{
  return sqrt (carbon);
}

static double
rate_of (double sd, guint lot)
{
  return tonsure_exp (sd * tonsure_normal_quantile ((lot + 0.5) / TONSURE_UNEVEN_LOTS));
}

/* Newton for the logarithm of what is left, which is convex: from below the dose it never goes
 * beyond. */
double
tonsure_uneven_dose (double sd, const double *weight, double left)
{
  double rate[TONSURE_UNEVEN_LOTS], share[TONSURE_UNEVEN_LOTS], sum = 0.0, dose;

  if (!(left < 1.0))
    return 0.0;
  for (guint i = 0; i < TONSURE_UNEVEN_LOTS; i++)
    {
      rate[i] = rate_of (sd, i);
      share[i] = weight != NULL ? weight[i] : 1.0;
      sum += share[i];
    }
  dose = -tonsure_log (left) / rate[TONSURE_UNEVEN_LOTS - 1];
  for (guint step = 0; step < MOST_STEPS; step++)
    {
      double now = 0.0, slope = 0.0, more;

      for (guint i = 0; i < TONSURE_UNEVEN_LOTS; i++)
        {
          double one = share[i] / sum * tonsure_exp (-rate[i] * dose);

          now += one;
          slope += rate[i] * one;
        }
      more = tonsure_log (now / left) * now / slope;
      dose += more;
      if (!(more > CONVERGED * dose))
        break;
    }
  return MAX (dose, 0.0);
}

double
tonsure_uneven_left (double sd, guint lot, double dose)
{
  return tonsure_exp (-rate_of (sd, lot) * dose);
}
