/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * The colors of all bare skins, solved once and interpolated.
 *
 * Melanin and blood in steps of their logarithms, saturation and vessels as
 * tonsure_skin_init() sets them; in between the logarithms of X, Y and Z are interpolated
 * by cubics, to CIEDE2000 .1. Places are counted in steps. The first color asked for takes a
 * fifth of a second, by whichever thread asks first.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Places: melanin .001 to .6, blood .0005 to .1. */
#define TONSURE_ATLAS_MELANIN 19
#define TONSURE_ATLAS_BLOOD 6

/**
 * tonsure_atlas_melanin:
 * @at: 0 to %TONSURE_ATLAS_MELANIN
 *
 * Returns: volume fraction of melanosomes at that place.
 */
double tonsure_atlas_melanin (double at);

/**
 * tonsure_atlas_blood:
 * @at: 0 to %TONSURE_ATLAS_BLOOD
 *
 * Returns: volume fraction of blood at that place.
 */
double tonsure_atlas_blood (double at);

/**
 * tonsure_atlas_color:
 * @melanin: place, 0 to %TONSURE_ATLAS_MELANIN
 * @blood: place, 0 to %TONSURE_ATLAS_BLOOD
 * @log_xyz: (out): natural logarithms of X, Y and Z, D65, 2°, the specular part included
 */
void tonsure_atlas_color (double melanin, double blood, double log_xyz[3]);

G_END_DECLS
