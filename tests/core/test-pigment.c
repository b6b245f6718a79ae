/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "pigment.h"
#include "skin.h"
#include "treatment.h"

#include <complex.h>
#include <math.h>

#define INDEX 1.4 /* of skin */

/* n and k of hematite, ordinary and extraordinary ray, at 400 to 700 nm (Querry 1985). */
static const double querry[TONSURE_BANDS][4] = {
  { 2.756, 1.294, 2.475, 1.096 }, { 2.863, 1.271, 2.560, 1.075 }, { 2.962, 1.231, 2.638, 1.040 },
  { 3.052, 1.173, 2.708, 0.993 }, { 3.126, 1.101, 2.766, 0.936 }, { 3.181, 1.020, 2.809, 0.873 },
  { 3.217, 0.943, 2.837, 0.813 }, { 3.242, 0.874, 2.858, 0.758 }, { 3.264, 0.809, 2.876, 0.707 },
  { 3.280, 0.741, 2.890, 0.654 }, { 3.282, 0.675, 2.893, 0.602 }, { 3.272, 0.622, 2.887, 0.560 },
  { 3.262, 0.587, 2.881, 0.532 }, { 3.266, 0.564, 2.885, 0.512 }, { 3.286, 0.538, 2.901, 0.492 },
  { 3.318, 0.498, 2.927, 0.460 }, { 3.348, 0.437, 2.951, 0.413 }, { 3.361, 0.357, 2.963, 0.351 },
  { 3.348, 0.274, 2.956, 0.286 }, { 3.312, 0.202, 2.931, 0.229 }, { 3.265, 0.149, 2.898, 0.186 },
  { 3.218, 0.114, 2.862, 0.156 }, { 3.175, 0.089, 2.830, 0.134 }, { 3.135, 0.073, 2.800, 0.119 },
  { 3.102, 0.065, 2.775, 0.110 }, { 3.074, 0.057, 2.753, 0.103 }, { 3.051, 0.051, 2.736, 0.096 },
  { 3.029, 0.043, 2.719, 0.089 }, { 3.008, 0.038, 2.703, 0.083 }, { 2.990, 0.034, 2.688, 0.078 },
  { 2.972, 0.031, 2.675, 0.075 },
};

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

/* Absorption of small spheres per cm and volume fraction, in Rayleigh's limit. */
static double
small_spheres (double nm, double n, double k)
{
  double complex m = (n + k * I) / INDEX;

  return 6.0 * G_PI * INDEX / (1e-7 * nm) * cimag ((m * m - 1.0) / (m * m + 2.0));
}

static void
carbon_is_that_of_small_spheres_at_550_nm (void)
{
  double spectrum[TONSURE_BANDS];

  tonsure_pigment_carbon (0.001, 1.0, spectrum);
  g_assert_cmpfloat_with_epsilon (spectrum[15], 0.001 * small_spheres (550.0, 1.95, 0.79), 0.5);
  tonsure_pigment_carbon (1.0, 1.0, spectrum);
  g_assert_cmpfloat_with_epsilon (spectrum[15], 1.45e5, 1e-6);
}

static void
warmer_carbon_absorbs_more_blue_and_less_red (void)
{
  double cool[TONSURE_BANDS], warm[TONSURE_BANDS];

  tonsure_pigment_carbon (0.01, 1.0, cool);
  tonsure_pigment_carbon (0.01, 1.2, warm);
  for (int band = 0; band < TONSURE_BANDS; band++)
    g_assert_cmpfloat_with_epsilon (
        warm[band] / cool[band], pow (550.0 / (TONSURE_BAND_FIRST + TONSURE_BAND_STEP * band), 0.2),
        1e-12);
}

static void
iron_oxide_is_that_of_small_spheres (void)
{
  double spectrum[TONSURE_BANDS];

  tonsure_pigment_iron_oxide (1.0, spectrum);
  for (int band = 0; band < TONSURE_BANDS; band++)
    {
      double nm = TONSURE_BAND_FIRST + TONSURE_BAND_STEP * band;
      double ordinary = small_spheres (nm, querry[band][0], querry[band][1]);
      double extraordinary = small_spheres (nm, querry[band][2], querry[band][3]);

      g_assert_cmpfloat_with_epsilon (spectrum[band], (2.0 * ordinary + extraordinary) / 3.0, 0.51);
    }
}

