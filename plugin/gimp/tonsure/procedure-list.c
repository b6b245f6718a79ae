/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists the photos of a folder for scripts: see folder.h. */
#include "folder.h"
#include "procedures.h"
#include "tonsure.h"

#include <glib/gi18n.h>

/* The columns of the list, each an array of strings in the return values. */
enum
{
  COLUMN_NAMES,
  COLUMN_PHOTOS,
  COLUMN_AREAS,
  COLUMN_RESULTS,
  COLUMN_PROBLEMS,
  COLUMN_SKIPPED,
  N_COLUMNS
};

static const struct
{
  const char *name, *label, *help;
} columns[N_COLUMNS] = {
  { "names", N_ ("Names"), N_ ("The names of the photos, to be read") },
  { "photos", N_ ("Photos"), N_ ("Their paths") },
  { "areas", N_ ("Areas"), N_ ("The paths of their areas") },
  { "results", N_ ("Results"), N_ ("Paths for their results; no two are the same") },
  { "problems", N_ ("Problems"), N_ ("Why a photo cannot be treated, empty where it can") },
  { "skipped", N_ ("Skipped"), N_ ("What has a photo's name and is none: why, else empty") },
};

/* Script-Fu takes files by their paths. */
static char *
list_path (GFile *file)
{
  return file != NULL ? g_file_get_path (file) : g_strdup ("");
}

static char *
list_cell (const FolderPhoto *photo, int column)
{
  if (photo->problem != NULL && column > COLUMN_NAMES && column < COLUMN_PROBLEMS)
    return g_strdup ("");
  switch (column)
    {
    case COLUMN_NAMES:
      return g_strdup (photo->name);
    case COLUMN_PHOTOS:
      return list_path (photo->photo);
    case COLUMN_AREAS:
      return list_path (photo->area);
    case COLUMN_RESULTS:
      return list_path (photo->result);
    case COLUMN_PROBLEMS:
      return g_strdup (photo->problem != NULL && !photo->skipped ? photo->problem : "");
    default:
      return g_strdup (photo->skipped ? photo->problem : "");
    }
}

static GimpValueArray *
list_done (GimpProcedure *procedure, const GPtrArray *photos)
{
  GimpValueArray *values = gimp_procedure_new_return_values (procedure, GIMP_PDB_SUCCESS, NULL);

  for (int column = 0; column < N_COLUMNS; column++)
    {
      char **cells = g_new0 (char *, photos->len + 1);

      for (guint i = 0; i < photos->len; i++)
        cells[i] = list_cell (photos->pdata[i], column);
      g_value_take_boxed (gimp_value_array_index (values, column + 1), cells);
    }
  return values;
}

static GimpValueArray *
run (GimpProcedure *procedure, GimpProcedureConfig *config, gpointer data)
{
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GFile) results = NULL;
  g_autoptr (GPtrArray) photos = NULL;
  GError *error = NULL;

  g_object_get (config, "folder", &folder, "results", &results, NULL);
  if (folder == NULL || results == NULL)
    g_set_error_literal (&error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
                         _ ("A folder of photos and one for the results are needed"));
  else
    photos = folder_read (folder, results, &error);
  if (photos == NULL)
    return gimp_procedure_new_return_values (procedure, GIMP_PDB_EXECUTION_ERROR, error);
  return list_done (procedure, photos);
}

GimpProcedure *
procedure_list_new (GimpPlugIn *plug_in)
{
  GimpProcedure *procedure =
      gimp_procedure_new (plug_in, PROCEDURE_LIST, GIMP_PDB_PROC_TYPE_PLUGIN, run, NULL, NULL);

  gimp_procedure_set_documentation (procedure, _ ("List the photos of a folder with their areas"),
                                    _ ("Beside each photo NAME.jpg (or .png, .tif …) lies its area "
                                       "NAME-area.png, and each gets a "
                                       "result of its own. Nothing is opened."),
                                    PROCEDURE_LIST);
  gimp_procedure_set_attribution (procedure, "Tonsure", "Tonsure", "2026");
  gimp_procedure_add_file_argument (procedure, "folder", _ ("Folder"), _ ("Photos and areas"),
                                    GIMP_FILE_CHOOSER_ACTION_SELECT_FOLDER, FALSE, NULL,
                                    G_PARAM_READWRITE);
  gimp_procedure_add_file_argument (
      procedure, "results", _ ("Results"), _ ("Folder for the results"),
      GIMP_FILE_CHOOSER_ACTION_SELECT_FOLDER, FALSE, NULL, G_PARAM_READWRITE);
  for (int column = 0; column < N_COLUMNS; column++)
    gimp_procedure_add_string_array_return_value (procedure, columns[column].name,
                                                  _ (columns[column].label),
                                                  _ (columns[column].help), G_PARAM_READWRITE);
  return procedure;
}
