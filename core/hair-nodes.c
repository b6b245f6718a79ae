/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Bare skin between hairs: see hair-private.h. */
#include "hair-private.h"

#include <math.h>
#include <string.h>

/* Histograms along the axis: optical density relative to the skin's, hair behind skin. */
#define BINS 128
#define BIN 0.04f
#define FIRST -1.6f

/* Windows reach that many cells to each side of a node. */
#define HALF 2

/* The envelope is read where this share of a window's pixels lies before it. */
#define SHARE 0.10f

/* Fewer pixels than this tell nothing. */
#define LEAST_PIXELS 8.0f

/* Red, green and blue summed up, and how many pixels. */
typedef TonsureFour Histogram[BINS];

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
static void
count_cells (const TonsureHair *hair, const float *rgba, const TonsurePixels *there, gsize stride,
             int x, int y, int n, Histogram *cells)
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
quantile (const Histogram histogram, float share, float all)
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
color_at (const TonsureHair *hair, const Histogram histogram, float at, float all)
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

/* The skin of a window: its last component is 1, or 0 where there are too few pixels. */
static TonsureFour
find_skin (const TonsureHair *hair, const Histogram histogram)
{
  float all = 0.0f, at;
  TonsureFour skin = { 0 };

  for (int b = 0; b < BINS; b++)
    all += histogram[b][3];
  if (all < LEAST_PIXELS)
    return skin;
  at = quantile (histogram, SHARE, all) + 1.28f * hair->spread / BIN;
  skin = color_at (hair, histogram, at, all);
  for (int c = 0; c < 3; c++)
    skin[c] = MAX (skin[c], 0.0f);
  skin[3] = 1.0f;
  return skin;
}

/* Skin at a row of nodes, from the sums of the rows of cells above and below. */
static void
find_row (const TonsureHair *hair, const Histogram *columns, int n, TonsureFour *skin)
{
  Histogram window;

  for (int i = 0; i < n; i++)
    {
      for (int b = 0; b < BINS; b++)
        window[b] = ((columns[i][b] + columns[i + 1][b]) + columns[i + 2][b]) + columns[i + 3][b];
      skin[i] = find_skin (hair, window);
    }
}

static void
add_rows (Histogram *const rows[2 * HALF], int n, Histogram *sum)
{
  for (int i = 0; i < n; i++)
    for (int b = 0; b < BINS; b++)
      sum[i][b] = ((rows[0][i][b] + rows[1][i][b]) + rows[2][i][b]) + rows[3][i][b];
}

/* Raw nodes, one more on each side than is asked for. */
static void
find_all (const TonsureHair *hair, const float *rgba, const TonsurePixels *there, gsize stride,
          const TonsurePixels *nodes, TonsureFour *skin)
{
  int n = nodes->width + 2, n_cells = n + 2 * HALF - 1, x = nodes->x - 1 - HALF;
  int y = nodes->y - 1 - HALF;
  g_autofree Histogram *memory = g_new (Histogram, (gsize) n_cells * (2 * HALF + 1));
  Histogram *rows[2 * HALF], *sum = memory + (gsize) 2 * HALF * n_cells;

  for (int k = 0; k < 2 * HALF; k++)
    rows[k] = memory + (gsize) k * n_cells;
  for (int k = 0; k < 2 * HALF - 1; k++)
    count_cells (hair, rgba, there, stride, x, y + k, n_cells, rows[k]);
  for (int j = 0; j < nodes->height + 2; j++)
    {
      Histogram *oldest = rows[0];

      count_cells (hair, rgba, there, stride, x, y + j + 2 * HALF - 1, n_cells, rows[2 * HALF - 1]);
      add_rows (rows, n_cells, sum);
      find_row (hair, sum, n, skin + (gsize) j * n);
      memmove (rows, rows + 1, (2 * HALF - 1) * sizeof *rows);
      rows[2 * HALF - 1] = oldest;
    }
}

void
tonsure_hair_nodes (const TonsureHair *hair, const float *rgba, const TonsurePixels *there,
                    gsize stride, const TonsurePixels *nodes, TonsureHairNode *node)
{
  static const float weights[3] = { 1.0f, 2.0f, 1.0f };
  gsize n = nodes->width + 2;
  g_autofree TonsureFour *raw = g_new (TonsureFour, n * (nodes->height + 2));

  find_all (hair, rgba, there, stride, nodes, raw);
  for (int j = 0; j < nodes->height; j++)
    for (int i = 0; i < nodes->width; i++)
      {
        TonsureFour sum = { 0 };

        for (int k = 0; k < 9; k++)
          {
            TonsureFour one = raw[(j + k / 3) * n + i + k % 3];

            sum += weights[k / 3] * weights[k % 3] * one[3] * one;
          }
        TonsureFour skin = sum / MAX (sum[3], 1.0f);

        node->skin = skin;
        node->reader = tonsure_hair_read (hair, skin);
        node++;
      }
}
