/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * What the years do to a deposit: shedding, fading, spreading, change of color.
 *
 * There are two axes. Days since a session cover the first eight weeks, in which about a third of
 * the pigment is lost; years since healed begin where they end: year 0 is what a treatment shows.
 * Every day and year is computed at once from the healed deposit, not step by step.
 *
 * What nobody knows beforehand is one quantile: the share of people who do better. A tenth is
 * the favorable outcome, a half the typical and nine tenths the unfavorable one. Fast clearing
 * and wide spreading go together without exception, as the same cells take up, carry and release
 * the pigment (Baranska 2018, J. Exp. Med.). That is a choice, and the widest of ranges: a
 * quantile of what follows from several of these values is what follows from their quantiles.
 *
 * Fading is not disappearing: a part of the pigment stays for good. How deep a deposit lies does
 * not change (biopsies of scalps and eyebrows, four weeks to a year: S. M. Kim 2008, Korean J.
 * Dermatol. 46:305). Carbon does not change its spectrum; that deep pigment looks bluer is left
 * to the optics. Where a number is called a choice there is no measurement.
 */
#pragma once

#include "deposit.h"
#include "pigment.h"

G_BEGIN_DECLS

/* Days from a session to year 0. */
#define TONSURE_HEALED_DAYS 56.0

/* Quantiles beyond these are taken as these. */
#define TONSURE_LEAST_QUANTILE 0.001
#define TONSURE_MOST_QUANTILE 0.999

/**
 * TonsurePermanence:
 * @TONSURE_PIGMENT_PERMANENT: carbon, with iron oxide in browns
 * @TONSURE_PIGMENT_TEMPORARY: pigments that are meant to be absorbed
 */
typedef enum
{
  TONSURE_PIGMENT_PERMANENT,
  TONSURE_PIGMENT_TEMPORARY,
} TonsurePermanence;

/**
 * TonsureAgeing:
 * @permanence: which pigment
 * @sun: factor on the rate of fading, 1 (protected) to 2; 1.2 is a clinic's own figure for
 *   skin that is not protected (touch-ups after five years instead of six), 1.6 for much sun a
 *   choice
 * @scar: 0 for skin, 1 for a scar, which loses pigment twice as fast (Liu 2025, J. Cosmet.
 *   Dermatol. 24:e70375: 1.6 of 8.1 points in six months against .9 of 9.1)
 * @atrophy: 0 for skin, 1 for thinned skin, where pigment spreads four times as fast (choice)
 *
 * What skin and pigment go through.
 */
typedef struct
{
  TonsurePermanence permanence;
  double sun;
  double scar;
  double atrophy;
} TonsureAgeing;

/**
 * TonsureFresh:
 * @uptake: share of the pigment brought in that stays: .65, in the middle 80 % of people .5 to
 *   .8 (one third is lost: Bäumler 2015, Curr. Probl. Dermatol. 48; Engel 2010, Exp.
 *   Dermatol. 19:54, 32 % in 42 days)
 * @epidermal: what is yet to be shed, relative to what stays
 * @diameter: of the mark, relative to the healed deposit: 1.1 for ten days (1.0 to 1.2), 1 from
 *   six weeks on. A healed deposit is as wide as the hole that a needle of .25 mm makes; with 1.1 a
 *   fresh first session of 55 dots per cm² leaves Y .85, with ink half as strong .87 (one photo:
 *   .88; the first session is done in a lighter shade)
 * @scab: share of the marks under a crust
 *
 * A mark in its first weeks. Redness of the skin is not a matter of pigment and not in here.
 */
typedef struct
{
  double uptake;
  double epidermal;
  double diameter;
  double scab;
} TonsureFresh;

/**
 * TonsureAged:
 * @carbon: share of the healed deposit's carbon that is left
 * @iron_oxide: the same of iron oxide
 * @darkened: share of the healed deposit's iron oxide that is left, but black as carbon; only
 *   laser does that, see laser.h
 * @spread: what is added to the square of the deposit's diameter (full width at half maximum),
 *   mm²
 */
typedef struct
{
  double carbon;
  double iron_oxide;
  double darkened;
  double spread;
} TonsureAged;

/**
 * tonsure_ageing_init:
 *
 * Sets permanent pigment in healthy, protected skin.
 */
void tonsure_ageing_init (TonsureAgeing *ageing);

/**
 * tonsure_ageing_validate:
 *
 * Returns: %FALSE with %TONSURE_ERROR_INVALID naming the value and its range.
 */
gboolean tonsure_ageing_validate (const TonsureAgeing *ageing, GError **error);

/**
 * tonsure_outcome_quantile:
 *
 * Returns: .1, .5 or .9
 */
double tonsure_outcome_quantile (TonsureOutcome outcome);

/**
 * tonsure_deviate:
 * @quantile: 0 to 1
 *
 * Returns: the standard normal deviate, of quantiles from %TONSURE_LEAST_QUANTILE to
 *   %TONSURE_MOST_QUANTILE
 */
double tonsure_deviate (double quantile);

