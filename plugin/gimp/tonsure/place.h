/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Where the picture lies now that the dots were placed on.
 *
 * GIMP tells nobody that a picture was cropped, scaled or turned, but it takes paths
 * along. So a hidden path through three corners of the picture is kept: where they are
 * now is the map from the old pixels to the new ones.
 */
#pragma once

#include "record.h"

G_BEGIN_DECLS

/**
 * PlaceChange:
 * @PLACE_SAME: nothing has happened
 * @PLACE_SHIFTED: the picture was cropped or its canvas resized
 * @PLACE_SCALED: the picture was scaled, perhaps shifted too
 * @PLACE_TURNED: rotated, mirrored or distorted; no origin can make up for that
 * @PLACE_LOST: the path is gone and the picture's size has changed
 */
typedef enum
{
  PLACE_SAME,
  PLACE_SHIFTED,
  PLACE_SCALED,
  PLACE_TURNED,
  PLACE_LOST,
} PlaceChange;

/**
 * Place:
 * @scale: new pixels per old pixel; of one that was turned the mean
 * @x, @y: where the old picture's corner lies in the new one, pixels
 */
typedef struct
{
  PlaceChange change;
  double scale;
  double x, y;
} Place;

/** Marks the whole picture by a hidden path; removes the path @old (0 for none). Returns
 * the tattoo of the new one. */
guint place_mark (GimpImage *image, guint old);

/** Finds where the picture of @record lies in @image now. */
Place place_find (GimpImage *image, const Record *record);

/** Changes scale and origin of @treatment so that the dots stay on the same skin.
 * @place must not be turned or lost. */
void place_follow (const Place *place, TonsureTreatment *treatment);

/** Returns: (nullable) (transfer none): a sentence that tells the user what has happened. */
const char *place_describe (PlaceChange change);

G_END_DECLS
