/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * What the search for a pigment is made of, and what it hands to those who judge and show it.
 */
#pragma once

#include "match.h"
#include "pigment.h"

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

/* Dilutions of an ink at most. */
#define TONSURE_MATCH_STEPS 16

/* Checks everything and fills in what is to be matched. */
gboolean tonsure_match_task_init (TonsureMatchTask *task, const TonsureStubble *stubble,
                                  const TonsureTreatment *treatment, const double *primaries,
                                  GError **error);

/* The density that is wished for, within what can be done. */
double tonsure_match_wish (const TonsureMatchTask *task);

/* What each dilution of an ink leaves in skin; @first is the strongest that is a
 * recipe (%TONSURE_INK_LEAST_WATER) and that tables of dots hold.
 * Returns how many there are, or 0 with an error. */
guint tonsure_match_steps (guint ink, guint *first, TonsureInkDeposit deposits[TONSURE_MATCH_STEPS],
                           GError **error);

/* Fills in ink, step and density. */
void tonsure_match_set (TonsureMatch *match, guint ink, guint step,
                        const TonsureInkDeposit *deposit, double density);

/**
 * TonsureMatchSearch:
 * @difference: of treated skin with dots of a density and the hair; anything larger where it is
 *   more than @enough
 * @what: is handed to it
 * @wish: dots per cm²
 * @extra: price of the ink
 * @best: least price so far
 * @density: that has it, where it was @found
 */
typedef struct
{
  double (*difference) (const void *what, double density, double enough);
  const void *what;
  double wish;
  double extra;
  double best;
  double density;
  gboolean found;
} TonsureMatchSearch;

/* Whether a density costs less than @best; @best is then what it costs. */
gboolean tonsure_match_find_density (TonsureMatchSearch *search);

/* CIELAB of linear light of the task's primaries. */
void tonsure_match_lab (const TonsureMatchTask *task, const double rgb[3], double lab[3]);

/* CIELAB of the skin under pigment that leaves @transmittance. */
void tonsure_match_treated (const TonsureMatchTask *task, const double transmittance[3],
                            double lab[3]);

/* Fills in what follows from ink, step and density: looks, range, sessions, verdict. */
gboolean tonsure_match_report (const TonsureMatchTask *task, TonsureMatch *match, GError **error);

G_END_DECLS
