/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Each part is done once, whatever their number. */
#include "parallel.h"

#define MOST 100

static gboolean
count (gpointer data, guint i, GError **error)
{
  int *times = data;

  g_atomic_int_inc (&times[i]);
  return TRUE;
}

static void
each_part_is_done_once (void)
{
  static const guint numbers[] = { 0, 1, 2, 3, 7, MOST };

  for (guint k = 0; k < G_N_ELEMENTS (numbers); k++)
    {
      int times[MOST] = { 0 };

      g_assert_true (tonsure_parallel (numbers[k], count, times, NULL));
      for (guint i = 0; i < MOST; i++)
        g_assert_cmpint (times[i], ==, i < numbers[k] ? 1 : 0);
    }
}

/* Parts may be made of parts. */
static gboolean
count_all (gpointer data, guint i, GError **error)
{
  int (*times)[MOST] = data;

  return tonsure_parallel (MOST, count, times[i], error);
}

static void
parts_may_have_parts (void)
{
  int times[5][MOST] = { { 0 } };

  g_assert_true (tonsure_parallel (5, count_all, times, NULL));
  for (guint i = 0; i < 5; i++)
    for (guint j = 0; j < MOST; j++)
      g_assert_cmpint (times[i][j], ==, 1);
}

static gboolean
fail_later (gpointer data, guint i, GError **error)
{
  if (i < 3)
    return TRUE;
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "part %u", i);
  return FALSE;
}

static void
the_first_error_is_told (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (tonsure_parallel (MOST, fail_later, NULL, &error));
  g_assert_cmpstr (error->message, ==, "part 3");
  g_assert_false (tonsure_parallel (MOST, fail_later, NULL, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/parallel/each part is done once", each_part_is_done_once);
  g_test_add_func ("/parallel/parts may have parts", parts_may_have_parts);
  g_test_add_func ("/parallel/the first error is told", the_first_error_is_told);
  return g_test_run ();
}
