/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The sheet of six skins over the years: what it prints of what it draws. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#define SKINS 6
#define OUTCOMES 3
#define COLUMNS 6

static char *
run (gboolean works, const char *file, const char *field)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error,
                        g_getenv ("YEARS_SHEET"), file, field, NULL);
  char *text = NULL;

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &text, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  if ((g_subprocess_get_exit_status (process) == 0) != works)
    g_error ("unexpected exit status %d: %s", g_subprocess_get_exit_status (process), text);
  return text;
}

/* Of carbon: dots that spread do not outweigh what fades by more than a tenth of a unit. */
static void
treated_skin_comes_nearer_to_bare_skin_year_by_year (void)
{
  g_autofree char *folder = g_dir_make_tmp ("tonsure-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "years.png", NULL);
  g_autofree char *text = run (TRUE, file, NULL);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (text), "\n", -1);
  double before = 0.0;

  g_assert_cmpstr (lines[0], ==, "skin,outcome,year,L,a,b,dE_to_bare");
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + SKINS * OUTCOMES * COLUMNS);
  for (guint i = 0; i < SKINS * OUTCOMES * COLUMNS; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i + 1], ",", -1);
      double change = g_ascii_strtod (words[6], NULL);

      if (i % COLUMNS == 0)
        g_assert_cmpfloat (change, ==, 0.0);
      else if (i % COLUMNS == 1)
        g_assert_cmpfloat (change, >, 1.0);
      else
        g_assert_cmpfloat (change, <, before + 0.1);
      before = change;
    }
  g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
  g_remove (file);
  g_rmdir (folder);
}

static void
what_no_treatment_is_is_refused (void)
{
  g_autofree char *outside = run (FALSE, "/nowhere.png", "touch_ups=7");
  g_autofree char *unknown = run (FALSE, "/nowhere.png", "moon=7");
  g_autofree char *nothing = run (FALSE, NULL, NULL);

  g_assert_nonnull (strstr (outside, "touch_ups is 7"));
  g_assert_nonnull (strstr (unknown, "moon"));
  g_assert_nonnull (strstr (nothing, "years-sheet PICTURE"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/years-sheet/treated skin comes nearer to bare skin year by year",
                   treated_skin_comes_nearer_to_bare_skin_year_by_year);
  g_test_add_func ("/years-sheet/what no treatment is is refused", what_no_treatment_is_is_refused);
  return g_test_run ();
}
