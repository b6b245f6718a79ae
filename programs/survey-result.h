/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * What came of one line of a survey, as a row of a table and in words.
 */
#pragma once

#include "survey-figures.h"
#include "survey-manifest.h"

G_BEGIN_DECLS

typedef enum
{
  SURVEY_FAILED,
  SURVEY_NO_ANSWER,
  SURVEY_ANSWERED,
} SurveyStatus;

/**
 * SurveyResult:
 * @said: what GIMP said, keys and values
 * @enough: whether the core is large enough for the figures to count
 * @message: (nullable): why there is no answer, or what failed
 */
typedef struct
{
  const SurveyLine *line;
  GHashTable *said;
  SurveyStatus status;
  gboolean enough;
  double figures[SURVEY_N_FIGURES];
  char *message;
} SurveyResult;

/** An empty result of @line, failed until something else is set. */
void survey_result_init (SurveyResult *result, const SurveyLine *line);
void survey_result_clear (SurveyResult *result);

/** Takes @message, one line, unless there is one already; the result has failed. */
void survey_result_fail (SurveyResult *result, const char *message);

/** Returns: what GIMP said of @key, "" if nothing. */
const char *survey_result_said (const SurveyResult *result, const char *key);

/** Returns: (transfer full): answer and figures in one line. */
char *survey_result_describe (const SurveyResult *result);

/** Appends the heading of the table, or the row of @result. */
void survey_result_append_heading (GString *csv);
void survey_result_append_row (const SurveyResult *result, GString *csv);

/** Returns: (transfer full): how many were answered, and how near they are, in one line. */
char *survey_result_summary (const SurveyResult *results, guint n);

G_END_DECLS
