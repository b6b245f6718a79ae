/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Gaussian mixtures in four dimensions: how likely a cell's color and texture are in one class.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TONSURE_MIXTURE_DIMENSIONS 4
#define TONSURE_MIXTURE_MOST 6

/**
 * TonsureGaussian:
 * @log_scale: ln of weight / sqrt (det Σ), without the power of 2π
 * @mean: μ
 * @whiten: inverse of the lower Cholesky factor of Σ
 */
typedef struct
{
  double log_scale;
  double mean[TONSURE_MIXTURE_DIMENSIONS];
  double whiten[TONSURE_MIXTURE_DIMENSIONS][TONSURE_MIXTURE_DIMENSIONS];
} TonsureGaussian;

typedef struct
{
  int n;
  TonsureGaussian parts[TONSURE_MIXTURE_MOST];
} TonsureMixture;

/**
 * tonsure_mixture_fit:
 * @features: four numbers a cell
 * @chosen: not 0 for the cells to fit to
 * @n: how many cells there are
 * @parts: at most how many Gaussians, 1 to %TONSURE_MIXTURE_MOST
 * @floor: standard deviations that are added, as variances, to those of the cells
 *
 * Fits to at most 4000 cells, evenly spread over those chosen: k-means on features divided by
 * their standard deviations, then five rounds of expectation and maximization. Gaussians with less
 * than 2 % of the cells are left out. The same cells give the same bits.
 *
 * Returns: %FALSE where fewer than 20 cells are chosen; @mixture is then empty.
 */
gboolean tonsure_mixture_fit (TonsureMixture *mixture, const float *features, const guint8 *chosen,
                              gsize n, int parts, const double floor[TONSURE_MIXTURE_DIMENSIONS]);

/** Returns: ln of the density at @feature without the power of 2π; -1e9 where the mixture is
 *   empty. */
double tonsure_mixture_log (const TonsureMixture *mixture,
                            const float feature[TONSURE_MIXTURE_DIMENSIONS]);

G_END_DECLS
