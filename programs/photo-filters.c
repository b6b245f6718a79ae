/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Filters of cameras: see photo-filters.h. */
#include "photo-filters.h"

#include "grid.h"

#include <math.h>
#include <string.h>

#define SUPER 8  /* samples of a pixel of a disk, along each axis */
#define RADII 17 /* of which two are mixed */
#define SEARCH 7
#define PATCH 2
#define SCALES 3

static float
encode (float light)
{
  light = CLAMP (light, 0.0f, 1.0f);
  return light <= 0.0031308f ? 12.92f * light : 1.055f * powf (light, 1 / 2.4f) - 0.055f;
}

static float
decode (float value)
{
  return value <= 0.04045f ? value / 12.92f : powf ((value + 0.055f) / 1.055f, 2.4f);
}

/* What of each pixel a disk covers, of sum 1. */
static float *
disk (double radius, int reach)
{
  int side = 2 * reach + 1;
  float *kernel = g_new0 (float, (gsize) side *side), sum = 0.0f;

  for (int j = 0; j < side * SUPER; j++)
    for (int i = 0; i < side * SUPER; i++)
      {
        double x = (i + 0.5) / SUPER - side / 2.0, y = (j + 0.5) / SUPER - side / 2.0;

        if (x * x + y * y <= radius * radius)
          kernel[j / SUPER * side + i / SUPER] += 1.0f;
      }
  for (int i = 0; i < side * side; i++)
    sum += kernel[i];
  if (sum == 0.0f)
    kernel[side * side / 2] = sum = 1.0f;
  for (int i = 0; i < side * side; i++)
    kernel[i] /= sum;
  return kernel;
}

/* One pixel of @rgb seen through @kernel; the edges go on. */
static void
convolve_at (const float *rgb, int width, int height, const float *kernel, int reach, int x, int y,
             float weight, float *out)
{
  int side = 2 * reach + 1;

  for (int j = -reach; j <= reach; j++)
    for (int i = -reach; i <= reach; i++)
      {
        float k = kernel[(j + reach) * side + i + reach] * weight;
        const float *p =
            rgb + 3 * ((gsize) CLAMP (y + j, 0, height - 1) * width + CLAMP (x + i, 0, width - 1));

        for (int c = 0; c < 3 && k > 0.0f; c++)
          out[c] += k * p[c];
      }
}

void
filter_defocus (float *rgb, int width, int height, double most)
{
  g_autofree float *before = g_memdup2 (rgb, sizeof (float) * 3 * width * height);
  int reach = (int) ceil (most);
  float *kernels[RADII];

  for (int r = 0; r < RADII; r++)
    kernels[r] = disk (most * r / (RADII - 1), reach);
  memset (rgb, 0, sizeof (float) * 3 * width * height);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        float at = (RADII - 1) * (x + 0.5f) / width;
        int r = MIN ((int) at, RADII - 2);
        float *out = rgb + 3 * ((gsize) y * width + x);

        convolve_at (before, width, height, kernels[r], reach, x, y, 1.0f - (at - r), out);
        convolve_at (before, width, height, kernels[r + 1], reach, x, y, at - r, out);
      }
  for (int r = 0; r < RADII; r++)
    g_free (kernels[r]);
}

/* Sum of squared differences to the picture moved by @dx, @dy, over patches: sums along rows, then
 * columns. */
static void
differences (const float *values, int width, int height, int dx, int dy, float *sum, float *spare)
{
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        const float *a = values + 3 * ((gsize) y * width + x);
        const float *b =
            values
            + 3 * ((gsize) CLAMP (y + dy, 0, height - 1) * width + CLAMP (x + dx, 0, width - 1));
        float d = 0.0f;

        for (int c = 0; c < 3; c++)
          d += (a[c] - b[c]) * (a[c] - b[c]) / 3.0f;
        sum[(gsize) y * width + x] = d;
      }
  for (int pass = 0; pass < 2; pass++)
    {
      const float *from = pass == 0 ? sum : spare;
      float *to = pass == 0 ? spare : sum;

      for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
          {
            float d = 0.0f;

            for (int k = -PATCH; k <= PATCH; k++)
              d += pass == 0 ? from[(gsize) y * width + CLAMP (x + k, 0, width - 1)]
                             : from[(gsize) CLAMP (y + k, 0, height - 1) * width + x];
            to[(gsize) y * width + x] = d / (2 * PATCH + 1);
          }
    }
}

