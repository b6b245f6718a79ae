/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The halo's grid: see halo.h. */
#include "halo.h"
#include "exact.h"

#include <math.h>
#include <string.h>

/* Standard deviations, mm. Beyond .45 mm from a deposit's rim these two meet the tails
 * of dots within .0006 of T in the median (tops at .15 to .2 mm, diameters of .2 to .3 mm);
 * a third width gains nothing, because what is left is due to the cut at the reach, to which
 * the wide one extends. */
static const double sigmas[TONSURE_HALO_WIDTHS] = { 0.35, 1.2 };

#define TABLE_STEP 0.005
#define NODE_FLOATS (4 * TONSURE_HALO_WIDTHS)

/* B-spline of degree 7, the convolution of the two cubic ones: (1 / 7!) times the sum
 * over k of (-1)^k C (8, k) max (x + 4 - k, 0)^7. */
static double
spline7 (double x)
{
  static const double binomial[] = { 1, -8, 28, -56, 70 };
  double sum = 0.0;

  x = 4.0 - fabs (x); /* it is even, and the outer half has fewer terms */
  for (int k = 0; k <= 4 && x - k > 0.0; k++)
    {
      double b = x - k, b3 = b * b * b;

      sum += binomial[k] * b3 * b3 * b;
    }
  return sum / 5040.0;
}

static void
normalize (double *taps, int n)
{
  double sum = 0.0;

  for (int i = 0; i < n; i++)
    sum += taps[i];
  for (int i = 0; i < n; i++)
    taps[i] /= sum;
}

/* Widens by @variance (squared spacings): three-tap kernels have just that variance,
 * however small it is, and many of them are a Gaussian. */
static void
widen (double *taps, int n, double variance)
{
  int steps = (int) ceil (variance / 0.25);
  double side = steps ? 0.5 * variance / steps : 0.0;

  for (int s = 0; s < steps; s++)
    {
      double before = 0.0;

      for (int i = 0; i < n; i++)
        {
          double here = taps[i], after = i + 1 < n ? taps[i + 1] : 0.0;

          taps[i] = here + side * (before - 2.0 * here + after);
          before = here;
        }
    }
}

static void
compute_taps (double *taps, int n, int n_sharp, double sigma, double variance)
{
  double h2 = TONSURE_HALO_SPACING * TONSURE_HALO_SPACING;
  double rest = sigma * sigma / h2 - 2.0 / 3.0; /* without the two splines' 1/3 each */

  for (int i = -n; i <= n; i++)
    taps[n + i] = ABS (i) <= n_sharp ? tonsure_exp (-0.5 * i * i / rest) : 0.0;
  normalize (taps, 2 * n + 1);
  widen (taps, 2 * n + 1, variance / h2);
  normalize (taps, 2 * n + 1);
}

static double
shape_exactly (const TonsureHaloShape *shape, guint width, double x)
{
  double sum = 0.0;

  for (int i = -shape->n; i <= shape->n; i++)
    if (fabs (x / TONSURE_HALO_SPACING - i) < 4.0)
      sum += shape->taps[width][shape->n + i] * spline7 (x / TONSURE_HALO_SPACING - i);
  return sum / TONSURE_HALO_SPACING;
}

/* Nodes to each side, so that the corner of the square that taps and both splines fill
 * lies within @reach. */
static int
nodes_within (double reach)
{
  return (int) floor (reach / (G_SQRT2 * TONSURE_HALO_SPACING)) - 4;
}

void
tonsure_halo_shape_init (TonsureHaloShape *shape, double variance, double reach)
{
  shape->n = nodes_within (reach);
  shape->half_width = (shape->n + 4) * TONSURE_HALO_SPACING;
  shape->n_table = (guint) ceil (shape->half_width / TABLE_STEP) + 2;
  for (guint k = 0; k < TONSURE_HALO_WIDTHS; k++)
    {
      shape->taps[k] = g_new (double, 2 * shape->n + 1);
      compute_taps (shape->taps[k], shape->n, nodes_within (3.0), sigmas[k], variance);
      shape->table[k] = g_new (double, shape->n_table);
      for (guint i = 0; i < shape->n_table; i++)
        shape->table[k][i] = shape_exactly (shape, k, i * TABLE_STEP);
    }
}

void
tonsure_halo_shape_clear (TonsureHaloShape *shape)
{
  for (guint k = 0; k < TONSURE_HALO_WIDTHS; k++)
    {
      g_clear_pointer (&shape->taps[k], g_free);
      g_clear_pointer (&shape->table[k], g_free);
    }
}

double
tonsure_halo_shape_at (const TonsureHaloShape *shape, guint width, double x)
{
  double at = fabs (x) / TABLE_STEP;

  if (!(at < shape->n_table - 1))
    return 0.0;
  guint i = (guint) at;
  const double *table = shape->table[width];

  return table[i] + (at - i) * (table[i + 1] - table[i]);
}

