/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "deposit.h"

#include <math.h>

static TonsureDeposit
deposit_of (TonsureOutcome outcome, guint class_)
{
  TonsureTreatment treatment;
  TonsureDeposit deposit;

  tonsure_treatment_init (&treatment)->outcome = outcome;
  treatment.soft = 0;
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
      const double value[2] = { log (deposit.diameter / 0.25), log (deposit.absorption / 200.0) };

      for (int k = 0; k < 2; k++)
        {
          mean[k] += value[k] / TONSURE_DEPOSIT_CLASSES;
          square[k] += value[k] * value[k] / TONSURE_DEPOSIT_CLASSES;
        }
    }
  g_assert_cmpfloat_with_epsilon (mean[0], 0.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (mean[1], 0.0, 1e-9);
  /* Sixteen quantiles leave out the tails: 3 % short. */
  g_assert_cmpfloat_with_epsilon (exp (sqrt (square[0])), 1.3, 0.015);
  g_assert_cmpfloat_with_epsilon (exp (sqrt (square[1])), 1.3, 0.015);
}

/* Of the plan's dots those of earlier sessions: none after the first session, .45 after all. Of
 * any session as many classes are soft among narrow and wide, faint and strong ones. */
static void
dots_of_earlier_sessions_are_wider_and_paler (void)
{
  TonsureTreatment crisp, treatment;
  guint n[TONSURE_DEPOSIT_CLASSES / 4] = { 0 };

  tonsure_treatment_init (&treatment);
  crisp = treatment;
  crisp.soft = 0;
  for (guint session = 1; session <= 3; session++)
    {
      guint soft = 0;

      treatment.share = tonsure_session_share (session);
      for (guint k = 0; k < TONSURE_DEPOSIT_CLASSES; k++)
        {
          TonsureDeposit one, other;

          tonsure_deposit_class (&crisp, k, &one);
          tonsure_deposit_class (&treatment, k, &other);
          if (other.diameter == one.diameter)
            continue;
          g_assert_cmpfloat (other.diameter, >, one.diameter);
          g_assert_cmpfloat (other.absorption, <, one.absorption);
          n[k / 4] += session == 3;
          soft++;
        }
      g_assert_cmpuint (soft, ==, session == 1 ? 0 : session == 2 ? 4 : 7);
    }
  for (guint i = 0; i < G_N_ELEMENTS (n); i++)
    g_assert_cmpuint (n[i], >, 0);
}

static void
the_outcomes_are_in_order (void)
{
  double width[3] = { 0 }, pigment[3] = { 0 }, spread[3] = { 0 };

  for (int o = 0; o < 3; o++)
    for (guint i = 0; i < TONSURE_DEPOSIT_CLASSES; i++)
      {
        TonsureDeposit deposit = deposit_of ((TonsureOutcome) o, i);

        width[o] += log (deposit.diameter) / TONSURE_DEPOSIT_CLASSES;
        spread[o] += log (deposit.diameter) * log (deposit.diameter) / TONSURE_DEPOSIT_CLASSES;
        pigment[o] += log (deposit.absorption * deposit.diameter * deposit.diameter)
                      / TONSURE_DEPOSIT_CLASSES;
      }
  for (int o = 0; o < 3; o++)
    spread[o] = sqrt (spread[o] - width[o] * width[o]);
  for (int o = 0; o < 2; o++)
    {
      g_assert_cmpfloat (width[o], <, width[o + 1]);
      g_assert_cmpfloat (spread[o], <, spread[o + 1]);
      g_assert_cmpfloat (pigment[o], >, pigment[o + 1]);
      g_assert_cmpfloat (deposit_of ((TonsureOutcome) o, 0).top, <,
                         deposit_of ((TonsureOutcome) (o + 1), 0).top);
    }
  /* 1.5 to 2 times as wide as typical ones. */
  g_assert_cmpfloat (exp (width[2] - width[1]), >=, 1.5);
  g_assert_cmpfloat (exp (width[2] - width[1]), <=, 2.0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/deposit/the classes have the median and spread of the treatment",
                   the_classes_have_the_median_and_spread_of_the_treatment);
  g_test_add_func ("/deposit/dots of earlier sessions are wider and paler",
                   dots_of_earlier_sessions_are_wider_and_paler);
  g_test_add_func ("/deposit/the outcomes are in order", the_outcomes_are_in_order);
  return g_test_run ();
}
