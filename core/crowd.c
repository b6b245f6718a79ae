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

/* A dot takes at most this part of what is within reach of pigment, so that the density of a
 * pixel in its middle stays finite. */
#define MOST_TAKEN 0.98

void
tonsure_crowd_shares (const TonsureProfile *profiles, const double *diameters, guint n,
                      double share[3])
{
  for (int channel = 0; channel < 3; channel++)
    {
      share[channel] = 0.0;
      for (guint k = 0; k < n; k++)
        {
          double area = 0.25 * G_PI * diameters[k] * diameters[k];

          share[channel] +=
              tonsure_crowd_share (profiles[k].mass[channel], area, profiles[k].layer[channel]) / n;
        }
    }
}

void
tonsure_crowd_scale (TonsureProfile *profiles, guint n, double share[3])
{
  for (int channel = 0; channel < 3; channel++)
    {
      for (guint k = 0; k < n; k++)
        share[channel] = MAX (share[channel], profiles[k].loss[channel][0] / MOST_TAKEN);
      share[channel] = MIN (share[channel], 1.0);
      for (guint k = 0; k < n; k++)
        {
          for (int i = 0; i < TONSURE_PROFILE_SAMPLES; i++)
            profiles[k].loss[channel][i] /= (float) share[channel];
          profiles[k].mass[channel] /= share[channel];
        }
    }
}
