/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Which pigment, healed, looks like the shaved hair beside it at arm's length.
 *
 * Only color and density are matched: close by dots are softer, rounder and more even than
 * stubble. Of the inks and dilutions that artists have (pigment.h), and of the densities that
 * can be done, the one is taken for which
 *
 *   CIEDE2000 + .3 |ln (density / wish)| + .1 iron oxide
 *
 * is least: the difference in color between treated skin and what the stubble would look like
 * on that skin, a small price for another density than is wished for, so that the dilution
 * makes the tone, and one for iron oxide, which turns red over the years. The prices are a
 * choice.
 *
 * A match is possible where
 *
 * - the stubble is darker than the skin by at least 1 in L*,
 * - hair is at most 5 mm long, or its length is not known,
 * - the stubble takes at least .8 times as much of red light as of blue: from black to brown hair
 *   takes as much or more, on any skin, red and blond hair takes less than .75 (phantom). Where
 *   it takes less, single hairs are more colorful than the skin, which dots never are, and dots
 *   look gray among them even where the mean agrees,
 * - the CIEDE2000 is at most 1.5: side by side a difference of 1 is just seen, and one of 2 at
 *   a glance, and
 * - of the typical outcome it is at most 2 with 90 % certainty, as far as the errors of the
 *   stubble are known.
 *
 * All of that is known before anything is drawn.
 */
#pragma once

#include "mismatch.h"
#include "spectrum.h"
#include "stubble.h"
#include "treatment.h"

G_BEGIN_DECLS

/* Dots per cm² that are planned: below 100 they are seen one by one, more than 400 nobody can
 * place. */
#define TONSURE_MATCH_SPARSEST 100.0
#define TONSURE_MATCH_DENSEST TONSURE_MAX_DENSITY

/* Dilutions that heal to more are left out, 1/cm: the strongest dots of a favorable outcome are
 * then as thick optically as tables of dots go (25, dot-table.h). Beyond, more pigment is hardly
 * darker. */
#define TONSURE_MATCH_STRONGEST 1300.0

/* Longer hair and dots no longer mix, mm (Rassman, in practice). */
#define TONSURE_MATCH_LONGEST 5.0

/* Darker than skin at least, L*. */
#define TONSURE_MATCH_LEAST_CONTRAST 1.0

/* What stubble takes of red light at least, relative to what it takes of blue. */
#define TONSURE_MATCH_LEAST_RED 0.8

/* Largest CIEDE2000 of a match. */
#define TONSURE_MATCH_WORST 1.5

/* Largest CIEDE2000 with 90 % certainty. */
#define TONSURE_MATCH_MOST_UNSURE 2.0

#define TONSURE_MATCH_SESSIONS 3

/**
 * TonsureVerdict:
 * @TONSURE_VERDICT_POSSIBLE: the stubble can be matched
 * @TONSURE_VERDICT_GROWN: hair is longer than %TONSURE_MATCH_LONGEST
 * @TONSURE_VERDICT_LIGHT_HAIR: hair is as light as skin or lighter: white, gray, blond
 * @TONSURE_VERDICT_DARK_SKIN: skin is hardly lighter than hair
 * @TONSURE_VERDICT_SPARSE: so little hair that it hardly darkens the skin
 * @TONSURE_VERDICT_COLORFUL: hair is more colorful than dots in skin can be: red, blond
 * @TONSURE_VERDICT_TOO_DARK: darker than the densest dots
 * @TONSURE_VERDICT_TOO_FAINT: fainter than the fewest and weakest dots
 * @TONSURE_VERDICT_UNSURE: the photo does not tell the stubble's color well enough
 *
 * Whether pigment can match, and if not why.
 */
typedef enum
{
  TONSURE_VERDICT_POSSIBLE,
  TONSURE_VERDICT_GROWN,
  TONSURE_VERDICT_LIGHT_HAIR,
  TONSURE_VERDICT_DARK_SKIN,
  TONSURE_VERDICT_SPARSE,
  TONSURE_VERDICT_COLORFUL,
  TONSURE_VERDICT_TOO_DARK,
  TONSURE_VERDICT_TOO_FAINT,
  TONSURE_VERDICT_UNSURE,
} TonsureVerdict;

/**
 * TonsureMatchLook:
 * @TONSURE_LOOK_SKIN: the skin to be treated
 * @TONSURE_LOOK_HAIR: the hair itself, in the light of that skin
 * @TONSURE_LOOK_STUBBLE: what is to be matched: stubble on that skin at arm's length
 * @TONSURE_LOOK_FRESH: pigment before any of it is lost; red skin and scabs are not in it
 * @TONSURE_LOOK_HEALED: pigment once it has healed, the typical outcome
 * @TONSURE_LOOK_FAVORABLE: the same, see #TonsureOutcome
 * @TONSURE_LOOK_UNFAVORABLE: the same
 */
