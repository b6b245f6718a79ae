/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "nodes.h"

#define NODES 7
#define ROUNDS 1000

static void
any_nodes (double node[NODES])
{
  node[0] = g_test_rand_double_range (-5, 5);
  for (int i = 1; i < NODES; i++)
    node[i] = node[i - 1] + g_test_rand_double_range (0.5, 1);
}

static double
cubic (double x)
{
  return 1.0 + x * (-2.0 + x * (0.5 - 0.3 * x));
}

static void
cubics_are_met_exactly_between_the_nodes (void)
{
  for (int round = 0; round < ROUNDS; round++)
    {
      guint n = g_test_rand_int_range (4, NODES + 1);
      double node[NODES], weight[NODES], x, sum = 0.0;

      any_nodes (node);
      x = g_test_rand_double_range (node[0], node[n - 1]);
      tonsure_node_weights (node, n, x, weight);
      for (guint i = 0; i < n; i++)
        sum += weight[i] * cubic (node[i]);
      g_assert_cmpfloat_with_epsilon (sum, cubic (x), 1e-9);
    }
}

static void
a_node_has_all_the_weight_at_its_place (void)
{
  double node[NODES], weight[NODES];

  any_nodes (node);
  for (guint at = 0; at < NODES; at++)
    {
      tonsure_node_weights (node, NODES, node[at], weight);
      for (guint i = 0; i < NODES; i++)
        g_assert_cmpfloat (weight[i], ==, i == at ? 1.0 : 0.0);
    }
}

static void
beyond_the_last_node_all_is_as_there (void)
{
  double node[NODES], weight[NODES];

  any_nodes (node);
  tonsure_node_weights (node, NODES, node[NODES - 1] + 3.0, weight);
  g_assert_cmpfloat (weight[NODES - 1], ==, 1.0);
  tonsure_node_weights (node, NODES, node[0] - 3.0, weight);
  g_assert_cmpfloat (weight[0], ==, 1.0);
  tonsure_node_weights (node, 1, 7.0, weight);
  g_assert_cmpfloat (weight[0], ==, 1.0);
}

#define ADD(sentence, function) g_test_add_func ("/nodes/" sentence, function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("cubics are met exactly between the nodes", cubics_are_met_exactly_between_the_nodes);
  ADD ("a node has all the weight at its place", a_node_has_all_the_weight_at_its_place);
  ADD ("beyond the last node all is as there", beyond_the_last_node_all_is_as_there);
  return g_test_run ();
}
