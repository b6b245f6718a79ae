/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GIMP's profile: see profile.h. */
#define _GNU_SOURCE
#include "profile.h"

#include "parts.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

/* In seconds, for GIMP's first start on a busy machine. */
#define FIRST_START "300"

static void
run (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;
  g_autofree char *complained = NULL;
  int status = -1;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &said, &complained,
                &status, &error);
  g_assert_no_error (error);
  if (status != 0)
    g_error ("%s failed: %s%s", argv[0], said, complained);
}

/* What a profile depends on: GIMP, and the plug-in that is tested. */
static char *
profile_stamp (const char *gimp)
{
  const char *plug_ins = g_getenv ("GIMP_TESTING_PLUGINDIRS");
  g_auto (GStrv) folders = g_strsplit (plug_ins != NULL ? plug_ins : "", ":", -1);
  GString *stamp = g_string_new (plug_ins);
  g_autofree char *ours =
      folders[0] != NULL ? g_build_filename (folders[0], "tonsure", "tonsure", NULL) : NULL;
  const char *files[] = { gimp, ours };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      GStatBuf status;

      if (files[i] != NULL && g_stat (files[i], &status) == 0)
        g_string_append_printf (stamp, " %s %" G_GINT64_FORMAT, files[i], (gint64) status.st_mtime);
    }
  return g_string_free (stamp, FALSE);
}

/* Starts GIMP once, unless nothing has changed since. */
static void
profile_warm (const char *gimp, const char *shared)
{
  const char *first[] = {
    "timeout", FIRST_START, gimp, "-idf", "--quit", "--batch-interpreter", "plug-in-script-fu-eval",
    "-b",      "#t",        NULL
  };
  g_autofree char *stamp_file = g_build_filename (shared, "stamp", NULL);
  g_autofree char *stamp = profile_stamp (gimp);
  g_autofree char *old = NULL;

  g_file_get_contents (stamp_file, &old, NULL, NULL);
  if (g_strcmp0 (stamp, old) == 0)
    return;
  run (first);
  g_assert_true (g_file_set_contents (stamp_file, stamp, -1, NULL));
}

void
profile_make (const char *gimp, const char *folder)
{
  const char *shared = g_getenv ("GIMP3_DIRECTORY");
  g_autofree char *own = g_build_filename (folder, "profile", NULL);
  g_autofree char *parts = g_strconcat (shared, "-parts", NULL);
  const char *copy[] = { "cp", "-r", shared, own, NULL };
  int lock;

  g_assert_nonnull (shared);
  g_mkdir_with_parents (shared, 0700);
  lock = g_open (shared, O_RDONLY | O_CLOEXEC, 0);
  g_assert_cmpint (flock (lock, LOCK_EX), ==, 0);
  parts_choose (parts);
  profile_warm (gimp, shared);
  run (copy);
  g_close (lock, NULL);
  g_setenv ("GIMP3_DIRECTORY", own, TRUE);
}
