/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The dots of any rectangle of skin: see stipple.h. */
#include "stipple.h"

#include "exact.h"
#include "loops.h"
#include "tile.h"
#include "warp.h"

#include <math.h>
#include <string.h>

#define BLOCK TONSURE_WARP_BLOCK
#define CELL (BLOCK / TONSURE_TILE_BLOCK_CELLS)
#define UNIT (1.0 / 512) /* mm, exact */
#define BLOCK_CELLS (TONSURE_TILE_BLOCK_CELLS * TONSURE_TILE_BLOCK_CELLS)

/* The jitter is the sum of three lots and ends at three standard deviations. */
#define JITTER_REACH 3.0

/* More than any rounding of a place up to 1e9 mm. */
#define ROUNDING 1e-6

/* How the tiled plane lies on the skin. Its axes a and b become x and y, or y and x
 * where @swap is set, mirrored where @sign is -1, moved by @offset. */
typedef struct
{
  guint64 key;
  gboolean swap;
  double sign[2];
  double offset[2];
} Frame;

/* What one query works with. */
typedef struct
{
  const TonsureStipple *stipple;
  const TonsureDensity *density;
  const TonsureRectangle *rectangle;
  const TonsureTile *tile;
  const TonsureLoops *loops;
  Frame frame;
  TonsureDots *dots;
} Query;

/* The candidates of one block, in order. Of each cell those up to @sure are dots if
 * they lie in the rectangle; the others up to @end are, if the density wants them. The
 * warp enlarges the cell's area by @stretch. */
typedef struct
{
  gint64 i, j;
  TonsurePlacing placing;
  guint64 key;
  guint16 a[TONSURE_LOOP_MAX], b[TONSURE_LOOP_MAX];
  guint n, n_cells, n_unsure;
  guint sure[BLOCK_CELLS], end[BLOCK_CELLS];
  double stretch[BLOCK_CELLS];
  gboolean inside;
} Block;

void
tonsure_dots_init (TonsureDots *dots)
{
  memset (dots, 0, sizeof *dots);
}

void
tonsure_dots_clear (TonsureDots *dots)
{
  g_free (dots->x);
  g_free (dots->y);
  g_free (dots->rank);
  g_free (dots->id);
  tonsure_dots_init (dots);
}

static void
reserve (TonsureDots *dots, gsize more)
{
  if (dots->n + more <= dots->allocated)
    return;
  dots->allocated = MAX (dots->n + more, 2 * dots->allocated);
  dots->x = g_renew (double, dots->x, dots->allocated);
  dots->y = g_renew (double, dots->y, dots->allocated);
  dots->rank = g_renew (guint16, dots->rank, dots->allocated);
  dots->id = g_renew (guint64, dots->id, dots->allocated);
}

void
tonsure_dots_append (TonsureDots *dots, const TonsureDots *from, gsize k)
{
  reserve (dots, 1);
  dots->x[dots->n] = from->x[k];
  dots->y[dots->n] = from->y[k];
  dots->rank[dots->n] = from->rank[k];
  dots->id[dots->n++] = from->id[k];
}

void
tonsure_stipple_init (TonsureStipple *stipple, const TonsureTreatment *treatment)
{
  stipple->seed = treatment->seed;
  stipple->jitter =
      treatment->density > 0.0 ? treatment->jitter * 10.0 / sqrt (treatment->density) : 0.0;
  stipple->warp = TRUE;
}

static Frame
frame_of (guint32 seed)
{
  guint64 lot = tonsure_hash64 (seed);
  Frame frame = {
    .key = tonsure_hash64 (lot),
    .swap = lot & 1,
    .sign = { lot & 2 ? -1.0 : 1.0, lot & 4 ? -1.0 : 1.0 },
    .offset = { (lot >> 16 & 65535) * UNIT, (lot >> 32 & 65535) * UNIT },
  };

  return frame;
}

