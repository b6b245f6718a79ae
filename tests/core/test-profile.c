/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "profile.h"

static const TonsureDeposit healed = { 0.20, 0.15, 0.10, 200.0 };

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
      TonsureDeposit deposit = { g_test_rand_double_range (0.02, 2.0),
                                 g_test_rand_double_range (0.06, 2.0),
                                 g_test_rand_double_range (0.01, 1.0),
                                 g_test_rand_double_range (0.0, 2000.0) };
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
the_default_dot_looks_a_third_of_a_millimeter_wide (void)
{
  TonsureProfile profile;
  int half = 0;

  compute (&healed, NULL, &profile);
  while (profile.loss[1][half] > 0.5f * profile.loss[1][0])
    half++;
  g_assert_cmpfloat_with_epsilon (2 * half * 0.005, 0.32, 0.03);
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
  g_assert_cmphex (hash, ==, 0x3f8da09a);
}

static void
bad_deposits_are_refused_by_name (void)
{
  static const struct
  {
    TonsureDeposit deposit;
    const char *name;
  } bad[] = {
    { { 0.0, 0.15, 0.10, 200 }, "diameter" },
    { { 0.2, 0.01, 0.10, 200 }, "top" },
    { { 0.2, 0.15, -0.1, 200 }, "thickness" },
    { { 0.2, 0.15, 0.10, -1 }, "absorption" },
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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/profile/the loss falls from the center to nothing at the reach",
                   the_loss_falls_from_the_center_to_nothing_at_the_reach);
  g_test_add_func ("/profile/the default dot looks a third of a millimeter wide",
                   the_default_dot_looks_a_third_of_a_millimeter_wide);
  g_test_add_func ("/profile/the mass is the integral of the samples",
                   the_mass_is_the_integral_of_the_samples);
  g_test_add_func ("/profile/the default profile has its bits", the_default_profile_has_its_bits);
  g_test_add_func ("/profile/bad deposits are refused by name", bad_deposits_are_refused_by_name);
  return g_test_run ();
}
