/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "spectrum.h"

/* G. Sharma, W. Wu, E. N. Dalal, The CIEDE2000 Color-Difference Formula:
 * Implementation Notes, Supplementary Test Data, Color Res. Appl. 30, 21 (2005), table 1. */
static const struct
{
  double lab1[3], lab2[3], difference;
} sharma[] = {
  { { 50.0000, 2.6772, -79.7751 }, { 50.0000, 0.0000, -82.7485 }, 2.0425 },
  { { 50.0000, 3.1571, -77.2803 }, { 50.0000, 0.0000, -82.7485 }, 2.8615 },
  { { 50.0000, 2.8361, -74.0200 }, { 50.0000, 0.0000, -82.7485 }, 3.4412 },
  { { 50.0000, -1.3802, -84.2814 }, { 50.0000, 0.0000, -82.7485 }, 1.0000 },
  { { 50.0000, -1.1848, -84.8006 }, { 50.0000, 0.0000, -82.7485 }, 1.0000 },
  { { 50.0000, -0.9009, -85.5211 }, { 50.0000, 0.0000, -82.7485 }, 1.0000 },
  { { 50.0000, 0.0000, 0.0000 }, { 50.0000, -1.0000, 2.0000 }, 2.3669 },
  { { 50.0000, -1.0000, 2.0000 }, { 50.0000, 0.0000, 0.0000 }, 2.3669 },
  { { 50.0000, 2.4900, -0.0010 }, { 50.0000, -2.4900, 0.0009 }, 7.1792 },
  { { 50.0000, 2.4900, -0.0010 }, { 50.0000, -2.4900, 0.0010 }, 7.1792 },
  { { 50.0000, 2.4900, -0.0010 }, { 50.0000, -2.4900, 0.0011 }, 7.2195 },
  { { 50.0000, 2.4900, -0.0010 }, { 50.0000, -2.4900, 0.0012 }, 7.2195 },
  { { 50.0000, -0.0010, 2.4900 }, { 50.0000, 0.0009, -2.4900 }, 4.8045 },
  { { 50.0000, -0.0010, 2.4900 }, { 50.0000, 0.0010, -2.4900 }, 4.8045 },
  { { 50.0000, -0.0010, 2.4900 }, { 50.0000, 0.0011, -2.4900 }, 4.7461 },
  { { 50.0000, 2.5000, 0.0000 }, { 50.0000, 0.0000, -2.5000 }, 4.3065 },
  { { 50.0000, 2.5000, 0.0000 }, { 73.0000, 25.0000, -18.0000 }, 27.1492 },
  { { 50.0000, 2.5000, 0.0000 }, { 61.0000, -5.0000, 29.0000 }, 22.8977 },
  { { 50.0000, 2.5000, 0.0000 }, { 56.0000, -27.0000, -3.0000 }, 31.9030 },
  { { 50.0000, 2.5000, 0.0000 }, { 58.0000, 24.0000, 15.0000 }, 19.4535 },
  { { 50.0000, 2.5000, 0.0000 }, { 50.0000, 3.1736, 0.5854 }, 1.0000 },
  { { 50.0000, 2.5000, 0.0000 }, { 50.0000, 3.2972, 0.0000 }, 1.0000 },
  { { 50.0000, 2.5000, 0.0000 }, { 50.0000, 1.8634, 0.5757 }, 1.0000 },
  { { 50.0000, 2.5000, 0.0000 }, { 50.0000, 3.2592, 0.3350 }, 1.0000 },
  { { 60.2574, -34.0099, 36.2677 }, { 60.4626, -34.1751, 39.4387 }, 1.2644 },
  { { 63.0109, -31.0961, -5.8663 }, { 62.8187, -29.7946, -4.0864 }, 1.2630 },
  { { 61.2901, 3.7196, -5.3901 }, { 61.4292, 2.2480, -4.9620 }, 1.8731 },
  { { 35.0831, -44.1164, 3.7933 }, { 35.0232, -40.0716, 1.5901 }, 1.8645 },
  { { 22.7233, 20.0904, -46.6940 }, { 23.0331, 14.9730, -42.5619 }, 2.0373 },
  { { 36.4612, 47.8580, 18.3852 }, { 36.2715, 50.5065, 21.2231 }, 1.4146 },
  { { 90.8027, -2.0831, 1.4410 }, { 91.1528, -1.6435, 0.0447 }, 1.4441 },
  { { 90.9257, -0.5406, -0.9208 }, { 88.6381, -0.8985, -0.7239 }, 1.5381 },
  { { 6.7747, -0.2908, -2.4247 }, { 5.8714, -0.0985, -2.2286 }, 0.6377 },
  { { 2.0776, 0.0795, -1.1350 }, { 0.9033, -0.0636, -0.5514 }, 0.9082 },
};

/* Linear RGB to XYZ at D50 from the primaries and white of the standards, by Bradford:
 * Adobe RGB (1998) and Display P3, as their ICC profiles give them. */
static const double adobe_rgb[9] = {
  0.6097559, 0.2052401, 0.1492240, 0.3111242, 0.6256560, 0.0632197, 0.0194811, 0.0608902, 0.7448387,
};
static const double display_p3[9] = {
  0.5151187, 0.2919778,  0.1571035, 0.2411892, 0.6922441,
  0.0665668, -0.0010505, 0.0418791, 0.7840713,
};

static void
the_pairs_of_sharma_have_their_differences (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (sharma); i++)
    {
      double there = tonsure_ciede2000 (sharma[i].lab1, sharma[i].lab2);
      double back = tonsure_ciede2000 (sharma[i].lab2, sharma[i].lab1);

      g_assert_cmpfloat_with_epsilon (there, sharma[i].difference, 1e-4);
      g_assert_cmpfloat_with_epsilon (back, there, 1e-9);
    }
}

