/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Makes the ranked torus tile of the stipple, core/stipple-tile.inc.
 *
 * Sample elimination in the manner of Yuksel (Eurographics 2015): of five times as many
 * candidates as wanted, the one that its neighbors crowd most is removed, again and
 * again; the order of removal is the rank. Crowding is a Gaussian, which evens out the
 * density, plus a steep core, which keeps dots apart, plus faint wide Gaussians, which
 * even out what is too wide for the others. All are as wide as the spacing of the points
 * that are left, so that every prefix of the ranks looks alike.
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

#define COLUMNS 576 /* candidates: one at random in each of COLUMNS x COLUMNS cells */

/* The kernel, lengths in spacings. Measured trials: a wider Gaussian or a higher or wider
 * core buys distance between neighbors with evenness, or the other way round. */
#define SIGMA 0.55 /* of the Gaussian, whose height is 1 */
#define CORE 17.0  /* height of the core */
#define CORE_WIDTH 0.88
#define LEVEL 1.1 /* it is rescaled when the points have become that many fewer */
#define REACH 2.2 /* of the Gaussian, cut off there */

/* The wide Gaussians: standard deviations in spacings, and heights. Higher ones take from
 * the distance between neighbors. */
#define WIDES 2
static const double wide_sigma[WIDES] = { 1.2, 3.0 };
static const double wide_height[WIDES] = { 0.12, 0.1 };

/* They are summed on grids of two cells per standard deviation, cut off at three. */
#define WIDE_CELLS 6
#define WIDE_MOST 1024 /* columns of a grid */
#define WIDE_STEPS 4096

#define CANDIDATES (COLUMNS * COLUMNS)
#define MOST_NEIGHBORS 1024
#define KERNEL_STEPS 8192
#define UNIT (1 << 24) /* crowding of a Gaussian at distance 0 */

/* One wide Gaussian of all points that are left, at the centers of the cells of a grid. */
typedef struct
{
  gint32 columns; /* 0 when the Gaussian is too wide for the tile */
  gint32 kernel[WIDE_STEPS];
  gint64 sum[WIDE_MOST * WIDE_MOST];
} Wide;

