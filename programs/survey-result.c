/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What came of one line of a survey: see survey-result.h. */
#include "survey-result.h"

#include "survey-median.h"

#include <math.h>
#include <string.h>

/* T of Y of treated skin on real heads with dark, brown and mixed hair, and the least beside gray
 * and white hair; R of Y of stubble that pigment can come near to. */
#define LEAST_T 0.52
#define MOST_T 0.78
#define LEAST_LIGHT_T 0.85
#define LEAST_R 0.45
#define MOST_R 0.95

static const char *const status_names[] = { "failed", "no answer", "answered" };

/* Columns of the table that are said by GIMP: the values that the match returns, by name. */
static const struct
{
  const char *column, *key;
} columns[] = {
  { "ink", "match-ink" },
  { "dilution", "match-water" },
  { "density", "match-density" },
  { "grade", "match-grade" },
  { "certainty", "match-certainty" },
  { "look", "match-look" },
  { "dE_said", "match-delta-e" },
  { "mm_per_px", "match-scale" },
  { "seconds_match", "seconds-match" },
  { "seconds", "seconds" },
};

void
survey_result_init (SurveyResult *result, const SurveyLine *line)
{
  memset (result, 0, sizeof *result);
  result->line = line;
  result->said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (int i = 0; i < SURVEY_N_FIGURES; i++)
    result->figures[i] = NAN;
}

void
survey_result_clear (SurveyResult *result)
{
  g_hash_table_unref (result->said);
  g_free (result->message);
}

void
survey_result_fail (SurveyResult *result, const char *message)
{
  result->status = SURVEY_FAILED;
  if (result->message == NULL)
    result->message = g_strdelimit (g_strdup (message), "\t\r\n", ' ');
}

const char *
survey_result_said (const SurveyResult *result, const char *key)
{
  const char *value = g_hash_table_lookup (result->said, key);

  return value != NULL ? value : "";
}

/* " NAME VALUE", nothing where there is none. */
static void
append_figure (GString *text, const SurveyResult *result, const char *name, SurveyFigure figure,
               int digits)
{
  if (isfinite (result->figures[figure]))
    g_string_append_printf (text, " %s %.*f", name, digits, result->figures[figure]);
}

char *
survey_result_describe (const SurveyResult *result)
{
  GString *text = g_string_new (status_names[result->status]);
  const char *grade = survey_result_said (result, "match-grade");

  if (result->message != NULL)
    g_string_append_printf (text, ": %s", result->message);
  if (result->status != SURVEY_ANSWERED)
    return g_string_free (text, FALSE);
  if (*grade != '\0')
    g_string_append_printf (text, " (%s)", grade);
  g_string_append_printf (text, ": %s, %.0f parts of water, %.0f dots per cm²;",
                          survey_result_said (result, "match-ink"),
                          g_ascii_strtod (survey_result_said (result, "match-water"), NULL),
                          g_ascii_strtod (survey_result_said (result, "match-density"), NULL));
  append_figure (text, result, "T of Y", SURVEY_T_Y, 2);
  append_figure (text, result, "(R", SURVEY_T_RED, 2);
  append_figure (text, result, "G", SURVEY_T_GREEN, 2);
  append_figure (text, result, "B", SURVEY_T_BLUE, 2);
  if (isfinite (result->figures[SURVEY_T_BLUE]))
    g_string_append_c (text, ')');
  append_figure (text, result, "hair ÷ skin", SURVEY_R_Y, 2);
  append_figure (text, result, "ΔE", SURVEY_DELTA_E, 1);
  append_figure (text, result, "(ΔL*", SURVEY_DELTA_L, 1);
  append_figure (text, result, "Δa*", SURVEY_DELTA_A, 1);
  append_figure (text, result, "Δb*", SURVEY_DELTA_B, 1);
  if (isfinite (result->figures[SURVEY_DELTA_B]))
    g_string_append_c (text, ')');
  g_string_append_printf (text, "; %s s%s", survey_result_said (result, "seconds"),
                          result->enough ? "" : "; the core is small or of unknown size");
  return g_string_free (text, FALSE);
}

