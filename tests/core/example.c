/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The example of the README, whole, so that it is known to work. */
#include <tonsure.h>

/* Treats a photo of linear light, four floats a pixel, in place. */
static gboolean
treat (float *rgba, const guint16 *area, int width, int height, double mm_per_px, GError **error)
{
  TonsurePixels all = { 0, 0, width, height };
  TonsureTreatment treatment;

  tonsure_treatment_init (&treatment);
  treatment.mm_per_px = mm_per_px;
  treatment.outcome = TONSURE_OUTCOME_UNFAVORABLE;

  g_autoptr (TonsureRenderer) renderer = tonsure_renderer_new (&treatment, NULL, error);
  if (renderer == NULL)
    return FALSE;
  tonsure_render_treat (renderer, area, &all, width, &all, rgba, 4 * width);
  return TRUE;
}
