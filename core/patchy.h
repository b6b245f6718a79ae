/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * How unevenly skin takes pigment from place to place.
 *
 * How strong a dot is is its lot (deposit.h). Neighbors' lots are correlated: the rank of a dot
 * among all is the normal quantile of z = √r f (x, y) + √(1 - r) z', with f a random field of
 * variance 1 and z' the dot's own deviate. So every class stays as frequent as it is, and the mean
 * tone with it, but dark and faint dots gather in patches of 1 to 12 mm.
 *
 * f is a sum of waves with random directions and phases, of wavelengths from 2.5 to 25 mm, evenly
 * in the logarithm; that skin is uneven on these scales is seen on photos, how much is a choice.
 */
#pragma once

#include "deposit.h"

G_BEGIN_DECLS

#define TONSURE_PATCHY_WAVES 16

/* Equally likely values of the field, for means over places. */
#define TONSURE_PATCHY_PLACES 8

/**
 * TonsurePatchy:
 * @field, @own: √r and √(1 - r)
 * @x, @y: of each wave, periods per mm
 * @phase: of each wave, periods
 * @order: classes from the faintest to the strongest dot
 * @outcome: of the treatment
 *
 * The classes of the dots of one treatment by place.
 */
typedef struct
{
  double field, own;
  double x[TONSURE_PATCHY_WAVES], y[TONSURE_PATCHY_WAVES], phase[TONSURE_PATCHY_WAVES];
  guint8 order[TONSURE_DEPOSIT_CLASSES];
  TonsureOutcome outcome;
} TonsurePatchy;

/**
 * tonsure_patchy_init:
 *
 * r is .01, .03 and .12 for the favorable, typical and unfavorable outcome (choice).
 */
void tonsure_patchy_init (TonsurePatchy *patchy, const TonsureTreatment *treatment);

/**
 * tonsure_patchy_field:
 * @x, @y: place on the skin, mm
 *
 * Returns: f, nearly normal with mean 0 and variance 1
 */
double tonsure_patchy_field (const TonsurePatchy *patchy, double x, double y);

/**
 * tonsure_patchy_class:
 * @id: of a dot
 * @x, @y: its place on the skin, mm
 *
 * Returns: the dot's class, 0 to %TONSURE_DEPOSIT_CLASSES - 1
 */
guint tonsure_patchy_class (const TonsurePatchy *patchy, guint64 id, double x, double y);

/**
 * tonsure_patchy_relative:
 * @value: of each class
 * @relative: (out): at each of %TONSURE_PATCHY_PLACES equally likely places, the mean of @value
 *   over the dots there, relative to the mean over all dots; 1 where that is 0
 */
void tonsure_patchy_relative (const TonsurePatchy *patchy,
                              const double value[TONSURE_DEPOSIT_CLASSES],
                              double relative[TONSURE_PATCHY_PLACES]);

G_END_DECLS
