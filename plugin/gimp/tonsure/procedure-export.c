/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes a picture to a file, all or nothing. */
#include "formats.h"
#include "layers.h"
#include "mark.h"
#include "merged.h"
#include "metadata.h"
#include "part.h"
#include "procedures.h"
#include "tonsure.h"
#include "whole.h"
#include "working.h"
#include "years.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* A level at which a photo takes little more room than at the highest, in a tenth of the time. */
#define COMPRESSION 3

/**
 * Export:
 * @simulation: whether the mark must be on it
 * @wanted: what the file says
 */
typedef struct
{
  GimpImage *image;
  gboolean simulation;
  MetadataWanted wanted;
  int compression;
} Export;

/* The picture as it is seen, with the mark on it if it has to be there. A mark that does not show
 * as it was drawn is made anew. */
static GimpImage *
export_merge (const Export *export, GError **error)
{
  for (int i = 0; i < 2; i++)
    {
      GimpImage *merged;
      g_autoptr (GeglBuffer) buffer = NULL;

      if (export->simulation)
        years_mark (export->image);
      merged = merged_new (export->image, error);
      if (merged == NULL)
        return NULL;
      if (!export->simulation)
        return merged;
      buffer = merged_buffer (merged);
      if (mark_is_seen (export->image, buffer))
        return merged;
      gimp_image_delete (merged);
      mark_remove (export->image);
    }
  g_set_error_literal (error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
                       _ ("the mark that says SIMULATION is not seen in the picture"));
  return NULL;
}

static gboolean
export_picture (const Export *export, const Format *format, const char *part, GError **error)
{
  GimpImage *merged = export_merge (export, error);
  gboolean done;

  if (merged == NULL)
    return FALSE;
  done = formats_write (format, merged, part, export->compression, error);
  gimp_image_delete (merged);
  return done;
}

/* On a full disk some exports end in success. */
static gboolean
export_exists (const char *part, GError **error)
{
  struct stat status;

  if (g_stat (part, &status) == 0 && status.st_size > 0)
    return TRUE;
  g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC,
                       _ ("the file did not come out: is the disk full?"));
  return FALSE;
}

static gboolean
export_write (const Export *export, const Format *format, const char *part, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (part);

  if (format->kind == FORMAT_WORK)
    return working_save (format, export->image, &export->wanted, part, error)
           && export_exists (part, error);
  return export_picture (export, format, part, error) && export_exists (part, error)
         && whole_check (file, error)
         && metadata_write (export->image, part, &export->wanted, error)
         && whole_check (file, error);
}

static gboolean
export_file (const Export *export, GFile *file, GError **error)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;
  g_autofree char *part = NULL;
  const Format *format = NULL;

  if (path == NULL)
    {
      g_set_error_literal (error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
                           _ ("A file on this computer is needed"));
      return FALSE;
    }
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
                   _ ("%s cannot be written: the folder %s does not exist"), path, folder);
      return FALSE;
    }
  format = formats_find (path, export->simulation, error);
  if (format == NULL)
    {
      g_prefix_error (error, _ ("%s cannot be written: "), path);
      return FALSE;
    }
  part_sweep (folder);
  part = part_new (folder, error);
  if (part != NULL && export_write (export, format, part, error) && part_finish (part, path, error))
    return TRUE;
  if (part != NULL)
    g_unlink (part);
  g_prefix_error (error, _ ("%s cannot be written: "), path);
  return FALSE;
}

static GimpValueArray *
run (GimpProcedure *procedure, GimpProcedureConfig *config, gpointer data)
{
  g_autoptr (GFile) file = NULL;
  Export export = { .compression = COMPRESSION };
  GError *error = NULL;
  gboolean done = FALSE;

  gegl_init (NULL, NULL);
  g_object_get (config, "image", &export.image, "file", &file, "simulation", &export.simulation,
                "compression", &export.compression, "date", &export.wanted.date, NULL);
  if (export.image == NULL || file == NULL)
    g_set_error_literal (&error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
                         _ ("A picture and a file are needed"));
  else
    {
      if (export.simulation)
        metadata_declare (export.image);
      export.wanted.simulation = export.simulation || layers_find (export.image) != NULL
                                 || metadata_is_declared (export.image);
      done = export_file (&export, file, &error);
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
      _ ("Writes what is seen, as one picture without layers. The kind of file follows from the "
         "name: PNG, JPEG, TIFF or WebP. A file of that name is replaced only when the new one is "
         "complete. Of the photo’s metadata only color, exposure and lens go with it. With "
         "“simulation” off it also writes XCF files, to go on with."),
      PROCEDURE_EXPORT);
  gimp_procedure_set_attribution (procedure, "Tonsure", "Tonsure", "2026");
  gimp_procedure_add_image_argument (procedure, "image", _ ("Image"), _ ("The picture"), FALSE,
                                     G_PARAM_READWRITE);
  gimp_procedure_add_file_argument (procedure, "file", _ ("File"), _ ("The file to write"),
                                    GIMP_FILE_CHOOSER_ACTION_ANY, FALSE, NULL, G_PARAM_READWRITE);
  gimp_procedure_add_boolean_argument (
      procedure, "simulation", _ ("Simulation"),
      _ ("Mark the picture as a simulation, if that has not been done"), TRUE, G_PARAM_READWRITE);
  gimp_procedure_add_int_argument (
      procedure, "compression", _ ("Compression"),
      _ ("How much time to take for a small PNG file: 1 (fast) to 9 (ten times as slow)"), 1, 9,
      COMPRESSION, G_PARAM_READWRITE);
  gimp_procedure_add_boolean_argument (procedure, "date", _ ("Date"),
                                       _ ("Say in the file when the photo was taken"), FALSE,
                                       G_PARAM_READWRITE);
  return procedure;
}
