/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Direction and length of hair: see strand.h. */
#include "strand.h"

#include "exact.h"

#include <math.h>
#include <stdlib.h>

/* The tensor is averaged over a Gaussian of that many mm, at least so many pixels, which ends at
 * so many standard deviations. */
#define NEAR 0.25
#define LEAST_NEAR 1.5
#define MOST_NEAR 16.0
#define END 2.5

static double
sigma_of (double mm_per_px)
{
  return CLAMP (NEAR / mm_per_px, LEAST_NEAR, MOST_NEAR);
}

static int
reach_of (double mm_per_px)
{
  return (int) ceil (END * sigma_of (mm_per_px));
}

int
tonsure_strand_margin (double mm_per_px)
{
  return reach_of (mm_per_px) + 1;
}

/* Products of the gradient: xx - yy, 2 xy and xx + yy. */
typedef struct
{
  float difference, cross, sum;
} Tensor;

static float
coverage_at (const float *coverage, const TonsurePixels *there, int x, int y)
{
  x = CLAMP (x - there->x, 0, there->width - 1);
  y = CLAMP (y - there->y, 0, there->height - 1);
  return coverage[(gsize) y * there->width + x];
}

/* The gradient over 3 by 3 pixels (Scharr's weights, nearly as good in any direction). */
static Tensor
tensor_at (const float *coverage, const TonsurePixels *there, int x, int y)
{
  float gx = 0.0f, gy = 0.0f;

  for (int k = -1; k <= 1; k++)
    {
      float weight = k == 0 ? 10.0f / 32.0f : 3.0f / 32.0f;

      gx += weight
            * (coverage_at (coverage, there, x + 1, y + k)
               - coverage_at (coverage, there, x - 1, y + k));
      gy += weight
            * (coverage_at (coverage, there, x + k, y + 1)
               - coverage_at (coverage, there, x + k, y - 1));
    }
  return (Tensor) { gx * gx - gy * gy, 2.0f * gx * gy, gx * gx + gy * gy };
}

static void
find_weights (double sigma, int reach, float *weights)
{
  for (int k = 0; k <= reach; k++)
    weights[k] = (float) tonsure_exp (-0.5 * k * k / (sigma * sigma));
}

static Tensor
blend (const Tensor *tensor, gsize step, int before, int after, const float *weights)
{
  Tensor sum = { 0, 0, 0 };

  for (int k = -before; k <= after; k++)
    {
      const Tensor *one = k < 0 ? tensor - step * (gsize) -k : tensor + step * (gsize) k;
      float weight = weights[ABS (k)];

      sum.difference += weight * one->difference;
      sum.cross += weight * one->cross;
      sum.sum += weight * one->sum;
    }
  return sum;
}

/* Of the rows from @y0 to @y1, blended along x at each of @pixels' columns. */
static Tensor *
blend_rows (const float *coverage, const TonsurePixels *there, const TonsurePixels *pixels, int y0,
            int y1, int reach, const float *weights)
{
  int x0 = MAX (pixels->x - reach, there->x);
  int x1 = MIN (pixels->x + pixels->width + reach, there->x + there->width);
  g_autofree Tensor *line = g_new (Tensor, x1 - x0);
  Tensor *rows = g_new (Tensor, (gsize) pixels->width * (y1 - y0)), *to = rows;

  for (int y = y0; y < y1; y++)
    {
      for (int x = x0; x < x1; x++)
        line[x - x0] = tensor_at (coverage, there, x, y);
      for (int x = pixels->x; x < pixels->x + pixels->width; x++)
        *to++ = blend (line + (x - x0), 1, MIN (reach, x - x0), MIN (reach, x1 - 1 - x), weights);
    }
  return rows;
}

void
tonsure_strand_direction (const float *coverage, const TonsurePixels *there,
                          const TonsurePixels *pixels, double mm_per_px, float *direction)
{
  int reach = reach_of (mm_per_px);
  int y0 = MAX (pixels->y - reach, there->y);
  int y1 = MIN (pixels->y + pixels->height + reach, there->y + there->height);
  float weights[(int) (END * MOST_NEAR) + 2];
  g_autofree Tensor *rows = NULL;

  if (pixels->width <= 0 || pixels->height <= 0)
    return;
  find_weights (sigma_of (mm_per_px), reach, weights);
  rows = blend_rows (coverage, there, pixels, y0, y1, reach, weights);
  for (int y = pixels->y; y < pixels->y + pixels->height; y++)
    for (int x = 0; x < pixels->width; x++, direction += 2)
      {
        Tensor t = blend (rows + (gsize) (y - y0) * pixels->width + x, pixels->width,
                          MIN (reach, y - y0), MIN (reach, y1 - 1 - y), weights);
        float scale = t.sum > 0.0f ? -1.0f / t.sum : 0.0f; /* hair runs across the gradient */

        direction[0] = t.difference * scale;
        direction[1] = t.cross * scale;
      }
}

