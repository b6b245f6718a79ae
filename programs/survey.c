/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* survey: prepares a survey of photos for GIMP and reports what came of it; ./dev survey runs it.
 */
#include "survey-report.h"
#include "survey-scene.h"

#include <errno.h>
#include <gegl.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Bytes as they are: g_print() would change them to the locale's. */
static void
print_string (const char *text)
{
  fputs (" \"", stdout);
  for (; text != NULL && *text != '\0'; text++)
    {
      if (*text == '"' || *text == '\\')
        putchar ('\\');
      putchar (*text);
    }
  putchar ('"');
}

/* (index name photo area hair skin mm-per-px), "" and 0 for what is not known. */
static void
print_job (guint index, const SurveyLine *line, gboolean unmarked)
{
  char scale[G_ASCII_DTOSTR_BUF_SIZE];

  printf (" (%u", index);
  print_string (line->name);
  print_string (line->photo);
  print_string (line->area);
  print_string (unmarked ? NULL : line->hair);
  print_string (unmarked ? NULL : line->skin);
  printf (" %s)\n", g_ascii_formatd (scale, sizeof scale, "%.8f", line->mm_per_px));
}

/* An old result beside new ones would be taken for one of them. */
static gboolean
remove_results (const SurveyLine *line, const char *output, GError **error)
{
  static const char *const others[] = { "sheet", "need", "region" };

  for (guint i = 0; i < survey_n_pictures + G_N_ELEMENTS (others); i++)
    {
      g_autofree char *path = survey_path (output, line->name,
                                           i < survey_n_pictures ? survey_pictures[i].ending
                                                                 : others[i - survey_n_pictures]);

      if (g_unlink (path) != 0 && errno != ENOENT)
        {
          g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno),
                       "%s cannot be replaced: %s", path, g_strerror (errno));
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
jobs (GPtrArray *lines, const char *output, gboolean unmarked, GError **error)
{
  if (g_access (output, W_OK) != 0)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno),
                   "%s cannot be written to: %s", output, g_strerror (errno));
      return FALSE;
    }
  for (guint i = 0; i < lines->len; i++)
    {
      const SurveyLine *line = lines->pdata[i];

      if (*line->name != '\0' && strchr (line->name, '/') == NULL
          && !remove_results (line, output, error))
        return FALSE;
    }
  printf ("(define tonsure-survey-jobs '(\n");
  for (guint i = 0; i < lines->len; i++)
    if (((const SurveyLine *) lines->pdata[i])->fault == NULL)
      print_job (i, lines->pdata[i], unmarked);
  printf ("))\n");
  return TRUE;
}

static gboolean
report (GPtrArray *lines, const char *output, const char *scratch, GError **error)
{
  GIOChannel *said = g_io_channel_unix_new (STDIN_FILENO);
  gboolean well = g_io_channel_set_encoding (said, NULL, error) == G_IO_STATUS_NORMAL
                  && survey_report (lines, output, scratch, said, error);

  g_io_channel_unref (said);
  return well;
}

static gboolean
run (int argc, char *argv[], GError **error)
{
  gboolean unmarked = FALSE;
  const GOptionEntry entries[] = {
    { "unmarked", 0, 0, G_OPTION_ARG_NONE, &unmarked, "Hair and skin are to be found without marks",
      NULL },
    { 0 },
  };
  g_autoptr (GOptionContext) context =
      g_option_context_new ("jobs MANIFEST OUTPUT | report MANIFEST OUTPUT SCRATCH");
  g_autoptr (GPtrArray) lines = NULL;

  g_option_context_set_summary (
      context, "“jobs” prints the photos of a manifest for tonsure-survey.scm and removes older\n"
               "results. “report” reads what that says on standard input, measures and draws, and\n"
               "writes sheets and survey.csv. “./dev survey” does both.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;
  gboolean is_report = argc == 5 && g_str_equal (argv[1], "report");

  if (!is_report && !(argc == 4 && g_str_equal (argv[1], "jobs")))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   "Use: survey jobs MANIFEST OUTPUT, or survey report MANIFEST OUTPUT SCRATCH");
      return FALSE;
    }
  lines = survey_manifest_read (argv[2], error);
  if (lines == NULL)
    return FALSE;
  return is_report ? report (lines, argv[3], argv[4], error)
                   : jobs (lines, argv[3], unmarked, error);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  int status = EXIT_SUCCESS;

  /* How letters are coded; numbers are written the same way everywhere. */
  setlocale (LC_CTYPE, "");
  gegl_init (NULL, NULL);
  if (!run (argc, argv, &error))
    {
      if (error != NULL)
        g_printerr ("survey: %s\n", error->message);
      status = EXIT_FAILURE;
    }
  gegl_exit ();
  return status;
}
