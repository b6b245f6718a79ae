/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * What the renderer of an operation depends on, from its properties.
 */
#pragma once

#include <gegl.h>

#include "render.h"

G_BEGIN_DECLS

/**
 * TonsureRequest:
 * @treatment: the properties, in floating point as precise as GIMP stores them
 * @is_srgb: whether the photo is in sRGB
 * @primaries: of its space else, see tonsure_read_primaries(); 0 where @is_srgb
 *
 * Two that are the same have the same bytes.
 */
typedef struct
{
  TonsureTreatment treatment;
  gboolean is_srgb;
  double primaries[9];
} TonsureRequest;

/**
 * tonsure_request_read:
 * @space: (nullable): of the photo; %NULL is sRGB
 * @in_color: whether the photo has colors; in gray nothing tells gloss or hair from skin
 *
 * Returns: %FALSE with an error where the text of the sharpness is none; then one blur counts.
 */
gboolean tonsure_request_read (TonsureRequest *request, GeglOperation *operation, const Babl *space,
                               gboolean in_color, GError **error);

G_END_DECLS
