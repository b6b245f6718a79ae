/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Which way hair lies: see gray-map-private.h. */
#include "gray-map-private.h"

#include "grid.h"

#include <math.h>

/* σ with which the structure tensor (Bigün 1987) is smoothed, mm. */
#define TENSOR 1.6

/* Gradients of ln Y per pixel that count half. */
#define FAINT 0.02f

/* The gradient of Scharr: right in any direction. */
static void
gradient_at (const TonsureGrayPhoto *photo, int x, int y, float *gx, float *gy)
{
  gssize w = photo->width;
  const float *at = photo->light + (gssize) y * w + x;

  *gx =
      0.09375f * ((at[1 - w] - at[-1 - w]) + (at[w + 1] - at[w - 1])) + 0.3125f * (at[1] - at[-1]);
  *gy =
      0.09375f * ((at[w - 1] - at[-1 - w]) + (at[w + 1] - at[1 - w])) + 0.3125f * (at[w] - at[-w]);
}

void
tonsure_gray_find_angles (const TonsureGrayPhoto *photo, const TonsureGrayCells *cells,
                          TonsureGrayMap *map)
{
  float *tensor[2] = { g_new0 (float, photo->n), g_new0 (float, photo->n) };
  g_autofree float *mean = g_new (float, cells->n);

  for (int y = 1; y < photo->height - 1; y++)
    for (int x = 1; x < photo->width - 1; x++)
      {
        gsize i = (gsize) y * photo->width + x;
        float gx, gy, size;

        gradient_at (photo, x, y, &gx, &gy);
        size = sqrtf (gx * gx + gy * gy + FAINT * FAINT);
        /* Hair runs across the gradient. */
        tensor[0][i] = photo->region[i] * (gy * gy - gx * gx) / size;
        tensor[1][i] = photo->region[i] * -2 * gx * gy / size;
      }
  for (int k = 0; k < 2; k++)
    {
      tonsure_gray_pool (photo, tensor[k], 1, cells, mean);
      tonsure_grid_smooth (mean, cells->width, cells->height, TENSOR / cells->mm);
      for (gsize i = 0; i < cells->n; i++)
        map->cells[TONSURE_GRAY_CHANNELS * i + TONSURE_GRAY_COSINE + (gsize) k] = mean[i];
      g_free (tensor[k]);
    }
}
