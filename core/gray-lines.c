/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Lines along hair: see gray-private.h.
 *
 * The structure tensor (Bigün 1987) of the photo, not of the share of hair: it needs to be known
 * far around, and must cost little. Strands are what has the most gradient there. */
#include "gray-private.h"

#include <math.h>

/* Gradients are taken of the photo averaged to so many mm. */
#define GRAIN 0.12

/* Nodes lie that far apart, mm, at least so many pixels. */
#define NODE 0.6
#define LEAST_NODE 3.0

/* Gradients of the square root of light that count half. */
#define PLAIN 0.02f

/* Nodes around that are averaged to the direction, by two rounds of 1 4 6 4 1, and to what decides
 * between the charts. */
#define SMOOTH 4
#define BROAD 8

/* Lines begin anew every so many mm, up to so many earlier or later. */
#define PIECE 40.0
#define SHIFT 4.0

/* Cosine of twice the angle at which the chart changes at most, and the greatest slope that lines
 * are followed with. */
#define TURN 0.25f
#define STEEPEST 1.3f

typedef struct
{
  float difference, cross;
} Tensor;

struct _TonsureGrayLines
{
  double mm, origin_x, origin_y;
  int grain;            /* pixels */
  int cell;             /* pixels from node to node, a multiple of @grain */
  TonsurePixels reads;  /* pixels */
  TonsurePixels grains; /* those of @reads */
  TonsurePixels nodes;
  float *light;   /* of grains: sums, then roots of means */
  float *n_light; /* how many pixels */
  float *slope[2];
  float *turn;
  TonsurePixels kept; /* nodes of @offset */
  float *offset[4];   /* nodes to where the line meets it, NaN where not known yet */
};

static int
floor_divide (int a, int b)
{
  return a >= 0 ? a / b : -((b - 1 - a) / b);
}

static int
grain_of (double mm)
{
  return (int) MAX (floor (GRAIN / mm + 0.5), 1.0);
}

static int
cell_of (double mm)
{
  int grain = grain_of (mm);

  return grain * (int) MAX (ceil (MAX (NODE / mm, LEAST_NODE) / grain - 0.5), 1.0);
}

/* Nodes that a line is followed along its chart's rows. */
static int
reach_of (double mm)
{
  return (int) ceil ((0.5 * PIECE + SHIFT) / (mm * cell_of (mm))) + 2;
}

int
tonsure_gray_lines_margin (double mm_per_px)
{
  int across = (int) ceil (STEEPEST * reach_of (mm_per_px)) + 2;

  return (across + BROAD + SMOOTH + 3) * cell_of (mm_per_px);
}

/* What @pixels touch, in units of @size. */
static TonsurePixels
units_of (const TonsurePixels *pixels, int size)
{
  int x0 = floor_divide (pixels->x, size), y0 = floor_divide (pixels->y, size);
  int x1 = floor_divide (pixels->x + pixels->width - 1, size) + 1;
  int y1 = floor_divide (pixels->y + pixels->height - 1, size) + 1;

  return (TonsurePixels) { x0, y0, x1 - x0, y1 - y0 };
}

static TonsurePixels
meet (const TonsurePixels *a, const TonsurePixels *b)
{
  int x0 = MAX (a->x, b->x), y0 = MAX (a->y, b->y);
  int x1 = MIN (a->x + a->width, b->x + b->width), y1 = MIN (a->y + a->height, b->y + b->height);

  return (TonsurePixels) { x0, y0, MAX (x1 - x0, 0), MAX (y1 - y0, 0) };
}

/* Whole nodes around @pixels, as far as the picture goes. */
static TonsurePixels
find_reads (const TonsureGrayLines *lines, const TonsurePixels *pixels,
            const TonsurePixels *picture)
{
  TonsurePixels more = units_of (pixels, lines->cell);
  int margin = tonsure_gray_lines_margin (lines->mm) / lines->cell - 1;

  more.x = (more.x - margin) * lines->cell;
  more.y = (more.y - margin) * lines->cell;
  more.width = (more.width + 2 * margin) * lines->cell;
  more.height = (more.height + 2 * margin) * lines->cell;
  return meet (&more, picture);
}

