/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "scale.h"
#include "treatment.h"

static void
the_widest_row_is_a_heads_breadth (void)
{
  guint16 mask[5 * 40] = { 0 };
  TonsureScale scale;
  g_autoptr (GError) error = NULL;

  mask[40 + 7] = mask[40 + 20] = 65535;
  mask[80 + 3] = mask[80 + 33] = 40000;
  mask[120 + 0] = mask[120 + 39] = 30000;
  g_assert_true (tonsure_scale_from_head_breadth (mask, 40, 5, 40, &scale, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (scale.mm_per_px, ==, TONSURE_HEAD_BREADTH / 31);
  g_assert_cmpint (scale.source, ==, TONSURE_SCALE_HEAD_BREADTH);
  g_assert_cmpfloat (scale.relative_error, >, 0.0);
}

static void
an_empty_area_has_no_scale (void)
{
  guint16 mask[16] = { 0 };
  TonsureScale scale;
  g_autoptr (GError) error = NULL;

  mask[5] = 65535;
  g_assert_false (tonsure_scale_from_head_breadth (mask, 4, 4, 4, &scale, &error));
  g_assert_error (error, TONSURE_ERROR, TONSURE_ERROR_UNMEASURABLE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scale/the widest row is a head's breadth", the_widest_row_is_a_heads_breadth);
  g_test_add_func ("/scale/an empty area has no scale", an_empty_area_has_no_scale);
  return g_test_run ();
}
