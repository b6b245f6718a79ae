/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Drawn texture of known blur. */
#include "sharpness-read.h"
#include "sharpness-model.h"

#include "grid.h"

#include <math.h>
#include <string.h>

#define SIDE 384

/* Smoothed, lots have a standard deviation of .04. */
#define UNEVEN 8.0f

/* Texture whose power falls with the square of the frequency: noise of octaves, each as strong as
 * the next, here stronger and there weaker as that of skin is, and all seen through @sigma. */
static void
draw_texture (float *light, double contrast, double sigma)
{
  g_autofree float *layer = g_new (float, SIDE *SIDE);
  g_autofree float *sum = g_new0 (float, SIDE *SIDE);
  double square = 0;

  for (double width = 0.25; width < 12; width *= 2)
    {
      double own = 0;

      for (int i = 0; i < SIDE * SIDE; i++)
        layer[i] = (float) g_test_rand_double_range (-1, 1);
      tonsure_grid_smooth (layer, SIDE, SIDE, width);
      for (int i = 0; i < SIDE * SIDE; i++)
        own += layer[i] * layer[i] / (SIDE * SIDE);
      for (int i = 0; i < SIDE * SIDE; i++)
        sum[i] += layer[i] / (float) sqrt (own);
    }
  for (int i = 0; i < SIDE * SIDE; i++)
    layer[i] = (float) g_test_rand_double_range (-1, 1);
  tonsure_grid_smooth (layer, SIDE, SIDE, 4.0);
  for (int i = 0; i < SIDE * SIDE; i++)
    sum[i] *= expf (UNEVEN * layer[i]);
  for (int i = 0; i < SIDE * SIDE; i++)
    square += sum[i] * sum[i] / (SIDE * SIDE);
  for (int i = 0; i < SIDE * SIDE; i++)
    sum[i] *= (float) (contrast / sqrt (square));
  tonsure_grid_smooth (sum, SIDE, SIDE, sigma);
  for (int i = 0; i < SIDE * SIDE; i++)
    light[i] = 0.4f * expf (sum[i]);
}

static void
to_photo (const float *left, const float *right, float *rgb, guint16 *mask)
{
  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      for (int c = 0; c < 3; c++)
        {
          gsize at = (gsize) y * SIDE + x;

          rgb[3 * at + c] = x < SIDE / 2 ? left[at] : right[at];
          mask[at] = G_MAXUINT16;
        }
}

static double
blur_at (const TonsureSharpness *s, double x)
{
  double code, lost;

  tonsure_sharpness_at (s, x, SIDE / 2, &code, &lost);
  return tonsure_sharpness_blur (code);
}

/* Within 15 %, the pixel's own square taken off; .4 px is as good as sharp. */
static void
blur_is_read_from_place_to_place (void)
{
  static const double sigmas[] = { 0.8, 1.2, 2.0 };
  g_autofree float *left = g_new (float, SIDE *SIDE), *right = g_new (float, SIDE *SIDE);
  g_autofree float *rgb = g_new (float, 3 * SIDE * SIDE);
  g_autofree guint16 *mask = g_new (guint16, SIDE * SIDE);

  for (guint i = 0; i < G_N_ELEMENTS (sigmas); i++)
    {
      TonsureSharpness s;

      draw_texture (left, 0.1, 0.4);
      draw_texture (right, 0.1, sigmas[i]);
      to_photo (left, right, rgb, mask);
      g_assert_true (tonsure_sharpness_read (rgb, mask, SIDE, SIDE, 0, &s));
      g_test_message ("%.2f read as %.2f beside .4 read as %.2f", sigmas[i],
                      blur_at (&s, 0.75 * SIDE), blur_at (&s, 0.25 * SIDE));
      g_assert_cmpfloat_with_epsilon (blur_at (&s, 0.75 * SIDE), sigmas[i], 0.2 * sigmas[i]);
      g_assert_cmpfloat (blur_at (&s, 0.25 * SIDE), <, 0.6);
    }
}

/* A smooth gradient with faint, coarse shading, as phones leave it of skin, and hair beside it. */
static void
wax_beside_sharp_hair_is_no_blur_but_loses_contrast (void)
{
  g_autofree float *left = g_new (float, SIDE *SIDE), *right = g_new (float, SIDE *SIDE);
  g_autofree float *rgb = g_new (float, 3 * SIDE * SIDE);
  g_autofree guint16 *mask = g_new (guint16, SIDE * SIDE);
  TonsureSharpness s;
  double code, lost;

  draw_texture (left, 0.25, 0.4);
  draw_texture (right, 0.02, 6.0);
  to_photo (left, right, rgb, mask);
  g_assert_true (tonsure_sharpness_read (rgb, mask, SIDE, SIDE, 0, &s));
  g_assert_cmpfloat (blur_at (&s, 0.75 * SIDE), <, 0.9);
  tonsure_sharpness_at (&s, 0.8 * SIDE, SIDE / 2, &code, &lost);
  g_assert_cmpfloat (lost, >, 0.15);
  tonsure_sharpness_at (&s, 0.2 * SIDE, SIDE / 2, &code, &lost);
  /* Measured: 0 to .03: what is lost beside it is evened out over a few cells. */
  g_assert_cmpfloat (lost, <, 0.06);
}

