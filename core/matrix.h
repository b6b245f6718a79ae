/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Products and quotients of small square matrices of doubles, row by row, for the machine at hand.
 *
 * matrix-body.c is compiled twice, for any machine and for AVX2; both give the same bits, because
 * neither reorders nor fuses an operation. Private to the library.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TonsureMatrix:
 * @multiply: c = a b
 * @divide: x = a⁻¹ x by elimination; a is lost. No search for pivots: the diagonal of a must
 *   outweigh the rest of each row
 *
 * @n is a multiple of 4.
 */
typedef struct
{
  void (*multiply) (guint n, const double *a, const double *b, double *c);
  void (*divide) (guint n, double *a, double *x);
} TonsureMatrix;

extern const TonsureMatrix tonsure_matrix_plain;
extern const TonsureMatrix tonsure_matrix_avx2; /* x86-64 only */

/**
 * tonsure_matrix_fast:
 *
 * Returns: (nullable): the copy for AVX2, %NULL if this machine has none
 */
const TonsureMatrix *tonsure_matrix_fast (void);

/**
 * tonsure_matrix:
 *
 * Returns: the fastest copy that this machine can run
 */
const TonsureMatrix *tonsure_matrix (void);

G_END_DECLS
