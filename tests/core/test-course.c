/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "course.h"

#include <math.h>
#include <string.h>

static double
between (double low, double high)
{
  return g_test_rand_double_range (low, high);
}

static double
between_logs (double low, double high)
{
  return exp (between (log (low), log (high)));
}

static gboolean
course_of (TonsureCourse *course, const TonsureTreatment *treatment, const TonsureHistory *history,
           double weakest, double strongest, double last)
{
  const TonsureCourseRange range = { { weakest, strongest },
                                     { treatment->iron_oxide, treatment->iron_oxide },
                                     last };

  return tonsure_course_init (course, treatment, history, &range, NULL, NULL);
}

static void
any_treatment (TonsureTreatment *treatment)
{
  tonsure_treatment_init (treatment);
  treatment->density = between (100, 300);
  treatment->outcome = (TonsureOutcome) g_test_rand_int_range (0, 3);
  treatment->diameter = between (0.14, 0.22);
  treatment->top = between (0.12, 0.3);
  treatment->carbon_exponent = between (1, 1.2);
  treatment->iron_oxide = g_test_rand_bit () ? between (0, 1) : 0.0;
  treatment->melanin = between_logs (0.008, 0.3);
  treatment->blood = between (0.006, 0.02);
  treatment->sun = between (1, 2);
}

/* How far interpolation over absorption, diameter and red may be from the tone of one year. Columns
 * take about twice as much light as the discs for which it was within .005: .0065 in 216 cases of
 * four seeds. */
#define INTERPOLATED 0.008

static void
assert_near (const TonsureCourse *course, double absorption, double year, double most)
{
  TonsureTreatment treatment = course->treatment;
  TonsureToneDots dots;
  double of_course[3], alone[3];

  treatment.absorption = absorption;
  treatment.years = year;
  g_assert_true (tonsure_tone_of (&treatment, NULL, alone, NULL));
  tonsure_course_dots (course, absorption, treatment.iron_oxide, year, &dots);
  tonsure_tone_transmittance (&dots, treatment.density, of_course);
  for (int c = 0; c < 3; c++)
    {
      g_test_message ("%.0f/cm², %.0f/cm, year %.1f, iron oxide %.2f: %.4f, alone %.4f",
                      treatment.density, absorption, year, treatment.iron_oxide, of_course[c],
                      alone[c]);
      g_assert_cmpfloat_with_epsilon (of_course[c], alone[c], most);
    }
}

static void
one_course_tells_the_tone_of_all_years (void)
{
  for (int trial = 0; trial < 6; trial++)
    {
      g_auto (TonsureCourse) course = { 0 };
      TonsureTreatment treatment;
      gint64 before = g_get_monotonic_time ();

      any_treatment (&treatment);
      g_assert_true (course_of (&course, &treatment, NULL, 80, 1300, 30));
      g_test_message ("%u tones in %.0f ms", course.n,
                      (double) (g_get_monotonic_time () - before) / 1000.0);
      for (int i = 0; i < 6; i++)
        assert_near (&course, between_logs (80, 1300), between (0, 30), INTERPOLATED);
    }
}

/* One table for black and brown inks alike. */
static void
one_course_tells_the_tone_of_many_inks (void)
{
  for (int trial = 0; trial < 3; trial++)
    {
      const TonsureCourseRange range = { { 80, 1300 }, { 0, 0.6 }, 10 };
      g_auto (TonsureCourse) course = { 0 };
      TonsureTreatment treatment;

      any_treatment (&treatment);
      g_assert_true (tonsure_course_init (&course, &treatment, NULL, &range, NULL, NULL));
      for (int i = 0; i < 6; i++)
        {
          course.treatment.iron_oxide = between (0, 0.6);
          assert_near (&course, between_logs (80, 1300), between (0, 10), INTERPOLATED);
        }
    }
}

static void
touch_ups_and_laser_are_in_the_course (void)
{
  for (int trial = 0; trial < 3; trial++)
    {
      g_auto (TonsureCourse) course = { 0 };
      TonsureTreatment treatment;

      any_treatment (&treatment);
      treatment.touch_ups = trial == 0 ? 0.0 : between (0.5, 3);
      treatment.laser = trial == 1 ? 0.0 : between (0.5, 3);
      treatment.laser_year = between (0, 15);
      g_assert_true (course_of (&course, &treatment, NULL, 200, 400, 15));
      for (int i = 0; i < 2; i++)
        assert_near (&course, between_logs (200, 400), between (0, 15),
                     treatment.iron_oxide > 0.0 ? 0.02 : 0.008);
    }
}

/* The same as the treatment says, said as a history. */
static void
a_history_stands_in_for_the_treatment (void)
{
  g_auto (TonsureCourse) one = { 0 }, other = { 0 };
  TonsureTreatment treatment;
  TonsureHistory history;
  TonsureToneDots dots[2];

  any_treatment (&treatment);
  treatment.iron_oxide = 0.0;
  tonsure_history_init (&history);
  history.ageing.sun = treatment.sun;
  history.events[history.n_events++] = (TonsureEvent) { TONSURE_EVENT_TOUCH_UP, 5.0 };
  history.events[history.n_events++] = (TonsureEvent) { TONSURE_EVENT_TOUCH_UP, 10.0 };
  treatment.touch_ups = 2.0;
  g_assert_true (course_of (&one, &treatment, NULL, 200, 200, 12));
  g_assert_true (course_of (&other, &treatment, &history, 200, 200, 12));
  tonsure_course_dots (&one, 200, 0, 11, &dots[0]);
  tonsure_course_dots (&other, 200, 0, 11, &dots[1]);
  g_assert_cmpmem (&dots[0], sizeof dots[0], &dots[1], sizeof dots[1]);
}

static void
nonsense_is_refused (void)
{
  TonsureCourse course;
  TonsureTreatment treatment;
  TonsureCourseRange range = { { 200, 200 }, { 0, 0 }, 10 };
  g_autoptr (GError) error = NULL;

  tonsure_treatment_init (&treatment)->melanin = NAN;
  g_assert_false (tonsure_course_init (&course, &treatment, NULL, &range, NULL, &error));
  g_assert_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "melanin"));
  g_clear_error (&error);
  treatment.melanin = 0.02;
  range.last = NAN;
  g_assert_false (tonsure_course_init (&course, &treatment, NULL, &range, NULL, &error));
  g_assert_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "last"));
}

#define ADD(sentence, function) g_test_add_func ("/course/" sentence, function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("one course tells the tone of all years", one_course_tells_the_tone_of_all_years);
  ADD ("one course tells the tone of many inks", one_course_tells_the_tone_of_many_inks);
  ADD ("touch-ups and laser are in the course", touch_ups_and_laser_are_in_the_course);
  ADD ("a history stands in for the treatment", a_history_stands_in_for_the_treatment);
  ADD ("nonsense is refused", nonsense_is_refused);
  return g_test_run ();
}
