/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Single dots of pigment, solved by Monte Carlo: what the table holds, and where.
 *
 * A dot takes exp (-Λ F q) of the light of one wavelength. Λ is the optical density of the
 * same pigment as a layer without end, which adding-doubling knows for any skin and ink. F (r)
 * is the share of the half space that the disc takes up, seen from a depth above it. What is
 * left, q, is a number near 1 that changes slowly with all that it depends on, and stands in
 * the table.
 *
 * Scattering sets the scale of length: the table is made for one reduced scattering
 * coefficient, and all lengths are multiplied by what that of the skin is larger. What is left
 * of the skin is its absorption: that of the dermis, relative to scattering, and the optical
 * depth of the epidermis for absorption.
 *
 * Range, on the table's scale: effective depth .04 to 1.8 mm; height .1 to 1.5 of the depth of the
 * middle; optical thickness .05 to 25; diameter .06 to 1.1 mm; absorption of the dermis .008 to 1.2
 * of its reduced scattering; optical depth of the epidermis 0 to 2.6; up to 4.2 mm from the rim.
 * Beyond, q is that of the nearest end, while F and Λ stay exact.
 *
 * Error: of 270 dots that another Monte-Carlo program solved in three dimensions (tests/core/
 * test-dot.c), the color of the center is off by CIEDE2000 .13 in the mean, .53 in the worst
 * twentieth and 1.1 at most; T by .003 in the median and .026 at most; the light that a dot takes
 * by 1.6, 2.0 and 2.4 % (red, green, blue; median), and that of all dots together by +.5, -.8 and
 * -2.7 %.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reduced scattering of the table's matter, 1/mm. */
#define TONSURE_DOT_SCATTERING 4.6

/* Thicknesses of its epidermis, mm: those of skin in light of 600 and 500 nm on this scale. The
 * table is the mean of both. */
#define TONSURE_DOT_EPIDERMIS_THIN 0.045
#define TONSURE_DOT_EPIDERMIS_THICK 0.06

/**
 * TonsureDotView:
 * @TONSURE_DOT_VIEW_CAMERA: skin lit from everywhere, seen from straight above
 * @TONSURE_DOT_VIEW_EXITANCE: skin lit from straight above, all light counted that leaves at
 *   a place, in any direction
 *
 * How a dot is looked at. As much light is lost either way, but what leaves in any direction
 * has left the shade of a deposit at other places than what leaves straight up: to a camera
 * dots are sharper and darker.
 */
typedef enum
{
  TONSURE_DOT_VIEW_CAMERA,
  TONSURE_DOT_VIEW_EXITANCE,
} TonsureDotView;

#define TONSURE_DOT_VIEWS 2

/* The axes of the table, in its order: effective depth (mm), height
 * of the deposit by the depth of its middle, optical thickness of the deposit, its diameter (mm),
 * absorption of the dermis by its reduced scattering, optical depth of the epidermis, distance from
 * the center. */
#define TONSURE_DOT_DEPTHS 10
#define TONSURE_DOT_HEIGHTS 4
#define TONSURE_DOT_INKS 6
#define TONSURE_DOT_DIAMETERS 7
#define TONSURE_DOT_DERMES 5
#define TONSURE_DOT_EPIDERMES 5
#define TONSURE_DOT_RADII 20

/* The table holds q in steps of 1 / this, two bytes each, the lower one first. */
#define TONSURE_DOT_CODES 1024

#define TONSURE_DOT_TABLE_BYTES                                                                    \
  (2 * TONSURE_DOT_VIEWS * TONSURE_DOT_DEPTHS * TONSURE_DOT_HEIGHTS * TONSURE_DOT_INKS             \
   * TONSURE_DOT_DIAMETERS * TONSURE_DOT_DERMES * TONSURE_DOT_EPIDERMES * TONSURE_DOT_RADII)

extern const double tonsure_dot_depths[TONSURE_DOT_DEPTHS];
extern const double tonsure_dot_heights[TONSURE_DOT_HEIGHTS];
extern const double tonsure_dot_inks[TONSURE_DOT_INKS];
extern const double tonsure_dot_diameters[TONSURE_DOT_DIAMETERS];
extern const double tonsure_dot_dermes[TONSURE_DOT_DERMES];
extern const double tonsure_dot_epidermes[TONSURE_DOT_EPIDERMES];

/**
 * tonsure_dot_center:
 * @ink: optical thickness of a deposit
 *
 * Returns: how far below the upper face, as a share of the height, the light is absorbed that
 *   falls on it: 1 / x - 1 / (e^x - 1), from 1/2 down to 0.
 */
double tonsure_dot_center (double ink);

/**
 * tonsure_dot_radius:
 * @depth: effective depth, mm
 * @radius: of the disc, mm
 * @node: 0, the center, to %TONSURE_DOT_RADII - 1; also between nodes
 *
 * Returns: distance of a node from the center, mm. Nodes stand densest at the rim.
 */
double tonsure_dot_radius (double depth, double radius, double node);

/**
 * tonsure_dot_share:
 * @radius: of the disc, mm
 * @depth: mm
 * @r: distance from the axis, mm
 *
 * Returns: F, the solid angle of the disc over 2π, seen from @depth above it.
 */
double tonsure_dot_share (TonsureDotView view, double radius, double depth, double r);

/**
 * tonsure_dot_node_at:
 *
 * Returns: the place between nodes of distance @r, by the inverse of tonsure_dot_radius(); at
 *   most %TONSURE_DOT_RADII - 1.
 */
double tonsure_dot_node_at (double depth, double radius, double r);

/**
 * TonsureDotPlace:
 *
 * A dot on the axes of the table, except the distance. What lies beyond an axis counts as its
 * end. In between, interpolation is quadratic, in the root of the optical depth of the
 * epidermis and in the logarithms of all else.
 */
typedef struct
{
  double depth;
  double height;
  double ink;
  double diameter;
  double dermis;
  double epidermis;
} TonsureDotPlace;

/**
 * tonsure_dot_quotients:
 * @quotient: (out): q at each distance
 */
void tonsure_dot_quotients (TonsureDotView view, const TonsureDotPlace *place,
                            double quotient[TONSURE_DOT_RADII]);

G_END_DECLS
