/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The innermost loops of drawing: see draw.h. Compiled twice; LOOPS names the
 * table of this copy. */
#include "draw.h"
#include "exact.h"

#include <math.h>

static inline __attribute__ ((always_inline)) void
add_pairs (float *density,
           gsize stride,
           const float *sprite,
           gsize sprite_stride,
           int pairs,
           int rows)
{
  for (int j = 0; j < rows; j++)
    {
      float *to = density + stride * j;
      const float *from = sprite + sprite_stride * j;

      for (int i = 0; i < pairs; i++)
        for (int c = 0; c < 8; c++)
          to[8 * i + c] += from[8 * i + c];
    }
}

/* Small sprites are the most frequent and their rows too short for a loop. */
static void
add (float *density, gsize stride, const float *sprite, gsize sprite_stride, int pairs, int rows)
{
  switch (pairs)
    {
    case 2:
      add_pairs (density, stride, sprite, sprite_stride, 2, rows);
      break;
    case 3:
      add_pairs (density, stride, sprite, sprite_stride, 3, rows);
      break;
    case 4:
      add_pairs (density, stride, sprite, sprite_stride, 4, rows);
      break;
    case 5:
      add_pairs (density, stride, sprite, sprite_stride, 5, rows);
      break;
    case 6:
      add_pairs (density, stride, sprite, sprite_stride, 6, rows);
      break;
    default:
      add_pairs (density, stride, sprite, sprite_stride, pairs, rows);
    }
}

static void
interpolate (float *density, const float *row, const int *index, const float *weights, int n)
{
  for (int i = 0; i < n; i++)
    {
      const float *node = row + 4 * index[i];
      const float *w = weights + 4 * i;

      for (int c = 0; c < 4; c++)
        density[4 * i + c] = ((w[0] * node[c] + w[1] * node[4 + c]) + w[2] * node[8 + c])
                             + w[3] * node[12 + c];
    }
}

static void
blend (float *sum, const float *nodes, const float weights[8], int n)
{
  for (int i = 0; i < n; i++)
    for (int c = 0; c < 8; c++)
      sum[8 * i + c] += weights[c] * nodes[8 * i + c];
}

static void
add_scaled (float *sum, const float *x, float a, int n)
{
  for (int i = 0; i < n; i++)
    sum[i] += a * x[i];
}

/* e^-d = 2^k e^r, |r| <= ln 2 / 2, Taylor series to r^7 (leaves 6e-9). ln 2 is split so
 * that k times its upper part is exact. */
static inline __attribute__ ((always_inline)) float
transmittance (float density)
{
  const float high = 0.693359375f, low = -2.12194440e-4f;
  float d = density > 0.0f ? density : 0.0f;

  d = d < 80.0f ? d : 80.0f;
  gint32 k = (gint32) (d * 1.44269504f + 0.5f);
  float r = ((float) k * high - d) + (float) k * low;
  float e = 1.0f / 5040.0f;
  union
  {
    gint32 bits;
    float value;
  } power = { (127 - k) * (1 << 23) };

  e = e * r + 1.0f / 720.0f;
  e = e * r + 1.0f / 120.0f;
  e = e * r + 1.0f / 24.0f;
  e = e * r + 1.0f / 6.0f;
  e = e * r + 0.5f;
  e = e * r + 1.0f;
  e = e * r + 1.0f;
  e *= power.value;
  return e < 1.0f ? e : 1.0f;
}

static void
transmit (float *density, int n)
{
  for (int i = 0; i < 4 * n; i++)
    density[i] = transmittance (density[i]);
}

static void
multiply (float *pixels, const float *factors, int n)
{
  for (int i = 0; i < 4 * n; i++)
    pixels[i] *= factors[i];
}

/* The four bytes of a hash add up to nearly a normal deviate (Irwin-Hall), symmetric
 * and bounded. Bounded to what T can move up and down, it does not shift the mean. */
#define GRAIN_MEAN 510.0f
#define GRAIN_SIGMA 147.8005f /* sqrt (4 (256² - 1) / 12) */
#define GRAIN_MOST 3.4506f    /* mean over sigma */

static void
grain (float *transmittance_, float noise, guint32 key, guint32 first, int n)
{
  for (int i = 0; i < 4 * n; i++)
    {
      guint32 h = tonsure_hash32 ((4 * first + (guint32) i) ^ key);
      gint32 sum = (gint32) ((h & 255) + (h >> 8 & 255) + (h >> 16 & 255) + (h >> 24));
      float t = transmittance_[i];
      float room = (t < 1.0f - t ? t : 1.0f - t) * (1.0f / GRAIN_MOST);
      float sigma = noise * sqrtf (t * (1.0f - t));

      sigma = sigma < room ? sigma : room;
      sigma = (i & 3) == 3 ? 0.0f : sigma;
      t += ((float) sum - GRAIN_MEAN) * (1.0f / GRAIN_SIGMA) * sigma;
      t = t > 0.0f ? t : 0.0f;
      transmittance_[i] = t < 1.0f ? t : 1.0f;
    }
}

const TonsureDraw LOOPS = { add, interpolate, blend, add_scaled, transmit, multiply, grain };
