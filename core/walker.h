/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Random walker with priors: smooths probabilities within things and not across their edges.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tonsure_walker_solve:
 * @prior: probability of each cell by itself, 0 to 1
 * @features: four numbers a cell
 * @weights: how much each of them counts in the distance ‖Δf‖
 * @mask: not 0 for cells that take part
 * @beta: edges between neighbors weigh w = exp (-β ‖Δf‖²) + 1e-4
 * @lambda: weight of the priors, above 0
 * @probability: (out): 0 where @mask is
 *
 * Solves (L + λ) p = λ × prior, with the Laplacian L of the graph of four neighbors, by conjugate
 * gradients to a relative residual of 1e-3. Source: Grady, Multilabel random walker image
 * segmentation using prior models, CVPR 2005.
 */
void tonsure_walker_solve (const float *prior, const float *features, const float weights[4],
                           const guint8 *mask, int width, int height, double beta, double lambda,
                           float *probability);

G_END_DECLS
