/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Follows GIMP through a survey: see survey-report.h. */
#include "survey-report.h"

#include "survey-scene.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#define SMALL 320    /* panels of the sheet of all photos, px */
#define MOST_ROWS 20 /* of one sheet */
#define PREFIX "tonsure-survey\t"

typedef struct
{
  const char *output, *scratch;
  SurveyResult *results;
  guint n, done, n_pages;
  SurveyPage *page;
} Report;

static void
report_print (Report *report, const SurveyResult *result)
{
  g_autofree char *text = survey_result_describe (result);

  report->done++;
  g_print ("[%u/%u] line %u, %s: %s\n", report->done, report->n, result->line->number,
           result->line->name, text);
}

/* sheet.png, sheet-2.png and so on; nothing if the page is empty. */
static gboolean
report_end_page (Report *report, GError **error)
{
  g_autofree char *path = NULL;
  gboolean written = TRUE;

  if (survey_page_rows (report->page) > 0)
    {
      report->n_pages++;
      path = report->n_pages == 1
                 ? g_strdup_printf ("%s/sheet.png", report->output)
                 : g_strdup_printf ("%s/sheet-%u.png", report->output, report->n_pages);
      written = survey_page_write (report->page, path, error);
    }
  survey_page_free (report->page);
  report->page = survey_page_new (SMALL);
  return written;
}

/* The last word about a photo. */
static gboolean
report_end_photo (Report *report, guint i, const char *status, GError **error)
{
  SurveyResult *result = &report->results[i];
  g_autofree char *index = g_strdup_printf ("%u", i);
  g_autofree char *before = survey_path (report->scratch, index, "before");
  g_autoptr (GError) problem = NULL;
  const char *message = survey_result_said (result, "message");

  if (g_str_equal (status, "failed"))
    survey_result_fail (result, message);
  else
    {
      result->status = g_str_equal (status, "answered") ? SURVEY_ANSWERED : SURVEY_NO_ANSWER;
      if (*message != '\0')
        result->message = g_strdup (message);
      if (!survey_scene (result, before, report->output, report->page, &problem))
        survey_result_fail (result, problem->message);
    }
  g_unlink (before);
  report_print (report, result);
  return survey_page_rows (report->page) < MOST_ROWS || report_end_page (report, error);
}

/* One line of GIMP's output. */
static gboolean
report_hear (Report *report, char *line, GError **error)
{
  g_auto (GStrv) parts = NULL;
  guint64 i;

  if (!g_str_has_prefix (line, PREFIX))
    return TRUE;
  parts = g_strsplit (g_strchomp (line) + strlen (PREFIX), "\t", 3);
  if (g_strv_length (parts) != 3
      || !g_ascii_string_to_unsigned (parts[0], 10, 0, report->n - 1, &i, NULL))
    return TRUE;
  if (g_str_equal (parts[1], "end"))
    {
      g_hash_table_insert (report->results[i].said, g_strdup ("end"), g_strdup (parts[2]));
      return report_end_photo (report, (guint) i, parts[2], error);
    }
  g_hash_table_insert (report->results[i].said, g_strdup (parts[1]),
                       g_utf8_make_valid (parts[2], -1));
  return TRUE;
}

static gboolean
report_listen (Report *report, GIOChannel *said, GError **error)
{
  GIOStatus status = G_IO_STATUS_NORMAL;

  while (status == G_IO_STATUS_NORMAL)
    {
      g_autofree char *line = NULL;

      status = g_io_channel_read_line (said, &line, NULL, NULL, error);
      if (line != NULL && !report_hear (report, line, error))
        return FALSE;
    }
  return status == G_IO_STATUS_EOF;
}

static gboolean
report_write_table (const Report *report, GError **error)
{
  g_autofree char *path = g_strdup_printf ("%s/survey.csv", report->output);
  GString *csv = g_string_new (NULL);
  gboolean written;

  survey_result_append_heading (csv);
  for (guint i = 0; i < report->n; i++)
    survey_result_append_row (&report->results[i], csv);
  written = g_file_set_contents (path, csv->str, (gssize) csv->len, error);
  g_string_free (csv, TRUE);
  return written;
}

/* Lines that were never begun, and those during which GIMP ended. */
static void
report_missing (Report *report, gboolean begun)
{
  for (guint i = 0; i < report->n; i++)
    {
      SurveyResult *result = &report->results[i];

      if (begun ? result->line->fault != NULL || *survey_result_said (result, "end") != '\0'
                : result->line->fault == NULL)
        continue;
      survey_result_fail (result, begun ? "GIMP ended before it was done" : result->line->fault);
      report_print (report, result);
    }
}

static gboolean
report_finish (Report *report, GError **error)
{
  g_autofree char *summary = survey_result_summary (report->results, report->n);
  gboolean well = TRUE;

  if (!report_end_page (report, error) || !report_write_table (report, error))
    return FALSE;
  g_print ("%s\n", summary);
  for (guint i = 0; i < report->n; i++)
    well = well && report->results[i].status != SURVEY_FAILED;
  return well;
}

gboolean
survey_report (GPtrArray *lines, const char *output, const char *scratch, GIOChannel *said,
               GError **error)
{
  Report report = { output, scratch, g_new (SurveyResult, lines->len), lines->len,
                    0,      0,       survey_page_new (SMALL) };
  gboolean well;

  for (guint i = 0; i < report.n; i++)
    survey_result_init (&report.results[i], lines->pdata[i]);
  report_missing (&report, FALSE);
  well = report_listen (&report, said, error);
  if (well)
    {
      report_missing (&report, TRUE);
      well = report_finish (&report, error);
    }
  for (guint i = 0; i < report.n; i++)
    survey_result_clear (&report.results[i]);
  g_free (report.results);
  survey_page_free (report.page);
  return well;
}
