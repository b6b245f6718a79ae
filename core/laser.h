/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * What sessions of laser leave of a pigment.
 *
 * The quantile is the share of people for whom it works better. Numbers of sessions are those of
 * picosecond lasers, six to eight weeks apart.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TONSURE_MOST_LASER_SESSIONS 40

/**
 * TonsureLaserWork:
 * @TONSURE_LASER_SCALP: dots of carbon on a scalp: a session leaves .25 of the pigment, .05 to
 *   .37 in the middle 80 % of people. That is 95 % cleared after one to three sessions, as for
 *   four of four patients (Wu 2021, Lasers Surg. Med.)
 * @TONSURE_LASER_DECORATIVE: decorative tattoos: a session takes 22 %, as 79 % were gone after
 *   6.5 sessions (Bernstein 2015, Lasers Surg. Med. 47:542); the spread between people is that of
 *   Bencini 2012 (Arch. Dermatol.; 352 patients, nanosecond laser): 47 % were cleared after 10
 *   sessions and 75 % after 15
 */
typedef enum
{
  TONSURE_LASER_SCALP,
  TONSURE_LASER_DECORATIVE,
} TonsureLaserWork;

/**
 * TonsureLaser:
 * @work: what is to be removed
 * @skin_type: Fitzpatrick's, 1 to 6; the numbers above are for type 2
 * @scar: points for scarring, 0, 1, 3 or 5
 */
typedef struct
{
  TonsureLaserWork work;
  guint skin_type;
  double scar;
} TonsureLaser;

/**
 * TonsureLasered:
 * @carbon: share of the carbon that is left
 * @iron_oxide: share of the iron oxide that is left as it was
 * @darkened: share of the iron oxide that is left, but black as carbon
 * @patchiness: standard deviation of the logarithm of what is left, between dots
 */
typedef struct
{
  double carbon;
  double iron_oxide;
  double darkened;
  double patchiness;
} TonsureLasered;

/**
 * tonsure_laser_init:
 *
 * Sets dots on a scalp of skin type 2 without scars.
 */
void tonsure_laser_init (TonsureLaser *laser);

/**
 * tonsure_laser_validate:
 *
 * Returns: %FALSE with %TONSURE_ERROR_INVALID naming the value and its range.
 */
gboolean tonsure_laser_validate (const TonsureLaser *laser, GError **error);

/**
 * tonsure_kirby_desai:
 *
 * The score of Kirby and Desai (2009, J. Clin. Aesthet. Dermatol. 2(3):32), which is about the
 * number of sessions that older lasers need: points for the skin type and for scarring, and 4 for
 * dots on a scalp (head 1, black alone 1, little ink 2) or 11 for a decorative tattoo (arm
 * 4, several colors 4, ink 3).
 *
 * Only its ratio to the score of type 2 without scars is used: modern lasers need fewer.
 */
double tonsure_kirby_desai (const TonsureLaser *laser);

/**
 * tonsure_lasered:
 * @sessions: 0 to %TONSURE_MOST_LASER_SESSIONS
 * @quantile: share of people for whom it works better, 0 to 1
 *
 * What a laser for black does not reach: iron oxide clears at .3 of the rate (choice), and a part
 * of it may turn black at the first session (paradoxical darkening: Khunger 2015,
 * PMC4411590), after which it clears as carbon does. How much nobody can tell: the share is taken
 * to be @quantile. Dots differ by .3 of what a session leaves (choice).
 */
void tonsure_lasered (const TonsureLaser *laser, guint sessions, double quantile,
                      TonsureLasered *lasered);

/**
 * tonsure_laser_patch:
 * @dot: quantile of the dot among all dots, 0 to 1
 *
 * Returns: factor on what is left of this dot, of mean 1
 */
double tonsure_laser_patch (const TonsureLasered *lasered, double dot);

G_END_DECLS
