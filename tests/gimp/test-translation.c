/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp.h"

#include <gio/gio.h>
#include <string.h>

static char *
source_path (const char *name)
{
  return g_build_filename (g_getenv ("TONSURE_SOURCE"), name, NULL);
}

static char *
run_in_source (const char *const *argv)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *said = NULL;

  g_subprocess_launcher_set_cwd (launcher, g_getenv ("TONSURE_SOURCE"));
  process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &said, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("%s", said);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  return said;
}

/* The messages of a template, without where they stand and when it was made. */
static char *
messages_of (const char *template)
{
  g_auto (GStrv) lines = g_strsplit (template, "\n", -1);
  GString *messages = g_string_new (NULL);
  gboolean begun = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      /* The first message is the header. */
      begun = begun || lines[i][0] == '\0';
      if (begun && lines[i][0] != '#')
        g_string_append_printf (messages, "%s\n", lines[i]);
    }
  return g_string_free (messages, FALSE);
}

static void
the_template_is_current (void)
{
  static const char *const argv[] = { "xgettext",       "--from-code=UTF-8",
                                      "--add-comments", "--keyword=_",
                                      "--keyword=N_",   "--files-from=po/POTFILES",
                                      "--output=-",     NULL };
  g_autofree char *path = source_path ("po/tonsure.pot");
  g_autofree char *fresh = run_in_source (argv);
  g_autofree char *kept = NULL;
  g_autofree char *fresh_messages = NULL;
  g_autofree char *kept_messages = NULL;

  g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
  fresh_messages = messages_of (fresh);
  kept_messages = messages_of (kept);
  /* If not: ninja tonsure-pot. */
  g_assert_cmpstr (kept_messages, ==, fresh_messages);
}

static void
assert_listed (const char *folder, const char *list)
{
  g_autofree char *path = source_path (folder);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);
      g_autofree char *file_path = source_path (file);
      g_autofree char *text = NULL;

      if ((!g_str_has_suffix (name, ".c") && !g_str_has_suffix (name, ".h"))
          || !g_file_get_contents (file_path, &text, NULL, NULL))
        continue;
      if (g_regex_match_simple ("\\b_ ?\\(\"", text, 0, 0) && strstr (list, file) == NULL)
        g_error ("%s has messages and is not in po/POTFILES", file);
    }
}

static void
every_file_with_messages_is_listed (void)
{
  g_autofree char *path = source_path ("po/POTFILES");
  g_autofree char *list = NULL;

  g_assert_true (g_file_get_contents (path, &list, NULL, NULL));
  assert_listed ("core", list);
  assert_listed ("files", list);
  assert_listed ("plugin/operations", list);
  assert_listed ("plugin/gimp/tonsure", list);
}

static void
the_german_translation_is_complete (void)
{
  static const char *const argv[] = { "msgfmt",       "--check-format",
                                      "--statistics", "--output-file=/dev/null",
                                      "po/de.po",     NULL };
  static const char *const compare[] = { "msgcmp", "po/de.po", "po/tonsure.pot", NULL };
  g_autofree char *said = run_in_source (argv);

  g_assert_null (strstr (said, "fuzzy"));
  g_assert_null (strstr (said, "untranslated"));
  g_free (run_in_source (compare));
}

/* Makes a German locale of the locale C.UTF-8, which speaks English whatever LANGUAGE says:
 * few machines that build have another. */
static gboolean
make_locale (void)
{
  g_autofree char *folder = gimp_test_path ("locales");
  g_autofree char *command = g_strdup_printf (
      "mkdir '%s' && cp -r /usr/lib/locale/C.utf8 '%s/de_DE.utf8'", folder, folder);
  const char *argv[] = { "sh", "-c", command, NULL };
  int status = -1;

  g_setenv ("LOCPATH", folder, TRUE);
  return g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                       &status, NULL)
         && status == 0;
}

static void
gimp_speaks_german (void)
{
  g_autofree char *settings = gimp_test_path ("german");
  g_autofree char *said = NULL;

  if (!make_locale ())
    {
      g_test_skip ("there is no locale C.utf8");
      return;
    }
  /* GIMP keeps what procedures say about themselves in its settings. */
  g_setenv ("GIMP3_DIRECTORY", settings, TRUE);
  g_setenv ("LC_ALL", "de_DE.UTF-8", TRUE);
  g_setenv ("LANGUAGE", "de", TRUE);
  said = gimp_run_well ("(let ((image (open-photo)))"
                        "  (say \"LAYER \" (gimp-item-get-name (car (treat image))))"
                        "  (say-failures (lambda () (gimp-selection-none image)"
                        "                           (treat-with image 0.0001 300 #f #f #f))))");
  g_assert_nonnull (strstr (said, "LAYER Behandlungsfläche"));
  g_assert_nonnull (strstr (said, "mm_per_px ist 0.0001; erlaubt ist 0.002 bis 5 mm"));
}

int
main (int argc, char *argv[])
{
  gimp_test_init (&argc, &argv);
  g_test_add_func ("/translation/the template is current", the_template_is_current);
  g_test_add_func ("/translation/every file with messages is listed",
                   every_file_with_messages_is_listed);
  g_test_add_func ("/translation/the German translation is complete",
                   the_german_translation_is_complete);
  g_test_add_func ("/translation/GIMP speaks German", gimp_speaks_german);
  return gimp_test_run ();
}
