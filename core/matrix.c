/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Which copy of the matrix loops to use: see matrix.h. */
#include "matrix.h"

const TonsureMatrix *
tonsure_matrix_fast (void)
{
#ifdef TONSURE_AVX2
  if (__builtin_cpu_supports ("avx2"))
    return &tonsure_matrix_avx2;
#endif
  return NULL;
}

const TonsureMatrix *
tonsure_matrix (void)
{
  const TonsureMatrix *fast = tonsure_matrix_fast ();

  return fast != NULL ? fast : &tonsure_matrix_plain;
}
