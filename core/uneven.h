/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * How unevenly dots fade: some stay for years, others go almost entirely.
 *
 * Irregular fading is one of the things by which physicians tell work that has aged badly
 * (baldingblog.com, "SMP over the years"), but nobody has counted pigment dot by dot: how far dots
 * differ is a choice. Every dot keeps its place among the others for good. So each fades with the
 * years, and none gets pigment back; and they are told the dose that leaves as much in the mean
 * as ageing.h says.
 *
 * What is left of carbon is the product of a part that is the same for all dots and one, as large
 * in the mean, that is not. The second is also what is left of iron oxide, so that pigment has one
 * color in all dots of an age.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Lots of how fast a dot fades, equally likely: as many as there are classes of deposits. */
#define TONSURE_UNEVEN_LOTS 16

/**
 * tonsure_uneven_sd:
 * @quantile: share of people who do better, 0 to 1
 *
 * Returns: standard deviation of the logarithm of the rate at which the second part goes: .75, in
 *   the middle 80 % of people .42 to 1.34 (choice). In the last case, when .17 of all carbon is
 *   left, it is .38 of one dot of sixteen and less than .05 of four
 */
double tonsure_uneven_sd (double quantile);

/**
 * tonsure_uneven_part:
 * @carbon: share of the carbon that is left of all dots together
 *
 * Returns: the part of that which differs from dot to dot, in the mean
 */
double tonsure_uneven_part (double carbon);

/**
 * tonsure_uneven_dose:
 * @weight: (array length=16) (nullable): of each lot, pigment of the dots that have it; %NULL for
 *   as much in all
 * @left: from tonsure_uneven_part(), above 0 and at most 1
 *
 * Returns: what has passed, for tonsure_uneven_left(): 0 where nothing has gone
 */
double tonsure_uneven_dose (double sd, const double *weight, double left);

/**
 * tonsure_uneven_left:
 * @lot: 0 to %TONSURE_UNEVEN_LOTS - 1; later ones fade faster
 *
 * Returns: the second part of what is left of a dot; it falls with the dose, 1 at 0
 */
double tonsure_uneven_left (double sd, guint lot, double dose);

G_END_DECLS
