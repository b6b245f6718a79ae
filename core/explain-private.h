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
 * TonsureSeen:
 * @lab: CIELAB of the color that is to be explained
 * @lightness: weight of a difference of L*
 * @chroma: weights of differences of a* and b*, of which the sum is that of chroma
 * @hue: the same for hue
 *
 * A color, and CIE94 around it in standard deviations.
 */
typedef struct
{
  double lab[3];
  double lightness;
  double chroma[2];
  double hue[2];
} TonsureSeen;

/**
 * tonsure_explain_seen:
 * @seen: (out): color of @rgb
 *
 * Returns: %FALSE where @rgb is no color.
 */
gboolean tonsure_explain_seen (const double rgb[3], const double *primaries, TonsureSeen *seen);

/**
 * tonsure_explain_compare:
 * @residual: (out): differences of lightness, chroma and hue between @lab and @seen,
 *   weighted as CIE94 does, in standard deviations
 */
static inline void
tonsure_explain_compare (const TonsureSeen *seen, const double lab[3], double residual[3])
{
  double a = lab[1] - seen->lab[1], b = lab[2] - seen->lab[2];

  residual[0] = (lab[0] - seen->lab[0]) * seen->lightness;
  residual[1] = a * seen->chroma[0] + b * seen->chroma[1];
  residual[2] = a * seen->hue[0] + b * seen->hue[1];
}

/**
 * tonsure_explain_find:
 * @best: (out): what explains @seen best
 *
 * Returns: the misfit that is left: the sum of squares of the residuals of color and gain.
 */
double tonsure_explain_find (const TonsureSeen *seen, double best[TONSURE_EXPLAIN_UNKNOWNS]);

G_END_DECLS
