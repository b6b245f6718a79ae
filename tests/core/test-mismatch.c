/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "mismatch.h"

#include <math.h>
#include <string.h>

#define LAST 10

static double
between (double low, double high)
{
  return g_test_rand_double_range (low, high);
}

static void
any_mismatch (TonsureMismatch *mismatch)
{
  TonsureHairKind kind = { (TonsureHairColor) g_test_rand_int_range (0, TONSURE_HAIR_COLORS),
                           between (100, 300), between (0.06, 0.09) };
  TonsureSkin skin;

  tonsure_mismatch_init (mismatch);
  mismatch->treatment.melanin = exp (between (log (0.009), log (0.1)));
  mismatch->treatment.density = between (100, 400);
  mismatch->treatment.sun = between (1, 2);
  mismatch->person.graying.ancestry = (TonsureAncestry) g_test_rand_int_range (0, 3);
  mismatch->person.graying.sex = (TonsureSex) g_test_rand_int_range (0, 2);
  mismatch->person.age = between (20, 60);
  mismatch->person.gray_today = g_test_rand_bit () ? between (0, 1) : -1.0;
  tonsure_skin_init (&skin, mismatch->treatment.melanin, mismatch->treatment.blood);
  g_assert_true (tonsure_beside_init (&mismatch->beside, &kind, &skin, NULL, NULL));
}

static void
curve_of (const TonsureMismatch *mismatch, TonsureMismatchYear curve[LAST + 1])
{
  g_autoptr (GError) error = NULL;

  tonsure_mismatch_curve (mismatch, LAST, curve, &error);
  g_assert_no_error (error);
}

static void
assert_in_order (const double values[3])
{
  g_assert_cmpfloat (values[0], <=, values[1]);
  g_assert_cmpfloat (values[1], <=, values[2]);
  g_assert_cmpfloat (values[0], >=, 0.0);
}

static void
quantiles_are_in_order_and_hair_never_darkens (void)
{
  for (int trial = 0; trial < 4; trial++)
    {
      TonsureMismatchYear curve[LAST + 1];
      TonsureMismatch mismatch;
      gint64 before;

      any_mismatch (&mismatch);
      before = g_get_monotonic_time ();
      curve_of (&mismatch, curve);
      g_test_message ("%.0f ms", (double) (g_get_monotonic_time () - before) / 1000.0);
      for (int year = 0; year <= LAST; year++)
        {
          assert_in_order (curve[year].gray);
          assert_in_order (curve[year].shaved);
          assert_in_order (curve[year].grown);
          g_assert_cmpfloat (curve[year].year, ==, year);
          g_assert_cmpfloat (curve[year].gray[1], <=, 1.0);
          if (year > 0)
            g_assert_cmpfloat (curve[year].gray[1], >=, curve[year - 1].gray[1]);
        }
    }
}

/* No pigment, and what stands beside is white: nothing is seen of either. */
static void
white_stubble_beside_bare_skin_is_no_mismatch (void)
{
  TonsureMismatchYear curve[LAST + 1];
  TonsureMismatch mismatch;

  any_mismatch (&mismatch);
  mismatch.treatment.density = 0.0;
  mismatch.person.age = 70.0;
  mismatch.person.gray_today = 1.0;
  mismatch.shaved = 0.0;
  curve_of (&mismatch, curve);
  for (int year = 0; year <= LAST; year++)
    {
      g_assert_cmpfloat (curve[year].shaved[2], <, 0.5);
      g_assert_cmpfloat (curve[year].shaved_noticed, ==, 0.0);
    }
  g_assert_cmpfloat (tonsure_mismatch_from (curve, LAST + 1, FALSE, 2, 3.0), <, 0.0);
}

/* Hair that stays as it is beside pigment that fades; where fitting took the most and strongest
 * dots, these spread as fast as they fade. */
static void
pigment_that_fits_today_fades_away_from_dyed_hair (void)
{
  for (int fits = 0; fits < 3;)
    {
      TonsureMismatchYear curve[LAST + 1];
      TonsureMismatch mismatch;
      double absorption;

      any_mismatch (&mismatch);
      absorption = mismatch.treatment.absorption;
      mismatch.person.dyed = TRUE;
      g_assert_true (tonsure_mismatch_fit (&mismatch, NULL));
      if (mismatch.treatment.absorption > absorption)
        continue;
      fits++;
      curve_of (&mismatch, curve);
      g_test_message ("%.0f/cm²: %.2f, then %.2f", mismatch.treatment.density, curve[0].shaved[1],
                      curve[LAST].shaved[1]);
      g_assert_cmpfloat (curve[0].gray[2], ==, 0.0);
      g_assert_cmpfloat (curve[LAST].shaved[0], >, curve[0].shaved[0]);
      g_assert_cmpfloat (curve[LAST].shaved[1], >, curve[0].shaved[1]);
    }
}

/* The lightness that is fitted is that of typical people. */
static void
the_fit_is_as_light_as_the_stubble (void)
{
  for (int trial = 0; trial < 4; trial++)
    {
      TonsureMismatch mismatch;
      double transmittance[3], lab[3], hair[3];

      any_mismatch (&mismatch);
      g_assert_true (tonsure_mismatch_fit (&mismatch, NULL));
      g_assert_true (tonsure_tone_of (&mismatch.treatment, NULL, transmittance, NULL));
      tonsure_beside_treated (&mismatch.beside, transmittance, lab);
      tonsure_beside_hair (&mismatch.beside, mismatch.shaved,
                           tonsure_person_gray (&mismatch.person, 0.0, 0.5), hair);
      g_assert_cmpfloat_with_epsilon (lab[0], hair[0], 0.3);
    }
}

