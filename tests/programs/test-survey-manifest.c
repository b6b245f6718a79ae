/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Manifests of a survey, good and bad, and the rows and words that come of their lines. */
#include "survey-manifest.h"
#include "survey-result.h"

#include <glib/gstdio.h>
#include <string.h>

static char *folder;

static char *
in_folder (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static void
write_file (const char *name, const char *text)
{
  g_autofree char *path = in_folder (name);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static GPtrArray *
read_manifest (const char *text, GError **error)
{
  g_autofree char *path = in_folder ("manifest.csv");

  write_file ("manifest.csv", text);
  return survey_manifest_read (path, error);
}

static void
assert_refused (const char *text, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_manifest (text, &error));
  g_assert_nonnull (error);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” does not say “%s”", error->message, words);
}

/* The fault of the only line, below a heading of all columns. */
static void
assert_fault (const char *line, const char *words)
{
  g_autofree char *text =
      g_strconcat ("name,photo,area,hair,skin,mm_per_px,expect\n", line, "\n", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = read_manifest (text, &error);
  const SurveyLine *first;

  g_assert_no_error (error);
  g_assert_cmpuint (lines->len, ==, 1);
  first = lines->pdata[0];
  g_assert_cmpuint (first->number, ==, 2);
  if (words == NULL)
    g_assert_cmpstr (first->fault, ==, NULL);
  else if (first->fault == NULL || strstr (first->fault, words) == NULL)
    g_error ("the fault of “%s” is “%s” and not “%s”", line, first->fault, words);
}

static void
lines_are_read_by_the_names_of_columns (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = read_manifest ("\xef\xbb\xbf"
                                               "note,mm_per_px,photo,hair_color,area,name\r\n"
                                               "\"soft, dim\",0.25,a.png,dark,b-area.png,first\r\n"
                                               ",,b.jpg\r\n",
                                               &error);
  const SurveyLine *line;
  g_autofree char *a = in_folder ("a.png"), *area = in_folder ("b-area.png");
  g_autofree char *trimap = in_folder ("b-trimap.png");

  g_assert_no_error (error);
  g_assert_cmpuint (lines->len, ==, 2);
  line = lines->pdata[0];
  g_assert_cmpstr (line->fault, ==, NULL);
  g_assert_cmpstr (line->name, ==, "first");
  g_assert_cmpstr (line->photo, ==, a);
  g_assert_cmpstr (line->area, ==, area);
  g_assert_cmpstr (line->hair, ==, NULL);
  g_assert_cmpstr (line->trimap, ==, NULL);
  g_assert_cmpfloat (line->mm_per_px, ==, 0.25);
  g_assert_cmpstr (line->hair_color, ==, "dark");
  g_assert_cmpstr (line->expect, ==, "");
  line = lines->pdata[1];
  g_assert_cmpstr (line->fault, ==, NULL);
  g_assert_cmpstr (line->name, ==, "b");
  g_assert_cmpstr (line->area, ==, area);
  g_assert_cmpstr (line->trimap, ==, trimap);
  g_assert_cmpfloat (line->mm_per_px, ==, 0);
}

static void
what_is_wrong_with_a_line_is_said (void)
{
  assert_fault ("x,a.png,b-area.png,,,0.3,stubble", NULL);
  assert_fault ("x,none.png,b-area.png,,,0.3,", "photo: ");
  assert_fault ("x,,b-area.png,,,0.3,", "photo: none is given");
  assert_fault ("x,.,b-area.png,,,0.3,", "is not a file");
  assert_fault ("x,a.png,none.png,,,0.3,", "area: ");
  assert_fault ("x,a.png,,,,0.3,", "a-area.png: draw a gray picture");
  assert_fault ("x,a.png,b-area.png,none.png,,0.3,", "hair: ");
  assert_fault ("x,a.png,b-area.png,,none.png,0.3,", "skin: ");
  assert_fault ("../x,a.png,b-area.png,,,0.3,", "cannot be part of a file name");
  assert_fault ("x,a.png,b-area.png,,,0.3,stubble,more", "there are 8 cells, but 7 columns");
  for (const char *const *scale = (const char *const[]) { "0", "-1", "nan", "inf", "x", "0.3x",
                                                          "\"0,3\"", "6", "1e400", NULL };
       *scale != NULL; scale++)
    {
      g_autofree char *line = g_strdup_printf ("x,a.png,b-area.png,,,%s,", *scale);

      assert_fault (line, "is not a number from 0.002 to 5");
    }
}

static void
two_lines_of_one_name_do_not_replace_each_other (void)
{
  g_autoptr (GPtrArray) lines = read_manifest ("name,photo,area\n"
                                               "x,a.png,b-area.png\n"
                                               "x,b.jpg,b-area.png\n",
                                               NULL);

  g_assert_cmpstr (((SurveyLine *) lines->pdata[0])->fault, ==, NULL);
  g_assert_nonnull (strstr (((SurveyLine *) lines->pdata[1])->fault, "that of line 2"));
}

static void
what_is_no_manifest_is_refused (void)
{
  assert_refused ("", "no lines");
  assert_refused ("photo,area\n", "no lines");
  assert_refused ("name,area\nx,b-area.png\n", "there is no column “photo”");
  assert_refused ("name;photo;area\nx;a.png;b-area.png\n", "separate columns by commas");
  assert_refused ("photo,area,photo\na.png,b-area.png,a.png\n", "two columns “photo”");
  assert_refused ("photo,area\n\"a.png,b-area.png\n", "a quote does not end");
  assert_refused ("photo,area\n\xe4.png,b-area.png\n", "UTF-8");
}

static void
fill (SurveyResult *result, const SurveyLine *line, double t, double r, double delta_e)
{
  survey_result_init (result, line);
  result->status = SURVEY_ANSWERED;
  result->enough = TRUE;
  result->figures[SURVEY_T_Y] = t;
  result->figures[SURVEY_R_Y] = r;
  result->figures[SURVEY_DELTA_E] = delta_e;
}

static void
the_summary_counts_what_is_within_reach (void)
{
  SurveyLine dark = { .name = "d", .expect = "stubble", .hair_color = "dark" };
  SurveyLine mixed = { .name = "m", .expect = "long", .hair_color = "mixed" };
  SurveyLine gray = { .name = "g", .expect = "stubble", .hair_color = "gray-white" };
  SurveyResult results[6];
  g_autofree char *summary = NULL;

  fill (&results[0], &dark, .60, .5, 4);
  fill (&results[1], &dark, .80, .40, 20);
  fill (&results[2], &mixed, .70, .5, 9);
  fill (&results[3], &gray, .90, .9, 6);
  fill (&results[4], &dark, .10, .5, 99);
  results[4].enough = FALSE;
  survey_result_init (&results[5], &dark);
  survey_result_fail (&results[5], "no\nphoto");
  g_assert_cmpstr (results[5].message, ==, "no photo");
  summary = survey_result_summary (results, G_N_ELEMENTS (results));
  g_assert_cmpstr (summary, ==,
                   "answered 5 of 6; dark, brown and mixed hair: 2 of 3 with T of Y .52 to .78, "
                   "median 0.70; gray and white hair: 1 of 1 with T of Y .85 or more, median 0.90; "
                   "readable stubble: 2, median ΔE 5.0; failed: 1");
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    survey_result_clear (&results[i]);
}

static void
rows_fit_their_heading (void)
{
  SurveyLine line = { .name = "a \"b\", c", .expect = "", .hair_color = "dark" };
  g_autoptr (GString) csv = g_string_new (NULL);
  g_auto (GStrv) rows = NULL, heading = NULL;
  SurveyResult result;
  guint commas = 0;

  fill (&result, &line, .6, .5, 4);
  g_hash_table_insert (result.said, g_strdup ("match-ink"), g_strdup ("black"));
  survey_result_append_heading (csv);
  survey_result_append_row (&result, csv);
  rows = g_strsplit (csv->str, "\n", -1);
  heading = g_strsplit (rows[0], ",", -1);
  g_assert_true (g_str_has_prefix (rows[1], "\"a \"\"b\"\", c\",,dark,answered,black,"));
  g_assert_nonnull (strstr (rows[1], ",0.600,0.500,4.00,"));
  for (const char *p = rows[1] + strlen ("\"a \"\"b\"\", c\""); *p != '\0'; p++)
    commas += *p == ',';
  g_assert_cmpuint (commas + 1, ==, g_strv_length (heading));
  survey_result_clear (&result);
}

int
main (int argc, char *argv[])
{
  static const char *const files[] = { "a.png", "b.jpg", "b-area.png", "b-trimap.png",
                                       "manifest.csv" };
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("tonsure-survey-XXXXXX", NULL);
  g_assert_nonnull (folder);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    write_file (files[i], "");
  g_test_add_func ("/survey/lines are read by the names of columns",
                   lines_are_read_by_the_names_of_columns);
  g_test_add_func ("/survey/what is wrong with a line is said", what_is_wrong_with_a_line_is_said);
  g_test_add_func ("/survey/two lines of one name do not replace each other",
                   two_lines_of_one_name_do_not_replace_each_other);
  g_test_add_func ("/survey/what is no manifest is refused", what_is_no_manifest_is_refused);
  g_test_add_func ("/survey/the summary counts what is within reach",
                   the_summary_counts_what_is_within_reach);
  g_test_add_func ("/survey/rows fit their heading", rows_fit_their_heading);
  status = g_test_run ();
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = in_folder (files[i]);

      g_remove (path);
    }
  g_rmdir (folder);
  g_free (folder);
  return status;
}
