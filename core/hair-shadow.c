/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Hair and its own shadow: see hair-private.h.
 *
 * Beside a hair skin lies in its shadow, and seems to be part hair. Shadows are soft, so how
 * dark they are at a pixel is told by what is dark nearby without being hair: the mean of what
 * is seen, weighted by the square of what is not hair. */
#include "hair-private.h"

#include "exact.h"

#include <math.h>

/* The neighborhood is Gaussian, mm, and ends so many standard deviations away. */
#define NEAR 0.035
#define END 2.5

/* No more than this is read, pixels to each side: finer photos than any of today's. */
#define MOST_REACH 32

int
tonsure_hair_shadow_reach (const TonsureHair *hair)
{
  if (!(hair->shadow > 0.0f))
    return 0;
  return (int) MIN (ceil (END * NEAR / hair->mm_per_px), MOST_REACH);
}

static void
find_weights (const TonsureHair *hair, int reach, float *weights)
{
  double sum = 0.0, all[MOST_REACH + 1];

  for (int k = 0; k <= reach; k++)
    {
      double at = k * hair->mm_per_px / NEAR;

      all[k] = tonsure_exp (-0.5 * at * at);
      sum += k > 0 ? 2.0 * all[k] : all[k];
    }
  for (int k = 0; k <= reach; k++)
    weights[k] = (float) (all[k] / sum);
}

/* What is open and what of it is dark, summed along rows. */
static void
sum_rows (const float *seen, const TonsurePixels *there, const TonsurePixels *columns, int reach,
          const float *weights, float *sums)
{
  gsize n = (gsize) there->width + 2 * (gsize) reach;
  g_autofree float *open = g_new0 (float, n), *dark = g_new0 (float, n);

  for (int j = 0; j < there->height; j++)
    {
      const float *row = seen + (gsize) j * there->width;
      int first = columns->x - there->x;

      for (int i = 0; i < there->width; i++)
        {
          float left = 1.0f - row[i];

          open[reach + i] = left * left;
          dark[reach + i] = row[i] * (left * left);
        }
      for (int i = 0; i < columns->width; i++, sums += 2)
        {
          const float *o = open + reach + first + i, *d = dark + reach + first + i;
          float a = weights[0] * o[0], b = weights[0] * d[0];

          for (int k = 1; k <= reach; k++)
            {
              a += weights[k] * (o[-k] + o[k]);
              b += weights[k] * (d[-k] + d[k]);
            }
          sums[0] = a;
          sums[1] = b;
        }
    }
}

void
tonsure_hair_take_shadow (const TonsureHair *hair, const float *seen, const TonsurePixels *there,
                          const TonsurePixels *pixels, float *coverage)
{
  int reach = tonsure_hair_shadow_reach (hair);
  float weights[MOST_REACH + 1];
  gsize n = 2 * (gsize) pixels->width;
  g_autofree float *sums = g_new (float, n * there->height);

  find_weights (hair, reach, weights);
  sum_rows (seen, there, pixels, reach, weights, sums);
  for (int j = 0; j < pixels->height; j++)
    {
      int y = pixels->y + j - there->y;
      const float *row = seen + (gsize) y * there->width + (pixels->x - there->x);

      for (int i = 0; i < pixels->width; i++)
        {
          float open = 0.0f, dark = 0.0f, shadow, a;

          for (int k = -reach; k <= reach; k++)
            if (y + k >= 0 && y + k < there->height)
              {
                const float *sum = sums + (gsize) (y + k) * n + 2 * (gsize) i;

                open += weights[ABS (k)] * sum[0];
                dark += weights[ABS (k)] * sum[1];
              }
          /* Where nearly all is hair there is nothing to tell it by. */
          shadow = hair->shadow * dark / (open + 0.005f);
          a = (row[i] - shadow) / (1.0f - shadow);
          coverage[(gsize) j * pixels->width + i] = a > 0.0f ? a : 0.0f;
        }
    }
}