static void
an_ink_absorbs_what_its_pigments_absorb_together (void)
{
  TonsureInk ink = { "test", 0.02, 1.1, 0.05, 2.0, 100.0 };
  double whole[TONSURE_BANDS], carbon[TONSURE_BANDS], oxide[TONSURE_BANDS];

  g_assert_true (tonsure_ink_absorption (&ink, 4.0, whole, NULL));
  tonsure_pigment_carbon (0.02 / 5.0, 1.1, carbon);
  tonsure_pigment_iron_oxide (0.05 / 5.0, oxide);
  for (int band = 0; band < TONSURE_BANDS; band++)
    g_assert_cmpfloat_with_epsilon (whole[band], carbon[band] + oxide[band], 1e-9);
}

static void
a_mixture_with_clear_water_is_a_dilution (void)
{
  guint n;
  const TonsureInk *ink = &tonsure_inks (&n)[3];
  double pure[1][TONSURE_BANDS], mixed[TONSURE_BANDS], thinned[TONSURE_BANDS];
  double share = 0.125;

  g_assert_true (tonsure_ink_absorption (ink, 0.0, pure[0], NULL));
  g_assert_true (tonsure_ink_absorption (ink, 7.0, thinned, NULL));
  g_assert_true (tonsure_pigment_mix (pure, &share, 1, mixed, NULL));
  for (int band = 0; band < TONSURE_BANDS; band++)
    g_assert_cmpfloat_with_epsilon (mixed[band], thinned[band], 1e-9);
}

static void
a_mixture_lies_between_its_parts (void)
{
  guint n;
  const TonsureInk *inks = tonsure_inks (&n);
  const double shares[2] = { 0.3, 0.7 };
  double part[2][TONSURE_BANDS], mixed[TONSURE_BANDS];

  g_assert_true (tonsure_ink_absorption (&inks[0], 0.0, part[0], NULL));
  g_assert_true (tonsure_ink_absorption (&inks[n - 1], 0.0, part[1], NULL));
  g_assert_true (tonsure_pigment_mix (part, shares, 2, mixed, NULL));
  for (int band = 0; band < TONSURE_BANDS; band++)
    g_assert_cmpfloat_with_epsilon (mixed[band], 0.3 * part[0][band] + 0.7 * part[1][band], 1e-9);
}

/* A layer of the ink in light skin, as strong at 550 nm as any other. */
static void
color_in_skin (const TonsureInk *ink, double lab[3])
{
  TonsureInkLayer layer = { .top = 0.15, .thickness = 0.1 };
  double bare[TONSURE_BANDS], inked[1][TONSURE_BANDS], spectrum[TONSURE_BANDS], xyz[3];
  TonsureSkin skin;

  g_assert_true (tonsure_ink_absorption (ink, 0.0, spectrum, NULL));
  for (int band = 0; band < TONSURE_BANDS; band++)
    layer.absorption[band] = 50.0 * spectrum[band] / spectrum[15];
  tonsure_skin_init (&skin, 0.022, 0.0115);
  g_assert_true (tonsure_skin_reflectance (&skin, &layer, 1, bare, inked, NULL));
  tonsure_spectrum_to_xyz (inked[0], xyz);
  tonsure_xyz_to_lab (xyz, lab);
}

/* Black and the grays are carbon of one kind, so that at one absorption they look the same. */
static void
each_brown_is_warmer_in_skin_than_the_ink_before (void)
{
  double last[3] = { 0.0, -100.0, -100.0 }, lab[3];
  guint n;
  const TonsureInk *inks = tonsure_inks (&n);

  g_assert_cmpuint (n, >=, 2);
  for (guint i = 0; i < n; i++)
    {
      color_in_skin (&inks[i], lab);
      g_test_message ("%s: L %.1f, a %.1f, b %.1f", inks[i].name, lab[0], lab[1], lab[2]);
      if (i > 0 && inks[i].iron_oxide == 0.0)
        {
          g_assert_cmpfloat_with_epsilon (lab[1], last[1], 1e-9);
          g_assert_cmpfloat_with_epsilon (lab[2], last[2], 1e-9);
        }
      else
        {
          g_assert_cmpfloat (lab[1], >, last[1]);
          g_assert_cmpfloat (lab[2], >, last[2]);
        }
      last[1] = lab[1];
      last[2] = lab[2];
    }
}

