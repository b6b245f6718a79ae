/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Reads the manifest of a survey: see survey-manifest.h. */
#include "survey-manifest.h"

#include "csv.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* mm per pixel that the procedures take. */
#define LEAST_SCALE 0.002
#define MOST_SCALE 5.0

enum
{
  NAME,
  PHOTO,
  AREA,
  HAIR,
  SKIN,
  SCALE,
  EXPECT,
  HAIR_COLOR,
  N_COLUMNS
};

static const char *const headings[N_COLUMNS] = { "name", "photo",     "area",   "hair",
                                                 "skin", "mm_per_px", "expect", "hair_color" };

static void
line_free (gpointer data)
{
  SurveyLine *line = data;

  g_free (line->name);
  g_free (line->photo);
  g_free (line->area);
  g_free (line->hair);
  g_free (line->skin);
  g_free (line->trimap);
  g_free (line->expect);
  g_free (line->hair_color);
  g_free (line->fault);
  g_free (line);
}

/* Keeps the first fault of a line. */
static void G_GNUC_PRINTF (2, 3) line_fault (SurveyLine *line, const char *format, ...)
{
  va_list arguments;

  if (line->fault != NULL)
    return;
  va_start (arguments, format);
  line->fault = g_strdup_vprintf (format, arguments);
  va_end (arguments);
}

/* Where each of the columns is in a row; -1 for none. */
static gboolean
find_columns (const CsvRow *heading, int columns[N_COLUMNS], GError **error)
{
  for (int c = 0; c < N_COLUMNS; c++)
    columns[c] = -1;
  for (int i = 0; heading->cells[i] != NULL; i++)
    for (int c = 0; c < N_COLUMNS; c++)
      if (g_ascii_strcasecmp (heading->cells[i], headings[c]) == 0)
        {
          if (columns[c] >= 0)
            return csv_fail (error, heading->line, "there are two columns “%s”", headings[c]);
          columns[c] = i;
        }
  if (columns[PHOTO] >= 0)
    return TRUE;
  return csv_fail (error, heading->line, "there is no column “photo”%s",
                   strchr (heading->cells[0], ';') != NULL ? ": separate columns by commas" : "");
}

/* "" where the row ends before the column. */
static const char *
cell_of (const CsvRow *row, const int columns[N_COLUMNS], int column)
{
  guint n = g_strv_length (row->cells);

  return columns[column] >= 0 && (guint) columns[column] < n ? row->cells[columns[column]] : "";
}

/* A path that is to be a file, NULL where the cell is empty or the file is not there. */
static char *
find_file (SurveyLine *line, const char *folder, const char *what, const char *cell)
{
  g_autofree char *path = NULL;

  if (*cell == '\0')
    return NULL;
  path = g_path_is_absolute (cell) ? g_strdup (cell) : g_build_filename (folder, cell, NULL);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    line_fault (line, "%s: %s does not exist", what, path);
  else if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    line_fault (line, "%s: %s is not a file", what, path);
  else if (g_access (path, R_OK) != 0)
    line_fault (line, "%s: %s cannot be read: %s", what, path, g_strerror (errno));
  else
    return g_steal_pointer (&path);
  return NULL;
}

/* @path without its ending, and @ending. */
static char *
replace_ending (const char *path, const char *ending)
{
  const char *slash = strrchr (path, '/'), *dot = strrchr (path, '.');

  return dot != NULL && dot > slash + 1
             ? g_strdup_printf ("%.*s%s", (int) (dot - path), path, ending)
             : g_strconcat (path, ending, NULL);
}

static void
find_area (SurveyLine *line, const char *folder, const char *cell)
{
  g_autofree char *beside = NULL;

  line->area = find_file (line, folder, "area", cell);
  if (*cell != '\0' || line->photo == NULL)
    return;
  beside = replace_ending (line->photo, "-area.png");
  if (g_file_test (beside, G_FILE_TEST_IS_REGULAR))
    line->area = g_steal_pointer (&beside);
  else
    line_fault (line,
                "area: none is given, and there is no %s: draw a gray picture of the photo's "
                "size, white = treat fully",
                beside);
}

