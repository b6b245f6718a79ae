/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * GIMP without a display: one process that evaluates many pieces of code, and processes for one
 * piece each. No process outlives the program.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * console_prepare:
 * @folder: where the files of the program are
 *
 * Makes a profile of the program's own, a copy of the one in GIMP3_DIRECTORY, which is made first
 * where it is missing (GIMP's first start takes seconds), and points GIMP3_DIRECTORY at it.
 */
void console_prepare (const char *folder);

/**
 * console_find:
 * @kind: "gimp" or "gimp-console"
 *
 * Returns: (transfer full): the path of GIMP, which must be there
 */
char *console_find (const char *kind);

/** Starts GIMP for one piece of code. Returns its exit status, or -1 where a signal ended it. */
int console_run_alone (const char *code, char **output);

/**
 * console_run:
 * @code: Script-Fu
 * @output: (out): everything that GIMP said
 *
 * Evaluates code in the one GIMP of the program, which is started where it does not run. Images
 * are deleted afterwards. Where the environment is not what it was at the start, as with another
 * GEGL_PATH, another GIMP is started for this code alone.
 *
 * Returns: the exit status that GIMP started for this code alone would have
 */
int console_run (const char *code, char **output);

/** Ends the one GIMP, and says which processes are left that this program started. */
char *console_end (void);

G_END_DECLS
