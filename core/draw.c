/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Which copy of the loops to use: see draw.h. */
#include "draw.h"

static const TonsureDraw *
choose (void)
{
  if (g_strcmp0 (g_getenv ("TONSURE_SIMD"), "none") == 0)
    return &tonsure_draw_plain;
#ifdef TONSURE_AVX2
  if (__builtin_cpu_supports ("avx2"))
    return &tonsure_draw_avx2;
#endif
  return &tonsure_draw_plain;
}

const TonsureDraw *
tonsure_draw_best (void)
{
  static const TonsureDraw *best;

  if (g_once_init_enter (&best))
    g_once_init_leave (&best, choose ());
  return best;
}
