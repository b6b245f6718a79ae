/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The light of the photo with the hair of the head in another year.
 */
#pragma once

#include "record.h"

G_BEGIN_DECLS

#define GRAY_OPERATION "tonsure:gray-hair"

/**
 * gray_map:
 * @area: the area layer
 * @photo: the picture without ours
 *
 * Returns: (transfer full) (nullable): where hair is and how it is lit, as text, see
 *   tonsure_gray_map_to_text(); %NULL where that cannot be told
 */
char *gray_map (GimpLayer *area, GeglBuffer *photo, const Record *record);

/**
 * gray_light:
 * @map: (nullable): from gray_map()
 * @share: of the hairs that have color in the photo, those that are white
 * @left: share of the hairs that still stand
 *
 * Returns: (transfer full): the photo; where it shows no hair of the head, to the last bit
 */
GeglBuffer *gray_light (GeglBuffer *photo, const char *map, const Record *record, double share,
                        double left);

G_END_DECLS
