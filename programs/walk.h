/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Random walks of light through skin, and what a disc of pigment would take of them.
 *
 * Photons come in at normal incidence and leave anywhere in any direction. Bare skin is
 * the same everywhere, so one walk serves every place of a disc beside it, every diameter
 * and every absorption: pigment scatters nothing, it takes exp (-μ times the way inside).
 * Read from the place of leaving, it is what leaves there where all skin is lit from
 * above. Read from the place of coming in, it is, by reciprocity, what is seen there from
 * above where all skin is lit from everywhere.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define WALK_MOST_STRETCHES 4096

/**
 * Medium:
 * @scattering: not reduced, 1/mm, in both layers
 * @epidermis: absorption, 1/mm
 * @dermis: absorption, 1/mm
 *
 * Skin at one wavelength; index, anisotropy and thickness are those of core/tissue.h.
 */
typedef struct
{
  double scattering;
  double epidermis;
  double dermis;
} Medium;

/**
 * Stretch:
 * @x, @y: where it begins, mm from where the photon came in
 * @dx, @dy: from there to its end
 * @length: in space, mm
 *
 * A straight part of the way within the depths of the pigment.
 */
typedef struct
{
  double x, y, dx, dy, length;
} Stretch;

/**
 * Walk:
 * @weight: what is left of the photon where it leaves the skin; 0 if it does not
 * @x, @y: where it leaves, mm from where it came in
 * @n: number of stretches
 */
typedef struct
{
  double weight;
  double x, y;
  guint n;
  Stretch stretch[WALK_MOST_STRETCHES];
} Walk;

/**
 * walk_random:
 * @state: (inout): of the generator, SplitMix64
 *
 * Returns: above 0 and below 1, evenly.
 */
double walk_random (guint64 *state);

/**
 * walk_photon:
 * @top: of the pigment, mm
 * @bottom: of the pigment, mm
 * @walk: (out): the way of one photon, absorbed in part but not by pigment
 */
void walk_photon (const Medium *medium, double top, double bottom, guint64 *state, Walk *walk);

/**
 * walk_length_in_disc:
 * @x, @y: the disc's center, mm from where the photon came in
 *
 * Returns: length of the way inside the disc, mm.
 */
double walk_length_in_disc (const Walk *walk, double x, double y, double radius);

G_END_DECLS
