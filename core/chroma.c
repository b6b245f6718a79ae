/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Chroma of dots: see chroma.h. */
#include "chroma.h"

#include "shrunk.h"

#define PASSES TONSURE_CHROMA_REACH

/* Convolves a line of @n pixels, @step floats apart, with (a, 1 - 2a, a); 0 beyond its ends. */
static void
smooth_line (float *line, int n, gsize step, float a)
{
  float before[3] = { 0.0f };

  for (int i = 0; i < n; i++)
    for (int c = 0; c < 3; c++)
      {
        float *at = line + step * i + c;
        float here = *at, next = i + 1 < n ? at[step] : 0.0f;

        *at = here + a * ((before[c] - here) + (next - here));
        before[c] = here;
      }
}

static void
smooth (float *rgb, int size, float a)
{
  for (int pass = 0; pass < PASSES; pass++)
    {
      for (int i = 0; i < size; i++)
        smooth_line (rgb + (gsize) 4 * size * i, size, 4, a);
      for (int i = 0; i < size; i++)
        smooth_line (rgb + (gsize) 4 * i, size, (gsize) 4 * size, a);
    }
}

void
tonsure_chroma_soften (float *rgb, int size, gsize stride, double blur)
{
  g_autofree float *differences = g_new0 (float, (gsize) 4 * size * size);

  for (int j = 0; j < size; j++)
    for (int i = 0; i < size; i++)
      {
        const float *at = rgb + stride * j + 4 * i;
        float *difference = differences + 4 * ((gsize) size * j + i);
        float light = tonsure_light_of (at);

        for (int c = 0; c < 3; c++)
          difference[c] = at[c] - light;
      }
  smooth (differences, size, (float) (blur * blur / (2.0 * PASSES)));
  for (int j = 0; j < size; j++)
    for (int i = 0; i < size; i++)
      {
        float *at = rgb + stride * j + 4 * i;
        float light = tonsure_light_of (at);

        for (int c = 0; c < 3; c++)
          at[c] = light + differences[4 * ((gsize) size * j + i) + c];
      }
}
