/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Whether a picture file is whole.
 *
 * GIMP opens a truncated JPEG or PNG file, fills up what is missing with gray, and calls
 * that a success.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * whole_check:
 *
 * Walks through the parts of a JPEG or PNG file up to the one that ends it. Files of
 * other kinds are left to GIMP.
 *
 * Returns: %FALSE with a #GFileError or #TonsureError if @file cannot be read or breaks
 * off.
 */
gboolean whole_check (GFile *file, GError **error);

G_END_DECLS
