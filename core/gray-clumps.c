/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Which hairs turn first: see gray-private.h.
 *
 * White noise on a grid fixed to the skin, smoothed along the hair by line integral convolution
 * (Cabral, Leedom 1993), here with B-spline kernels [¼ ½ ¼] of distances 1, 2, 4, … instead of one
 * long kernel. Its cells are as wide
 * as a hair, or wider where pixel and lens show several at once. */
#include "gray-private.h"

#include "exact.h"

#include <math.h>

#define HAIR 0.07 /* mm, width of a hair on the scalp */
#define SEEN 0.6  /* cells to the width of what is seen at once */

/* Clumps are as long as the hair, from and to these mm; twenty times as long where hairs can be
 * told apart, each as wide as so many pixels. */
#define SHORTEST 0.5
#define LONGEST 3.0
#define STRAND_LONGEST 60.0
#define STRAND_PIXELS 3.0

#define MOST_PASSES 9

/* What interpolation between cells leaves of the standard deviation, measured. */
#define BETWEEN 0.73

/* Standard deviation after a pass on noise is that of before times this; measured, as it depends on
 * how lines lie between the cells: .68 to .75 in the first, more later. */
static const double after_pass[MOST_PASSES] = {
  0.60, 0.66, 0.70, 0.72, 0.73, 0.74, 0.74, 0.74, 0.74
};

struct _TonsureGrayClumps
{
  const TonsureGrayHair *gray;
  double mm, cell; /* of a pixel as drawn, of a cell */
  TonsurePixels grid;
  float *deviates;
};

/* A box as wide as a pixel and the lens together, mm. */
static double
seen_at_once (const TonsureGrayHair *gray, const TonsureGrayMap *map)
{
  return sqrt (1 + 12 * gray->blur * gray->blur) * map->mm_per_px;
}

double
tonsure_gray_clumps_strands (const TonsureGrayHair *gray, const TonsureGrayMap *map)
{
  double strands = MAX (seen_at_once (gray, map) / HAIR, 1);

  /* The photo itself tells more, as where hair lies in many layers or is out of focus, but not
   * where hairs can be told apart. */
  return HAIR < STRAND_PIXELS * map->mm_per_px ? MAX (strands, map->strands) : strands;
}

/* The kernels of distances 1 to 2^(n - 1) have σ² = (4^n - 1) / 6; a box of @length, length²/12. */
static int
passes_for (const TonsureGrayHair *gray, double mm_per_px, double cell)
{
  gboolean apart = HAIR >= STRAND_PIXELS * mm_per_px;
  double length = CLAMP (gray->length, SHORTEST, LONGEST) / cell, variance;
  int n = 0;

  if (apart)
    length = MIN (20 * MAX (gray->length, SHORTEST), STRAND_LONGEST) / cell;
  variance = length * length / 12;
  while (n < MOST_PASSES && (pow (4, n + 1) - 1) / 6 < 1.5 * variance)
    n++;
  return n;
}

/* About normal: the sum of four bytes. */
static float
deviate_at (guint32 seed, int i, int j)
{
  guint32 hash = tonsure_hash32 (tonsure_hash32 (seed ^ (guint32) i * 0x9e3779b9U) + (guint32) j);
  int sum = (int) ((hash & 255) + (hash >> 8 & 255) + (hash >> 16 & 255) + (hash >> 24));

  return (float) (sum - 510) * (1 / 147.8f);
}

/* Between four cells: @x and @y from the cell @at. No rounding depends on where the grid begins. */
static inline float
sample (const float *at, int width, float x, float y)
{
  int i = (int) (x + 4096.0f) - 4096, j = (int) (y + 4096.0f) - 4096; /* down, also below zero */
  float a = x - (float) i, b = y - (float) j;

  at += (gssize) j * width + i;

  float above = at[0] + a * (at[1] - at[0]), below = at[width] + a * (at[width + 1] - at[width]);

  return above + b * (below - above);
}

/* Unit vectors along the hair at each cell of a row of the grid. */
static void
find_ways (const TonsureGrayClumps *clumps, TonsureGrayRow *row, int j, float *ways)
{
  double y = ((j + 0.5) * clumps->cell - clumps->gray->origin_y) / clumps->mm;

  tonsure_gray_row (row, (int) floor (y));
  for (int i = 0; i < clumps->grid.width; i++)
    {
      double x = ((clumps->grid.x + i + 0.5) * clumps->cell - clumps->gray->origin_x) / clumps->mm;
      float along, cosine, sine, size, c;
      const float *cell = tonsure_gray_column (row, (int) floor (x), &along);

      cosine = tonsure_gray_between (cell, along, TONSURE_GRAY_COSINE);
      sine = tonsure_gray_between (cell, along, TONSURE_GRAY_SINE);
      size = sqrtf (cosine * cosine + sine * sine) + 1e-12f;
      c = tonsure_gray_clamp (cosine / size, -1.0f, 1.0f);
      ways[2 * i] = sqrtf (0.5f * (1.0f + c));
      ways[2 * i + 1] = sine < 0 ? -sqrtf (0.5f * (1.0f - c)) : sqrtf (0.5f * (1.0f - c));
    }
}

