/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The hair of the photo in another year: a layer under the pigment, opaque where hair turned white
 * or fell out.
 *
 * It holds pixels and no live filter, as GIMP knows none of an operation with two inputs, and as
 * the mask of the pigment must follow it: white hair lies above the dots as dark hair does, and
 * where hair fell out there are dots to be seen. Which hair, is found around the treatment area
 * (gray-light.h), whether it was matched or not. What of the layer is erased shows the photo, and
 * stays erased; what of the mask was painted stays painted.
 */
#pragma once

#include "record.h"

G_BEGIN_DECLS

/** Whether @treatment tells hair from skin by color, and how, so that hair hides dots. In gray
 *  pictures nothing does. */
gboolean gray_knows_hair (GimpImage *image, const TonsureTreatment *treatment, TonsureHair *hair);

/**
 * gray_of:
 * @share: (out): of the hairs that have color in the photo, those that are white in @record's year
 * @left: (out): share of the hairs that still stand
 *
 * Returns: whether hair looks other than in the photo; in gray pictures it does not
 */
gboolean gray_of (GimpImage *image, const Record *record, double *share, double *left);

/** Whether hair looks the same with both records. */
gboolean gray_same (GimpImage *image, const Record *a, const Record *b);

/** Returns: (nullable) (transfer none): the layer of the hair under the area layer @area. */
GimpLayer *gray_find (GimpLayer *area);

/**
 * gray_show:
 * @area: an area layer, whose mask changes too
 * @model: (nullable): a layer of hair that shows @was; what is erased of it is erased here
 * @was: what mask and @model show
 * @now: what to show
 *
 * Puts a new layer of hair under @area. Undoable.
 *
 * Returns: (nullable) (transfer none): the layer, none where hair looks as in the photo
 */
GimpLayer *gray_show (GimpLayer *area, GimpLayer *model, const Record *was, const Record *now);

G_END_DECLS
