/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "dot.h"
#include "pigment.h"
#include "profile.h"

#include <math.h>
#include <string.h>

static const TonsureDeposit healed = { 0.20, 0.15, 0.10, 200.0, 1.0, 0.0 };

static void
compute (const TonsureDeposit *deposit, const double *primaries, TonsureProfile *profile)
{
  TonsureSkin skin;
  g_autoptr (GError) error = NULL;

  tonsure_skin_init (&skin, 0.022, 0.0115);
  g_assert_true (tonsure_profiles_compute (&skin, deposit, 1, primaries, profile, &error));
  g_assert_no_error (error);
}

static void
the_loss_falls_from_the_center_to_nothing_at_the_reach (void)
{
  for (int trial = 0; trial < 30; trial++)
    {
      TonsureDeposit deposit = {
        g_test_rand_double_range (0.02, 2.0), g_test_rand_double_range (0.06, 2.0),
        g_test_rand_double_range (0.01, 1.0), g_test_rand_double_range (0.0, 2000.0),
        g_test_rand_double_range (1.0, 1.2),  g_test_rand_double_range (0.0, 1.0)
      };
      TonsureProfile profile;

      compute (&deposit, NULL, &profile);
      for (int channel = 0; channel < 3; channel++)
        {
          const float *loss = profile.loss[channel];

          g_assert_cmpfloat (loss[0], <=, 1.0f);
          for (int i = 1; i < TONSURE_PROFILE_SAMPLES; i++)
            g_assert_cmpfloat (loss[i], <=, loss[i - 1]);
          g_assert_cmpfloat (loss[TONSURE_PROFILE_SAMPLES - 1], ==, 0.0f);
        }
    }
}

static void
the_default_dot_looks_a_quarter_of_a_millimeter_wide (void)
{
  TonsureProfile profile;
  int half = 0;

  compute (&healed, NULL, &profile);
  while (profile.loss[1][half] > 0.5f * profile.loss[1][0])
    half++;
  g_assert_cmpfloat_with_epsilon (2 * half * 0.005, 0.23, 0.02);
}

static void
the_mass_is_the_integral_of_the_samples (void)
{
  TonsureProfile profile;
  double sum = 0.0;

  compute (&healed, NULL, &profile);
  for (int i = 0; i < 60000; i++)
    {
      double r = (i + 0.5) * 5e-5, t = r / 0.005 - (int) (r / 0.005);
      const float *loss = profile.loss[0] + (int) (r / 0.005);

      sum += 2.0 * G_PI * r * 5e-5 * (loss[0] * (1.0 - t) + loss[1] * t);
    }
  g_assert_cmpfloat_with_epsilon (profile.mass[0] / sum, 1.0, 1e-6);
}

/* Another machine, compiler or way to vectorize must not change a bit. */
static void
the_default_profile_has_its_bits (void)
{
  TonsureProfile profile;
  guint32 hash = 2166136261u;

  compute (&healed, NULL, &profile);
  for (int channel = 0; channel < 3; channel++)
    for (int i = 0; i < TONSURE_PROFILE_SAMPLES; i++)
      {
        union
        {
          float value;
          guint32 bits;
        } sample = { profile.loss[channel][i] };

        hash = (hash ^ sample.bits) * 16777619u;
      }
  g_assert_cmphex (hash, ==, 0x8fa19f87);
}

static void
bad_deposits_are_refused_by_name (void)
{
  static const struct
  {
    TonsureDeposit deposit;
    const char *name;
  } bad[] = {
    { { 0.0, 0.15, 0.10, 200, 1.0, 0.0 }, "diameter is 0, which is outside 0.001 to 4" },
    { { 4.1, 0.15, 0.10, 200, 1.0, 0.0 }, "diameter is 4.1, which is outside 0.001 to 4" },
    { { NAN, 0.15, 0.10, 200, 1.0, 0.0 }, "diameter is nan, which is outside 0.001 to 4" },
    { { 0.2, 5.1, 0.10, 200, 1.0, 0.0 }, "top is 5.1, which is outside 0.06 to 5" },
    { { 0.2, 0.01, 0.10, 200, 1.0, 0.0 }, "top" },
    { { 0.2, 0.15, -0.1, 200, 1.0, 0.0 }, "thickness" },
    { { 0.2, 0.15, 0.10, -1, 1.0, 0.0 }, "absorption" },
  };
  TonsureSkin skin;
  TonsureProfile profile;

  tonsure_skin_init (&skin, 0.022, 0.0115);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (tonsure_profiles_compute (&skin, &bad[i].deposit, 1, NULL, &profile, &error));
      g_assert_nonnull (strstr (error->message, bad[i].name));
    }
}

/* Lab of @rgb multiplied by 1 - @loss, the surface's own reflection on top. */
static void
lab_of_product (const double rgb[3], const double loss[3], const double *primaries, double lab[3])
{
  double product[3], xyz[3];

  for (int channel = 0; channel < 3; channel++)
    product[channel] = rgb[channel] * (1.0 - loss[channel]) + TONSURE_SPECULAR;
  tonsure_rgb_to_xyz (product, primaries, xyz);
  tonsure_xyz_to_lab (xyz, lab);
}

