/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The ranked torus tile, sorted for queries: see tile.h. */
#include "tile.h"

#define BLOCK_UNITS (65536 / TONSURE_TILE_BLOCKS)
#define CELL_UNITS (BLOCK_UNITS / TONSURE_TILE_BLOCK_CELLS)

const guint16 tonsure_tile_places[2 * TONSURE_TILE_RANKS] = {
#include "stipple-tile.inc"
};

static TonsureTile sorted;

static guint
cell_of (const guint16 *place)
{
  guint block = place[1] / BLOCK_UNITS * TONSURE_TILE_BLOCKS + place[0] / BLOCK_UNITS;
  guint column = place[0] % BLOCK_UNITS / CELL_UNITS, row = place[1] % BLOCK_UNITS / CELL_UNITS;

  return (block * TONSURE_TILE_BLOCK_CELLS + row) * TONSURE_TILE_BLOCK_CELLS + column;
}

static void
sort (TonsureTile *tile)
{
  guint32 filled[TONSURE_TILE_CELLS] = { 0 };

  for (guint rank = 0; rank < TONSURE_TILE_RANKS; rank++)
    tile->start[cell_of (tonsure_tile_places + 2 * rank) + 1]++;
  for (guint cell = 0; cell < TONSURE_TILE_CELLS; cell++)
    tile->start[cell + 1] += tile->start[cell];
  for (guint rank = 0; rank < TONSURE_TILE_RANKS; rank++)
    {
      const guint16 *place = tonsure_tile_places + 2 * rank;
      guint cell = cell_of (place);
      guint32 to = tile->start[cell] + filled[cell]++;

      tile->a[to] = place[0] % BLOCK_UNITS;
      tile->b[to] = place[1] % BLOCK_UNITS;
      tile->rank[to] = rank;
    }
}

const TonsureTile *
tonsure_tile (void)
{
  static gsize done;

  if (g_once_init_enter (&done))
    {
      sort (&sorted);
      g_once_init_leave (&done, 1);
    }
  return &sorted;
}

guint
tonsure_tile_count (const TonsureTile *tile, guint cell, guint32 threshold)
{
  const guint16 *rank = tile->rank + tile->start[cell];
  guint n = tile->start[cell + 1] - tile->start[cell], below = 0;

  while (n > 0)
    {
      guint half = n / 2;
      gboolean right = rank[below + half] < threshold;

      below += right ? half + 1 : 0;
      n = right ? n - half - 1 : half;
    }
  return below;
}
