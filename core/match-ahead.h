/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * What the search for a pigment over the years hands to those who say how it may turn out.
 */
#pragma once

#include "match-private.h"
#include "mismatch-private.h"

G_BEGIN_DECLS

/* Years that are looked at, the first and the last among them. */
#define TONSURE_MATCH_LOOKS 13

/* Inks whose carbon is alike, and so one course tells them all. */
#define TONSURE_MATCH_FAMILIES 8

/**
 * TonsureMatchAhead:
 * @healed: what is matched, on the day it has healed; the task's treatment
 * @treatment: the typical outcome of what is matched, with what happens over the years
 * @look: (array length=n_looks): years
 * @hair: CIELAB of each year, for every level of people and, last, for the typical person
 * @family: what the inks of one kind of carbon become, typically
 * @limit: no answer may be worse than that
 */
typedef struct
{
  TonsureMatchTask task;
  TonsureTreatment healed;
  TonsureTreatment treatment;
  guint n_looks;
  double look[TONSURE_MATCH_LOOKS];
  double hair[TONSURE_LEVELS + 1][TONSURE_MATCH_LOOKS][3];
  struct
  {
    double exponent;
    TonsureCourse course;
  } family[TONSURE_MATCH_FAMILIES];
  guint n_families;
  double limit;
} TonsureMatchAhead;

/* Makes a range hold the dilutions of an ink from the @first on. */
void tonsure_match_widen (TonsureCourseRange *range, const TonsureInkDeposit *deposits, guint first,
                          guint n);

/* What inks with that kind of carbon become. */
const TonsureCourse *tonsure_match_course (const TonsureMatchAhead *ahead, double exponent);

/* Fills in how bad the worst year of both answers may turn out. */
gboolean tonsure_match_find_ranges (const TonsureMatchAhead *ahead, TonsureMatchAnswer answers[2],
                                    GError **error);

G_END_DECLS
