/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "render.h"
#include "tone.h"

#include <math.h>

#define SIDE 440
#define EDGE 40

static double
between (double low, double high)
{
  return g_test_rand_double_range (low, high);
}

static double
between_logs (double low, double high)
{
  return exp (between (log (low), log (high)));
}

/* As people might do it, and far beyond: dots so wide and dense that half of the light is lost. */
static void
any_treatment (TonsureTreatment *treatment, gboolean extreme)
{
  tonsure_treatment_init (treatment);
  treatment->density = between (60, extreme ? 400 : 300);
  treatment->seed = (guint32) g_test_rand_int ();
  treatment->outcome = (TonsureOutcome) g_test_rand_int_range (0, 3);
  treatment->diameter = between (0.14, extreme ? 0.3 : 0.22);
  treatment->diameter_gsd = between (1, 1.3);
  treatment->tone_gsd = between (1, 1.5);
  treatment->top = between (0.08, 0.3);
  treatment->thickness = between (0.05, extreme ? 0.2 : 0.12);
  treatment->absorption = between_logs (50, 1600);
  treatment->carbon_exponent = between (1, 1.2);
  treatment->iron_oxide = between (0, 1);
  treatment->melanin = between_logs (0.008, 0.3);
  treatment->blood = between (0.006, 0.02);
  treatment->mm_per_px = 0.25;
}

static void
draw_mean (const TonsureTreatment *treatment, double mean[3])
{
  g_autoptr (TonsureRenderer) renderer = tonsure_renderer_new (treatment, NULL, NULL);
  g_autofree guint16 *mask = g_new (guint16, SIDE * SIDE);
  g_autofree float *rgba = g_new (float, 4 * SIDE * SIDE);
  TonsurePixels pixels = { 0, 0, SIDE, SIDE };
  double n = (SIDE - 2.0 * EDGE) * (SIDE - 2.0 * EDGE);

  for (int i = 0; i < SIDE * SIDE; i++)
    mask[i] = 65535;
  tonsure_render_transmittance (renderer, mask, &pixels, SIDE, &pixels, rgba, 4 * SIDE);
  mean[0] = mean[1] = mean[2] = 0.0;
  for (int y = EDGE; y < SIDE - EDGE; y++)
    for (int x = EDGE; x < SIDE - EDGE; x++)
      for (int c = 0; c < 3; c++)
        mean[c] += rgba[4 * (y * SIDE + x) + c] / n;
}

static void
assert_near (const TonsureTreatment *treatment, double most, double most_dark)
{
  double drawn[3], tone[3];

  draw_mean (treatment, drawn);
  g_assert_true (tonsure_tone_of (treatment, NULL, tone, NULL));
  for (int c = 0; c < 3; c++)
    {
      g_test_message ("%.0f/cm² of %.0f/cm: drawn %.4f, tone %.4f (%g years, %g touch-ups, iron "
                      "oxide %.2f, outcome %d)",
                      treatment->density, treatment->absorption, drawn[c], tone[c],
                      treatment->years, treatment->touch_ups, treatment->iron_oxide,
                      treatment->outcome);
      g_assert_cmpfloat_with_epsilon (tone[c], drawn[c], drawn[c] < 0.5 ? most_dark : most);
    }
}

static void
the_tone_is_the_mean_of_what_is_drawn (void)
{
  for (int trial = 0; trial < 16; trial++)
    {
      TonsureTreatment treatment;
      gboolean extreme = trial % 4 == 0;

      any_treatment (&treatment, extreme);
      assert_near (&treatment, extreme ? 0.006 : 0.003, extreme ? 0.006 : 0.003);
    }
}

static void
the_tone_is_the_mean_of_what_is_drawn_in_any_year (void)
{
  for (int trial = 0; trial < 6; trial++)
    {
      TonsureTreatment treatment;

      any_treatment (&treatment, FALSE);
      treatment.years = between (0, 30);
      treatment.sun = between (1, 2);
      treatment.laser = trial % 3 ? 0.0 : between (0, 3);
      treatment.laser_year = between (0, 30);
      assert_near (&treatment, 0.003, 0.003);
    }
}

