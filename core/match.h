/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * What an artist does: of the shades there are, the one that suits the shaved hair. There is
 * always an answer, and a grade that says how near it comes.
 *
 * Colors are compared in white light: the skin is the one that melanin and blood of the treatment
 * explain, and stubble and treated skin are what they leave of its light (target.h, tone.h). So
 * neither the exposure nor the white balance of the photo counts.
 *
 * Tone: the amount that is wished for (typical where nothing is said), but never darker than the
 * stubble, and not less than 60 % of the way from bald skin to the stubble in ln Y. Where the
 * hair stays, 85 % of the amount in ln Y, as artists work one or two steps lighter beside hair.
 * Beside gray, white, red and blond hair a light gray, see %TONSURE_MATCH_LIGHT.
 *
 * Shade: each dilution of each ink is tried with the density that gives this tone. Among those
 * within 2 of the best L* the one is taken for which
 *
 *   ((Δa*)² + (Δb*)²)^½ + max (0, -Δb*) / 2 + |ΔL*| + .3 |ln (density / wish)| + .8 iron oxide
 *
 * is least, where ΔL* is that to the tone: the nearest in hue, none bluer than needed, a small
 * price for another density than is wished for, so that the dilution makes the tone, and one for
 * iron oxide, which turns red over the years. The prices are a choice.
 */
#pragma once

#include "amount.h"
#include "mismatch.h"
#include "spectrum.h"
#include "target.h"
#include "treatment.h"

G_BEGIN_DECLS

/* Dots per cm² that are planned. */
#define TONSURE_MATCH_SPARSEST 60.0
#define TONSURE_MATCH_DENSEST TONSURE_MAX_DENSITY

/* Share of the way from bald skin to the stubble that dots go at least, in ln Y: as eight measured
 * heads do three quarters of it. */
#define TONSURE_MATCH_LEAST_WAY 0.6

/* Y of treated to bare skin beside gray and white hair, and at least beside red and blond hair. */
#define TONSURE_MATCH_LIGHT 0.92

#define TONSURE_MATCH_SESSIONS 3

/**
 * TonsureGrade:
 * @TONSURE_GRADE_BLENDS: CIEDE2000 up to 2: seen at a second glance
 * @TONSURE_GRADE_CLOSE: up to 5, as most accepted work (measured: 2.9 to 4.6)
 * @TONSURE_GRADE_VISIBLE: up to 10
 * @TONSURE_GRADE_FAR: more
 *
 * How near healed pigment comes to the stubble.
 */
typedef enum
{
  TONSURE_GRADE_BLENDS,
  TONSURE_GRADE_CLOSE,
  TONSURE_GRADE_VISIBLE,
  TONSURE_GRADE_FAR,
} TonsureGrade;

/**
 * TonsureCertainty:
 * @TONSURE_CERTAINTY_SURE: the stubble's tone is known within 10 %
 * @TONSURE_CERTAINTY_FAIR: within 25 %
 * @TONSURE_CERTAINTY_LOW: less well; the answer rests on what is usual
 */
typedef enum
{
  TONSURE_CERTAINTY_SURE,
  TONSURE_CERTAINTY_FAIR,
  TONSURE_CERTAINTY_LOW,
} TonsureCertainty;

/**
 * TonsureMatchColor:
 * @TONSURE_COLOR_SKIN: the skin to be treated
 * @TONSURE_COLOR_HAIR: the hair itself
 * @TONSURE_COLOR_STUBBLE: what is matched: stubble on that skin at arm's length
 * @TONSURE_COLOR_FRESH: pigment before any of it is lost; red skin and scabs are not in it
 * @TONSURE_COLOR_HEALED: pigment once it has healed, the typical outcome
 * @TONSURE_COLOR_FAVORABLE: the same, see #TonsureOutcome
 * @TONSURE_COLOR_UNFAVORABLE: the same
 */
typedef enum
{
  TONSURE_COLOR_SKIN,
  TONSURE_COLOR_HAIR,
  TONSURE_COLOR_STUBBLE,
  TONSURE_COLOR_FRESH,
  TONSURE_COLOR_HEALED,
  TONSURE_COLOR_FAVORABLE,
  TONSURE_COLOR_UNFAVORABLE,
  TONSURE_N_COLORS,
} TonsureMatchColor;

