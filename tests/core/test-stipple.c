/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "loops.h"
#include "stipple.h"
#include "tile.h"

#include <math.h>
#include <string.h>

/* An uneven density with no bounds worth the name. */
static void
wavy_thresholds (const TonsureDensity *density,
                 guint n,
                 const double *x,
                 const double *y,
                 guint32 *threshold)
{
  for (guint k = 0; k < n; k++)
    {
      double u = x[k] / 37.0 - floor (x[k] / 37.0), v = y[k] / 23.0 - floor (y[k] / 23.0);

      threshold[k] = (guint32) (65536 * 4 * u * (1 - u) * v);
    }
}

static void
wavy_bounds (const TonsureDensity *density,
             const TonsureRectangle *rectangle,
             guint32 *low,
             guint32 *high)
{
  *low = 0;
  *high = 65536;
}

static const TonsureDensity wavy = { wavy_thresholds, wavy_bounds };

static TonsureRectangle
between (double left, double top, double right, double bottom)
{
  return (TonsureRectangle){ left, top, right - left, bottom - top };
}

static void
find (const TonsureStipple *stipple,
      const TonsureDensity *density,
      TonsureRectangle rectangle,
      TonsureDots *dots)
{
  tonsure_dots_init (dots);
  tonsure_stipple_dots (stipple, density, &rectangle, dots);
}

static gboolean
same_dot (const TonsureDots *a, gsize i, const TonsureDots *b, gsize j)
{
  return memcmp (&a->x[i], &b->x[j], sizeof (double)) == 0
         && memcmp (&a->y[i], &b->y[j], sizeof (double)) == 0 && a->rank[i] == b->rank[j]
         && a->id[i] == b->id[j];
}

static gboolean
same_dots (const TonsureDots *a, const TonsureDots *b)
{
  if (a->n != b->n)
    return FALSE;
  for (gsize i = 0; i < a->n; i++)
    if (!same_dot (a, i, b, i))
      return FALSE;
  return TRUE;
}

/* Whether the dots of @whole within @r are @part, in the same order. */
static gboolean
is_part (const TonsureDots *whole, const TonsureDots *part, const TonsureRectangle *r)
{
  gsize found = 0;

  for (gsize i = 0; i < whole->n; i++)
    if (whole->x[i] >= r->x && whole->x[i] < r->x + r->width && whole->y[i] >= r->y
        && whole->y[i] < r->y + r->height)
      {
        if (found == part->n || !same_dot (whole, i, part, found))
          return FALSE;
        found++;
      }
  return found == part->n;
}

/* Where to test: near, far and at the very ends. */
static double
somewhere (void)
{
  switch (g_test_rand_int_range (0, 4))
    {
    case 0:
      return g_test_rand_int_range (-300, 300);
    case 1:
      return g_test_rand_int_range (-1000000, 1000000);
    case 2:
      return 1e9 - 200.0;
    default:
      return -1e9;
    }
}

static double
sixty_fourths (int up_to)
{
  return g_test_rand_int_range (0, 64 * up_to + 1) / 64.0;
}

static TonsureStipple
some_stipple (void)
{
  return (TonsureStipple){ .seed = (guint32) g_test_rand_int (),
                           .jitter = g_test_rand_int_range (0, 3) * 0.07,
                           .warp = g_test_rand_bit () };
}

typedef struct
{
  const TonsureStipple *stipple;
  const TonsureDots *whole;
  gint wrong, found;
} Split;

static void
find_part (gpointer data, gpointer user_data)
{
  TonsureRectangle *r = data;
  Split *split = user_data;
  g_auto (TonsureDots) part;

  find (split->stipple, &wavy, *r, &part);
  g_atomic_int_add (&split->found, (gint) part.n);
  if (!is_part (split->whole, &part, r))
    g_atomic_int_inc (&split->wrong);
  g_free (r);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Cuts one rectangle in pieces and finds their dots in any order on some threads. */
static void
check_split (void)
{
  TonsureStipple stipple = some_stipple ();
  double x[6] = { somewhere () }, y[6] = { somewhere () };
  int columns = g_test_rand_int_range (1, 6), rows = g_test_rand_int_range (1, 6);
  g_auto (TonsureDots) whole;

  for (int i = 1; i <= 5; i++)
    {
      x[i] = x[0] + sixty_fourths (40);
      y[i] = y[0] + sixty_fourths (40);
    }
  qsort (x + 1, columns, sizeof *x, compare_doubles);
  qsort (y + 1, rows, sizeof *y, compare_doubles);
  find (&stipple, &wavy, between (x[0], y[0], x[columns], y[rows]), &whole);

  Split split = { &stipple, &whole, 0, 0 };
  GThreadPool *pool = g_thread_pool_new (find_part, &split, g_test_rand_int_range (1, 9), TRUE, NULL);
  int first = g_test_rand_int_range (0, columns * rows), step = columns * rows == 1 ? 1 : columns * rows - 1;
  for (int k = 0, at = first; k < columns * rows; k++, at = (at + step) % (columns * rows))
    {
      TonsureRectangle *r = g_new (TonsureRectangle, 1);
      int i = at % columns, j = at / columns;

      *r = between (x[i], y[j], x[i + 1], y[j + 1]);
      g_thread_pool_push (pool, r, NULL);
    }
  g_thread_pool_free (pool, FALSE, TRUE);
  g_assert_cmpint (split.wrong, ==, 0);
  g_assert_cmpint (split.found, ==, (int) whole.n);
}

static void
a_thousand_splits_on_one_to_eight_threads_give_the_same_bits (void)
{
  for (int round = 0; round < 1000; round++)
    check_split ();
}

static void
the_plain_and_the_fast_loops_give_the_same_bits (void)
{
  if (!tonsure_loops_fast ())
    {
      g_test_skip ("this machine has no AVX2");
      return;
    }
  for (int round = 0; round < 100; round++)
    {
      TonsureStipple stipple = some_stipple ();
      guint16 mask[64 * 64];
      TonsureTreatment treatment;
      TonsureArea area;
      double x = somewhere (), y = somewhere ();
      TonsurePixels pixels = { g_test_rand_int_range (-30, 30), g_test_rand_int_range (-30, 30), 64, 64 };
      g_auto (TonsureDots) plain, fast;

      for (guint i = 0; i < G_N_ELEMENTS (mask); i++)
        mask[i] = (guint16) g_test_rand_int_range (0, 65536);
      tonsure_treatment_init (&treatment)->mm_per_px = g_test_rand_double_range (0.1, 2.0);
      treatment.origin_x = x;
      treatment.origin_y = y;
      const TonsureDensity *density = tonsure_area_init (&area, &treatment, mask, &pixels, 64);

      tonsure_loops_force (&tonsure_loops_plain);
      find (&stipple, density, between (x - 5, y - 5, x + 60, y + 60), &plain);
      tonsure_loops_force (tonsure_loops_fast ());
      find (&stipple, density, between (x - 5, y - 5, x + 60, y + 60), &fast);
      tonsure_loops_force (NULL);
      g_assert_true (same_dots (&plain, &fast));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stipple/a thousand splits on one to eight threads give the same bits",
                   a_thousand_splits_on_one_to_eight_threads_give_the_same_bits);
  g_test_add_func ("/stipple/the plain and the fast loops give the same bits",
                   the_plain_and_the_fast_loops_give_the_same_bits);
  return g_test_run ();
}
