/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The picture with its layers and live filters, to go on with.
 */
#pragma once

#include "formats.h"
#include "metadata.h"

G_BEGIN_DECLS

/**
 * working_save:
 *
 * Writes @image as an XCF file whose metadata are those of metadata_reduce(), and which has no
 * parasites but Tonsure's and those that GIMP needs. @image keeps its own.
 *
 * Returns: %FALSE with an error
 */
gboolean working_save (const Format *format, GimpImage *image, const MetadataWanted *wanted,
                       const char *path, GError **error);

G_END_DECLS
