/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Which blur explains the strength of detail in bands.
 *
 * Texture has the power A f^-b, the lens multiplies it by exp (-4π² (σ² + 1/12) f²), 1/12 being
 * the pixel's own square, the sensor adds noise of the same power at all frequencies.
 */
#pragma once

#include "sharpness-bands.h"

G_BEGIN_DECLS

/* b = 0 to 3 in steps of 1/4. */
#define TONSURE_SHARPNESS_SLOPES 13

/* Codes of blur that are tried, up to 9 px. */
#define TONSURE_SHARPNESS_TRIED 53

/**
 * TonsureSharpnessModel:
 * @log_power: ln of the variance of each band for A = 1; slope, code of blur, band
 * @white: the variance that white noise of variance 1 has in each band
 */
typedef struct
{
  double log_power[TONSURE_SHARPNESS_SLOPES][TONSURE_SHARPNESS_TRIED][TONSURE_SHARPNESS_BANDS];
  double white[TONSURE_SHARPNESS_BANDS];
} TonsureSharpnessModel;

/** Fills in @model. */
void tonsure_sharpness_model_init (TonsureSharpnessModel *model);

/**
 * TonsureSharpnessSample:
 * @variance: of each band
 * @noise: variance of white noise in the picture
 * @first: first band that counts
 */
typedef struct
{
  double variance[TONSURE_SHARPNESS_BANDS];
  double noise;
  guint first;
} TonsureSharpnessSample;

/**
 * tonsure_sharpness_model_fit:
 * @slope: index of b
 * @code: (out): of the blur that fits best, not rounded
 * @level: (out): ln A
 *
 * Returns: mean squared misfit of ln variance, weighed by how well the noise lets it be known
 */
double tonsure_sharpness_model_fit (const TonsureSharpnessModel *model,
                                    const TonsureSharpnessSample *sample, guint slope, double *code,
                                    double *level);

G_END_DECLS