static void
what_cannot_be_read_has_no_grid (void)
{
  g_autofree float *rgb = g_new (float, 3 * SIDE * SIDE);
  g_autofree guint16 *mask = g_new0 (guint16, SIDE * SIDE);
  TonsureSharpness s;

  for (int i = 0; i < 3 * SIDE * SIDE; i++)
    rgb[i] = i % 5 == 0 ? NAN : i % 7 == 0 ? INFINITY : -1.0f;
  g_assert_false (tonsure_sharpness_read (rgb, mask, SIDE, SIDE, 0.01, &s));
  memset (mask, 0xff, sizeof *mask * SIDE * SIDE);
  g_assert_false (tonsure_sharpness_read (rgb, mask, SIDE, SIDE, 0.01, &s));
  g_assert_cmpint (s.columns, ==, 0);
  g_assert_false (tonsure_sharpness_read (rgb, mask, 5, 3, 0.01, &s));
  g_assert_false (tonsure_sharpness_read (rgb, mask, 1, 1, 0.01, &s));
}

static void
pictures_of_any_size_fit_the_grid (void)
{
  static const int sizes[][2] = { { 4000, 20 }, { 20, 4000 }, { 64, 64 }, { 1025, 33 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      int width = sizes[i][0], height = sizes[i][1];
      g_autofree float *rgb = g_new (float, 3 * (gsize) width * height);
      g_autofree guint16 *mask = g_new (guint16, (gsize) width * height);
      TonsureSharpness s;

      memset (mask, 0xff, sizeof *mask * width * height);
      for (int k = 0; k < 3 * width * height; k++)
        rgb[k] = (float) g_test_rand_double_range (0.3, 0.5);
      g_assert_true (tonsure_sharpness_read (rgb, mask, width, height, 0, &s));
      g_assert_cmpint (s.columns, <=, TONSURE_SHARPNESS_SIDE);
      g_assert_cmpint (s.rows, <=, TONSURE_SHARPNESS_SIDE);
      g_assert_cmpfloat (s.columns * s.cell, >=, width);
      g_assert_cmpfloat (s.rows * s.cell, >=, height);
    }
}

/* White noise has the variance that the model says in each band. */
static void
bands_hold_what_the_model_says (void)
{
  g_autofree float *rgb = g_new (float, 3 * SIDE * SIDE);
  g_autofree guint16 *mask = g_new (guint16, SIDE * SIDE);
  g_autofree TonsureSharpnessModel *model = g_new (TonsureSharpnessModel, 1);
  g_autofree TonsureDetail *all = g_new (TonsureDetail, 1);
  const double sigma = 0.01;

  for (int i = 0; i < SIDE * SIDE; i++)
    {
      double sum = -6.0;

      for (int k = 0; k < 12; k++)
        sum += g_test_rand_double ();
      for (int c = 0; c < 3; c++)
        rgb[3 * i + c] = 0.4f * expf ((float) (sigma * sum));
      mask[i] = G_MAXUINT16;
    }
  tonsure_sharpness_model_init (model);
  tonsure_detail_read (rgb, mask, SIDE, SIDE, SIDE, 1, 1, all);
  g_assert_cmpuint (all->n, ==, SIDE * SIDE);
  for (guint b = 0; b < TONSURE_SHARPNESS_BANDS; b++)
    {
      double read = tonsure_detail_quantile (all, b, 0.5) / 0.6745 / sigma;
      double strong = tonsure_detail_quantile (all, b, 0.98) / 2.3263 / sigma;

      g_assert_cmpfloat_with_epsilon (read, sqrt (model->white[b]), 0.06 * read);
      g_assert_cmpfloat_with_epsilon (strong, sqrt (model->white[b]), 0.06 * strong);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sharpness-read/blur is read from place to place",
                   blur_is_read_from_place_to_place);
  g_test_add_func ("/sharpness-read/wax beside sharp hair is no blur but loses contrast",
                   wax_beside_sharp_hair_is_no_blur_but_loses_contrast);
  g_test_add_func ("/sharpness-read/what cannot be read has no grid",
                   what_cannot_be_read_has_no_grid);
  g_test_add_func ("/sharpness-read/pictures of any size fit the grid",
                   pictures_of_any_size_fit_the_grid);
  g_test_add_func ("/sharpness-read/bands hold what the model says",
                   bands_hold_what_the_model_says);
  return g_test_run ();
}
