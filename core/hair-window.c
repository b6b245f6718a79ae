/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Windows onto a photo, as distributions between skin and hair: see hair-private.h. */
#include "hair-private.h"

#include <math.h>
#include <string.h>

/* Histograms lie along the axis: optical density relative to the skin's, hair behind skin. */
#define BINS TONSURE_HAIR_BINS
#define BIN 0.04f
#define FIRST -1.6f

/* Variance of noise grows no further than this, times that of the sampled skin. */
#define MOST_NOISE 30.0f

/* Fewer pixels than this tell nothing. */
#define LEAST_PIXELS 8.0f

/* Natural logarithms: ln (1 + t) to 2e-5 by a polynomial, fitted on 0 to 1. */
static inline TonsureFour
log_of (TonsureFour x)
{
  typedef gint32 Ints __attribute__ ((vector_size (16)));
  Ints bits = (Ints) x;
  TonsureFour k = __builtin_convertvector ((bits >> 23) - 127, TonsureFour);
  TonsureFour t = (TonsureFour) ((bits & 0x007fffff) | 0x3f800000) - 1.0f;
  TonsureFour sum = t * 0.03137759f - 0.13413543f;

  sum = sum * t + 0.28782629f;
  sum = sum * t - 0.49134793f;
  sum = sum * t + 0.99943498f;
  return k * 0.69314718f + sum * t;
}

static inline TonsureFour
at_least (TonsureFour x, TonsureFour least)
{
  typedef gint32 Ints __attribute__ ((vector_size (16)));
  Ints above = x > least;

  return (TonsureFour) ((above & (Ints) x) | (~above & (Ints) least));
}

static inline void
count (const TonsureHair *hair, const float *rgba, TonsureFour axis, TonsureFour least,
       TonsureFour *histogram)
{
  TonsureFour p = *(const TonsureFour *) rgba, d;
  float sum = (p[0] + p[1]) + p[2], along;

  /* Also false of what is no number. */
  if (!(p[3] >= 0.5f && sum > -1e6f && sum < 1e6f))
    return;
  p[3] = 1.0f;
  d = axis * log_of (at_least (p, least));
  along = hair->reference - ((d[0] + d[1]) + d[2]);
  along = (along - FIRST) * (1.0f / BIN);
  along = along > 0.0f ? along : 0.0f;
  along = along < BINS - 1 ? along : BINS - 1;
  histogram[(int) along] += p;
}

/* Counts the pixels of one row of cells from @x on, as far as they are there. */
void
tonsure_hair_count_cells (const TonsureHair *hair, const float *rgba, const TonsurePixels *there,
                          gsize stride, int x, int y, int n, TonsureHairHistogram *cells)
{
  int cell = hair->cell;
  int y0 = MAX (y * cell, there->y), y1 = MIN ((y + 1) * cell, there->y + there->height);
  TonsureFour axis = { hair->axis[0], hair->axis[1], hair->axis[2], 0.0f };
  TonsureFour least = { hair->least[0], hair->least[1], hair->least[2], 0.0f };

  memset (cells, 0, sizeof *cells * n);
  for (int j = y0; j < y1; j++)
    for (int i = 0; i < n; i++)
      {
        int x0 = MAX ((x + i) * cell, there->x);
        int x1 = MIN ((x + i + 1) * cell, there->x + there->width);
        const float *from = rgba + stride * (j - there->y) + 4 * (gsize) (x0 - there->x);

        for (int k = x0; k < x1; k++, from += 4)
          count (hair, from, axis, least, cells[i]);
      }
}

/* Where the @share of all pixels that are nearest to the head of the axis ends, in bins. */
static float
quantile (const TonsureHairHistogram histogram, float share, float all)
{
  float sum = 0.0f, target = share * all;

  for (int b = 0; b < BINS; b++)
    {
      float here = histogram[b][3];

      if (sum + here >= target && here > 0.0f)
        return (float) b + (target - sum) / here;
      sum += here;
    }
  return BINS;
}

