/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * How evenly a treatment lies beside the hair: what a survey measures of the plan.
 */
#pragma once

#include "survey-figures.h"

G_BEGIN_DECLS

/**
 * survey_even:
 * @left: what full density leaves of luminance, T_Y
 * @plate: is left out
 * @need_path, @region_path: where pictures of the need and of the region of hair are written
 * @figures: (inout): gets the figures of evenness
 *
 * The tone is ln of luminance ÷ shading, both as in need.h, smoothed to 5 mm. The pictures are of
 * the photo's size.
 */
gboolean survey_even (const SurveyPictures *pictures, double left, const SurveyBox *plate,
                      const char *need_path, const char *region_path,
                      double figures[SURVEY_N_FIGURES], GError **error);

G_END_DECLS
