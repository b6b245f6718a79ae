/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Reads tables of comma-separated values, such as those of tests/data. Lines that begin with # are
 * comments.
 */
#pragma once

#include <glib.h>

typedef struct
{
  char **names;     /* of the columns */
  GPtrArray *cells; /* of char **, a row each */
} ReferenceTable;

static inline void
reference_table_free (ReferenceTable *table)
{
  g_strfreev (table->names);
  g_ptr_array_unref (table->cells);
  g_free (table);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReferenceTable, reference_table_free)

static inline ReferenceTable *
reference_table_parse (const char *text)
{
  g_autofree char *copy = g_strdup (text);
  g_auto (GStrv) lines = g_strsplit (g_strdelimit (copy, "\r", '\n'), "\n", -1);
  ReferenceTable *table = g_new0 (ReferenceTable, 1);

  table->cells = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] == '\0' || lines[i][0] == '#')
      continue;
    else if (table->names == NULL)
      table->names = g_strsplit (lines[i], ",", -1);
    else
      g_ptr_array_add (table->cells, g_strsplit (lines[i], ",", -1));
  return table;
}

/* A table of tests/data. */
static inline ReferenceTable *
reference_table_read (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return reference_table_parse (text);
}

static inline const char *
reference_table_text (ReferenceTable *table, guint row, const char *column)
{
  char **cells = g_ptr_array_index (table->cells, row);

  for (guint i = 0; table->names[i] != NULL; i++)
    if (g_str_equal (table->names[i], column))
      return cells[i];
  g_error ("no column %s", column);
}

static inline double
reference_table_number (ReferenceTable *table, guint row, const char *column)
{
  return g_ascii_strtod (reference_table_text (table, row, column), NULL);
}