/**
 * tonsure_fresh:
 * @days: since the session, 0 and more
 * @quantile: share of people who do better, 0 to 1
 *
 * Two fifths of what is lost go with the crust, from the third to the tenth day, the rest with
 * the epidermis up to six weeks (how it divides is a choice; that it ends after six to eight
 * weeks is what clinics say).
 */
void tonsure_fresh (double days, double quantile, TonsureFresh *fresh);

/**
 * tonsure_fresh_deposits:
 * @healed: the deposit at year 0
 * @parts: (out): what stays, and what is shed with the epidermis
 *
 * Pigment that is still to be shed lies on top of what stays, as wide as the mark. The optics
 * knows no pigment within the epidermis, so it lies right beneath, as thick as that.
 *
 * Returns: how many there are, 1 or 2
 */
guint tonsure_fresh_deposits (const TonsureFresh *fresh, const TonsureDeposit *healed,
                              TonsureDeposit parts[2]);

/**
 * tonsure_ageing_half_life:
 * @top: depth of the upper face of the deposit, mm
 * @quantile: share of people who do better, 0 to 1
 *
 * Six years for carbon at .15 mm, between people lognormal with a standard deviation of .4
 * (choice, anchored: touch-ups are advised every three to five years, 10 to 20 % of patients
 * come back after two to three). Shallower fades faster: it goes with the depth to the power of
 * .45, which makes it four years at the border of the epidermis, the shortest that is named for
 * shallow work, and twelve at .7 mm, as long as a tattoo (choice). Temporary pigment: one year
 * ("visible for 6 to 24 months, absorbed in two to three years").
 *
 * Returns: years after which half of the healed deposit's carbon is left, or less where
 *   tonsure_ageing_early() is not 0
 */
double tonsure_ageing_half_life (const TonsureAgeing *ageing, double top, double quantile);

/**
 * tonsure_ageing_early:
 * @quantile: share of people who do better, 0 to 1
 *
 * The fifth of people whose skin holds pigment worst goes on clearing it for months after it has
 * healed (as many as come back for a touch-up within three years). Of the pigment that can go this
 * share goes besides, with a time constant of .4 years, which sun and scars shorten as they shorten
 * the half-life: none up to the quantile of .8, .38 at .9 (choice, with which the unfavorable
 * outcome loses 30 % of its tone, -ln T of Y, in the first year).
 *
 * Returns: that share, at most .5
 */
double tonsure_ageing_early (double quantile);

/**
 * tonsure_ageing_diffusivity:
 *
 * 3e-4 mm² a year to a depth of .3 mm, 2e-3 from .6 mm on, between them in proportion to a power;
 * between people lognormal with a standard deviation of .6: .00014 to .00065 and .0009 to .0043
 * for the middle 80 %. All of it is a choice: dots stay apart for years, so they spread far less
 * than lines of tattoos are said to.
 *
 * Returns: mm² a year
 */
double tonsure_ageing_diffusivity (const TonsureAgeing *ageing, double top, double quantile);

/**
 * tonsure_ageing_settling:
 *
 * Until year 0 inflamed skin moves pigment thirty times as fast as later (choice, 10 to 60). It
 * makes healed dots of .20 mm of .15 mm that the needle left, and the edges of a tattoo that was
 * measured on its first day and after three months (tests/programs/test-tattoo.c) about as soft as
 * they were. Healed deposits have it behind them: this is for what is known of the needle.
 *
 * Returns: what healing adds to the square of the diameter (full width at half maximum), mm²
 */
double tonsure_ageing_settling (const TonsureAgeing *ageing, double top, double quantile);

/**
 * tonsure_aged:
 * @top: depth of the upper face of the deposit, mm
 * @years: since healed, 0 and more
 * @quantile: share of people who do better, 0 to 1
 *
 * A tenth of the carbon stays for good, a twentieth of a temporary pigment (choice, .02 to .3).
 * Blends of carbon and iron oxide turn red or orange. So of iron oxide, in grains of .1 to .5 µm
 * against .02 to .1 µm of carbon, the square root of that is left: it goes half as fast, and a
 * third of it stays (choice). Its share of the pigment grows in every year.
 */
void tonsure_aged (const TonsureAgeing *ageing, double top, double years, double quantile,
                   TonsureAged *aged);

/**
 * tonsure_aged_diameter:
 * @diameter: healed, mm
 *
 * Returns: full width at half maximum, mm: √(d² + 8 ln 2 · 2 D t), at most the widest
 *   dot that the optics knows
 */
double tonsure_aged_diameter (const TonsureAged *aged, double diameter);

/**
 * tonsure_aged_deposit:
 * @deposit: (out): what has become of @healed
 *
 * Absorption falls with what is left and with the area that it spreads over. Carbon and iron oxide
 * each go their way, and black iron oxide absorbs like as much carbon (choice).
 */
void tonsure_aged_deposit (const TonsureAged *aged, const TonsureDeposit *healed,
                           TonsureDeposit *deposit);

G_END_DECLS
