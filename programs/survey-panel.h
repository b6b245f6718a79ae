/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Pieces of photos for a contact sheet.
 */
#pragma once

#include "survey-figures.h"

#include <cairo.h>

G_BEGIN_DECLS

/**
 * survey_photo_load:
 *
 * Returns: (transfer full) (nullable): as photo_load(), but converted to linear sRGB
 */
Photo *survey_photo_load (const char *path, GError **error);

/**
 * survey_panel_whole:
 * @side: the panel is at most as wide and as high, pixels
 *
 * Returns: (transfer full): the photo, reduced in linear light, never enlarged
 */
cairo_surface_t *survey_panel_whole (const Photo *photo, int side);

/**
 * survey_panel_crop:
 * @box: lies in the photo
 *
 * Returns: (transfer full): that part at one pixel to one
 */
cairo_surface_t *survey_panel_crop (const Photo *photo, const SurveyBox *box);

/**
 * survey_find_border:
 * @pictures: @after is not looked at
 * @plate: is avoided where that is possible
 * @side: of the square, pixels; at most half of the picture's shorter side is taken
 *
 * Returns: a square around a place of the border of the area: near the marked hair, or, where
 *   none is marked, near the lowest part of the area
 */
SurveyBox survey_find_border (const SurveyPictures *pictures, const SurveyBox *plate, int side);

G_END_DECLS
