/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * What the search for a pigment hands to those who judge and show it.
 */
#pragma once

#include "match.h"

G_BEGIN_DECLS

/**
 * TonsureMatchTask:
 * @primaries: (nullable): of the photo
 * @bare: linear light of the skin to be treated
 * @gloss: share of each channel of @bare that lies above pigment
 * @hair: linear light of the hair on that skin
 * @under: CIELAB of the skin under the hair
 * @target: linear light of the stubble on that skin
 * @target_lab: the same in CIELAB
 */
typedef struct
{
  const TonsureTreatment *treatment;
  const double *primaries;
  const TonsureStubble *stubble;
  double bare[3];
  double gloss[3];
  double hair[3];
  double target[3];
  double bare_lab[3];
  double hair_lab[3];
  double target_lab[3];
} TonsureMatchTask;

/* CIELAB of linear light of the task's primaries. */
void tonsure_match_lab (const TonsureMatchTask *task, const double rgb[3], double lab[3]);

/* CIELAB of the skin under pigment that leaves @transmittance. */
void tonsure_match_treated (const TonsureMatchTask *task, const double transmittance[3],
                            double lab[3]);

/* Fills in what follows from ink, step and density: looks, range, sessions, verdict. */
gboolean tonsure_match_report (const TonsureMatchTask *task, TonsureMatch *match, GError **error);

G_END_DECLS
