/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Rows of parameters: see optics-input.h. */
#include "optics-input.h"
#include "csv.h"
#include "skin.h"

#include <math.h>
#include <string.h>

#define WHAT "what" /* the key of a row where a case has three */

/* Least distance of discs, mm: nearer ones would be too many to add up. */
#define LEAST_PITCH 0.05

/* By how much a depth may exceed the deepest, mm: 5 - 4.9 is a little less than .1. */
#define ROUNDING 1e-9

/* Where each parameter and “what” stand in the input, or -1. */
typedef struct
{
  guint n; /* columns of the input */
  int of[OPTICS_MOST_PARAMETERS];
  int what;
} Columns;

static void
row_free (gpointer data)
{
  OpticsRow *row = data;

  for (int i = 0; i < OPTICS_MOST_PARAMETERS; i++)
    g_free (row->text[i]);
  g_free (row);
}

/* Which place of @columns the column @name belongs to. */
static int *
place_of (const OpticsTable *table, Columns *columns, const char *name)
{
  if (table->three_rows && g_str_equal (name, WHAT))
    return &columns->what;
  for (guint i = 0; i < table->n; i++)
    if (g_str_equal (name, table->parameter[i].name))
      return &columns->of[i];
  return NULL;
}

static gboolean
take_column (const OpticsTable *table, const CsvRow *header, int at, Columns *columns,
             GError **error)
{
  const char *name = header->cells[at];
  int *place = place_of (table, columns, name);

  if (g_strv_contains (table->predicted, name))
    return csv_fail (error, header->line,
                     "the column \"%s\" is predicted: only parameters can be given", name);
  if (place == NULL)
    return csv_fail (error, header->line, "the column \"%s\" is not known to the table %s", name,
                     table->name);
  if (*place >= 0)
    return csv_fail (error, header->line, "the column \"%s\" stands there twice", name);
  *place = at;
  return TRUE;
}

static gboolean
read_header (const OpticsTable *table, const CsvRow *header, Columns *columns, GError **error)
{
  columns->n = g_strv_length (header->cells);
  columns->what = -1;
  for (int i = 0; i < OPTICS_MOST_PARAMETERS; i++)
    columns->of[i] = -1;
  for (guint at = 0; at < columns->n; at++)
    if (!take_column (table, header, (int) at, columns, error))
      return FALSE;
  for (guint i = 0; i < table->n; i++)
    if (columns->of[i] < 0 && table->parameter[i].otherwise == NULL)
      return csv_fail (error, header->line, "the column \"%s\" is missing",
                       table->parameter[i].name);
  return TRUE;
}

static gboolean
in_range (const OpticsRow *row, const char *name, double value, double minimum, double maximum,
          GError **error)
{
  if (value >= minimum && value <= maximum)
    return TRUE;
  return csv_fail (error, row->line, "%s is %g, which is outside %g to %g", name, value, minimum,
                   maximum);
}

static gboolean
read_number (const OpticsParameter *parameter, const char *text, OpticsRow *row, double *value,
             GError **error)
{
  char *end;

  *value = g_ascii_strtod (text, &end);
  if (end == text || *end != '\0' || strpbrk (text, "xX") != NULL)
    return csv_fail (error, row->line, "%s is \"%s\", which is not a number from %g to %g",
                     parameter->name, text, parameter->minimum, parameter->maximum);
  return in_range (row, parameter->name, *value, parameter->minimum, parameter->maximum, error);
}

static gboolean
read_what (const char *text, OpticsRow *row, GError **error)
{
  static const char *const names[] = { "R", "G", "B" };

  for (int channel = 0; channel < 3; channel++)
    if (g_str_equal (text, names[channel]))
      {
        row->channel = channel;
        return TRUE;
      }
  return csv_fail (error, row->line, WHAT " is \"%s\", which is none of R, G and B", text);
}

/* The ranges that depend on other parameters. */
static gboolean
parameters_fit (const OpticsTable *table, const OpticsRow *row, GError **error)
{
  if (table->thickness >= 0
      && !in_range (row, table->parameter[table->thickness].name, row->value[table->thickness], 0.0,
                    table->thicknesses * (TONSURE_DEEPEST - row->value[table->top] + ROUNDING),
                    error))
    return FALSE;
  return table->pitch < 0
         || in_range (row, table->parameter[table->pitch].name, row->value[table->pitch],
                      fmax (row->value[table->diameter], LEAST_PITCH),
                      table->parameter[table->pitch].maximum, error);
}

static gboolean
fill_row (const OpticsTable *table, const Columns *columns, const CsvRow *cells, OpticsRow *row,
          GError **error)
{
  row->line = cells->line;
  row->channel = -1;
  if (g_strv_length (cells->cells) != columns->n)
    return csv_fail (error, row->line, "there are %u cells under %u columns",
                     g_strv_length (cells->cells), columns->n);
  for (guint i = 0; i < table->n; i++)
    {
      const OpticsParameter *parameter = &table->parameter[i];

      row->text[i] =
          g_strdup (columns->of[i] < 0 ? parameter->otherwise : cells->cells[columns->of[i]]);
      if (!read_number (parameter, row->text[i], row, &row->value[i], error))
        return FALSE;
    }
  return (columns->what < 0 || read_what (cells->cells[columns->what], row, error))
         && parameters_fit (table, row, error);
}

GPtrArray *
optics_input_read (FILE *file, const OpticsTable *table, GError **error)
{
  g_autoptr (GPtrArray) lines = csv_read (file, error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  Columns columns;

  if (lines == NULL)
    return NULL;
  if (lines->len == 0)
    {
      csv_fail (error, 1, "there is no header with the names of the columns");
      return NULL;
    }
  if (!read_header (table, g_ptr_array_index (lines, 0), &columns, error))
    return NULL;
  for (guint i = 1; i < lines->len; i++)
    {
      OpticsRow *row = g_new0 (OpticsRow, 1);

      g_ptr_array_add (rows, row);
      if (!fill_row (table, &columns, g_ptr_array_index (lines, i), row, error))
        return NULL;
    }
  return g_steal_pointer (&rows);
}
