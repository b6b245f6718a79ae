/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * What the tables of reference optics hold, predicted by the library.
 *
 * Colors are CIELAB (D65, 2°) and linear sRGB.
 */
#pragma once

#include "skin.h"

/**
 * OpticsColor:
 * @lab: CIELAB
 * @rgb: linear sRGB
 */
typedef struct
{
  double lab[3];
  double rgb[3];
} OpticsColor;

void optics_color_of_spectrum (const double reflectance[TONSURE_BANDS], OpticsColor *color);

/**
 * optics_typology_angle:
 *
 * Returns: the individual typology angle, degrees: atan ((L - 50) / b) (Chardon 1991)
 */
double optics_typology_angle (const double lab[3]);

/**
 * optics_code:
 * @linear: 0 to 1; what is outside is clipped
 *
 * Returns: the value in eight bits that IEC 61966-2-1 gives it
 */
int optics_code (double linear);

/**
 * optics_layer:
 * @ink: or %NULL for bare skin alone
 * @bare: (out): reflectance, the specular part included
 * @inked: (out) (nullable): the same with a complete layer of @ink
 */
gboolean optics_layer (const TonsureSkin *skin, const TonsureInkLayer *ink,
                       double bare[TONSURE_BANDS], double inked[TONSURE_BANDS], GError **error);

/**
 * optics_dot:
 * @diameter: of the disc, mm
 * @radii: (array length=n): mm from its center
 * @transmittance: (out) (array length=n): of red, green and blue, ratio of the light that
 *   comes from inside the skin
 * @full: (out): the same of a layer without end
 */
gboolean optics_dot (const TonsureSkin *skin, const TonsureInkLayer *ink, double diameter,
                     const double *radii, guint n, double (*transmittance)[3], double full[3],
                     GError **error);

/* Of what optics_lattice_mean() adds up: distances, mm. */
#define OPTICS_CURVE_STEP 0.005
#define OPTICS_CURVE_SAMPLES 1201

/**
 * optics_lattice_mean:
 * @transmittance: (array length=OPTICS_CURVE_SAMPLES): of one dot at distances from its
 *   center; it takes nothing beyond the last
 * @pitch: distance of the dots of a square lattice, mm
 * @share: (array length=3): of the light that dots share, as tonsure_crowd_share() gives it
 * @mean: (out): mean of what all dots together leave of the light
 */
void optics_lattice_mean (const double (*transmittance)[3], double pitch, const double share[3],
                          double mean[3]);

/**
 * optics_lattice:
 * @pitch: distance of the discs of a square lattice, mm
 * @mean: (out): mean transmittance of red, green and blue, the specular part included in
 *   both colors
 * @bare: (out): color of the bare skin
 * @inked: (out): mean color of the skin with the lattice
 *
 * Dots combine as crowd.h says.
 */
gboolean optics_lattice (const TonsureSkin *skin, const TonsureInkLayer *ink, double diameter,
                         double pitch, double mean[3], OpticsColor *bare, OpticsColor *inked,
                         GError **error);