static void
find_trimap (SurveyLine *line)
{
  g_autofree char *path = NULL;

  if (line->photo == NULL)
    return;
  path = replace_ending (line->photo, "-trimap.png");
  if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    line->trimap = g_steal_pointer (&path);
}

static void
read_scale (SurveyLine *line, const char *cell)
{
  char *end;

  if (*cell == '\0')
    return;
  line->mm_per_px = g_ascii_strtod (cell, &end);
  if (*end != '\0' || !(line->mm_per_px >= LEAST_SCALE && line->mm_per_px <= MOST_SCALE))
    line_fault (line, "mm_per_px: “%s” is not a number from %g to %g (empty: not known)", cell,
                LEAST_SCALE, MOST_SCALE);
}

/* It becomes part of file names. */
static void
read_name (SurveyLine *line, const char *cell, const char *photo)
{
  g_autofree char *base = g_path_get_basename (photo);

  line->name = *cell != '\0' || *photo == '\0' ? g_strdup (cell) : replace_ending (base, "");
  for (const char *p = line->name; *p != '\0'; p++)
    if (*p == '/' || g_ascii_iscntrl (*p))
      line_fault (line, "name: “%s” cannot be part of a file name", line->name);
}

static SurveyLine *
read_line (const CsvRow *row, const int columns[N_COLUMNS], guint n_columns, const char *folder)
{
  SurveyLine *line = g_new0 (SurveyLine, 1);
  const char *photo = cell_of (row, columns, PHOTO);

  line->number = row->line;
  if (g_strv_length (row->cells) > n_columns)
    line_fault (line, "there are %u cells, but %u columns: put cells with commas in quotes",
                g_strv_length (row->cells), n_columns);
  read_name (line, cell_of (row, columns, NAME), photo);
  if (*photo == '\0')
    line_fault (line, "photo: none is given");
  line->photo = find_file (line, folder, "photo", photo);
  find_area (line, folder, cell_of (row, columns, AREA));
  line->hair = find_file (line, folder, "hair", cell_of (row, columns, HAIR));
  line->skin = find_file (line, folder, "skin", cell_of (row, columns, SKIN));
  find_trimap (line);
  read_scale (line, cell_of (row, columns, SCALE));
  line->expect = g_strdup (cell_of (row, columns, EXPECT));
  line->hair_color = g_strdup (cell_of (row, columns, HAIR_COLOR));
  return line;
}

/* Results of one line would replace those of another. */
static void
check_names (GPtrArray *lines)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < lines->len; i++)
    {
      SurveyLine *line = lines->pdata[i], *first = g_hash_table_lookup (seen, line->name);

      if (first != NULL)
        line_fault (line, "name: “%s” is that of line %u already", line->name, first->number);
      else
        g_hash_table_insert (seen, line->name, line);
    }
}

GPtrArray *
survey_manifest_read (const char *path, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (line_free), rows = NULL;
  g_autofree char *folder = g_path_get_dirname (path);
  int columns[N_COLUMNS];
  FILE *file = g_fopen (path, "r");
  guint n;

  if (file == NULL)
    {
      csv_fail (error, 0, "%s cannot be read: %s", path, g_strerror (errno));
      return NULL;
    }
  rows = csv_read (file, error);
  fclose (file);
  if (rows == NULL)
    return NULL;
  if (rows->len < 2)
    {
      csv_fail (error, 0, "%s has no lines: a heading and a line for each photo are needed", path);
      return NULL;
    }
  if (!find_columns (rows->pdata[0], columns, error))
    return NULL;
  n = g_strv_length (((CsvRow *) rows->pdata[0])->cells);
  for (guint i = 1; i < rows->len; i++)
    g_ptr_array_add (lines, read_line (rows->pdata[i], columns, n, folder));
  check_names (lines);
  return g_steal_pointer (&lines);
}
