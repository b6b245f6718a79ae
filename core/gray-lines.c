/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Lines along hair: see gray-private.h. */
#include "gray-nodes.h"

#include <math.h>

/* More than any number of lots. */
#define FAR (1 << 24)

/* A line fades from one draw to the next over so much of the cosine. */
#define FADE_TURN 0.08f

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
  gsize at =
      (gsize) (tonsure_gray_divide (y, TONSURE_GRAY_EVERY) - lines->kept.y) * lines->kept.width
      + (tonsure_gray_divide (x, TONSURE_GRAY_EVERY) - lines->kept.x);
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
        b = node_at (lines, values, at->x + TONSURE_GRAY_EVERY, at->y);
  float c = node_at (lines, values, at->x, at->y + TONSURE_GRAY_EVERY);
  float d = node_at (lines, values, at->x + TONSURE_GRAY_EVERY, at->y + TONSURE_GRAY_EVERY);

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
  float b = offset_at (lines, chart, piece, at->x + TONSURE_GRAY_EVERY, at->y);
  float c = offset_at (lines, chart, piece, at->x, at->y + TONSURE_GRAY_EVERY);
  float d = offset_at (lines, chart, piece, at->x + TONSURE_GRAY_EVERY, at->y + TONSURE_GRAY_EVERY);
  float left = a + at->down * (c - a), right = b + at->down * (d - b);
  double start = chart ? row->mm_y : row->mm_x, mm = lines->mm;
  double across = (chart ? 0.0 : mm) + (right - left) * (mm / TONSURE_GRAY_EVERY);
  double down = (chart ? mm : 0.0) + 0.5 * ((c - a) + (d - b)) * (mm / TONSURE_GRAY_EVERY);

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
      if (turn <= -TONSURE_GRAY_TURN || turn >= TONSURE_GRAY_TURN)
        continue;
      at = (TONSURE_GRAY_TURN - 0.5f * FADE_TURN) * lot_at (&lots, pixel);
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
  int cell = TONSURE_GRAY_EVERY * lines->cell;

  *end = cell;
  return x - lines->cell / 2 - tonsure_gray_divide (x - lines->cell / 2, cell) * cell;
}

TonsureGrayRun
tonsure_gray_lines_run (TonsureGrayLines *lines, int x, int y)
{
  int cell = TONSURE_GRAY_EVERY * lines->cell,
      half = lines->cell / 2; /* node 0 lies in the middle of its cell */
  int i = tonsure_gray_divide (x - half, cell), j = tonsure_gray_divide (y - half, cell);
  Between at = { TONSURE_GRAY_EVERY * i, TONSURE_GRAY_EVERY * j,
                 (float) (y - half - j * cell) / (float) cell };
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
  if (MIN (turn.left, turn.right) < TONSURE_GRAY_TURN)
    find_chart (&row, 0, cell, &run);
  if (MAX (turn.left, turn.right) > -TONSURE_GRAY_TURN)
    find_chart (&row, 1, cell, &run);
  return run;
}
