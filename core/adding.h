/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Light in layered, scattering matter, by adding-doubling.
 *
 * Radiance in a few directions is a vector, what a layer does to it a matrix. The
 * matrices of a thin layer follow from the radiative transfer equation, twice the layer
 * from once the layer, and two layers from each (van de Hulst, Multiple Light
 * Scattering, 1980; Prahl, van Gemert, Welch, Appl. Opt. 32, 559, 1993).
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TONSURE_MOST_ANGLES 32

/**
 * TonsureAngles:
 * @n: directions in each hemisphere
 * @index: refractive index of the matter, relative to what is outside
 * @truncation: share of scattering that goes straight on and is not counted as such
 * @cosine: to the normal, rising; the last is 1
 * @weight: quadrature weights, sum 1
 * @fresnel: reflectance of the surface from inside, 1 beyond the critical angle
 * @forward: scattering from a direction to one in the same hemisphere, row to, column from
 * @backward: the same to the other hemisphere
 *
 * Directions and how matter scatters between them. Half the directions, by Gauss, are
 * those that the surface reflects totally, half, by Radau, those that get out; at index
 * 1 all are by Radau. Scattering is Henyey-Greenstein's with the forward peak cut off by
 * delta-M (Wiscombe, J. Atmos. Sci. 34, 1408, 1977), averaged over azimuth.
 */
typedef struct
{
  guint n;
  double index;
  double truncation;
  double cosine[TONSURE_MOST_ANGLES];
  double weight[TONSURE_MOST_ANGLES];
  double fresnel[TONSURE_MOST_ANGLES];
  double forward[TONSURE_MOST_ANGLES * TONSURE_MOST_ANGLES];
  double backward[TONSURE_MOST_ANGLES * TONSURE_MOST_ANGLES];
} TonsureAngles;

/**
 * TonsureLayer:
 * @reflect: radiance in to radiance back, n × n, row out, column in
 * @transmit: radiance in to radiance through
 *
 * What a layer, or all that lies below a level, does to the light that comes from above.
 * A homogeneous layer does the same to light from below.
 */
typedef struct
{
  double reflect[TONSURE_MOST_ANGLES * TONSURE_MOST_ANGLES];
  double transmit[TONSURE_MOST_ANGLES * TONSURE_MOST_ANGLES];
} TonsureLayer;

/**
 * TonsureFluxes:
 * @diffuse: share of collimated light at normal incidence that comes back out of the matter
 * @specular: share of the same that the surface itself reflects
 * @total_diffuse: share of diffuse light that comes back, the surface's part included
 */
typedef struct
{
  double diffuse;
  double specular;
  double total_diffuse;
} TonsureFluxes;

/**
 * tonsure_angles_init:
 * @n: a multiple of 4, 4 to %TONSURE_MOST_ANGLES; 12 gives skin within CIEDE2000 .03
 * @index: 1 to 2
 * @anisotropy: mean cosine g of scattering, 0 to .95
 */
void tonsure_angles_init (TonsureAngles *angles, guint n, double index, double anisotropy);

/**
 * tonsure_layer_init:
 * @absorption: absorption coefficient, not negative
 * @scattering: scattering coefficient, not reduced, not negative
 * @thickness: in the inverse of their unit; infinite is allowed where anything absorbs,
 *   then @transmit is 0
 * @layer: (out): without surfaces
 *
 * Solves a homogeneous layer.
 */
void tonsure_layer_init (const TonsureAngles *angles, double absorption, double scattering,
                         double thickness, TonsureLayer *layer);

/**
 * tonsure_layer_surface:
 * @layer: (out): a lower surface seen from inside; its @transmit leads to the outside,
 *   as radiance that would be inside
 */
void tonsure_layer_surface (const TonsureAngles *angles, TonsureLayer *layer);

/**
 * tonsure_layer_cover:
 * @above: a homogeneous layer
 * @below: (inout): all that lies below it, then both together
 * @through: whether to compute @transmit of @below; else it is left as it was
 */
void tonsure_layer_cover (const TonsureAngles *angles, const TonsureLayer *above,
                          TonsureLayer *below, gboolean through);

/**
 * tonsure_layer_fluxes:
 * @layer: all that lies below the surface
 *
 * Puts the surface on top and lights it from outside.
 */
void tonsure_layer_fluxes (const TonsureAngles *angles, const TonsureLayer *layer,
                           TonsureFluxes *fluxes);

/**
 * tonsure_layer_transmittance:
 * @layer: all that lies below the surface, its lower surface too
 *
 * Returns: share of collimated light at normal incidence that leaves below, unscattered
 * light included.
 */
double tonsure_layer_transmittance (const TonsureAngles *angles, const TonsureLayer *layer);

G_END_DECLS
