/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The program dots, as somebody at a terminal meets it. */
#include <gio/gio.h>
#include <string.h>

/* Runs the program, which must end by itself; returns what it printed, errors included. */
static char *
dots (gboolean works, const char *rectangle, const char *density)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error,
                        "timeout", "60", g_getenv ("DOTS"), "--rect", rectangle,
                        strchr (density, ':') ? "--ramp" : "--density", density, NULL);
  g_autoptr (GBytes) said = NULL;

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate (process, NULL, NULL, &said, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, works ? 0 : 2);
  return g_bytes_get_size (said) > 0
             ? g_strndup (g_bytes_get_data (said, NULL), g_bytes_get_size (said))
             : g_strdup ("");
}

static void
skin_without_dots_ends_at_once (void)
{
  g_autofree char *said = dots (TRUE, "-1e9,-1e9,2e9,2e9", "0");
  g_autofree char *ramp = dots (TRUE, "-1e9,-1e9,2e9,2e9", "0:0");

  g_assert_cmpstr (said, ==, "");
  g_assert_cmpstr (ramp, ==, "");
}

static void
skin_that_would_take_for_ever_is_refused (void)
{
  static const char *const rectangles[] = { "-1e9,-1e9,2e9,2e9", "-1e9,0,2e9,1e-6",
                                            "0,-1e9,1e-6,2e9" };

  for (guint i = 0; i < G_N_ELEMENTS (rectangles); i++)
    {
      g_autofree char *said = dots (FALSE, rectangles[i], "1e-12");

      g_assert_nonnull (strstr (said, "million squares of 16 mm"));
    }
}

/* Two of 65536 steps of the densest, which are 1953 dots. */
static void
a_wide_rectangle_with_few_dots_is_drawn (void)
{
  g_autofree char *said = dots (TRUE, "0,0,4000,4000", "0.01220703125");
  guint n = 0;

  for (const char *at = said; *at; at++)
    n += *at == '\n';
  g_assert_cmpuint (n, >, 1850);
  g_assert_cmpuint (n, <, 2050);
}

static void
what_is_said_is_utf_8 (void)
{
  g_autofree char *said = dots (FALSE, "0,0,1,\xff", "250");

  g_assert_true (g_utf8_validate (said, -1, NULL));
  g_assert_nonnull (strstr (said, "dots: "));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dots/skin without dots ends at once", skin_without_dots_ends_at_once);
  g_test_add_func ("/dots/skin that would take for ever is refused",
                   skin_that_would_take_for_ever_is_refused);
  g_test_add_func ("/dots/a wide rectangle with few dots is drawn",
                   a_wide_rectangle_with_few_dots_is_drawn);
  g_test_add_func ("/dots/what is said is UTF-8", what_is_said_is_utf_8);
  return g_test_run ();
}
