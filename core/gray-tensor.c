/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* From light to directions: see gray-nodes.h.
 *
 * The structure tensor (Bigün 1987) of the photo, not of the share of hair: it needs to be known
 * far around, and must cost little. Strands are what has the most gradient there. */
#include "gray-nodes.h"

#include <math.h>

/* Gradients of the square root of light that count half. */
#define PLAIN 0.1f

/* Weights of the gradient over three grains. */
#define SIDE 0.09375f
#define MIDDLE 0.3125f

/* Light below this counts as this. */
#define FAINT 0.002f

/* Of the gradient xx - yy, 2 xy; and the light and its squared gradient, relative. */
typedef TonsureFour Tensor;

/* The tensor of a grain, of gradients that are right in any direction. */
static Tensor
tensor_at (const TonsureGrayLines *lines, int x, int y)
{
  gssize w = lines->grains.width;
  const float *at = lines->light + (gsize) y * w + x;
  const float *n = lines->n_light + (gsize) y * w + x;
  float gx, gy, sum;

  if (!(n[-1 - w] > 0 && n[-w] > 0 && n[1 - w] > 0 && n[-1] > 0 && n[0] > 0 && n[1] > 0
        && n[w - 1] > 0 && n[w] > 0 && n[w + 1] > 0))
    return (Tensor) { 0, 0, 0, 0 };
  gx = SIDE * ((at[1 - w] - at[-1 - w]) + (at[w + 1] - at[w - 1])) + MIDDLE * (at[1] - at[-1]);
  gy = SIDE * ((at[w - 1] - at[-1 - w]) + (at[w + 1] - at[1 - w])) + MIDDLE * (at[w] - at[-w]);
  sum = 1.0f / (PLAIN * PLAIN + gx * gx + gy * gy);
  return (Tensor) { (gx * gx - gy * gy) * sum, 2.0f * gx * gy * sum, 0,
                    (gx * gx + gy * gy) * 4.0f / MAX (at[0] * at[0], FAINT) };
}

/* Of nodes the mean light, 0 where there is none. */
static void
sum_light (const TonsureGrayLines *lines, Tensor *tensors)
{
  gsize n_nodes = (gsize) lines->nodes.width * lines->nodes.height;
  g_autofree float *counts = g_new0 (float, n_nodes);
  int per = lines->cell / lines->grain;
  int dx = lines->grains.x - lines->nodes.x * per, dy = lines->grains.y - lines->nodes.y * per;

  for (int y = 0; y < lines->grains.height; y++)
    {
      Tensor *row = tensors + (gsize) ((y + dy) / per) * lines->nodes.width;
      const float *light = lines->light + (gsize) y * lines->grains.width;
      const float *n = lines->n_light + (gsize) y * lines->grains.width;
      float *count = counts + (row - tensors);
      int left = per - dx;

      for (int x = 0; x < lines->grains.width; x++)
        {
          *row += (Tensor) { 0, 0, light[x], 0 };
          *count += n[x];
          if (--left == 0)
            {
              row++;
              count++;
              left = per;
            }
        }
    }
  for (gsize i = 0; i < n_nodes; i++)
    tensors[i][2] /= MAX (counts[i], 1.0f);
}

static void
sum_tensors (const TonsureGrayLines *lines, Tensor *tensors)
{
  int per = lines->cell / lines->grain, y1 = lines->grains.height - 1;
  int x1 = lines->grains.width - 1;
  int dx = lines->grains.x - lines->nodes.x * per, dy = lines->grains.y - lines->nodes.y * per;

  for (int y = 1; y < y1; y++)
    {
      Tensor *to = tensors + (gsize) ((y + dy) / per) * lines->nodes.width + (1 + dx) / per;
      int left = per - (1 + dx) % per;
      Tensor sum = { 0, 0, 0, 0 };

      for (int x = 1; x < x1; x++)
        {
          sum += tensor_at (lines, x, y);
          if (--left == 0 || x == x1 - 1)
            {
              *to++ += sum;
              sum = (Tensor) { 0, 0, 0, 0 };
              left = per;
            }
        }
    }
}

/* Along rows, or with @step the width along columns; beyond the edge is the edge's value. */
static void
smooth_line (const Tensor *from, Tensor *to, int n, gsize step)
{
  for (int i = 0; i < n; i++)
    {
      Tensor a = from[step * MAX (i - 2, 0)], b = from[step * MAX (i - 1, 0)];
      Tensor d = from[step * MIN (i + 1, n - 1)], e = from[step * MIN (i + 2, n - 1)];

      to[step * i] = ((a + e) * 0.0625f + (b + d) * 0.25f) + from[step * i] * 0.375f;
    }
}