static const double adobe_rgb[9] = {
  0.6097559, 0.2052401, 0.1492240, 0.3111242, 0.6256560, 0.0632197, 0.0194811, 0.0608902, 0.7448387,
};
static const double display_p3[9] = {
  0.5151187, 0.2919778,  0.1571035, 0.2411892, 0.6922441,
  0.0665668, -0.0010505, 0.0418791, 0.7840713,
};

/* Lab of skin under a dot's center, and of an even field of @per_mm2 such dots. */
static void
treated_skin (const double *primaries, double per_mm2, double center[3], double field[3])
{
  double rgb[3], loss[2][3];
  TonsureProfile profile;
  TonsureSkin skin;
  double bare[TONSURE_BANDS], xyz[3];

  compute (&healed, primaries, &profile);
  tonsure_skin_init (&skin, 0.022, 0.0115);
  g_assert_true (tonsure_skin_reflectance (&skin, NULL, 0, bare, NULL, NULL));
  tonsure_spectrum_to_xyz (bare, xyz);
  tonsure_xyz_to_rgb (xyz, primaries, rgb);
  for (int channel = 0; channel < 3; channel++)
    {
      loss[0][channel] = profile.loss[channel][0];
      loss[1][channel] = 1.0 - exp (-per_mm2 * profile.mass[channel]);
    }
  lab_of_product (rgb, loss[0], primaries, center);
  lab_of_product (rgb, loss[1], primaries, field);
}

static void
the_same_skin_looks_the_same_in_any_primaries (void)
{
  const double *spaces[] = { adobe_rgb, display_p3 };
  double center[3], field[3];

  treated_skin (NULL, 2.5, center, field);
  for (guint i = 0; i < G_N_ELEMENTS (spaces); i++)
    {
      double other_center[3], other_field[3];

      treated_skin (spaces[i], 2.5, other_center, other_field);
      g_test_message ("CIEDE2000 %.3f at the center, %.3f of a field",
                      tonsure_ciede2000 (center, other_center),
                      tonsure_ciede2000 (field, other_field));
      g_assert_cmpfloat (tonsure_ciede2000 (center, other_center), <, 0.05);
      g_assert_cmpfloat (tonsure_ciede2000 (field, other_field), <, 0.3);
    }
}

/* Another sum: of the dot itself, in rings that grow, far out. */
static void
the_tail_is_put_back_within_the_reach (void)
{
  TonsureProfile profile;
  TonsureInkLayer ink = { .top = healed.top, .thickness = healed.thickness };
  double radii[600], transmittance[600][3], full[3], sum[3] = { 0.0 };
  TonsureSkin skin;

  compute (&healed, NULL, &profile);
  tonsure_skin_init (&skin, 0.022, 0.0115);
  tonsure_pigment_carbon_black (healed.absorption, ink.absorption);
  for (int i = 0; i < 600; i++)
    radii[i] = 6.0 * (i + 0.5) * (i + 0.5) / (600.0 * 600.0);
  g_assert_true (tonsure_dot_transmittance (&skin, &ink, healed.diameter, NULL,
                                            TONSURE_DOT_VIEW_CAMERA, radii, 600, transmittance,
                                            full, NULL));
  for (int i = 0; i < 600; i++)
    for (int channel = 0; channel < 3; channel++)
      sum[channel] += (1.0 - transmittance[i][channel]) * 2.0 * G_PI * radii[i] * 12.0 * (i + 0.5)
                      / (600.0 * 600.0);
  for (int channel = 0; channel < 3; channel++)
    {
      g_test_message ("mass %.5f, %.5f", profile.mass[channel], sum[channel]);
      g_assert_cmpfloat_with_epsilon (profile.mass[channel] / sum[channel], 1.0, 0.01);
      g_assert_cmpfloat_with_epsilon (profile.layer[channel], full[channel], 1e-12);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/profile/the loss falls from the center to nothing at the reach",
                   the_loss_falls_from_the_center_to_nothing_at_the_reach);
  g_test_add_func ("/profile/the default dot looks a quarter of a millimeter wide",
                   the_default_dot_looks_a_quarter_of_a_millimeter_wide);
  g_test_add_func ("/profile/the mass is the integral of the samples",
                   the_mass_is_the_integral_of_the_samples);
  g_test_add_func ("/profile/the default profile has its bits", the_default_profile_has_its_bits);
  g_test_add_func ("/profile/bad deposits are refused by name", bad_deposits_are_refused_by_name);
  g_test_add_func ("/profile/the same skin looks the same in any primaries",
                   the_same_skin_looks_the_same_in_any_primaries);
  g_test_add_func ("/profile/the tail is put back within the reach",
                   the_tail_is_put_back_within_the_reach);
  return g_test_run ();
}
