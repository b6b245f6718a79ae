/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "history.h"

#include <math.h>

#define TOP 0.15
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

  at.n = tonsure_history_generations (history, TOP, years, quantile, at.all);
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

/* The parameter card: the pigment of year 0 comes back, 10 to 20 % of positions are new, old dots
 * stay, wider. */
static void
a_touch_up_restores_the_pigment_and_keeps_old_dots (void)
{
  TonsureHistory history;
  Generations at;

  tonsure_history_init (&history);
  add_event (&history, TONSURE_EVENT_TOUCH_UP, 4.0);
  g_assert_cmpfloat (left (&history, 3.99, 0.5), <, 0.7);
  g_assert_cmpfloat_with_epsilon (left (&history, 4.0, 0.5), 1.0, 1e-12);
  at = at_year (&history, 6.0, 0.5);
  g_assert_cmpuint (at.n, ==, 2);
  g_assert_cmpfloat (at.all[1].added, >=, 0.1);
  g_assert_cmpfloat (at.all[1].added, <=, 0.2);
  g_assert_cmpfloat (at.all[1].over, >, 0.0);
  g_assert_cmpfloat_with_epsilon (at.all[1].age, 2.0, 1e-12);
  g_assert_cmpfloat (at.all[0].aged.spread, >, at.all[1].aged.spread);
  g_assert_cmpfloat (at.all[0].aged.carbon, <, at.all[1].aged.carbon);
}

static void
a_touch_up_that_comes_early_only_adds_new_dots (void)
{
  TonsureHistory history;
  Generations at;

  tonsure_history_init (&history);
  add_event (&history, TONSURE_EVENT_TOUCH_UP, 0.1);
  at = at_year (&history, 0.1, 0.5);
  g_assert_cmpfloat (at.all[1].over, ==, 0.0);
  g_assert_cmpfloat_with_epsilon (at.all[1].added, 0.15, 1e-12);
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
  ADD ("a touch-up restores the pigment and keeps old dots",
       a_touch_up_restores_the_pigment_and_keeps_old_dots);
  ADD ("a touch-up that comes early only adds new dots",
       a_touch_up_that_comes_early_only_adds_new_dots);
  ADD ("no pigment comes back without a touch-up", no_pigment_comes_back_without_a_touch_up);
  ADD ("pigment comes back in years of touch-ups only",
       pigment_comes_back_in_years_of_touch_ups_only);
  ADD ("more sun never fades less without touch-ups", more_sun_never_fades_less_without_touch_ups);
  ADD ("laser takes what stood before it alone", laser_takes_what_stood_before_it_alone);
  ADD ("what comes later changes nothing now", what_comes_later_changes_nothing_now);
  ADD ("values outside their range are named", values_outside_their_range_are_named);
  return g_test_run ();
}
