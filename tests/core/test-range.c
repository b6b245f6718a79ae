/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "range.h"
#include "treatment.h"

#include <math.h>

static void
ends_are_within (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (tonsure_in_range ("share", 0.0, 0.0, 1.0, &error));
  g_assert_true (tonsure_in_range ("share", 1.0, 0.0, 1.0, &error));
  g_assert_no_error (error);
}

static void
what_is_outside_is_named_with_its_range (void)
{
  static const struct
  {
    double value;
    const char *message;
  } wrong[] = {
    { -0.5, "share is -0.5, which is outside 0 to 1" },
    { 2.0, "share is 2, which is outside 0 to 1" },
    { INFINITY, "share is inf, which is outside 0 to 1" },
    { NAN, "share is nan, which is outside 0 to 1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (tonsure_in_range ("share", wrong[i].value, 0.0, 1.0, &error));
      g_assert_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, wrong[i].message);
    }
}

static void
a_unit_is_named_as_well (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (tonsure_in_range_of ("top", 0.2, 0.06, 2.0, "mm", &error));
  g_assert_no_error (error);
  g_assert_false (tonsure_in_range_of ("top", NAN, 0.06, 2.0, "mm", NULL));
  g_assert_false (tonsure_in_range_of ("top", 3.0, 0.06, 2.0, "mm", &error));
  g_assert_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "top is 3; it must be from 0.06 to 2 mm");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/range/ends are within", ends_are_within);
  g_test_add_func ("/range/what is outside is named with its range",
                   what_is_outside_is_named_with_its_range);
  g_test_add_func ("/range/a unit is named as well", a_unit_is_named_as_well);
  return g_test_run ();
}