static void
append_cell (GString *csv, const char *text)
{
  if (strpbrk (text, ",\"\r\n") == NULL)
    {
      g_string_append (csv, text);
      return;
    }
  g_string_append_c (csv, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *text);
    }
  g_string_append_c (csv, '"');
}

void
survey_result_append_heading (GString *csv)
{
  g_string_append (csv, "name,expect,hair_color,status");
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    g_string_append_printf (csv, ",%s", columns[i].column);
  for (int i = 0; i < SURVEY_N_FIGURES; i++)
    g_string_append_printf (csv, ",%s", survey_figure_names[i]);
  g_string_append (csv, ",counts,message\n");
}

void
survey_result_append_row (const SurveyResult *result, GString *csv)
{
  append_cell (csv, result->line->name);
  g_string_append_c (csv, ',');
  append_cell (csv, result->line->expect);
  g_string_append_c (csv, ',');
  append_cell (csv, result->line->hair_color);
  g_string_append_printf (csv, ",%s", status_names[result->status]);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_string_append_c (csv, ',');
      append_cell (csv, survey_result_said (result, columns[i].key));
    }
  for (int i = 0; i < SURVEY_N_FIGURES; i++)
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE], format[8];

      g_snprintf (format, sizeof format, "%%.%df", survey_figure_digits[i]);
      g_string_append_c (csv, ',');
      if (isfinite (result->figures[i]))
        g_string_append (csv, g_ascii_formatd (number, sizeof number, format, result->figures[i]));
    }
  g_string_append_printf (csv, ",%s,", result->enough ? "yes" : "no");
  append_cell (csv, result->message != NULL ? result->message
                                            : survey_result_said (result, "match-notes"));
  g_string_append_c (csv, '\n');
}

static gboolean
hair_is (const SurveyResult *result, const char *const *colors)
{
  return g_strv_contains (colors, result->line->hair_color);
}

/* Of ", LABEL N of M within …, median …". */
static void
append_range (GString *text, const char *label, float *values, guint n, guint within,
              const char *range)
{
  g_string_append_printf (text, "; %s: %u of %u with T of Y %s", label, within, n, range);
  if (n > 0)
    g_string_append_printf (text, ", median %.2f", survey_median (values, n));
}

char *
survey_result_summary (const SurveyResult *results, guint n)
{
  static const char *const dark[] = { "dark", "brown", "mixed", NULL };
  static const char *const light[] = { "gray", "white", "gray-white", NULL };
  GString *text = g_string_new (NULL);
  g_autofree float *dark_t = g_new (float, n), *light_t = g_new (float, n);
  g_autofree float *near = g_new (float, n);
  guint answered = 0, failed = 0, n_dark = 0, n_light = 0, n_near = 0, good = 0, bright = 0;

  for (guint i = 0; i < n; i++)
    {
      const double *f = results[i].figures, t = f[SURVEY_T_Y];

      answered += results[i].status == SURVEY_ANSWERED;
      failed += results[i].status == SURVEY_FAILED;
      if (results[i].status != SURVEY_ANSWERED || !results[i].enough)
        continue;
      if (hair_is (&results[i], dark))
        {
          dark_t[n_dark++] = (float) t;
          good += t >= LEAST_T && t <= MOST_T;
        }
      else if (hair_is (&results[i], light))
        {
          light_t[n_light++] = (float) t;
          bright += t >= LEAST_LIGHT_T;
        }
      if (g_str_equal (results[i].line->expect, "stubble") && f[SURVEY_R_Y] >= LEAST_R
          && f[SURVEY_R_Y] <= MOST_R)
        near[n_near++] = (float) f[SURVEY_DELTA_E];
    }
  g_string_append_printf (text, "answered %u of %u", answered, n);
  append_range (text, "dark, brown and mixed hair", dark_t, n_dark, good, ".52 to .78");
  append_range (text, "gray and white hair", light_t, n_light, bright, ".85 or more");
  g_string_append_printf (text, "; readable stubble: %u", n_near);
  if (n_near > 0)
    g_string_append_printf (text, ", median ΔE %.1f", survey_median (near, n_near));
  if (failed > 0)
    g_string_append_printf (text, "; failed: %u", failed);
  return g_string_free (text, FALSE);
}
