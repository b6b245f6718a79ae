/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "aged-profiles.h"

#include <math.h>

#define CLASSES TONSURE_DEPOSIT_CLASSES
#define MOST (TONSURE_MOST_GENERATIONS * CLASSES)

static void
find_deposits (const TonsureYears *years, const TonsureTreatment *treatment,
               TonsureDeposit *deposits)
{
  for (guint k = 0; k < years->n * CLASSES; k++)
    tonsure_years_deposit (years, treatment, k / CLASSES, k % CLASSES, &deposits[k]);
}

/* What the dots of all generations take, relative to that of @solved. */
static double
mass_error (const TonsureYears *years, const TonsureProfile *aged, const TonsureProfile *solved)
{
  double worst = 0.0;

  for (guint c = 0; c < 3; c++)
    {
      double mass = 0.0, right = 0.0;

      for (guint k = 0; k < years->n * CLASSES; k++)
        {
          mass += tonsure_years_dots (years, k / CLASSES) * aged[k].mass[c];
          right += tonsure_years_dots (years, k / CLASSES) * solved[k].mass[c];
        }
      worst = fmax (worst, fabs (mass / right - 1.0));
    }
  return worst;
}

static double
loss_error (const TonsureProfile *aged, const TonsureProfile *solved, guint n)
{
  double worst = 0.0;

  for (guint k = 0; k < n * CLASSES; k++)
    for (guint c = 0; c < 3; c++)
      for (guint i = 0; i < TONSURE_PROFILE_SAMPLES; i++)
        worst = fmax (worst, fabs (aged[k].loss[c][i] - solved[k].loss[c][i]));
  return worst;
}

/* How far off from dots that are all solved. */
static void
compare_with_solved (const TonsureTreatment *treatment, double *loss, double *mass)
{
  g_autofree TonsureDeposit *deposits = g_new (TonsureDeposit, MOST);
  g_autofree TonsureProfile *aged = g_new (TonsureProfile, MOST);
  g_autofree TonsureProfile *solved = g_new (TonsureProfile, MOST);
  TonsureYears years;
  TonsureSkin skin;

  tonsure_years_init (&years, treatment);
  tonsure_skin_init (&skin, treatment->melanin, treatment->blood);
  find_deposits (&years, treatment, deposits);
  g_assert_true (tonsure_aged_profiles (&skin, &years, deposits, NULL, aged, NULL));
  g_assert_true (tonsure_profiles_compute (&skin, deposits, years.n * CLASSES, NULL, solved, NULL));
  *loss = loss_error (aged, solved, years.n);
  *mass = mass_error (&years, aged, solved);
}

static TonsureTreatment
any_treatment (void)
{
  TonsureTreatment treatment;

  tonsure_treatment_init (&treatment);
  treatment.outcome = g_test_rand_int_range (0, 3);
  treatment.melanin = g_test_rand_double_range (0.02, 0.3);
  treatment.top = g_test_rand_double_range (0.08, 0.3);
  treatment.iron_oxide = g_test_rand_bit () ? g_test_rand_double_range (0, 1) : 0.0;
  treatment.sun = g_test_rand_double_range (1, 2);
  return treatment;
}

static void
one_generation_is_solved_to_the_last_bit (void)
{
  TonsureTreatment treatment = any_treatment ();
  double loss, mass;

  treatment.years = g_test_rand_double_range (1, 30);
  compare_with_solved (&treatment, &loss, &mass);
  g_assert_cmpfloat (loss, ==, 0.0);
}

static void
many_generations_are_nearly_as_if_each_were_solved (void)
{
  for (int round = 0; round < 3; round++)
    {
      TonsureTreatment treatment = any_treatment ();
      double loss, mass;

      treatment.years = g_test_rand_double_range (20, 30);
      treatment.touch_ups = g_test_rand_double_range (4, 5);
      treatment.laser = g_test_rand_int_range (0, 3);
      treatment.laser_year = g_test_rand_double_range (5, 20);
      compare_with_solved (&treatment, &loss, &mass);
      g_test_message ("outcome %d, iron oxide %.2f, laser %g: loss %.5f, mass %.4f",
                      treatment.outcome, treatment.iron_oxide, treatment.laser, loss, mass);
      g_assert_cmpfloat (loss, <, 0.03);
      g_assert_cmpfloat (mass, <, 0.01);
    }
}

#define ADD(sentence, function) g_test_add_func ("/aged-profiles/" sentence, function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("one generation is solved to the last bit", one_generation_is_solved_to_the_last_bit);
  ADD ("many generations are nearly as if each were solved",
       many_generations_are_nearly_as_if_each_were_solved);
  return g_test_run ();
}
