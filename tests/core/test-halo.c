/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "halo.h"

#include <math.h>
#include <string.h>

#define CLASSES 2

static const float weights[CLASSES][8] = { { 0.03f, 0.02f, 0.01f, 0.0f, 0.02f, 0.015f, 0.01f,
                                             0.0f },
                                           { 0.05f, 0.0f, 0.02f, 0.0f, 0.0f, 0.02f, 0.0f, 0.0f } };

typedef struct
{
  GArray *scratch;
  TonsureHaloNodes nodes;
} Grid;

static void
grid_clear (Grid *grid)
{
  g_array_unref (grid->scratch);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Grid, grid_clear)

static Grid
sum_on_grid (const TonsureHaloShape *shape, const TonsureRectangle *rectangle,
             const TonsureDots *dots, const guint8 *classes)
{
  Grid grid = { .scratch = g_array_new (FALSE, FALSE, sizeof (float)) };

  tonsure_halo_sum (shape, tonsure_draw_best (), rectangle, dots, classes, weights[0], NULL,
                    grid.scratch, &grid.nodes);
  return grid;
}

static double
read_grid (const TonsureHaloNodes *nodes, double x, double y, int channel)
{
  float wx[4], wy[4];
  gint64 i = tonsure_halo_spline (x, wx) - nodes->x, j = tonsure_halo_spline (y, wy) - nodes->y;
  double sum = 0.0;

  g_assert_true (i >= 0 && i + 4 <= nodes->width && j >= 0 && j + 4 <= nodes->height);
  for (int v = 0; v < 4; v++)
    for (int u = 0; u < 4; u++)
      sum += wx[u] * wy[v] * nodes->nodes[4 * ((j + v) * nodes->width + i + u) + channel];
  return sum;
}

static void
random_dots (TonsureDots *dots, guint n, double side, guint8 *classes)
{
  dots->n = dots->allocated = n;
  dots->x = g_new (double, n);
  dots->y = g_new (double, n);
  dots->rank = g_new0 (guint16, n);
  dots->id = g_new0 (guint64, n);
  for (guint k = 0; k < n; k++)
    {
      dots->x[k] = g_test_rand_double_range (-side, side);
      dots->y[k] = g_test_rand_double_range (-side, side);
      classes[k] = (guint8) g_test_rand_int_range (0, CLASSES);
    }
}

static void
test_agrees_with_shape (void)
{
  for (int round = 0; round < 4; round++)
    {
      TonsureHaloShape shape;
      g_auto (TonsureDots) dots;
      guint8 classes[40];
      TonsureRectangle rectangle = { -3.1, -2.7, 6, 6 };
      double blur = round * 0.1, worst = 0.0, most = 0.0;

      tonsure_halo_shape_init (&shape, blur * blur, 3.0 + 4.0 * blur);
      random_dots (&dots, 40, 7, classes);
      g_auto (Grid) grid = sum_on_grid (&shape, &rectangle, &dots, classes);

      for (int k = 0; k < 500; k++)
        {
          double x = g_test_rand_double_range (-3.1, 2.9), y = g_test_rand_double_range (-2.7, 3.3);
          double direct = 0.0;

          for (int d = 0; d < 40; d++)
            for (int w = 0; w < 2; w++)
              direct += weights[classes[d]][4 * w]
                        * tonsure_halo_shape_at (&shape, w, x - dots.x[d])
                        * tonsure_halo_shape_at (&shape, w, y - dots.y[d]);
          worst = MAX (worst, fabs (read_grid (&grid.nodes, x, y, 0) - direct));
          most = MAX (most, direct);
        }
      g_test_message ("blur %g mm: worst error %.6f of %.4f", blur, worst, most);
      g_assert_cmpfloat (worst, <, 3e-3 * most);
      tonsure_halo_shape_clear (&shape);
    }
}

