/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "explain-private.h"
#include "skin-fit.h"

#include <math.h>
#include <stdlib.h>

#define TRIALS 200

/* How the light of a photo differs from that of the model. */
typedef struct
{
  double cast;  /* at most, relative, of each channel */
  double sheen; /* reflected by the surface beyond what is expected */
} Light;

/* Errors of melanin and blood, widths of their ranges, as logarithms, and how many ranges
 * hold the truth. */
typedef struct
{
  int n;
  double error[2][3 * TRIALS], width[2][3 * TRIALS];
  int held[2];
} Score;

static double
between (double least, double most)
{
  return exp (g_test_rand_double_range (log (least), log (most)));
}

static double
normal (void)
{
  return sqrt (-2.0 * log (g_test_rand_double_range (1e-12, 1.0)))
         * cos (2.0 * G_PI * g_test_rand_double ());
}

static void
light_up (const double *reflectance, const Light *light, double rgb[3])
{
  double lit[TONSURE_BANDS], xyz[3], gain = between (0.6, 1.6);

  for (int band = 0; band < TONSURE_BANDS; band++)
    lit[band] = gain * (reflectance[band] + light->sheen);
  tonsure_spectrum_to_xyz (lit, xyz);
  tonsure_xyz_to_rgb (xyz, NULL, rgb);
  for (int c = 0; c < 3; c++)
    rgb[c] *= 1.0 + light->cast * g_test_rand_double_range (-1.0, 1.0);
}

static void
count (Score *score, int which, double truth, double found, const double range[2])
{
  score->error[which][score->n] = fabs (log (found / truth));
  score->width[which][score->n] = log (range[1] / range[0]);
  score->held[which] += range[0] <= truth && truth <= range[1];
}

static void
invert (Score *score, const TonsureSkin *truth, const double rgb[3])
{
  TonsureSkinRange range;
  TonsureSkin found;

  tonsure_skin_explain (rgb, NULL, &found);
  tonsure_skin_explain_range (rgb, NULL, &range);
  count (score, 0, truth->melanin, found.melanin, range.melanin);
  count (score, 1, truth->blood, found.blood, range.blood);
  score->n++;
}

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
median (double *values, int n)
{
  qsort (values, n, sizeof *values, compare);
  return values[n / 2];
}

static void
report (Score *score, const char *what)
{
  for (int which = 0; which < 2; which++)
    {
      double error = median (score->error[which], score->n);
      double width = median (score->width[which], score->n);

      g_test_message ("%s, %s: median error x%.3f, 90%% x%.2f; range of median width x%.2f holds "
                      "%.1f%%",
                      what, which ? "blood" : "melanin", exp (error),
                      exp (score->error[which][score->n * 9 / 10]), exp (width),
                      100.0 * score->held[which] / score->n);
    }
}

/* Any skin, and not only that of the atlas. */
static void
solve_random_skin (TonsureSkin *skin, double reflectance[TONSURE_BANDS])
{
  g_autoptr (GError) error = NULL;

  tonsure_skin_init (skin, between (0.005, 0.4), between (0.003, 0.05));
  skin->saturation = g_test_rand_double_range (0.6, 0.8);
  skin->vessel_diameter = g_test_rand_double_range (0.01, 0.03);
  tonsure_skin_reflectance (skin, NULL, 0, reflectance, NULL, &error);
  g_assert_no_error (error);
  for (int band = 0; band < TONSURE_BANDS; band++)
    reflectance[band] += TONSURE_SPECULAR;
}