/* A strand begins where there is that much hair, and ends where there is that part of it. */
#define LEAST_HAIR 0.25f
#define LEFT 0.5f
#define LEAST_COHERENCE 0.3f
#define LEAST_STRANDS 16
#define MOST_LENGTH 30.0 /* mm */

typedef struct
{
  const float *coverage, *direction;
  int width, height;
} Field;

static float
between (const Field *field, double x, double y)
{
  int i = (int) floor (x), j = (int) floor (y);
  float u = (float) (x - i), v = (float) (y - j);
  const float *at = field->coverage + (gsize) j * field->width + i;

  if (i < 0 || j < 0 || i + 1 >= field->width || j + 1 >= field->height)
    return 0.0f;
  return (at[0] * (1 - u) + at[1] * u) * (1 - v)
         + (at[field->width] * (1 - u) + at[field->width + 1] * u) * v;
}

/* A unit vector along hair at a pixel: half the angle. */
static void
along (const Field *field, int x, int y, double vector[2])
{
  const float *d = field->direction + 2 * ((gsize) y * field->width + x);
  double size = sqrt ((double) d[0] * d[0] + (double) d[1] * d[1]);
  double cosine = size > 0 ? d[0] / size : 1;

  vector[0] = sqrt (MAX (0.5 * (1 + cosine), 0));
  vector[1] = sqrt (MAX (0.5 * (1 - cosine), 0));
  if (d[1] < 0)
    vector[1] = -vector[1];
}

/* Steps of half a pixel from a point until the strand ends. Strands are straight as far as they
 * can be followed, so they keep the direction of their start. */
static double
follow (const Field *field, int x, int y, double dx, double dy, double most)
{
  float least = LEFT * field->coverage[(gsize) y * field->width + x];
  double length = 0;

  while (length < most
         && between (field, x + (length + 0.5) * dx, y + (length + 0.5) * dy) >= least)
    length += 0.5;
  return length;
}

/* Whether no pixel around has more hair. */
static gboolean
is_strongest (const Field *field, int x, int y)
{
  const float *at = field->coverage + (gsize) y * field->width + x;

  for (int k = 0; k < 9; k++)
    {
      float other = at[(k / 3 - 1) * field->width + k % 3 - 1];

      if (other > *at || (other == *at && k < 4))
        return FALSE;
    }
  return *at >= LEAST_HAIR;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

gboolean
tonsure_strand_measure (const float *coverage, int width, int height, double mm_per_px,
                        TonsureStrands *strands)
{
  TonsurePixels all = { 0, 0, width, height };
  g_autofree float *direction = g_new (float, 2 * (gsize) MAX (width, 0) * MAX (height, 0));
  g_autoptr (GArray) lengths = g_array_new (FALSE, FALSE, sizeof (double));
  Field field = { coverage, direction, width, height };
  const double *sorted;

  *strands = (TonsureStrands) { 0, 0, 0, 0 };
  if (width < 3 || height < 3 || !(mm_per_px > 0))
    return FALSE;
  tonsure_strand_direction (coverage, &all, &all, mm_per_px, direction);
  for (int y = 1; y < height - 1; y++)
    for (int x = 1; x < width - 1; x++)
      {
        const float *d = direction + 2 * ((gsize) y * width + x);
        double vector[2], length;

        if (!is_strongest (&field, x, y)
            || d[0] * d[0] + d[1] * d[1] < LEAST_COHERENCE * LEAST_COHERENCE)
          continue;
        along (&field, x, y, vector);
        length = follow (&field, x, y, vector[0], vector[1], MOST_LENGTH / mm_per_px)
                 + follow (&field, x, y, -vector[0], -vector[1], MOST_LENGTH / mm_per_px);
        length *= mm_per_px;
        g_array_append_val (lengths, length);
      }
  if (lengths->len < LEAST_STRANDS)
    return FALSE;
  g_array_sort (lengths, compare);
  sorted = (const double *) lengths->data;
  strands->n = lengths->len;
  strands->low = sorted[lengths->len / 4];
  strands->length = sorted[lengths->len / 2];
  strands->high = sorted[lengths->len * 3 / 4];
  return TRUE;
}
