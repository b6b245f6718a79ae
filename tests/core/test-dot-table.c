/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "dot-table.h"

#include <math.h>

/* Of the committed table: whoever makes it anew sees here that it is another. */
#define CHECKSUM "8032349663a8ce7e1e3f7e6446af5af6daee8a1983b7274f2b3aae6fcf48889b"

static void
the_committed_table_is_the_one_that_was_measured (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "..", "..", "core", "dot-table.bin", NULL);
  g_autofree char *bytes = NULL, *checksum = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_cmpuint (length, ==, TONSURE_DOT_TABLE_BYTES);
  checksum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, length);
  g_assert_cmpstr (checksum, ==, CHECKSUM);
}

static void
nodes_are_found_where_they_stand (void)
{
  for (int trial = 0; trial < 1000; trial++)
    {
      double depth = g_test_rand_double_range (0.03, 4.0);
      double radius = g_test_rand_double_range (0.01, 2.0);
      double node = g_test_rand_double_range (0.0, TONSURE_DOT_RADII - 1.0);
      double r = tonsure_dot_radius (depth, radius, node);

      g_assert_cmpfloat_with_epsilon (tonsure_dot_node_at (depth, radius, r), node, 1e-6);
    }
}

static void
distances_grow_from_the_center_outward (void)
{
  for (int trial = 0; trial < 100; trial++)
    {
      double depth = g_test_rand_double_range (0.03, 4.0);
      double radius = g_test_rand_double_range (0.01, 2.0), last = -1.0;

      g_assert_cmpfloat (tonsure_dot_radius (depth, radius, 0.0), ==, 0.0);
      for (int node = 0; node < TONSURE_DOT_RADII; node++)
        {
          double r = tonsure_dot_radius (depth, radius, node);

          g_assert_cmpfloat (r, >, last);
          last = r;
        }
      g_assert_cmpfloat (tonsure_dot_node_at (depth, radius, 100.0), ==, TONSURE_DOT_RADII - 1.0);
    }
}

/* Over the axis the solid angle is 2π (1 - z / sqrt (z² + a²)); over a whole plane the shares
 * add up to the disc's area. */
static void
the_share_is_a_solid_angle (void)
{
  for (int view = 0; view < TONSURE_DOT_VIEWS; view++)
    {
      const double radius = 0.15, depth = 0.2;
      double least = tonsure_dot_share ((TonsureDotView) view, radius, depth, 0.0), sum = 0.0;
      double z = radius * (1.0 - least) / sqrt (least * (2.0 - least));

      g_assert_cmpfloat (z, >, 0.5 * depth);
      g_assert_cmpfloat (z, <, depth);
      for (int i = 0; i < 20000; i++)
        {
          double r = (i + 0.5) * 0.002;

          sum +=
              tonsure_dot_share ((TonsureDotView) view, radius, depth, r) * 2.0 * G_PI * r * 0.002;
        }
      /* What is beyond falls as the cube. */
      sum += G_PI * radius * radius * z / sqrt (40.0 * 40.0 + z * z);
      g_assert_cmpfloat_with_epsilon (sum / (G_PI * radius * radius), 1.0, 1e-3);
    }
}

static void
quotients_are_continuous_over_all_axes (void)
{
  for (int trial = 0; trial < 2000; trial++)
    {
      TonsureDotPlace place = {
        exp (g_test_rand_double_range (-3.5, 1.0)), g_test_rand_double_range (0.0, 1.9),
        exp (g_test_rand_double_range (-4.0, 4.0)), exp (g_test_rand_double_range (-4.0, 1.0)),
        exp (g_test_rand_double_range (-6.0, 1.0)), g_test_rand_double_range (0.0, 6.0)
      };
      TonsureDotPlace beside = place;
      double here[TONSURE_DOT_RADII], there[TONSURE_DOT_RADII];
      TonsureDotView view = g_test_rand_bit ();

      beside.depth *= 1.0 + 1e-7;
      beside.height += 1e-7;
      beside.ink *= 1.0 + 1e-7;
      beside.diameter *= 1.0 + 1e-7;
      beside.dermis *= 1.0 + 1e-7;
      beside.epidermis += 1e-7;
      tonsure_dot_quotients (view, &place, here);
      tonsure_dot_quotients (view, &beside, there);
      for (int node = 0; node < TONSURE_DOT_RADII; node++)
        g_assert_true (isfinite (here[node]));
      /* The middle of three neighbors changes half-way between nodes, where it makes a small
       * step: far less than what the table leaves open. */
      g_assert_cmpfloat_with_epsilon (here[0], there[0], 0.05 * here[0] + 0.02);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dot table/the committed table is the one that was measured",
                   the_committed_table_is_the_one_that_was_measured);
  g_test_add_func ("/dot table/nodes are found where they stand", nodes_are_found_where_they_stand);
  g_test_add_func ("/dot table/distances grow from the center outward",
                   distances_grow_from_the_center_outward);
  g_test_add_func ("/dot table/the share is a solid angle", the_share_is_a_solid_angle);
  g_test_add_func ("/dot table/quotients are continuous over all axes",
                   quotients_are_continuous_over_all_axes);
  return g_test_run ();
}
