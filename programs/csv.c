/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Reads comma-separated values: see csv.h. */
#include "csv.h"

#include <errno.h>
#include <string.h>

/* No table is longer than this; a device may be. */
#define MOST_BYTES (1 << 26)

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

static void
row_free (gpointer data)
{
  CsvRow *row = data;

  g_strfreev (row->cells);
  g_free (row);
}

gboolean
csv_fail (GError **error, guint line, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (line > 0)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "line %u: %s", line, text);
  else
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, text);
  return FALSE;
}

/* What is read, and where. */
typedef struct
{
  const char *at;
  guint line;
} Place;

/* From behind the opening quote to behind the closing one. Two quotes stand for one. */
static gboolean
read_quoted (Place *place, GString *cell, GError **error)
{
  guint begin = place->line;

  for (; *place->at != '\0'; place->at++)
    {
      if (*place->at == '"' && *++place->at != '"')
        return TRUE;
      place->line += *place->at == '\n';
      g_string_append_c (cell, *place->at);
    }
  return csv_fail (error, begin, "a quote does not end");
}

/* Up to a comma, the end of the line or of the text. */
static gboolean
read_cell (Place *place, GString *cell, GError **error)
{
  g_string_truncate (cell, 0);
  while (*place->at == ' ' || *place->at == '\t')
    place->at++;
  if (*place->at == '"')
    {
      place->at++;
      if (!read_quoted (place, cell, error))
        return FALSE;
    }
  for (; *place->at != '\0' && strchr (",\r\n", *place->at) == NULL; place->at++)
    g_string_append_c (cell, *place->at);
  g_strstrip (cell->str);
  cell->len = strlen (cell->str);
  return TRUE;
}

static void
end_line (Place *place)
{
  if (place->at[0] == '\r' && place->at[1] == '\n')
    place->at++;
  if (*place->at != '\0')
    place->at++;
  place->line++;
}

/* NULL where a quote does not end. A blank line is one empty cell. */
static CsvRow *
read_row (Place *place, GError **error)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) cell = g_string_new (NULL);
  CsvRow *row;
  guint line = place->line;

  for (;;)
    {
      if (!read_cell (place, cell, error))
        return NULL;
      g_ptr_array_add (cells, g_strdup (cell->str));
      if (*place->at != ',')
        break;
      place->at++;
    }
  end_line (place);
  g_ptr_array_add (cells, NULL);
  row = g_new0 (CsvRow, 1);
  row->line = line;
  row->cells = (char **) g_ptr_array_steal (cells, NULL);
  return row;
}

static gboolean
is_text (const GString *text, GError **error)
{
  const char *end;
  guint line = 1;

  if (g_utf8_validate (text->str, (gssize) text->len, &end))
    return TRUE;
  for (const char *at = text->str; at < end; at++)
    line += *at == '\n';
  return csv_fail (error, line, "this is not text in UTF-8");
}

static gboolean
read_text (FILE *file, GString *text, GError **error)
{
  char part[4096];
  gsize n;

  while (text->len <= MOST_BYTES && (n = fread (part, 1, sizeof part, file)) > 0)
    g_string_append_len (text, part, (gssize) n);
  if (text->len > MOST_BYTES)
    return csv_fail (error, 0, "the input is longer than %d bytes", MOST_BYTES);
  if (ferror (file))
    return csv_fail (error, 0, "the input cannot be read: %s", g_strerror (errno));
  return is_text (text, error);
}

GPtrArray *
csv_read (FILE *file, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  Place place;

  if (!read_text (file, text, error))
    return NULL;
  place = (Place) { text->str, 1 };
  if (g_str_has_prefix (text->str, BYTE_ORDER_MARK))
    place.at += strlen (BYTE_ORDER_MARK);
  while (*place.at != '\0')
    {
      CsvRow *row = read_row (&place, error);

      if (row == NULL)
        return NULL;
      if (row->cells[0][0] == '\0' && row->cells[1] == NULL)
        row_free (row);
      else
        g_ptr_array_add (rows, row);
    }
  return g_steal_pointer (&rows);
}
