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
 * @TONSURE_SCALE_HEAD_BREADTH: the widest row of the area taken as a head's breadth
 */
typedef enum
{
  TONSURE_SCALE_GIVEN,
  TONSURE_SCALE_HEAD_BREADTH,
} TonsureScaleSource;

typedef struct
{
  double mm_per_px;
  double relative_error;
  TonsureScaleSource source;
} TonsureScale;

/* Head breadth of adult men, mm, and its standard deviation between persons
 * (ANSUR II, U.S. Army 2012: 154 mm, SD 5.6 mm; rounded). */
#define TONSURE_HEAD_BREADTH 155.0
#define TONSURE_HEAD_BREADTH_SD 6.0

/**
 * tonsure_scale_from_head_breadth:
 * @mask: the treatment area, 65535 = full density
 * @width: columns of @mask
 * @height: rows of @mask
 * @stride: elements from one row of @mask to the next
 * @scale: (out): the scale
 *
 * Takes the widest row of the area, from its first to its last pixel of at least half
 * density, as the breadth of a head. An assumption, to be shown as one.
 *
 * Returns: %FALSE with %TONSURE_ERROR_UNMEASURABLE if no row holds two such pixels.
 */
gboolean tonsure_scale_from_head_breadth (const guint16 *mask, int width, int height, gsize stride,
                                          TonsureScale *scale, GError **error);

G_END_DECLS
