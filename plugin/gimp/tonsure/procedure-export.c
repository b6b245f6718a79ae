/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes a picture to a file, all or nothing: under another name first, which is changed
 * when the file is whole. */
#include "layers.h"
#include "metadata.h"
#include "procedures.h"
#include "tonsure.h"
#include "whole.h"
#include "years.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

/* The kinds of files that keep what the picture says about itself, if they are told to. */
static const struct
{
  const char *ending;
  const char *procedure;
} kinds[] = {
  { ".png", "file-png-export" },  { ".jpg", "file-jpeg-export" },  { ".jpeg", "file-jpeg-export" },
  { ".tif", "file-tiff-export" }, { ".tiff", "file-tiff-export" }, { ".webp", "file-webp-export" },
};

static GimpProcedure *
export_find_procedure (const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_suffix (lower, kinds[i].ending))
      return gimp_pdb_lookup_procedure (gimp_get_pdb (), kinds[i].procedure);
  return NULL;
}

/* Thumbnails are too small for the mark, so there is none. */
static gboolean
export_described (GimpProcedure *procedure, GimpImage *image, GFile *file)
{
  GimpValueArray *values =
      gimp_procedure_run (procedure, "run-mode", GIMP_RUN_NONINTERACTIVE, "image", image, "file",
                          file, "include-exif", TRUE, "include-xmp", TRUE, "include-iptc", TRUE,
                          "include-color-profile", TRUE, "include-thumbnail", FALSE, NULL);
  gboolean done = GIMP_VALUES_GET_ENUM (values, 0) == GIMP_PDB_SUCCESS;

  gimp_value_array_unref (values);
  return done;
}

static gboolean
export_write (GimpImage *image, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GimpProcedure *procedure = export_find_procedure (path);
  gboolean done = procedure != NULL ? export_described (procedure, image, file)
                                    : gimp_file_save (GIMP_RUN_NONINTERACTIVE, image, file, NULL);
  struct stat status;

  if (!done)
    {
      g_set_error_literal (error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
                           gimp_pdb_get_last_error (gimp_get_pdb ()));
      return FALSE;
    }
  if (g_stat (path, &status) != 0 || status.st_size == 0)
    {
      g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC,
                           _ ("the file did not come out: is the disk full?"));
      return FALSE;
    }
  return whole_check (file, error);
}

static gboolean
export_rename (const char *part, const char *path, GError **error)
{
  if (g_rename (part, path) == 0)
    return TRUE;
  g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (errno), g_strerror (errno));
  return FALSE;
}

/* GIMP 3.0 exports a copy of the picture, and draws a live filter of the copy only within
 * what is selected. */
static gboolean
export_unselected (GimpImage *image, const char *path, GError **error)
{
  GimpChannel *selection;
  gboolean done;

  gimp_image_undo_freeze (image);
  selection = layers_select_all (image);
  gimp_selection_none (image);
  done = export_write (image, path, error);
  layers_select_again (image, selection);
  gimp_image_undo_thaw (image);
  return done;
}

static gboolean
export_file (GimpImage *image, GFile *file, GError **error)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *folder = path ? g_path_get_dirname (path) : NULL;
  g_autofree char *name = path ? g_path_get_basename (path) : NULL;
  g_autofree char *part_name = g_strdup_printf (".part-%d-%s", (int) getpid (), name);
  g_autofree char *part = path ? g_build_filename (folder, part_name, NULL) : NULL;

  if (path == NULL || strchr (name, '.') == NULL)
    {
      g_set_error_literal (error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
                           _ ("A file name with an ending, such as .png, is needed"));
      return FALSE;
    }
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
                   _ ("%s cannot be written: the folder %s does not exist"), path, folder);
      return FALSE;
    }
  if (export_unselected (image, part, error) && export_rename (part, path, error))
    return TRUE;
  g_unlink (part);
  g_prefix_error (error, _ ("%s cannot be written: "), path);
  return FALSE;
}

static GimpValueArray *
run (GimpProcedure *procedure, GimpProcedureConfig *config, gpointer data)
{
  g_autoptr (GFile) file = NULL;
  GimpImage *image = NULL;
  GError *error = NULL;
  gboolean simulation, done = FALSE;

  gegl_init (NULL, NULL);
  g_object_get (config, "image", &image, "file", &file, "simulation", &simulation, NULL);
  if (image == NULL || file == NULL)
    g_set_error_literal (&error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
                         _ ("A picture and a file are needed"));
  else
    {
      if (simulation)
        {
          years_mark (image);
          metadata_declare (image);
        }
      done = export_file (image, file, &error);
    }
  return gimp_procedure_new_return_values (
      procedure, done ? GIMP_PDB_SUCCESS : GIMP_PDB_EXECUTION_ERROR, error);
}

GimpProcedure *
procedure_export_new (GimpPlugIn *plug_in)
{
  GimpProcedure *procedure =
      gimp_procedure_new (plug_in, PROCEDURE_EXPORT, GIMP_PDB_PROC_TYPE_PLUGIN, run, NULL, NULL);

  gimp_procedure_set_documentation (
      procedure, _ ("Write a picture to a file, all or nothing"),
      _ ("The kind of file follows from the name. A file of that name is replaced only "
         "when the new one is complete."),
      PROCEDURE_EXPORT);
  gimp_procedure_set_attribution (procedure, "Tonsure", "Tonsure", "2026");
  gimp_procedure_add_image_argument (procedure, "image", _ ("Image"), _ ("The picture"), FALSE,
                                     G_PARAM_READWRITE);
  gimp_procedure_add_file_argument (procedure, "file", _ ("File"), _ ("The file to write"),
                                    GIMP_FILE_CHOOSER_ACTION_ANY, FALSE, NULL, G_PARAM_READWRITE);
  gimp_procedure_add_boolean_argument (
      procedure, "simulation", _ ("Simulation"),
      _ ("Mark the picture as a simulation, if that has not been done"), TRUE, G_PARAM_READWRITE);
  return procedure;
}
