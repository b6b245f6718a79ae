/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The innermost loops of drawing: see draw.h. Compiled twice; LOOPS names the
 * table of this copy. */
#include "draw.h"

#include <math.h>
#include <string.h>

/* Two pixels, and one, that may lie anywhere. */
typedef float Pair __attribute__ ((vector_size (32), aligned (4), may_alias));
typedef float Pixel __attribute__ ((vector_size (16), aligned (4), may_alias));

/* What the machine works on at once: one pixel or two. Each lane is computed alone, so
 * their number changes no bit. */
#ifdef __AVX2__
#define LANES 8
typedef Pair Some;
#else
#define LANES 4
typedef Pixel Some;
#endif
#define PIXELS (LANES / 4)
typedef float Floats __attribute__ ((vector_size (4 * LANES)));
typedef gint32 Ints __attribute__ ((vector_size (4 * LANES)));
typedef guint32 Words __attribute__ ((vector_size (4 * LANES)));

#define INLINE static inline __attribute__ ((always_inline))

INLINE void
add_pairs (float *density, gsize stride, const float *sprite, gsize sprite_stride, int pairs,
           int rows)
{
  for (int j = 0; j < rows; j++)
    {
      Pair *to = (Pair *) (density + stride * j);
      const Pair *from = (const Pair *) (sprite + sprite_stride * j);

      for (int i = 0; i < pairs; i++)
        to[i] += from[i];
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
add_part (float *density, gsize stride, const float *sprite, gsize sprite_stride, int pairs,
          int rows, float part)
{
  for (int j = 0; j < rows; j++)
    {
      Pair *to = (Pair *) (density + stride * j);
      const Pair *from = (const Pair *) (sprite + sprite_stride * j);

      for (int i = 0; i < pairs; i++)
        to[i] += part * from[i];
    }
}

static void
add_mixed (float *density, gsize stride, const float *sprite, int step_a, int step_b,
           gsize sprite_stride, int pairs, int rows, float a, float b)
{
  for (int j = 0; j < rows; j++)
    {
      Pair *to = (Pair *) (density + stride * j);
      const float *from = sprite + sprite_stride * j;
      const Pair *first = (const Pair *) from;
      const Pair *second = (const Pair *) (from + step_a), *third = (const Pair *) (from + step_b);

      for (int i = 0; i < pairs; i++)
        to[i] += first[i] + (a * (second[i] - first[i]) + b * (third[i] - first[i]));
    }
}

static void
interpolate (float *density, const float *row, const int *index, const float *weights, int n)
{
  for (int i = 0; i < n; i++)
    {
      const Pixel *node = (const Pixel *) (row + 4 * index[i]);
      const float *w = weights + 4 * i;

      *(Pixel *) (density + 4 * i) =
          ((w[0] * node[0] + w[1] * node[1]) + w[2] * node[2]) + w[3] * node[3];
    }
}

static void
blend (float *sum, const float *nodes, const float weights[8], int n)
{
  const Pair w = *(const Pair *) weights;

  for (int i = 0; i < n; i++)
    *(Pair *) (sum + 8 * i) += w * *(const Pair *) (nodes + 8 * i);
}

static void
add_scaled (float *sum, const float *x, float a, int n)
{
  int i = 0;

  for (; i + 8 <= n; i += 8)
    *(Pair *) (sum + i) += a * *(const Pair *) (x + i);
  for (; i < n; i++)
    sum[i] += a * x[i];
}

INLINE Floats
pick (Ints where, Floats yes, Floats no)
{
  return (Floats) ((where & (Ints) yes) | (~where & (Ints) no));
}

INLINE Floats
least (Floats a, Floats b)
{
  return pick (a < b, a, b);
}

INLINE Floats
greatest (Floats a, Floats b)
{
  return pick (a > b, a, b);
}

INLINE Floats
all (float value)
{
  return value - (Floats) { 0 };
}

/* e^-d = 2^k e^r, |r| <= ln 2 / 2, Taylor series to r^7 (leaves 6e-9). ln 2 is split so
 * that k times its upper part is exact. */
INLINE Floats
transmittance (Floats density, Floats apart, Floats crowd)
{
  const float high = 0.693359375f, low = -2.12194440e-4f;
  Floats d = greatest (density, all (0.0f));
  Floats e = apart * d;

  d = least (d + e * e * (0.5f + e * (1.0f / 3.0f + 0.25f * e)), all (80.0f));

  Ints k = __builtin_convertvector (d * 1.44269504f + 0.5f, Ints);
  Floats n = __builtin_convertvector (k, Floats);
  Floats r = (n * high - d) + n * low;
  e = r * (1.0f / 5040.0f) + 1.0f / 720.0f;

  e = e * r + 1.0f / 120.0f;
  e = e * r + 1.0f / 24.0f;
  e = e * r + 1.0f / 6.0f;
  e = e * r + 0.5f;
  e = e * r + 1.0f;
  e = e * r + 1.0f;
  e = least (e * (Floats) ((127 - k) << 23), all (1.0f));
  return (all (1.0f) - crowd) + crowd * e;
}

static void
transmit (float *density, const float apart[4], const float crowd[4], int n)
{
  Floats a, u;
  int i = 0;

  for (int l = 0; l < LANES; l++)
    {
      a[l] = apart[l % 4];
      u[l] = crowd[l % 4];
    }

  for (; i + PIXELS <= n; i += PIXELS)
    *(Some *) (density + 4 * i) = transmittance (*(Some *) (density + 4 * i), a, u);
  if (i < n)
    {
      Floats last = { 0 };

      memcpy (&last, density + 4 * i, 4 * sizeof (float));
      last = transmittance (last, a, u);
      memcpy (density + 4 * i, &last, 4 * sizeof (float));
    }
}

static void
multiply (float *pixels, const float *factors, int n)
{
  for (int i = 0; i < n; i++)
    *(Pixel *) (pixels + 4 * i) *= *(const Pixel *) (factors + 4 * i);
}

/* One component of each pixel, in all of its lanes. */
#ifdef __AVX2__
#define EACH(p, c) __builtin_shufflevector (p, p, c, c, c, c, c + 4, c + 4, c + 4, c + 4)
#else
#define EACH(p, c) __builtin_shufflevector (p, p, c, c, c, c)
#endif

/* Gloss as in tonsure_gloss_of(). */
INLINE Floats
below_gloss (Floats p, Floats t, const float weights[4], Floats inverse, Floats color)
{
  Floats q = p * inverse;
  Floats red = EACH (q, 0), green = EACH (q, 1), blue = EACH (q, 2);
  Floats g = (weights[0] * red + weights[1] * green) + weights[2] * blue;

  g = pick (red < g, red, g);
  g = pick (green < g, green, g);
  g = pick (blue < g, blue, g);
  g = pick (g > all (0.0f), g, all (0.0f));
  return pick (t < all (1.0f), p * t + (g * color) * (1.0f - t), p);
}

static void
multiply_below (float *pixels, const float *factors, const float gloss[12], int n)
{
  Floats inverse, color;
  int i = 0;

  for (int l = 0; l < LANES; l++)
    {
      inverse[l] = gloss[4 + l % 4];
      color[l] = gloss[8 + l % 4];
    }
  for (; i + PIXELS <= n; i += PIXELS)
    {
      Some *p = (Some *) (pixels + 4 * i);

      *p = below_gloss (*p, *(const Some *) (factors + 4 * i), gloss, inverse, color);
    }
  if (i < n)
    {
      Floats last = { 0 }, t = { 0 };

      memcpy (&last, pixels + 4 * i, 4 * sizeof (float));
      memcpy (&t, factors + 4 * i, 4 * sizeof (float));
      last = below_gloss (last, t, gloss, inverse, color);
      memcpy (pixels + 4 * i, &last, 4 * sizeof (float));
    }
}

/* The four bytes of a hash add up to nearly a normal deviate (Irwin-Hall), symmetric
 * and bounded. Bounded to what T can move up and down, it does not shift the mean. */
#define GRAIN_MEAN 510.0f
#define GRAIN_SIGMA 147.8005f /* sqrt (4 (256² - 1) / 12) */
#define GRAIN_MOST 3.4506f    /* mean over sigma */

INLINE Floats
grainy (Floats t, float noise, guint32 key, guint32 number)
{
  Words h = { 0 };
  Ints color = { 0 };

  for (guint i = 0; i < LANES; i++)
    {
      h[i] = (number + i) ^ key;
      color[i] = i % 4 < 3 ? -1 : 0;
    }

  /* tonsure_hash32() of each */
  h ^= h >> 16;
  h *= 0x7feb352dU;
  h ^= h >> 15;
  h *= 0x846ca68bU;
  h ^= h >> 16;
  h = (h & 0x00ff00ffU) + (h >> 8 & 0x00ff00ffU);

  Floats deviate = __builtin_convertvector ((Ints) ((h & 0xffffU) + (h >> 16)), Floats);
  Floats room = least (t, 1.0f - t) * (1.0f / GRAIN_MOST), root = t * (1.0f - t);

  for (int i = 0; i < LANES; i++)
    root[i] = sqrtf (root[i]);

  Floats sigma = pick (color, least (noise * root, room), all (0.0f));

  t += (deviate - GRAIN_MEAN) * (1.0f / GRAIN_SIGMA) * sigma;
  return least (greatest (t, all (0.0f)), all (1.0f));
}

static void
grain (float *transmittance_, float noise, guint32 key, guint32 first, int n)
{
  int i = 0;

  for (; i + PIXELS <= n; i += PIXELS)
    {
      Some *t = (Some *) (transmittance_ + 4 * i);

      *t = grainy (*t, noise, key, 4 * (first + (guint32) i));
    }
  if (i < n)
    {
      Floats last = { 0 };

      memcpy (&last, transmittance_ + 4 * i, 4 * sizeof (float));
      last = grainy (last, noise, key, 4 * (first + (guint32) i));
      memcpy (transmittance_ + 4 * i, &last, 4 * sizeof (float));
    }
}

const TonsureDraw LOOPS = { add,        add_part, add_mixed, interpolate,    blend,
                            add_scaled, transmit, multiply,  multiply_below, grain };
