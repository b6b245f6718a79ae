/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "texture.h"

#include <math.h>

#define SIDE 256

static float *
surface_new (double bow)
{
  float *rgb = g_new (float, 3 * SIDE * SIDE);

  for (int i = 0; i < SIDE * SIDE; i++)
    {
      double x = (i % SIDE) / (double) SIDE - 0.5, y = (i / SIDE) / (double) SIDE - 0.5;

      for (int c = 0; c < 3; c++)
        rgb[3 * i + c] = (float) (0.4 + bow * (x - 0.5 * y + x * x - 2 * y * y + x * y));
    }
  return rgb;
}

static guint16 *
everywhere (void)
{
  guint16 *mask = g_new (guint16, SIDE * SIDE);

  for (int i = 0; i < SIDE * SIDE; i++)
    mask[i] = 65535;
  return mask;
}

static void
shading_is_no_texture (void)
{
  g_autofree float *rgb = surface_new (0.1);
  g_autofree guint16 *mask = everywhere ();
  TonsureTexture texture;

  g_assert_true (tonsure_texture_read (rgb, mask, SIDE, SIDE, 0.4, &texture));
  for (guint i = 0; i < texture.n_bins; i++)
    g_assert_cmpfloat (texture.power[i], <, 1e-8);
}

/* Uniform noise of ± a has the variance a² / 3, at every frequency. */
static void
white_noise_has_its_variance_at_every_frequency (void)
{
  g_autofree float *rgb = surface_new (0.05);
  g_autofree guint16 *mask = everywhere ();
  double a = g_test_rand_double_range (0.01, 0.1);
  TonsureTexture texture;

  for (int i = 0; i < 3 * SIDE * SIDE; i++)
    rgb[i] *= (float) (1 + g_test_rand_double_range (-a, a));
  g_assert_true (tonsure_texture_read (rgb, mask, SIDE, SIDE, 0.4, &texture));
  g_assert_cmpuint (texture.n_patches, >=, 24);
  for (guint i = 0; i < texture.n_bins; i++)
    {
      g_assert_cmpfloat (texture.frequency[i], <=, 0.5);
      g_assert_cmpfloat_with_epsilon (log (texture.power[i] / (a * a / 3)), 0,
                                      5 * texture.spread[i] + 0.1);
    }
}

static void
narrow_areas_are_read_in_small_patches (void)
{
  g_autofree float *rgb = surface_new (0);
  g_autofree guint16 *mask = g_new0 (guint16, SIDE * SIDE);
  TonsureTexture texture;

  for (int i = 0; i < SIDE * SIDE; i++)
    mask[i] = i / SIDE >= 100 && i / SIDE < 124 ? 65535 : 0;
  g_assert_true (tonsure_texture_read (rgb, mask, SIDE, SIDE, 0.4, &texture));
  g_assert_cmpuint (texture.n_bins, ==, 7);
  for (int i = 0; i < SIDE * SIDE; i++)
    mask[i] = i / SIDE >= 100 && i / SIDE < 115 ? 65535 : 0;
  g_assert_false (tonsure_texture_read (rgb, mask, SIDE, SIDE, 0.4, &texture));
}

/* The spectrum that a lens and a sensor make of natural texture. */
static void
spectrum_init (TonsureTexture *texture, double fall, double blur, double noise)
{
  texture->n_bins = 30;
  texture->n_patches = 100;
  for (guint i = 0; i < texture->n_bins; i++)
    {
      double f = (i + 3) / 64.0;

      texture->frequency[i] = f;
      texture->power[i] =
          3e-4 * pow (f, -fall) * exp (-4 * G_PI * G_PI * f * f * (blur * blur + 1.0 / 12))
          + noise * noise;
      texture->spread[i] = 0.03;
    }
}

static void
blur_and_noise_of_a_pure_spectrum_come_back (void)
{
  for (int run = 0; run < 200; run++)
    {
      double blur = g_test_rand_double_range (0.4, 3),
             noise = g_test_rand_double_range (0.002, 0.02);
      double fall = g_test_rand_double_range (1.5, 2.5);
      TonsureEstimate seen, grain;
      TonsureTexture texture;

      spectrum_init (&texture, fall, blur, noise);
      tonsure_texture_explain (&texture, &seen, &grain);
      g_assert_true (isfinite (seen.error));
      g_assert_cmpfloat (fabs (seen.value - blur), <=, 2 * seen.error);
      g_assert_cmpfloat (fabs (grain.value - noise), <=, 2 * grain.error);
    }
}

static void
a_surface_without_texture_tells_nothing (void)
{
  TonsureTexture texture = { .n_bins = 10, .n_patches = 50 };
  TonsureEstimate blur, noise;

  tonsure_texture_explain (&texture, &blur, &noise);
  g_assert_true (isinf (blur.error));
  g_assert_cmpfloat (noise.value, ==, 0);
}

#define ADD(sentence, function) g_test_add_func ("/texture/" sentence, function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("shading is no texture", shading_is_no_texture);
  ADD ("white noise has its variance at every frequency",
       white_noise_has_its_variance_at_every_frequency);
  ADD ("narrow areas are read in small patches", narrow_areas_are_read_in_small_patches);
  ADD ("blur and noise of a pure spectrum come back", blur_and_noise_of_a_pure_spectrum_come_back);
  ADD ("a surface without texture tells nothing", a_surface_without_texture_tells_nothing);
  return g_test_run ();
}
