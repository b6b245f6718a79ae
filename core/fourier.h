/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Fourier transform of a few numbers.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TonsureFourier:
 * @n: how many numbers, a power of 2
 * @cosine: (array length=n): of 2π i / n
 * @sine: (array length=n): of -2π i / n
 */
typedef struct
{
  int n;
  const double *cosine, *sine;
} TonsureFourier;

/** Fills in @cosine and @sine of @n numbers each. */
void tonsure_fourier_tables (int n, double *cosine, double *sine);

/**
 * tonsure_fourier:
 * @re, @im: (inout): real and imaginary parts
 * @step: doubles from one number to the next
 *
 * Transforms in place, radix 2, without scaling.
 */
void tonsure_fourier (const TonsureFourier *fourier, double *re, double *im, int step);

G_END_DECLS
