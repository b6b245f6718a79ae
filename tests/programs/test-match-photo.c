/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The program match-photo on real photos with marks: the folder that TONSURE_PHOTOS names, in which
 * a manifest.csv has the columns name, photo, area, hair, skin, mm_per_px and hair_color. */
#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

#define LEAST_DARK 0.52 /* of Y, as 32 measured heads have it */
#define MOST_DARK 0.78
#define LEAST_GRAY 0.85

static char *
column (char **names, char **cells, const char *name)
{
  for (guint i = 0; names[i] != NULL && cells[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      return cells[i];
  g_error ("The manifest has no column “%s”", name);
}

/* A line of CSV whose quoted cells hold no quotes. */
static char **
cells_of (const char *line)
{
  GPtrArray *cells = g_ptr_array_new ();
  gboolean quoted = FALSE;
  GString *cell = g_string_new (NULL);

  for (const char *c = line;; c++)
    if (*c == '"')
      quoted = !quoted;
    else if ((*c == ',' && !quoted) || *c == '\0')
      {
        g_ptr_array_add (cells, g_string_free (cell, FALSE));
        cell = g_string_new (NULL);
        if (*c == '\0')
          break;
      }
    else
      g_string_append_c (cell, *c);
  g_string_free (cell, TRUE);
  g_ptr_array_add (cells, NULL);
  return (char **) g_ptr_array_free (cells, FALSE);
}

/* Y of treated to bare skin; the answer must be one. */
static double
match (const char *folder, char **names, char **cells)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;
  g_autofree char *photo = g_build_filename (folder, column (names, cells, "photo"), NULL);
  g_autofree char *area = g_build_filename (folder, column (names, cells, "area"), NULL);
  g_autofree char *hair = g_build_filename (folder, column (names, cells, "hair"), NULL);
  g_autofree char *skin = g_build_filename (folder, column (names, cells, "skin"), NULL);
  g_autoptr (GSubprocess) process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, g_getenv ("MATCH_PHOTO"), photo,
                        area, hair, skin, "--mm-per-px", column (names, cells, "mm_per_px"), NULL);
  g_auto (GStrv) lines = NULL, answer = NULL;

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, &error));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  g_test_message ("%s: %s", column (names, cells, "name"), out);
  lines = g_strsplit (out, "\n", -1);
  answer = cells_of (lines[1]);
  g_assert_cmpstr (answer[1], !=, "error");
  return g_ascii_strtod (answer[11], NULL);
}

static void
real_photos_are_answered (void)
{
  const char *folder = g_getenv ("TONSURE_PHOTOS");
  g_autofree char *manifest = NULL, *text = NULL;
  g_auto (GStrv) lines = NULL, names = NULL;
  guint n = 0, within = 0;

  if (folder != NULL)
    manifest = g_build_filename (folder, "manifest.csv", NULL);
  if (manifest == NULL || !g_file_get_contents (manifest, &text, NULL, NULL))
    {
      g_test_skip ("there are no real photos: TONSURE_PHOTOS names no folder with a manifest.csv");
      return;
    }
  lines = g_strsplit (g_strstrip (text), "\n", -1);
  names = cells_of (lines[0]);
  for (guint i = 1; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = cells_of (lines[i]);
      double y = match (folder, names, cells);
      gboolean gray = g_str_equal (column (names, cells, "hair_color"), "gray-white");

      n++;
      within += gray ? y >= LEAST_GRAY : y >= LEAST_DARK && y <= MOST_DARK;
    }
  g_test_message ("%u of %u are as dark as such hair asks for", within, n);
  g_assert_cmpuint (10 * within, >=, 8 * n);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/match-photo/real photos are answered", real_photos_are_answered);
  return g_test_run ();
}