static void
a_perfect_reflector_is_white (void)
{
  double white[TONSURE_BANDS], xyz[3], lab[3], rgb[3];

  for (int band = 0; band < TONSURE_BANDS; band++)
    white[band] = 1.0;
  tonsure_spectrum_to_xyz (white, xyz);
  /* CIE 15: D65 for the 2° observer; what lies beyond 400 to 700 nm is missing. */
  g_assert_cmpfloat_with_epsilon (xyz[0], 0.95047, 1.5e-3);
  g_assert_cmpfloat_with_epsilon (xyz[1], 1.0, 2e-6);
  g_assert_cmpfloat_with_epsilon (xyz[2], 1.08883, 2e-3);
  tonsure_xyz_to_lab (xyz, lab);
  g_assert_cmpfloat_with_epsilon (lab[0], 100.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (lab[1], 0.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (lab[2], 0.0, 1e-9);
  const double *spaces[] = { NULL, adobe_rgb, display_p3 };
  for (guint i = 0; i < G_N_ELEMENTS (spaces); i++)
    {
      tonsure_xyz_to_rgb (xyz, spaces[i], rgb);
      for (int channel = 0; channel < 3; channel++)
        g_assert_cmpfloat_with_epsilon (rgb[channel], 1.0, 1e-12);
    }
}

/* B. Lindbloom's XYZ to linear sRGB, without an adaptation to D50 and back. His white and
 * that of the bands differ by .001 and .002 in X and Z, which is the bound. */
static void
srgb_is_that_of_the_direct_matrix (void)
{
  static const double direct[9] = {
    3.2404542, -1.5371385, -0.4985314, -0.9692660, 1.8760108,
    0.0415560, 0.0556434,  -0.2040259, 1.0572252,
  };
  const double xyz[3] = { 0.35, 0.33, 0.21 };
  double rgb[3];

  tonsure_xyz_to_rgb (xyz, NULL, rgb);
  for (int i = 0; i < 3; i++)
    {
      double expected =
          direct[3 * i] * xyz[0] + direct[3 * i + 1] * xyz[1] + direct[3 * i + 2] * xyz[2];

      g_assert_cmpfloat_with_epsilon (rgb[i], expected, 2e-3);
    }
}

static void
rgb_and_xyz_are_each_others_inverse (void)
{
  const double *spaces[] = { NULL, adobe_rgb, display_p3 };

  for (int trial = 0; trial < 300; trial++)
    {
      const double *space = spaces[trial % 3];
      double rgb[3], xyz[3], again[3];

      for (int i = 0; i < 3; i++)
        rgb[i] = g_test_rand_double_range (-0.1, 1.2);
      tonsure_rgb_to_xyz (rgb, space, xyz);
      g_assert_true (tonsure_xyz_to_rgb (xyz, space, again));
      for (int i = 0; i < 3; i++)
        g_assert_cmpfloat_with_epsilon (again[i], rgb[i], 1e-12);
    }
}

static void
primaries_in_a_plane_are_refused (void)
{
  const double flat[9] = { 0.4, 0.3, 0.2, 0.8, 0.6, 0.4, 0.1, 0.2, 0.6 };
  const double xyz[3] = { 0.35, 0.33, 0.21 };
  double rgb[3], srgb[3];

  g_assert_false (tonsure_xyz_to_rgb (xyz, flat, rgb));
  g_assert_false (tonsure_srgb_to_rgb (xyz, flat, srgb));
  g_assert_true (tonsure_xyz_to_rgb (xyz, NULL, srgb));
  g_assert_cmpmem (rgb, sizeof rgb, srgb, sizeof srgb);
}

/* Theirs is from 380 to 780 nm: CIEDE2000 .09 apart at most. */
static void
measured_skins_have_their_published_color (void)
{
  static const double very_light[TONSURE_BANDS] = {
    /* Subject 1 of NIST M38597 (Cooksey, Allen, Tsai, J. Res. NIST 122, 26, 2017) */
    0.2012, 0.1971, 0.1944, 0.1972, 0.2182, 0.2660, 0.3038, 0.3232, 0.3322, 0.3412, 0.3488,
    0.3513, 0.3476, 0.3359, 0.3224, 0.3159, 0.3198, 0.3260, 0.3373, 0.3803, 0.4393, 0.4885,
    0.5163, 0.5331, 0.5456, 0.5547, 0.5626, 0.5721, 0.5825, 0.5947, 0.6021,
  };
  double xyz[3], lab[3];

  tonsure_spectrum_to_xyz (very_light, xyz);
  tonsure_xyz_to_lab (xyz, lab);
  g_assert_cmpfloat_with_epsilon (lab[0], 66.75, 0.03);
  g_assert_cmpfloat_with_epsilon (lab[1], 8.45, 0.03);
  g_assert_cmpfloat_with_epsilon (lab[2], 12.96, 0.06);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/spectrum/the pairs of Sharma have their differences",
                   the_pairs_of_sharma_have_their_differences);
  g_test_add_func ("/spectrum/a perfect reflector is white", a_perfect_reflector_is_white);
  g_test_add_func ("/spectrum/sRGB is that of the direct matrix",
                   srgb_is_that_of_the_direct_matrix);
  g_test_add_func ("/spectrum/RGB and XYZ are each other's inverse",
                   rgb_and_xyz_are_each_others_inverse);
  g_test_add_func ("/spectrum/primaries in a plane are refused", primaries_in_a_plane_are_refused);
  g_test_add_func ("/spectrum/measured skins have their published color",
                   measured_skins_have_their_published_color);
  return g_test_run ();
}
