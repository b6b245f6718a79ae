/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * How programs say what went wrong.
 */
#pragma once

#include <glib.h>

/**
 * say_error:
 *
 * Prints an error to standard error as valid UTF-8: arguments and file names that it quotes need
 * not be.
 */
static inline void
say_error (const char *program, const GError *error)
{
  g_autofree char *text = g_utf8_make_valid (error->message, -1);

  g_printerr ("%s: %s\n", program, text);
}
