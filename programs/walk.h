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

#define WALK_MOST_STRETCHES 16384

/**
 * Medium:
 * @scattering: not reduced, 1/mm, in both layers
 * @epidermis: absorption, 1/mm
 * @dermis: absorption, 1/mm
 * @thickness: of the epidermis, mm
 *
 * Skin at one wavelength; index and anisotropy are those of core/tissue.h.
 */
typedef struct
{
  double scattering;
  double epidermis;
  double dermis;
  double thickness;
} Medium;

/**
 * Stretch:
 * @x, @y, @z: where it begins, mm from where the photon came in
 * @dx, @dy, @dz: from there to its end
 * @length: in space, mm
 *
 * A straight part of the way.
 */
typedef struct
{
  double x, y, z, dx, dy, dz, length;
} Stretch;

/**
 * Walk:
 * @weight: what is left of the photon where it leaves the skin; 0 if it does not
 * @epidermis, @dermis: length of the way in either layer, mm
 * @x, @y: where it leaves, mm from where it came in
 * @n: number of stretches; those wholly deeper than was asked for are left out
 */
typedef struct
{
  double weight;
  double epidermis, dermis;
  double x, y;
  guint n;
  Stretch stretch[WALK_MOST_STRETCHES];
} Walk;

/**
 * Crossing:
 * @x, @y: where it begins, mm from where the photon came in
 * @dx, @dy: from there to its end
 * @length: in space, mm
 *
 * A part of a stretch within a slab, seen from above.
 */
typedef struct
{
  double x, y, dx, dy, length;
} Crossing;

/**
 * Slab:
 *
 * What of a walk lies between two depths.
 */
typedef struct
{
  guint n;
  Crossing crossing[WALK_MOST_STRETCHES];
} Slab;

/**
 * walk_random:
 * @state: (inout): of the generator, SplitMix64
 *
 * Returns: above 0 and below 1, evenly.
 */
double walk_random (guint64 *state);

/**
 * walk_turn:
 * @cosine, @sine: (out): of an angle that may be any
 */
void walk_turn (guint64 *state, double *cosine, double *sine);

/**
 * walk_photon:
 * @deepest: mm; what is deeper matters to no pigment
 * @walk: (out): the way of one photon, absorbed in part but not by pigment
 */
void walk_photon (const Medium *medium, double deepest, guint64 *state, Walk *walk);

/**
 * walk_cut:
 * @top: of the slab, mm
 * @bottom: of the slab, mm
 * @slab: (out): what of @walk lies in it
 */
void walk_cut (const Walk *walk, double top, double bottom, Slab *slab);

/**
 * crossing_in_disc:
 * @x, @y: the disc's center, mm from where the photon came in
 *
 * Returns: length of the crossing inside the disc, mm.
 */
double crossing_in_disc (const Crossing *crossing, double x, double y, double radius);

/**
 * slab_length_in_disc:
 * @x, @y: the disc's center, mm from where the photon came in; the disc is as high as
 *   the slab
 *
 * Returns: length of the way inside the disc, mm.
 */
double slab_length_in_disc (const Slab *slab, double x, double y, double radius);

G_END_DECLS
