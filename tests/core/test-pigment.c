/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "pigment.h"

static void
carbon_black_absorbs_in_inverse_proportion_to_the_wavelength (void)
{
  double spectrum[TONSURE_BANDS];

  tonsure_pigment_carbon_black (200.0, spectrum);
  g_assert_cmpfloat_with_epsilon (spectrum[15], 200.0, 1e-12);
  for (int band = 0; band < TONSURE_BANDS; band++)
    g_assert_cmpfloat_with_epsilon (spectrum[band] * (400 + 10 * band), 110000.0, 1e-9);
}

/* Small spheres of carbon, 1.95 - .79i at 550 nm (Bond, Bergstrom 2006), in a medium of
 * index 1.4 absorb 2.0e5, 1.45e5 and 1.14e5 per cm and volume fraction at 400, 550 and
 * 700 nm (Rayleigh's limit). */
static void
carbon_black_has_the_ratios_of_small_spheres (void)
{
  double spectrum[TONSURE_BANDS];

  tonsure_pigment_carbon_black (1.45e5, spectrum);
  g_assert_cmpfloat_with_epsilon (spectrum[0], 2.0e5, 0.03e5);
  g_assert_cmpfloat_with_epsilon (spectrum[30], 1.14e5, 0.03e5);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pigment/carbon black absorbs in inverse proportion to the wavelength",
                   carbon_black_absorbs_in_inverse_proportion_to_the_wavelength);
  g_test_add_func ("/pigment/carbon black has the ratios of small spheres",
                   carbon_black_has_the_ratios_of_small_spheres);
  return g_test_run ();
}
