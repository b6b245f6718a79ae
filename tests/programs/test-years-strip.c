/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Strips of treated skin beside stubble over the years: what is printed of what is drawn. */
#include "png.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#define OUTCOMES 3
#define YEARS 5

/* Pixels: where the strips are, by year and outcome, and how much at their upper and lower rim is
 * taken for treated skin and for stubble. */
#define MARK_HEIGHT 148
#define LEFT 174
#define TOP 258
#define COLUMN 328
#define ROW 216
#define STRIP_WIDTH 320
#define STRIP_HEIGHT 208
#define RIM 40

static char *
run (gboolean works, const char *head, const char *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error,
                        g_getenv ("YEARS_STRIP"), head, file, NULL);
  char *text = NULL;

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &text, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  if ((g_subprocess_get_exit_status (process) == 0) != works)
    g_error ("unexpected exit status %d: %s", g_subprocess_get_exit_status (process), text);
  return text;
}

static void
read_row (const char *line, double *values, guint n)
{
  g_auto (GStrv) words = g_strsplit (line, ",", -1);

  g_assert_cmpuint (g_strv_length (words), ==, n + 2);
  for (guint i = 0; i < n; i++)
    values[i] = g_ascii_strtod (words[i + 2], NULL);
}

/* How much lighter treated skin and stubble become over all years, as drawn and as printed. */
static void
check_strips (cairo_surface_t *picture, guint outcome, const double *first, const double *last)
{
  for (int stubble = 0; stubble < 2; stubble++)
    {
      int y = TOP + (int) outcome * ROW + (stubble ? STRIP_HEIGHT - RIM : 0);
      double printed = last[2 + 3 * stubble] - first[2 + 3 * stubble], before[3], after[3];

      png_mean_lab (picture, LEFT, y, STRIP_WIDTH, RIM, before);
      png_mean_lab (picture, LEFT + (YEARS - 1) * COLUMN, y, STRIP_WIDTH, RIM, after);
      g_test_message ("%s: L* drawn %.2f to %.2f, change printed %.2f",
                      stubble ? "stubble" : "skin", before[0], after[0], printed);
      /* The rims are part of what is printed: measured up to .23 apart, of changes of .1 to 2.3. */
      g_assert_cmpfloat_with_epsilon (after[0] - before[0], printed, 0.4);
    }
}

static void
stubble_turns_white_and_light_while_pigment_fades (void)
{
  g_autofree char *folder = g_dir_make_tmp ("tonsure-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "years.png", NULL);
  g_autofree char *text = run (TRUE, "--head=3", file);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (text), "\n", -1);

  cairo_surface_t *picture = cairo_image_surface_create_from_png (file);

  g_assert_cmpuint (g_strv_length (lines), ==, 1 + OUTCOMES * YEARS);
  g_assert_cmpint (cairo_surface_status (picture), ==, CAIRO_STATUS_SUCCESS);
  png_assert_marked (picture, MARK_HEIGHT);
  for (guint outcome = 0; outcome < OUTCOMES; outcome++)
    {
      double first[9], last[9], before = 0.0;

      for (guint year = 0; year < YEARS; year++)
        {
          read_row (lines[1 + outcome * YEARS + year], last, G_N_ELEMENTS (last));
          if (year == 0)
            memcpy (first, last, sizeof first);
          g_assert_cmpfloat (last[1], >=, before);
          before = last[1];
        }
      g_assert_cmpfloat (first[1], ==, 0.0);
      g_assert_cmpfloat (last[2], >, first[2]);
      g_assert_cmpfloat (last[1], >, 0.0);
      g_assert_cmpfloat (last[5], >, first[5]);
      check_strips (picture, outcome, first, last);
    }
  cairo_surface_destroy (picture);
  g_remove (file);
  g_rmdir (folder);
}

static void
a_head_that_is_not_there_is_refused (void)
{
  g_autofree char *text = run (FALSE, "--head=7", "/nowhere.png");

  g_assert_nonnull (strstr (text, "years-strip"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/years-strip/stubble turns white and light while pigment fades",
                   stubble_turns_white_and_light_while_pigment_fades);
  g_test_add_func ("/years-strip/a head that is not there is refused",
                   a_head_that_is_not_there_is_refused);
  return g_test_run ();
}
