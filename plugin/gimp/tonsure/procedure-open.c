/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens a photo with its area as the selection. */
#include "area.h"
#include "gexiv2-names.h"
#include "procedures.h"

#include "photo-file.h"

#include <glib/gi18n.h>

/* Turns the picture as an EXIF orientation says (EXIF 2.32, table 6). */
static void
open_turn (GimpImage *image, int orientation)
{
  static const int turns[9] = { [3] = GIMP_ROTATE_DEGREES180,
                                [5] = GIMP_ROTATE_DEGREES270,
                                [6] = GIMP_ROTATE_DEGREES90,
                                [7] = GIMP_ROTATE_DEGREES90,
                                [8] = GIMP_ROTATE_DEGREES270 };

  if (orientation == 2 || orientation == 5 || orientation == 7)
    gimp_image_flip (image, GIMP_ORIENTATION_HORIZONTAL);
  else if (orientation == 4)
    gimp_image_flip (image, GIMP_ORIENTATION_VERTICAL);
  if (orientation == 3 || orientation >= 5)
    gimp_image_rotate (image, turns[orientation]);
}

/* The picture is upright by now, whatever its file said. */
static void
open_set_upright (GimpImage *image)
{
  g_autoptr (GimpMetadata) metadata = gimp_image_get_metadata (image);

  if (metadata == NULL)
    return;
  gexiv2_metadata_try_set_orientation (GEXIV2_METADATA (metadata), GEXIV2_ORIENTATION_NORMAL, NULL);
  gexiv2_metadata_try_clear_tag (GEXIV2_METADATA (metadata), "Xmp.tiff.Orientation", NULL);
  gimp_image_set_metadata (image, metadata);
}

/* Scripts must not go on with a part of a photo without being told to. */
static gboolean
open_check (const PhotoFile *file, gboolean damaged, GError **error)
{
  g_autoptr (GError) loss = NULL;
  g_autofree char *note = NULL;

  if (!photo_file_check (file, &note, &loss) && !damaged)
    {
      g_propagate_error (error, g_steal_pointer (&loss));
      return FALSE;
    }
  if (loss != NULL || note != NULL)
    gimp_message (loss != NULL ? loss->message : note);
  return TRUE;
}

/* Loads a picture upright and with all of its colors. */
static GimpImage *
open_load (GFile *file, gboolean damaged, GError **error)
{
  g_autoptr (PhotoFile) photo = photo_file_new (file, error);
  GimpImage *image;

  if (photo == NULL || !open_check (photo, damaged, error))
    return NULL;
  image = gimp_file_load (GIMP_RUN_NONINTERACTIVE, file);
  if (image == NULL)
    {
      g_set_error (error, TONSURE_ERROR, TONSURE_ERROR_PARSE, _ ("GIMP cannot open %s: %s"),
                   photo->name, gimp_pdb_get_last_error (gimp_get_pdb ()));
      return NULL;
    }
  open_turn (image, photo_file_orientation (photo));
  open_set_upright (image);
  if (gimp_image_get_base_type (image) == GIMP_INDEXED)
    gimp_image_convert_rgb (image);
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
                   _ ("The area is %d × %d pixels and the photo, upright, %d × %d: they must "
                      "be of the same size"),
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
open_both (GFile *photo, GFile *area, gboolean damaged, GError **error)
{
  GimpImage *image = open_load (photo, damaged, error), *picture;

  if (image == NULL)
    return NULL;
  picture = open_load (area, damaged, error);
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
  gboolean damaged;
  GError *error = NULL;

  gegl_init (NULL, NULL);
  g_object_get (config, "photo", &photo, "area", &area, "damaged", &damaged, NULL);
  if (photo == NULL || area == NULL)
    g_set_error_literal (&error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
                         _ ("A photo and an area are needed"));
  else
    image = open_both (photo, area, damaged, &error);
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
      _ ("The area is a gray picture of the upright photo's size: white is treated fully. Photo "
         "and "
         "area are turned as their EXIF orientation says, and indexed colors become RGB."),
      PROCEDURE_OPEN);
  gimp_procedure_set_attribution (procedure, "Tonsure", "Tonsure", "2026");
  gimp_procedure_add_file_argument (procedure, "photo", _ ("Photo"), _ ("The photo"),
                                    GIMP_FILE_CHOOSER_ACTION_ANY, FALSE, NULL, G_PARAM_READWRITE);
  gimp_procedure_add_file_argument (procedure, "area", _ ("Area"),
                                    _ ("A gray picture of the photo's size"),
                                    GIMP_FILE_CHOOSER_ACTION_ANY, FALSE, NULL, G_PARAM_READWRITE);
  gimp_procedure_add_boolean_argument (
      procedure, "damaged", _ ("Open damaged files"),
      _ ("Warn where a part of the picture is lost, instead of failing"), FALSE, G_PARAM_READWRITE);
  gimp_procedure_add_image_return_value (procedure, "image", _ ("Image"),
                                         _ ("The photo, with the area selected"), FALSE,
                                         G_PARAM_READWRITE);
  return procedure;
}
