/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Makes the ranked torus tile of the stipple, core/stipple-tile.inc.
 *
 * Sample elimination in the manner of Yuksel (Eurographics 2015): of five times as many
 * candidates as wanted, the one that its neighbors crowd most is removed, again and
 * again; the order of removal is the rank. Crowding is a Gaussian, which evens out the
 * density, plus a steep core, which keeps dots apart. Both are as wide as the spacing
 * of the points that are left, so that every prefix of the ranks looks alike.
 *
 * Crowding is summed in integers and ties are broken by number, so the same tile comes
 * out of every machine and compiler.
 *
 *   make-tile > core/stipple-tile.inc
 *   make-tile --check core/stipple-tile.inc
 */
#include "exact.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define RANKS 65536
#define SIDE 65536 /* the tile's side in units of its coordinates */

#ifndef COLUMNS
#define COLUMNS 576 /* candidates: one at random in each of COLUMNS x COLUMNS cells */
#define SIGMA 0.5   /* of the Gaussian, in spacings */
#define CORE 10.0   /* height of the core; the Gaussian's is 1 */
#define CORE_WIDTH 0.85
#define LEVEL 1.19 /* the kernel is rescaled when the points have become that many fewer */
#endif
#define REACH 2.2 /* of the kernel, in spacings */
#define CANDIDATES (COLUMNS * COLUMNS)
#define KERNEL_STEPS 8192
#define UNIT (1 << 24) /* crowding of a Gaussian at distance 0 */

typedef struct
{
  guint16 x[CANDIDATES], y[CANDIDATES];
  gint64 crowding[CANDIDATES];

  /* The points that are left, a heap: the most crowded one is first. */
  guint32 n;
  guint32 heap[CANDIDATES];
  guint32 place[CANDIDATES];

  /* The points that are left, by cell of a grid; rebuilt with each rescaling. */
  guint32 columns;
  guint32 start[CANDIDATES + 1];
  guint32 left[CANDIDATES]; /* how many are left in the cell */
  guint32 in_cell[CANDIDATES];

  gint32 kernel[KERNEL_STEPS + 1];
  double reach2;
} Elimination;

static void
scatter (Elimination *e)
{
  for (guint32 k = 0; k < CANDIDATES; k++)
    {
      guint64 lot = tonsure_hash64 (k);

      e->x[k] = ((guint64) (k % COLUMNS) * 65536 + (lot & 65535)) / COLUMNS;
      e->y[k] = ((guint64) (k / COLUMNS) * 65536 + (lot >> 48)) / COLUMNS;
    }
}

/* The kernel as a function of the squared distance, over the squared reach. */
static void
make_kernel (Elimination *e)
{
  for (guint i = 0; i < KERNEL_STEPS; i++)
    {
      double d2 = (i + 0.5) / KERNEL_STEPS * REACH * REACH;
      double core = MAX (0.0, 1.0 - sqrt (d2) / CORE_WIDTH);

      e->kernel[i] = (gint32) ((tonsure_exp (-d2 / (2.0 * SIGMA * SIGMA))
                                + CORE * core * core * core * core)
                               * UNIT);
    }
  e->kernel[KERNEL_STEPS] = 0;
}

static gboolean
more_crowded (const Elimination *e, guint32 a, guint32 b)
{
  if (e->crowding[a] != e->crowding[b])
    return e->crowding[a] > e->crowding[b];
  return a < b;
}

static void
sift_down (Elimination *e, guint32 hole)
{
  guint32 k = e->heap[hole];

  for (guint32 child = 2 * hole + 1; child < e->n; child = 2 * hole + 1)
    {
      if (child + 1 < e->n && more_crowded (e, e->heap[child + 1], e->heap[child]))
        child++;
      if (!more_crowded (e, e->heap[child], k))
        break;
      e->heap[hole] = e->heap[child];
      e->place[e->heap[hole]] = hole;
      hole = child;
    }
  e->heap[hole] = k;
  e->place[k] = hole;
}

static gint32
kernel_between (const Elimination *e, guint32 a, guint32 b)
{
  /* On a torus the shorter way counts: differences wrap as 16-bit numbers do. */
  gint32 dx = (gint16) (guint16) (e->x[a] - e->x[b]);
  gint32 dy = (gint16) (guint16) (e->y[a] - e->y[b]);
  double d2 = (double) dx * dx + (double) dy * dy;

  if (d2 >= e->reach2)
    return 0;
  return e->kernel[(guint) (d2 / e->reach2 * KERNEL_STEPS)];
}

static guint32
cell_of (const Elimination *e, guint32 k)
{
  guint32 column = ((guint32) e->x[k] * e->columns) >> 16;
  guint32 row = ((guint32) e->y[k] * e->columns) >> 16;

  return row * e->columns + column;
}

