/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "draw.h"
#include "gloss.h"

#include <math.h>
#include <string.h>

#define N 1001
#define LOOPS 8

static void
fill (float *x, gsize n, double low, double high)
{
  for (gsize i = 0; i < n; i++)
    x[i] = (float) g_test_rand_double_range (low, high);
}

/* Runs all loops of one table on the same numbers. */
static void
run_all (const TonsureDraw *draw, const float *in, float *out)
{
  float *at = out;
  int index[N];

  memcpy (out, in, sizeof (float) * 4 * N * LOOPS);
  for (int i = 0; i < N; i++)
    index[i] = i * 3 % 500;
  for (int pairs = 1; pairs < 9; pairs++)
    draw->add (at + 40 * pairs, 100, in + 13 * pairs, 8 * pairs, pairs, 5);
  for (int pairs = 1; pairs < 9; pairs++)
    draw->add_mixed (at + 800 + 40 * pairs, 100, in + 13 * pairs, 200, 400, 8 * pairs, pairs, 5,
                     in[0], in[1]);
  at += 4 * N;
  draw->interpolate (at, in, index, in + 4 * N, N);
  at += 4 * N;
  draw->blend (at, in, in + 77, N / 2);
  at += 4 * N;
  draw->add_scaled (at, in + 5, in[3], 4 * N - 5);
  at += 4 * N;
  draw->transmit (at, in + 16, in + 20, N);
  at += 4 * N;
  draw->multiply (at, in, N);
  at += 4 * N;
  draw->multiply_below (at, in, in + 24, N);
  at += 4 * N;
  draw->grain (at, 0.03f, 12345, 4294967000U, N);
}

static void
test_same_bits (void)
{
  g_autofree float *in = g_new (float, 4 * N * LOOPS), *a = g_new (float, 4 * N * LOOPS);
  g_autofree float *b = g_new (float, 4 * N * LOOPS);

  if (tonsure_draw_best () == &tonsure_draw_plain)
    {
      g_test_skip ("this machine runs the plain loops only");
      return;
    }
  for (int i = 0; i < 20; i++)
    {
      fill (in, 4 * N * LOOPS, -0.2, i < 10 ? 1.2 : 90.0);
      run_all (&tonsure_draw_plain, in, a);
      run_all (tonsure_draw_best (), in, b);
      g_assert_cmpmem (a, sizeof (float) * 4 * N * LOOPS, b, sizeof (float) * 4 * N * LOOPS);
    }
}

static void
test_exponential (void)
{
  const float apart[4] = { 0 }, crowd[4] = { 1, 1, 1, 1 };

  for (int i = 0; i < 200000; i++)
    {
      float x[4];
      double d = pow (10.0, g_test_rand_double_range (-9, 1.9));

      x[0] = x[1] = x[2] = x[3] = (float) d;
      tonsure_draw_best ()->transmit (x, apart, crowd, 1);
      g_assert_cmpfloat (fabs (x[0] / exp (-(double) (float) d) - 1.0), <, 4e-7);
      g_assert_cmpfloat (x[0], <=, 1.0f);
    }
}

static void
test_ends (void)
{
  const float apart[4] = { 0.1f, 0.1f, 0.1f, 0.0f }, crowd[4] = { 1, 1, 0.75f, 1 };
  float x[12] = { 0.0f, -0.0f, -1.0f, 0.0f, 1e-30f, 1e9f, INFINITY, 0.0f, NAN, 100.0f, 2.0f, 0.0f };

  tonsure_draw_best ()->transmit (x, apart, crowd, 3);
  for (int i = 0; i < 5; i++)
    g_assert_cmpfloat (x[i], ==, 1.0f);
  for (int i = 0; i < 12; i++)
    g_assert_true (x[i] >= 0.0f && x[i] <= 1.0f);
  g_assert_cmpfloat (x[5], <, 1e-30f);
  g_assert_cmpfloat_with_epsilon (x[10], 0.25 + 0.75 * exp (-2.0 - 0.02 - 0.008 / 3.0 - 0.0004),
                                  1e-6);
}

/* Sprites are cut by pairs: nothing but the pairs asked for may change. */
static void
test_add_touches_its_pairs_only (void)
{
  for (int pairs = 1; pairs < 12; pairs++)
    {
      float density[20 * 120], sprite[20 * 8 * 12];

      memset (density, 0, sizeof density);
      fill (sprite, G_N_ELEMENTS (sprite), 1, 2);
      tonsure_draw_best ()->add (density + 2 * 120 + 4, 120, sprite, 96, pairs, 7);
      for (int y = 0; y < 20; y++)
        for (int x = 0; x < 120; x++)
          {
            gboolean inside = y >= 2 && y < 9 && x >= 4 && x < 4 + 8 * pairs;

            g_assert_cmpfloat (density[120 * y + x], ==,
                               inside ? sprite[96 * (y - 2) + x - 4] : 0.0f);
          }
    }
}

static void
test_add_mixed (void)
{
  float density[8] = { 0 }, sprites[24];

  for (int i = 0; i < 8; i++)
    {
      sprites[i] = (float) i;
      sprites[8 + i] = (float) (2 * i);
      sprites[16 + i] = 1.0f;
    }
  tonsure_draw_best ()->add_mixed (density, 8, sprites, 8, 16, 8, 1, 1, 0.25f, -0.5f);
  for (int i = 0; i < 8; i++)
    g_assert_cmpfloat (density[i], ==, i + 0.25f * i - 0.5f * (1.0f - i));
}

static void
gloss_stays_and_nothing_else_where_all_light_passes (void)
{
  static const float wild[] = { NAN, INFINITY, -INFINITY, -1, 0, -0.0f, 3e38f, 1e-42f };
  TonsureGloss gloss;

  g_assert_true (tonsure_gloss_init (&gloss, (double[]) { 0.5, 0.3, 0.2 }, NULL, 0.1, NULL));
  for (int i = 0; i < 20000; i++)
    {
      float pixel[4], treated[4], factors[4];

      fill (pixel, 4, 0, 1.2);
      fill (factors, 4, 0, 1);
      factors[i % 4] = factors[3] = 1.0f;
      if (i % 3 == 0)
        pixel[i / 3 % 4] = wild[g_test_rand_int_range (0, G_N_ELEMENTS (wild))];
      memcpy (treated, pixel, sizeof treated);
      tonsure_draw_best ()->multiply_below (treated, factors, (const float *) &gloss, 1);

      float g = tonsure_gloss_of (&gloss, pixel);

      for (int c = 0; c < 4; c++)
        {
          float expected = pixel[c] * factors[c] + g * (1.0f - factors[c]);

          if (factors[c] == 1.0f)
            g_assert_cmpmem (&treated[c], sizeof (float), &pixel[c], sizeof (float));
          else if (!isnan (expected))
            g_assert_cmpfloat (treated[c], ==, expected);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/both copies of the loops give the same bits", test_same_bits);
  g_test_add_func ("/draw/the exponential is right within 4e-7", test_exponential);
  g_test_add_func ("/draw/transmittance stays within 0 and 1", test_ends);
  g_test_add_func ("/draw/a sprite touches its pixels only", test_add_touches_its_pairs_only);
  g_test_add_func ("/draw/gloss stays, and all where all light passes",
                   gloss_stays_and_nothing_else_where_all_light_passes);
  g_test_add_func ("/draw/sprites are interpolated", test_add_mixed);
  return g_test_run ();
}
