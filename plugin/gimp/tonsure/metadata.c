/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every file made from the picture says about it: see metadata.h. */
#include "metadata.h"

#include "gexiv2-names.h"

#define SOURCE_TYPE_TAG "Xmp.iptcExt.DigitalSourceType"
#define SOURCE_TYPE "http://cv.iptc.org/newscodes/digitalsourcetype/composite"

/* In English in every language, so that a machine can find it; without a comma, as GIMP cuts
 * descriptions off there. */
#define DESCRIPTION "SIMULATION of scalp micropigmentation and not a photograph of a result"

static void
metadata_describe (GExiv2Metadata *metadata, const char *tag)
{
  g_autofree char *old = gexiv2_metadata_try_get_tag_string (metadata, tag, NULL);
  g_autofree char *text = NULL;
  const char *before = old;

  if (old != NULL && strstr (old, DESCRIPTION) != NULL)
    return;
  /* A text in several languages comes as lang="x-default" text. */
  if (before != NULL && g_str_has_prefix (before, "lang=\"x-default\" "))
    before += strlen ("lang=\"x-default\" ");
  text = before != NULL && *before != '\0' ? g_strconcat (DESCRIPTION ". ", before, NULL)
                                           : g_strdup (DESCRIPTION);
  gexiv2_metadata_try_set_tag_string (metadata, tag, text, NULL);
}

/* Tags of places are in one Exif group, and in XMP under the same names. */
static void
metadata_forget_place (GExiv2Metadata *metadata)
{
  g_auto (GStrv) exif = gexiv2_metadata_get_exif_tags (metadata);
  g_auto (GStrv) xmp = gexiv2_metadata_get_xmp_tags (metadata);

  for (guint i = 0; exif != NULL && exif[i] != NULL; i++)
    if (g_str_has_prefix (exif[i], "Exif.GPSInfo.") || g_str_equal (exif[i], "Exif.Image.GPSTag"))
      gexiv2_metadata_try_clear_tag (metadata, exif[i], NULL);
  for (guint i = 0; xmp != NULL && xmp[i] != NULL; i++)
    if (g_str_has_prefix (xmp[i], "Xmp.exif.GPS"))
      gexiv2_metadata_try_clear_tag (metadata, xmp[i], NULL);
}

void
metadata_declare (GimpImage *image)
{
  g_autoptr (GimpMetadata) metadata = gimp_image_get_metadata (image);
  GExiv2Metadata *gexiv2;

  if (metadata == NULL)
    metadata = gimp_metadata_new ();
  gexiv2 = GEXIV2_METADATA (metadata);
  gexiv2_metadata_try_set_tag_string (gexiv2, SOURCE_TYPE_TAG, SOURCE_TYPE, NULL);
  metadata_describe (gexiv2, "Xmp.dc.description");
  metadata_describe (gexiv2, "Exif.Image.ImageDescription");
  metadata_forget_place (gexiv2);
  gimp_image_set_metadata (image, metadata);
}