TonsureGrayLines *
tonsure_gray_lines_new (double mm_per_px, const TonsurePixels *pixels, const TonsurePixels *picture,
                        double origin_x, double origin_y)
{
  TonsureGrayLines *lines = g_new0 (TonsureGrayLines, 1);
  gsize n;

  lines->mm = mm_per_px;
  lines->origin_x = origin_x;
  lines->origin_y = origin_y;
  lines->grain = grain_of (mm_per_px);
  lines->cell = cell_of (mm_per_px);
  lines->reads = find_reads (lines, pixels, picture);
  lines->grains = units_of (&lines->reads, lines->grain);
  lines->nodes = units_of (&lines->reads, lines->cell);
  n = (gsize) lines->grains.width * lines->grains.height;
  lines->light = g_new0 (float, n);
  lines->n_light = g_new0 (float, n);
  lines->kept = units_of (pixels, lines->cell);
  lines->kept.x--;
  lines->kept.y--;
  lines->kept.width += 2;
  lines->kept.height += 2;
  return lines;
}

void
tonsure_gray_lines_free (TonsureGrayLines *lines)
{
  g_free (lines->light);
  g_free (lines->n_light);
  g_free (lines->slope[0]);
  g_free (lines->slope[1]);
  g_free (lines->turn);
  for (int k = 0; k < 4; k++)
    g_free (lines->offset[k]);
  g_free (lines);
}

TonsurePixels
tonsure_gray_lines_reads (const TonsureGrayLines *lines)
{
  return lines->reads;
}

/* Green stands for luminance, with a little of the others. */
static float
light_of (const float *rgba)
{
  float light = 0.25f * rgba[0] + 0.65f * rgba[1] + 0.1f * rgba[2];

  /* Neither what is no number nor what is transparent. */
  return light >= 0.0f && light < 1e4f && rgba[3] >= 0.5f ? light : -1.0f;
}

void
tonsure_gray_lines_read (TonsureGrayLines *lines, const float *rgba, gsize stride, int y,
                         int height)
{
  for (int j = y; j < y + height; j++, rgba += stride)
    {
      gsize row = (gsize) (floor_divide (j, lines->grain) - lines->grains.y) * lines->grains.width;
      float *light = lines->light + row, *n = lines->n_light + row;
      int left = lines->grain - (lines->reads.x - lines->grains.x * lines->grain);

      for (int i = 0; i < lines->reads.width; i++)
        {
          float one = light_of (rgba + 4 * i);

          if (one >= 0.0f)
            {
              *light += one;
              *n += 1.0f;
            }
          if (--left == 0)
            {
              light++;
              n++;
              left = lines->grain;
            }
        }
    }
}

/* The tensor of a grain, of gradients with Scharr's weights. */
static Tensor
tensor_at (const TonsureGrayLines *lines, int x, int y)
{
  gsize w = lines->grains.width;
  const float *at = lines->light + (gsize) y * w + x;
  const float *n = lines->n_light + (gsize) y * w + x;
  float gx, gy, sum;

  if (!(n[-1 - w] > 0 && n[-w] > 0 && n[1 - w] > 0 && n[-1] > 0 && n[0] > 0 && n[1] > 0
        && n[w - 1] > 0 && n[w] > 0 && n[w + 1] > 0))
    return (Tensor) { 0, 0 };
  gx = 0.09375f * ((at[1 - w] - at[-1 - w]) + (at[w + 1] - at[w - 1])) + 0.3125f * (at[1] - at[-1]);
  gy = 0.09375f * ((at[w - 1] - at[-1 - w]) + (at[w + 1] - at[1 - w])) + 0.3125f * (at[w] - at[-w]);
  sum = 1.0f / (PLAIN * PLAIN + gx * gx + gy * gy);
  return (Tensor) { (gx * gx - gy * gy) * sum, 2.0f * gx * gy * sum };
}

static void
sum_tensors (const TonsureGrayLines *lines, Tensor *tensors)
{
  int per = lines->cell / lines->grain, y1 = lines->grains.height - 1;
  int dx = lines->grains.x - lines->nodes.x * per, dy = lines->grains.y - lines->nodes.y * per;

  for (int y = 1; y < y1; y++)
    {
      Tensor *row = tensors + (gsize) ((y + dy) / per) * lines->nodes.width;

      for (int x = 1; x < lines->grains.width - 1; x++)
        {
          Tensor one = tensor_at (lines, x, y), *to = row + (x + dx) / per;

          to->difference += one.difference;
          to->cross += one.cross;
        }
    }
}

