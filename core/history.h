/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Touch-ups and laser over the years, as generations of dots.
 *
 * Nothing brings pigment back but a touch-up. It puts new dots beside and over the old ones, which
 * stay where they are and go on spreading. So what is on a head in a given year is a list of
 * generations, each with dots of one age.
 */
#pragma once

#include "ageing.h"
#include "laser.h"

G_BEGIN_DECLS

#define TONSURE_MOST_EVENTS 40

/**
 * TonsureEvent:
 * @kind: what is done
 * @year: since the first healed result
 */
typedef struct
{
  enum
  {
    TONSURE_EVENT_TOUCH_UP,
    TONSURE_EVENT_LASER,
  } kind;
  double year;
} TonsureEvent;

/**
 * TonsureHistory:
 * @ageing: what skin and pigment go through
 * @laser: what laser meets
 * @events: (array length=n_events): in the order of the years
 * @added: new positions of a touch-up at most, relative to the dots of the plan: .15, .1 to .2
 *   (choice)
 * @laser_quantile: share of people for whom laser works better; on its own, as nothing is known
 *   that would tie it to fading
 */
typedef struct
{
  TonsureAgeing ageing;
  TonsureLaser laser;
  TonsureEvent events[TONSURE_MOST_EVENTS];
  guint n_events;
  double added;
  double laser_quantile;
} TonsureHistory;

/**
 * TonsureGeneration:
 * @age: years since its dots healed
 * @added: its dots at new positions, relative to the dots of the plan
 * @over: its dots over old ones, relative to the dots of the plan
 * @aged: what is left of its dots in the mean, laser included
 * @faded: share of the carbon that time alone has left of them, see uneven.h
 * @patchiness: what laser left differs from dot to dot by this, see tonsure_laser_patch()
 *
 * The first generation is the plan itself: 1 at new positions.
 */
typedef struct
{
  double age;
  double added;
  double over;
  TonsureAged aged;
  double faded;
  double patchiness;
} TonsureGeneration;

/**
 * tonsure_history_init:
 *
 * Sets years in which nothing is done.
 */
void tonsure_history_init (TonsureHistory *history);

/**
 * tonsure_history_validate:
 *
 * Returns: %FALSE with %TONSURE_ERROR_INVALID naming the value and its range.
 */
gboolean tonsure_history_validate (const TonsureHistory *history, GError **error);

/**
 * tonsure_history_taken:
 * @healed: a deposit
 * @aged: what has become of it
 *
 * Pigment that has spread takes more light than as much in a small dot. What a dot takes goes with
 *
 *   [d² (1 - exp (-.7 a h))]^.75
 *
 * of diameter, absorption and thickness: within .05 of what the optics says of carbon in green,
 * .02 in the mean, for the years of any outcome.
 *
 * Returns: the light that the dot takes, relative to when it had healed
 */
double tonsure_history_taken (const TonsureDeposit *healed, const TonsureAged *aged);

/**
 * tonsure_history_generations:
 * @healed: a deposit of the mean area and amount of pigment
 * @years: since the first healed result
 * @quantile: share of people who do better, 0 to 1
 * @generations: (out) (array): at most %TONSURE_MOST_EVENTS + 1, the oldest first
 *
 * A touch-up is done until it looks as in year 0: it brings in dots like those of year 0 until as
 * much light is taken, at new positions first. That is less than all of the pigment, as
 * old dots have spread. Where nothing is missing nothing is done, and there is no generation. What
 * is done in the given year counts as healed.
 *
 * Returns: how many generations there are, at least 1
 */
guint tonsure_history_generations (const TonsureHistory *history, const TonsureDeposit *healed,
                                   double years, double quantile, TonsureGeneration *generations);

/**
 * tonsure_generations_left:
 * @generations: (array length=n)
 *
 * Returns: carbon of all generations together, relative to year 0
 */
double tonsure_generations_left (const TonsureGeneration *generations, guint n);

G_END_DECLS