/**
 * TonsureMatchOptions:
 * @target: what becomes of the hair, and what is known of it
 * @amount: how much is wished for
 */
typedef struct
{
  TonsureTargetOptions target;
  TonsureAmount amount;
} TonsureMatchOptions;

void tonsure_match_options_init (TonsureMatchOptions *options);

/**
 * TonsureMatch:
 * @grade: see #TonsureGrade
 * @certainty: see #TonsureCertainty
 * @target: what was matched
 * @ink: index of tonsure_inks()
 * @step: index of tonsure_ink_dilutions()
 * @water: parts of water to one of ink
 * @density: dots per cm² in the end
 * @sessions: dots per cm² that each of three sessions adds, of that ink and dilution: 30, 40
 *   and 30 % (Liu 2025)
 * @absorption, @carbon_exponent, @iron_oxide: of the healed deposit, see #TonsureTreatment
 * @transmittance: what the healed pigment leaves of the light, red, green and blue
 * @luminance: the same of Y
 * @lab: of each #TonsureMatchColor in white light, CIELAB (D65)
 * @delta_e: CIEDE2000 of the healed pigment, typical outcome, and the stubble
 * @delta_lab: ΔL*, Δa*, Δb*: pigment less stubble
 * @delta_e_range: the middle 80 % of @delta_e, as far as outcomes and the errors of the stubble
 *   are known
 */
typedef struct
{
  TonsureGrade grade;
  TonsureCertainty certainty;
  TonsureTarget target;
  guint ink;
  guint step;
  double water;
  double density;
  double sessions[TONSURE_MATCH_SESSIONS];
  double absorption;
  double carbon_exponent;
  double iron_oxide;
  double transmittance[3];
  double luminance;
  double lab[TONSURE_N_COLORS][3];
  double delta_e;
  double delta_lab[3];
  double delta_e_range[2];
} TonsureMatch;

/**
 * tonsure_match:
 * @treatment: skin, size and depth of the dots, what tells gloss, and the density that is
 *   wished for; outcome, year, touch-ups, laser and pigment do not count
 * @options: (nullable): %NULL for the defaults
 * @primaries: the photo's linear RGB to XYZ at D50, rows X, Y, Z, or %NULL for sRGB
 * @match: (out): the answer
 *
 * Takes about half a second.
 *
 * Returns: %FALSE with %TONSURE_ERROR_INVALID where a value is outside its range; @match is then
 *   not written.
 */
gboolean tonsure_match (const TonsureStubble *stubble, const TonsureTreatment *treatment,
                        const TonsureMatchOptions *options, const double *primaries,
                        TonsureMatch *match, GError **error);

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
 * @TONSURE_ANSWER_TODAY: the pigment that suits today
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
 * @answers: (out) (array fixed-size=2): the pigment that suits today, which is that of
 *   tonsure_match(), and the one whose largest difference over the years is least
 *
 * Shaved hair is taken to stay shaved; it turns white as mismatch.h says, beginning with what the
 * photo shows. The second answer pays the same small price for another density, but none for iron
 * oxide: what turns red is counted as it is seen. Its largest difference is never more than that
 * of the first; where no pigment is better, it is the first again.
 *
 * Takes about a second more than tonsure_match().
 *
 * Returns: like tonsure_match(); @answers are then not written.
 */
gboolean tonsure_match_years (const TonsureStubble *stubble, const TonsureTreatment *treatment,
                              const TonsureMatchOptions *options, const double *primaries,
                              const TonsurePerson *person, guint last,
                              TonsureMatchAnswer answers[2], GError **error);

/**
 * tonsure_match_apply:
 *
 * Writes density and pigment into @treatment, whatever the grade.
 */
void tonsure_match_apply (const TonsureMatch *match, TonsureTreatment *treatment);

/**
 * tonsure_grade_nick:
 *
 * Returns: (transfer none): "blends", "close", "visible" or "far"
 */
const char *tonsure_grade_nick (TonsureGrade grade);

/**
 * tonsure_match_text:
 *
 * Returns: (transfer full): sentences for people, in their language, one a line: how near the
 *   answer comes and in which way it differs, what was matched and how sure that is, the reason
 *   where it is not close and what would help.
 */
char *tonsure_match_text (const TonsureMatch *match, const TonsureMatchOptions *options);

G_END_DECLS
