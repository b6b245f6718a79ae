/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What files say about the picture: see metadata.h. */
#include "metadata.h"

#include "gexiv2-names.h"
#include "metadata-tags.h"
#include "tonsure.h"

#include <glib/gi18n.h>

#define SOURCE_TYPE "http://cv.iptc.org/newscodes/digitalsourcetype/composite"

/* In English in every language, so that a machine can find it; without a comma, as GIMP cuts
 * descriptions off there. */
#define DESCRIPTION "SIMULATION of scalp micropigmentation and not a photograph of a result"

/* All tags of all kinds. */
static GPtrArray *
metadata_tags (GExiv2Metadata *metadata)
{
  GPtrArray *tags = g_ptr_array_new_with_free_func (g_free);
  char **lists[] = { gexiv2_metadata_get_exif_tags (metadata),
                     gexiv2_metadata_get_xmp_tags (metadata),
                     gexiv2_metadata_get_iptc_tags (metadata) };

  for (guint l = 0; l < G_N_ELEMENTS (lists); l++)
    {
      for (guint i = 0; lists[l] != NULL && lists[l][i] != NULL; i++)
        g_ptr_array_add (tags, lists[l][i]);
      g_free (lists[l]);
    }
  return tags;
}

static void
metadata_forget_places (GExiv2Metadata *metadata)
{
  g_autoptr (GPtrArray) tags = metadata_tags (metadata);

  gexiv2_metadata_try_erase_exif_thumbnail (metadata, NULL);
  for (guint i = 0; i < tags->len; i++)
    if (tags_is_place (tags->pdata[i]))
      gexiv2_metadata_try_clear_tag (metadata, tags->pdata[i], NULL);
}

/* A text in several languages comes as lang="x-default" text. */
static const char *
metadata_skip_language (const char *text)
{
  const char *language = "lang=\"x-default\" ";

  return g_str_has_prefix (text, language) ? text + strlen (language) : text;
}

static void
metadata_describe (GExiv2Metadata *metadata, const char *tag)
{
  g_autofree char *old = gexiv2_metadata_try_get_tag_string (metadata, tag, NULL);
  g_autofree char *text = NULL;
  const char *before = old != NULL ? metadata_skip_language (old) : NULL;

  if (old != NULL && strstr (old, DESCRIPTION) != NULL)
    return;
  text = before != NULL && *before != '\0' ? g_strconcat (DESCRIPTION ". ", before, NULL)
                                           : g_strdup (DESCRIPTION);
  gexiv2_metadata_try_set_tag_string (metadata, tag, text, NULL);
}

static void
metadata_say_simulation (GExiv2Metadata *metadata)
{
  gexiv2_metadata_try_set_tag_string (metadata, SOURCE_TYPE_TAG, SOURCE_TYPE, NULL);
  metadata_describe (metadata, DESCRIPTION_XMP);
  metadata_describe (metadata, DESCRIPTION_EXIF);
}

void
metadata_declare (GimpImage *image)
{
  g_autoptr (GimpMetadata) metadata = gimp_image_get_metadata (image);

  if (metadata == NULL)
    metadata = gimp_metadata_new ();
  metadata_say_simulation (GEXIV2_METADATA (metadata));
  metadata_forget_places (GEXIV2_METADATA (metadata));
  gimp_image_set_metadata (image, metadata);
}

static void
metadata_copy (GExiv2Metadata *from, GExiv2Metadata *to, const char *tag)
{
  g_autofree char *value = gexiv2_metadata_try_get_tag_string (from, tag, NULL);

  if (value != NULL && *value != '\0')
    gexiv2_metadata_try_set_tag_string (to, tag, value, NULL);
}

/* In pixels per inch. */
static void
metadata_say_resolution (GimpImage *image, GExiv2Metadata *to)
{
  double x, y;

  if (!gimp_image_get_resolution (image, &x, &y))
    return;
  gexiv2_metadata_try_set_exif_tag_rational (to, "Exif.Image.XResolution", (int) (x * 1000 + 0.5),
                                             1000, NULL);
  gexiv2_metadata_try_set_exif_tag_rational (to, "Exif.Image.YResolution", (int) (y * 1000 + 0.5),
                                             1000, NULL);
  gexiv2_metadata_try_set_tag_string (to, "Exif.Image.ResolutionUnit", "2", NULL);
}