static void
each_dilution_is_weaker_than_the_one_before (void)
{
  double last = INFINITY, spectrum[TONSURE_BANDS];
  guint n, n_inks;
  const TonsureInk *inks = tonsure_inks (&n_inks);
  const double *water = tonsure_ink_dilutions (&n);

  g_assert_cmpuint (n, >=, 2);
  for (guint i = 0; i < n; i++)
    {
      g_assert_true (tonsure_ink_absorption (&inks[0], water[i], spectrum, NULL));
      g_assert_cmpfloat (spectrum[15], <, last);
      last = spectrum[15];
    }
}

static void
bad_values_are_named_with_their_range (void)
{
  static const struct
  {
    TonsureInk ink;
    double water;
    const char *message;
  } bad[] = {
    { { "", -0.1, 1.0, 0.0, 2.0, 100.0 }, 0, "carbon is -0.1, which is outside 0 to 0.4" },
    { { "", 0.1, 2.0, 0.0, 2.0, 100.0 }, 0, "carbon_exponent is 2, which is outside 1 to 1.2" },
    { { "", 0.1, NAN, 0.0, 2.0, 100.0 }, 0, "carbon_exponent is nan, which is outside 1 to 1.2" },
    { { "", 0.3, 1.0, 0.2, 2.0, 100.0 }, 0, "iron_oxide is 0.2, which is outside 0 to 0.1" },
    { { "", 0.1, 1.0, 0.1, 2.0, 100.0 }, -1, "water is -1, which is outside 0 to 100" },
    { { "", 0.1, 1.0, 0.1, 2.0, 100.0 }, 101, "water is 101, which is outside 0 to 100" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      double spectrum[TONSURE_BANDS];
      g_autoptr (GError) error = NULL;

      g_assert_false (tonsure_ink_absorption (&bad[i].ink, bad[i].water, spectrum, &error));
      g_assert_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, bad[i].message);
    }
}

static void
shares_of_more_than_all_are_refused (void)
{
  static const struct
  {
    double share[2];
    const char *message;
  } bad[] = {
    { { -0.2, 0.5 }, "share is -0.2, which is outside 0 to 1" },
    { { 0.5, NAN }, "share is nan, which is outside 0 to 1" },
    { { 0.5, 0.75 }, "sum of shares is 1.25, which is outside 0 to 1" },
  };
  const double spectra[2][TONSURE_BANDS] = { { 1.0 }, { 2.0 } };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      double mixed[TONSURE_BANDS];
      g_autoptr (GError) error = NULL;

      g_assert_false (tonsure_pigment_mix (spectra, bad[i].share, 2, mixed, &error));
      g_assert_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, bad[i].message);
    }
}

#define ADD(sentence, function) g_test_add_func ("/pigment/" sentence, function)

static void
a_mixture_absorbs_as_much_at_550_nm_as_it_says (void)
{
  for (double exponent = 1.0; exponent <= 1.2; exponent += 0.1)
    for (double oxide = 0.0; oxide <= 1.0; oxide += 0.25)
      {
        double spectrum[TONSURE_BANDS], carbon[TONSURE_BANDS], hematite[TONSURE_BANDS];

        g_assert_true (tonsure_pigment_spectrum (300.0, exponent, oxide, spectrum, NULL));
        g_assert_cmpfloat_with_epsilon (spectrum[15], 300.0, 1e-9);
        tonsure_pigment_carbon (0.001, exponent, carbon);
        tonsure_pigment_iron_oxide (0.001, hematite);
        for (int band = 0; band < TONSURE_BANDS; band++)
          g_assert_cmpfloat_with_epsilon (spectrum[band],
                                          300.0
                                              * ((1.0 - oxide) * carbon[band] / carbon[15]
                                                 + oxide * hematite[band] / hematite[15]),
                                          1e-6);
      }
}

static void
cool_carbon_alone_keeps_its_bits (void)
{
  double spectrum[TONSURE_BANDS], carbon[TONSURE_BANDS];

  g_assert_true (tonsure_pigment_spectrum (217.3, 1.0, 0.0, spectrum, NULL));
  tonsure_pigment_carbon_black (217.3, carbon);
  g_assert_cmpmem (spectrum, sizeof spectrum, carbon, sizeof carbon);
}

