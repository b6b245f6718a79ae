/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "uneven.h"

#define LOTS TONSURE_UNEVEN_LOTS
#define ROUNDS 500

static void
any_weights (double *weight)
{
  for (guint i = 0; i < LOTS; i++)
    weight[i] = g_test_rand_double_range (0.3, 3.0);
}

static void
the_mean_is_what_is_left_of_all (void)
{
  for (int round = 0; round < ROUNDS; round++)
    {
      double sd = tonsure_uneven_sd (g_test_rand_double_range (0, 1));
      double left = g_test_rand_double_range (0.01, 1.0), weight[LOTS], sum = 0.0, all = 0.0, dose;

      any_weights (weight);
      dose = tonsure_uneven_dose (sd, weight, left);
      for (guint i = 0; i < LOTS; i++)
        {
          sum += weight[i] * tonsure_uneven_left (sd, i, dose);
          all += weight[i];
        }
      g_assert_cmpfloat_with_epsilon (sum / all, left, 1e-12);
    }
}

static void
nothing_has_gone_at_first (void)
{
  double weight[LOTS];

  any_weights (weight);
  g_assert_cmpfloat (tonsure_uneven_dose (0.5, weight, 1.0), ==, 0.0);
  for (guint i = 0; i < LOTS; i++)
    g_assert_cmpfloat (tonsure_uneven_left (0.5, i, 0.0), ==, 1.0);
}

static void
no_dot_gets_anything_back_while_the_mean_falls (void)
{
  for (int round = 0; round < ROUNDS; round++)
    {
      double sd = tonsure_uneven_sd (g_test_rand_double_range (0, 1)), weight[LOTS];
      double more = g_test_rand_double_range (0.05, 1.0);
      double less = g_test_rand_double_range (0.04, more);

      any_weights (weight);
      for (guint i = 0; i < LOTS; i++)
        g_assert_cmpfloat (tonsure_uneven_left (sd, i, tonsure_uneven_dose (sd, weight, less)), <=,
                           tonsure_uneven_left (sd, i, tonsure_uneven_dose (sd, weight, more)));
    }
}

static void
later_lots_fade_faster (void)
{
  double dose = tonsure_uneven_dose (0.7, NULL, 0.4);

  for (guint i = 1; i < LOTS; i++)
    g_assert_cmpfloat (tonsure_uneven_left (0.7, i, dose), <,
                       tonsure_uneven_left (0.7, i - 1, dose));
}

/* What the header says of one outcome. */
static void
some_dots_stay_and_others_go_where_it_ends_badly (void)
{
  double sd = tonsure_uneven_sd (0.9), part = tonsure_uneven_part (0.17);
  double dose = tonsure_uneven_dose (sd, NULL, part);
  int gone = 0;

  g_assert_cmpfloat_with_epsilon (tonsure_uneven_sd (0.1), 0.42, 0.005);
  g_assert_cmpfloat_with_epsilon (tonsure_uneven_sd (0.5), 0.75, 1e-9);
  g_assert_cmpfloat_with_epsilon (sd, 1.34, 0.005);
  for (guint i = 0; i < LOTS; i++)
    gone += part * tonsure_uneven_left (sd, i, dose) < 0.05;
  g_test_message ("%.3f stays of the best dot, less than .05 of %d",
                  part * tonsure_uneven_left (sd, 0, dose), gone);
  g_assert_cmpfloat_with_epsilon (part * tonsure_uneven_left (sd, 0, dose), 0.38, 0.01);
  g_assert_cmpint (gone, ==, 4);
}

#define ADD(sentence, function) g_test_add_func ("/uneven/" sentence, function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("the mean is what is left of all", the_mean_is_what_is_left_of_all);
  ADD ("nothing has gone at first", nothing_has_gone_at_first);
  ADD ("no dot gets anything back while the mean falls",
       no_dot_gets_anything_back_while_the_mean_falls);
  ADD ("later lots fade faster", later_lots_fade_faster);
  ADD ("some dots stay and others go where it ends badly",
       some_dots_stay_and_others_go_where_it_ends_badly);
  return g_test_run ();
}
