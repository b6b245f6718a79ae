/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* draw-heads LIST STAMP: draws the heads of a list into the folder of the stamp. */
#include "heads.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

/* Heads of other lists, or of an older phantom. */
static void
remove_heads (const char *folder)
{
  g_autoptr (GDir) all = g_dir_open (folder, 0, NULL);
  const char *name;

  while (all != NULL && (name = g_dir_read_name (all)) != NULL)
    if (g_str_has_suffix (name, ".head") || g_str_has_suffix (name, ".new"))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        g_remove (path);
      }
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;

  if (argc != 3)
    {
      g_printerr ("draw-heads LIST STAMP\n");
      return EXIT_FAILURE;
    }
  folder = g_path_get_dirname (argv[2]);
  remove_heads (folder);
  if (phantom_heads_store (argv[1], folder, &error) && g_file_set_contents (argv[2], "", 0, &error))
    return EXIT_SUCCESS;
  g_printerr ("draw-heads: %s\n", error->message);
  return EXIT_FAILURE;
}
