/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Which copy of the inner loops runs: see loops.h. */
#include "loops.h"

static const TonsureLoops *forced;

const TonsureLoops *
tonsure_loops_fast (void)
{
#ifdef TONSURE_AVX2
  if (__builtin_cpu_supports ("avx2"))
    return &tonsure_loops_avx2;
#endif
  return NULL;
}

const TonsureLoops *
tonsure_loops (void)
{
  const TonsureLoops *fast = forced ? forced : tonsure_loops_fast ();

  return fast ? fast : &tonsure_loops_plain;
}

void
tonsure_loops_force (const TonsureLoops *loops)
{
  forced = loops;
}
