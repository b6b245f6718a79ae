/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "split.h"

#include <math.h>

#define STEP 0.005
#define SEAM 0.15 /* mm over which the core fades */

static void
any_dots (TonsureDeposit *deposits, TonsureProfile *profiles, guint n)
{
  TonsureSkin skin;

  tonsure_skin_init (&skin, g_test_rand_double_range (0.01, 0.3),
                     g_test_rand_double_range (0.005, 0.03));
  for (guint k = 0; k < n; k++)
    deposits[k] = (TonsureDeposit) { g_test_rand_double_range (0.05, 1.0),
                                     g_test_rand_double_range (0.06, 0.6),
                                     g_test_rand_double_range (0.05, 0.3),
                                     g_test_rand_double_range (20, 1000),
                                     1.0,
                                     0.0 };
  g_assert_true (tonsure_profiles_compute (&skin, deposits, n, NULL, profiles, NULL));
}

static double
radial_mass (const float *loss)
{
  double mass = 0.0;

  for (guint i = 0; i < TONSURE_PROFILE_SAMPLES; i++)
    mass += 2.0 * G_PI * i * STEP * loss[i] * STEP;
  return mass;
}

/* Halos add as optical densities: beyond the core, and as far as it has faded, the loss is
 * counted as one. */
static double
expected (double loss, double r, double radius)
{
  double t = CLAMP ((radius - r) / SEAM, 0.0, 1.0), core = t * t * (3.0 - 2.0 * t);

  return core * loss - (1.0 - core) * log1p (-loss);
}

static void
test_parts_make_the_whole (void)
{
  TonsureHaloShape sharp;
  g_autofree TonsureProfile *profiles = g_new (TonsureProfile, 16);
  g_autofree TonsureSplit *splits = g_new (TonsureSplit, 16);
  TonsureDeposit deposits[16];

  tonsure_halo_shape_init (&sharp, 0.0, TONSURE_PROFILE_REACH);
  any_dots (deposits, profiles, 16);
  tonsure_split_compute (profiles, deposits, 16, &sharp, splits);
  for (guint k = 0; k < 16; k++)
    for (guint c = 0; c < 3; c++)
      {
        const TonsureSplit *split = &splits[k];
        double mass = profiles[k].mass[c];

        g_assert_cmpfloat (split->halo[c][0], >=, 0.0);
        g_assert_cmpfloat (split->halo[c][1], >=, 0.0);
        g_assert_cmpfloat (split->halo[c][0] + split->halo[c][1], <, 1.5 * mass + 1e-9);
        g_assert_cmpfloat_with_epsilon (radial_mass (split->core[c]), split->core_mass[c],
                                        0.01 * mass + 1e-5);
        for (guint i = 0; i < TONSURE_PROFILE_SAMPLES; i++)
          {
            double r = i * STEP, halo = 0.0;

            for (guint w = 0; w < TONSURE_HALO_WIDTHS; w++)
              halo += split->halo[c][w] * tonsure_halo_shape_at (&sharp, w, r * 0.92388)
                      * tonsure_halo_shape_at (&sharp, w, r * 0.38268);
            g_assert_cmpfloat_with_epsilon (split->core[c][i] + halo,
                                            expected (profiles[k].loss[c][i], r, split->radius),
                                            0.006);
            if (r > split->radius)
              g_assert_cmpfloat (split->core[c][i], ==, 0.0f);
          }
      }
  tonsure_halo_shape_clear (&sharp);
}

static void
test_without_halo (void)
{
  g_autofree TonsureProfile *profiles = g_new (TonsureProfile, 2);
  TonsureSplit splits[2];
  TonsureDeposit deposits[2];

  any_dots (deposits, profiles, 2);
  tonsure_split_compute (profiles, deposits, 2, NULL, splits);
  for (guint k = 0; k < 2; k++)
    for (guint c = 0; c < 3; c++)
      {
        g_assert_cmpfloat (splits[k].halo[c][0] + splits[k].halo[c][1], ==, 0.0);
        g_assert_cmpfloat (splits[k].core_mass[c], ==, profiles[k].mass[c]);
        for (guint i = 0; i < TONSURE_PROFILE_SAMPLES; i++)
          g_assert_cmpfloat (splits[k].core[c][i], ==, profiles[k].loss[c][i]);
      }
}

static void
test_no_pigment (void)
{
  TonsureHaloShape sharp;
  g_autofree TonsureProfile *profile = g_new0 (TonsureProfile, 1);
  TonsureSplit split;
  TonsureDeposit deposit = { 0.2, 0.15, 0.1, 0.0, 1.0, 0.0 };

  tonsure_halo_shape_init (&sharp, 0.0, TONSURE_PROFILE_REACH);
  tonsure_split_compute (profile, &deposit, 1, &sharp, &split);
  for (guint c = 0; c < 3; c++)
    g_assert_cmpfloat (fabs (split.core_mass[c]) + split.halo[c][0] + split.halo[c][1], ==, 0.0);
  tonsure_halo_shape_clear (&sharp);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/split/core and halo make the profile", test_parts_make_the_whole);
  g_test_add_func ("/split/without a halo the core is all", test_without_halo);
  g_test_add_func ("/split/no pigment is nothing", test_no_pigment);
  return g_test_run ();
}