static void
smooth (Tensor *tensors, Tensor *spare, int width, int height)
{
  for (int y = 0; y < height; y++)
    smooth_line (tensors + (gsize) y * width, spare + (gsize) y * width, width, 1);
  for (int x = 0; x < width; x++)
    smooth_line (spare + x, tensors + x, height, width);
}

/* Of lines that cross rows, columns gone by per row; @other changes the sign of the difference for
 * lines that cross columns. Hair runs across the gradient. */
static float
slope_of (const Tensor *tensor, float sign)
{
  float d = -sign * (*tensor)[0], cross = -(*tensor)[1];
  float size = sqrtf (d * d + cross * cross) + 1e-4f;
  float slope = cross / MAX (size - d, 1e-6f * size);

  return CLAMP (slope, -TONSURE_GRAY_STEEPEST, TONSURE_GRAY_STEEPEST);
}

/* Sums over 2 TONSURE_GRAY_BROAD + 1, along rows or columns. */
static void
sum_broadly (const float *from, float *to, int n, gsize step)
{
  for (int i = 0; i < n; i++)
    {
      float sum = 0.0f;

      for (int k = MAX (i - TONSURE_GRAY_BROAD, 0); k <= MIN (i + TONSURE_GRAY_BROAD, n - 1); k++)
        sum += from[step * k];
      to[step * i] = sum;
    }
}

/* The cosine of twice the angle of hair, of all within some millimeters. */
static void
find_turn (TonsureGrayLines *lines, const Tensor *tensors)
{
  int width = lines->nodes.width, height = lines->nodes.height;
  gsize n = (gsize) width * height;
  g_autofree float *difference = g_new (float, n), *cross = g_new (float, n);
  g_autofree float *spare = g_new (float, n);

  for (gsize i = 0; i < n; i++)
    {
      difference[i] = tensors[i][0];
      cross[i] = tensors[i][1];
    }
  for (int k = 0; k < 2; k++)
    {
      float *one = k == 0 ? difference : cross;

      for (int y = 0; y < height; y++)
        sum_broadly (one + (gsize) y * width, spare + (gsize) y * width, width, 1);
      for (int x = 0; x < width; x++)
        sum_broadly (spare + x, one + x, height, width);
    }
  for (gsize i = 0; i < n; i++)
    lines->turn[i] =
        -difference[i] / (sqrtf (difference[i] * difference[i] + cross[i] * cross[i]) + 1e-4f);
}

static void
find_directions (TonsureGrayLines *lines, const Tensor *tensors)
{
  gsize n = (gsize) lines->nodes.width * lines->nodes.height;
  gsize n_kept = (gsize) lines->kept.width * lines->kept.height;

  lines->slope[0] = g_new (float, n);
  lines->slope[1] = g_new (float, n);
  lines->turn = g_new (float, n);
  for (gsize i = 0; i < n; i++)
    {
      gsize x = i % lines->nodes.width, y = i / lines->nodes.width;

      lines->slope[0][i] = slope_of (tensors + i, 1.0f);
      lines->slope[1][x * lines->nodes.height + y] = slope_of (tensors + i, -1.0f);
    }
  find_turn (lines, tensors);
  for (int k = 0; k < 4; k++)
    {
      lines->offset[k] = g_new (float, n_kept);
      for (gsize i = 0; i < n_kept; i++)
        lines->offset[k][i] = NAN;
    }
}

void
tonsure_gray_lines_finish (TonsureGrayLines *lines)
{
  gsize n_grains = (gsize) lines->grains.width * lines->grains.height;
  gsize n = (gsize) lines->nodes.width * lines->nodes.height;
  float grains = (float) (lines->grain * lines->grain) / (float) (lines->cell * lines->cell);
  g_autofree Tensor *tensors = g_new0 (Tensor, n), *spare = g_new (Tensor, n);

  sum_light (lines, tensors);
  for (gsize i = 0; i < n_grains; i++)
    lines->light[i] = sqrtf (lines->light[i] / MAX (lines->n_light[i], 1.0f));
  sum_tensors (lines, tensors);
  for (int k = 0; k < 2; k++)
    smooth (tensors, spare, lines->nodes.width, lines->nodes.height);
  lines->mean = g_new (float, n);
  lines->rough = g_new (float, n);
  for (gsize i = 0; i < n; i++)
    {
      lines->mean[i] = tensors[i][2];
      lines->rough[i] = tensors[i][3] * grains;
    }
  if (lines->followed)
    find_directions (lines, tensors);
  g_clear_pointer (&lines->light, g_free);
  g_clear_pointer (&lines->n_light, g_free);
}