/* Calls for each point left within two cells, the point itself too. */
#define FOR_NEIGHBORS(e, k, other)                                                             \
  for (gint32 row_ = -MIN (2, (gint32) (e)->columns / 2), end_ = MIN (2, ((gint32) (e)->columns - 1) / 2), \
              home_ = cell_of (e, k);                                                          \
       row_ <= end_; row_++)                                                                   \
    for (gint32 column_ = -MIN (2, (gint32) (e)->columns / 2); column_ <= end_; column_++)     \
      for (guint32 cell_ = neighbor_cell (e, home_, row_, column_), i_ = 0, other;             \
           i_ < (e)->left[cell_] && (other = (e)->in_cell[(e)->start[cell_] + i_], TRUE); i_++)

static guint32
neighbor_cell (const Elimination *e, guint32 home, gint32 down, gint32 right)
{
  gint32 columns = e->columns;
  gint32 row = ((gint32) home / columns + down + columns) % columns;
  gint32 column = ((gint32) home % columns + right + columns) % columns;

  return row * columns + column;
}

static void
make_grid (Elimination *e)
{
  guint32 cells = e->columns * e->columns;

  memset (e->left, 0, cells * sizeof *e->left);
  for (guint32 i = 0; i < e->n; i++)
    e->left[cell_of (e, e->heap[i])]++;
  e->start[0] = 0;
  for (guint32 cell = 0; cell < cells; cell++)
    e->start[cell + 1] = e->start[cell] + e->left[cell];
  memset (e->left, 0, cells * sizeof *e->left);
  for (guint32 i = 0; i < e->n; i++)
    {
      guint32 cell = cell_of (e, e->heap[i]);

      e->in_cell[e->start[cell] + e->left[cell]++] = e->heap[i];
    }
}

/* Fits the kernel to the spacing of the points that are left. */
static void
rescale (Elimination *e)
{
  double reach = MIN (REACH / sqrt (e->n), 0.5) * SIDE;

  e->reach2 = reach * reach;
  e->columns = MIN ((guint32) (2.0 * SIDE / reach), COLUMNS);
  make_grid (e);
  for (guint32 i = 0; i < e->n; i++)
    {
      guint32 k = e->heap[i];

      e->crowding[k] = 0;
      FOR_NEIGHBORS (e, k, other)
        if (other != k)
          e->crowding[k] += kernel_between (e, k, other);
    }
  for (guint32 hole = e->n / 2; hole-- > 0;)
    sift_down (e, hole);
}

static void
take_from_grid (Elimination *e, guint32 k)
{
  guint32 cell = cell_of (e, k), i = e->start[cell];

  while (e->in_cell[i] != k)
    i++;
  e->left[cell]--;
  e->in_cell[i] = e->in_cell[e->start[cell] + e->left[cell]];
}

static guint32
remove_most_crowded (Elimination *e)
{
  guint32 k = e->heap[0];

  e->n--;
  e->heap[0] = e->heap[e->n];
  e->place[e->heap[0]] = 0;
  if (e->n > 0)
    sift_down (e, 0);
  take_from_grid (e, k);
  FOR_NEIGHBORS (e, k, other)
    {
      gint32 crowd = kernel_between (e, k, other);

      if (crowd == 0)
        continue;
      e->crowding[other] -= crowd;
      sift_down (e, e->place[other]);
    }
  return k;
}

/* Writes RANKS places in the order of their ranks. */
static void
eliminate (Elimination *e, guint16 (*tile)[2])
{
  double next = CANDIDATES;

  scatter (e);
  make_kernel (e);
  e->n = CANDIDATES;
  for (guint32 k = 0; k < CANDIDATES; k++)
    {
      e->heap[k] = k;
      e->place[k] = k;
    }
  while (e->n > 0)
    {
      if (e->n <= next)
        {
          rescale (e);
          next = e->n / LEVEL;
        }
      guint32 k = remove_most_crowded (e);
      if (e->n < RANKS)
        {
          tile[e->n][0] = e->x[k];
          tile[e->n][1] = e->y[k];
        }
    }
}

static GString *
to_text (guint16 (*tile)[2])
{
  GString *text = g_string_new ("/* Made by programs/make-tile.c: x, y in 1/65536 of the tile's side,\n"
                                " * in the order of the ranks. */\n");

  for (guint32 rank = 0; rank < RANKS; rank++)
    g_string_append_printf (text, "%u,%u%s", tile[rank][0], tile[rank][1],
                            rank % 8 == 7 ? ",\n" : ",");
  return text;
}

int
main (int argc, char *argv[])
{
  static guint16 tile[RANKS][2];
  g_autofree Elimination *e = g_new0 (Elimination, 1);
  g_autofree char *committed = NULL;
  g_autoptr (GError) error = NULL;

  if (argc != 1 && !(argc == 3 && g_str_equal (argv[1], "--check")))
    {
      g_printerr ("Usage: make-tile [--check FILE]\n");
      return 2;
    }
  eliminate (e, tile);
  g_autoptr (GString) text = to_text (tile);
  if (argc == 1)
    {
      fputs (text->str, stdout);
      return 0;
    }
  if (!g_file_get_contents (argv[2], &committed, NULL, &error))
    {
      g_printerr ("make-tile: %s\n", error->message);
      return 2;
    }
  if (!g_str_equal (committed, text->str))
    {
      g_printerr ("make-tile: %s is not what make-tile makes\n", argv[2]);
      return 1;
    }
  return 0;
}
