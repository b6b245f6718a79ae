/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The treatment on the canvas while a dialog is open: an area layer for the time being,
 * put in and taken out without a trace in the undo history.
 */
#pragma once

#include "treat.h"

G_BEGIN_DECLS

/**
 * Preview:
 * @layer: (nullable): the layer for the time being
 * @covered: (nullable): the earlier treatment's layer, hidden meanwhile
 * @selected: (array zero-terminated=1): the layers that were selected before
 */
typedef struct
{
  GimpImage *image;
  GimpLayer *layer;
  GimpLayer *covered;
  GimpLayer **selected;
} Preview;

/** Shows @treatment, from now on or instead of what was shown. */
void preview_show (Preview *preview, const Treat *treat, const TonsureTreatment *treatment);

/** Puts everything back. */
void preview_end (Preview *preview);

G_END_DECLS
