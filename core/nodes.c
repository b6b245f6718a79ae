/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Interpolation between nodes: see nodes.h. */
#include "nodes.h"

#define AROUND 4

void
tonsure_node_weights (const double *node, guint n, double x, double *weight)
{
  guint first = 0, last;

  x = CLAMP (x, node[0], node[n - 1]);
  while (first + AROUND < n && node[first + AROUND / 2] < x)
    first++;
  last = MIN (first + AROUND, n);
  for (guint i = 0; i < n; i++)
    {
      weight[i] = i >= first && i < last ? 1.0 : 0.0;
      for (guint k = first; k < last; k++)
        if (node[k] != node[i])
          weight[i] *= (x - node[k]) / (node[i] - node[k]);
    }
}
