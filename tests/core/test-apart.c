/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "apart.h"

#include <math.h>

/* A dot whose loss is a Gaussian has a Gaussian spectrum, and the integral is known. */
/* Dots all alike. */
static const double one = 1.0;

static void
test_gaussian (void)
{
  const double sigma = 0.2;
  g_autofree TonsureProfile *profile = g_new0 (TonsureProfile, 1);
  TonsureTreatment treatment;

  for (int c = 0; c < 3; c++)
    for (int i = 0; i < TONSURE_PROFILE_SAMPLES; i++)
      profile->loss[c][i] = (float) (0.3 * exp (-0.5 * pow (i * 0.005 / sigma, 2)));
  tonsure_treatment_init (&treatment);
  for (int k = 0; k < 50; k++)
    {
      float apart[4];
      double density, blur2, a, b, expected;

      treatment.density = g_test_rand_double_range (20, 400);
      treatment.blur = g_test_rand_double_range (0, 3);
      treatment.mm_per_px = g_test_rand_double_range (0.01, 1);
      tonsure_apart_compute (profile, &one, 1, 1.0, &treatment, apart);

      density = treatment.density / 100.0;
      blur2 = (treatment.blur * treatment.blur + 1.0 / 12.0) * pow (treatment.mm_per_px, 2);
      a = 4.0 * G_PI * G_PI * sigma * sigma;
      b = a + 4.0 * G_PI * G_PI * blur2;
      expected = 0.0;
      for (int i = 0; i < 5000; i++)
        {
          double x = (i + 0.5) * 5e-4, f2 = x * x * density / G_PI;

          /* 2π f df / λ = 2 x dx */
          expected += tonsure_apart_order (x, treatment.jitter) * (exp (-a * f2) - exp (-b * f2))
                      * x * 5e-4;
        }
      expected = MAX (expected, 0.0);
      for (int c = 0; c < 3; c++)
        g_assert_cmpfloat_with_epsilon (0.5 * apart[c] * apart[c], expected,
                                        0.02 * expected + 1e-4);
      g_assert_cmpfloat (apart[3], ==, 0.0f);
    }
}

static void
test_nothing_to_mend (void)
{
  g_autofree TonsureProfile *profile = g_new0 (TonsureProfile, 1);
  TonsureTreatment treatment;
  float apart[4];

  tonsure_treatment_init (&treatment);
  tonsure_apart_compute (profile, &one, 1, 1.0, &treatment, apart);
  for (int c = 0; c < 4; c++)
    g_assert_cmpfloat (apart[c], ==, 0.0f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/apart/agrees with the known integral of Gaussian dots", test_gaussian);
  g_test_add_func ("/apart/no pigment needs nothing", test_nothing_to_mend);
  return g_test_run ();
}
