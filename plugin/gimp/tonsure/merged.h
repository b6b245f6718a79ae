/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * What is seen of a picture, as a picture of one layer.
 */
#pragma once

#include <libgimp/gimp.h>

G_BEGIN_DECLS

/**
 * merged_new:
 *
 * Makes a new image of one layer that shows what @image shows, selected or not. It has the color
 * profile, precision and resolution of @image and nothing else: no metadata, comments, paths,
 * channels or hidden layers. An indexed image becomes RGB. The layer has an alpha channel only
 * where something is transparent.
 *
 * Returns: (transfer full) (nullable): to be deleted by gimp_image_delete(), or %NULL with an error
 */
GimpImage *merged_new (GimpImage *image, GError **error);

/** Returns: (transfer full): the pixels of a picture of one layer. */
GeglBuffer *merged_buffer (GimpImage *merged);

G_END_DECLS
