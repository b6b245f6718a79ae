/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Loads photos and treatment areas for the programs, through GEGL.
 */
#pragma once

#include <babl/babl.h>
#include <glib.h>

G_BEGIN_DECLS

#define PICTURE_ERROR (picture_error_quark ())
GQuark picture_error_quark (void);

/**
 * PictureError:
 * @PICTURE_ERROR_UNREADABLE: of no known kind, or no loader can read it
 * @PICTURE_ERROR_SIZE: an area has another size than its photo
 * @PICTURE_ERROR_UNWRITABLE: a picture could not be written
 */
typedef enum
{
  PICTURE_ERROR_UNREADABLE,
  PICTURE_ERROR_SIZE,
  PICTURE_ERROR_UNWRITABLE,
} PictureError;

/**
 * Photo:
 * @rgb: linear light in the photo's own primaries, three floats a pixel, no gaps
 * @primaries: linear RGB to XYZ at D50, rows X, Y, Z
 */
typedef struct
{
  int width, height;
  float *rgb;
  double primaries[9];
} Photo;

/**
 * photo_load:
 *
 * Loads a PNG, JPEG, TIFF, WebP or OpenEXR file and turns it upright, as its EXIF orientation says.
 * What is odd in it and harms no pixel is printed. gegl_init() has been called.
 *
 * Returns: (transfer full) (nullable): free with photo_free(); %NULL with
 * %PICTURE_ERROR_UNREADABLE or %TONSURE_ERROR_PARSE, also where pixels are lost.
 */
Photo *photo_load (const char *path, GError **error);
void photo_free (Photo *photo);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Photo, photo_free)

/**
 * area_load:
 * @width, @height: of the photo it belongs to
 *
 * Loads a treatment area, drawn on the upright photo: the encoded gray of a picture, 65535 = full
 * density, so that 128 of 255 is .502 of it.
 *
 * Returns: (transfer full) (nullable): @width × @height values, free with g_free();
 * %NULL with an error that names what is wrong.
 */
guint16 *area_load (const char *path, int width, int height, GError **error);

/**
 * picture_save:
 * @path: (nullable): where to; %NULL writes nothing and is no error
 * @pixels: @width × @height of @format, row by row without gaps
 *
 * Writes a PNG of 8 bits a channel in the place of a file of that name.
 *
 * Returns: %FALSE with %PICTURE_ERROR_UNWRITABLE
 */
gboolean picture_save (const char *path, const Babl *format, const void *pixels, int width,
                       int height, GError **error);

G_END_DECLS
