/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The photo as it looks without the treatment, and what it tells about the skin.
 */
#pragma once

#include "area.h"

G_BEGIN_DECLS

/**
 * photo_measure:
 * @hidden: (nullable) (array zero-terminated=1): items that are no part of the photo
 *
 * Measures the visible picture in @area.
 *
 * Returns: %FALSE with %TONSURE_ERROR_UNMEASURABLE if it does not hold enough skin.
 */
gboolean photo_measure (GimpImage *image, GimpItem **hidden, const Area *area,
                        TonsureMeasurement *measurement, GError **error);

/** Returns: (transfer full): the visible picture without @hidden as linear sRGB. */
float *photo_read_whole (GimpImage *image, GimpItem **hidden);

/** Returns: (transfer full): the visible picture without @hidden, linear sRGB and alpha. */
GeglBuffer *photo_light (GimpImage *image, GimpItem **hidden);

/**
 * photo_mask_of:
 * @light: a picture
 *
 * Returns: (transfer full): the same as photo_mask() of that picture
 */
guint16 *photo_mask_of (GeglBuffer *light, const TonsureGloss *gloss, const TonsureHair *hair);

/**
 * photo_mask:
 * @hidden: as in photo_measure()
 * @hair: (nullable): %NULL where there is none
 *
 * Returns: (transfer full): for each pixel of the picture the part of its light that is
 *   neither gloss nor hair, 65535 = all of it
 */
guint16 *photo_mask (GimpImage *image, GimpItem **hidden, const TonsureGloss *gloss,
                     const TonsureHair *hair);

G_END_DECLS
