/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The light of the photo with the hair of the head in another year.
 */
#pragma once

#include "record.h"

G_BEGIN_DECLS

#define GRAY_OPERATION "tonsure:gray-hair"

/**
 * gray_head:
 * @area: the area layer
 * @photo: the picture without ours
 *
 * Returns: (transfer full) (nullable): for each pixel of the picture whether it is of the treated
 *   head, 65535 = all of it, see tonsure_head_find(); %NULL where that is not known
 */
guint16 *gray_head (GimpLayer *area, GeglBuffer *photo, const Record *record);

/**
 * gray_light:
 * @head: (nullable): from gray_head()
 * @share: of the hairs that have color in the photo, those that are white
 * @left: share of the hairs that still stand
 *
 * Returns: (transfer full): the photo; where it shows no hair of the head, to the last bit
 */
GeglBuffer *gray_light (GeglBuffer *photo, const guint16 *head, const Record *record, double share,
                        double left);

G_END_DECLS