/* Any rectangle has the same bits in the nodes that it shares with another. */
static void
test_nodes_do_not_depend_on_rectangle (void)
{
  TonsureHaloShape shape;
  g_auto (TonsureDots) dots;
  guint8 classes[60];
  TonsureRectangle whole = { -6, -6, 12, 12 };

  tonsure_halo_shape_init (&shape, 0.01, 3.4);
  random_dots (&dots, 60, 9, classes);
  g_auto (Grid) all = sum_on_grid (&shape, &whole, &dots, classes);

  for (int k = 0; k < 20; k++)
    {
      double x = g_test_rand_double_range (-6, 4), y = g_test_rand_double_range (-6, 4);
      TonsureRectangle rectangle = { x, y, g_test_rand_double_range (0, 6 - x),
                                     g_test_rand_double_range (0, 6 - y) };
      g_auto (Grid) part = sum_on_grid (&shape, &rectangle, &dots, classes);

      for (int j = 0; j < part.nodes.height; j++)
        {
          gint64 row = (part.nodes.y + j - all.nodes.y) * all.nodes.width;

          g_assert_cmpmem (part.nodes.nodes + 4 * j * part.nodes.width, 16 * part.nodes.width,
                           all.nodes.nodes + 4 * (row + part.nodes.x - all.nodes.x),
                           16 * part.nodes.width);
        }
    }
  tonsure_halo_shape_clear (&shape);
}

static void
test_shape (void)
{
  for (double blur = 0.0; blur < 0.7; blur += 0.15)
    {
      TonsureHaloShape shape;
      const double step = 0.001;

      tonsure_halo_shape_init (&shape, blur * blur, 3.0 + 4.0 * blur);
      g_assert_cmpfloat (shape.half_width * G_SQRT2, <=, 3.0 + 4.0 * blur);
      for (guint w = 0; w < TONSURE_HALO_WIDTHS; w++)
        {
          double mass = 0.0, variance = 0.0;

          for (double x = -6.0; x < 6.0; x += step)
            {
              double value = tonsure_halo_shape_at (&shape, w, x + 0.5 * step);

              g_assert_cmpfloat (value, >=, 0.0);
              mass += value * step;
              variance += value * step * x * x;
            }
          g_assert_cmpfloat_with_epsilon (mass, 1.0, 1e-4);
          if (w == 0)
            g_assert_cmpfloat_with_epsilon (variance, 0.35 * 0.35 + blur * blur, 2e-3);
          g_assert_cmpfloat (tonsure_halo_shape_at (&shape, w, shape.half_width + 1e-6), <, 1e-12);
        }
      tonsure_halo_shape_clear (&shape);
    }
}

static void
test_far_away (void)
{
  TonsureHaloShape shape;
  g_auto (TonsureDots) dots;
  guint8 classes[1];
  TonsureRectangle rectangle = { 999999990.0, -999999990.0, 3, 3 };

  tonsure_halo_shape_init (&shape, 0.0, 3.0);
  random_dots (&dots, 1, 1, classes);
  dots.x[0] = 999999991.0;
  dots.y[0] = -999999989.0;
  classes[0] = 0;
  g_auto (Grid) grid = sum_on_grid (&shape, &rectangle, &dots, classes);

  g_assert_cmpfloat_with_epsilon (read_grid (&grid.nodes, dots.x[0], dots.y[0], 0),
                                  0.03 * pow (tonsure_halo_shape_at (&shape, 0, 0), 2)
                                      + 0.02 * pow (tonsure_halo_shape_at (&shape, 1, 0), 2),
                                  3e-4);
  tonsure_halo_shape_clear (&shape);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/halo/the grid is the sum of the shapes", test_agrees_with_shape);
  g_test_add_func ("/halo/nodes are the same for any rectangle",
                   test_nodes_do_not_depend_on_rectangle);
  g_test_add_func ("/halo/the shape has mass 1, its width and an end", test_shape);
  g_test_add_func ("/halo/it works a thousand kilometers away", test_far_away);
  return g_test_run ();
}
