/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Grain: see camera.h. */
#include "camera.h"
#include "draw.h"
#include "exact.h"

void
tonsure_camera_grain (float noise, guint32 seed, int x, int y, int n, float *transmittance)
{
  guint32 key = tonsure_hash32 (seed ^ tonsure_hash32 ((guint32) y));

  tonsure_draw_best ()->grain (transmittance, noise, key, (guint32) x, n);
}
