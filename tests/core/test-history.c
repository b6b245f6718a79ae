/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "history.h"
#include "profile.h"

#include <math.h>

static const TonsureDeposit healed = {
  .diameter = 0.2, .top = 0.15, .thickness = 0.1, .absorption = 200.0, .carbon_exponent = 1.0
};

#define TOP healed.top
#define ROUNDS 500

typedef struct
{
  guint n;
  TonsureGeneration all[TONSURE_MOST_EVENTS + 1];
} Generations;

static Generations
at_year (const TonsureHistory *history, double years, double quantile)
{
  Generations at = { 0 };

  at.n = tonsure_history_generations (history, &healed, years, quantile, at.all);
  return at;
}

static double
left (const TonsureHistory *history, double years, double quantile)
{
  Generations at = at_year (history, years, quantile);

  return tonsure_generations_left (at.all, at.n);
}

static void
add_event (TonsureHistory *history, int kind, double year)
{
  history->events[history->n_events].kind = kind;
  history->events[history->n_events++].year = year;
}

/* Years in steps of a quarter, so that events fall together and on the years asked for. */
static TonsureHistory
random_history (gboolean touch_ups)
{
  TonsureHistory history;
  double year = 0.0;
  int n = g_test_rand_int_range (0, 8);

  tonsure_history_init (&history);
  history.ageing.sun = g_test_rand_double_range (1.0, 2.0);
  history.ageing.scar = g_test_rand_double_range (0.0, 1.0);
  history.added = g_test_rand_double_range (0.1, 0.2);
  history.laser_quantile = g_test_rand_double_range (0.0, 1.0);
  for (int i = 0; i < n; i++)
    {
      year += 0.25 * g_test_rand_int_range (0, 20);
      add_event (&history,
                 touch_ups && g_test_rand_bit () ? TONSURE_EVENT_TOUCH_UP : TONSURE_EVENT_LASER,
                 year);
    }
  return history;
}

static void
without_events_there_is_one_generation_that_ages (void)
{
  TonsureHistory history;

  tonsure_history_init (&history);
  for (int year = 0; year <= 30; year++)
    {
      Generations at = at_year (&history, year, 0.3);
      TonsureAged aged;

      tonsure_aged (&history.ageing, TOP, year, 0.3, &aged);
      g_assert_cmpuint (at.n, ==, 1);
      g_assert_cmpfloat (at.all[0].added, ==, 1.0);
      g_assert_cmpfloat (at.all[0].over, ==, 0.0);
      g_assert_cmpfloat (at.all[0].age, ==, year);
      g_assert_cmpfloat (at.all[0].aged.carbon, ==, aged.carbon);
      g_assert_cmpfloat (at.all[0].aged.spread, ==, aged.spread);
    }
}

/* Light that all take, relative to year 0, as if dots were all alike and none lay over others. */
static double
taken (const Generations *at)
{
  double sum = 0.0;

  for (guint g = 0; g < at->n; g++)
    sum += (at->all[g].added + at->all[g].over) * tonsure_history_taken (&healed, &at->all[g].aged);
  return sum;
}

/* The parameter card: the look of year 0 comes back, 10 to 20 % of positions are new, old dots
 * stay, wider. It takes less than all of the pigment. */
static void
a_touch_up_restores_the_look_and_keeps_old_dots (void)
{
  TonsureHistory history;
  Generations at;

  tonsure_history_init (&history);
  add_event (&history, TONSURE_EVENT_TOUCH_UP, 10.0);
  at = at_year (&history, 9.99, 0.5);
  g_assert_cmpfloat (taken (&at), <, 0.75);
  at = at_year (&history, 10.0, 0.5);
  g_assert_cmpfloat_with_epsilon (taken (&at), 1.0, 0.1);
  g_assert_cmpfloat (left (&history, 10.0, 0.5), >, left (&history, 9.99, 0.5) + 0.2);
  g_assert_cmpfloat (left (&history, 10.0, 0.5), <, 0.9);
  at = at_year (&history, 12.0, 0.5);
  g_assert_cmpuint (at.n, ==, 2);
  g_assert_cmpfloat (at.all[1].added, >=, 0.1);
  g_assert_cmpfloat (at.all[1].added, <=, 0.2);
  g_assert_cmpfloat (at.all[1].over, >, 0.0);
  g_assert_cmpfloat_with_epsilon (at.all[1].age, 2.0, 1e-12);
  g_assert_cmpfloat (at.all[0].aged.spread, >, at.all[1].aged.spread);
  g_assert_cmpfloat (at.all[0].aged.carbon, <, at.all[1].aged.carbon);
}

