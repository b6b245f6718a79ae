/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * What the search for a pigment is made of, and what it hands to those who judge and show it.
 */
#pragma once

#include "match.h"
#include "pigment.h"
#include "tone.h"

G_BEGIN_DECLS

/**
 * TonsureMatchTask:
 * @treatment: healed, typical
 * @primaries: (nullable): of the photo
 * @options: what is wished for
 * @bare: linear light of the skin to be treated, in white light
 * @hair: linear light of a mass of the hair in the same light
 * @found: what is matched
 * @target: linear light of the stubble on that skin
 * @stubble: that stubble, as the years take it
 * @bare_lab, @hair_lab, @target_lab: the same in CIELAB
 * @depth: -ln of the luminance that treated skin is to have, relative to bare skin
 * @least, @most: between which that may lie for the sake of the hue
 */
typedef struct
{
  TonsureTreatment treatment;
  const double *primaries;
  TonsureMatchOptions options;
  double bare[3];
  double hair[3];
  TonsureTarget found;
  double target[3];
  TonsureStubble stubble;
  double bare_lab[3];
  double hair_lab[3];
  double target_lab[3];
  double depth;
  double least;
  double most;
} TonsureMatchTask;

/* Dilutions of an ink at most. */
#define TONSURE_MATCH_STEPS 16

/* Checks everything and fills in what is to be matched. */
gboolean tonsure_match_task_init (TonsureMatchTask *task, const TonsureStubble *stubble,
                                  const TonsureTreatment *treatment,
                                  const TonsureMatchOptions *options, const double *primaries,
                                  GError **error);

/* The density that is wished for, within what can be done. */
double tonsure_match_wish (const TonsureMatchTask *task);

/* What the dilutions of an ink leave in skin, in the order of the ladder; @first to the one before
 * @end are used. FALSE with an error. */
gboolean tonsure_match_steps (const TonsureMatchTask *task, guint ink, guint *first, guint *end,
                              TonsureInkDeposit deposits[TONSURE_MATCH_STEPS], GError **error);

/* Fills in ink, step and density. */
void tonsure_match_set (TonsureMatch *match, guint ink, guint step,
                        const TonsureInkDeposit *deposit, double density);

/* -ln of the luminance of treated to bare skin. */
double tonsure_match_depth (const TonsureMatchTask *task, const double transmittance[3]);

/* The density with which such dots give the tone that the task asks for, or come nearest to it. */
double tonsure_match_density (const TonsureMatchTask *task, const TonsureToneDots *dots);

/**
 * TonsureMatchSearch:
 * @difference: of treated skin with dots of a density and the hair; anything larger where it is
 *   more than @enough
 * @what: is handed to it
 * @wish: dots per cm²
 * @best: least price so far
 * @density: that has it, where it was @found
 */
typedef struct
{
  double (*difference) (const void *what, double density, double enough);
  const void *what;
  double wish;
  double best;
  double density;
  gboolean found;
} TonsureMatchSearch;

/* What another density than is wished for costs. */
double tonsure_match_price (double density, double wish);

/* Whether a density costs less than @best; @best is then what it costs. */
gboolean tonsure_match_find_density (TonsureMatchSearch *search);

/* CIELAB of linear light of the task's primaries. */
void tonsure_match_lab (const TonsureMatchTask *task, const double rgb[3], double lab[3]);

/* CIELAB of the skin under pigment that leaves @transmittance. */
void tonsure_match_treated (const TonsureMatchTask *task, const double transmittance[3],
                            double lab[3]);

/* Fills in what follows from ink, step and density: colors, range, sessions, grade. */
gboolean tonsure_match_report (const TonsureMatchTask *task, TonsureMatch *match, GError **error);

G_END_DECLS
