/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The sheet of six skins over the years: what it prints, and whether it draws that. */
#include "png.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#define SKINS 6
#define OUTCOMES 3
#define COLUMNS 6

/* Pixels: where the pictures from afar are, by column, outcome and skin. */
#define MARK_HEIGHT 148
#define LEFT 306
#define TOP 244
#define COLUMN 218
#define ROW 104
#define SKIN 328
#define FAR_WIDTH 72
#define FAR_HEIGHT 96

static char *
run (gboolean works, const char *file, const char *field, const char *option)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error,
                        g_getenv ("YEARS_SHEET"), file, field, option, NULL);
  char *text = NULL;

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &text, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  if ((g_subprocess_get_exit_status (process) == 0) != works)
    g_error ("unexpected exit status %d: %s", g_subprocess_get_exit_status (process), text);
  return text;
}

/* The rows of one skin. Of carbon: dots that spread do not outweigh what fades by more than a tenth
 * of a unit. What is printed is seen in the picture. */
static void
check_skin (guint skin, char **lines, cairo_surface_t *picture)
{
  double before = 0.0;

  for (guint i = 0; i < OUTCOMES * COLUMNS; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], ",", -1);
      double change = g_ascii_strtod (words[6], NULL), printed[3], drawn[3];

      if (i % COLUMNS == 0)
        g_assert_cmpfloat (change, ==, 0.0);
      else if (i % COLUMNS == 1)
        g_assert_cmpfloat (change, >, 1.0);
      else
        g_assert_cmpfloat (change, <, before + 0.1);
      before = change;
      for (int c = 0; c < 3; c++)
        printed[c] = g_ascii_strtod (words[3 + c], NULL);
      png_mean_lab (picture, LEFT + (int) (i % COLUMNS) * COLUMN,
                    TOP + (int) (skin * SKIN + i / COLUMNS * ROW), FAR_WIDTH, FAR_HEIGHT, drawn);
      g_assert_cmpfloat (tonsure_ciede2000 (printed, drawn), <, 0.1);
    }
}

/* One skin, or all where @only is 0. */
static void
check_sheet (guint only)
{
  g_autofree char *folder = g_dir_make_tmp ("tonsure-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "years.png", NULL);
  g_autofree char *option = g_strdup_printf ("--skin=%u", only);
  g_autofree char *text = run (TRUE, option, file, NULL);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (text), "\n", -1);
  cairo_surface_t *picture = cairo_image_surface_create_from_png (file);
  guint n = only > 0 ? 1 : SKINS;

  g_assert_cmpstr (lines[0], ==, "skin,outcome,year,L,a,b,dE_to_bare");
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + n * OUTCOMES * COLUMNS);
  g_assert_cmpint (cairo_surface_status (picture), ==, CAIRO_STATUS_SUCCESS);
  png_assert_marked (picture, MARK_HEIGHT);
  for (guint i = 0; i < n; i++)
    check_skin (only > 0 ? only - 1 : i, lines + 1 + i * OUTCOMES * COLUMNS, picture);
  cairo_surface_destroy (picture);
  g_remove (file);
  g_rmdir (folder);
}

/* All skins take a minute: -m slow. */
static void
treated_skin_comes_nearer_to_bare_skin_year_by_year (void)
{
  if (g_test_slow ())
    check_sheet (0);
  else
    {
      check_sheet (2);
      check_sheet (5);
    }
}

static void
what_no_treatment_is_is_refused (void)
{
  g_autofree char *outside = run (FALSE, "/nowhere.png", "touch_ups=7", NULL);
  g_autofree char *unknown = run (FALSE, "/nowhere.png", "moon=7", NULL);
  g_autofree char *skin = run (FALSE, "/nowhere.png", "--skin=7", NULL);
  g_autofree char *nothing = run (FALSE, NULL, NULL, NULL);

  g_assert_nonnull (strstr (outside, "touch_ups is 7"));
  g_assert_nonnull (strstr (unknown, "moon"));
  g_assert_nonnull (strstr (skin, "--skin=1 to 6"));
  g_assert_nonnull (strstr (nothing, "years-sheet"));
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
