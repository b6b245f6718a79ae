/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The treatment area as GIMP holds it: a selection, or the alpha of the area layer.
 */
#pragma once

#include "tonsure.h"

#include <libgimp/gimp.h>

G_BEGIN_DECLS

/**
 * Area:
 * @mask: one value a pixel of the picture, 65535 = full density, row by row
 * @width, @height: the picture's size
 * @bounds: the smallest rectangle that holds every pixel above 0
 */
typedef struct
{
  guint16 *mask;
  int width, height;
  TonsurePixels bounds;
} Area;

void area_clear (Area *area);

/** Returns: the 16-bit format in which a channel's or mask's stored number is its value,
 * whatever curve GIMP says that it has. */
const Babl *area_stored_format (GimpDrawable *channel);

/** Reads the selection. FALSE with an error that says what to do if nothing is selected. */
gboolean area_from_selection (Area *area, GimpImage *image, GError **error);

/** Reads the alpha of @layer where it lies over the picture, without its filters. FALSE
 * with an error that says what to do if it is empty. */
gboolean area_from_layer (Area *area, GimpLayer *layer, GError **error);

/** Reads the coded gray of @picture, 65535 = white. FALSE with an error if all is black. */
gboolean area_from_picture (Area *area, GimpDrawable *picture, GError **error);

/**
 * area_from_marks:
 *
 * Reads what is marked by @marks: the alpha of a layer that has one, else how white it is.
 *
 * Returns: %FALSE with an error if nothing of it lies in the picture.
 */
gboolean area_from_marks (Area *area, GimpDrawable *marks, GError **error);

/** Selects @area in @image, which is of its size. */
void area_select (const Area *area, GimpImage *image);

/** Writes white with the area as alpha into @buffer, which is of the picture's size. */
void area_write (const Area *area, GeglBuffer *buffer);

G_END_DECLS
