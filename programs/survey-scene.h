/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * One photo of a survey with the pictures that were made of it: measures and draws them.
 */
#pragma once

#include "survey-page.h"
#include "survey-result.h"

G_BEGIN_DECLS

/**
 * SurveyPicture:
 * @ending: OUTPUT/NAME-ENDING.png is written by GIMP (see tonsure-survey.scm)
 * @title: on the contact sheet
 *
 * A picture that is made of each photo that was answered. The first is what is measured.
 */
typedef struct
{
  const char *ending, *title;
} SurveyPicture;

extern const SurveyPicture survey_pictures[];
extern const guint survey_n_pictures;

/** Returns: (transfer full): OUTPUT/NAME-ENDING.png */
char *survey_path (const char *output, const char *name, const char *ending);

/**
 * survey_scene:
 * @before: a PNG of the photo as GIMP opened it
 * @output: folder of the results
 * @page: (nullable): sheet of all photos, to which a row is added
 *
 * Fills in the figures of @result, writes NAME-sheet.png and adds the row.
 *
 * Returns: %FALSE if a picture could not be read or written.
 */
gboolean survey_scene (SurveyResult *result, const char *before, const char *output,
                       SurveyPage *page, GError **error);

G_END_DECLS
