/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Treated skin in one year: see years-cell.h. */
#include "years-cell.h"
#include "exact.h"
#include "render.h"
#include "skin.h"
#include "spectrum.h"

#define NOISE 0.01

static gboolean
light_of (const TonsureTreatment *treatment, double inside[3], double surface[3], GError **error)
{
  double spectrum[TONSURE_BANDS], xyz[3];
  TonsureSkin skin;

  tonsure_skin_init (&skin, treatment->melanin, treatment->blood);
  if (!tonsure_skin_reflectance (&skin, NULL, 0, spectrum, NULL, error))
    return FALSE;
  tonsure_spectrum_to_xyz (spectrum, xyz);
  tonsure_xyz_to_rgb (xyz, NULL, inside);
  for (int band = 0; band < TONSURE_BANDS; band++)
    spectrum[band] = TONSURE_SPECULAR;
  tonsure_spectrum_to_xyz (spectrum, xyz);
  tonsure_xyz_to_rgb (xyz, NULL, surface);
  return TRUE;
}

/* Four random bytes are nearly normal. */
static double
texture (int x, int y)
{
  guint32 bits = tonsure_hash32 (tonsure_hash32 (x) + y);
  double sum = (bits & 255) + (bits >> 8 & 255) + (bits >> 16 & 255) + (bits >> 24);

  return 1.0 + NOISE * (sum - 510.0) / 147.8;
}

/* The area goes on beyond the picture, so that no halo is missing. */
static gboolean
draw (TonsureTreatment treatment, int px_per_mm, int width, float *rgb, double mean[3],
      GError **error)
{
  TonsurePixels pixels = { 0, 0, width, YEARS_HEIGHT };
  g_autofree float *rgba = g_new (float, 4 * width * YEARS_HEIGHT);
  double inside[3], surface[3];

  treatment.mm_per_px = 1.0 / px_per_mm;
  g_autoptr (TonsureRenderer) renderer = tonsure_renderer_new (&treatment, NULL, error);
  if (renderer == NULL || !light_of (&treatment, inside, surface, error))
    return FALSE;

  int reach = tonsure_render_reach (renderer);
  TonsurePixels all = { -reach, -reach, width + 2 * reach, YEARS_HEIGHT + 2 * reach };
  gsize n = (gsize) all.width * all.height;
  g_autofree guint16 *mask = g_new (guint16, n);

  for (gsize i = 0; i < n; i++)
    mask[i] = 65535;
  tonsure_render_transmittance (renderer, mask, &all, all.width, &pixels, rgba, 4 * width);
  mean[0] = mean[1] = mean[2] = 0.0;
  for (int i = 0; i < width * YEARS_HEIGHT; i++)
    for (int c = 0; c < 3; c++)
      {
        double light = surface[c] + inside[c] * rgba[4 * i + c];

        rgb[3 * i + c] = (float) (light * texture (i % width, i / width));
        mean[c] += light / (width * YEARS_HEIGHT);
      }
  return TRUE;
}

gboolean
years_cell_draw (const TonsureTreatment *treatment, YearsCell *cell, GError **error)
{
  double mean[3], xyz[3];

  if (!draw (*treatment, YEARS_NEAR, YEARS_NEAR_WIDTH, cell->near, mean, error)
      || !draw (*treatment, YEARS_FAR, YEARS_FAR_WIDTH, cell->far, mean, error))
    return FALSE;
  tonsure_rgb_to_xyz (mean, NULL, xyz);
  tonsure_xyz_to_lab (xyz, cell->lab);
  return TRUE;
}
