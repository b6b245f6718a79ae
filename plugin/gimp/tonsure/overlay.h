/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * What was sampled on the canvas while a dialog is open: a layer for the time being, put in
 * and taken out without a trace in the undo history.
 */
#pragma once

#include "marks.h"

G_BEGIN_DECLS

/**
 * Overlay:
 * @layer: (nullable): the layer for the time being
 * @selected: (array zero-terminated=1): the layers that were selected before
 */
typedef struct
{
  GimpImage *image;
  GimpLayer *layer;
  GimpLayer **selected;
} Overlay;

/** Shows @marks, hair red and skin green, instead of what was shown. */
void overlay_show (Overlay *overlay, GimpImage *image, const Marks *marks);

/** Puts everything back. */
void overlay_end (Overlay *overlay);

G_END_DECLS
