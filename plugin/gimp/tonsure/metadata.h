/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * What files say about the picture: a composite, a simulation, how it was exposed, and nothing
 * about the person, the place or the camera's owner.
 */
#pragma once

#include <libgimp/gimp.h>

G_BEGIN_DECLS

/**
 * MetadataWanted:
 * @simulation: whether to say that the picture is a simulation
 * @date: whether to say when the photo was taken
 */
typedef struct
{
  gboolean simulation;
  gboolean date;
} MetadataWanted;

/**
 * metadata_declare:
 *
 * Sets the IPTC digital source type of @image to "composite" (IPTC NewsCodes; "compositeSynthetic"
 * would mean generative AI), says in the description that the picture is a simulation, and
 * removes places (GPS and IPTC locations) and thumbnails of the untreated photo. All else stays:
 * the image is the user's.
 */
void metadata_declare (GimpImage *image);

/** Whether @image says already that it is a composite. */
gboolean metadata_is_declared (GimpImage *image);

/**
 * metadata_reduce:
 *
 * Returns: (transfer full): what @image says, without everything that is not on a short list:
 *   color, exposure, lens, the date if it is wanted, and that it is a simulation if it is one
 */
GimpMetadata *metadata_reduce (GimpImage *image, const MetadataWanted *wanted);

/**
 * metadata_write:
 *
 * Replaces the metadata of the PNG, JPEG, TIFF or WebP file @path by those of metadata_reduce(),
 * reads the file again and looks whether it says all that it must and nothing that it must not.
 *
 * Returns: %FALSE with an error that names what is missing or what is too much
 */
gboolean metadata_write (GimpImage *image, const char *path, const MetadataWanted *wanted,
                         GError **error);

G_END_DECLS