/* The smallest rectangle of the tiled plane that holds a rectangle of skin. */
static TonsureRectangle
to_plane (const Frame *frame, const TonsureRectangle *skin)
{
  double from[2] = { skin->x, skin->y }, size[2] = { skin->width, skin->height };
  double at[2];

  for (int axis = 0; axis < 2; axis++)
    {
      int on_skin = frame->swap ? 1 - axis : axis;
      double near = (from[on_skin] - frame->offset[axis]) * frame->sign[axis];
      double far = (from[on_skin] + size[on_skin] - frame->offset[axis]) * frame->sign[axis];

      at[axis] = MIN (near, far);
    }
  return (TonsureRectangle) { at[0], at[1], size[frame->swap], size[!frame->swap] };
}

static TonsureRectangle
to_skin (const Frame *frame, const TonsureRectangle *plane)
{
  double from[2] = { plane->x, plane->y }, size[2] = { plane->width, plane->height };
  double at[2];

  for (int axis = 0; axis < 2; axis++)
    {
      double near = from[axis] * frame->sign[axis] + frame->offset[axis];
      double far = (from[axis] + size[axis]) * frame->sign[axis] + frame->offset[axis];

      at[frame->swap ? 1 - axis : axis] = MIN (near, far);
    }
  return (TonsureRectangle) { at[0], at[1], size[frame->swap], size[!frame->swap] };
}

static TonsureRectangle
grown (const TonsureRectangle *r, double by)
{
  return (TonsureRectangle) { r->x - by, r->y - by, r->width + 2 * by, r->height + 2 * by };
}

static gboolean
meet (const TonsureRectangle *a, const TonsureRectangle *b)
{
  return a->x <= b->x + b->width && b->x <= a->x + a->width && a->y <= b->y + b->height
         && b->y <= a->y + a->height;
}

static gboolean
holds (const TonsureRectangle *outer, const TonsureRectangle *inner)
{
  return inner->x >= outer->x && inner->y >= outer->y
         && inner->x + inner->width < outer->x + outer->width
         && inner->y + inner->height < outer->y + outer->height;
}

/* Of a column or row of cells, as a share of the block. */
static double
cell_center (guint number)
{
  return (number + 0.5) / TONSURE_TILE_BLOCK_CELLS;
}

/* A rectangle of skin that holds all that a cell's points can become. */
static TonsureRectangle
cell_on_skin (const Query *query, const Block *block, const TonsureWarp *warp, guint cell)
{
  guint column = cell % TONSURE_TILE_BLOCK_CELLS, row = cell / TONSURE_TILE_BLOCK_CELLS;
  TonsureRectangle plane = { block->i * BLOCK + column * CELL, block->j * BLOCK + row * CELL, CELL,
                             CELL };

  if (query->stipple->warp)
    {
      TonsureRectangle moved;

      tonsure_warp_box (warp, cell_center (column), cell_center (row),
                        0.5 / TONSURE_TILE_BLOCK_CELLS, &moved);
      plane.x += moved.x;
      plane.y += moved.y;
      plane.width += moved.width;
      plane.height += moved.height;
    }
  plane = grown (&plane, JITTER_REACH * query->stipple->jitter + ROUNDING);
  return to_skin (&query->frame, &plane);
}

static void
set_placing (const Query *query, Block *block, const TonsureWarp *warp)
{
  const Frame *frame = &query->frame;
  double at[2] = { block->i * BLOCK, block->j * BLOCK };

  for (int axis = 0; axis < 2; axis++)
    {
      block->placing.base[axis] = at[axis] * frame->sign[axis] + frame->offset[axis];
      block->placing.step[axis] = UNIT * frame->sign[axis];
    }
  for (int m = 0; m < 4; m++)
    for (int n = 0; n < 3; n++)
      {
        block->placing.warp.a[m][n] = warp->a[m][n] * frame->sign[0];
        block->placing.warp.b[n][m] = warp->b[n][m] * frame->sign[1];
      }
}

/* What is thinned by the warp needs more dots, and the other way round: then the density
 * on the skin is the one asked for. */
