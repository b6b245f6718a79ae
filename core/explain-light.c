/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Skin and light that explain a color: see explain-light.h. */
#include "explain-light.h"
#include "exact.h"
#include "skin-atlas.h"
#include "spectrum.h"

#include <math.h>

#define FINENESS 2 /* places between two nodes of the atlas */

#define MELANIN 0.03
#define MELANIN_SPREAD 1.0
#define BLOOD 0.012
#define BLOOD_SPREAD 0.5
#define GAIN 0.35
#define RED 0.06
#define BLUE 0.08
#define FREEDOM 3.0

/* Twice the negative logarithm of Student's t, but for a constant. */
static double
student (double x)
{
  return (FREEDOM + 1.0) * tonsure_log (1.0 + x * x / FREEDOM);
}

static double
square (double x)
{
  return x * x;
}

/* What must be the light on that skin, as logarithms; what that costs. */
static double
cost_of (double melanin, double blood, const double seen[3], const double *primaries,
         double light[3])
{
  double xyz[3], rgb[3];

  tonsure_atlas_color (melanin, blood, xyz);
  for (int i = 0; i < 3; i++)
    xyz[i] = tonsure_exp (xyz[i]);
  tonsure_xyz_to_rgb (xyz, primaries, rgb);
  for (int c = 0; c < 3; c++)
    light[c] = seen[c] - tonsure_log (MAX (rgb[c], 1e-6));
  return square (tonsure_log (tonsure_atlas_melanin (melanin) / MELANIN) / MELANIN_SPREAD)
         + square (tonsure_log (tonsure_atlas_blood (blood) / BLOOD) / BLOOD_SPREAD)
         + student (light[1] / GAIN) + student ((light[0] - light[1]) / RED)
         + student ((light[2] - light[1]) / BLUE);
}

gboolean
tonsure_skin_explain_light (const double rgb[3], const double *primaries, TonsureSkin *skin,
                            double light[3])
{
  double seen[3], sum[6] = { 0.0 };

  tonsure_skin_init (skin, MELANIN, BLOOD);
  for (int c = 0; c < 3 && light != NULL; c++)
    light[c] = 1.0;
  for (int c = 0; c < 3; c++)
    {
      if (!(rgb[c] > 0.0 && rgb[c] < 1e6))
        return FALSE;
      seen[c] = tonsure_log (rgb[c]);
    }
  for (int i = 0; i <= FINENESS * TONSURE_ATLAS_MELANIN; i++)
    for (int j = 0; j <= FINENESS * TONSURE_ATLAS_BLOOD; j++)
      {
        double m = (double) i / FINENESS, b = (double) j / FINENESS, there[3];
        double weight = tonsure_exp (-0.5 * cost_of (m, b, seen, primaries, there));

        sum[0] += weight;
        sum[1] += weight * tonsure_log (tonsure_atlas_melanin (m));
        sum[2] += weight * tonsure_log (tonsure_atlas_blood (b));
        for (int c = 0; c < 3; c++)
          sum[3 + c] += weight * there[c];
      }
  if (!(sum[0] > 0.0))
    return FALSE;
  tonsure_skin_init (skin, tonsure_exp (sum[1] / sum[0]), tonsure_exp (sum[2] / sum[0]));
  for (int c = 0; c < 3 && light != NULL; c++)
    light[c] = tonsure_exp (sum[3 + c] / sum[0]);
  return TRUE;
}
