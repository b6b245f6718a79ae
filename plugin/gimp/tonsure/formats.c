/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kinds of files that a picture is written to: see formats.h. */
#include "formats.h"

#include "merged.h"
#include "tonsure.h"

#include <glib/gi18n.h>

static const struct
{
  const char *ending;
  Format format;
} formats[] = {
  { ".png", { FORMAT_PICTURE, "gegl:png-save" } },
  { ".jpg", { FORMAT_PICTURE, "gegl:jpg-save" } },
  { ".jpeg", { FORMAT_PICTURE, "gegl:jpg-save" } },
  { ".tif", { FORMAT_PICTURE, "file-tiff-export" } },
  { ".tiff", { FORMAT_PICTURE, "file-tiff-export" } },
  { ".webp", { FORMAT_PICTURE, "file-webp-export" } },
  { ".xcf", { FORMAT_WORK, "gimp-xcf-save" } },
};

static const char *const layered[] = { ".xcf",     ".xcfgz",  ".xcfbz2", ".xcfxz", ".xcf.gz",
                                       ".xcf.bz2", ".xcf.xz", ".psd",    ".psb",   ".ora" };

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

/* Writes the layer of @image in this process: GIMP would start another one, which for a small
 * picture takes longer than all else. JPEG as GIMP writes it: quality 90, no subsampling. */
static gboolean
save (const Format *format, GimpImage *image, const char *path, int compression)
{
  g_autoptr (GeglBuffer) buffer = merged_buffer (image);
  g_autoptr (GeglNode) graph = gegl_node_new ();
  GeglNode *source, *sink;
  GimpPrecision precision = gimp_image_get_precision (image);
  gboolean eight = precision == GIMP_PRECISION_U8_LINEAR
                   || precision == GIMP_PRECISION_U8_NON_LINEAR
                   || precision == GIMP_PRECISION_U8_PERCEPTUAL;

  if (!gegl_has_operation (format->writer))
    return FALSE;
  source = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", buffer, NULL);
  sink = gegl_node_new_child (graph, "operation", format->writer, "path", path, NULL);
  if (g_str_equal (format->writer, "gegl:png-save"))
    gegl_node_set (sink, "compression", compression, "bitdepth", eight ? 8 : 16, NULL);
  else
    gegl_node_set (sink, "quality", 90, "progressive", FALSE, NULL);
  gegl_node_link (source, sink);
  gegl_node_process (sink);
  return TRUE;
}

/* Sets an argument that not every export has. */
static void
set_boolean (GimpProcedureConfig *config, const char *name, gboolean value)
{
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (config), name) != NULL)
    g_object_set (config, name, value, NULL);
}

/* Metadata are written afterward: GIMP would add thumbnails, times and numbers of its own. */
static gboolean export (const Format *format, GimpImage *image, const char *path)
{
  static const char *const without[] = { "include-exif",      "include-xmp",     "include-iptc",
                                         "include-thumbnail", "include-comment", "animation" };
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GimpProcedure *procedure = gimp_pdb_lookup_procedure (gimp_get_pdb (), format->writer);
  g_autoptr (GimpProcedureConfig) config = NULL;
  GimpValueArray *values;
  gboolean done;

  if (procedure == NULL)
    return FALSE;
  config = gimp_procedure_create_config (procedure);
  g_object_set (config, "run-mode", GIMP_RUN_NONINTERACTIVE, "image", image, "file", file, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (without); i++)
    set_boolean (config, without[i], FALSE);
  set_boolean (config, "include-color-profile", TRUE);
  values = gimp_procedure_run_config (procedure, config);
  done = GIMP_VALUES_GET_ENUM (values, 0) == GIMP_PDB_SUCCESS;
  gimp_value_array_unref (values);
  return done;
}

gboolean
formats_write (const Format *format, GimpImage *image, const char *path, int compression,
               GError **error)
{
  gboolean by_gegl = g_str_has_prefix (format->writer, "gegl:");

  if (by_gegl ? save (format, image, path, compression) : export (format, image, path))
    return TRUE;
  if (by_gegl)
    g_set_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
                 _ ("the operation %s of GEGL is not installed"), format->writer);
  else
    g_set_error_literal (error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
                         gimp_pdb_get_last_error (gimp_get_pdb ()));
  return FALSE;
}
