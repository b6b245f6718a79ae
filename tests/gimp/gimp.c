/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A test program of the plug-in: see gimp.h. */
#include "gimp.h"

#include "console.h"
#include "drawings.h"

#include <glib/gstdio.h>
#include <string.h>

static char *folder;

void
gimp_test_init (int *argc, char ***argv)
{
  g_test_init (argc, argv, NULL);
  folder = g_dir_make_tmp ("tonsure-gimp-XXXXXX", NULL);
  g_assert_nonnull (folder);
  console_prepare (folder);
  gegl_init (NULL, NULL);
  drawings_make ();
}

/* A link is removed, never what it leads to. */
static void
remove_folder (const char *path)
{
  gboolean is_link = g_file_test (path, G_FILE_TEST_IS_SYMLINK);
  g_autoptr (GDir) dir = is_link ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_folder (child);
    }
  g_remove (path);
}

static void
no_process_is_left (void)
{
  g_autofree char *left = console_end ();

  g_assert_cmpstr (left, ==, "");
}

int
gimp_test_run (void)
{
  int status;

  g_test_add_func ("/gimp/no process is left", no_process_is_left);
  status = g_test_run ();
  g_free (console_end ());
  remove_folder (folder);
  gegl_exit ();
  return status;
}

char *
gimp_test_path (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

int
gimp_run (const char *code, char **output)
{
  g_autofree char *said = NULL;
  int status = console_run (code, &said);

  g_test_message ("%s", said);
  if (output != NULL)
    *output = g_steal_pointer (&said);
  return status;
}

int
gimp_run_alone (const char *code, char **output)
{
  g_autofree char *said = NULL;
  int status = console_run_alone (code, &said);

  g_test_message ("%s", said);
  if (output != NULL)
    *output = g_steal_pointer (&said);
  return status;
}

char *
gimp_run_well (const char *code)
{
  char *output = NULL;

  g_assert_cmpint (gimp_run (code, &output), ==, 0);
  return output;
}

void
gimp_run_badly (const char *code, const char *message)
{
  g_autofree char *output = NULL;

  g_assert_cmpint (gimp_run (code, &output), ==, 70);
  if (strstr (output, message) == NULL)
    g_error ("GIMP did not say “%s” but: %s", message, output);
}