static void
ranges_hold_known_skins_in_unknown_light (void)
{
  static const Light light = { .cast = 0.02 };
  g_autofree Score *score = g_new0 (Score, 1);

  for (int trial = 0; trial < TRIALS; trial++)
    {
      TonsureSkin skin;
      double reflectance[TONSURE_BANDS], rgb[3];

      solve_random_skin (&skin, reflectance);
      light_up (reflectance, &light, rgb);
      invert (score, &skin, rgb);
    }
  report (score, "known skins");
  g_assert_cmpfloat (median (score->error[0], score->n), <=, log (1.5));
  g_assert_cmpint (score->held[0], >=, score->n * 8 / 10);
  g_assert_cmpint (score->held[1], >=, score->n * 8 / 10);
  g_assert_cmpfloat (median (score->width[0], score->n), <=, log (4.0));
}

/* A percent of the light more than expected: skin looks lighter, and the ranges get short. */
static void
ranges_stand_a_little_sheen (void)
{
  static const Light light = { .cast = 0.02, .sheen = 0.01 },
                     more = { .cast = 0.02, .sheen = 0.02 };
  g_autofree Score *score = g_new0 (Score, 1), *glossy = g_new0 (Score, 1);

  for (int trial = 0; trial < TRIALS; trial++)
    {
      TonsureSkin skin;
      double reflectance[TONSURE_BANDS], rgb[3];

      solve_random_skin (&skin, reflectance);
      light_up (reflectance, &light, rgb);
      invert (score, &skin, rgb);
      light_up (reflectance, &more, rgb);
      invert (glossy, &skin, rgb);
    }
  report (score, "1% of sheen");
  report (glossy, "2% of sheen");
  g_assert_cmpfloat (median (score->error[0], score->n), <=, log (1.5));
  g_assert_cmpint (score->held[0], >=, score->n * 7 / 10);
}

/* Real skin, which differs from the model more than random skins do. The truth is what fits
 * it in light of known strength. */
static void
ranges_hold_measured_forearms_in_unknown_light (void)
{
  static const Light light = { .cast = 0.02 };
  g_autoptr (ReferenceTable) table = reference_table_read ("nist-forearms.csv");
  g_autofree Score *score = g_new0 (Score, 1);

  for (guint row = 0; row < table->cells->len; row++)
    {
      TonsureSkin skin;
      double reflectance[TONSURE_BANDS], lab[3], rgb[3];

      forearm_of_row (table, row, reflectance);
      lab_of_reflectance (reflectance, lab);
      fit_skin (lab, &skin);
      for (int i = 0; i < 3; i++)
        {
          light_up (reflectance, &light, rgb);
          invert (score, &skin, rgb);
        }
    }
  report (score, "forearms");
  g_assert_cmpfloat (median (score->error[0], score->n), <=, log (1.5));
  g_assert_cmpint (score->held[0], >=, score->n * 8 / 10);
  g_assert_cmpint (score->held[1], >=, score->n * 8 / 10);
}

/* Moves a color by normal deviates of lightness, chroma and hue, as CIE94 weights them. */
static void
displace (double lab[3])
{
  double chroma = sqrt (lab[1] * lab[1] + lab[2] * lab[2]);
  double a = lab[1] / chroma, b = lab[2] / chroma;
  double more_chroma = normal () * TONSURE_EXPLAIN_COLOR_SPREAD * (1.0 + 0.045 * chroma);
  double turn = normal () * TONSURE_EXPLAIN_COLOR_SPREAD * (1.0 + 0.015 * chroma);

  lab[0] += normal () * TONSURE_EXPLAIN_COLOR_SPREAD;
  lab[1] += a * more_chroma - b * turn;
  lab[2] += b * more_chroma + a * turn;
}

static double
inverse_lightness (double f)
{
  return f > 6.0 / 29.0 ? f * f * f : 3.0 * 36.0 / 841.0 * (f - 4.0 / 29.0);
}

static void
rgb_of_lab (const double lab[3], double rgb[3])
{
  const double f = (lab[0] + 16.0) / 116.0;
  const double xyz[3] = { 0.949402 * inverse_lightness (f + lab[1] / 500.0), inverse_lightness (f),
                          1.087091 * inverse_lightness (f - lab[2] / 200.0) };

  tonsure_xyz_to_rgb (xyz, NULL, rgb);
}

