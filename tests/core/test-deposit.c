/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "deposit.h"

#include <math.h>

static TonsureDeposit
deposit_of (TonsureOutcome outcome, guint class_)
{
  TonsureTreatment treatment;
  TonsureDeposit deposit;

  tonsure_treatment_init (&treatment)->outcome = outcome;
  tonsure_deposit_class (&treatment, class_, &deposit);
  return deposit;
}

static void
the_classes_have_the_median_and_spread_of_the_treatment (void)
{
  double mean[2] = { 0 }, square[2] = { 0 };

  for (guint i = 0; i < TONSURE_DEPOSIT_CLASSES; i++)
    {
      TonsureDeposit deposit = deposit_of (TONSURE_OUTCOME_TYPICAL, i);
      const double value[2] = { log (deposit.diameter / 0.20), log (deposit.absorption / 200.0) };

      for (int k = 0; k < 2; k++)
        {
          mean[k] += value[k] / TONSURE_DEPOSIT_CLASSES;
          square[k] += value[k] * value[k] / TONSURE_DEPOSIT_CLASSES;
        }
    }
  g_assert_cmpfloat_with_epsilon (mean[0], 0.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (mean[1], 0.0, 1e-9);
  /* Sixteen quantiles leave out the tails: 3 % short. */
  g_assert_cmpfloat_with_epsilon (exp (sqrt (square[0])), 1.2, 0.01);
  g_assert_cmpfloat_with_epsilon (exp (sqrt (square[1])), 1.25, 0.013);
}

static void
the_outcomes_are_in_order (void)
{
  for (guint i = 0; i < TONSURE_DEPOSIT_CLASSES; i++)
    {
      TonsureDeposit best = deposit_of (TONSURE_OUTCOME_FAVORABLE, i);
      TonsureDeposit middle = deposit_of (TONSURE_OUTCOME_TYPICAL, i);
      TonsureDeposit worst = deposit_of (TONSURE_OUTCOME_UNFAVORABLE, i);

      g_assert_cmpfloat (best.diameter, <, middle.diameter);
      g_assert_cmpfloat (middle.diameter, <, worst.diameter);
      g_assert_cmpfloat (best.top, <, middle.top);
      g_assert_cmpfloat (middle.top, <, worst.top);
      g_assert_cmpfloat (best.absorption, >, middle.absorption);
      g_assert_cmpfloat (middle.absorption, >, worst.absorption);
    }
}

static void
dots_fall_in_all_classes_alike (void)
{
  guint count[TONSURE_DEPOSIT_CLASSES] = { 0 };

  for (guint64 id = 0; id < 160000; id++)
    count[tonsure_deposit_class_of (id)]++;
  for (guint i = 0; i < TONSURE_DEPOSIT_CLASSES; i++)
    g_assert_cmpfloat_with_epsilon (count[i] / 10000.0, 1.0, 0.05);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/deposit/the classes have the median and spread of the treatment",
                   the_classes_have_the_median_and_spread_of_the_treatment);
  g_test_add_func ("/deposit/the outcomes are in order", the_outcomes_are_in_order);
  g_test_add_func ("/deposit/dots fall in all classes alike", dots_fall_in_all_classes_alike);
  return g_test_run ();
}
