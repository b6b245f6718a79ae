/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Arithmetic that gives the same bits on every machine.
 *
 * The functions of libm differ between its versions in the last bit. A dot that is
 * kept or dropped, and a tone that is compared with a checksum, must not depend on
 * that, so what decides them uses these instead: IEEE additions, multiplications,
 * divisions and square roots in a stated order, and integer hashes.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tonsure_exp:
 * @x: any number
 *
 * Computes e to the power of @x with a relative error below 4e-15.
 * Below -700 it is 0, above 700 it is infinite, of NaN it is NaN.
 */
double tonsure_exp (double x);

/**
 * tonsure_log:
 * @x: a positive, normal number
 *
 * Computes the natural logarithm of @x with an error below 4e-16 + 4e-16 |ln x|.
 * Of 0 it is minus infinity, below 0 NaN.
 */
double tonsure_log (double x);

/**
 * tonsure_pow:
 * @x: not negative
 * @y: any number
 *
 * Computes @x to the power of @y as exp (@y ln @x); 0 to any positive power is 0.
 */
double tonsure_pow (double x, double y);

/**
 * tonsure_normal_quantile:
 * @p: a probability, 0 < @p < 1
 *
 * Computes the standard normal deviate below which the share @p lies, with an
 * relative error below 1.2e-9. Source: P. J. Acklam's rational approximation (2003).
 */
double tonsure_normal_quantile (double p);

/**
 * tonsure_hash64:
 *
 * Mixes 64 bits so that each bit of the result depends on each bit of @x: the
 * finalizer of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).
 */
static inline guint64
tonsure_hash64 (guint64 x)
{
  x += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  x = (x ^ (x >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  x = (x ^ (x >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return x ^ (x >> 31);
}

/**
 * tonsure_hash32:
 *
 * Mixes 32 bits; cheap enough for every pixel (C. Wellons' lowbias32).
 */
static inline guint32
tonsure_hash32 (guint32 x)
{
  x ^= x >> 16;
  x *= 0x7feb352dU;
  x ^= x >> 15;
  x *= 0x846ca68bU;
  return x ^ (x >> 16);
}

G_END_DECLS
