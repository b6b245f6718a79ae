/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Pigment under hair: see tonsure_render_multiply_bare(). */
#include "render.h"

#include <string.h>

#define N 64

static void
any_pixels (float *photo, float *transmittance, float *bare)
{
  for (int i = 0; i < 4 * N; i++)
    {
      photo[i] = i % 4 < 3 ? (float) g_test_rand_double_range (0.01, 1.0) : 1.0f;
      transmittance[i] = i % 4 < 3 ? (float) g_test_rand_double_range (0.2, 1.0) : 1.0f;
      bare[i] = (float) g_test_rand_double_range (0.0, 1.0);
    }
}

static TonsureRenderer *
renderer_new (void)
{
  TonsureTreatment treatment;
  g_autoptr (GError) error = NULL;
  TonsureRenderer *renderer;

  tonsure_treatment_init (&treatment);
  renderer = tonsure_renderer_new (&treatment, NULL, &error);
  g_assert_no_error (error);
  return renderer;
}

static void
pigment_takes_of_the_light_of_skin_alone (void)
{
  g_autoptr (TonsureRenderer) renderer = renderer_new ();
  float photo[4 * N], treated[4 * N], transmittance[4 * N], bare[4 * N];

  any_pixels (photo, transmittance, bare);
  memcpy (treated, photo, sizeof photo);
  tonsure_render_multiply_bare (renderer, transmittance, bare, N, treated);
  for (int i = 0; i < 4 * N; i++)
    {
      double skin = i % 4 < 3 ? (double) photo[i] * bare[i] : 0.0;

      g_assert_cmpfloat_with_epsilon (treated[i], photo[i] - skin * (1.0 - transmittance[i]), 1e-6);
    }
}

static void
without_hair_it_multiplies_with_the_same_bits (void)
{
  g_autoptr (TonsureRenderer) renderer = renderer_new ();
  float photo[4 * N], treated[4 * N], transmittance[4 * N], bare[4 * N];

  any_pixels (photo, transmittance, bare);
  for (int i = 0; i < 4 * N; i++)
    bare[i] = 1.0f;
  memcpy (treated, photo, sizeof photo);
  tonsure_render_multiply (renderer, transmittance, N, photo);
  tonsure_render_multiply_bare (renderer, transmittance, bare, N, treated);
  g_assert_cmpmem (treated, sizeof treated, photo, sizeof photo);
}

static void
hair_alone_keeps_its_bits (void)
{
  g_autoptr (TonsureRenderer) renderer = renderer_new ();
  float photo[4 * N], treated[4 * N], transmittance[4 * N], bare[4 * N];

  any_pixels (photo, transmittance, bare);
  memset (bare, 0, sizeof bare);
  memcpy (treated, photo, sizeof photo);
  tonsure_render_multiply_bare (renderer, transmittance, bare, N, treated);
  g_assert_cmpmem (treated, sizeof treated, photo, sizeof photo);
}

static void
hair_is_known_where_the_treatment_names_it (void)
{
  TonsureTreatment treatment;
  g_autoptr (TonsureRenderer) without = renderer_new ();
  g_autoptr (TonsureRenderer) with = NULL;

  g_assert_null (tonsure_render_hair (without));
  tonsure_treatment_init (&treatment);
  treatment.hair_red = 0.04, treatment.hair_green = 0.03, treatment.hair_blue = 0.025;
  treatment.skin_red = 0.45, treatment.skin_green = 0.31, treatment.skin_blue = 0.24;
  with = tonsure_renderer_new (&treatment, NULL, NULL);
  g_assert_nonnull (with);
  g_assert_nonnull (tonsure_render_hair (with));
}

#define ADD(sentence, function) g_test_add_func ("/render-bare/" sentence, function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("pigment takes of the light of skin alone", pigment_takes_of_the_light_of_skin_alone);
  ADD ("without hair it multiplies with the same bits",
       without_hair_it_multiplies_with_the_same_bits);
  ADD ("hair alone keeps its bits", hair_alone_keeps_its_bits);
  ADD ("hair is known where the treatment names it", hair_is_known_where_the_treatment_names_it);
  return g_test_run ();
}
