/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Prints what the years do to pigment and hair, as CSV with 10, 50 and 90 % quantiles.
 *
 * What the quantities mean and where they come from: core/ageing.h, laser.h, history.h and
 * graying.h. Quantiles are those of each quantity: _p10 is the value that a tenth of people stay
 * below.
 */
#include "years-table.h"
#include "say.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

static const struct
{
  const char *name;
  YearsTable print;
} tables[] = {
  { "pigment", years_table_pigment },
  { "laser", years_table_laser },
  { "gray", years_table_gray },
  { "mismatch", years_table_mismatch },
};

static const char usage[] =
    "Usage:\n"
    "  years-table (pigment|laser|gray|mismatch) [OPTION...] > TABLE\n"
    "\n"
    "Prints quantities over the years with their 10, 50 and 90 % quantiles:\n"
    "  pigment    what is left of a deposit, how wide it is, and the color of the skin\n"
    "  laser      what sessions of laser leave\n"
    "  gray       the share of white hair by age\n"
    "  mismatch   the color difference between treated skin and the hair beside it\n"
    "\n"
    "years-table TABLE --help says what each can be told.\n";

gboolean
years_parse (const char *name, const char *summary, const GOptionEntry *entries, int argc,
             char *argv[], GError **error)
{
  g_autofree char *program = g_strdup_printf ("years-table %s", name);
  g_autoptr (GOptionContext) context = g_option_context_new ("> TABLE");

  g_set_prgname (program);
  g_option_context_set_summary (context, summary);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;
  if (argc == 1)
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "No argument is taken: %s",
               argv[1]);
  return FALSE;
}

gboolean
years_check (const YearsRange *ranges, guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    if (!(ranges[i].value >= ranges[i].minimum && ranges[i].value <= ranges[i].maximum))
      {
        g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                     "--%s is %g, which is outside %g to %g", ranges[i].name, ranges[i].value,
                     ranges[i].minimum, ranges[i].maximum);
        return FALSE;
      }
  return TRUE;
}

gboolean
years_choose (const char *option, const char *value, const char *const *names, guint *chosen,
              GError **error)
{
  g_autofree char *all = g_strjoinv (", ", (char **) names);

  *chosen = 0;
  for (guint i = 0; names[i] != NULL; i++)
    if (value == NULL || g_str_equal (names[i], value))
      {
        *chosen = i;
        return TRUE;
      }
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               "--%s is \"%s\", which is none of: %s", option, value, all);
  return FALSE;
}

void
years_number (GString *out, double number, const char *format)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (out->len > 0 && out->str[out->len - 1] != '\n')
    g_string_append_c (out, ',');
  g_string_append (out, g_ascii_formatd (text, sizeof text, format, number));
}

static int
compare_numbers (const void *a, const void *b)
{
  const double *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

void
years_quantiles (GString *out, double *values, guint n, const char *format)
{
  static const double quantiles[] = { 0.1, 0.5, 0.9 };

  qsort (values, n, sizeof *values, compare_numbers);
  for (guint i = 0; i < G_N_ELEMENTS (quantiles); i++)
    {
      double at = CLAMP (quantiles[i] * n - 0.5, 0.0, n - 1.0);
      guint below = MIN ((guint) at, n - 1), above = MIN (below + 1, n - 1);

      years_number (out, values[below] + (at - below) * (values[above] - values[below]), format);
    }
}

static gboolean
run (int argc, char *argv[], GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; argc > 1 && i < G_N_ELEMENTS (tables); i++)
    if (g_str_equal (argv[1], tables[i].name))
      {
        if (!tables[i].print (argc - 1, argv + 1, out, error))
          return FALSE;
        if (fwrite (out->str, 1, out->len, stdout) == out->len && fflush (stdout) == 0)
          return TRUE;
        g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno),
                     "Cannot write the table: %s", g_strerror (errno));
        return FALSE;
      }
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "%s%s\n%s",
               argc > 1 ? "There is no table " : "Which table?", argc > 1 ? argv[1] : "", usage);
  return FALSE;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;

  if (argc == 2 && (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h")))
    {
      fputs (usage, stdout);
      return EXIT_SUCCESS;
    }
  if (run (argc, argv, &error))
    return EXIT_SUCCESS;
  say_error ("years-table", error);
  return EXIT_FAILURE;
}
