/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What the camera adds: the blur of the lens and the noise of the sensor. */
#include "parts.h"

#include <string.h>

typedef struct
{
  float *pixels;
  int width, height, channels, radius;
  const float *kernel;
} Blur;

/* One line of @n pixels, @step floats apart, through @line, which is larger by the
 * radius at both ends; edges repeat. */
static void
blur_line (const Blur *blur, float *pixels, int n, gsize step, float *line)
{
  int r = blur->radius;

  for (int i = -r; i < n + r; i++)
    line[i + r] = pixels[CLAMP (i, 0, n - 1) * step];
  for (int i = 0; i < n; i++)
    {
      float sum = blur->kernel[0] * line[i + r];

      for (int k = 1; k <= r; k++)
        sum += blur->kernel[k] * (line[i + r - k] + line[i + r + k]);
      pixels[i * step] = sum;
    }
}

static void
blur_row (int row, gpointer data)
{
  const Blur *blur = data;
  g_autofree float *line = g_new (float, blur->width + 2 * blur->radius);

  for (int c = 0; c < blur->channels; c++)
    blur_line (blur, blur->pixels + (gsize) row * blur->width * blur->channels + c, blur->width,
               blur->channels, line);
}

static void
blur_column (int column, gpointer data)
{
  const Blur *blur = data;
  g_autofree float *line = g_new (float, blur->height + 2 * blur->radius);

  for (int c = 0; c < blur->channels; c++)
    blur_line (blur, blur->pixels + (gsize) column * blur->channels + c, blur->height,
               (gsize) blur->width * blur->channels, line);
}

/* Gaussian of σ @sigma px, averaged over each tap, so that small ones are right too. */
void
lens_blur (float *pixels, int width, int height, int channels, double sigma)
{
  float kernel[128];
  int radius = MIN (127, (int) ceil (4 * sigma));
  Blur blur = { pixels, width, height, channels, radius, kernel };
  double sum = 0;

  if (sigma <= 0)
    return;
  for (int k = 0; k <= radius; k++)
    {
      kernel[k] =
          (float) (.5 * (erf ((k + .5) / (sigma * G_SQRT2)) - erf ((k - .5) / (sigma * G_SQRT2))));
      sum += k > 0 ? 2 * kernel[k] : kernel[k];
    }
  for (int k = 0; k <= radius; k++)
    kernel[k] = (float) (kernel[k] / sum);
  rows_run (height, blur_row, &blur);
  rows_run (width, blur_column, &blur);
}

/* Photon noise: σ is @noise · @light at a pixel of @light and grows with its root.
 * Reading the sensor adds a tenth of that everywhere. */
void
lens_noise (float *rgb, gsize n, double noise, double light, guint32 seed)
{
  Chance chance;
  float photons = (float) (noise * noise * light);
  float reading = (float) (.01 * noise * noise * light * light);

  if (noise <= 0)
    return;
  chance_init (&chance, seed, 77);
  for (gsize i = 0; i < 3 * n; i++)
    rgb[i] += sqrtf (photons * MAX (0, rgb[i]) + reading) * chance_normal (&chance);
}
