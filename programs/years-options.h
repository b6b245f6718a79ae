/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Options of a treatment through the years, as the tables of years-table share them.
 */
#pragma once

#include "years-looks.h"
#include "years-table.h"

/**
 * YearsOptions:
 *
 * What the command line says; see years_options_entries.
 */
typedef struct
{
  char *ink, *permanence;
  char **touch_ups, **lasers;
  double top, diameter, thickness, absorption, density, melanin, blood;
  double sun, scar, atrophy, added, laser_scar, laser_quantile;
  int skin_type, years;
} YearsOptions;

/**
 * years_options_entries:
 * @options: (out): gets the defaults, then what the command line says
 * @more: (array zero-terminated=1): further options
 *
 * Returns: (transfer container): free with g_free() after parsing
 */
GOptionEntry *years_options_entries (YearsOptions *options, const GOptionEntry *more);

void years_options_clear (YearsOptions *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YearsOptions, years_options_clear)

/**
 * years_options_plan:
 *
 * Returns: %FALSE with an error that names the option and its range.
 */
gboolean years_options_plan (const YearsOptions *options, YearsPlan *plan, GError **error);