static guint32
make_up_for (double stretch, guint32 threshold)
{
  return MIN ((guint32) (threshold * stretch + 0.5), TONSURE_STIPPLE_RANKS);
}

/* Collects the candidates of one cell. */
static void
take_cell (Query *query, Block *block, const TonsureWarp *warp, guint cell, guint in_tile)
{
  const TonsureTile *tile = query->tile;
  TonsureRectangle on_skin = cell_on_skin (query, block, warp, cell);
  guint32 low, high, start = tile->start[in_tile];

  if (!meet (&on_skin, query->rectangle))
    return;
  double stretch = 1.0;
  if (query->stipple->warp)
    stretch = tonsure_warp_stretch (warp, cell_center (cell % TONSURE_TILE_BLOCK_CELLS),
                                    cell_center (cell / TONSURE_TILE_BLOCK_CELLS));
  query->density->bounds (query->density, &on_skin, &low, &high);
  low = make_up_for (stretch, low);
  high = make_up_for (stretch, high);
  guint end = tonsure_tile_count (tile, in_tile, high);
  if (end == 0)
    return;
  guint sure = low == high ? end : tonsure_tile_count (tile, in_tile, low);

  memcpy (block->a + block->n, tile->a + start, end * sizeof *block->a);
  memcpy (block->b + block->n, tile->b + start, end * sizeof *block->b);
  memcpy (query->dots->rank + query->dots->n + block->n, tile->rank + start,
          end * sizeof *tile->rank);
  block->sure[block->n_cells] = block->n + sure;
  block->end[block->n_cells] = block->n + end;
  block->stretch[block->n_cells] = stretch;
  block->n += end;
  block->n_cells++;
  block->n_unsure += end - sure;
  block->inside = block->inside && holds (query->rectangle, &on_skin);
}

/* Drops candidates outside the rectangle: of @n those stay for which @keep is set. */
static guint
keep_marked (const guint8 *keep, guint n, double *x, double *y, guint16 *rank)
{
  guint kept = 0;

  for (guint k = 0; k < n; k++)
    {
      x[kept] = x[k];
      y[kept] = y[k];
      rank[kept] = rank[k];
      kept += keep[k];
    }
  return kept;
}

static void
mark_inside (const TonsureRectangle *r, guint n, const double *x, const double *y, guint8 *keep)
{
  double right = r->x + r->width, bottom = r->y + r->height;

  for (guint k = 0; k < n; k++)
    keep[k] = (x[k] >= r->x) & (x[k] < right) & (y[k] >= r->y) & (y[k] < bottom);
}

/* Asks the density about those candidates that the bounds left open. */
static void
mark_wanted (const Query *query, const Block *block, const double *x, const double *y,
             const guint16 *rank, guint8 *keep)
{
  double ask_x[TONSURE_LOOP_MAX], ask_y[TONSURE_LOOP_MAX];
  guint32 threshold[TONSURE_LOOP_MAX];
  guint asked = 0;

  for (guint cell = 0; cell < block->n_cells; cell++)
    {
      guint from = block->sure[cell], n = block->end[cell] - from;

      memcpy (ask_x + asked, x + from, n * sizeof *x);
      memcpy (ask_y + asked, y + from, n * sizeof *y);
      asked += n;
    }
  query->density->thresholds (query->density, asked, ask_x, ask_y, threshold);
  asked = 0;
  for (guint cell = 0; cell < block->n_cells; cell++)
    for (guint k = block->sure[cell]; k < block->end[cell]; k++)
      keep[k] &= rank[k] < make_up_for (block->stretch[cell], threshold[asked++]);
}

