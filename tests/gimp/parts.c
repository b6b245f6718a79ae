/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plug-ins and modules that the tests load: see parts.h. */
#define _GNU_SOURCE
#include "parts.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* Photos are loaded and exported in many formats, and the tests speak Script-Fu. */
static gboolean
is_needed_plug_in (const char *name)
{
  return g_str_has_prefix (name, "script-fu") || g_str_has_prefix (name, "file-");
}

/* Not those with large libraries behind them, for pictures and screens that no test has. */
static gboolean
is_needed_module (const char *name)
{
  static const char *const others[] = { "exr-*", "ff-*",     "magick-*",  "openraw*",
                                        "pdf-*", "pixbuf-*", "raw-*",     "rgbe-*",
                                        "svg-*", "v4l*",     "*-display*" };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_pattern_match_simple (others[i], name))
      return FALSE;
  return TRUE;
}

static void
link_into (const char *folder, const char *from, const char *name)
{
  g_autofree char *target = g_build_filename (from, name, NULL);
  g_autofree char *link = g_build_filename (folder, name, NULL);

  if (symlink (target, link) != 0 && errno != EEXIST)
    g_error ("%s: %s", link, g_strerror (errno));
}

static void
choose (const char *variable, const char *folder, gboolean (*is_needed) (const char *name))
{
  g_auto (GStrv) folders = g_strsplit (g_getenv (variable), ":", 2);
  g_autofree char *chosen = g_build_filename (folder, variable, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) system = g_dir_open (folders[1], 0, &error);
  g_autofree char *path = g_strconcat (folders[0], ":", chosen, NULL);
  const char *name;

  g_assert_no_error (error);
  g_mkdir_with_parents (chosen, 0700);
  while ((name = g_dir_read_name (system)) != NULL)
    if (is_needed (name))
      link_into (chosen, folders[1], name);
  g_setenv (variable, path, TRUE);
}

void
parts_choose (const char *folder)
{
  choose ("GIMP_TESTING_PLUGINDIRS", folder, is_needed_plug_in);
  choose ("GEGL_PATH", folder, is_needed_module);
}