/* Dots that lie over others: the picture knows how they overlap in the mean alone. */
static void
dots_over_others_are_in_the_tone (void)
{
  for (int trial = 0; trial < 4; trial++)
    {
      TonsureTreatment treatment;

      any_treatment (&treatment, FALSE);
      treatment.absorption = between_logs (50, 600);
      treatment.top = between (0.12, 0.3);
      if (trial % 2)
        {
          treatment.years = between (0, 30);
          treatment.touch_ups = between (0.5, 5);
        }
      else
        treatment.days_to_heal = between (0, 56);
      assert_near (&treatment, 0.008, 0.02);
    }
}

static void
one_table_tells_the_tone_of_all_strengths (void)
{
  TonsureTreatment treatment;
  g_autofree TonsureTone *tone = g_new (TonsureTone, 1);

  any_treatment (&treatment, FALSE);
  g_assert_true (tonsure_tone_init (tone, &treatment, 50, 1300, NULL, NULL));
  for (double absorption = 50; absorption <= 1300; absorption *= 1.3)
    {
      TonsureToneDots dots;
      double of_table[3], alone[3];

      treatment.absorption = absorption;
      g_assert_true (tonsure_tone_of (&treatment, NULL, alone, NULL));
      tonsure_tone_dots (tone, absorption, &dots);
      tonsure_tone_transmittance (&dots, treatment.density, of_table);
      for (int c = 0; c < 3; c++)
        g_assert_cmpfloat_with_epsilon (of_table[c], alone[c], 0.003);
    }
}

static void
more_dots_leave_less_light (void)
{
  TonsureTreatment treatment;
  g_autofree TonsureTone *tone = g_new (TonsureTone, 1);
  TonsureToneDots dots;
  double last[3] = { 1, 1, 1 };

  tonsure_treatment_init (&treatment);
  g_assert_true (tonsure_tone_init (tone, &treatment, 200, 200, NULL, NULL));
  tonsure_tone_dots (tone, 200, &dots);
  for (double density = 0; density <= 400; density += 20)
    {
      double transmittance[3];

      tonsure_tone_transmittance (&dots, density, transmittance);
      for (int c = 0; c < 3; c++)
        {
          if (density > 0)
            g_assert_cmpfloat (transmittance[c], <, last[c]);
          else
            g_assert_cmpfloat (transmittance[c], ==, 1.0);
          last[c] = transmittance[c];
        }
    }
}

static void
no_pigment_is_no_tone (void)
{
  TonsureTreatment treatment;
  double transmittance[3];

  tonsure_treatment_init (&treatment)->absorption = 0;
  g_assert_true (tonsure_tone_of (&treatment, NULL, transmittance, NULL));
  for (int c = 0; c < 3; c++)
    g_assert_cmpfloat (transmittance[c], ==, 1.0);
}

static void
bad_treatments_are_refused (void)
{
  TonsureTreatment treatment;
  g_autoptr (GError) error = NULL;
  double transmittance[3];

  tonsure_treatment_init (&treatment)->melanin = NAN;
  g_assert_false (tonsure_tone_of (&treatment, NULL, transmittance, &error));
  g_assert_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tone/the tone is the mean of what is drawn in any year",
                   the_tone_is_the_mean_of_what_is_drawn_in_any_year);
  g_test_add_func ("/tone/dots over others are in the tone", dots_over_others_are_in_the_tone);
  g_test_add_func ("/tone/the tone is the mean of what is drawn",
                   the_tone_is_the_mean_of_what_is_drawn);
  g_test_add_func ("/tone/one table tells the tone of all strengths",
                   one_table_tells_the_tone_of_all_strengths);
  g_test_add_func ("/tone/more dots leave less light", more_dots_leave_less_light);
  g_test_add_func ("/tone/no pigment is no tone", no_pigment_is_no_tone);
  g_test_add_func ("/tone/bad treatments are refused", bad_treatments_are_refused);
  return g_test_run ();
}