/* Mean color of the pixels about @at, moved there along the way from skin to hair. */
static TonsureFour
color_at (const TonsureHair *hair, const TonsureHairHistogram histogram, float at, float all)
{
  float reach = MAX (1.5f * hair->spread / BIN, 1.0f), enough = MAX (0.04f * all, 4.0f),
        along = 0.0f;
  TonsureFour sum = { 0 };

  for (; reach < 4 * BINS; reach *= 1.5f)
    {
      int first = MAX ((int) (at - reach), 0), last = MIN ((int) (at + reach), BINS - 1);

      sum = (TonsureFour) { 0 };
      along = 0.0f;
      for (int b = first; b <= last; b++)
        {
          sum += histogram[b];
          along += ((float) b + 0.5f) * histogram[b][3];
        }
      if (sum[3] >= enough)
        break;
    }
  along = (along / sum[3] - at) * BIN;
  sum /= sum[3];
  for (int c = 0; c < 3; c++)
    {
      float d = along * hair->toward[c];

      d = CLAMP (d, -0.5f, 0.5f);
      sum[c] *= 1.0f + d * (1.0f + 0.5f * d);
    }
  return sum;
}

/* Of two densities, on the side of hair and on that of skin, the ratio in light. */
static float
lean (float hair, float skin)
{
  float dark = hair / (1.0f + hair * (0.5f + hair * (1.0f / 12.0f))); /* 1 - exp (-hair) */
  float bright = skin * (1.0f + 0.5f * skin);

  return CLAMP (dark / MAX (bright, 1e-3f), 0.0f, 10.0f);
}

/* The share of hair that the pixels at @at have, of bins; @at is from quantile(). */
static float
share_at (const TonsureHairHistogram histogram, float at, TonsureFour reader, TonsureFour skin)
{
  int b = MIN ((int) at, BINS - 1);

  while (b > 0 && histogram[b][3] == 0.0f)
    b--;

  TonsureFour part = reader * (skin - histogram[b] / MAX (histogram[b][3], 1.0f));

  return (part[0] + part[1]) + part[2];
}

float
tonsure_hair_noise (const TonsureHair *hair, TonsureFour skin)
{
  float light = (skin[0] + skin[1]) + skin[2];

  if (!(hair->light > 0.0f) || light >= hair->light)
    return 1.0f;
  return light > hair->light / MOST_NOISE ? hair->light / light : MOST_NOISE;
}

static TonsureFour
read_hair (const TonsureHair *hair, const TonsureHairHistogram histogram, TonsureFour skin,
           float all)
{
  TonsureFour reader = tonsure_hair_read (hair, skin), result = { 0 }, sum = { 0 };
  float first = quantile (histogram, 0.1f, all), middle = quantile (histogram, 0.5f, all);
  float last = quantile (histogram, 0.9f, all), spread;

  for (int b = 0; b < BINS; b++)
    sum += histogram[b];
  sum = reader * (skin - sum / all);
  spread = share_at (histogram, last, reader, skin) - share_at (histogram, first, reader, skin);
  spread *= 1.0f / (2.0f * 1.2816f); /* of a normal distribution */
  result[0] = (sum[0] + sum[1]) + sum[2];
  result[1] = spread * spread;
  result[2] = lean ((last - middle) * BIN, (middle - first) * BIN);
  result[3] = 1.0f;
  return result;
}

TonsureHairWindow
tonsure_hair_read_window (const TonsureHair *hair, const TonsureHairHistogram histogram)
{
  float all = 0.0f, at, more;
  TonsureHairWindow window = { { 0 }, { 0 } };

  for (int b = 0; b < BINS; b++)
    all += histogram[b][3];
  if (all < LEAST_PIXELS)
    return window;
  at = quantile (histogram, hair->share, all) + hair->shift / BIN;
  window.skin = color_at (hair, histogram, at, all);
  more = tonsure_hair_noise (hair, window.skin);
  if (more > 1.0f)
    {
      at += (sqrtf (1.0f + (more - 1.0f) * hair->noisy) - 1.0f) * (hair->shift / BIN);
      window.skin = color_at (hair, histogram, at, all);
    }
  for (int c = 0; c < 3; c++)
    window.skin[c] = MAX (window.skin[c], 0.0f);
  window.skin[3] = 1.0f;
  window.hair = read_hair (hair, histogram, window.skin, all);
  return window;
}
