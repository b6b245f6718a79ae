/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * What time has made of a treatment: the generations of its dots and what each dot has become.
 *
 * A treatment says how many years ago it healed and what was done since. The plan is the
 * first generation; each touch-up is one more. What is shed in the first weeks is drawn as a
 * generation too, which lies over the plan.
 *
 * No two dots fade alike, see uneven.h: a dot's class says how fast it does.
 *
 * The outcome is the quantile of it all: who keeps more pigment fades slowly, spreads little and
 * is cleared well by a laser. The last is a choice, see history.h.
 */
#pragma once

#include "history.h"
#include "patchy.h"

G_BEGIN_DECLS

/* The plan and a touch-up every other year for thirty years. */
#define TONSURE_MOST_GENERATIONS 16

/**
 * TonsureYears:
 * @n: how many generations there are, at least 1
 * @healed: %TRUE at year 0, where deposits are those of the needle to the last bit
 * @fresh: what is left to be shed; it counts where there are two generations and no year
 * @patch: of each generation, how laser leaves it, see tonsure_laser_patch()
 * @aged: of each generation, what is left of its dots in the mean
 * @uneven: how unevenly dots fade
 * @varied: of each generation, the part of what is left that differs from dot to dot, in the mean,
 *   and its dose
 * @places: of each generation, dots at places of their own, relative to the plan's; their sum is
 *   at most what a stipple can place
 * @over: of each generation, share of the plan's places that it goes over
 * @spacing: mm between dots of the plan
 * @patchy: the classes of dots by place
 */
typedef struct
{
  guint n;
  gboolean healed;
  TonsureFresh fresh;
  double patch[TONSURE_MOST_GENERATIONS];
  TonsureAged aged[TONSURE_MOST_GENERATIONS];
  double uneven;
  struct
  {
    double left, dose;
  } varied[TONSURE_MOST_GENERATIONS];
  double places[TONSURE_MOST_GENERATIONS];
  double over[TONSURE_MOST_GENERATIONS];
  double spacing;
  TonsurePatchy patchy;
} TonsureYears;

/**
 * tonsure_years_init:
 * @treatment: valid
 *
 * Takes about as long for any year as for any other. No treatment, valid or not, makes more than
 * %TONSURE_MOST_GENERATIONS.
 */
void tonsure_years_init (TonsureYears *years, const TonsureTreatment *treatment);

/**
 * tonsure_years_init_history:
 * @history: (nullable): what happens, instead of what @treatment says of fading, touch-ups and
 *   laser
 *
 * The first %TONSURE_MOST_GENERATIONS - 1 touch-ups of @history count; later ones are left out.
 */
void tonsure_years_init_history (TonsureYears *years, const TonsureTreatment *treatment,
                                 const TonsureHistory *history);

/**
 * tonsure_years_deposit:
 * @generation: 0 to @n - 1
 * @class_: 0 to %TONSURE_DEPOSIT_CLASSES - 1
 * @deposit: (out): what has become of tonsure_deposit_class()
 */
void tonsure_years_deposit (const TonsureYears *years, const TonsureTreatment *treatment,
                            guint generation, guint class_, TonsureDeposit *deposit);

/**
 * tonsure_years_dots:
 *
 * Returns: the dots of a generation, relative to the plan's
 */
double tonsure_years_dots (const TonsureYears *years, guint generation);

/**
 * tonsure_years_places:
 * @generation: the last one to count
 *
 * Returns: the places up to this generation, relative to the plan's
 */
double tonsure_years_places (const TonsureYears *years, guint generation);

/**
 * tonsure_years_goes_over:
 * @id, @x, @y: of a place of the plan, mm
 *
 * Which places a generation goes over: evenly across the skin, and others every time. Dots that
 * fade fast leave gaps, which whoever does it sees: up to .7 more of these than of
 * all, and as many less of those that stay (choice). The same for ever, in any rectangle.
 */
gboolean tonsure_years_goes_over (const TonsureYears *years, guint generation, guint64 id, double x,
                                  double y);

/**
 * tonsure_years_shift:
 * @id: of a place that the generation goes over
 * @dx, @dy: (out): mm from there to the dot
 *
 * No hand meets an old dot: along each axis dots are off by tonsure_years_hand() (standard
 * deviation), at most twice that. What is shed lies over its own dot.
 */
void tonsure_years_shift (const TonsureYears *years, guint generation, guint64 id, double *dx,
                          double *dy);

/**
 * tonsure_years_hand:
 *
 * Returns: mm, .15 of the spacing (choice); 0 where nothing was touched up
 */
double tonsure_years_hand (const TonsureYears *years);

/**
 * tonsure_years_reach:
 *
 * Returns: mm from a place to its dots at most
 */
double tonsure_years_reach (const TonsureYears *years);

/**
 * tonsure_years_class_of:
 * @id, @x, @y: of the place, mm
 *
 * Returns: the class of a generation's dot there. A dot over another is no copy of it, but what is
 *   shed in the first weeks belongs to the dot that stays.
 */
guint tonsure_years_class_of (const TonsureYears *years, guint generation, guint64 id, double x,
                              double y);

G_END_DECLS
