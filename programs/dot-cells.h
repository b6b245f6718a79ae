/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * All dots of one effective depth, in all skins of the table, from the same walks.
 */
#pragma once

#include "dot-table.h"

G_BEGIN_DECLS

#define DOT_SKINS (TONSURE_DOT_DERMES * TONSURE_DOT_EPIDERMES)

/**
 * DotCells:
 * @depth: which of the table's
 * @photons: how many walk
 * @epidermis: its thickness, mm
 * @wanted: (nullable): which dots to solve, by height, ink and diameter; %NULL for all
 * @radii: of the nodes, mm
 * @loss: sum of the weights that a dot takes, for each view, distance and skin
 * @layer: the same of a layer without end
 * @bare: sum of the weights that leave bare skin
 */
typedef struct
{
  int depth;
  int photons;
  double epidermis;
  gboolean (*wanted) (int height, int ink, int diameter);
  double radii[TONSURE_DOT_DIAMETERS][TONSURE_DOT_RADII];
  double loss[TONSURE_DOT_HEIGHTS][TONSURE_DOT_INKS][TONSURE_DOT_DIAMETERS][TONSURE_DOT_VIEWS]
             [TONSURE_DOT_RADII][DOT_SKINS];
  double layer[TONSURE_DOT_HEIGHTS][TONSURE_DOT_INKS][DOT_SKINS];
  double bare[DOT_SKINS];
} DotCells;

/**
 * dot_cells_init:
 * @cells: (out): nothing solved, everything wanted
 */
void dot_cells_init (DotCells *cells, int depth, int photons, double epidermis);

/**
 * dot_cells_solve:
 *
 * Walks all photons. What of it is wanted does not change what comes out.
 */
void dot_cells_solve (DotCells *cells);

G_END_DECLS
