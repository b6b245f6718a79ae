/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "chroma.h"
#include "shrunk.h"
#include "sprite.h"

#include <math.h>
#include <string.h>

#define SIZE 15
#define STRIDE (4 * SIZE + 12)

static float *
picture_new (void)
{
  float *rgb = g_new (float, STRIDE *SIZE);

  for (int i = 0; i < STRIDE * SIZE; i++)
    rgb[i] = 7.0f;
  for (int j = 0; j < SIZE; j++)
    for (int i = 0; i < SIZE; i++)
      {
        int rim = MIN (MIN (i, SIZE - 1 - i), MIN (j, SIZE - 1 - j));

        for (int c = 0; c < 4; c++)
          rgb[STRIDE * j + 4 * i + c] =
              rim < TONSURE_CHROMA_REACH ? 0.0f : (float) g_test_rand_double ();
      }
  return rgb;
}

static void
luminance_and_the_sum_of_each_channel_stay (void)
{
  g_autofree float *rgb = picture_new ();
  g_autofree float *was = g_memdup2 (rgb, sizeof (float) * STRIDE * SIZE);
  double sum[4] = { 0 };

  tonsure_chroma_soften (rgb, SIZE, STRIDE, 1.0);
  for (int j = 0; j < SIZE; j++)
    for (int i = 0; i < STRIDE / 4; i++)
      {
        const float *a = was + STRIDE * j + 4 * i, *b = rgb + STRIDE * j + 4 * i;

        if (i >= SIZE)
          {
            g_assert_cmpmem (a, 4 * sizeof *a, b, 4 * sizeof *b);
            continue;
          }
        g_assert_cmpfloat_with_epsilon (tonsure_light_of (a), tonsure_light_of (b), 1e-6);
        g_assert_cmpfloat (a[3], ==, b[3]);
        for (int c = 0; c < 3; c++)
          sum[c] += b[c] - a[c];
      }
  for (int c = 0; c < 3; c++)
    g_assert_cmpfloat_with_epsilon (sum[c], 0.0, 1e-4);
}

/* Of the color difference of one pixel, along each axis. */
static void
the_variance_is_that_which_was_asked_for (void)
{
  for (double blur = 0.25; blur <= 1.0; blur += 0.25)
    {
      float rgb[STRIDE * SIZE] = { 0 };
      float *middle = rgb + STRIDE * (SIZE / 2) + 4 * (SIZE / 2);
      double sum = 0.0, across = 0.0, down = 0.0;

      middle[0] = 1.0f;
      middle[2] = -2.5f; /* no luminance */
      g_assert_cmpfloat_with_epsilon (tonsure_light_of (middle), 0.0, 1e-7);
      tonsure_chroma_soften (rgb, SIZE, STRIDE, blur);
      for (int j = 0; j < SIZE; j++)
        for (int i = 0; i < SIZE; i++)
          {
            double red = rgb[STRIDE * j + 4 * i];
            int x = i - SIZE / 2, y = j - SIZE / 2;

            sum += red;
            across += red * x * x;
            down += red * y * y;
            if (MAX (ABS (x), ABS (y)) > TONSURE_CHROMA_REACH)
              g_assert_cmpfloat (red, ==, 0.0);
            g_assert_cmpfloat_with_epsilon (rgb[STRIDE * j + 4 * i + 2], -2.5 * red, 1e-6);
          }
      g_assert_cmpfloat_with_epsilon (across / sum, blur * blur, 1e-5);
      g_assert_cmpfloat_with_epsilon (down / sum, blur * blur, 1e-5);
    }
}

/* Light that a sprite lets through in one pixel. */
static void
light_of (const TonsureSprites *sprites, int phase, int x, int y, double rgb[3])
{
  int j = y + sprites->reach, i = x + sprites->reach;
  const float *sprite = sprites->sprites + (gsize) phase * sprites->rows * 8 * sprites->pairs;

  for (int c = 0; c < 3; c++)
    rgb[c] = 1.0;
  if (j >= 0 && i >= 0 && j < sprites->rows && i < sprites->rows)
    for (int c = 0; c < 3; c++)
      rgb[c] = exp (-sprite[(gsize) 8 * sprites->pairs * j + 4 * i + c]);
}

/* A dot's red against its blue falls, its luminance and its mass stay. */
static void
the_color_of_a_dot_is_softer_than_its_light (void)
{
  static const float overlap[4] = { 0 };
  TonsureSkin skin;
  TonsureDeposit deposit = { 0.2, 0.15, 0.1, 200, 1, 0 };
  TonsureProfile profile;
  TonsureSplit split;
  TonsureSprites sprites[2];
  double mass[2][3] = { { 0 } }, most[2] = { 0 }, luminance = 0;

  tonsure_skin_init (&skin, 0.022, 0.0115);
  g_assert_true (tonsure_profiles_compute (&skin, &deposit, 1, NULL, &profile, NULL));
  tonsure_split_compute (&profile, &deposit, 1, NULL, &split);
  for (int k = 0; k < 2; k++)
    {
      TonsureSpriteView view = { 0.1, 0.7, 0.35, overlap, FALSE, k };

      tonsure_sprites_init (&sprites[k], &view, &split, 1, NULL, tonsure_draw_best ());
    }
  int phase = sprites[0].phases / 2 * (sprites[0].phases + 1), reach = sprites[1].reach;

  g_assert_cmpint (sprites[0].phases, ==, sprites[1].phases);
  g_assert_cmpint (sprites[1].reach, <=, sprites[0].reach + TONSURE_CHROMA_REACH);
  for (int y = -reach; y <= reach; y++)
    for (int x = -reach; x <= reach; x++)
      {
        double rgb[2][3], light[2] = { 0 };

        for (int k = 0; k < 2; k++)
          {
            light_of (&sprites[k], phase, x, y, rgb[k]);
            most[k] = MAX (most[k], fabs (rgb[k][0] - rgb[k][2]));
            light[k] = tonsure_light_of (
                (float[]) { (float) rgb[k][0], (float) rgb[k][1], (float) rgb[k][2] });
            for (int c = 0; c < 3; c++)
              mass[k][c] += (1.0 - rgb[k][c]) * 0.01;
          }
        luminance = MAX (luminance, fabs (light[1] - light[0]));
      }
  g_test_message ("red less blue %.4f, softened %.4f; luminance within %.5f; reach %d, %d", most[0],
                  most[1], luminance, sprites[0].reach, sprites[1].reach);
  g_assert_cmpfloat (most[0], >, 0.01);
  g_assert_cmpfloat (most[1], <, 0.75 * most[0]);
  g_assert_cmpfloat (luminance, <, 2e-4);
  for (int c = 0; c < 3; c++)
    g_assert_cmpfloat_with_epsilon (mass[1][c] / mass[0][c], 1.0, 0.002);
  for (int k = 0; k < 2; k++)
    tonsure_sprites_clear (&sprites[k]);
}

#define ADD(sentence, function) g_test_add_func ("/chroma/" sentence, function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("luminance and the sum of each channel stay", luminance_and_the_sum_of_each_channel_stay);
  ADD ("the variance is that which was asked for", the_variance_is_that_which_was_asked_for);
  ADD ("the color of a dot is softer than its light", the_color_of_a_dot_is_softer_than_its_light);
  return g_test_run ();
}