/* One pass with a kernel of @distance, on all cells that have @margin and more around them. */
static void
smooth (const TonsureGrayClumps *clumps, const float *ways, int distance, int margin, double scale,
        const float *from, float *to)
{
  int width = clumps->grid.width, height = clumps->grid.height;
  float side = (float) (0.25 / scale), middle = (float) (0.5 / scale);

  for (int j = margin; j < height - margin; j++)
    for (int i = margin; i < width - margin; i++)
      {
        gsize at = (gsize) j * width + i;
        float dx = (float) distance * ways[2 * at], dy = (float) distance * ways[2 * at + 1];

        to[at] = middle * from[at]
                 + side * (sample (from + at, width, dx, dy) + sample (from + at, width, -dx, -dy));
      }
}

/* Cells whose values are asked for, and @margin more. */
static TonsurePixels
grid_for (const TonsureGrayClumps *clumps, const TonsurePixels *pixels, int margin)
{
  double per = clumps->mm / clumps->cell;
  double left = clumps->gray->origin_x / clumps->cell, top = clumps->gray->origin_y / clumps->cell;
  int x = (int) floor (left + pixels->x * per) - 1 - margin;
  int y = (int) floor (top + pixels->y * per) - 1 - margin;

  return (TonsurePixels) { x, y,
                           (int) ceil (left + (pixels->x + pixels->width) * per) + 2 + margin - x,
                           (int) ceil (top + (pixels->y + pixels->height) * per) + 2 + margin - y };
}

TonsureGrayClumps *
tonsure_gray_clumps_new (const TonsureGrayHair *gray, const TonsureGrayMap *map, double scale,
                         const TonsurePixels *pixels)
{
  TonsureGrayClumps *clumps = g_new0 (TonsureGrayClumps, 1);
  double mm = map->mm_per_px;
  int passes, margin;
  gsize n;

  clumps->gray = gray;
  clumps->mm = mm * scale;
  clumps->cell = MAX (HAIR, SEEN * seen_at_once (gray, map));
  passes = passes_for (gray, mm, clumps->cell);
  margin = (1 << passes) - 1 + passes; /* all distances, and a cell a pass to interpolate */
  clumps->grid = grid_for (clumps, pixels, margin);
  n = (gsize) clumps->grid.width * clumps->grid.height;
  clumps->deviates = g_new (float, n);

  g_autofree float *ways = g_new (float, 2 * n), *spare = g_new (float, n);
  g_autofree float *cells = g_new (float, TONSURE_GRAY_CHANNELS *(gsize) map->width);
  TonsureGrayRow row = { map, cells, scale, 0, 0 };

  for (int j = 0; j < clumps->grid.height; j++)
    {
      gsize at = (gsize) j * clumps->grid.width;

      find_ways (clumps, &row, clumps->grid.y + j, ways + 2 * at);
      for (int i = 0; i < clumps->grid.width; i++)
        clumps->deviates[at + (gsize) i] =
            deviate_at (gray->seed, clumps->grid.x + i, clumps->grid.y + j);
    }
  margin = 0;
  for (int pass = 0; pass < passes; pass++)
    {
      float *other = clumps->deviates;

      margin += (1 << pass) + 1;
      smooth (clumps, ways, 1 << pass, margin, after_pass[pass], clumps->deviates, spare);
      clumps->deviates = spare;
      spare = other;
    }
  return clumps;
}

void
tonsure_gray_clumps_free (TonsureGrayClumps *clumps)
{
  g_free (clumps->deviates);
  g_free (clumps);
}

void
tonsure_gray_clumps_row (const TonsureGrayClumps *clumps, int x, int y, int n, float *deviates)
{
  double per = clumps->mm / clumps->cell;
  double left = clumps->gray->origin_x / clumps->cell - 0.5;
  double top = clumps->gray->origin_y / clumps->cell - 0.5 + (y + 0.5) * per, cell = floor (top);
  const float *row =
      clumps->deviates + ((gssize) cell - clumps->grid.y) * (gssize) clumps->grid.width;
  float down = (float) (top - cell);

  for (int i = 0; i < n; i++)
    {
      double at = left + (x + i + 0.5) * per;

      cell = floor (at);
      deviates[i] = (float) (1 / BETWEEN)
                    * sample (row + ((gssize) cell - clumps->grid.x), clumps->grid.width,
                              (float) (at - cell), down);
    }
}
