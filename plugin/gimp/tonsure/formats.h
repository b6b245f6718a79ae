/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The kinds of files that a picture is written to.
 */
#pragma once

#include <libgimp/gimp.h>

G_BEGIN_DECLS

/**
 * FormatKind:
 * @FORMAT_PICTURE: one picture, with metadata that can be checked
 * @FORMAT_WORK: GIMP's own format, which keeps layers and live filters
 */
typedef enum
{
  FORMAT_PICTURE,
  FORMAT_WORK,
} FormatKind;

/**
 * Format:
 * @kind: what is written
 * @writer: the operation of GEGL or the procedure of GIMP that writes it
 */
typedef struct
{
  FormatKind kind;
  const char *writer;
} Format;

/**
 * formats_find:
 * @name: a file name
 * @simulation: whether the file is to be shown to others as a simulation
 *
 * Returns: (transfer none): the format that the ending of @name asks for, or %NULL with an error
 *   that says why it is refused and which there are: a format that keeps layers would show the
 *   untreated photo, one without metadata could not say that the picture is a simulation
 */
const Format *formats_find (const char *name, gboolean simulation, GError **error);

/**
 * formats_write:
 * @image: of one layer for %FORMAT_PICTURE
 * @path: its ending does not matter
 * @compression: of PNG, 1 (fast) to 9 (small and slow)
 *
 * Writes pixels and color profile, without metadata.
 *
 * Returns: %FALSE with an error
 */
gboolean formats_write (const Format *format, GimpImage *image, const char *path, int compression,
                        GError **error);

G_END_DECLS
