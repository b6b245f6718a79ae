/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Reads comma-separated values (RFC 4180): quoted cells, lines that end with CR LF or not
 * at all, and blank lines, which are skipped.
 */
#pragma once

#include <glib.h>
#include <stdio.h>

/**
 * CsvRow:
 * @line: where it begins, from 1
 * @cells: (array zero-terminated=1): without quotes and without space around
 */
typedef struct
{
  guint line;
  char **cells;
} CsvRow;

/**
 * csv_read:
 * @file: is read to its end
 *
 * Returns: (transfer full): #CsvRow of each line that is not blank; %NULL with
 *   %G_OPTION_ERROR naming the line where a quote does not end or text is not UTF-8, or
 *   where the file cannot be read or is longer than 64 MiB.
 */
GPtrArray *csv_read (FILE *file, GError **error);

/**
 * csv_fail:
 *
 * Sets @error to a message that begins with the line, 0 for none.
 *
 * Returns: %FALSE
 */
gboolean csv_fail (GError **error, guint line, const char *format, ...) G_GNUC_PRINTF (3, 4);
