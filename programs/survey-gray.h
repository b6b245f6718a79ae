/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * What a survey measures of hair that turns white.
 */
#pragma once

#include "survey-figures.h"

G_BEGIN_DECLS

/**
 * survey_gray:
 * @gray, @white: (nullable): the photo with half of its hair white, and with all of it, as large as
 *   the photo or larger
 * @plate: is left out
 * @figures: (inout): gets the figures of gray hair; NaN where marks or pictures are missing
 */
void survey_gray (const SurveyPictures *pictures, const Photo *gray, const Photo *white,
                  const SurveyBox *plate, double figures[SURVEY_N_FIGURES]);

G_END_DECLS
