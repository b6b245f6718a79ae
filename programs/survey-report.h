/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * What comes of a survey: contact sheets, a table and a summary.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * survey_report:
 * @lines: #SurveyLine
 * @output: folder of the results
 * @scratch: folder where INDEX-before.png, the photo as GIMP opened it, is found; it is removed
 *   when it was measured
 * @said: what GIMP says, bytes (no encoding), read to its end; of it count the lines
 *   "tonsure-survey TAB INDEX TAB KEY TAB VALUE", INDEX that in @lines; KEY "end" comes last, and
 *   its value is answered, no answer or failed
 *
 * Prints a line for each photo as it is done and, last, the summary; writes NAME-sheet.png,
 * sheet.png (further ones from sheet-2.png on) and survey.csv.
 *
 * Returns: %FALSE if any line failed, or with @error if results could not be written.
 */
gboolean survey_report (GPtrArray *lines, const char *output, const char *scratch, GIOChannel *said,
                        GError **error);

G_END_DECLS
