/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Random walker: see walker.h. */
#include "walker.h"
#include "exact.h"

#include <math.h>
#include <string.h>

#define LEAST_WEIGHT 1e-4
#define MOST_ROUNDS 400
#define RESIDUAL 1e-3

/* Cells and the edges between those that take part. */
typedef struct
{
  int width, height;
  gsize n;
  float *right, *down; /* weights of the edges to these neighbors */
  float *diagonal;
} Graph;

static float
edge (const float *a, const float *b, const float weights[4], double beta)
{
  double square = 0;

  for (int k = 0; k < 4; k++)
    square += (double) (weights[k] * (a[k] - b[k])) * (weights[k] * (a[k] - b[k]));
  return (float) (tonsure_exp (-beta * square) + LEAST_WEIGHT);
}

static void
graph_init (Graph *graph, const float *features, const float weights[4], const guint8 *mask,
            int width, int height, double beta, double lambda)
{
  gsize n = (gsize) width * height;

  *graph = (Graph) { width, height, n, g_new0 (float, n), g_new0 (float, n), g_new (float, n) };
  for (gsize i = 0; i < n; i++)
    graph->diagonal[i] = (float) lambda;
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        gsize i = (gsize) y * width + x;

        if (mask[i] && x + 1 < width && mask[i + 1])
          {
            graph->right[i] = edge (features + 4 * i, features + 4 * (i + 1), weights, beta);
            graph->diagonal[i] += graph->right[i];
            graph->diagonal[i + 1] += graph->right[i];
          }
        if (mask[i] && y + 1 < height && mask[i + width])
          {
            graph->down[i] = edge (features + 4 * i, features + 4 * (i + width), weights, beta);
            graph->diagonal[i] += graph->down[i];
            graph->diagonal[i + width] += graph->down[i];
          }
      }
}

static void
graph_clear (Graph *graph)
{
  g_free (graph->right);
  g_free (graph->down);
  g_free (graph->diagonal);
}

/* y = (L + λ) x */
static void
multiply (const Graph *graph, const float *x, float *y)
{
  int width = graph->width;

  for (gsize i = 0; i < graph->n; i++)
    y[i] = graph->diagonal[i] * x[i];
  for (gsize i = 0; i + 1 < graph->n; i++)
    {
      y[i] -= graph->right[i] * x[i + 1];
      y[i + 1] -= graph->right[i] * x[i];
    }
  for (gsize i = 0; i + width < graph->n; i++)
    {
      y[i] -= graph->down[i] * x[i + width];
      y[i + width] -= graph->down[i] * x[i];
    }
}

static double
product (const float *a, const float *b, gsize n)
{
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += (double) a[i] * b[i];
  return sum;
}

/* Conjugate gradients with the diagonal as preconditioner; @x holds the start. */
static void
solve (const Graph *graph, const float *right, float *x)
{
  gsize n = graph->n;
  g_autofree float *r = g_new (float, n), *z = g_new (float, n), *p = g_new (float, n);
  g_autofree float *ap = g_new (float, n);
  double goal = RESIDUAL * RESIDUAL * product (right, right, n), rz;

  multiply (graph, x, ap);
  for (gsize i = 0; i < n; i++)
    {
      r[i] = right[i] - ap[i];
      p[i] = z[i] = r[i] / graph->diagonal[i];
    }
  rz = product (r, z, n);
  for (int round = 0; round < MOST_ROUNDS && product (r, r, n) > goal; round++)
    {
      double alpha, next;

      multiply (graph, p, ap);
      alpha = rz / product (p, ap, n);
      for (gsize i = 0; i < n; i++)
        {
          x[i] += (float) alpha * p[i];
          r[i] -= (float) alpha * ap[i];
          z[i] = r[i] / graph->diagonal[i];
        }
      next = product (r, z, n);
      for (gsize i = 0; i < n; i++)
        p[i] = z[i] + (float) (next / rz) * p[i];
      rz = next;
    }
}

void
tonsure_walker_solve (const float *prior, const float *features, const float weights[4],
                      const guint8 *mask, int width, int height, double beta, double lambda,
                      float *probability)
{
  gsize n = (gsize) width * height;
  g_autofree float *right = g_new (float, n);
  Graph graph;

  graph_init (&graph, features, weights, mask, width, height, beta, lambda);
  for (gsize i = 0; i < n; i++)
    {
      probability[i] = mask[i] ? prior[i] : 0;
      right[i] = (float) lambda * probability[i];
    }
  solve (&graph, right, probability);
  for (gsize i = 0; i < n; i++)
    probability[i] = mask[i] ? CLAMP (probability[i], 0, 1) : 0;
  graph_clear (&graph);
}
