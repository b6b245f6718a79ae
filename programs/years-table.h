/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * The tables of years-table, and what they share.
 */
#pragma once

#include <glib.h>

#define YEARS_MOST 30

/**
 * YearsTable:
 * @argv: what follows the name of the table on the command line
 * @out: gets the CSV
 *
 * Prints one table.
 *
 * Returns: %FALSE with an error that names the value and its range.
 */
typedef gboolean (*YearsTable) (int argc, char *argv[], GString *out, GError **error);

gboolean years_table_pigment (int argc, char *argv[], GString *out, GError **error);
gboolean years_table_laser (int argc, char *argv[], GString *out, GError **error);
gboolean years_table_gray (int argc, char *argv[], GString *out, GError **error);
gboolean years_table_mismatch (int argc, char *argv[], GString *out, GError **error);

/**
 * years_parse:
 * @name: of the table
 * @summary: what it prints
 *
 * Reads @entries; anything else is an error.
 */
gboolean years_parse (const char *name, const char *summary, const GOptionEntry *entries, int argc,
                      char *argv[], GError **error);

/**
 * YearsRange:
 * @name: of the option
 *
 * What an option may be.
 */
typedef struct
{
  const char *name;
  double value, minimum, maximum;
} YearsRange;

/**
 * years_check:
 *
 * Returns: %FALSE naming the first value that is outside, and its range.
 */
gboolean years_check (const YearsRange *ranges, guint n, GError **error);

/**
 * years_choose:
 * @value: (nullable): what the option says
 * @names: (array zero-terminated=1): what it can say; the first stands for %NULL
 * @chosen: (out): which of them
 */
gboolean years_choose (const char *option, const char *value, const char *const *names,
                       guint *chosen, GError **error);

/**
 * years_number:
 *
 * Appends a comma, but not at the beginning of a line, and the number.
 */
void years_number (GString *out, double number, const char *format);

/**
 * years_quantiles:
 * @values: (array length=n): of people or outcomes that are equally likely; gets sorted
 *
 * Appends the 10, 50 and 90 % quantiles, linear between the middles of equal parts.
 */
void years_quantiles (GString *out, double *values, guint n, const char *format);
