/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Writes a drawn picture as PNG that says that it is a simulation.
 */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/**
 * sheet_png_write:
 * @surface: a picture in sRGB
 * @path: where to; a file that is there already is replaced as a whole or not at all
 *
 * The file names sRGB as its color space and carries the IPTC source type “composite” and
 * a description as XMP, as the pictures made in GIMP do.
 *
 * Returns: %FALSE with a #GFileError.
 */
gboolean sheet_png_write (cairo_surface_t *surface, const char *path, GError **error);

G_END_DECLS
