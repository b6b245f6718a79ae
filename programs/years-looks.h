/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * The mean color of treated skin, over areas far wider than a dot.
 *
 * Colors are CIELAB, D65, 2°, with the light that the surface of the skin reflects.
 */
#pragma once

#include "history.h"
#include "skin.h"

/**
 * YearsPlan:
 * @deposit: the median deposit at year 0
 * @density: dots per cm²
 * @history: what happens to it
 * @skin: what it lies in
 *
 * A treatment through the years. The spread between dots is left out.
 */
typedef struct
{
  TonsureDeposit deposit;
  double density;
  TonsureHistory history;
  TonsureSkin skin;
} YearsPlan;

/**
 * YearsTreated:
 * @carbon: what is left of the carbon, relative to year 0, all generations together
 * @iron_oxide: the same of iron oxide; 0 where the ink holds none
 * @red_share: of the absorption of the oldest dots at 550 nm, what is iron oxide's
 * @diameter: of the oldest dots, mm
 * @absorption: of the oldest dots at 550 nm, 1/cm
 * @mass: for each channel of linear sRGB, mm² of light lost by all generations, for each dot of
 *   the plan
 * @most: for each channel, the part of the light that dots can reach, see crowd.h
 */
typedef struct
{
  double carbon;
  double iron_oxide;
  double red_share;
  double diameter;
  double absorption;
  double mass[3];
  double most[3];
} YearsTreated;

/**
 * years_treated:
 * @years: since healed
 * @quantile: share of people who do better
 */
gboolean years_treated (const YearsPlan *plan, double years, double quantile, YearsTreated *treated,
                        GError **error);

/**
 * years_fresh:
 * @days: since the session
 *
 * Like years_treated(), in the first weeks.
 */
gboolean years_fresh (const YearsPlan *plan, double days, double quantile, YearsTreated *treated,
                      GError **error);

/**
 * years_bare:
 * @rgb: (out): light from inside the bare skin, linear sRGB
 */
gboolean years_bare (const TonsureSkin *skin, double rgb[3], GError **error);

/**
 * years_treated_rgb:
 * @bare: from years_bare()
 * @density: dots of the plan per cm²
 * @rgb: (out): light from inside the treated skin
 */
void years_treated_rgb (const YearsTreated *treated, const double bare[3], double density,
                        double rgb[3]);

/**
 * years_lab:
 * @rgb: light from inside the skin
 */
void years_lab (const double rgb[3], double lab[3]);