static void
mixtures_that_do_not_exist_are_refused_by_name (void)
{
  double spectrum[TONSURE_BANDS];
  g_autoptr (GError) exponent = NULL, oxide = NULL;

  g_assert_false (tonsure_pigment_spectrum (200.0, 1.3, 0.0, spectrum, &exponent));
  g_assert_nonnull (strstr (exponent->message, "carbon_exponent is 1.3"));
  g_assert_false (tonsure_pigment_spectrum (200.0, 1.0, NAN, spectrum, &oxide));
  g_assert_nonnull (strstr (oxide->message, "iron_oxide is nan"));
}

static void
black_ink_in_daily_use_heals_to_the_default_deposit (void)
{
  guint n;
  TonsureTreatment treatment;
  TonsureInkDeposit deposit;

  tonsure_treatment_init (&treatment);
  g_assert_true (tonsure_ink_deposit (&tonsure_inks (&n)[0], 20.0, &deposit, NULL));
  g_assert_cmpfloat_with_epsilon (deposit.absorption, treatment.absorption, 1.0);
  g_assert_cmpfloat (deposit.carbon_exponent, ==, treatment.carbon_exponent);
  g_assert_cmpfloat (deposit.iron_oxide, ==, treatment.iron_oxide);
}

/* The same spectrum by either way. */
static void
a_deposit_has_the_color_of_its_ink (void)
{
  guint n;
  const TonsureInk *inks = tonsure_inks (&n);

  for (guint i = 0; i < n; i++)
    {
      double ink[TONSURE_BANDS], healed[TONSURE_BANDS];
      TonsureInkDeposit deposit;

      g_assert_true (tonsure_ink_deposit (&inks[i], 7.0, &deposit, NULL));
      g_assert_true (tonsure_ink_absorption (&inks[i], 7.0, ink, NULL));
      g_assert_true (tonsure_pigment_spectrum (deposit.absorption, deposit.carbon_exponent,
                                               deposit.iron_oxide, healed, NULL));
      for (int band = 0; band < TONSURE_BANDS; band++)
        g_assert_cmpfloat_with_epsilon (healed[band] / ink[band],
                                        TONSURE_INK_UPTAKE * TONSURE_INK_FILLING, 1e-9);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("carbon black absorbs in inverse proportion to the wavelength",
       carbon_black_absorbs_in_inverse_proportion_to_the_wavelength);
  ADD ("carbon black has the ratios of small spheres",
       carbon_black_has_the_ratios_of_small_spheres);
  ADD ("carbon is that of small spheres at 550 nm", carbon_is_that_of_small_spheres_at_550_nm);
  ADD ("warmer carbon absorbs more blue and less red",
       warmer_carbon_absorbs_more_blue_and_less_red);
  ADD ("iron oxide is that of small spheres", iron_oxide_is_that_of_small_spheres);
  ADD ("an ink absorbs what its pigments absorb together",
       an_ink_absorbs_what_its_pigments_absorb_together);
  ADD ("a mixture with clear water is a dilution", a_mixture_with_clear_water_is_a_dilution);
  ADD ("a mixture lies between its parts", a_mixture_lies_between_its_parts);
  ADD ("each brown is warmer in skin than the ink before",
       each_brown_is_warmer_in_skin_than_the_ink_before);
  ADD ("each dilution is weaker than the one before", each_dilution_is_weaker_than_the_one_before);
  ADD ("bad values are named with their range", bad_values_are_named_with_their_range);
  ADD ("shares of more than all are refused", shares_of_more_than_all_are_refused);
  ADD ("a mixture absorbs as much at 550 nm as it says",
       a_mixture_absorbs_as_much_at_550_nm_as_it_says);
  ADD ("cool carbon alone keeps its bits", cool_carbon_alone_keeps_its_bits);
  ADD ("mixtures that do not exist are refused by name",
       mixtures_that_do_not_exist_are_refused_by_name);
  ADD ("black ink in daily use heals to the default deposit",
       black_ink_in_daily_use_heals_to_the_default_deposit);
  ADD ("a deposit has the color of its ink", a_deposit_has_the_color_of_its_ink);
  return g_test_run ();
}
