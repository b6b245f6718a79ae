/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * How dark treated skin is on the whole, in any year.
 *
 * One table tells the tone of one ink at all strengths, densities and years: what time does to a
 * dot is to make it weaker, wider and, where it holds iron oxide, redder. So what tone.h knows of
 * strengths and widths is solved once for a few mixtures of carbon and iron oxide, and all years
 * follow by interpolation.
 */
#pragma once

#include "tone.h"

G_BEGIN_DECLS

/* Mixtures that are solved at most. */
#define TONSURE_COURSE_REDS 6

/**
 * TonsureCourseRange:
 * @absorption: least and most median absorption at year 0 that will be asked for, 1/cm, above 0
 * @iron_oxide: least and most share of that which is iron oxide's
 * @last: year up to which is asked, 0 and more
 *
 * Which inks and years a course is for.
 */
typedef struct
{
  double absorption[2];
  double iron_oxide[2];
  double last;
} TonsureCourseRange;

/**
 * TonsureCourse:
 * @treatment: the outcome and the skin
 * @history: what happens, where @has_history
 * @n: how many tones there are
 * @red: share of the absorption that is iron oxide's, for each of them
 */
typedef struct
{
  TonsureTreatment treatment;
  TonsureHistory history;
  gboolean has_history;
  guint n;
  double red[TONSURE_COURSE_REDS];
  TonsureTone *tone[TONSURE_COURSE_REDS];
} TonsureCourse;

/**
 * tonsure_course_init:
 * @treatment: what is done, and its outcome; its year, absorption and iron oxide do not count
 * @history: (nullable): what happens, instead of what @treatment says
 * @primaries: linear RGB to XYZ at D50, rows X, Y, Z, or %NULL for sRGB
 *
 * Takes some 70 ms, with iron oxide three times as long.
 *
 * Returns: %FALSE with %TONSURE_ERROR_INVALID naming the value and its range; then there is
 *   nothing to clear.
 */
gboolean tonsure_course_init (TonsureCourse *course, const TonsureTreatment *treatment,
                              const TonsureHistory *history, const TonsureCourseRange *range,
                              const double *primaries, GError **error);

void tonsure_course_clear (TonsureCourse *course);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TonsureCourse, tonsure_course_clear)

/**
 * tonsure_course_dots:
 * @absorption: median at year 0, 1/cm
 * @iron_oxide: share of that
 * @year: 0 to what the course was made for
 * @dots: (out): of all generations, for each dot of the plan; see tonsure_tone_transmittance()
 *
 * Touch-ups find places as at the density of the treatment. The transmittance is within .005 of
 * that of tonsure_tone_of(), .008 with touch-ups or laser, .02 in blue where these meet iron oxide.
 */
void tonsure_course_dots (const TonsureCourse *course, double absorption, double iron_oxide,
                          double year, TonsureToneDots *dots);

G_END_DECLS
