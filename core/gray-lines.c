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
#define PLAIN 0.1f

/* More than any number of lots. */
#define FAR (1 << 24)

/* Weights of the gradient over three grains. */
#define SIDE 0.09375f
#define MIDDLE 0.3125f

/* Light below this counts as this. */
#define FAINT 0.002f

/* Nodes around that are averaged to the direction, by two rounds of 1 4 6 4 1, and to what decides
 * between the charts. */
#define SMOOTH 4
#define BROAD 8

/* Lines are followed from each of so many nodes in a row or column. */
#define EVERY 2

/* Lines begin anew once in a hair's length, mm; above the third of these twice as much is added, so
 * that long hair keeps its draw in spite of shifts. At least so many traces' steps. */
#define LEAST_PIECE 6.0
#define MOST_PIECE 40.0
#define SHORT 20.0
#define LEAST_STEPS 3

/* They do so up to that part of a piece earlier or later, and no more mm. */
#define SHIFT 0.4
#define MOST_SHIFT 5.0

/* A line fades from one draw to the next over that part of a piece and no more mm, or so much of
 * the cosine. */
#define FADE 0.1
#define MOST_FADE 2.0
#define FADE_TURN 0.08f

/* Cosine of twice the angle at which the chart changes at most, and the greatest slope that lines
 * are followed with. */
#define TURN 0.35f
#define STEEPEST 1.45f

/* Of the gradient xx - yy, 2 xy; and the light and its squared gradient, relative. */
typedef TonsureFour Tensor;

