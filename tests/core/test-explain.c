/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "skin.h"

#include <math.h>
#include <stdlib.h>

/* Melanin and blood of skin types I to VI. */
static const double types[6][2] = {
  { 0.009, 0.010 }, { 0.016, 0.011 }, { 0.030, 0.012 },
  { 0.055, 0.013 }, { 0.11, 0.016 },  { 0.25, 0.020 },
};

/* Display P3, linear, to XYZ at D50. */
static const double display_p3[9] = {
  0.5151187, 0.2919778,  0.1571035, 0.2411892, 0.6922441,
  0.0665668, -0.0010505, 0.0418791, 0.7840713,
};

/* Color of lit skin, the specular part included. */
static void
color_of (double melanin, double blood, double gain, const double *primaries, double rgb[3])
{
  TonsureSkin skin;
  double bare[TONSURE_BANDS], xyz[3];

  tonsure_skin_init (&skin, melanin, blood);
  g_assert_true (tonsure_skin_reflectance (&skin, NULL, 0, bare, NULL, NULL));
  for (int band = 0; band < TONSURE_BANDS; band++)
    bare[band] = gain * (bare[band] + TONSURE_SPECULAR);
  tonsure_spectrum_to_xyz (bare, xyz);
  tonsure_xyz_to_rgb (xyz, primaries, rgb);
}

static void
skin_in_known_light_is_found_again (void)
{
  for (int trial = 0; trial < 20; trial++)
    {
      double melanin = exp (g_test_rand_double_range (log (0.004), log (0.35)));
      double blood = exp (g_test_rand_double_range (log (0.003), log (0.04)));
      const double *primaries = trial % 2 ? display_p3 : NULL;
      TonsureSkin skin;
      double rgb[3];

      color_of (melanin, blood, 1.0, primaries, rgb);
      g_assert_cmpfloat (tonsure_skin_explain (rgb, primaries, &skin), <, 0.1);
      g_assert_cmpfloat_with_epsilon (log (skin.melanin / melanin), 0.0, 0.05);
      g_assert_cmpfloat_with_epsilon (log (skin.blood / blood), 0.0, 0.12);
    }
}

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static void
skin_in_unknown_light_is_found_within_a_half (void)
{
  double error[6 * 9];
  int n = 0;

  for (int type = 0; type < 6; type++)
    for (int step = 0; step < 9; step++)
      {
        double rgb[3], gain = 0.6 * pow (1.6 / 0.6, step / 8.0);
        TonsureSkin skin;

        color_of (types[type][0], types[type][1], gain, NULL, rgb);
        tonsure_skin_explain (rgb, NULL, &skin);
        error[n++] = fabs (log (skin.melanin / types[type][0]));
      }
  qsort (error, n, sizeof error[0], compare);
  g_test_message ("melanin: median error x%.3f, 90%% x%.3f", exp (error[n / 2]),
                  exp (error[n * 9 / 10]));
  g_assert_cmpfloat (error[n / 2], <, log (1.35));
  g_assert_cmpfloat (error[n * 9 / 10], <, log (2.0));
}

/* Means of groups of people: forehead and cheek of Caucasians, Chinese, Kurds and Thai
 * (K. Xiao et al., Skin Res. Technol. 23, 21, 2017). */
static void
published_colors_of_skin_are_explained (void)
{
  static const double lab[][3] = {
    { 59.2, 11.6, 15.1 }, { 59.6, 11.8, 14.6 }, { 56.4, 11.7, 16.3 }, { 58.9, 11.4, 14.2 },
    { 56.1, 11.3, 16.4 }, { 58.0, 11.7, 15.8 }, { 56.8, 11.6, 17.7 }, { 60.7, 10.5, 17.2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lab); i++)
    {
      const double white[3] = { 0.949402, 1.0, 1.087091 };
      double fy = (lab[i][0] + 16.0) / 116.0;
      double xyz[3] = { white[0] * pow (fy + lab[i][1] / 500.0, 3.0), pow (fy, 3.0),
                        white[2] * pow (fy - lab[i][2] / 200.0, 3.0) };
      double rgb[3];
      TonsureSkin skin;

      tonsure_xyz_to_rgb (xyz, NULL, rgb);
      g_assert_cmpfloat (tonsure_skin_explain (rgb, NULL, &skin), <, 1.0);
      g_assert_cmpfloat (skin.melanin, >, 0.01);
      g_assert_cmpfloat (skin.melanin, <, 0.06);
      g_assert_cmpfloat (skin.blood, >, 0.004);
      g_assert_cmpfloat (skin.blood, <, 0.03);
    }
}

static void
what_is_no_skin_is_told_by_what_is_left (void)
{
  static const double no_skin[][3] = {
    { 0.1, 0.5, 0.1 },
    { 0.1, 0.2, 0.8 },
    { 0.0, 0.0, 0.0 },
    { 0.9, 0.0, 0.9 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (no_skin); i++)
    {
      TonsureSkin skin;

      g_assert_cmpfloat (tonsure_skin_explain (no_skin[i], NULL, &skin), >, 3.0);
      g_assert_cmpfloat (skin.melanin, >=, 0.001);
      g_assert_cmpfloat (skin.melanin, <=, 0.6001);
      g_assert_cmpfloat (skin.blood, >=, 0.00049);
      g_assert_cmpfloat (skin.blood, <=, 0.1001);
    }
}

static void
a_color_that_is_none_is_refused (void)
{
  const double none[][3] = { { NAN, 0.3, 0.2 }, { 0.4, INFINITY, 0.2 }, { 0.4, 0.3, -INFINITY } };

  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      TonsureSkin skin;

      g_assert_true (tonsure_skin_explain (none[i], NULL, &skin) == INFINITY);
      g_assert_true (isfinite (skin.melanin) && isfinite (skin.blood));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/explain/skin in known light is found again",
                   skin_in_known_light_is_found_again);
  g_test_add_func ("/explain/skin in unknown light is found within a half",
                   skin_in_unknown_light_is_found_within_a_half);
  g_test_add_func ("/explain/published colors of skin are explained",
                   published_colors_of_skin_are_explained);
  g_test_add_func ("/explain/what is no skin is told by what is left",
                   what_is_no_skin_is_told_by_what_is_left);
  g_test_add_func ("/explain/a color that is none is refused", a_color_that_is_none_is_refused);
  return g_test_run ();
}
