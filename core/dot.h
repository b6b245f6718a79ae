/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * How one dot of pigment looks in skin: its transmittance T (r).
 */
#pragma once

#include "dot-table.h"
#include "skin.h"

G_BEGIN_DECLS

/* Diameters of dots, mm. */
#define TONSURE_DOT_NARROWEST 0.001
#define TONSURE_DOT_WIDEST 4.0

/**
 * TonsureDotSkin:
 * @light: of each channel, the share that each band has in the light of the bare skin
 * @scale: of each band, reduced scattering relative to that of the table
 * @dermis: absorption of the dermis relative to its reduced scattering
 * @epidermis: optical depth of the epidermis for absorption
 * @bare: reflectance of the bare skin, without specular part
 *
 * Skin as all its dots see it.
 */
typedef struct
{
  double light[3][TONSURE_BANDS];
  double scale[TONSURE_BANDS];
  double dermis[TONSURE_BANDS];
  double epidermis[TONSURE_BANDS];
  double bare[TONSURE_BANDS];
} TonsureDotSkin;

/**
 * tonsure_dot_skin_init:
 * @bare: reflectance of @skin, as tonsure_skin_reflectance() gives it
 * @primaries: linear RGB to XYZ at D50, rows X, Y, Z, or %NULL for sRGB
 */
void tonsure_dot_skin_init (TonsureDotSkin *dot_skin, const TonsureSkin *skin,
                            const double bare[TONSURE_BANDS], const double *primaries);

/**
 * tonsure_dot_layer:
 * @inked: reflectance of the skin with the layer in it
 * @transmittance: (out): of red, green and blue of a layer without end
 */
void tonsure_dot_layer (const TonsureDotSkin *skin, const double inked[TONSURE_BANDS],
                        double transmittance[3]);

/**
 * tonsure_dot_shade:
 * @ink: depth, thickness and absorption of the dot
 * @inked: reflectance of the skin with that as a layer without end
 * @diameter: mm, %TONSURE_DOT_NARROWEST to %TONSURE_DOT_WIDEST
 * @radii: (array length=n): distances from the center, mm
 * @transmittance: (out) (array length=n): of red, green and blue at each
 *
 * Transmittance is the light that leaves the skin's inside, relative to that of the bare
 * skin. It is raw: it is above 1 where a channel gets brighter, which happens for colors
 * outside of the primaries.
 *
 * Each band is solved as dot-table.h says.
 */
void tonsure_dot_shade (const TonsureDotSkin *skin, const TonsureInkLayer *ink,
                        const double inked[TONSURE_BANDS], double diameter, TonsureDotView view,
                        const double *radii, guint n, double (*transmittance)[3]);

/**
 * tonsure_dot_transmittance:
 * @full: (out): transmittance of a layer without end
 *
 * Does all of the above for one dot.
 *
 * Returns: %FALSE with %TONSURE_ERROR_INVALID naming the value and its range.
 */
gboolean tonsure_dot_transmittance (const TonsureSkin *skin, const TonsureInkLayer *ink,
                                    double diameter, const double *primaries, TonsureDotView view,
                                    const double *radii, guint n, double (*transmittance)[3],
                                    double full[3], GError **error);

/**
 * tonsure_dot_diameter_is_valid:
 *
 * Returns: %FALSE with %TONSURE_ERROR_INVALID if @diameter is outside its range.
 */
gboolean tonsure_dot_diameter_is_valid (double diameter, GError **error);

G_END_DECLS