static void
the_year_of_a_threshold_comes_later_the_higher_it_is (void)
{
  TonsureMismatchYear curve[] = { { .year = 0, .shaved = { 0, 1, 2 }, .grown = { 5, 6, 7 } },
                                  { .year = 1, .shaved = { 0, 2, 4 }, .grown = { 5, 6, 7 } },
                                  { .year = 2, .shaved = { 0, 4, 8 }, .grown = { 5, 6, 7 } } };
  double before = 0.0;

  g_assert_cmpfloat_with_epsilon (tonsure_mismatch_from (curve, 3, FALSE, 1, 3.0), 1.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (tonsure_mismatch_from (curve, 3, FALSE, 2, 3.0), 0.5, 1e-12);
  g_assert_cmpfloat (tonsure_mismatch_from (curve, 3, FALSE, 0, 3.0), <, 0.0);
  g_assert_cmpfloat (tonsure_mismatch_from (curve, 3, TRUE, 0, 3.0), ==, 0.0);
  for (double threshold = 0.0; threshold < 4.0; threshold += 0.25)
    {
      double from = tonsure_mismatch_from (curve, 3, FALSE, 1, threshold);

      g_assert_cmpfloat (from, >=, before);
      before = from;
    }
}

static void
helps_change_what_they_say (void)
{
  TonsureMismatchYear curve[LAST + 1];
  TonsureMismatch mismatch, helped;

  any_mismatch (&mismatch);
  mismatch.noticeable = 0.0;
  curve_of (&mismatch, curve);
  for (int help = 0; help < TONSURE_HELPS; help++)
    {
      g_assert_true (
          tonsure_mismatch_help (&mismatch, (TonsureHelp) help, LAST, curve, &helped, NULL));
      g_assert_cmpfloat (helped.grown, ==,
                         help == TONSURE_HELP_SHAVING ? mismatch.shaved : mismatch.grown);
      g_assert_cmpint (helped.person.dyed, ==, help == TONSURE_HELP_DYE);
      g_assert_cmpfloat (helped.treatment.touch_ups, ==, help == TONSURE_HELP_TOUCH_UP ? 2.0 : 0.0);
      g_assert_cmpfloat (helped.treatment.laser, ==, help == TONSURE_HELP_LASER ? 3.0 : 0.0);
    }
  mismatch.has_history = TRUE;
  for (int help = TONSURE_HELP_TOUCH_UP; help <= TONSURE_HELP_LASER; help++)
    {
      g_assert_true (
          tonsure_mismatch_help (&mismatch, (TonsureHelp) help, LAST, curve, &helped, NULL));
      g_assert_true (tonsure_history_validate (&helped.history, NULL));
      g_assert_cmpuint (helped.history.n_events, ==, help == TONSURE_HELP_LASER ? 3 : 2);
    }
}

/* A person whose hair is known has no quantiles left. */
static void
what_is_known_of_hair_goes_on_from_there (void)
{
  TonsurePerson person;

  tonsure_person_init (&person);
  person.gray_today = 0.3;
  g_assert_cmpfloat_with_epsilon (tonsure_person_gray (&person, 0.0, 0.1), 0.3, 1e-3);
  g_assert_cmpfloat (tonsure_person_gray (&person, 5.0, 0.1), ==,
                     tonsure_person_gray (&person, 5.0, 0.9));
  person.gray_today = -1.0;
  g_assert_cmpfloat (tonsure_person_gray (&person, 5.0, 0.1), <,
                     tonsure_person_gray (&person, 5.0, 0.9));
}

static void
nonsense_is_refused (void)
{
  TonsureMismatchYear curve[LAST + 1];
  TonsureMismatch good, bad;

  any_mismatch (&good);
#define REFUSED(change, last, word)                                                                \
  {                                                                                                \
    g_autoptr (GError) error = NULL;                                                               \
                                                                                                   \
    bad = good;                                                                                    \
    change;                                                                                        \
    g_assert_false (tonsure_mismatch_curve (&bad, last, curve, &error));                           \
    g_assert_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID);                                  \
    g_assert_nonnull (strstr (error->message, word));                                              \
  }
  REFUSED (bad.person.age = NAN, LAST, "age");
  REFUSED (bad.person.gray_today = 1.1, LAST, "gray_today");
  REFUSED (bad.shaved = -1, LAST, "shaved");
  REFUSED (bad.grown = INFINITY, LAST, "grown");
  REFUSED (bad.treatment.sun = 3, LAST, "sun");
  REFUSED (, 31, "last");
#undef REFUSED
}

#define ADD(sentence, function) g_test_add_func ("/mismatch/" sentence, function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("quantiles are in order and hair never darkens",
       quantiles_are_in_order_and_hair_never_darkens);
  ADD ("white stubble beside bare skin is no mismatch",
       white_stubble_beside_bare_skin_is_no_mismatch);
  ADD ("pigment that fits today fades away from dyed hair",
       pigment_that_fits_today_fades_away_from_dyed_hair);
  ADD ("the fit is as light as the stubble", the_fit_is_as_light_as_the_stubble);
  ADD ("the year of a threshold comes later the higher it is",
       the_year_of_a_threshold_comes_later_the_higher_it_is);
  ADD ("helps change what they say", helps_change_what_they_say);
  ADD ("what is known of hair goes on from there", what_is_known_of_hair_goes_on_from_there);
  ADD ("nonsense is refused", nonsense_is_refused);
  return g_test_run ();
}