void
filter_non_local_means (float *rgb, int width, int height, double strength)
{
  gsize n = (gsize) width * height;
  g_autofree float *values = g_new (float, 3 * n);
  g_autofree float *sum = g_new0 (float, 3 * n);
  g_autofree float *weight = g_new0 (float, n);
  g_autofree float *difference = g_new (float, 2 * n);
  float per = (float) (1.0 / (strength * strength));

  for (gsize i = 0; i < 3 * n; i++)
    values[i] = encode (rgb[i]);
  for (int dy = -SEARCH; dy <= SEARCH; dy++)
    for (int dx = -SEARCH; dx <= SEARCH; dx++)
      {
        differences (values, width, height, dx, dy, difference, difference + n);
        for (int y = 0; y < height; y++)
          for (int x = 0; x < width; x++)
            {
              gsize i = (gsize) y * width + x;
              const float *p = values
                               + 3
                                     * ((gsize) CLAMP (y + dy, 0, height - 1) * width
                                        + CLAMP (x + dx, 0, width - 1));
              float w = expf (-difference[i] * per);

              weight[i] += w;
              for (int c = 0; c < 3; c++)
                sum[3 * i + c] += w * p[c];
            }
      }
  for (gsize i = 0; i < 3 * n; i++)
    rgb[i] = decode (sum[i] / weight[i / 3]);
}

/* (1 4 6 4 1) / 16 along both axes, the taps @step apart. */
static void
spline (const float *from, int width, int height, int step, float *to, float *spare)
{
  static const float taps[] = { 1 / 16.0f, 4 / 16.0f, 6 / 16.0f, 4 / 16.0f, 1 / 16.0f };

  for (int pass = 0; pass < 2; pass++)
    {
      const float *in = pass == 0 ? from : spare;
      float *out = pass == 0 ? spare : to;

      for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
          for (int c = 0; c < 3; c++)
            {
              float sum = 0.0f;

              for (int k = -2; k <= 2; k++)
                {
                  int i = pass == 0 ? CLAMP (x + k * step, 0, width - 1) : x;
                  int j = pass == 0 ? y : CLAMP (y + k * step, 0, height - 1);

                  sum += taps[k + 2] * in[3 * ((gsize) j * width + i) + c];
                }
              out[3 * ((gsize) y * width + x) + c] = sum;
            }
    }
}

void
filter_wavelet (float *rgb, int width, int height, double strength)
{
  /* Standard deviation of white noise of 1 in each scale. */
  static const float in_scale[SCALES] = { 0.89f, 0.2f, 0.086f };
  gsize n = 3 * (gsize) width * height;
  g_autofree float *coarse = g_new (float, n);
  g_autofree float *next = g_new (float, n);
  g_autofree float *spare = g_new (float, n);
  g_autofree float *kept = g_new0 (float, n);

  for (gsize i = 0; i < n; i++)
    coarse[i] = encode (rgb[i]);
  for (int s = 0; s < SCALES; s++)
    {
      float threshold = (float) strength * in_scale[s];

      spline (coarse, width, height, 1 << s, next, spare);
      for (gsize i = 0; i < n; i++)
        {
          float d = coarse[i] - next[i];

          kept[i] += copysignf (MAX (fabsf (d) - threshold, 0.0f), d);
          coarse[i] = next[i];
        }
    }
  for (gsize i = 0; i < n; i++)
    rgb[i] = decode (coarse[i] + kept[i]);
}

/* Nearly normal, by the sum of twelve. */
static float
deviate (GRand *lots)
{
  double sum = -6.0;

  for (int i = 0; i < 12; i++)
    sum += g_rand_double (lots);
  return (float) sum;
}

void
filter_noise (float *rgb, int width, int height, double sigma, double blur, guint32 seed)
{
  gsize n = (gsize) width * height;
  g_autoptr (GRand) lots = g_rand_new_with_seed (seed);
  g_autofree float *noise = g_new (float, n);
  double square = 0.0;

  for (gsize i = 0; i < n; i++)
    noise[i] = deviate (lots);
  tonsure_grid_smooth (noise, width, height, blur);
  for (gsize i = 0; i < n; i++)
    square += noise[i] * noise[i] / n;
  for (gsize i = 0; i < 3 * n; i++)
    rgb[i] *= 1.0f + (float) (sigma / sqrt (square)) * noise[i / 3];
}

void
filter_round (float *rgb, int width, int height)
{
  for (gsize i = 0; i < 3 * (gsize) width * height; i++)
    rgb[i] = decode (floorf (encode (rgb[i]) * 255.0f + 0.5f) / 255.0f);
}