typedef enum
{
  TONSURE_LOOK_SKIN,
  TONSURE_LOOK_HAIR,
  TONSURE_LOOK_STUBBLE,
  TONSURE_LOOK_FRESH,
  TONSURE_LOOK_HEALED,
  TONSURE_LOOK_FAVORABLE,
  TONSURE_LOOK_UNFAVORABLE,
  TONSURE_N_LOOKS,
} TonsureMatchLook;

/**
 * TonsureMatch:
 * @verdict: whether it is a match; the rest is the nearest there is in any case
 * @ink: index of tonsure_inks()
 * @step: index of tonsure_ink_dilutions()
 * @water: parts of water to one of ink
 * @density: dots per cm² in the end
 * @sessions: dots per cm² that each of three sessions adds, of that ink and dilution: 30, 40
 *   and 30 % (Liu 2025)
 * @absorption, @carbon_exponent, @iron_oxide: of the healed deposit, see #TonsureTreatment
 * @transmittance: what the healed pigment leaves of the light, red, green and blue
 * @lab: of each #TonsureMatchLook, CIELAB (D65)
 * @delta_e: CIEDE2000 of the healed pigment, typical outcome, and the stubble
 * @delta_e_range: the middle 80 % of that, as far as outcomes and the errors of the stubble
 *   are known
 */
typedef struct
{
  TonsureVerdict verdict;
  guint ink;
  guint step;
  double water;
  double density;
  double sessions[TONSURE_MATCH_SESSIONS];
  double absorption;
  double carbon_exponent;
  double iron_oxide;
  double transmittance[3];
  double lab[TONSURE_N_LOOKS][3];
  double delta_e;
  double delta_e_range[2];
} TonsureMatch;

/**
 * tonsure_match:
 * @treatment: skin, size and depth of the dots, what tells gloss, and the density that is
 *   wished for; outcome, year, touch-ups, laser and pigment do not count
 * @primaries: the photo's linear RGB to XYZ at D50, rows X, Y, Z, or %NULL for sRGB
 * @match: (out): the nearest pigment there is, possible or not
 *
 * Takes about half a second.
 *
 * Returns: %FALSE with %TONSURE_ERROR_INVALID where a value is outside its range, or with
 *   %TONSURE_ERROR_UNMEASURABLE where skin or stubble is over- or underexposed or has no
 *   color, as in monochrome photos; @match is then not written.
 */
gboolean tonsure_match (const TonsureStubble *stubble, const TonsureTreatment *treatment,
                        const double *primaries, TonsureMatch *match, GError **error);

/* How far people look ahead, years. */
#define TONSURE_MATCH_YEARS 10

/**
 * TonsureMatchAnswer:
 * @match: the pigment; @match.delta_e is the difference today, which is year 0
 * @worst: largest CIEDE2000 over the years, of the typical outcome and person
 * @worst_range: the middle 80 % of the largest CIEDE2000 of all that may come, and @worst
 * @worst_year: when the typical one comes; of thirteen years evenly spread at most
 *
 * A pigment, and what it costs over the years.
 */
typedef struct
{
  TonsureMatch match;
  double worst;
  double worst_range[2];
  double worst_year;
} TonsureMatchAnswer;

/**
 * TonsureAnswer:
 * @TONSURE_ANSWER_TODAY: the pigment that is nearest today
 * @TONSURE_ANSWER_YEARS: the pigment whose worst over the years is least
 *
 * Which answer.
 */
typedef enum
{
  TONSURE_ANSWER_TODAY,
  TONSURE_ANSWER_YEARS,
} TonsureAnswer;

/**
 * tonsure_match_years:
 * @treatment: as of tonsure_match(), and what happens over the years: sun, scars, touch-ups,
 *   laser, and whether the pigment is a temporary one
 * @person: (nullable): whose hair it is, or %NULL for hair that stays as it is
 * @last: year, 0 to 30; 0 gives the first answer twice
 * @answers: (out) (array fixed-size=2): the pigment that is nearest today, which is that of
 *   tonsure_match(), and the one whose largest difference over the years is least
 *
 * Shaved hair is taken to stay shaved; it turns white as mismatch.h says, beginning with what the
 * photo shows. The second answer pays the same small price for another density, but none for iron
 * oxide: what turns red is counted as it is seen. Its largest difference is never more than that
 * of the first; where no pigment is better, it is the first again. Its verdict is that of today.
 *
 * Takes about a second more than tonsure_match().
 *
 * Returns: like tonsure_match(); @answers are then not written.
 */
gboolean tonsure_match_years (const TonsureStubble *stubble, const TonsureTreatment *treatment,
                              const double *primaries, const TonsurePerson *person, guint last,
                              TonsureMatchAnswer answers[2], GError **error);

/**
 * tonsure_match_apply:
 *
 * Writes density and pigment into @treatment, whatever the verdict.
 */
void tonsure_match_apply (const TonsureMatch *match, TonsureTreatment *treatment);

/**
 * tonsure_verdict_text:
 *
 * Returns: (transfer none): a sentence for people, in their language: what a match is or,
 *   where there is none, why and what happens instead.
 */
const char *tonsure_verdict_text (TonsureVerdict verdict);

G_END_DECLS
