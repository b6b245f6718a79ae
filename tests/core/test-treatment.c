/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "treatment.h"

#include <math.h>
#include <string.h>

static void
the_defaults_are_valid (void)
{
  TonsureTreatment treatment;
  g_autoptr (GError) error = NULL;

  g_assert_true (tonsure_treatment_validate (tonsure_treatment_init (&treatment), &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (treatment.density, ==, TONSURE_TYPICAL_DENSITY);
  g_assert_cmpfloat (treatment.diameter, ==, 0.25);
  g_assert_cmpint (treatment.outcome, ==, TONSURE_OUTCOME_TYPICAL);
}

static void
a_value_outside_its_range_is_named (void)
{
  guint n;
  const TonsureField *fields = tonsure_treatment_fields (&n);

  for (guint i = 0; i < n; i++)
    if (fields[i].kind == TONSURE_FIELD_DOUBLE)
      {
        const double bad[] = { NAN, INFINITY, fields[i].maximum * 1.001 + 1e-9,
                               fields[i].minimum - 1.0 };

        for (guint k = 0; k < G_N_ELEMENTS (bad); k++)
          {
            TonsureTreatment treatment;
            g_autoptr (GError) error = NULL;

            tonsure_treatment_init (&treatment);
            G_STRUCT_MEMBER (double, &treatment, fields[i].offset) = bad[k];
            g_assert_false (tonsure_treatment_validate (&treatment, &error));
            g_assert_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID);
            g_assert_nonnull (strstr (error->message, fields[i].name));
          }
      }
}

static void
the_text_form_gives_the_same_bits_again (void)
{
  guint n;
  const TonsureField *fields = tonsure_treatment_fields (&n);

  for (int round = 0; round < 200; round++)
    {
      TonsureTreatment treatment, again;
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      tonsure_treatment_init (&treatment);
      for (guint i = 0; i < n; i++)
        if (fields[i].kind == TONSURE_FIELD_DOUBLE)
          G_STRUCT_MEMBER (double, &treatment, fields[i].offset) =
              g_test_rand_double_range (fields[i].minimum, fields[i].maximum);
      treatment.outcome = g_test_rand_int_range (0, 3);
      treatment.seed = (guint32) g_test_rand_int ();
      text = tonsure_treatment_to_text (&treatment);
      memset (&again, 0, sizeof again);
      g_assert_true (tonsure_treatment_from_text (&again, text, &error));
      g_assert_no_error (error);
      for (guint i = 0; i < n; i++)
        if (fields[i].kind == TONSURE_FIELD_DOUBLE)
          g_assert_cmpfloat (G_STRUCT_MEMBER (double, &treatment, fields[i].offset), ==,
                             G_STRUCT_MEMBER (double, &again, fields[i].offset));
      g_assert_cmpint (treatment.outcome, ==, again.outcome);
      g_assert_cmpuint (treatment.seed, ==, again.seed);
    }
}

static void
a_bad_text_is_refused_and_changes_nothing (void)
{
  static const char *const bad[] = {
    "",
    "no key file",
    "[Other group]\ndensity=3\n",
    "[Tonsure treatment]\nformat=2\ndensety=3\n",
    "[Tonsure treatment]\nformat=2\ndensity=many\n",
    "[Tonsure treatment]\nformat=2\ndensity=3 \x01\n",
    "[Tonsure treatment]\nformat=2\ndensity=401\n",
    "[Tonsure treatment]\nformat=2\nmm_per_px=nan\n",
    "[Tonsure treatment]\nformat=2\nseed=-1\n",
    "[Tonsure treatment]\nformat=2\nseed=1.5\n",
    "[Tonsure treatment]\nformat=2\noutcome=best\n",
    "[Tonsure treatment]\ndensity=250\n",
    "[Tonsure treatment]\nformat=1\ndensity=250\n",
    "[Tonsure treatment]\nformat=3\ndensity=250\n",
    "[Tonsure treatment]\nformat=2\nden\xffsity=3\n",
    "[Tonsure treatment]\nformat=2\noutcome=\xc3\n",
    "[Tonsure treatment]\nformat=2\n\xfe\xff\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      TonsureTreatment treatment, before;
      g_autoptr (GError) error = NULL;

      tonsure_treatment_init (&treatment);
      treatment.density = 17.0;
      before = treatment;
      g_assert_false (tonsure_treatment_from_text (&treatment, bad[i], &error));
      g_assert_true (error->domain == TONSURE_ERROR);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_cmpmem (&treatment, sizeof treatment, &before, sizeof before);
    }
}

static void
the_day_of_healing_is_year_0_with_nothing_done (void)
{
  TonsureTreatment treatment, healed;

  tonsure_treatment_init (&healed);
  treatment = healed;
  treatment.years = 12.0;
  treatment.days_to_heal = 3.0;
  treatment.touch_ups = 2.0;
  treatment.laser = 4.0;
  treatment.laser_year = 1.0;
  tonsure_treatment_set_healed (&treatment);
  g_assert_cmpmem (&treatment, sizeof treatment, &healed, sizeof healed);
}

static void
a_text_may_leave_fields_out (void)
{
  TonsureTreatment treatment;

  memset (&treatment, 7, sizeof treatment);
  g_assert_true (tonsure_treatment_from_text (
      &treatment, "[Tonsure treatment]\nformat=2\ndensity=123\nnoise=0.01\n", NULL));
  g_assert_cmpfloat (treatment.density, ==, 123);
  g_assert_cmpfloat (treatment.matte_red, ==, 0);
  g_assert_cmpfloat (treatment.matte_spread, ==, 0);
}

/* The first format had none in its text, and other dots by default. */
static void
a_text_of_another_version_is_told_as_such (void)
{
  static const char *const other[] = { "[Tonsure treatment]\ndensity=250\ndiameter=0.2\n",
                                       "[Tonsure treatment]\nformat=7\nshade=3\n" };

  for (guint i = 0; i < G_N_ELEMENTS (other); i++)
    {
      TonsureTreatment treatment;
      g_autoptr (GError) error = NULL;

      g_assert_false (tonsure_treatment_from_text (&treatment, other[i], &error));
      g_assert_error (error, TONSURE_ERROR, TONSURE_ERROR_VERSION);
      g_assert_nonnull (strstr (error->message, "version of Tonsure"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/treatment/the defaults are valid", the_defaults_are_valid);
  g_test_add_func ("/treatment/a value outside its range is named",
                   a_value_outside_its_range_is_named);
  g_test_add_func ("/treatment/the text form gives the same bits again",
                   the_text_form_gives_the_same_bits_again);
  g_test_add_func ("/treatment/a bad text is refused and changes nothing",
                   a_bad_text_is_refused_and_changes_nothing);
  g_test_add_func ("/treatment/the day of healing is year 0 with nothing done",
                   the_day_of_healing_is_year_0_with_nothing_done);
  g_test_add_func ("/treatment/a text may leave fields out", a_text_may_leave_fields_out);
  g_test_add_func ("/treatment/a text of another version is told as such",
                   a_text_of_another_version_is_told_as_such);
  return g_test_run ();
}
