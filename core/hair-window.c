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

typedef gint32 Ints __attribute__ ((vector_size (16)));

/* Natural logarithms: ln (1 + t) to 2e-5 by a polynomial, fitted on 0 to 1. */
static inline TonsureFour
log_of (TonsureFour x)
{
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
  Ints above = x > least;

  return (TonsureFour) ((above & (Ints) x) | (~above & (Ints) least));
}

/* What is the same for all pixels: each channel's axis and least light. */
typedef struct
{
  TonsureFour axis[3], least[3], reference;
} Axis;

static Axis
axis_of (const TonsureHair *hair)
{
  Axis axis;

  for (int k = 0; k < 4; k++)
    {
      for (int c = 0; c < 3; c++)
        {
          axis.axis[c][k] = hair->axis[c];
          axis.least[c][k] = hair->least[c];
        }
      axis.reference[k] = hair->reference;
    }
  return axis;
}

/* Counts the first @n of four pixels. */
static inline void
count (const Axis *axis, const TonsureFour pixels[4], int n, TonsureFour *histogram)
{
  static const Ints channels = { -1, -1, -1, 0 };
  static const TonsureFour one = { 0.0f, 0.0f, 0.0f, 1.0f }, none = { 0 };
  static const TonsureFour half = { 0.5f, 0.5f, 0.5f, 0.5f };
  static const TonsureFour most = { 1e6f, 1e6f, 1e6f, 1e6f };
  static const TonsureFour last = { BINS - 1, BINS - 1, BINS - 1, BINS - 1 };
  TonsureFour c[4], d[3], sum, along;
  Ints valid, bins;

  for (int k = 0; k < 4; k++)
    c[k] = (TonsureFour) { pixels[0][k], pixels[1][k], pixels[2][k], pixels[3][k] };
  for (int k = 0; k < 3; k++)
    d[k] = axis->axis[k] * log_of (at_least (c[k], axis->least[k]));
  along = axis->reference - ((d[0] + d[1]) + d[2]);
  along = at_least ((along - FIRST) * (1.0f / BIN), none);
  bins = along < last;
  along = (TonsureFour) ((bins & (Ints) along) | (~bins & (Ints) last));
  bins = __builtin_convertvector (along, Ints);
  /* Also false of what is no number. */
  sum = (c[0] + c[1]) + c[2];
  valid = (c[3] >= half) & (sum > -most) & (sum < most);
  for (int k = 0; k < n; k++)
    if (valid[k])
      histogram[bins[k]] += (TonsureFour) (((Ints) pixels[k] & channels) | (Ints) one);
}

static void
count_row (const Axis *axis, const float *rgba, int n, TonsureFour *histogram)
{
  for (; n >= 4; n -= 4, rgba += 16)
    count (axis, (const TonsureFour *) rgba, 4, histogram);
  if (n > 0)
    {
      TonsureFour rest[4] = { { 0 }, { 0 }, { 0 }, { 0 } };

      memcpy (rest, rgba, sizeof *rest * (gsize) n);
      count (axis, rest, n, histogram);
    }
}

/* Counts the pixels of one row of cells from @x on, as far as they are there. */
void
tonsure_hair_count_cells (const TonsureHair *hair, const float *rgba, const TonsurePixels *there,
                          gsize stride, int x, int y, int n, TonsureHairHistogram *cells)
{
  int cell = hair->cell;
  int y0 = MAX (y * cell, there->y), y1 = MIN ((y + 1) * cell, there->y + there->height);
  Axis axis = axis_of (hair);

  memset (cells, 0, sizeof *cells * n);
  for (int j = y0; j < y1; j++)
    for (int i = 0; i < n; i++)
      {
        int x0 = MAX ((x + i) * cell, there->x);
        int x1 = MIN ((x + i + 1) * cell, there->x + there->width);
        const float *from = rgba + stride * (j - there->y) + 4 * (gsize) (x0 - there->x);

        count_row (&axis, from, x1 - x0, cells[i]);
      }
}

/* A histogram, of which bins from @first to before @end have pixels. */
typedef struct
{
  const TonsureFour *bins;
  int first, end;
  TonsureFour sum;       /* of all bins */
  float until[BINS + 1]; /* pixels in the bins before, from @first to @end */
} Window;

static void
open_window (Window *window, const TonsureHairHistogram histogram)
{
  TonsureFour sum = { 0 };
  int first = 0, end = BINS;

  while (first < BINS && histogram[first][3] == 0.0f)
    first++;
  while (end > first && histogram[end - 1][3] == 0.0f)
    end--;
  window->until[first] = 0.0f;
  for (int b = first; b < end; b++)
    {
      sum += histogram[b];
      window->until[b + 1] = sum[3];
    }
  window->bins = histogram;
  window->first = first;
  window->end = end;
  window->sum = sum;
}

/* Where the @share of all pixels that are nearest to the head of the axis ends, in bins. */
static float
quantile (const Window *window, float share)
{
  float target = share * window->sum[3];

  for (int b = window->first; b < window->end; b++)
    if (window->until[b + 1] >= target && window->bins[b][3] > 0.0f)
      return (float) b + (target - window->until[b]) / window->bins[b][3];
  return BINS;
}

/* Mean color of the pixels about @at, moved there along the way from skin to hair. */
static TonsureFour
color_at (const TonsureHair *hair, const Window *window, float at)
{
  float all = window->sum[3];
  float reach = MAX (1.5f * hair->spread / BIN, 1.0f), enough = MAX (0.04f * all, 4.0f),
        along = 0.0f;
  TonsureFour sum = { 0 };

  for (; reach < 4 * BINS; reach *= 1.5f)
    {
      int first = MAX ((int) (at - reach), window->first);
      int last = MIN ((int) (at + reach), window->end - 1);

      sum = (TonsureFour) { 0 };
      along = 0.0f;
      for (int b = first; b <= last; b++)
        {
          sum += window->bins[b];
          along += ((float) b + 0.5f) * window->bins[b][3];
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
read_hair (const TonsureHair *hair, const Window *window, TonsureFour skin)
{
  TonsureFour reader = tonsure_hair_read (hair, skin), result = { 0 }, sum;
  float first = quantile (window, 0.1f), middle = quantile (window, 0.5f);
  float last = quantile (window, 0.9f), spread;

  sum = reader * (skin - window->sum / window->sum[3]);
  spread =
      share_at (window->bins, last, reader, skin) - share_at (window->bins, first, reader, skin);
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
  float at, more;
  TonsureHairWindow result = { { 0 }, { 0 } };
  Window window;

  open_window (&window, histogram);
  if (window.sum[3] < LEAST_PIXELS)
    return result;
  at = quantile (&window, hair->share) + hair->shift / BIN;
  result.skin = color_at (hair, &window, at);
  more = tonsure_hair_noise (hair, result.skin);
  if (more > 1.0f)
    {
      at += (sqrtf (1.0f + (more - 1.0f) * hair->noisy) - 1.0f) * (hair->shift / BIN);
      result.skin = color_at (hair, &window, at);
    }
  for (int c = 0; c < 3; c++)
    result.skin[c] = MAX (result.skin[c], 0.0f);
  result.skin[3] = 1.0f;
  result.hair = read_hair (hair, &window, result.skin);
  return result;
}
