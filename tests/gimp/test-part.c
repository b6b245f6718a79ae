/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _POSIX_C_SOURCE 200809L /* fork, utimensat */

#include "part.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char *
folder_new (void)
{
  char *folder = g_dir_make_tmp ("tonsure-part-XXXXXX", NULL);

  g_assert_nonnull (folder);
  return folder;
}

static void
remove_all (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static gboolean
is_there (const char *path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (path, G_FILE_TEST_IS_SYMLINK);
}

/* A temporary file of a process that has ended. */
static char *
left_behind (const char *folder)
{
  char path[4096] = "";
  int pipe_of[2], status;
  pid_t child;

  g_assert_cmpint (pipe (pipe_of), ==, 0);
  child = fork ();
  if (child == 0)
    {
      char *part = part_new (folder, NULL);

      _exit (part != NULL && write (pipe_of[1], part, strlen (part)) > 0 ? 0 : 1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpint (read (pipe_of[0], path, sizeof path - 1), >, 0);
  close (pipe_of[0]);
  close (pipe_of[1]);
  return g_strdup (path);
}

static void
make_older (const char *path, int seconds)
{
  struct timespec times[2] = { { 0 } };

  times[0].tv_sec = times[1].tv_sec = (time_t) (g_get_real_time () / G_USEC_PER_SEC) - seconds;
  g_assert_cmpint (utimensat (AT_FDCWD, path, times, AT_SYMLINK_NOFOLLOW), ==, 0);
}

/* The file of another host: the same name with another number for the host. */
static char *
of_another_host (const char *path)
{
  char *other = g_strdup (path);
  char *host = strstr (other, ".tonsure-") + strlen (".tonsure-");

  *host = *host == '0' ? '1' : '0';
  g_assert_true (g_file_set_contents (other, "", 0, NULL));
  return other;
}

static void
names_are_short_and_never_the_same (void)
{
  g_autofree char *folder = folder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int i = 0; i < 200; i++)
    {
      g_autoptr (GError) error = NULL;
      char *part = part_new (folder, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (strlen (part) - strlen (folder), <, 64);
      g_assert_true (g_hash_table_add (seen, part));
    }
  remove_all (folder);
}

static void
a_folder_that_cannot_be_written_is_an_error (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (part_new ("/nonexistent/folder", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

static void
a_finished_file_has_its_name_and_replaces_the_old_one (void)
{
  g_autofree char *folder = folder_new ();
  g_autofree char *path = g_build_filename (folder, "result.png", NULL);
  g_autofree char *part = part_new (folder, NULL);
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_assert_true (g_file_set_contents (part, "new", -1, NULL));
  g_assert_true (part_finish (part, path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &data, NULL, NULL));
  g_assert_cmpstr (data, ==, "new");
  g_assert_false (is_there (part));
  remove_all (folder);
}

static void
what_dead_processes_left_is_swept (void)
{
  g_autofree char *folder = folder_new ();
  g_autofree char *left = left_behind (folder);
  g_autofree char *foreign = of_another_host (left);
  g_autofree char *second = left_behind (folder);
  g_autofree char *old = of_another_host (second);

  make_older (old, 25 * 60 * 60);
  g_assert_true (is_there (left));
  part_sweep (folder);
  g_assert_false (is_there (left));
  g_assert_false (is_there (second));
  g_assert_false (is_there (old));
  /* It may be in use there. */
  g_assert_true (is_there (foreign));
  remove_all (folder);
}

static void
what_is_in_use_or_not_ours_stays (void)
{
  static const char *const names[] = { "photo.part",
                                       ".tonsure-notes.part",
                                       ".tonsure-0123456789abcdef-1x-01234567.part",
                                       ".tonsure-0123456789abcdef-99-01234567.part.png",
                                       ".tonsure-0123456789abcdeg-99-01234567.part",
                                       ".part-99-photo.png" };
  g_autofree char *folder = folder_new ();
  g_autofree char *own = part_new (folder, NULL);
  g_autofree char *left = left_behind (folder);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_assert_true (g_file_set_contents (path, "", 0, NULL));
      make_older (path, 100 * 60 * 60);
    }
  /* A folder and a link of such a name are not ours either. */
  g_assert_cmpint (g_unlink (left), ==, 0);
  g_assert_cmpint (symlink ("photo.part", left), ==, 0);
  make_older (left, 100 * 60 * 60);
  part_sweep (folder);
  g_assert_true (is_there (own));
  g_assert_true (is_there (left));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_assert_true (is_there (path));
    }
  remove_all (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/part/names are short and never the same", names_are_short_and_never_the_same);
  g_test_add_func ("/part/a folder that cannot be written is an error",
                   a_folder_that_cannot_be_written_is_an_error);
  g_test_add_func ("/part/a finished file has its name and replaces the old one",
                   a_finished_file_has_its_name_and_replaces_the_old_one);
  g_test_add_func ("/part/what dead processes left is swept", what_dead_processes_left_is_swept);
  g_test_add_func ("/part/what is in use or not ours stays", what_is_in_use_or_not_ours_stays);
  return g_test_run ();
}
