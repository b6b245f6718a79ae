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
 * Returns: %FALSE with an error if @file cannot be read or has lost pixels, see
 *   photo_file_check()
 */
gboolean whole_check (GFile *file, GError **error);

G_END_DECLS
