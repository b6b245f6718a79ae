/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Heads that many tests look at: drawn once, when the tests are built, and kept as files.
 * heads.list says which.
 */
#pragma once

#include "phantom.h"

/**
 * phantom_load:
 *
 * Reads the head that phantom_draw() would draw with these options, or draws it where it is not one
 * of those that are kept. Its pixels may be written to; the file stays as it is.
 *
 * Returns: (transfer full): free with phantom_picture_free()
 */
PhantomPicture *phantom_load (const PhantomOptions *options);

/**
 * phantom_heads_store:
 * @list: the file heads.list
 *
 * Draws all heads of the list that are not there yet.
 */
gboolean phantom_heads_store (const char *list, const char *folder, GError **error);
