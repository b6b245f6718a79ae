/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Fourier transform: see fourier.h. */
#include "fourier.h"

#include <math.h>

void
tonsure_fourier_tables (int n, double *cosine, double *sine)
{
  for (int i = 0; i < n; i++)
    {
      cosine[i] = cos (2 * G_PI * i / n);
      sine[i] = -sin (2 * G_PI * i / n);
    }
}

/* Puts each number where its index with the bits in reverse says. */
static void
reverse (int n, double *re, double *im, int step)
{
  for (int i = 1, j = 0; i < n; i++)
    {
      int bit = n >> 1;

      for (; j & bit; bit >>= 1)
        j ^= bit;
      j ^= bit;
      if (i < j)
        {
          double t = re[i * step], s = im[i * step];

          re[i * step] = re[j * step], im[i * step] = im[j * step];
          re[j * step] = t, im[j * step] = s;
        }
    }
}

void
tonsure_fourier (const TonsureFourier *fourier, double *re, double *im, int step)
{
  int n = fourier->n;

  reverse (n, re, im, step);
  for (int half = 1; half < n; half *= 2)
    for (int i = 0; i < n; i += 2 * half)
      for (int k = 0; k < half; k++)
        {
          double c = fourier->cosine[k * (n / (2 * half))], s = fourier->sine[k * (n / (2 * half))];
          int a = (i + k) * step, b = (i + k + half) * step;
          double x = re[b] * c - im[b] * s, y = re[b] * s + im[b] * c;

          re[b] = re[a] - x, im[b] = im[a] - y;
          re[a] += x, im[a] += y;
        }
}
