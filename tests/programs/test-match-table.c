/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The program match-table, and with it all of the way from photo to treated photo. */
#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

enum
{
  SKIN,
  HAIR,
  GRADE,
  RENDERED = 10,
  COLUMNS = 23,
};

static int
call (const char *skin, const char *hair, char **out, char **complaint)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error,
                        g_getenv ("MATCH_TABLE"), "--px-per-mm=4", skin, hair, NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, out, complaint, &error));
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}

/* Rows below the heading, an empty one at the end. */
static char **
rows_of (const char *skin, const char *hair)
{
  g_autofree char *out = NULL, *complaint = NULL;
  char **rows;

  g_assert_cmpint (call (skin, hair, &out, &complaint), ==, 0);
  g_assert_cmpstr (complaint, ==, "");
  rows = g_strsplit (strchr (out, '\n') + 1, "\n", -1);
  for (guint i = 0; rows[i][0] != '\0'; i++)
    g_test_message ("%s", rows[i]);
  return rows;
}

/* TRUE if it blends. */
static gboolean
read_row (const char *row, double *rendered)
{
  g_auto (GStrv) cells = g_strsplit (row, ",", -1);

  g_assert_cmpuint (g_strv_length (cells), ==, COLUMNS);
  *rendered = g_ascii_strtod (cells[RENDERED], NULL);
  return g_str_equal (cells[GRADE], "blends");
}

static void
assert_matched (const char *skin, const char *hair)
{
  g_auto (GStrv) rows = rows_of (skin, hair);
  double rendered;

  g_assert_true (read_row (rows[0], &rendered));
  g_assert_cmpfloat (rendered, <=, 1.0);
  g_assert_cmpstr (rows[1], ==, "");
}

static void
dark_stubble_is_matched_from_the_photo_alone (void)
{
  assert_matched ("--skin=II", "--hair=black");
  assert_matched ("--skin=III", "--hair=brown");
  assert_matched ("--skin=V", "--hair=dark-brown");
}

static void
white_stubble_gets_a_light_gray (void)
{
  g_auto (GStrv) rows = rows_of ("--skin=IV", "--hair=white");
  double rendered;

  g_assert_false (read_row (rows[0], &rendered));
  g_assert_nonnull (strstr (rows[0], "gray,"));
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Takes minutes: -m slow. */
static void
what_is_said_to_blend_does (void)
{
  double rendered[64];
  guint n = 0;

  if (!g_test_slow ())
    {
      g_test_skip ("slow");
      return;
    }
  g_auto (GStrv) rows = rows_of ("--view=back", "--seed=1");

  for (guint i = 0; rows[i][0] != '\0'; i++)
    n += read_row (rows[i], &rendered[n]);
  g_assert_cmpuint (n, >=, 15);
  qsort (rendered, n, sizeof *rendered, compare);
  g_test_message ("%u pairs: median %.2f, worst %.2f", n, rendered[n / 2], rendered[n - 1]);
  g_assert_cmpfloat (rendered[n / 2], <=, 1.0);
  g_assert_cmpfloat (rendered[n - 1], <=, 2.0);
}

static void
unknown_options_are_refused (void)
{
  g_autofree char *out = NULL, *complaint = NULL;

  g_assert_cmpint (call ("--skin=II", "--beard", &out, &complaint), ==, 1);
  g_assert_nonnull (strstr (complaint, "beard"));
  g_assert_cmpstr (out, ==, "");
}

#define ADD(name, function) g_test_add_func ("/match-table/" name, function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("dark stubble is matched from the photo alone",
       dark_stubble_is_matched_from_the_photo_alone);
  ADD ("white stubble gets a light gray", white_stubble_gets_a_light_gray);
  if (g_test_slow ())
    ADD ("what is said to blend does", what_is_said_to_blend_does);
  ADD ("unknown options are refused", unknown_options_are_refused);
  return g_test_run ();
}