static void
a_touch_up_that_comes_early_puts_in_what_is_missing_at_new_places (void)
{
  TonsureHistory history;
  Generations at;

  tonsure_history_init (&history);
  add_event (&history, TONSURE_EVENT_TOUCH_UP, 2.5);
  at = at_year (&history, 2.5, 0.5);
  g_assert_cmpuint (at.n, ==, 2);
  g_assert_cmpfloat (at.all[1].over, ==, 0.0);
  g_assert_cmpfloat (at.all[1].added, >, 0.0);
  g_assert_cmpfloat (at.all[1].added, <, 0.15);
}

static void
a_touch_up_of_what_is_as_dark_as_ever_does_nothing (void)
{
  TonsureHistory history;

  tonsure_history_init (&history);
  add_event (&history, TONSURE_EVENT_TOUCH_UP, 0.0);
  g_assert_cmpuint (at_year (&history, 0.0, 0.5).n, ==, 1);
}

/* In the range that years make of any outcome. */
static void
what_is_taken_is_what_the_optics_says (void)
{
  double worst = 0.0, sum = 0.0;
  int n = 0;

  for (int outcome = 0; outcome < 3; outcome++)
    {
      TonsureTreatment treatment;
      TonsureDeposit deposits[8];
      TonsureProfile profiles[8];
      TonsureAged aged[8];
      TonsureAgeing ageing;
      TonsureSkin skin;

      tonsure_treatment_init (&treatment);
      treatment.outcome = outcome;
      treatment.diameter_gsd = treatment.tone_gsd = 1.0;
      treatment.soft = 0.0;
      tonsure_deposit_class (&treatment, 0, &deposits[0]);
      tonsure_ageing_init (&ageing);
      tonsure_skin_init (&skin, treatment.melanin, treatment.blood);
      for (int i = 1; i < 8; i++)
        {
          tonsure_aged (&ageing, deposits[0].top, (const double[]) { 0, 1, 2, 4, 7, 12, 20, 30 }[i],
                        tonsure_outcome_quantile (outcome), &aged[i]);
          tonsure_aged_deposit (&aged[i], &deposits[0], &deposits[i]);
        }
      g_assert_true (tonsure_profiles_compute (&skin, deposits, 8, NULL, profiles, NULL));
      for (int i = 1; i < 8; i++)
        {
          double optics = profiles[i].mass[1] / profiles[0].mass[1];
          double error = tonsure_history_taken (&deposits[0], &aged[i]) - optics;

          worst = fmax (worst, fabs (error));
          sum += fabs (error);
          n++;
        }
    }
  g_test_message ("off by at most %.3f, %.3f in the mean", worst, sum / n);
  /* Fitted to columns and to their mean over all classes: .043 at most. */
  g_assert_cmpfloat (worst, <, 0.05);
  g_assert_cmpfloat (sum / n, <, 0.02);
}

static void
no_pigment_comes_back_without_a_touch_up (void)
{
  for (int round = 0; round < ROUNDS; round++)
    {
      TonsureHistory history = random_history (FALSE);
      double quantile = g_test_rand_double_range (0.0, 1.0), before = 1.0;

      for (double year = 0.0; year <= 30.0; year += 0.25)
        {
          double now = left (&history, year, quantile);

          g_assert_cmpfloat (now, <=, before);
          before = now;
        }
    }
}

static void
pigment_comes_back_in_years_of_touch_ups_only (void)
{
  for (int round = 0; round < ROUNDS; round++)
    {
      TonsureHistory history = random_history (TRUE);
      double quantile = g_test_rand_double_range (0.0, 1.0), before = 1.0;

      for (double year = 0.0; year <= 30.0; year += 0.25)
        {
          double now = left (&history, year, quantile);
          gboolean touched = FALSE;

          for (guint i = 0; i < history.n_events; i++)
            touched |=
                history.events[i].kind == TONSURE_EVENT_TOUCH_UP && history.events[i].year == year;
          if (!touched)
            g_assert_cmpfloat (now, <=, before);
          before = now;
        }
    }
}

