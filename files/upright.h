/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Turning pictures of GEGL as their EXIF orientation says.
 */
#pragma once

#include <gegl.h>

G_BEGIN_DECLS

/**
 * upright_new:
 * @buffer: pixels as the file stores them
 * @orientation: 1 to 8, see photo_file_orientation()
 *
 * Moves pixels and changes none.
 *
 * Returns: (transfer full): the upright picture, with its corner at (0, 0); @buffer itself where
 *   there is nothing to turn
 */
GeglBuffer *upright_new (GeglBuffer *buffer, int orientation);

G_END_DECLS