/* Writes what is wanted of the metadata of @image into @to, which has none. */
static void
metadata_fill (GimpImage *image, const MetadataWanted *wanted, GExiv2Metadata *to)
{
  g_autoptr (GimpMetadata) metadata = gimp_image_get_metadata (image);

  for (const char *const *tag = tags_kept (); metadata != NULL && *tag != NULL; tag++)
    metadata_copy (GEXIV2_METADATA (metadata), to, *tag);
  if (metadata != NULL && wanted->date)
    metadata_copy (GEXIV2_METADATA (metadata), to, DATE_TAG);
  gexiv2_metadata_try_set_tag_string (to, "Exif.Image.Orientation", "1", NULL);
  metadata_say_resolution (image, to);
  if (wanted->simulation)
    metadata_say_simulation (to);
}

gboolean
metadata_is_declared (GimpImage *image)
{
  g_autoptr (GimpMetadata) metadata = gimp_image_get_metadata (image);
  g_autofree char *source = NULL;

  if (metadata == NULL)
    return FALSE;
  source = gexiv2_metadata_try_get_tag_string (GEXIV2_METADATA (metadata), SOURCE_TYPE_TAG, NULL);
  return g_strcmp0 (source, SOURCE_TYPE) == 0;
}

GimpMetadata *
metadata_reduce (GimpImage *image, const MetadataWanted *wanted)
{
  GimpMetadata *reduced = gimp_metadata_new ();

  metadata_fill (image, wanted, GEXIV2_METADATA (reduced));
  return reduced;
}

/* Reads @path again. */
static gboolean
metadata_check (const char *path, const MetadataWanted *wanted, GError **error)
{
  g_autoptr (GExiv2Metadata) metadata = gexiv2_metadata_new ();
  g_autoptr (GPtrArray) tags = NULL;
  g_autofree char *source = NULL;
  g_autofree char *comment = NULL;

  if (!gexiv2_metadata_open_path (metadata, path, error))
    return FALSE;
  source = gexiv2_metadata_try_get_tag_string (metadata, SOURCE_TYPE_TAG, NULL);
  if (wanted->simulation && g_strcmp0 (source, SOURCE_TYPE) != 0)
    {
      g_set_error_literal (error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
                           _ ("the file does not say that the picture is a composite"));
      return FALSE;
    }
  tags = metadata_tags (metadata);
  for (guint i = 0; i < tags->len; i++)
    if (!tags_may (tags->pdata[i], wanted))
      {
        g_set_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
                     _ ("the file says what it must not: %s"), (char *) tags->pdata[i]);
        return FALSE;
      }
  comment = gexiv2_metadata_try_get_comment (metadata, NULL);
  if (comment != NULL && *comment != '\0'
      && !(wanted->simulation && g_str_equal (metadata_skip_language (comment), DESCRIPTION)))
    {
      g_set_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
                   _ ("the file says what it must not: %s"), "comment");
      return FALSE;
    }
  return TRUE;
}

/* Removes what GIMP may have written; in a TIFF file what describes the pixels has to stay. */
static void
metadata_empty (GExiv2Metadata *metadata)
{
  static const MetadataWanted nothing = { FALSE, FALSE };
  g_autoptr (GPtrArray) tags = metadata_tags (metadata);

  for (guint i = 0; i < tags->len; i++)
    if (!tags_may (tags->pdata[i], &nothing))
      gexiv2_metadata_try_clear_tag (metadata, tags->pdata[i], NULL);
  gexiv2_metadata_try_erase_exif_thumbnail (metadata, NULL);
  gexiv2_metadata_clear_comment (metadata);
}

gboolean
metadata_write (GimpImage *image, const char *path, const MetadataWanted *wanted, GError **error)
{
  g_autoptr (GExiv2Metadata) metadata = gexiv2_metadata_new ();

  if (!gexiv2_metadata_open_path (metadata, path, error))
    return FALSE;
  metadata_empty (metadata);
  metadata_fill (image, wanted, metadata);
  return gexiv2_metadata_save_file (metadata, path, error) && metadata_check (path, wanted, error);
}
