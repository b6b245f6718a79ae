/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "crowd.h"
#include "stack.h"

#include <string.h>

#define CLASSES TONSURE_DEPOSIT_CLASSES

typedef struct
{
  TonsureYears years;
  TonsureDeposit deposits[2 * CLASSES];
  TonsureProfile profiles[2 * CLASSES];
  double crowd[3];
  float apart[4];
} Stack;

static Stack *
stack_of (const TonsureTreatment *treatment)
{
  Stack *stack = g_new (Stack, 1);
  g_autoptr (GError) error = NULL;

  tonsure_years_init (&stack->years, treatment);
  g_assert_cmpuint (stack->years.n, <=, 2);
  g_assert_true (tonsure_stack_compute (treatment, &stack->years, NULL, stack->deposits,
                                        stack->profiles, stack->crowd, &treatment->blur, 1,
                                        (float (*)[4]) stack->apart, &error));
  g_assert_no_error (error);
  return stack;
}

static void
dots_alone_are_what_they_are (void)
{
  TonsureTreatment treatment;

  tonsure_treatment_init (&treatment);
  treatment.outcome = g_test_rand_int_range (0, 3);
  g_autofree Stack *stack = stack_of (&treatment);
  g_autofree TonsureProfile *alone = g_new (TonsureProfile, CLASSES);
  double diameters[CLASSES], share[3];
  TonsureSkin skin;

  tonsure_skin_init (&skin, treatment.melanin, treatment.blood);
  g_assert_true (tonsure_profiles_compute (&skin, stack->deposits, CLASSES, NULL, alone, NULL));
  for (guint k = 0; k < CLASSES; k++)
    diameters[k] = stack->deposits[k].diameter;
  tonsure_crowd_shares (alone, diameters, CLASSES, share);
  tonsure_crowd_scale (alone, CLASSES, share);
  g_assert_cmpmem (alone, CLASSES * sizeof *alone, stack->profiles, CLASSES * sizeof *alone);
  g_assert_cmpmem (share, sizeof share, stack->crowd, sizeof share);
}

/* Where a pixel is tiny the picture knows itself how dots overlap. */
static void
dots_over_others_take_less_the_wider_the_pixels_are (void)
{
  TonsureTreatment treatment;
  double widest[3];

  tonsure_treatment_init (&treatment);
  treatment.years = 12;
  treatment.touch_ups = 1;
  treatment.blur = 0.0;
  treatment.mm_per_px = 0.002;
  g_autofree Stack *fine = stack_of (&treatment);

  for (int c = 0; c < 3; c++)
    widest[c] = fine->profiles[CLASSES].mass[c];
  for (double mm = 0.05; mm < 2.0; mm *= 2.0)
    {
      treatment.mm_per_px = mm;
      g_autofree Stack *coarse = stack_of (&treatment);

      for (int c = 0; c < 3; c++)
        {
          double mass = coarse->profiles[CLASSES].mass[c];

          g_assert_cmpfloat (mass, <, widest[c]);
          g_assert_cmpfloat (mass, >, 0.7 * fine->profiles[CLASSES].mass[c]);
          g_assert_cmpfloat (coarse->profiles[0].mass[c], ==, fine->profiles[0].mass[c]);
          widest[c] = mass;
        }
    }
}

/* By plain summation: a layer of dots over itself in the mean of ∫ l². */
static void
what_is_shed_takes_what_its_own_dot_leaves (void)
{
  const double step = TONSURE_PROFILE_REACH / (TONSURE_PROFILE_SAMPLES - 1);
  TonsureTreatment treatment;

  tonsure_treatment_init (&treatment);
  treatment.days_to_heal = 40;
  treatment.mm_per_px = 0.002;
  treatment.blur = 0.0;
  g_autofree Stack *fine = stack_of (&treatment);

  treatment.mm_per_px = 5.0;
  g_autofree Stack *coarse = stack_of (&treatment);

  for (guint k = 0; k < CLASSES; k++)
    for (int c = 0; c < 3; c++)
      {
        const TonsureProfile *below = &fine->profiles[k], *over = &fine->profiles[CLASSES + k];
        double both = 0.0, less;

        for (int i = 0; i < TONSURE_PROFILE_SAMPLES; i++)
          both += 2.0 * G_PI * step * step * i * below->loss[c][i] * over->loss[c][i];
        less = over->mass[c] - coarse->profiles[CLASSES + k].mass[c];
        /* Read off at 64 frequencies: .061 off for the widest dots. */
        g_assert_cmpfloat_with_epsilon (less / both, 1.0, 0.07);
      }
}

#define ADD(sentence, function) g_test_add_func ("/stack/" sentence, function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("dots alone are what they are", dots_alone_are_what_they_are);
  ADD ("dots over others take less the wider the pixels are",
       dots_over_others_take_less_the_wider_the_pixels_are);
  ADD ("what is shed takes what its own dot leaves", what_is_shed_takes_what_its_own_dot_leaves);
  return g_test_run ();
}
