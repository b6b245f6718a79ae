/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "match.h"
#include "pigment.h"
#include "tone.h"

#include <math.h>
#include <string.h>

static double
between (double low, double high)
{
  return g_test_rand_double_range (low, high);
}

typedef struct
{
  TonsureTreatment treatment;
  TonsureStubble stubble;
  TonsurePerson person;
} Case;

static void
any_person (TonsurePerson *person)
{
  tonsure_person_init (person);
  person->graying.ancestry = (TonsureAncestry) g_test_rand_int_range (0, 3);
  person->graying.sex = (TonsureSex) g_test_rand_int_range (0, 2);
  person->age = between (20, 60);
  person->gray_today = g_test_rand_bit () ? between (0, 0.6) : -1.0;
}

/* Stubble of hair of any color on any skin. */
static void
any_case (Case *any)
{
  TonsureHairKind kind = { (TonsureHairColor) g_test_rand_int_range (0, 3), between (100, 250),
                           between (0.06, 0.09) };
  TonsureBeside beside;
  TonsureSkin skin;

  tonsure_treatment_init (&any->treatment);
  any->treatment.melanin = exp (between (log (0.009), log (0.15)));
  any->treatment.density = between (150, 350);
  any->treatment.sun = between (1, 2);
  any_person (&any->person);
  tonsure_skin_init (&skin, any->treatment.melanin, any->treatment.blood);
  g_assert_true (tonsure_beside_init (&beside, &kind, &skin, NULL, NULL));
  any->stubble = (TonsureStubble) { .cover = 0.1, .length = 0.3 };
  for (int c = 0; c < 3; c++)
    {
      any->stubble.bare[c] = beside.bare[c];
      any->stubble.under[c] = 0.5 * beside.bare[c];
      any->stubble.mean[c] = 0.5 * beside.bare[c] * beside.rest[c];
      any->stubble.hair[c] = 0.5 * beside.colored[c];
      any->stubble.error[c] = 0.01;
    }
}

static void
answer (const Case *any, const TonsurePerson *person, guint last, TonsureMatchAnswer answers[2])
{
  g_autoptr (GError) error = NULL;
  gint64 before = g_get_monotonic_time ();
  guint n;
  const TonsureInk *inks = tonsure_inks (&n);

  tonsure_match_years (&any->stubble, &any->treatment, NULL, NULL, person, last, answers, &error);
  g_assert_no_error (error);
  g_test_message ("%.0f ms", (double) (g_get_monotonic_time () - before) / 1000.0);
  for (int i = 0; i < 2; i++)
    g_test_message ("%s + %g, %.0f/cm²: today %.2f, worst %.2f (%.2f to %.2f) in year %.1f of %u",
                    inks[answers[i].match.ink].name, answers[i].match.water,
                    answers[i].match.density, answers[i].match.delta_e, answers[i].worst,
                    answers[i].worst_range[0], answers[i].worst_range[1], answers[i].worst_year,
                    last);
}

static void
the_first_is_that_of_today_and_the_second_is_best_over_the_years (void)
{
  for (int trial = 0; trial < 6; trial++)
    {
      guint last = (guint) g_test_rand_int_range (1, 31);
      TonsureMatchAnswer answers[2];
      TonsureMatch alone;
      Case any;

      any_case (&any);
      answer (&any, g_test_rand_bit () ? &any.person : NULL, last, answers);
      g_assert_true (tonsure_match (&any.stubble, &any.treatment, NULL, NULL, &alone, NULL));
      g_assert_cmpmem (&alone, sizeof alone, &answers[0].match, sizeof answers[0].match);
      g_assert_cmpfloat (answers[1].worst, <=, answers[0].worst);
      for (int i = 0; i < 2; i++)
        {
          g_assert_cmpfloat (answers[i].worst, >=, answers[i].match.delta_e - 0.2);
          g_assert_cmpfloat (answers[i].worst_range[0], <=, answers[i].worst);
          g_assert_cmpfloat (answers[i].worst_range[1], >=, answers[i].worst);
          g_assert_cmpfloat (answers[i].worst_year, >=, 0.0);
          g_assert_cmpfloat (answers[i].worst_year, <=, last);
        }
    }
}

static void
no_years_give_the_first_answer_twice (void)
{
  TonsureMatchAnswer answers[2];
  Case any;

  any_case (&any);
  answer (&any, &any.person, 0, answers);
  g_assert_cmpmem (&answers[0], sizeof answers[0], &answers[1], sizeof answers[1]);
  g_assert_cmpfloat (answers[0].worst, ==, answers[0].match.delta_e);
  g_assert_cmpfloat (answers[0].worst_year, ==, 0.0);
}

