/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * The skin between hairs, at nodes fixed to the picture.
 */
#pragma once

#include "hair.h"

G_BEGIN_DECLS

/* Red, green, blue and one more. */
typedef float TonsureFour __attribute__ ((vector_size (16), aligned (4), may_alias));

/**
 * TonsureHairNode:
 * @skin: linear light of bare skin
 * @reader: by channel: what a difference from @skin tells of the share of hair; the last is 0
 */
typedef struct
{
  TonsureFour skin;
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

G_END_DECLS
