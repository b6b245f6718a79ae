/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * The ranked torus tile, sorted for queries. Private to the stipple.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TONSURE_TILE_RANKS 65536
#define TONSURE_TILE_BLOCKS 8      /* blocks along a side of the tile */
#define TONSURE_TILE_BLOCK_CELLS 4 /* cells along a side of a block */
#define TONSURE_TILE_CELLS 1024

/**
 * TonsureTile:
 * @a: place along the first axis, in 1/8192 of the block
 * @b: place along the second axis
 * @rank: rank, increasing within a cell
 * @start: where the cells begin; cells go block by block, blocks and cells by rows
 */
typedef struct
{
  guint16 a[TONSURE_TILE_RANKS];
  guint16 b[TONSURE_TILE_RANKS];
  guint16 rank[TONSURE_TILE_RANKS];
  guint32 start[TONSURE_TILE_CELLS + 1];
} TonsureTile;

/* The table as make-tile made it: x and y in 1/65536 of the side, by rank. */
extern const guint16 tonsure_tile_places[2 * TONSURE_TILE_RANKS];

/**
 * tonsure_tile:
 *
 * Returns: (transfer none): the tile, sorted on the first call
 */
const TonsureTile *tonsure_tile (void);

/**
 * tonsure_tile_count:
 *
 * Counts the points of a cell with ranks below @threshold: its first ones.
 */
guint tonsure_tile_count (const TonsureTile *tile, guint cell, guint32 threshold);

G_END_DECLS