/* Were skin and light what the priors say, a range of 80 % would hold 80 %, and a little more
 * as it always holds the best fit. */
static void
ranges_are_as_wide_as_they_claim (void)
{
  g_autofree Score *score = g_new0 (Score, 1);

  for (int trial = 0; trial < 3 * TRIALS; trial++)
    {
      double melanin = g_test_rand_double_range (0.0, TONSURE_ATLAS_MELANIN);
      double blood = g_test_rand_double_range (0.0, TONSURE_ATLAS_BLOOD);
      double gain = TONSURE_EXPLAIN_GAIN_SPREAD * normal (), xyz[3], lab[3], rgb[3];
      TonsureSkin skin;

      tonsure_skin_init (&skin, tonsure_atlas_melanin (melanin), tonsure_atlas_blood (blood));
      tonsure_atlas_color (melanin, blood, xyz);
      for (int k = 0; k < 3; k++)
        xyz[k] = exp (xyz[k] + gain);
      tonsure_xyz_to_lab (xyz, lab);
      displace (lab);
      rgb_of_lab (lab, rgb);
      invert (score, &skin, rgb);
    }
  report (score, "as assumed");
  for (int which = 0; which < 2; which++)
    {
      g_assert_cmpint (score->held[which], >=, score->n * 75 / 100);
      g_assert_cmpint (score->held[which], <=, score->n * 90 / 100);
    }
}

static void
every_color_has_a_range_that_holds_the_best_fit (void)
{
  for (int trial = 0; trial < 100; trial++)
    {
      double rgb[3];
      TonsureSkinRange range;
      TonsureSkin skin;

      for (int c = 0; c < 3; c++)
        rgb[c] = g_test_rand_double_range (-0.1, 1.2);
      tonsure_skin_explain (rgb, NULL, &skin);
      tonsure_skin_explain_range (rgb, NULL, &range);
      g_assert_cmpfloat (range.melanin[0], >=, 0.001);
      g_assert_cmpfloat (range.melanin[0], <=, skin.melanin);
      g_assert_cmpfloat (range.melanin[1], >=, skin.melanin);
      g_assert_cmpfloat (range.melanin[1], <=, 0.6001);
      g_assert_cmpfloat (range.blood[0], >=, 0.0005);
      g_assert_cmpfloat (range.blood[0], <=, skin.blood);
      g_assert_cmpfloat (range.blood[1], >=, skin.blood);
      g_assert_cmpfloat (range.blood[1], <=, 0.1001);
    }
}

static void
of_a_color_that_is_none_nothing_is_known (void)
{
  static const double none[][3] = { { NAN, 0.3, 0.2 }, { 0.4, INFINITY, 0.2 } };

  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      TonsureSkinRange range;

      tonsure_skin_explain_range (none[i], NULL, &range);
      g_assert_cmpfloat_with_epsilon (range.melanin[0], 0.001, 1e-9);
      g_assert_cmpfloat_with_epsilon (range.melanin[1], 0.6, 1e-9);
      g_assert_cmpfloat_with_epsilon (range.blood[0], 0.0005, 1e-9);
      g_assert_cmpfloat_with_epsilon (range.blood[1], 0.1, 1e-9);
    }
}

#define ADD(sentence, function) g_test_add_func ("/explain-range/" sentence, function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("ranges hold known skins in unknown light", ranges_hold_known_skins_in_unknown_light);
  ADD ("ranges stand a little sheen", ranges_stand_a_little_sheen);
  ADD ("ranges hold measured forearms in unknown light",
       ranges_hold_measured_forearms_in_unknown_light);
  ADD ("ranges are as wide as they claim", ranges_are_as_wide_as_they_claim);
  ADD ("every color has a range that holds the best fit",
       every_color_has_a_range_that_holds_the_best_fit);
  ADD ("of a color that is none nothing is known", of_a_color_that_is_none_nothing_is_known);
  return g_test_run ();
}