typedef struct
{
  guint16 x[CANDIDATES], y[CANDIDATES];

  /* By the kernel; and with what the wide Gaussians added when last looked at, which can
   * only have become less. */
  gint64 near[CANDIDATES], crowding[CANDIDATES];
  Wide wide[WIDES];

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

      e->kernel[i] =
          (gint32) ((tonsure_exp (-d2 / (2.0 * SIGMA * SIGMA)) + CORE * core * core * core * core)
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

/* Finds the points left within two cells either way, @k itself too. */
static guint
neighbors (const Elimination *e, guint32 k, guint32 found[MOST_NEIGHBORS])
{
  gint32 columns = e->columns, home = cell_of (e, k);
  gint32 before = MIN (2, columns / 2), after = MIN (2, (columns - 1) / 2);
  guint n = 0;

  for (gint32 down = -before; down <= after; down++)
    for (gint32 right = -before; right <= after; right++)
      {
        gint32 row = (home / columns + down + columns) % columns;
        gint32 column = (home % columns + right + columns) % columns;
        gint32 cell = row * columns + column;

        g_assert (n + e->left[cell] <= MOST_NEIGHBORS);
        memcpy (found + n, e->in_cell + e->start[cell], e->left[cell] * sizeof *found);
        n += e->left[cell];
      }
  return n;
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

/* The Gaussian as a function of the squared distance, over the squared reach. */
static void
make_wide_kernel (Wide *wide, double height)
{
  double reach = WIDE_CELLS / 2.0; /* in standard deviations */

  for (guint i = 0; i < WIDE_STEPS; i++)
    {
      double d2 = (i + 0.5) / WIDE_STEPS * reach * reach;

      wide->kernel[i] =
          (gint32) (height * UNIT * (tonsure_exp (-d2 / 2.0) - tonsure_exp (-reach * reach / 2.0)));
    }
}

/* Adds a point to the sums, or takes it away with a @sign of -1. */
static void
add_to_wide (Wide *wide, guint16 x, guint16 y, int sign)
{
  gint32 columns = wide->columns, reach2 = WIDE_CELLS * WIDE_CELLS;
  double u = (double) x * columns / SIDE - 0.5, v = (double) y * columns / SIDE - 0.5;
  gint32 column = (gint32) floor (u + 0.5), row = (gint32) floor (v + 0.5);

  for (gint32 j = row - WIDE_CELLS; j <= row + WIDE_CELLS; j++)
    for (gint32 i = column - WIDE_CELLS; i <= column + WIDE_CELLS; i++)
      {
        double d2 = (i - u) * (i - u) + (j - v) * (j - v);

        if (d2 < reach2)
          wide->sum[(j + columns) % columns * columns + (i + columns) % columns] +=
              sign * wide->kernel[(guint) (d2 / reach2 * WIDE_STEPS)];
      }
}

/* The sum at a place, linear between the centers of cells. */
static gint64
wide_at (const Wide *wide, guint16 x, guint16 y)
{
  gint64 columns = wide->columns, half = SIDE / 2;
  gint64 u = x * columns + columns * SIDE - half, v = y * columns + columns * SIDE - half;
  gint64 right = u % SIDE, down = v % SIDE;
  gint64 i = u / SIDE % columns, j = v / SIDE % columns;
  const gint64 *upper = wide->sum + j * columns, *lower = wide->sum + (j + 1) % columns * columns;
  gint64 next = (i + 1) % columns;
  gint64 above = (upper[i] * (SIDE - right) + upper[next] * right) / SIDE;
  gint64 below = (lower[i] * (SIDE - right) + lower[next] * right) / SIDE;

  return (above * (SIDE - down) + below * down) / SIDE;
}

/* Fits the wide Gaussians to the spacing of the points that are left. */
static void
rescale_wides (Elimination *e)
{
  for (int w = 0; w < WIDES; w++)
    {
      Wide *wide = &e->wide[w];

      wide->columns = (gint32) (2.0 * sqrt (e->n) / wide_sigma[w]);
      if (wide->columns <= 2 * WIDE_CELLS)
        {
          wide->columns = 0;
          continue;
        }
      g_assert (wide->columns <= WIDE_MOST);
      make_wide_kernel (wide, wide_height[w]);
      memset (wide->sum, 0, sizeof *wide->sum * wide->columns * wide->columns);
      for (guint32 i = 0; i < e->n; i++)
        add_to_wide (wide, e->x[e->heap[i]], e->y[e->heap[i]], 1);
    }
}

static gint64
crowding_now (const Elimination *e, guint32 k)
{
  gint64 crowding = e->near[k];

  for (int w = 0; w < WIDES; w++)
    if (e->wide[w].columns > 0)
      crowding += wide_at (&e->wide[w], e->x[k], e->y[k]);
  return crowding;
}

/* Fits the kernel to the spacing of the points that are left. */
static void
rescale (Elimination *e)
{
  double reach = MIN (REACH / sqrt (e->n), 0.5) * SIDE;

  e->reach2 = reach * reach;
  e->columns = MIN ((guint32) (2.0 * SIDE / reach), COLUMNS);
  make_grid (e);
  rescale_wides (e);
  for (guint32 i = 0; i < e->n; i++)
    {
      guint32 k = e->heap[i], others[MOST_NEIGHBORS];
      guint n = neighbors (e, k, others);

      e->near[k] = -kernel_between (e, k, k);
      for (guint other = 0; other < n; other++)
        e->near[k] += kernel_between (e, k, others[other]);
      e->crowding[k] = crowding_now (e, k);
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

/* As crowding only falls, the first point is the one once its own is up to date. */
static guint32
find_most_crowded (Elimination *e)
{
  for (;;)
    {
      guint32 k = e->heap[0];
      gint64 crowding = crowding_now (e, k);

      if (crowding == e->crowding[k])
        return k;
      e->crowding[k] = crowding;
      sift_down (e, 0);
    }
}

static guint32
remove_most_crowded (Elimination *e)
{
  guint32 k = find_most_crowded (e), others[MOST_NEIGHBORS];

  for (int w = 0; w < WIDES; w++)
    if (e->wide[w].columns > 0)
      add_to_wide (&e->wide[w], e->x[k], e->y[k], -1);
  e->n--;
  e->heap[0] = e->heap[e->n];
  e->place[e->heap[0]] = 0;
  if (e->n > 0)
    sift_down (e, 0);
  take_from_grid (e, k);
  guint n = neighbors (e, k, others);
  for (guint i = 0; i < n; i++)
    {
      gint32 crowd = kernel_between (e, k, others[i]);

      if (crowd == 0)
        continue;
      e->near[others[i]] -= crowd;
      e->crowding[others[i]] -= crowd;
      sift_down (e, e->place[others[i]]);
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
  GString *text =
      g_string_new ("/* Made by programs/make-tile.c: x, y in 1/65536 of the tile's side,\n"
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
