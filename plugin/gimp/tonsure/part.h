/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Temporary files beside the file that is being written.
 *
 * A file is written under a temporary name in its own folder and renamed when it is complete. The
 * name holds the host, the process and a random number, so that machines, containers and processes
 * that write into one folder never use the same file, and so that what a killed process has left
 * can be told from what is in use. It has the same length whatever the final name is.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * part_new:
 * @folder: where the final file is to be
 *
 * Creates an empty file that did not exist before.
 *
 * Returns: (transfer full) (nullable): its path, or %NULL with a #GFileError
 */
char *part_new (const char *folder, GError **error);

/**
 * part_finish:
 *
 * Flushes @part to the disk and renames it to @path, which is replaced if it exists.
 *
 * Returns: %FALSE with a #GFileError; then @path is as it was.
 */
gboolean part_finish (const char *part, const char *path, GError **error);

/**
 * part_sweep:
 *
 * Deletes the temporary files in @folder whose process on this host has ended, and those older
 * than a day. No other file is touched.
 */
void part_sweep (const char *folder);

G_END_DECLS
