/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * What the operations share: properties from the library's table, from properties to a
 * renderer, from a buffer to an area, from an area to blocks.
 */
#pragma once

#include <gegl.h>
#include <gegl-plugin.h>

#include "render.h"

G_BEGIN_DECLS

/**
 * tonsure_property_field:
 * @name: the name of a field of a treatment
 *
 * Returns: (transfer none): that field of the library's table.
 */
const TonsureField *tonsure_property_field (const char *name);

/**
 * tonsure_property_meaning:
 *
 * Returns: (transfer none): what the field @name means, in the user's language.
 */
const char *tonsure_property_meaning (const char *name);

/**
 * tonsure_property_minimum:
 *
 * Returns: the lowest value of the field @name, or the float next to it if that is lower:
 * GIMP stores properties as floats, and a value at the limit must not fall out of its range.
 */
double tonsure_property_minimum (const char *name);
double tonsure_property_maximum (const char *name);

/**
 * tonsure_property_set_default_seed:
 *
 * GEGL gives every seed the default 0; this gives the seed of @klass that of the library.
 */
void tonsure_property_set_default_seed (GObjectClass *klass);

/**
 * tonsure_read_primaries:
 * @space: (nullable): of a photo
 * @primaries: (out): linear RGB to XYZ at D50, rows X, Y, Z
 *
 * Returns: %FALSE where that is sRGB; @primaries is then not written.
 */
gboolean tonsure_read_primaries (const Babl *space, double primaries[9]);

/**
 * tonsure_grow:
 *
 * Returns: @rectangle grown by @reach on all sides; an infinite or empty one stays.
 */
GeglRectangle tonsure_grow (const GeglRectangle *rectangle, int reach);

typedef struct _TonsureState TonsureState;

/**
 * tonsure_state_prepare:
 * @state: (inout): the operation's state, made on the first call
 * @space: the space of the photo, or %NULL for sRGB
 * @in_color: whether the photo has colors; in gray nothing tells gloss or hair from skin
 *
 * Reads the properties of @operation. If they or @space have changed, the next that asks for the
 * renderer gets a new one; values that are outside their ranges give none and warn once.
 */
void tonsure_state_prepare (TonsureState **state, GeglOperation *operation, const Babl *space,
                            gboolean in_color);

void tonsure_state_free (TonsureState *state);

/**
 * tonsure_state_warn:
 * @message: (nullable): what is wrong with the inputs, %NULL if nothing is
 *
 * Warns with @message unless it was the last one: hosts prepare an operation many times.
 */
void tonsure_state_warn (TonsureState *state, const char *message);

/**
 * tonsure_state_told_edge:
 *
 * Returns: whether tonsure_state_tell_edge() has been called.
 */
gboolean tonsure_state_told_edge (TonsureState *state);

/**
 * tonsure_state_tell_edge:
 * @reach: of a dot, pixels
 *
 * Warns, the first time only, that the area comes nearer than @reach to its own edge.
 */
void tonsure_state_tell_edge (TonsureState *state, int reach);

/**
 * tonsure_state_renderer:
 * @level: how often the picture is halved for a preview, 0 for the picture itself
 *
 * Returns: (transfer full) (nullable): the renderer, %NULL where the properties allow none.
 */
TonsureRenderer *tonsure_state_renderer (TonsureState *state, int level);

/**
 * tonsure_state_grow:
 *
 * Returns: @rectangle grown on all sides by the reach of a dot.
 */
GeglRectangle tonsure_state_grow (TonsureState *state, const GeglRectangle *rectangle);

/**
 * tonsure_shift_of:
 * @x, @y: (out): what leads from a pixel of @operation's input to that of the picture
 *
 * Sums up the translations right in front of @operation: dots move with the picture. GIMP 3.0
 * translates and crops the input of a live filter to what is selected whenever it copies a
 * layer, as it does to export a picture, and the dots must be where they are on the canvas.
 */
void tonsure_shift_of (GeglOperation *operation, int *x, int *y);

/**
 * TonsureReader:
 * @rectangle: what to read, in pixels of @level; it may go beyond the buffer
 * @stride: elements from one row of @mask to the next
 *
 * Reads an area, 0 to 65535 a pixel, from a buffer; beyond the buffer it is 0.
 */
typedef void (*TonsureReader) (GeglBuffer *buffer, const GeglRectangle *rectangle, int level,
                               guint16 *mask, gsize stride);

/**
 * tonsure_read_alpha:
 *
 * Reads alpha as it stands in the buffer. Where there is none, all is opaque.
 */
void tonsure_read_alpha (GeglBuffer *buffer, const GeglRectangle *rectangle, int level,
                         guint16 *mask, gsize stride);

/**
 * tonsure_read_gray:
 *
 * Reads a picture as gray, encoded as it stands in the buffer (128 of 255 is .502), times
 * its alpha. Colors count as the gray of the same luminance.
 */
void tonsure_read_gray (GeglBuffer *buffer, const GeglRectangle *rectangle, int level,
                        guint16 *mask, gsize stride);

/**
 * TonsureBlock:
 * @pixels: the block
 * @mask: the area around it, %NULL if no dot can have an effect in the block
 * @mask_pixels: where @mask lies
 * @mask_stride: elements from one row of @mask to the next
 */
typedef struct
{
  TonsurePixels pixels;
  const guint16 *mask;
  TonsurePixels mask_pixels;
  gsize mask_stride;
} TonsureBlock;

/* Blocks with an area near are no larger than this on a side. */
#define TONSURE_BLOCK 256

typedef void (*TonsureBlockFunc) (const TonsureBlock *block, gpointer data);

/**
 * tonsure_for_blocks:
 * @area: the buffer that holds the area
 * @roi: what to draw, in pixels of @level
 *
 * Goes through @roi in blocks, reads each pixel of the area once and calls @func for each
 * block. Memory is bounded by a band of blocks. Blocks that nothing touches come in wide runs.
 */
void tonsure_for_blocks (const TonsureRenderer *renderer, GeglBuffer *area, TonsureReader reader,
                         const GeglRectangle *roi, int level, TonsureBlockFunc func, gpointer data);

/**
 * tonsure_level_rectangle:
 *
 * Returns: the pixels of @level that @roi, in pixels of the picture itself, touches.
 */
GeglRectangle tonsure_level_rectangle (const GeglRectangle *roi, int level);

G_END_DECLS
