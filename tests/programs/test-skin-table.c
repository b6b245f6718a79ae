/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The program skin-table, and that pigment looks cool by lost red and not by added blue. */
#include "reference-table.h"

#include <gio/gio.h>
#include <string.h>

#define SKINS 3
#define DEPTHS 6

static int
call (const char *argument, char **out, char **complaint)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error,
                        g_getenv ("SKIN_TABLE"), argument, NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, out, complaint, &error));
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}

static ReferenceTable *
table_new (void)
{
  g_autofree char *out = NULL, *complaint = NULL;
  ReferenceTable *table;

  g_assert_cmpint (call (NULL, &out, &complaint), ==, 0);
  g_assert_cmpstr (complaint, ==, "");
  table = reference_table_parse (out);
  g_assert_cmpuint (table->cells->len, ==, SKINS * DEPTHS);
  return table;
}

static double
number (ReferenceTable *table, guint row, const char *column)
{
  return reference_table_number (table, row, column);
}

static void
the_skins_are_light_medium_and_dark (void)
{
  static const double angles[SKINS] = { 55.0, 20.0, -40.0 };
  g_autoptr (ReferenceTable) table = table_new ();

  for (guint row = 0; row < table->cells->len; row++)
    g_assert_cmpfloat_with_epsilon (number (table, row, "ITA"), angles[row / DEPTHS], 0.1);
}

/* Red loses most everywhere, and blue least wherever sRGB can show the color. */
static void
red_is_lost_first (void)
{
  g_autoptr (ReferenceTable) table = table_new ();

  for (guint row = 0; row < table->cells->len; row++)
    {
      double red = number (table, row, "T_R"), green = number (table, row, "T_G");
      double blue = number (table, row, "T_B");

      g_assert_cmpfloat (red, <, 1.0);
      g_assert_cmpfloat (red, <, green);
      g_assert_cmpfloat (MIN (green, 1.0), <=, MIN (blue, 1.0));
      if (green < 1.0)
        g_assert_cmpfloat (green, <, blue);
      g_assert_cmpfloat (number (table, row, "dL"), <, 0.0);
      g_assert_cmpfloat (number (table, row, "da"), <, 0.0);
      g_assert_cmpfloat (number (table, row, "db"), <, 0.0);
    }
}

static void
deeper_ink_takes_less (void)
{
  static const char *const channels[3] = { "T_R", "T_G", "T_B" };
  g_autoptr (ReferenceTable) table = table_new ();

  for (guint row = 0; row < table->cells->len; row++)
    {
      if (row % DEPTHS == 0)
        continue;
      g_assert_cmpfloat (number (table, row, "depth_mm"), >, number (table, row - 1, "depth_mm"));
      for (int c = 0; c < 3; c++)
        g_assert_cmpfloat (MIN (number (table, row, channels[c]), 1.0), >=,
                           MIN (number (table, row - 1, channels[c]), 1.0));
    }
}

/* Where the clamp acts, b* is that of the spectrum or yellower, but for what green lends. */
static void
the_picture_is_no_bluer_than_the_spectrum (void)
{
  g_autoptr (ReferenceTable) table = table_new ();
  double most[SKINS] = { 0.0 }, greatest[SKINS] = { 0.0 };

  for (guint row = 0; row < table->cells->len; row++)
    {
      double difference = number (table, row, "dE00_clamp"), blue = number (table, row, "T_B");
      guint skin = row / DEPTHS;

      g_assert_cmpfloat (number (table, row, "picture_b"), >=, number (table, row, "b") - 0.05);
      if (blue <= 1.0 && number (table, row, "T_G") <= 1.0)
        g_assert_cmpfloat (difference, <=, 0.001);
      most[skin] = MAX (most[skin], difference);
      greatest[skin] = MAX (greatest[skin], blue);
    }
  for (guint skin = 0; skin < SKINS; skin++)
    {
      g_test_message ("%s: greatest blue ratio %.4f, clamped off by CIEDE2000 %.3f",
                      reference_table_text (table, skin * DEPTHS, "skin"), greatest[skin],
                      most[skin]);
      g_assert_cmpfloat (most[skin], <=, 0.2);
    }
  /* It is dark skin that is far outside sRGB. */
  g_assert_cmpfloat (greatest[2], >, 1.01);
  g_assert_cmpfloat (greatest[2], >, greatest[0]);
}

static void
arguments_are_refused (void)
{
  g_autofree char *out = NULL, *complaint = NULL;

  g_assert_cmpint (call ("dark", &out, &complaint), !=, 0);
  g_assert_cmpstr (out, ==, "");
  g_assert_nonnull (strstr (complaint, "dark"));
}

#define ADD(sentence, function) g_test_add_func ("/skin-table/" sentence, function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("the skins are light, medium and dark", the_skins_are_light_medium_and_dark);
  ADD ("red is lost first", red_is_lost_first);
  ADD ("deeper ink takes less", deeper_ink_takes_less);
  ADD ("the picture is no bluer than the spectrum", the_picture_is_no_bluer_than_the_spectrum);
  ADD ("arguments are refused", arguments_are_refused);
  return g_test_run ();
}
