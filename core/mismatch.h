/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * How far treated skin is from the hair beside it, over the years, and what helps.
 *
 * Two colors meet at the border of the treated skin, and both change: pigment fades, spreads and
 * turns red, hair turns white. Both are mean colors of areas far wider than a dot, as from arm's
 * length; the mismatch is their CIEDE2000. Pigment and hair do not know of each other, so what may
 * come is every pair of their quantiles: seven of pigment, between and beyond the three outcomes,
 * and seven of people's hair.
 */
#pragma once

#include "beside.h"
#include "course.h"
#include "graying.h"

G_BEGIN_DECLS

#define TONSURE_MISMATCH_MOST_YEARS 30

/* CIEDE2000 from which the mismatch is noticed at arm's length (choice). Side by side, differences
 * between silicone prostheses were perceived from .8 in fair and 1.3 in dark shades, and accepted
 * up to 1.8 and 2.6 (Leow 2006, doi:10.1080/03093640500465096); hairlines are no
 * sharp border, and nobody stands still. */
#define TONSURE_NOTICEABLE 3.0

/**
 * TonsurePerson:
 * @graying: ancestry and sex; its quantile does not count
 * @age: in year 0
 * @gray_today: share of white hair in year 0, or below 0 where it is not known
 * @dyed: white hair is dyed
 *
 * Whose hair it is.
 */
typedef struct
{
  TonsureGraying graying;
  double age;
  double gray_today;
  gboolean dyed;
} TonsurePerson;

/**
 * tonsure_person_init:
 *
 * Sets a man of European ancestry, 35 years old, of whose hair nothing is known.
 */
void tonsure_person_init (TonsurePerson *person);

/**
 * tonsure_person_validate:
 *
 * Returns: %FALSE with %TONSURE_ERROR_INVALID naming the value and its range.
 */
gboolean tonsure_person_validate (const TonsurePerson *person, GError **error);

/**
 * tonsure_person_gray:
 * @years: from year 0
 * @quantile: share of people who are less gray; where @gray_today is known all are alike
 *
 * Returns: share of hair that is seen to be white, 0 to 1
 */
double tonsure_person_gray (const TonsurePerson *person, double years, double quantile);

/**
 * TonsureMismatch:
 * @treatment: what is done; its outcome and year do not count
 * @history: what happens to it
 * @has_history: otherwise what @treatment says happens
 * @beside: the hair beside it
 * @person: whose hair it is
 * @shaved, @grown: length of the hair, mm
 * @noticeable: CIEDE2000
 */
typedef struct
{
  TonsureTreatment treatment;
  TonsureHistory history;
  gboolean has_history;
  TonsureBeside beside;
  TonsurePerson person;
  double shaved;
  double grown;
  double noticeable;
} TonsureMismatch;

/**
 * tonsure_mismatch_init:
 *
 * Sets the usual treatment, person and lengths of .1 and 5 mm; @beside is left to be filled in.
 */
void tonsure_mismatch_init (TonsureMismatch *mismatch);

/**
 * tonsure_mismatch_fit:
 *
 * Sets the density with which treated skin is as light as the shaved hair beside it in year 0,
 * typically; where even the densest dots are too light, the absorption as well.
 *
 * Returns: %FALSE with %TONSURE_ERROR_INVALID naming the value and its range.
 */
gboolean tonsure_mismatch_fit (TonsureMismatch *mismatch, GError **error);

/**
 * TonsureMismatchYear:
 * @gray: share of white hair, 10, 50 and 90 % of people have less
 * @shaved, @grown: CIEDE2000, 10, 50 and 90 % of what may come is less
 * @shaved_noticed, @grown_noticed: share of what may come that is noticed
 */
typedef struct
{
  double year;
  double gray[3];
  double shaved[3];
  double grown[3];
  double shaved_noticed;
  double grown_noticed;
} TonsureMismatchYear;

/**
 * tonsure_mismatch_curve:
 * @last: year, 0 to %TONSURE_MISMATCH_MOST_YEARS
 * @curve: (out) (array): @last + 1 years
 *
 * Takes a fifth of a second for ten years, with iron oxide three times as long.
 *
 * Returns: %FALSE with %TONSURE_ERROR_INVALID naming the value and its range.
 */
gboolean tonsure_mismatch_curve (const TonsureMismatch *mismatch, guint last,
                                 TonsureMismatchYear *curve, GError **error);

/**
 * tonsure_mismatch_from:
 * @curve: (array length=n): from tonsure_mismatch_curve()
 * @grown: grown hair instead of shaved hair
 * @quantile: which of the three: 0 for 10, 1 for 50, 2 for 90 %
 * @noticeable: CIEDE2000
 *
 * Returns: year from which the mismatch is noticeable for the first time, linear between years;
 *   below 0 where it never is
 */
double tonsure_mismatch_from (const TonsureMismatchYear *curve, guint n, gboolean grown,
                              guint quantile, double noticeable);

/**
 * TonsureHelp:
 * @TONSURE_HELP_NONE: the hair grows, nothing is done
 * @TONSURE_HELP_SHAVING: the hair is kept shaved
 * @TONSURE_HELP_DYE: white hair is dyed
 * @TONSURE_HELP_TOUCH_UP: a touch-up every five years, the longest of what is advised (three to
 *   five)
 * @TONSURE_HELP_LASER: three sessions of laser, after which scalps were cleared (Wu 2021), when
 *   the mismatch of shaved hair is noticed typically; in the last year at the latest
 *
 * What may help.
 */
typedef enum
{
  TONSURE_HELP_NONE,
  TONSURE_HELP_SHAVING,
  TONSURE_HELP_DYE,
  TONSURE_HELP_TOUCH_UP,
  TONSURE_HELP_LASER,
} TonsureHelp;

#define TONSURE_HELPS 5

/**
 * tonsure_mismatch_help:
 * @last: year of the curves
 * @curve: (array): of @mismatch, without help
 * @helped: (out): @mismatch with it; several helps add up
 *
 * Returns: %FALSE with %TONSURE_ERROR_INVALID where there is no room for further touch-ups.
 */
gboolean tonsure_mismatch_help (const TonsureMismatch *mismatch, TonsureHelp help, guint last,
                                const TonsureMismatchYear *curve, TonsureMismatch *helped,
                                GError **error);

/**
 * tonsure_help_nick:
 *
 * Returns: (transfer none): none, shaving, dye, touch-up or laser
 */
const char *tonsure_help_nick (TonsureHelp help);

G_END_DECLS