/* Turns the candidates of a block into dots. */
static void
finish_block (Query *query, const Block *block)
{
  TonsureDots *dots = query->dots;
  double *x = dots->x + dots->n, *y = dots->y + dots->n;
  guint16 *rank = dots->rank + dots->n;
  double *along_a = query->frame.swap ? y : x, *along_b = query->frame.swap ? x : y;
  guint n = block->n;

  if (query->stipple->warp)
    query->loops->place_and_warp (&block->placing, n, block->a, block->b, along_a, along_b);
  else
    query->loops->place (&block->placing, n, block->a, block->b, along_a, along_b);
  if (query->stipple->jitter > 0.0)
    query->loops->jitter (query->stipple->jitter, (guint32) (block->key >> 32), n, rank, x, y);
  if (!block->inside || block->n_unsure > 0)
    {
      guint8 keep[TONSURE_LOOP_MAX];

      if (block->inside)
        memset (keep, 1, n);
      else
        mark_inside (query->rectangle, n, x, y, keep);
      if (block->n_unsure > 0)
        mark_wanted (query, block, x, y, rank, keep);
      n = keep_marked (keep, n, x, y, rank);
    }
  query->loops->identify (block->key, n, rank, dots->id + dots->n);
  dots->n += n;
}

static gint64
floor_div (gint64 a, gint64 b)
{
  return a / b - (a % b < 0);
}

static void
take_block (Query *query, gint64 i, gint64 j)
{
  gint64 tile_i = floor_div (i, TONSURE_TILE_BLOCKS), tile_j = floor_div (j, TONSURE_TILE_BLOCKS);
  guint in_tile = (guint) ((j - tile_j * TONSURE_TILE_BLOCKS) * TONSURE_TILE_BLOCKS
                           + (i - tile_i * TONSURE_TILE_BLOCKS));
  TonsureWarp warp;
  Block block;

  block.i = i;
  block.j = j;
  block.n = block.n_cells = block.n_unsure = 0;
  block.inside = TRUE;
  if (query->stipple->warp)
    tonsure_warp_block (&warp, query->frame.key, i, j);
  else
    memset (&warp, 0, sizeof warp);
  reserve (query->dots, TONSURE_LOOP_MAX);
  for (guint cell = 0; cell < BLOCK_CELLS; cell++)
    take_cell (query, &block, &warp, cell, in_tile * BLOCK_CELLS + cell);
  if (block.n == 0)
    return;
  set_placing (query, &block, &warp);
  block.key =
      tonsure_hash64 (tonsure_hash64 (query->frame.key + (guint64) tile_j) + (guint64) tile_i);
  finish_block (query, &block);
}

/* Takes the blocks of one tile within the blocks from @i, @j to before @end_i, @end_j. */
static void
take_tile (Query *query, gint64 i, gint64 j, gint64 end_i, gint64 end_j)
{
  for (gint64 row = j; row < end_j; row++)
    for (gint64 column = i; column < end_i; column++)
      take_block (query, column, row);
}

void
tonsure_stipple_dots (const TonsureStipple *stipple, const TonsureDensity *density,
                      const TonsureRectangle *rectangle, TonsureDots *dots)
{
  Query query = {
    stipple, density, rectangle, tonsure_tile (), tonsure_loops (), frame_of (stipple->seed), dots
  };
  TonsureRectangle source = to_plane (&query.frame, rectangle);

  if (!(rectangle->width > 0.0 && rectangle->height > 0.0))
    return;
  source = grown (&source, JITTER_REACH * stipple->jitter + ROUNDING);
  if (stipple->warp)
    source = tonsure_warp_sources (query.frame.key, &source);

  gint64 i = (gint64) floor (source.x / BLOCK),
         end_i = (gint64) floor ((source.x + source.width) / BLOCK) + 1;
  gint64 j = (gint64) floor (source.y / BLOCK),
         end_j = (gint64) floor ((source.y + source.height) / BLOCK) + 1;

  for (gint64 row = j, next_row; row < end_j; row = next_row)
    {
      next_row = MIN (end_j, (floor_div (row, TONSURE_TILE_BLOCKS) + 1) * TONSURE_TILE_BLOCKS);
      for (gint64 column = i, next; column < end_i; column = next)
        {
          next = MIN (end_i, (floor_div (column, TONSURE_TILE_BLOCKS) + 1) * TONSURE_TILE_BLOCKS);
          take_tile (&query, column, row, next, next_row);
        }
    }
}
