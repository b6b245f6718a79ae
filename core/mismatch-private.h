/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * What may come, as quantiles of pigment and of people.
 */
#pragma once

#include "mismatch.h"

G_BEGIN_DECLS

/* Quantiles of each of the two. */
#define TONSURE_LEVELS 7
#define TONSURE_CHANCES (TONSURE_LEVELS * TONSURE_LEVELS)

/* The middle of each of %TONSURE_LEVELS equal parts. */
double tonsure_level (guint i);

/* What pigment of a level leaves of the light; @outcomes is what the three outcomes leave. */
void tonsure_level_of (double outcomes[3][3], guint level, double transmittance[3]);

/* The 10, 50 and 90 % quantiles, linear between the middles of equal parts; sorts @values. */
void tonsure_quantiles (double *values, guint n, double quantiles[3]);

G_END_DECLS
