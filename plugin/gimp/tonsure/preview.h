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
 * @treat: what is shown; its @own is the layer
 * @shown: the number of the plan that is shown, 0 for the area as it was asked for
 * @selected: (array zero-terminated=1): the layers that were selected before
 */
typedef struct
{
  GimpImage *image;
  GimpLayer *layer;
  GimpLayer *covered;
  Treat *treat;
  guint shown;
  GimpLayer **selected;
} Preview;

/** Shows @record, from now on or instead of what was shown. */
void preview_show (Preview *preview, Treat *treat, const Record *record);

/** Puts everything back. */
void preview_end (Preview *preview);

G_END_DECLS