struct _TonsureGrayLines
{
  double mm, origin_x, origin_y;
  double piece, shift, fade; /* mm */
  gboolean followed;         /* else only light is asked for */
  int grain;                 /* pixels */
  int cell;                  /* pixels from node to node, a multiple of @grain */
  TonsurePixels reads;       /* pixels */
  TonsurePixels grains;      /* those of @reads */
  TonsurePixels nodes;
  float *light;    /* of grains: sums, then roots of means */
  float *n_light;  /* how many pixels */
  float *slope[2]; /* of nodes, those of chart 1 column by column */
  float *turn;
  float *mean;        /* of light around */
  float *rough;       /* see TonsureGrayRun */
  TonsurePixels kept; /* nodes of @offset, in units of EVERY */
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

/* From trace to trace, mm. */
static double
step_of (double mm)
{
  return EVERY * cell_of (mm) * mm;
}

static double
piece_of (const TonsureGrayHair *gray)
{
  double length = MAX (gray->length, 2.0 * gray->length - SHORT);

  return MAX (CLAMP (length, LEAST_PIECE, MOST_PIECE),
              LEAST_STEPS * step_of (gray->hair.mm_per_px));
}

/* At any node lines are asked for of two pieces that follow each other, never of three. */
static double
shift_of (const TonsureGrayHair *gray)
{
  double piece = piece_of (gray), most = 0.5 * piece - step_of (gray->hair.mm_per_px);

  return MIN (MIN (SHIFT * piece, MOST_SHIFT), most);
}

/* Nodes that a line is followed along its chart's rows. */
static int
reach_of (const TonsureGrayHair *gray)
{
  double mm = gray->hair.mm_per_px;

  return (int) ceil ((0.5 * piece_of (gray) + shift_of (gray)) / (mm * cell_of (mm))) + 2 * EVERY;
}

int
tonsure_gray_lines_margin (const TonsureGrayHair *gray)
{
  int across = 0;

  if (gray->length >= TONSURE_GRAY_GROWN)
    across = (int) ceil (STEEPEST * reach_of (gray)) + 2 * EVERY;
  return (across + BROAD + SMOOTH + 3) * cell_of (gray->hair.mm_per_px);
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
find_reads (const TonsureGrayHair *gray, const TonsurePixels *pixels, const TonsurePixels *picture)
{
  int cell = cell_of (gray->hair.mm_per_px), margin = tonsure_gray_lines_margin (gray) / cell - 1;
  TonsurePixels more = units_of (pixels, cell);

  more.x = (more.x - margin) * cell;
  more.y = (more.y - margin) * cell;
  more.width = (more.width + 2 * margin) * cell;
  more.height = (more.height + 2 * margin) * cell;
  return meet (&more, picture);
}

TonsureGrayLines *
tonsure_gray_lines_new (const TonsureGrayHair *gray, const TonsurePixels *pixels,
                        const TonsurePixels *picture)
{
  TonsureGrayLines *lines = g_new0 (TonsureGrayLines, 1);
  gsize n;

  lines->mm = gray->hair.mm_per_px;
  lines->origin_x = gray->origin_x;
  lines->origin_y = gray->origin_y;
  lines->followed = gray->length >= TONSURE_GRAY_GROWN;
  lines->piece = piece_of (gray);
  lines->shift = (float) shift_of (gray); /* runs hold it so */
  lines->fade = MIN (FADE * lines->piece, MOST_FADE);
  lines->grain = grain_of (lines->mm);
  lines->cell = cell_of (lines->mm);
  lines->reads = find_reads (gray, pixels, picture);
  lines->grains = units_of (&lines->reads, lines->grain);
  lines->nodes = units_of (&lines->reads, lines->cell);
  n = (gsize) lines->grains.width * lines->grains.height;
  lines->light = g_new0 (float, n);
  lines->n_light = g_new0 (float, n);
  lines->kept = units_of (pixels, EVERY * lines->cell);
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
  g_free (lines->mean);
  g_free (lines->rough);
  for (int k = 0; k < 4; k++)
    g_free (lines->offset[k]);
  g_free (lines);
}

TonsurePixels
tonsure_gray_lines_reads (const TonsureGrayLines *lines)
{
  return lines->reads;
}

/* -1 of what is no number or transparent. */
static float
light_of (const float *rgba)
{
  float light = tonsure_gray_light (rgba);

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

/* The tensor of a grain, of gradients that are right in any direction. */
static Tensor
tensor_at (const TonsureGrayLines *lines, int x, int y)
{
  gsize w = lines->grains.width;
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

static float
node_at (const TonsureGrayLines *lines, const float *values, int x, int y)
{
  x = CLAMP (x - lines->nodes.x, 0, lines->nodes.width - 1);
  y = CLAMP (y - lines->nodes.y, 0, lines->nodes.height - 1);
  return values[(gsize) y * lines->nodes.width + x];
}

/* Follows the line through a node to the middle of a piece (Adams, Bashforth, order 2). */
static float
follow (const TonsureGrayLines *lines, int chart, int across, int along, int goal)
{
  int width = chart ? lines->nodes.height : lines->nodes.width;
  int height = chart ? lines->nodes.width : lines->nodes.height;
  int first = across - (chart ? lines->nodes.y : lines->nodes.x);
  int row = along - (chart ? lines->nodes.x : lines->nodes.y), step = goal > along ? 1 : -1;
  float offset = 0.0f, before = 0.0f, sign = (float) step;

  for (int k = ABS (goal - along); k > 0; k--, row += step)
    {
      const float *slopes = lines->slope[chart] + (gsize) CLAMP (row, 0, height - 1) * width;
      int whole = (int) (offset + 1024.0f) - 1024; /* down, also below zero */
      int i = CLAMP (first + whole, 0, width - 1), j = CLAMP (first + whole + 1, 0, width - 1);
      float slope = slopes[i] + (offset - (float) whole) * (slopes[j] - slopes[i]);

      if (before == 0.0f)
        before = slope;
      offset += sign * (1.5f * slope - 0.5f * before);
      before = slope;
    }
  return offset;
}

/* The middle of a piece, as a number of a node. */
static int
goal_of (const TonsureGrayLines *lines, int chart, int piece)
{
  double origin = chart ? lines->origin_x : lines->origin_y;

  return (int) floor (((piece + 0.5) * lines->piece - origin) / (lines->mm * lines->cell));
}

static float
offset_at (TonsureGrayLines *lines, int chart, int piece, int x, int y)
{
  gsize at = (gsize) (floor_divide (y, EVERY) - lines->kept.y) * lines->kept.width
             + (floor_divide (x, EVERY) - lines->kept.x);
  float *kept = lines->offset[2 * chart + (piece & 1)] + at;

  if (isnan (*kept))
    *kept = follow (lines, chart, chart ? y : x, chart ? x : y, goal_of (lines, chart, piece));
  return *kept;
}

/* The nodes around a row of pixels, and how far down between them it lies. */
typedef struct
{
  int x, y;
  float down;
} Between;

/* A value at the left nodes and at the right ones. */
typedef struct
{
  float left, right;
} Pair;

static Pair
pair_of (const TonsureGrayLines *lines, const float *values, const Between *at)
{
  float a = node_at (lines, values, at->x, at->y),
        b = node_at (lines, values, at->x + EVERY, at->y);
  float c = node_at (lines, values, at->x, at->y + EVERY);
  float d = node_at (lines, values, at->x + EVERY, at->y + EVERY);

  return (Pair) { a + at->down * (c - a), b + at->down * (d - b) };
}

/* Where a row of pixels lies on the skin, mm; pixel 0 at the left nodes. */
typedef struct
{
  TonsureGrayLines *lines;
  Between at;
  double mm_x, mm_y;
} Row;

static TonsureGrayLine
find_line (const Row *row, int chart, int piece)
{
  TonsureGrayLines *lines = row->lines;
  const Between *at = &row->at;
  float a = offset_at (lines, chart, piece, at->x, at->y);
  float b = offset_at (lines, chart, piece, at->x + EVERY, at->y);
  float c = offset_at (lines, chart, piece, at->x, at->y + EVERY);
  float d = offset_at (lines, chart, piece, at->x + EVERY, at->y + EVERY);
  float left = a + at->down * (c - a), right = b + at->down * (d - b);
  double start = chart ? row->mm_y : row->mm_x, mm = lines->mm;
  double across = (chart ? 0.0 : mm) + (right - left) * (mm / EVERY);
  double down = (chart ? mm : 0.0) + 0.5 * ((c - a) + (d - b)) * (mm / EVERY);

  return (TonsureGrayLine) { { chart, piece, start + left * (mm * lines->cell) },
                             across,
                             (float) (sqrt (across * across + down * down) / mm),
                             TRUE };
}

/* Finds the lines of one chart in a run. */
static void
find_chart (const Row *row, int chart, int cell, TonsureGrayRun *run)
{
  double first = chart ? row->mm_x : row->mm_y, size = chart ? cell * row->lines->mm : 0.0;
  double shift = row->lines->shift;
  int border = (int) floor ((first + 0.5 * size) / row->lines->piece + 0.5);

  first -= border * row->lines->piece;
  run->beyond[chart] = first;
  run->beyond_step[chart] = chart ? row->lines->mm : 0.0;
  if (first < shift)
    run->lines[2 * chart] = find_line (row, chart, border - 1);
  if (first + size >= -shift)
    run->lines[2 * chart + 1] = find_line (row, chart, border);
}

static float
ease (float t)
{
  t = CLAMP (t, 0.0f, 1.0f);
  return t * t * (3.0f - 2.0f * t);
}

/* The lots along a line. */
typedef struct
{
  const TonsureGrayLine *line;
  TonsureGrayLot lot;
  gpointer data;
  double start, step;
  int at;            /* of the last two */
  float first, more; /* they are, and what the second is more */
} Lots;

static Lots
lots_of (const TonsureGrayLine *line, TonsureGrayLot lot, gpointer data)
{
  return (Lots) { line,
                  lot,
                  data,
                  line->place.across * (1.0 / TONSURE_GRAY_LOT),
                  line->step * (1.0 / TONSURE_GRAY_LOT),
                  G_MININT,
                  0.0f,
                  0.0f };
}

static inline float
lot_at (Lots *lots, int pixel)
{
  double at = lots->start + pixel * lots->step;
  int first = (int) (at + FAR) - FAR; /* down, also below zero */

  if (first != lots->at)
    {
      lots->at = first;
      lots->first = (float) lots->lot (&lots->line->place, first, lots->data);
      lots->more = (float) lots->lot (&lots->line->place, first + 1, lots->data) - lots->first;
    }
  return lots->first + (float) (at - first) * lots->more;
}

/* How much of a chart's later piece is seen. Near the border a line itself decides where. */
static void
weigh_chart (const TonsureGrayRun *run, int chart, int first, int every, int n, TonsureGrayLot lot,
             gpointer data, float *late)
{
  Lots lots = lots_of (run->lines + 2 * chart, lot, data);
  float reach = run->shift - 0.5f / run->per_fade;

  for (int k = 0; k < n; k++)
    {
      int pixel = first + k * every;
      float beyond = (float) (run->beyond[chart] + pixel * run->beyond_step[chart]);

      if (beyond < -run->shift || beyond >= run->shift)
        late[k] = beyond < 0.0f ? 0.0f : 1.0f;
      else
        late[k] = ease ((beyond - reach * lot_at (&lots, pixel)) * run->per_fade + 0.5f);
    }
}

/* How much of the second chart is seen; where both are, a line decides, too. */
static void
weigh_turn (const TonsureGrayRun *run, int first, int every, int n, TonsureGrayLot lot,
            gpointer data, float *other)
{
  Lots lots = lots_of (run->lines + (run->beyond[0] >= 0.0), lot, data);

  for (int k = 0; k < n; k++)
    {
      int pixel = first + k * every;
      float turn = run->turn + (float) pixel * run->turn_step, at;

      other[k] = turn < 0.0f ? 0.0f : 1.0f;
      if (turn <= -TURN || turn >= TURN)
        continue;
      at = (TURN - 0.5f * FADE_TURN) * lot_at (&lots, pixel);
      other[k] = ease ((turn - at) * (1.0f / FADE_TURN) + 0.5f);
    }
}

void
tonsure_gray_lines_weigh (const TonsureGrayRun *run, int first, int every, int n,
                          TonsureGrayLot lot, gpointer data,
                          float weights[TONSURE_GRAY_LINES][TONSURE_GRAY_MOST])
{
  float other[TONSURE_GRAY_MOST];
  gboolean known[2];

  for (int chart = 0; chart < 2; chart++)
    {
      float *early = weights[2 * chart], *late = weights[2 * chart + 1];

      known[chart] = run->lines[2 * chart].known || run->lines[2 * chart + 1].known;
      if (!known[chart])
        continue;
      weigh_chart (run, chart, first, every, n, lot, data, late);
      for (int k = 0; k < n; k++)
        early[k] = 1.0f - late[k];
    }
  if (!(known[0] && known[1]))
    return;
  weigh_turn (run, first, every, n, lot, data, other);
  for (int k = 0; k < n; k++)
    {
      weights[0][k] *= 1.0f - other[k];
      weights[1][k] *= 1.0f - other[k];
      weights[2][k] *= other[k];
      weights[3][k] *= other[k];
    }
}

int
tonsure_gray_lines_first (const TonsureGrayLines *lines, int x, int *end)
{
  int cell = EVERY * lines->cell;

  *end = cell;
  return x - lines->cell / 2 - floor_divide (x - lines->cell / 2, cell) * cell;
}

TonsureGrayRun
tonsure_gray_lines_run (TonsureGrayLines *lines, int x, int y)
{
  int cell = EVERY * lines->cell,
      half = lines->cell / 2; /* node 0 lies in the middle of its cell */
  int i = floor_divide (x - half, cell), j = floor_divide (y - half, cell);
  Between at = { EVERY * i, EVERY * j, (float) (y - half - j * cell) / (float) cell };
  Row row = { lines, at, lines->origin_x + (i * cell + half + 0.5) * lines->mm,
              lines->origin_y + (y + 0.5) * lines->mm };
  Pair mean = pair_of (lines, lines->mean, &at), rough = pair_of (lines, lines->rough, &at), turn;
  float size = 1.0f / (float) cell;
  TonsureGrayRun run = { .mean = mean.left,
                         .mean_step = (mean.right - mean.left) * size,
                         .rough = rough.left,
                         .rough_step = (rough.right - rough.left) * size,
                         .shift = (float) lines->shift,
                         .per_fade = (float) (1.0 / lines->fade) };

  if (!lines->followed)
    return run;
  turn = pair_of (lines, lines->turn, &at);
  run.turn = turn.left;
  run.turn_step = (turn.right - turn.left) * size;
  if (MIN (turn.left, turn.right) < TURN)
    find_chart (&row, 0, cell, &run);
  if (MAX (turn.left, turn.right) > -TURN)
    find_chart (&row, 1, cell, &run);
  return run;
}
