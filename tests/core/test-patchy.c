/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "patchy.h"

#include <math.h>

#define PLACES 40000

static void
patchy_of (TonsureOutcome outcome, guint32 seed, TonsurePatchy *patchy)
{
  TonsureTreatment treatment;

  tonsure_treatment_init (&treatment)->outcome = outcome;
  treatment.seed = seed;
  tonsure_patchy_init (patchy, &treatment);
}

/* Over 200 mm there are patches enough that all classes are alike within a tenth. */
static void
dots_fall_in_all_classes_alike (void)
{
  for (int outcome = 0; outcome < 3; outcome++)
    {
      guint count[TONSURE_DEPOSIT_CLASSES] = { 0 };
      TonsurePatchy patchy;

      patchy_of ((TonsureOutcome) outcome, 7, &patchy);
      for (guint64 id = 0; id < PLACES; id++)
        count[tonsure_patchy_class (&patchy, id, id % 200, id / 200)]++;
      for (guint k = 0; k < TONSURE_DEPOSIT_CLASSES; k++)
        g_assert_cmpfloat_with_epsilon (count[k] * TONSURE_DEPOSIT_CLASSES / (double) PLACES, 1.0,
                                        0.1);
    }
}

/* Standard deviation over 100 mm, from seed to seed, and correlation at .25 and 20 mm: the longest
 * waves have 25. */
static void
the_field_is_normal_and_smooth (void)
{
  double mean = 0.0, square = 0.0, near = 0.0, far = 0.0;
  const int n = 20 * 2500;

  for (guint32 seed = 0; seed < 20; seed++)
    {
      TonsurePatchy patchy;

      patchy_of (TONSURE_OUTCOME_TYPICAL, seed, &patchy);
      for (int i = 0; i < 2500; i++)
        {
          double x = 2 * (i % 50), y = 2 * (i / 50), f = tonsure_patchy_field (&patchy, x, y);

          mean += f / n;
          square += f * f / n;
          near += f * tonsure_patchy_field (&patchy, x + 0.25, y) / n;
          far += f * tonsure_patchy_field (&patchy, x, y + 20) / n;
        }
    }
  g_assert_cmpfloat_with_epsilon (mean, 0.0, 0.05);
  g_assert_cmpfloat_with_epsilon (square, 1.0, 0.1);
  g_assert_cmpfloat (near, >, 0.9);
  g_assert_cmpfloat (far, <, 0.4);
}

static void
later_lots_are_of_stronger_dots (void)
{
  TonsureTreatment treatment;
  TonsurePatchy patchy;
  double before = 0.0;

  tonsure_patchy_init (&patchy, tonsure_treatment_init (&treatment));
  for (guint i = 0; i < TONSURE_DEPOSIT_CLASSES; i++)
    {
      TonsureDeposit d;
      double taken;

      tonsure_deposit_class (&treatment, patchy.order[i], &d);
      taken = d.diameter * d.diameter * (1 - exp (-0.1 * d.absorption * d.thickness));
      g_assert_cmpfloat (taken, >=, before - 1e-9);
      before = taken;
    }
}

/* What is summed over classes is as large in the mean over places, and differs the more the worse
 * the outcome. */
static void
places_differ_more_the_worse_the_outcome (void)
{
  double spread[3];

  for (int outcome = 0; outcome < 3; outcome++)
    {
      double value[TONSURE_DEPOSIT_CLASSES], relative[TONSURE_PATCHY_PLACES], mean = 0.0;
      TonsurePatchy patchy;

      patchy_of ((TonsureOutcome) outcome, 1, &patchy);
      for (guint i = 0; i < TONSURE_DEPOSIT_CLASSES; i++)
        value[patchy.order[i]] = 1 + i;
      tonsure_patchy_relative (&patchy, value, relative);
      for (guint i = 0; i < TONSURE_PATCHY_PLACES; i++)
        mean += relative[i] / TONSURE_PATCHY_PLACES;
      g_assert_cmpfloat_with_epsilon (mean, 1.0, 1e-12);
      spread[outcome] = relative[TONSURE_PATCHY_PLACES - 1] - relative[0];
    }
  g_assert_cmpfloat (spread[0], >, 0.0);
  g_assert_cmpfloat (spread[1], >, spread[0]);
  g_assert_cmpfloat (spread[2], >, 1.5 * spread[1]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/patchy/dots fall in all classes alike", dots_fall_in_all_classes_alike);
  g_test_add_func ("/patchy/the field is normal and smooth", the_field_is_normal_and_smooth);
  g_test_add_func ("/patchy/later lots are of stronger dots", later_lots_are_of_stronger_dots);
  g_test_add_func ("/patchy/places differ more the worse the outcome",
                   places_differ_more_the_worse_the_outcome);
  return g_test_run ();
}