/* As treated skin of that year is computed one by one. */
static void
the_worst_is_that_of_the_year_it_names (void)
{
  for (int trial = 0; trial < 3; trial++)
    {
      TonsureMatchAnswer answers[2];
      Case any;

      any_case (&any);
      answer (&any, NULL, 10, answers);
      for (int i = 0; i < 2; i++)
        {
          TonsureTreatment treatment = any.treatment;
          double transmittance[3], treated[3], lab[3], rgb[3], xyz[3];

          tonsure_match_apply (&answers[i].match, &treatment);
          treatment.years = answers[i].worst_year;
          g_assert_true (tonsure_tone_of (&treatment, NULL, transmittance, NULL));
          for (int c = 0; c < 3; c++)
            rgb[c] = any.stubble.bare[c] * transmittance[c];
          tonsure_rgb_to_xyz (rgb, NULL, xyz);
          tonsure_xyz_to_lab (xyz, treated);
          memcpy (lab, answers[i].match.lab[TONSURE_COLOR_STUBBLE], sizeof lab);
          g_assert_cmpfloat_with_epsilon (tonsure_ciede2000 (treated, lab), answers[i].worst, 0.3);
        }
    }
}

/* Hair that turns white beside dark dots that are kept dark: lighter dots. As dots are lighter than
 * the stubble at first, hair comes nearer to them before it gets lighter than they are, so that it
 * takes 25 years. The answer for years is no worse than today's, but may be better than for hair
 * that stays, as pigment gets lighter too between touch-ups. */
static void
white_hair_to_come_asks_for_less_pigment (void)
{
  for (int trial = 0; trial < 3; trial++)
    {
      TonsureMatchAnswer stays[2], turns[2];
      Case any;

      any_case (&any);
      any.treatment.touch_ups = 2.0;
      any.person.age = 50.0;
      any.person.gray_today = 0.3;
      answer (&any, NULL, 25, stays);
      answer (&any, &any.person, 25, turns);
      g_assert_cmpfloat (turns[0].worst, >, stays[0].worst);
      g_assert_cmpfloat (turns[1].worst, <=, turns[0].worst);
      g_assert_cmpfloat (turns[1].match.lab[TONSURE_COLOR_HEALED][0], >,
                         turns[0].match.lab[TONSURE_COLOR_HEALED][0]);
    }
}

/* Stubble that is as brown as dots of a brown ink today, which turn red. */
static void
what_turns_red_has_a_better_answer (void)
{
  guint n;
  const TonsureInk *inks = tonsure_inks (&n);

  for (guint ink = n - 2; ink < n; ink++)
    {
      TonsureInkDeposit deposit;
      TonsureMatchAnswer answers[2];
      TonsureTreatment drawn;
      double transmittance[3];
      Case any;

      any_case (&any);
      any.treatment.melanin = 0.016;
      g_assert_true (tonsure_ink_deposit (&inks[ink], 15.0, &deposit, NULL));
      drawn = any.treatment;
      drawn.absorption = deposit.absorption;
      drawn.carbon_exponent = deposit.carbon_exponent;
      drawn.iron_oxide = deposit.iron_oxide;
      g_assert_true (tonsure_tone_of (&drawn, NULL, transmittance, NULL));
      for (int c = 0; c < 3; c++)
        any.stubble.mean[c] = any.stubble.under[c] * transmittance[c];
      answer (&any, NULL, 10, answers);
      g_assert_cmpfloat (answers[0].match.iron_oxide, >, 0.0);
      g_assert_cmpfloat (answers[0].worst_year, >, 0.0);
      g_assert_cmpfloat (answers[1].worst, <, answers[0].worst);
    }
}

static void
nonsense_is_refused_and_nothing_is_written (void)
{
  TonsureMatchAnswer answers[2], before[2];
  Case good, bad;

  any_case (&good);
  memset (answers, 7, sizeof answers);
  memcpy (before, answers, sizeof answers);
#define REFUSED(change, last, word)                                                                \
  {                                                                                                \
    g_autoptr (GError) error = NULL;                                                               \
                                                                                                   \
    bad = good;                                                                                    \
    change;                                                                                        \
    g_assert_false (tonsure_match_years (&bad.stubble, &bad.treatment, NULL, NULL, &bad.person,    \
                                         last, answers, &error));                                  \
    g_assert_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID);                                  \
    g_assert_nonnull (strstr (error->message, word));                                              \
    g_assert_cmpmem (answers, sizeof answers, before, sizeof before);                              \
  }
  REFUSED (, 31, "years");
  REFUSED (bad.person.age = -1, 10, "age");
  REFUSED (bad.person.gray_today = NAN, 10, "gray_today");
  REFUSED (bad.person.graying.sex = 7, 10, "sex");
  REFUSED (bad.treatment.sun = 3, 10, "sun");
  REFUSED (bad.stubble.mean[1] = NAN, 10, "mean");
#undef REFUSED
}

#define ADD(sentence, function) g_test_add_func ("/match-years/" sentence, function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("the first is that of today and the second is best over the years",
       the_first_is_that_of_today_and_the_second_is_best_over_the_years);
  ADD ("no years give the first answer twice", no_years_give_the_first_answer_twice);
  ADD ("the worst is that of the year it names", the_worst_is_that_of_the_year_it_names);
  ADD ("white hair to come asks for less pigment", white_hair_to_come_asks_for_less_pigment);
  ADD ("what turns red has a better answer", what_turns_red_has_a_better_answer);
  ADD ("nonsense is refused and nothing is written", nonsense_is_refused_and_nothing_is_written);
  return g_test_run ();
}
