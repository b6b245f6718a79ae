/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * The parts of reading hair: windows onto the photo as distributions between skin and hair,
 * the skin between hairs at nodes fixed to the picture, and hair apart from its shadow.
 */
#pragma once

#include "hair.h"

G_BEGIN_DECLS

/* Red, green, blue and one more. */
typedef float TonsureFour __attribute__ ((vector_size (16), aligned (4), may_alias));

#define TONSURE_HAIR_BINS 128

/* Red, green and blue summed up, and how many pixels, from skin to hair. */
typedef TonsureFour TonsureHairHistogram[TONSURE_HAIR_BINS];

/**
 * TonsureHairWindow:
 * @skin: the envelope's linear light and 1, or 0 where there are too few pixels
 * @hair: of the shares of hair before that skin, the mean, the variance, and how much wider the
 *   distribution is on the side of hair; and 1
 */
typedef struct
{
  TonsureFour skin;
  TonsureFour hair;
} TonsureHairWindow;

/**
 * tonsure_hair_count_cells:
 * @x, @y: the first cell, in units of the cell
 * @n: how many cells along a row
 * @cells: (out): a histogram for each
 *
 * Counts the pixels of cells, as far as they are there.
 */
void tonsure_hair_count_cells (const TonsureHair *hair, const float *rgba,
                               const TonsurePixels *there, gsize stride, int x, int y, int n,
                               TonsureHairHistogram *cells);

/**
 * tonsure_hair_read_window:
 * @histogram: of a window
 *
 * Returns: what it tells
 */
TonsureHairWindow tonsure_hair_read_window (const TonsureHair *hair,
                                            const TonsureHairHistogram histogram);

/**
 * tonsure_hair_noise:
 *
 * Returns: the variance of relative noise in @skin, of that in the light that the skin was
 *   sampled in: noise is stronger relative to less light
 */
float tonsure_hair_noise (const TonsureHair *hair, TonsureFour skin);

/**
 * TonsureHairNode:
 * @skin: linear light of bare skin
 * @shaded: the same in the shade of the hair around it, between which it is seen
 * @reader: by channel: what a difference from @shaded tells of the share of hair; the last is 0
 */
typedef struct
{
  TonsureFour skin;
  TonsureFour shaded;
  TonsureFour reader;
} TonsureHairNode;

/**
 * tonsure_hair_nodes:
 * @nodes: in units of the cell: node (x, y) lies at the upper left corner of that cell
 * @node: (out): row by row without gaps
 *
 * Finds bare skin at each node, from the pixels within two cells of it, smoothed with the
 * nodes beside it.
 */
void tonsure_hair_nodes (const TonsureHair *hair, const float *rgba, const TonsurePixels *there,
                         gsize stride, const TonsurePixels *nodes, TonsureHairNode *node);

/**
 * tonsure_hair_read:
 * @skin: linear light of bare skin at some place
 *
 * Returns: the reader for hair on that skin: a generalized least-squares fit of a in
 * (1 - a) skin + a hair, with the hair lit as the skin is.
 */
TonsureFour tonsure_hair_read (const TonsureHair *hair, TonsureFour skin);

/**
 * tonsure_hair_shadow_reach:
 *
 * Returns: how many pixels around a pixel tell whether it is hair or its shadow; 0 where the
 *   photo does not show the difference.
 */
int tonsure_hair_shadow_reach (const TonsureHair *hair);

/**
 * tonsure_hair_take_shadow:
 * @seen: share of hair and shadow of @there, row by row without gaps
 * @pixels: within @there
 * @coverage: (out): share of hair of @pixels without its shadow, without gaps
 *
 * Takes what hair darkens beside itself off the share that it seems to cover.
 */
void tonsure_hair_take_shadow (const TonsureHair *hair, const float *seen,
                               const TonsurePixels *there, const TonsurePixels *pixels,
                               float *coverage);

G_END_DECLS
