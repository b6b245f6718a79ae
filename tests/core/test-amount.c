/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "amount.h"

static void
an_amount_sets_the_density_and_nothing_else (void)
{
  TonsureTreatment treatment, expected;

  for (guint i = 0; i < TONSURE_AMOUNTS; i++)
    {
      tonsure_treatment_set_amount (tonsure_treatment_init (&treatment), (TonsureAmount) i);
      tonsure_treatment_init (&expected)->density = tonsure_amount_density ((TonsureAmount) i);
      g_assert_cmpmem (&treatment, sizeof treatment, &expected, sizeof expected);
      g_assert_true (tonsure_treatment_validate (&treatment, NULL));
    }
}

static void
a_treatment_is_of_the_typical_amount_at_first (void)
{
  TonsureTreatment treatment;

  g_assert_cmpfloat (tonsure_treatment_init (&treatment)->density, ==,
                     tonsure_amount_density (TONSURE_AMOUNT_TYPICAL));
}

static void
amounts_grow_up_to_what_can_be_planned (void)
{
  for (guint i = 1; i < TONSURE_AMOUNTS; i++)
    g_assert_cmpfloat (tonsure_amount_density ((TonsureAmount) i), >,
                       tonsure_amount_density ((TonsureAmount) (i - 1)));
  g_assert_cmpfloat (tonsure_amount_density (TONSURE_AMOUNT_VERY_DENSE), <=, TONSURE_MAX_DENSITY);
}

static void
the_nearest_amount_is_found (void)
{
  for (guint i = 0; i < TONSURE_AMOUNTS; i++)
    for (int k = -5; k <= 5; k++)
      g_assert_cmpint (
          tonsure_amount_of_density (tonsure_amount_density ((TonsureAmount) i) * (1 + 0.02 * k)),
          ==, i);
  g_assert_cmpint (tonsure_amount_of_density (0), ==, TONSURE_AMOUNT_LIGHT);
  g_assert_cmpint (tonsure_amount_of_density (TONSURE_MAX_DENSITY), ==, TONSURE_AMOUNT_VERY_DENSE);
}

static void
nicks_name_amounts (void)
{
  TonsureAmount amount = TONSURE_AMOUNT_DENSE;

  for (guint i = 0; i < TONSURE_AMOUNTS; i++)
    {
      g_assert_true (tonsure_amount_from_nick (tonsure_amount_nick ((TonsureAmount) i), &amount));
      g_assert_cmpint (amount, ==, i);
    }
  g_assert_cmpstr (tonsure_amount_nick (TONSURE_AMOUNT_VERY_DENSE), ==, "very-dense");
  g_assert_false (tonsure_amount_from_nick ("much", &amount));
  g_assert_false (tonsure_amount_from_nick (NULL, &amount));
  g_assert_cmpint (amount, ==, TONSURE_AMOUNT_VERY_DENSE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/amount/an amount sets the density and nothing else",
                   an_amount_sets_the_density_and_nothing_else);
  g_test_add_func ("/amount/a treatment is of the typical amount at first",
                   a_treatment_is_of_the_typical_amount_at_first);
  g_test_add_func ("/amount/amounts grow up to what can be planned",
                   amounts_grow_up_to_what_can_be_planned);
  g_test_add_func ("/amount/the nearest amount is found", the_nearest_amount_is_found);
  g_test_add_func ("/amount/nicks name amounts", nicks_name_amounts);
  return g_test_run ();
}
