/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "profile.h"
#include "reference-table.h"

#include <math.h>
#include <string.h>

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
    { { 0.0, 0.15, 0.10, 200 }, "diameter is 0, which is outside 0.001 to 4" },
    { { 4.1, 0.15, 0.10, 200 }, "diameter is 4.1, which is outside 0.001 to 4" },
    { { NAN, 0.15, 0.10, 200 }, "diameter is nan, which is outside 0.001 to 4" },
    { { 0.2, 5.1, 0.10, 200 }, "top is 5.1, which is outside 0.06 to 5" },
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

/* Dots of gray ink solved by Monte Carlo in three dimensions: saturation .75, vessels of
 * 20 µm, 1 - T of red, green and blue at the center; linear sRGB. */
static const struct
{
  double melanin, blood, top, thickness, absorption, diameter, loss[3];
} solved[] = {
  { 0.05, 0.01, 0.15, 0.1, 200, 0.2, { 0.3323, 0.2840, 0.2308 } },
  { 0.05, 0.01, 0.2, 0.1, 200, 0.3, { 0.3642, 0.2884, 0.2137 } },
  { 0.05, 0.01, 0.3, 0.1, 200, 0.4, { 0.2741, 0.1881, 0.1184 } },
  { 0.05, 0.01, 0.8, 0.1, 200, 0.2, { 0.0124, 0.0036, 0.0011 } },
  { 0.015, 0.01, 0.15, 0.1, 200, 0.2, { 0.3241, 0.2741, 0.2237 } },
  { 0.015, 0.01, 0.2, 0.1, 200, 0.3, { 0.3565, 0.2803, 0.2106 } },
  { 0.12, 0.01, 0.15, 0.1, 200, 0.2, { 0.3440, 0.2933, 0.2175 } },
  { 0.12, 0.01, 0.2, 0.1, 200, 0.3, { 0.3749, 0.2948, 0.1950 } },
};

static void
solve_gray (double melanin, double blood, const TonsureDeposit *deposit, TonsureProfile *profile)
{
  TonsureInkLayer ink = { .top = deposit->top, .thickness = deposit->thickness };
  TonsureSkin skin;
  g_autoptr (GError) error = NULL;

  tonsure_skin_init (&skin, melanin, blood);
  skin.saturation = 0.75;
  skin.vessel_diameter = 0.02;
  for (int band = 0; band < TONSURE_BANDS; band++)
    ink.absorption[band] = deposit->absorption;
  g_assert_true (
      tonsure_profiles_solve (&skin, &ink, &deposit->diameter, 1, NULL, profile, &error));
}

static void
the_center_is_as_dark_as_monte_carlo_has_it (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (solved); i++)
    {
      TonsureDeposit deposit = { solved[i].diameter, solved[i].top, solved[i].thickness,
                                 solved[i].absorption };
      TonsureProfile profile;

      solve_gray (solved[i].melanin, solved[i].blood, &deposit, &profile);
      for (int channel = 0; channel < 3; channel++)
        g_assert_cmpfloat_with_epsilon (profile.loss[channel][0], solved[i].loss[channel], 0.05);
    }
}

