/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * What finding the skin that explains a color, and telling how sure that is, have in common.
 */
#pragma once

#include "skin.h"

G_BEGIN_DECLS

/* How much is known beforehand, as standard deviations. The logarithm of the gain, as photos
 * are exposed by a third or half a stop too much or too little (a choice). And how far the
 * color of skin lies from this model with two fractions, in each direction of
 * tonsure_explain_compare(): what is left of the 100 forearms of NIST's data set M38597
 * (doi 10.6028/jres.122.026), whose light is known, is 1.16 as a root mean square. */
#define TONSURE_EXPLAIN_GAIN_SPREAD 0.35
#define TONSURE_EXPLAIN_COLOR_SPREAD 1.2

/* Places of melanin and blood in the atlas, logarithm of the gain. */
#define TONSURE_EXPLAIN_UNKNOWNS 3

/**
 * tonsure_explain_seen:
 * @seen: (out): CIELAB of @rgb
 *
 * Returns: %FALSE where @rgb is no color.
 */
gboolean tonsure_explain_seen (const double rgb[3], const double *primaries, double seen[3]);

/**
 * tonsure_explain_compare:
 * @residual: (out): differences of lightness, chroma and hue between @lab and @seen,
 *   weighted as CIE94 does, in standard deviations
 */
void tonsure_explain_compare (const double seen[3], const double lab[3], double residual[3]);

/**
 * tonsure_explain_find:
 * @best: (out): what explains @seen best
 *
 * Returns: the misfit that is left: the sum of squares of the residuals of color and gain.
 */
double tonsure_explain_find (const double seen[3], double best[TONSURE_EXPLAIN_UNKNOWNS]);

G_END_DECLS
