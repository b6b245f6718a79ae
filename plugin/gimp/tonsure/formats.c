/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kinds of files that a picture is written to: see formats.h. */
#include "formats.h"

#include "tonsure.h"

#include <glib/gi18n.h>

static const struct
{
  const char *ending;
  Format format;
} formats[] = {
  { ".png", { FORMAT_PICTURE, "file-png-export" } },
  { ".jpg", { FORMAT_PICTURE, "file-jpeg-export" } },
  { ".jpeg", { FORMAT_PICTURE, "file-jpeg-export" } },
  { ".tif", { FORMAT_PICTURE, "file-tiff-export" } },
  { ".tiff", { FORMAT_PICTURE, "file-tiff-export" } },
  { ".webp", { FORMAT_PICTURE, "file-webp-export" } },
  { ".xcf", { FORMAT_WORK, NULL } },
};

static const char *const layered[] = { ".xcf", ".xcfgz", ".xcfbz2", ".xcfxz", ".xcf.gz",
                                       ".xcf.bz2", ".xcf.xz", ".psd", ".psb", ".ora" };

static gboolean
is_layered (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (layered); i++)
    if (g_str_has_suffix (name, layered[i]))
      return TRUE;
  return FALSE;
}

const Format *
formats_find (const char *name, gboolean simulation, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);
  const char *ending = strrchr (name, '.');

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_has_suffix (lower, formats[i].ending)
        && !(simulation && formats[i].format.kind == FORMAT_WORK))
      return &formats[i].format;
  if (ending == NULL || ending[1] == '\0')
    g_set_error_literal (error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
                         _ ("A file name with an ending, such as .png, is needed"));
  else if (is_layered (lower))
    g_set_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
                 _ ("%s files keep layers, and with them the untreated photo without the mark. "
                    "Choose .png, .jpg, .tif or .webp; to go on with the picture, write an .xcf "
                    "file with “simulation” off"),
                 ending);
  else
    g_set_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
                 _ ("%s files cannot say in their metadata that the picture is a simulation. "
                    "Choose .png, .jpg, .tif or .webp"),
                 ending);
  return NULL;
}

/* Sets an argument that not every export has. */
static void
set_boolean (GimpProcedureConfig *config, const char *name, gboolean value)
{
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (config), name) != NULL)
    g_object_set (config, name, value, NULL);
}

/* Metadata are written afterward: GIMP would add thumbnails, times and numbers of its own. */
static void
set_arguments (GimpProcedureConfig *config)
{
  static const char *const without[] = { "include-exif", "include-xmp", "include-iptc",
                                         "include-thumbnail", "include-comment", "time", "bkgd",
                                         "offs", "interlaced", "animation" };

  for (guint i = 0; i < G_N_ELEMENTS (without); i++)
    set_boolean (config, without[i], FALSE);
  set_boolean (config, "include-color-profile", TRUE);
}

static gboolean
export (const Format *format, GimpImage *image, GFile *file, int compression)
{
  GimpProcedure *procedure = gimp_pdb_lookup_procedure (gimp_get_pdb (), format->procedure);
  g_autoptr (GimpProcedureConfig) config = NULL;
  GimpValueArray *values;
  gboolean done;

  if (procedure == NULL)
    return FALSE;
  config = gimp_procedure_create_config (procedure);
  g_object_set (config, "run-mode", GIMP_RUN_NONINTERACTIVE, "image", image, "file", file, NULL);
  set_arguments (config);
  if (g_str_equal (format->procedure, "file-png-export"))
    g_object_set (config, "compression", compression, NULL);
  values = gimp_procedure_run_config (procedure, config);
  done = GIMP_VALUES_GET_ENUM (values, 0) == GIMP_PDB_SUCCESS;
  gimp_value_array_unref (values);
  return done;
}

gboolean
formats_write (const Format *format, GimpImage *image, const char *path, int compression,
               GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  gboolean done;

  if (format->kind == FORMAT_WORK)
    {
      GimpProcedure *save = gimp_pdb_lookup_procedure (gimp_get_pdb (), "gimp-xcf-save");
      GimpValueArray *values = gimp_procedure_run (save, "run-mode", GIMP_RUN_NONINTERACTIVE,
                                                   "image", image, "file", file, NULL);

      done = GIMP_VALUES_GET_ENUM (values, 0) == GIMP_PDB_SUCCESS;
      gimp_value_array_unref (values);
    }
  else
    done = export (format, image, file, compression);
  if (!done)
    g_set_error_literal (error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
                         gimp_pdb_get_last_error (gimp_get_pdb ()));
  return done;
}
