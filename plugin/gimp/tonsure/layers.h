/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The layers of a treated picture: a pass-through group that holds the area layer, which
 * carries the live filter.
 */
#pragma once

#include "area.h"

G_BEGIN_DECLS

#define LAYERS_OPERATION "tonsure:pigment"

/** Returns: (nullable) (transfer none): the area layer of a picture treated before. */
GimpLayer *layers_find (GimpImage *image);

/**
 * layers_ours:
 * @own: (nullable): one more
 *
 * Returns: (transfer container) (array zero-terminated=1): what of the picture is not the photo
 */
GimpItem **layers_ours (GimpImage *image, GimpLayer *own);

/**
 * layers_show_live:
 *
 * Hides the groups of a series of years and shows the group of @layer, which they hid.
 *
 * Returns: (transfer full) (element-type GimpLayer): the groups that were visible
 */
GPtrArray *layers_show_live (GimpImage *image, GimpLayer *layer);

/**
 * layers_new:
 *
 * Makes the area layer, white with @area as alpha, in multiply mode in linear light. It
 * is not yet in the picture.
 */
GimpLayer *layers_new (GimpImage *image, const Area *area);

/** Puts @layer in a new group on top of the picture. */
void layers_insert (GimpImage *image, GimpLayer *layer);

/** Whether @layer covers the picture exactly. */
gboolean layers_fits (GimpLayer *layer);

/** Makes @layer as large as the picture again. */
gboolean layers_fit (GimpLayer *layer);

/** Writes @area into @layer, which is in the picture and of its size; undoable. */
gboolean layers_paint (GimpLayer *layer, const Area *area);

/**
 * layers_mask:
 * @share: (nullable): of each pixel of the picture, which @layer covers, how far it
 *   counts, 65535 = fully, row by row; %NULL for no mask
 * @kept: (nullable): where the mask that @layer has stays as it is
 *
 * Gives @layer a mask, or changes the one it has; undoable. What is painted goes to the
 * layer, as without a mask.
 */
void layers_mask (GimpLayer *layer, const guint16 *share, const GeglRectangle *kept);

/** Returns: (transfer full) (nullable): the mask of @layer, %NULL where it has none. */
guint16 *layers_read_mask (GimpLayer *layer);

/**
 * layers_filter:
 * @fresh: whether to put a new filter in the place of one that @layer has, which must be
 *   if @layer has changed its size, or if it is to be undone: GIMP 3.0 knows no undo for a
 *   filter that is set otherwise
 *
 * Gives @layer the live filter that shows @treatment, or changes the one it has.
 * Everything must be selected meanwhile, see layers_select_all().
 */
gboolean layers_filter (GimpLayer *layer, const TonsureTreatment *treatment, gboolean fresh,
                        GError **error);

/**
 * layers_round:
 *
 * Rounds the values of @treatment to what a filter keeps in an XCF file, 32-bit floats,
 * so that a saved picture shows the same dots.
 */
void layers_round (TonsureTreatment *treatment);

/**
 * layers_select_all:
 *
 * Selects everything. What is selected when a filter is appended is its mask for ever.
 * An empty selection would give it none, but then GIMP 3.0 crops it to whatever is
 * selected when the picture is exported.
 *
 * Returns: (nullable): the selection as it was
 */
GimpChannel *layers_select_all (GimpImage *image);

/** Puts the selection back as it was and deletes @saved. */
void layers_select_again (GimpImage *image, GimpChannel *saved);

G_END_DECLS
