/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * The inner loops of stipple and area, compiled twice: for any machine, and with AVX2.
 *
 * Each element's result depends on that element alone, by the same IEEE operations in
 * the same order, so both give the same bits. Private to the library.
 */
#pragma once

#include "area.h"
#include "warp.h"

G_BEGIN_DECLS

/* At most so many points are worked on at once. */
#define TONSURE_LOOP_MAX 2048

/**
 * TonsurePlacing:
 * @base: where the block begins on the skin, mm, by axis of the block
 * @step: signed mm per unit of the coordinates, by axis of the block
 * @warp: the displacement along the axes, with the sign of @step
 */
typedef struct
{
  double base[2];
  double step[2];
  TonsureWarp warp;
} TonsurePlacing;

/**
 * TonsureLoops:
 * @place: places in a block, 0 to 8191, to mm on the skin
 * @place_and_warp: the same, displaced
 * @jitter: displaces each dot by lots drawn from @key and its rank
 * @identify: draws the ids
 * @thresholds: thresholds of an area
 * @extremes: widens @low and @high to hold all values of a rectangle
 */
typedef struct
{
  void (*place) (const TonsurePlacing *placing, guint n, const guint16 *a, const guint16 *b,
                 double *along_a, double *along_b);
  void (*place_and_warp) (const TonsurePlacing *placing, guint n, const guint16 *a,
                          const guint16 *b, double *along_a, double *along_b);
  void (*jitter) (double jitter, guint32 key, guint n, const guint16 *rank, double *x, double *y);
  void (*identify) (guint64 key, gsize n, const guint16 *rank, guint64 *id);
  void (*thresholds) (const TonsureArea *area, guint n, const double *x, const double *y,
                      guint32 *threshold);
  void (*extremes) (const guint16 *values, gsize columns, gsize rows, gsize stride, guint16 *low,
                    guint16 *high);
} TonsureLoops;

extern const TonsureLoops tonsure_loops_plain;
extern const TonsureLoops tonsure_loops_avx2; /* x86-64 only */

/**
 * tonsure_loops_fast:
 *
 * Returns: (nullable): the copy for AVX2, %NULL if this machine has none
 */
const TonsureLoops *tonsure_loops_fast (void);

/**
 * tonsure_loops:
 *
 * Returns: the fastest loops that this machine can run
 */
const TonsureLoops *tonsure_loops (void);

/**
 * tonsure_loops_force:
 * @loops: (nullable): what tonsure_loops() shall return from now on, %NULL for the
 * fastest. For tests and benchmarks, while no other thread is at work.
 */
void tonsure_loops_force (const TonsureLoops *loops);

G_END_DECLS
