/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * How much stubble darkens the skin, told by the shape of its texture.
 *
 * Between hairs there is hardly a pixel that no hair, no shadow and no blur has touched, so the
 * brightest pixels are darker than the skin. How much darker, the distribution of light tells:
 * a few strong dips leave most of the skin bare, many overlapping ones do not. The relation was
 * found on patches of stubble that a program draws (programs/make-shade.c): units of one to
 * four hairs, of any length, thickness, color, direction and shadow within what is known of
 * shaved hair.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TonsureShade:
 * @blur: standard deviation of everything that blurs the picture, mm on the skin: lens,
 *   pixel and what was added to reach this
 * @deviation: standard deviation of light relative to its mean, without that of skin and noise
 * @brightest: light that 98 % of all is darker than, relative to the mean
 * @bright: the same for 90 %
 * @noise: standard deviation of the light of skin without hair, blurred as much
 */
typedef struct
{
  double blur;
  double deviation;
  double brightest;
  double bright;
  double noise;
} TonsureShade;

/* Blur for which the relation is known, mm. */
#define TONSURE_SHADE_NODES 5
extern const double tonsure_shade_blurs[TONSURE_SHADE_NODES];

/* Powers and products of first and second degree of the four features, and one. */
#define TONSURE_SHADE_TERMS 15

/**
 * tonsure_shade_terms:
 *
 * Writes what the relation is a sum of.
 */
void tonsure_shade_terms (const TonsureShade *shade, double terms[TONSURE_SHADE_TERMS]);

/**
 * tonsure_shade_left:
 * @shade: its blur lies between the first and the last of tonsure_shade_blurs
 * @error: (out): standard error, over kinds of stubble
 *
 * Returns: mean light of the stubble relative to that of the skin without hair, at most 1.
 */
double tonsure_shade_left (const TonsureShade *shade, double *error);

G_END_DECLS
