/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "gray-map.h"

#include <math.h>

#define SIDE 200 /* pixels of .5 mm */

/* Skin, below 30 mm hair, below 85 mm skin; left of 20 mm a green wall. The outline of the head
 * that was found follows the wall, but cuts the head at 70 mm. */
static TonsureGrayMap *
map_of_nape (void)
{
  static const float colors[3][3] = { { 0.40f, 0.25f, 0.18f },
                                      { 0.06f, 0.04f, 0.03f },
                                      { 0.02f, 0.30f, 0.28f } };
  g_autofree float *rgb = g_new (float, 3 * SIDE * SIDE);
  float *head = g_new (float, SIDE *SIDE / 4), *hair = g_new (float, SIDE *SIDE / 4);
  TonsureRegion region = { { 0, 0, SIDE, SIDE }, 2, 1.0, SIDE / 2, SIDE / 2, head, hair };
  TonsureGrayMap *map;

  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      {
        int color = x < 40 ? 2 : y >= 60 && y < 170;
        float ratio = color == 1 ? (float) g_test_rand_double_range (0.7, 1.4) : 1;

        for (int c = 0; c < 3; c++)
          rgb[3 * (y * SIDE + x) + c] = ratio * colors[color][c];
        head[y / 2 * (SIDE / 2) + x / 2] = x >= 40 && y < 140;
        hair[y / 2 * (SIDE / 2) + x / 2] = x >= 40 && y >= 60 && y < 140;
      }
  map = tonsure_gray_map_new_for_region (rgb, &region, SIDE, 0.5);
  g_free (head);
  g_free (hair);
  return map;
}

/* The share of hair that may change at a place, mm. */
static double
kept_at (const TonsureGrayMap *map, double x, double y)
{
  int i = CLAMP ((int) floor ((2 * x - map->x) / map->step), 0, map->width - 1);
  int j = CLAMP ((int) floor ((2 * y - map->y) / map->step), 0, map->height - 1);

  return map->cells[TONSURE_GRAY_CHANNELS * (j * map->width + i) + TONSURE_GRAY_KEPT];
}

static void
hair_fades_out_where_the_head_is_cut (void)
{
  g_autoptr (TonsureGrayMap) map = map_of_nape ();
  double before = 1, from = 0, to = 0;

  for (double y = 45; y < 85; y += 2)
    {
      double kept = kept_at (map, 60, y);

      g_test_message ("%.0f mm: %.2f", y, kept);
      g_assert_cmpfloat (kept, <=, before + 1e-6);
      from = kept > 0.9 ? y : from;
      to = to == 0 && kept < 0.1 ? y : to;
      before = kept;
    }
  g_assert_cmpfloat (from, >, 60);
  g_assert_cmpfloat (to - from, >=, 5);
  g_assert_cmpfloat (to - from, <=, 12); /* in steps of 2 mm */
  g_assert_cmpfloat (before, ==, 0);
}

static void
hair_does_not_fade_beside_what_is_no_head (void)
{
  g_autoptr (TonsureGrayMap) map = map_of_nape ();

  for (double x = 21; x < 40; x += 2)
    g_assert_cmpfloat (kept_at (map, x, 50), >, 0.95);
  g_assert_cmpfloat (kept_at (map, 12, 50), <, 0.05);
}

#define ADD(sentence, function) g_test_add_func ("/gray-map-ends/" sentence, function)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("hair fades out where the head is cut", hair_fades_out_where_the_head_is_cut);
  ADD ("hair does not fade beside what is no head", hair_does_not_fade_beside_what_is_no_head);
  return g_test_run ();
}
