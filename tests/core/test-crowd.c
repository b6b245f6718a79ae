/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "crowd.h"

#include <math.h>

static void
dots_that_cover_everything_are_a_layer (void)
{
  for (double full = 0.01; full < 1.0; full += 0.07)
    for (double density = 0.05; density < 12.0; density *= 1.6)
      {
        double share = tonsure_crowd_share (0.3 * density, 0.3, full);
        double left = 1.0 - share * (1.0 - exp (-density / share));

        if (share < 1.0)
          g_assert_cmpfloat_with_epsilon (left, full, 1e-9);
        else
          g_assert_cmpfloat (left, >=, full - 1e-9);
      }
}

static void
the_share_is_more_than_a_layer_takes_and_at_most_all (void)
{
  for (double full = 0.01; full < 1.0; full += 0.07)
    for (double density = 0.05; density < 1000.0; density *= 2.0)
      {
        double share = tonsure_crowd_share (density, 1.0, full);

        g_assert_cmpfloat (share, >=, 1.0 - full);
        g_assert_cmpfloat (share, <=, 1.0);
      }
}

/* The more light a dot takes around itself, the more of it is what others take as well. */
static void
wider_halos_share_more (void)
{
  double last = 1.1;

  for (double density = 0.9; density < 8.0; density += 0.5)
    {
      double share = tonsure_crowd_share (density, 1.0, 0.4);

      g_assert_cmpfloat (share, <, last);
      last = share;
    }
}

static void
what_takes_nothing_is_left_to_the_product (void)
{
  g_assert_cmpfloat (tonsure_crowd_share (0.1, 0.07, 1.0), ==, 1.0);
  g_assert_cmpfloat (tonsure_crowd_share (0.1, 0.07, 1.02), ==, 1.0);
  g_assert_cmpfloat (tonsure_crowd_share (0.0, 0.07, 0.5), ==, 1.0);
  g_assert_cmpfloat (tonsure_crowd_share (-0.01, 0.07, 0.5), ==, 1.0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crowd/dots that cover everything are a layer",
                   dots_that_cover_everything_are_a_layer);
  g_test_add_func ("/crowd/the share is more than a layer takes, and at most all",
                   the_share_is_more_than_a_layer_takes_and_at_most_all);
  g_test_add_func ("/crowd/wider halos share more", wider_halos_share_more);
  g_test_add_func ("/crowd/what takes nothing is left to the product",
                   what_takes_nothing_is_left_to_the_product);
  return g_test_run ();
}
