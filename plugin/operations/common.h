/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * What the operations share: from properties to a renderer, from a buffer to an area.
 */
#pragma once

#include <gegl.h>
#include <gegl-plugin.h>

#include "render.h"

G_BEGIN_DECLS

typedef struct _TonsureState TonsureState;

/**
 * tonsure_state_prepare:
 * @state: (inout): the operation's state, made on the first call
 * @space: the space of the photo, or %NULL for sRGB
 *
 * Reads the properties of @operation and makes a new renderer if they or @space have changed.
 * Values that are outside their ranges leave it without a renderer and warn once.
 */
void tonsure_state_prepare (TonsureState **state, GeglOperation *operation, const Babl *space);

void tonsure_state_free (TonsureState *state);

/**
 * tonsure_state_renderer:
 *
 * Returns: (transfer full) (nullable): the renderer, %NULL where the properties allow none.
 */
TonsureRenderer *tonsure_state_renderer (TonsureState *state);

/**
 * tonsure_state_grow:
 *
 * Returns: @rectangle grown on all sides by the reach of a dot.
 */
GeglRectangle tonsure_state_grow (TonsureState *state, const GeglRectangle *rectangle);

/**
 * TonsureReader:
 *
 * Reads one number a pixel, 0 to 65535, without gaps, from a rectangle of a buffer.
 */
typedef void (*TonsureReader) (GeglBuffer *buffer, const GeglRectangle *rectangle, guint16 *mask);

void tonsure_read_alpha (GeglBuffer *buffer, const GeglRectangle *rectangle, guint16 *mask);
void tonsure_read_gray (GeglBuffer *buffer, const GeglRectangle *rectangle, guint16 *mask);

/**
 * TonsureBlockFunc:
 * @touched: whether any dot has an effect in @block
 * @transmittance: RGBA of @block without gaps, written only if @touched
 */
typedef void (*TonsureBlockFunc) (const GeglRectangle *block, gboolean touched,
                                  const float *transmittance, gpointer data);

/**
 * tonsure_draw_blocks:
 * @renderer: (nullable): without one, no block is touched
 * @area: (nullable): the buffer that holds the area
 *
 * Goes through @roi in blocks: reads the area, draws the dots and hands each block to @func.
 * Memory is bounded by the block.
 */
void tonsure_draw_blocks (const TonsureRenderer *renderer, GeglBuffer *area, TonsureReader reader,
                          const GeglRectangle *roi, TonsureBlockFunc func, gpointer data);

G_END_DECLS
