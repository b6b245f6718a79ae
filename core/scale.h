/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Where a pixel lies on the skin: millimeters per pixel, how sure that is and where it
 * came from.
 *
 * The skin is taken as flat and facing the camera. The center of pixel (i, j) lies at
 * (origin + (i + ½) mm_per_px, origin + (j + ½) mm_per_px).
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TonsureRectangle:
 *
 * A rectangle of skin in mm, half open: it holds its left and upper edge only.
 */
typedef struct
{
  double x, y, width, height;
} TonsureRectangle;

/**
 * TonsurePixels:
 *
 * A rectangle of pixels, half open.
 */
typedef struct
{
  int x, y, width, height;
} TonsurePixels;

/**
 * TonsureScaleSource:
 * @TONSURE_SCALE_GIVEN: somebody stated it
 * @TONSURE_SCALE_HEAD: taken from the head that is seen, see tonsure_scale_from_head()
 */
typedef enum
{
  TONSURE_SCALE_GIVEN,
  TONSURE_SCALE_HEAD,
} TonsureScaleSource;

typedef struct
{
  double mm_per_px;
  double relative_error;
  TonsureScaleSource source;
} TonsureScale;

/**
 * tonsure_scale_from_head:
 * @rgb: linear light, three floats a pixel, row by row without gaps
 * @area: treatment area of the same size: something on the head, however small
 * @scale: (out): the scale
 *
 * Finds the head around the area, see region.h, and takes what is seen of it for 262 cm². An
 * assumption, to be shown as one; its relative error is .12; .2 where the edges of the picture cut
 * the head, .3 where the area is a small spot.
 *
 * Returns: %FALSE with %TONSURE_ERROR_UNMEASURABLE if the area is empty.
 */
gboolean tonsure_scale_from_head (const float *rgb, const guint16 *area, int width, int height,
                                  TonsureScale *scale, GError **error);

G_END_DECLS
