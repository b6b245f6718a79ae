/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "outline.h"

#include <math.h>
#include <string.h>

#define SIDE 220
#define N (SIDE * SIDE)

typedef struct
{
  float odds[N], edge[N];
  guint8 within[N], truth[N], mask[N];
} Scene;

/* A cell in an ellipse about (@x, @y) with half axes @a and @b. */
static gboolean
in_ellipse (int i, double x, double y, double a, double b)
{
  return pow ((i % SIDE - x) / a, 2) + pow ((i / SIDE - y) / b, 2) < 1;
}

static void
scene_init (Scene *scene, double x, double y, double a, double b, double noise)
{
  memset (scene, 0, sizeof *scene);
  for (int i = 0; i < N; i++)
    {
      scene->truth[i] = in_ellipse (i, x, y, a, b);
      scene->odds[i] = (float) ((scene->truth[i] ? 1 : -1) + noise * (g_test_rand_double () - 0.5));
      scene->within[i] = in_ellipse (i, x, y, a / 3, b / 3);
    }
}

/* Part of the union of both that is in one alone. */
static double
find (Scene *scene, double x, double y)
{
  TonsureOutline outline = { .x = x, .y = y, .mm = 1 };
  double apart = 0, together = 0;

  tonsure_outline_find (&outline, scene->odds, scene->edge, scene->within, SIDE, SIDE);
  tonsure_outline_fill (&outline, scene->mask, SIDE, SIDE);
  for (int i = 0; i < N; i++)
    {
      apart += scene->mask[i] != scene->truth[i];
      together += scene->mask[i] || scene->truth[i];
    }
  return apart / together;
}

static void
an_ellipse_is_found_through_noise (void)
{
  g_autofree Scene *scene = g_new (Scene, 1);
  double apart;

  scene_init (scene, 110, 105, 70, 88, 8);
  apart = find (scene, 104, 112);
  g_test_message ("%.3f apart", apart);
  g_assert_cmpfloat (apart, <, 0.04);
}

/* Where odds say nothing, as along a wall of the color of skin, edges do. */
static void
edges_part_what_odds_do_not (void)
{
  g_autofree Scene *scene = g_new (Scene, 1);
  double apart;

  scene_init (scene, 110, 110, 75, 85, 0);
  for (int i = 0; i < N; i++)
    {
      if (i % SIDE > 130)
        scene->odds[i] = 0;
      if (in_ellipse (i, 110, 110, 76.5, 86.5) && !in_ellipse (i, 110, 110, 73.5, 83.5))
        scene->edge[i] = 0.5f;
    }
  apart = find (scene, 110, 110);
  g_test_message ("%.3f apart", apart);
  g_assert_cmpfloat (apart, <, 0.06);
}

static void
what_is_within_is_never_cut_off (void)
{
  g_autofree Scene *scene = g_new (Scene, 1);

  scene_init (scene, 110, 110, 60, 60, 0);
  for (int i = 0; i < N; i++)
    {
      scene->within[i] = in_ellipse (i, 110, 90, 40, 70);
      scene->odds[i] = -1;
    }
  find (scene, 110, 100);
  for (int i = 0; i < N; i++)
    if (in_ellipse (i, 110, 90, 37, 67))
      g_assert_cmpint (scene->mask[i], ==, 1);
}

static void
a_head_may_leave_the_picture (void)
{
  g_autofree Scene *scene = g_new (Scene, 1);
  double apart;

  scene_init (scene, 110, 190, 70, 80, 0);
  apart = find (scene, 110, 180);
  g_test_message ("%.3f apart", apart);
  g_assert_cmpfloat (apart, <, 0.05);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outline/an ellipse is found through noise", an_ellipse_is_found_through_noise);
  g_test_add_func ("/outline/edges part what odds do not", edges_part_what_odds_do_not);
  g_test_add_func ("/outline/what is within is never cut off", what_is_within_is_never_cut_off);
  g_test_add_func ("/outline/a head may leave the picture", a_head_may_leave_the_picture);
  return g_test_run ();
}
