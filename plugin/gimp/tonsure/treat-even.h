/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Evening out: from the requested area to the area layer.
 *
 * The area that was asked for and the plan that was computed from it are kept as channels. The area
 * layer gets the plan, and there the artist paints; what the layer differs from the plan by are
 * the artist's strokes, which are laid over the next plan.
 */
#pragma once

#include "treat.h"

G_BEGIN_DECLS

/**
 * treat_even_recall:
 *
 * Reads the area that was asked for when @treat was evened out before.
 *
 * Returns: %FALSE where it was not, or the channels are gone; the layer is the area then.
 */
gboolean treat_even_recall (Treat *treat);

/**
 * treat_even_plan:
 * @area: (out): what the area layer is to show; to be cleared by the caller
 *
 * Computes the plan, if @record asks for it, and lays the artist's strokes over it.
 */
gboolean treat_even_plan (Treat *treat, const Record *record, Area *area, GError **error);

/** Keeps, or drops, the channels. Everything must be selected. */
void treat_even_keep (Treat *treat, const Record *record);

G_END_DECLS
