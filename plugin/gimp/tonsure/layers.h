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
 * layers_new:
 *
 * Makes the area layer, white with @area as alpha, in multiply mode in linear light. It
 * is not yet in the picture.
 */
GimpLayer *layers_new (GimpImage *image, const Area *area);

/** Puts @layer in a new group on top of the picture. */
void layers_insert (GimpImage *image, GimpLayer *layer);

/** Makes @layer as large as the picture again. */
gboolean layers_fit (GimpLayer *layer);

/** Writes @area into @layer, which is in the picture and of its size; undoable. */
gboolean layers_paint (GimpLayer *layer, const Area *area);

/**
 * layers_filter:
 *
 * Gives @layer the live filter that shows @treatment, or changes the one it has.
 * Nothing may be selected meanwhile, else GIMP keeps the selection as the filter's mask
 * for ever.
 */
gboolean
layers_filter (GimpLayer *layer, const TonsureTreatment *treatment, GError **error);

/**
 * layers_round:
 *
 * Rounds the values of @treatment to what a filter keeps in an XCF file, 32-bit floats,
 * so that a saved picture shows the same dots.
 */
void layers_round (TonsureTreatment *treatment);

/** Saves the selection and clears it. Returns: (nullable): to be put back. */
GimpChannel *layers_selection_save (GimpImage *image);

/** Puts the selection back and deletes @saved. */
void layers_selection_restore (GimpImage *image, GimpChannel *saved);

G_END_DECLS