/* Along rows, or with @step the width along columns; beyond the edge is the edge's value. */
static void
smooth_line (const Tensor *from, Tensor *to, int n, gsize step)
{
  for (int i = 0; i < n; i++)
    {
      const Tensor *a = from + step * MAX (i - 2, 0), *b = from + step * MAX (i - 1, 0);
      const Tensor *c = from + step * i, *d = from + step * MIN (i + 1, n - 1);
      const Tensor *e = from + step * MIN (i + 2, n - 1);

      to[step * i].difference =
          ((a->difference + e->difference) * 0.0625f + (b->difference + d->difference) * 0.25f)
          + c->difference * 0.375f;
      to[step * i].cross =
          ((a->cross + e->cross) * 0.0625f + (b->cross + d->cross) * 0.25f) + c->cross * 0.375f;
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
  float d = -sign * tensor->difference, cross = -tensor->cross;
  float size = sqrtf (d * d + cross * cross) + 1e-4f;
  float slope = cross / MAX (size - d, 1e-6f * size);

  return CLAMP (slope, -STEEPEST, STEEPEST);
}

/* Sums over 2 BROAD + 1, along rows or columns. */
static void
sum_broadly (const float *from, float *to, int n, gsize step)
{
  for (int i = 0; i < n; i++)
    {
      float sum = 0.0f;

      for (int k = MAX (i - BROAD, 0); k <= MIN (i + BROAD, n - 1); k++)
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
      difference[i] = tensors[i].difference;
      cross[i] = tensors[i].cross;
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

void
tonsure_gray_lines_finish (TonsureGrayLines *lines)
{
  gsize n_grains = (gsize) lines->grains.width * lines->grains.height;
  gsize n = (gsize) lines->nodes.width * lines->nodes.height;
  gsize n_kept = (gsize) lines->kept.width * lines->kept.height;
  g_autofree Tensor *tensors = g_new0 (Tensor, n), *spare = g_new (Tensor, n);

  for (gsize i = 0; i < n_grains; i++)
    lines->light[i] = sqrtf (lines->light[i] / MAX (lines->n_light[i], 1.0f));
  sum_tensors (lines, tensors);
  for (int k = 0; k < 2; k++)
    smooth (tensors, spare, lines->nodes.width, lines->nodes.height);
  lines->slope[0] = g_new (float, n);
  lines->slope[1] = g_new (float, n);
  lines->turn = g_new (float, n);
  for (gsize i = 0; i < n; i++)
    {
      lines->slope[0][i] = slope_of (tensors + i, 1.0f);
      lines->slope[1][i] = slope_of (tensors + i, -1.0f);
    }
  find_turn (lines, tensors);
  g_clear_pointer (&lines->light, g_free);
  g_clear_pointer (&lines->n_light, g_free);
  for (int k = 0; k < 4; k++)
    {
      lines->offset[k] = g_new (float, n_kept);
      for (gsize i = 0; i < n_kept; i++)
        lines->offset[k][i] = NAN;
    }
}

static float
node_at (const TonsureGrayLines *lines, const float *values, int x, int y)
{
  x = CLAMP (x - lines->nodes.x, 0, lines->nodes.width - 1);
  y = CLAMP (y - lines->nodes.y, 0, lines->nodes.height - 1);
  return values[(gsize) y * lines->nodes.width + x];
}

/* The slope @across a row or column, between two nodes of it. */
static float
slope_at (const TonsureGrayLines *lines, int chart, int across, float offset, int along)
{
  int whole = (int) floorf (offset);
  float part = offset - (float) whole;
  int x = chart ? along : across + whole, y = chart ? across + whole : along;
  float a = node_at (lines, lines->slope[chart], x, y);
  float b = node_at (lines, lines->slope[chart], chart ? x : x + 1, chart ? y + 1 : y);

  return a + part * (b - a);
}

/* Follows the line through a node to the middle of a piece, with the midpoint rule. */
static float
follow (const TonsureGrayLines *lines, int chart, int across, int along, int goal)
{
  int step = goal > along ? 1 : -1;
  float offset = 0.0f, sign = (float) step;

  for (int at = along; at != goal; at += step)
    {
      float first = slope_at (lines, chart, across, offset, at);
      float ahead = slope_at (lines, chart, across, offset + sign * first, at + step);

      offset += sign * 0.5f * (first + ahead);
    }
  return offset;
}

/* The middle of a piece, as a number of a node. */
static int
goal_of (const TonsureGrayLines *lines, int chart, int piece)
{
  double origin = chart ? lines->origin_x : lines->origin_y;

  return (int) floor (((piece + 0.5) * PIECE - origin) / (lines->mm * lines->cell));
}

static float
offset_at (TonsureGrayLines *lines, int chart, int piece, int x, int y)
{
  gsize at = (gsize) (y - lines->kept.y) * lines->kept.width + (x - lines->kept.x);
  float *kept = lines->offset[2 * chart + (piece & 1)] + at;

  if (isnan (*kept))
    *kept = follow (lines, chart, chart ? y : x, chart ? x : y, goal_of (lines, chart, piece));
  return *kept;
}

/* Where a pixel lies between nodes. */
typedef struct
{
  int x, y;
  float u, v;
} Between;

static Between
between (const TonsureGrayLines *lines, int x, int y)
{
  int twice = 2 * lines->cell; /* nodes lie in the middle of cells */
  int i = floor_divide (2 * x + 1 - lines->cell, twice);
  int j = floor_divide (2 * y + 1 - lines->cell, twice);

  return (Between) { i, j, (float) (2 * x + 1 - lines->cell - i * twice) / (float) twice,
                     (float) (2 * y + 1 - lines->cell - j * twice) / (float) twice };
}

static float
mix (const Between *at, float a, float b, float c, float d)
{
  float upper = a + at->u * (b - a), lower = c + at->u * (d - c);

  return upper + at->v * (lower - upper);
}

static TonsureGrayPlace
place_of (TonsureGrayLines *lines, const Between *at, int chart, int piece, double across)
{
  float offset = mix (at, offset_at (lines, chart, piece, at->x, at->y),
                      offset_at (lines, chart, piece, at->x + 1, at->y),
                      offset_at (lines, chart, piece, at->x, at->y + 1),
                      offset_at (lines, chart, piece, at->x + 1, at->y + 1));

  return (TonsureGrayPlace) { chart, piece, across + (double) offset * lines->mm * lines->cell };
}

/* The line of one chart. Near its border a line decides itself which piece it is of. */
static TonsureGrayPlace
find_in_chart (TonsureGrayLines *lines, const Between *at, int chart, double across, double along,
               TonsureGrayLot lot, gpointer data)
{
  double pieces = along / PIECE, rest;
  int piece = (int) floor (pieces);
  TonsureGrayPlace place;

  rest = (pieces - piece) * PIECE;
  if (rest >= SHIFT && rest < PIECE - SHIFT)
    return place_of (lines, at, chart, piece, across);
  if (rest < SHIFT)
    piece--;
  else
    rest -= PIECE;
  place = place_of (lines, at, chart, piece, across); /* the earlier one */
  if (rest >= SHIFT * lot (&place, data))
    place = place_of (lines, at, chart, piece + 1, across);
  return place;
}

TonsureGrayPlace
tonsure_gray_lines_find (TonsureGrayLines *lines, int x, int y, TonsureGrayLot lot, gpointer data)
{
  Between at = between (lines, x, y);
  double mm_x = lines->origin_x + (x + 0.5) * lines->mm;
  double mm_y = lines->origin_y + (y + 0.5) * lines->mm;
  float turn = mix (&at, node_at (lines, lines->turn, at.x, at.y),
                    node_at (lines, lines->turn, at.x + 1, at.y),
                    node_at (lines, lines->turn, at.x, at.y + 1),
                    node_at (lines, lines->turn, at.x + 1, at.y + 1));
  TonsureGrayPlace place;

  if (turn >= TURN)
    return find_in_chart (lines, &at, 1, mm_y, mm_x, lot, data);
  place = find_in_chart (lines, &at, 0, mm_x, mm_y, lot, data);
  if (turn > -TURN && turn > TURN * (float) lot (&place, data))
    place = find_in_chart (lines, &at, 1, mm_y, mm_x, lot, data);
  return place;
}