static void
more_sun_never_fades_less_without_touch_ups (void)
{
  for (int round = 0; round < ROUNDS; round++)
    {
      TonsureHistory shade = random_history (FALSE), sun = shade;
      double quantile = g_test_rand_double_range (0.0, 1.0);
      double year = g_test_rand_double_range (0.0, 30.0);

      sun.ageing.sun = g_test_rand_double_range (shade.ageing.sun, 2.0);
      g_assert_cmpfloat (left (&sun, year, quantile), <=, left (&shade, year, quantile));
    }
}

static void
laser_takes_what_stood_before_it_alone (void)
{
  TonsureHistory history;
  Generations at;
  TonsureAged aged;

  tonsure_history_init (&history);
  add_event (&history, TONSURE_EVENT_LASER, 2.0);
  add_event (&history, TONSURE_EVENT_TOUCH_UP, 3.0);
  at = at_year (&history, 5.0, 0.5);
  tonsure_aged (&history.ageing, TOP, 5.0, 0.5, &aged);
  g_assert_cmpfloat_with_epsilon (at.all[0].aged.carbon, 0.25 * aged.carbon, 1e-9);
  tonsure_aged (&history.ageing, TOP, 2.0, 0.5, &aged);
  g_assert_cmpfloat_with_epsilon (at.all[1].aged.carbon, aged.carbon, 1e-12);
  g_assert_cmpfloat (at.all[0].patchiness, >, 0.0);
  g_assert_cmpfloat (at.all[1].patchiness, ==, 0.0);
}

static void
what_comes_later_changes_nothing_now (void)
{
  for (int round = 0; round < ROUNDS; round++)
    {
      TonsureHistory history = random_history (TRUE), longer = history;
      double year = g_test_rand_double_range (0.0, 30.0);
      double last = history.n_events == 0 ? 0.0 : history.events[history.n_events - 1].year;

      add_event (&longer, g_test_rand_int_range (0, 2), MAX (last, year) + 0.01);
      g_assert_cmpfloat (left (&history, year, 0.4), ==, left (&longer, year, 0.4));
    }
}

static void
values_outside_their_range_are_named (void)
{
  TonsureHistory history;
  g_autoptr (GError) error = NULL;

  tonsure_history_init (&history);
  g_assert_true (tonsure_history_validate (&history, NULL));
  add_event (&history, TONSURE_EVENT_LASER, 3.0);
  add_event (&history, TONSURE_EVENT_LASER, 2.0);
  g_assert_false (tonsure_history_validate (&history, &error));
  g_assert_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "year is 2, which is outside 3 to 100");
  history.n_events = 0;
  history.added = 2.0;
  g_clear_error (&error);
  g_assert_false (tonsure_history_validate (&history, &error));
  g_assert_cmpstr (error->message, ==, "added is 2, which is outside 0 to 1");
}

#define ADD(sentence, function) g_test_add_func ("/history/" sentence, function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("without events there is one generation that ages",
       without_events_there_is_one_generation_that_ages);
  ADD ("a touch-up restores the look and keeps old dots",
       a_touch_up_restores_the_look_and_keeps_old_dots);
  ADD ("a touch-up that comes early puts in what is missing at new places",
       a_touch_up_that_comes_early_puts_in_what_is_missing_at_new_places);
  ADD ("a touch-up of what is as dark as ever does nothing",
       a_touch_up_of_what_is_as_dark_as_ever_does_nothing);
  ADD ("what is taken is what the optics says", what_is_taken_is_what_the_optics_says);
  ADD ("no pigment comes back without a touch-up", no_pigment_comes_back_without_a_touch_up);
  ADD ("pigment comes back in years of touch-ups only",
       pigment_comes_back_in_years_of_touch_ups_only);
  ADD ("more sun never fades less without touch-ups", more_sun_never_fades_less_without_touch_ups);
  ADD ("laser takes what stood before it alone", laser_takes_what_stood_before_it_alone);
  ADD ("what comes later changes nothing now", what_comes_later_changes_nothing_now);
  ADD ("values outside their range are named", values_outside_their_range_are_named);
  return g_test_run ();
}
