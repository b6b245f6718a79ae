/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The mean color of treated skin: see years-looks.h. */
#include "years-looks.h"
#include "crowd.h"
#include "optics-predict.h"

#include <math.h>
#include <string.h>

#define MOST_DOTS (TONSURE_MOST_EVENTS + 2)

/* What dots of different kinds take, each so many for every dot of the plan. */
static void
add_up (const TonsureProfile *profiles, const double *diameters, const double *numbers, guint n,
        YearsTreated *treated)
{
  double reach[3] = { 0.0 };

  memset (treated->mass, 0, sizeof treated->mass);
  for (guint i = 0; i < n; i++)
    for (int c = 0; c < 3; c++)
      {
        double mass = numbers[i] * profiles[i].mass[c];
        double area = 0.25 * G_PI * diameters[i] * diameters[i];

        treated->mass[c] += mass;
        reach[c] += mass * tonsure_crowd_share (profiles[i].mass[c], area, profiles[i].layer[c]);
      }
  for (int c = 0; c < 3; c++)
    treated->most[c] = treated->mass[c] > 0.0 ? reach[c] / treated->mass[c] : 1.0;
}

static gboolean
solve (const TonsureSkin *skin, const TonsureDeposit *deposits, const double *numbers, guint n,
       YearsTreated *treated, GError **error)
{
  g_autofree TonsureProfile *profiles = g_new (TonsureProfile, n);
  double diameters[MOST_DOTS];

  for (guint i = 0; i < n; i++)
    diameters[i] = deposits[i].diameter;
  if (!tonsure_profiles_compute (skin, deposits, n, NULL, profiles, error))
    return FALSE;
  add_up (profiles, diameters, numbers, n, treated);
  return TRUE;
}

gboolean
years_treated (const YearsPlan *plan, double years, double quantile, YearsTreated *treated,
               GError **error)
{
  TonsureGeneration all[TONSURE_MOST_EVENTS + 1];
  TonsureDeposit deposits[MOST_DOTS];
  double numbers[MOST_DOTS], iron = 0.0;
  guint n = tonsure_history_generations (&plan->history, &plan->deposit, years, quantile, all);

  for (guint i = 0; i < n; i++)
    {
      numbers[i] = all[i].added + all[i].over;
      iron += numbers[i] * all[i].aged.iron_oxide;
      tonsure_aged_deposit (&all[i].aged, &plan->deposit, &deposits[i]);
    }
  treated->carbon = tonsure_generations_left (all, n);
  treated->iron_oxide = plan->deposit.iron_oxide > 0.0 ? iron : 0.0;
  treated->red_share = deposits[0].iron_oxide;
  treated->diameter = deposits[0].diameter;
  treated->absorption = deposits[0].absorption;
  return solve (&plan->skin, deposits, numbers, n, treated, error);
}

gboolean
years_fresh (const YearsPlan *plan, double days, double quantile, YearsTreated *treated,
             GError **error)
{
  static const double once[] = { 1.0, 1.0 };
  TonsureFresh fresh;
  TonsureDeposit parts[2];
  guint n;

  tonsure_fresh (days, quantile, &fresh);
  n = tonsure_fresh_deposits (&fresh, &plan->deposit, parts);
  treated->carbon = 1.0 + fresh.epidermal;
  treated->iron_oxide = plan->deposit.iron_oxide > 0.0 ? treated->carbon : 0.0;
  treated->red_share = plan->deposit.iron_oxide;
  treated->diameter = plan->deposit.diameter * fresh.diameter;
  treated->absorption = plan->deposit.absorption;
  return solve (&plan->skin, parts, once, n, treated, error);
}

gboolean
years_bare (const TonsureSkin *skin, double rgb[3], GError **error)
{
  double spectrum[TONSURE_BANDS];
  OpticsColor color;

  if (!tonsure_skin_reflectance (skin, NULL, 0, spectrum, NULL, error))
    return FALSE;
  optics_color_of_spectrum (spectrum, &color);
  memcpy (rgb, color.rgb, sizeof color.rgb);
  return TRUE;
}

void
years_treated_rgb (const YearsTreated *treated, const double bare[3], double density, double rgb[3])
{
  for (int c = 0; c < 3; c++)
    {
      double u = treated->most[c];

      rgb[c] = bare[c] * (1.0 - u * (1.0 - exp (-0.01 * density * treated->mass[c] / u)));
    }
}

void
years_lab (const double rgb[3], double lab[3])
{
  double lit[3], xyz[3];

  for (int c = 0; c < 3; c++)
    lit[c] = rgb[c] + TONSURE_SPECULAR;
  tonsure_rgb_to_xyz (lit, NULL, xyz);
  tonsure_xyz_to_lab (xyz, lab);
}
