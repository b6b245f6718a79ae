/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Which tags of Exif, XMP and IPTC may be in a file, by their names in Exiv2.
 */
#pragma once

#include "metadata.h"

G_BEGIN_DECLS

#define SOURCE_TYPE_TAG "Xmp.iptcExt.DigitalSourceType"
#define DESCRIPTION_XMP "Xmp.dc.description"
#define DESCRIPTION_EXIF "Exif.Image.ImageDescription"
#define DATE_TAG "Exif.Photo.DateTimeOriginal"

/** Returns: (transfer none) (array zero-terminated=1): tags of the photo that every file keeps */
const char *const *tags_kept (void);

/** Whether @tag tells a place or holds a thumbnail. */
gboolean tags_is_place (const char *tag);

/** Whether @tag may be in a file that says what is @wanted. */
gboolean tags_may (const char *tag, const MetadataWanted *wanted);

G_END_DECLS
