/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens a photo with its area as the selection. */
#include "area.h"
#include "procedures.h"
#include "whole.h"

#include <glib/gi18n.h>

/* Loads a picture without an area of its own that GIMP might have invented. */
static GimpImage *
open_load (GFile *file, GError **error)
{
  g_autofree char *name = g_file_get_parse_name (file);
  GimpImage *image;

  if (!whole_check (file, error))
    return NULL;
  image = gimp_file_load (GIMP_RUN_NONINTERACTIVE, file);
  if (image == NULL)
    g_set_error (error, TONSURE_ERROR, TONSURE_ERROR_PARSE, _ ("GIMP cannot open %s: %s"), name,
                 gimp_pdb_get_last_error (gimp_get_pdb ()));
  return image;
}

/* The number that a gray pixel is coded as is the density that it asks for. */
static gboolean
open_select (GimpImage *image, GimpImage *picture, GError **error)
{
  Area area = { 0 };
  GimpLayer *visible;
  gboolean found;

  if (gimp_image_get_width (image) != gimp_image_get_width (picture)
      || gimp_image_get_height (image) != gimp_image_get_height (picture))
    {
      g_set_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
                   _ ("The area is %d × %d pixels and the photo %d × %d: they must be of "
                      "the same size"),
                   gimp_image_get_width (picture), gimp_image_get_height (picture),
                   gimp_image_get_width (image), gimp_image_get_height (image));
      return FALSE;
    }
  visible = gimp_layer_new_from_visible (picture, picture, "area");
  found = area_from_picture (&area, GIMP_DRAWABLE (visible), error);
  gimp_item_delete (GIMP_ITEM (visible));
  if (found)
    area_select (&area, image);
  area_clear (&area);
  return found;
}

static GimpImage *
open_both (GFile *photo, GFile *area, GError **error)
{
  GimpImage *image = open_load (photo, error), *picture;

  if (image == NULL)
    return NULL;
  picture = open_load (area, error);
  if (picture == NULL || !open_select (image, picture, error))
    g_clear_pointer (&image, gimp_image_delete);
  if (picture != NULL)
    gimp_image_delete (picture);
  return image;
}

static GimpValueArray *
run (GimpProcedure *procedure, GimpProcedureConfig *config, gpointer data)
{
  g_autoptr (GFile) photo = NULL;
  g_autoptr (GFile) area = NULL;
  GimpValueArray *values;
  GimpImage *image = NULL;
  GError *error = NULL;

  gegl_init (NULL, NULL);
  g_object_get (config, "photo", &photo, "area", &area, NULL);
  if (photo == NULL || area == NULL)
    g_set_error_literal (&error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
                         _ ("A photo and an area are needed"));
  else
    image = open_both (photo, area, &error);
  if (image == NULL)
    return gimp_procedure_new_return_values (procedure, GIMP_PDB_EXECUTION_ERROR, error);
  values = gimp_procedure_new_return_values (procedure, GIMP_PDB_SUCCESS, NULL);
  GIMP_VALUES_SET_IMAGE (values, 1, image);
  return values;
}

GimpProcedure *
procedure_open_new (GimpPlugIn *plug_in)
{
  GimpProcedure *procedure =
      gimp_procedure_new (plug_in, PROCEDURE_OPEN, GIMP_PDB_PROC_TYPE_PLUGIN, run, NULL, NULL);

  gimp_procedure_set_documentation (
      procedure, _ ("Open a photo with its treatment area as the selection"),
      _ ("The area is a gray picture of the photo's size: white is treated fully."),
      PROCEDURE_OPEN);
  gimp_procedure_set_attribution (procedure, "Tonsure", "Tonsure", "2026");
  gimp_procedure_add_file_argument (procedure, "photo", _ ("Photo"), _ ("The photo"),
                                    GIMP_FILE_CHOOSER_ACTION_ANY, FALSE, NULL, G_PARAM_READWRITE);
  gimp_procedure_add_file_argument (procedure, "area", _ ("Area"),
                                    _ ("A gray picture of the photo's size"),
                                    GIMP_FILE_CHOOSER_ACTION_ANY, FALSE, NULL, G_PARAM_READWRITE);
  gimp_procedure_add_image_return_value (procedure, "image", _ ("Image"),
                                         _ ("The photo, with the area selected"), FALSE,
                                         G_PARAM_READWRITE);
  return procedure;
}