/* Color of bare skin, the specular part left out. */
static void
bare_rgb (double melanin, double blood, const double *primaries, double rgb[3])
{
  double bare[TONSURE_BANDS], xyz[3];
  TonsureSkin skin;

  tonsure_skin_init (&skin, melanin, blood);
  skin.saturation = 0.75;
  skin.vessel_diameter = 0.02;
  g_assert_true (tonsure_skin_reflectance (&skin, NULL, 0, bare, NULL, NULL));
  tonsure_spectrum_to_xyz (bare, xyz);
  tonsure_xyz_to_rgb (xyz, primaries, rgb);
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

typedef struct
{
  double center;   /* CIEDE2000 */
  double farthest; /* greatest error of T over r */
} Misfit;

/* T of the table, at most 1: more is a color outside of sRGB, on dark skin. */
static double
transmittance (ReferenceTable *table, guint row, const char *radius)
{
  return MIN (reference_table_number (table, row, radius), 1.0);
}

/* The columns of radii are named r and the radius in mm. */
static void
misfit_of_dot (ReferenceTable *table, guint row, Misfit *misfit)
{
  TonsureDeposit deposit = { reference_table_number (table, row, "disc_diam_mm"),
                             reference_table_number (table, row, "ink_top_mm"),
                             reference_table_number (table, row, "ink_thick_mm"),
                             10.0 * reference_table_number (table, row, "ink_mua_mm") };
  double melanin = reference_table_number (table, row, "f_mel");
  double blood = reference_table_number (table, row, "f_blood");
  double rgb[3], lab[2][3], center[2][3];
  TonsureProfile profile;

  solve_gray (melanin, blood, &deposit, &profile);
  misfit->farthest = 0.0;
  for (int channel = 0; channel < 3; channel++)
    {
      for (guint i = 0; table->names[i] != NULL; i++)
        if (table->names[i][0] == 'r')
          {
            double r = g_ascii_strtod (table->names[i] + 1, NULL);
            double t = transmittance (table, row + channel, table->names[i]);
            double loss = profile.loss[channel][(int) (r / 0.005 + 0.5)];

            misfit->farthest = MAX (misfit->farthest, fabs (1.0 - loss - t));
          }
      center[0][channel] = profile.loss[channel][0];
      center[1][channel] = 1.0 - transmittance (table, row + channel, "r0.00");
    }
  bare_rgb (melanin, blood, NULL, rgb);
  for (int i = 0; i < 2; i++)
    lab_of_product (rgb, center[i], NULL, lab[i]);
  misfit->center = tonsure_ciede2000 (lab[0], lab[1]);
}

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static void
the_table_of_dots_agrees_as_far_as_a_closed_form_can (void)
{
  g_autoptr (ReferenceTable) table = reference_table_read ("dot_profiles_rgb.csv");
  double center[1000], farthest[1000], sum[2] = { 0.0 };
  guint n = 0;

  for (guint row = 0; table != NULL && row + 2 < table->cells->len; row += 3, n++)
    {
      Misfit misfit;

      misfit_of_dot (table, row, &misfit);
      center[n] = misfit.center;
      farthest[n] = misfit.farthest;
      sum[0] += misfit.center;
      sum[1] += misfit.farthest;
    }
  if (table == NULL)
    return;
  qsort (center, n, sizeof center[0], compare);
  qsort (farthest, n, sizeof farthest[0], compare);
  g_test_message ("%u dots: center CIEDE2000 mean %.2f, 95%% %.2f, max %.2f; "
                  "greatest error of T mean %.3f, max %.3f",
                  n, sum[0] / n, center[n * 95 / 100], center[n - 1], sum[1] / n, farthest[n - 1]);
  g_assert_cmpfloat (sum[0] / n, <, 0.85);
  g_assert_cmpfloat (center[n * 95 / 100], <, 2.7);
  g_assert_cmpfloat (sum[1] / n, <, 0.055);
  g_assert_cmpfloat (farthest[n - 1], <, 0.22);
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

/* The mass of the form without end, integrated in another way: far out in r, with steps
 * that grow. */
static double
mass_without_end (double contrast, double radius, double depth, double power)
{
  double sum = 0.0, last = 0.0;

  for (int ring = 1; ring <= 1000; ring++)
    {
      double outer = 1e-4 * (pow (1.015, ring) - 1.0) / 0.015;
      double r = 0.5 * (last + outer), share = 0.0;

      for (int i = 0; i < 720; i++)
        {
          double c = cos ((i + 0.5) * G_PI / 720.0);
          double d2 = radius * radius + r * r - 2.0 * radius * r * c;
          double s = sqrt (d2 + depth * depth);

          share += (1.0 - depth / s) * radius * (radius - r * c) / d2 / 720.0;
        }
      sum += contrast * (1.0 - pow (1.0 - share, power)) * G_PI * (outer * outer - last * last);
      last = outer;
    }
  return sum;
}

/* The default dot: x = 2, z = .15 + .1 (1 / 2 - 1 / (e² - 1)) = .184348 mm. */
static void
the_tail_is_put_back_within_the_reach (void)
{
  const double z = 0.184348, power = 1.0 + 2.43 * (1.0 - exp (-0.892)) + 3.98 * z;
  const double center = 1.0 - pow (0.919 * z / sqrt (0.01 + pow (0.919 * z, 2)), power);
  TonsureProfile profile;

  compute (&healed, NULL, &profile);
  double contrast = profile.loss[0][0] / center;
  g_assert_cmpfloat_with_epsilon (
      profile.mass[0] / mass_without_end (contrast, 0.1, 0.919 * z, power), 1.0, 2e-3);
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
  g_test_add_func ("/profile/the center is as dark as Monte Carlo has it",
                   the_center_is_as_dark_as_monte_carlo_has_it);
  g_test_add_func ("/profile/the table of dots agrees as far as a closed form can",
                   the_table_of_dots_agrees_as_far_as_a_closed_form_can);
  g_test_add_func ("/profile/the same skin looks the same in any primaries",
                   the_same_skin_looks_the_same_in_any_primaries);
  g_test_add_func ("/profile/the tail is put back within the reach",
                   the_tail_is_put_back_within_the_reach);
  return g_test_run ();
}