gint64
tonsure_halo_spline (double at, float weights[4])
{
  double u = at / TONSURE_HALO_SPACING, i = floor (u);
  float t = (float) (u - i), s = 1.0f - t;

  weights[0] = s * s * s * (1.0f / 6.0f);
  weights[1] = (4.0f + 3.0f * t * t * (t - 2.0f)) * (1.0f / 6.0f);
  weights[2] = (4.0f + 3.0f * s * s * (s - 2.0f)) * (1.0f / 6.0f);
  weights[3] = t * t * t * (1.0f / 6.0f);
  return (gint64) i - 1;
}

double
tonsure_halo_margin (const TonsureHaloShape *shape)
{
  return (shape->n + 5) * TONSURE_HALO_SPACING;
}

static void
splat (const TonsureDots *dots, const guint8 *class_of, const float *weights, const float *more,
       gint64 x0, gint64 y0, int width, int height, float *sums)
{
  const float per_area = (float) (1.0 / (TONSURE_HALO_SPACING * TONSURE_HALO_SPACING));

  memset (sums, 0, sizeof (float) * NODE_FLOATS * width * height);
  for (gsize k = 0; k < dots->n; k++)
    {
      float wx[4], wy[4];
      gint64 x = tonsure_halo_spline (dots->x[k], wx) - x0;
      gint64 y = tonsure_halo_spline (dots->y[k], wy) - y0;
      const float *weight = weights + NODE_FLOATS * class_of[k];
      float own[NODE_FLOATS];

      if (more != NULL)
        {
          memcpy (own, weight, sizeof own);
          for (int c = 0; c < 4; c++)
            own[c] += more[4 * k + c];
          weight = own;
        }
      for (int j = 0; j < 4; j++)
        for (int i = 0; i < 4; i++)
          {
            if (x + i < 0 || x + i >= width || y + j < 0 || y + j >= height)
              continue;
            float *node = sums + ((y + j) * width + x + i) * NODE_FLOATS;
            float share = wx[i] * wy[j] * per_area;

            for (int c = 0; c < NODE_FLOATS; c++)
              node[c] += share * weight[c];
          }
    }
}

/* Each tap, repeated for the channels of its width. */
static float *
spread_taps (const TonsureHaloShape *shape)
{
  float *taps = g_new (float, NODE_FLOATS * (2 * shape->n + 1));

  for (int i = 0; i <= 2 * shape->n; i++)
    for (int c = 0; c < NODE_FLOATS; c++)
      taps[NODE_FLOATS * i + c] = (float) shape->taps[c / 4][i];
  return taps;
}

void
tonsure_halo_sum (const TonsureHaloShape *shape, const TonsureDraw *draw,
                  const TonsureRectangle *rectangle, const TonsureDots *dots,
                  const guint8 *class_of, const float *weights, const float *more, GArray *scratch,
                  TonsureHaloNodes *nodes)
{
  const double h = TONSURE_HALO_SPACING;
  int n = shape->n;

  nodes->x = (gint64) floor (rectangle->x / h) - 1;
  nodes->y = (gint64) floor (rectangle->y / h) - 1;
  nodes->width = (int) ((gint64) floor ((rectangle->x + rectangle->width) / h) + 3 - nodes->x);
  nodes->height = (int) ((gint64) floor ((rectangle->y + rectangle->height) / h) + 3 - nodes->y);

  int wide = nodes->width + 2 * n, high = nodes->height + 2 * n;
  gsize row = (gsize) NODE_FLOATS * nodes->width;
  gsize n_sums = (gsize) NODE_FLOATS * wide * high, n_across = row * high;
  g_autofree float *taps = spread_taps (shape);

  g_array_set_size (scratch, n_sums + n_across + row + (gsize) 4 * nodes->width * nodes->height);
  float *sums = &g_array_index (scratch, float, 0);
  float *across = sums + n_sums, *down = across + n_across, *result = down + row;

  splat (dots, class_of, weights, more, nodes->x - n, nodes->y - n, wide, high, sums);
  memset (across, 0, sizeof (float) * n_across);
  for (int j = 0; j < high; j++)
    for (int t = 0; t <= 2 * n; t++)
      draw->blend (across + row * j, sums + (gsize) NODE_FLOATS * (wide * j + t),
                   taps + NODE_FLOATS * t, nodes->width);
  for (int j = 0; j < nodes->height; j++)
    {
      float *out = result + (gsize) 4 * nodes->width * j;

      memset (down, 0, sizeof (float) * row);
      for (int t = 0; t <= 2 * n; t++)
        draw->blend (down, across + row * (j + t), taps + NODE_FLOATS * t, nodes->width);
      for (int i = 0; i < nodes->width; i++)
        for (int c = 0; c < 4; c++)
          out[4 * i + c] = down[8 * i + c] + down[8 * i + 4 + c];
    }
  nodes->nodes = result;
}
