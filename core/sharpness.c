/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* A grid of blur and lost contrast: see sharpness.h. */
#include "sharpness.h"
#include "treatment.h"

#include "exact.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define LN2 0.69314718055994530942

/* Coordinates and cells of any picture. */
#define FARTHEST 1e9
#define LEAST_CELL 1e-3

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

char *
tonsure_sharpness_to_text (const TonsureSharpness *s)
{
  GString *text;
  char x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE], cell[G_ASCII_DTOSTR_BUF_SIZE];

  if (s->columns == 0)
    return g_strdup ("");
  g_ascii_dtostr (x, sizeof x, s->x);
  g_ascii_dtostr (y, sizeof y, s->y);
  g_ascii_dtostr (cell, sizeof cell, s->cell);
  text = g_string_new (NULL);
  g_string_printf (text, "%dx%d,%s,%s,%s,", s->columns, s->rows, x, y, cell);
  for (int i = 0; i < s->columns * s->rows; i++)
    {
      g_string_append_c (text, letters[s->blur[i]]);
      g_string_append_c (text, letters[s->lost[i]]);
    }
  return g_string_free (text, FALSE);
}

/* A number within ± @most, followed by @after. */
static gboolean
read_number (const char **text, char after, double most, double *value)
{
  char *end = NULL;

  *value = g_ascii_strtod (*text, &end);
  if (end == *text || *end != after || !(fabs (*value) <= most))
    return FALSE;
  *text = end + 1;
  return TRUE;
}

static gboolean
read_count (const char **text, char after, int *count)
{
  double value;

  if (!read_number (text, after, TONSURE_SHARPNESS_SIDE, &value) || !(value >= 1)
      || value != floor (value))
    return FALSE;
  *count = (int) value;
  return TRUE;
}

static gboolean
read_codes (const char *text, TonsureSharpness *s)
{
  int n = s->columns * s->rows;

  if (strlen (text) != (gsize) 2 * n)
    return FALSE;
  for (int i = 0; i < n; i++)
    {
      const char *blur = strchr (letters, text[2 * i]);
      const char *lost = strchr (letters, text[2 * i + 1]);

      if (blur == NULL || lost == NULL)
        return FALSE;
      s->blur[i] = (guint8) (blur - letters);
      s->lost[i] = (guint8) (lost - letters);
    }
  return TRUE;
}

gboolean
tonsure_sharpness_from_text (TonsureSharpness *sharpness, const char *text, GError **error)
{
  TonsureSharpness read;

  memset (&read, 0, sizeof read);
  if (*text != '\0'
      && (!read_count (&text, 'x', &read.columns) || !read_count (&text, ',', &read.rows)
          || !read_number (&text, ',', FARTHEST, &read.x)
          || !read_number (&text, ',', FARTHEST, &read.y)
          || !read_number (&text, ',', FARTHEST, &read.cell) || !(read.cell >= LEAST_CELL)
          || !read_codes (text, &read)))
    {
      g_set_error_literal (error, TONSURE_ERROR, TONSURE_ERROR_PARSE,
                           _ ("The sharpness is no grid: it is COLUMNSxROWS,X,Y,CELL,CODES with "
                              "at most 64 columns and rows and two letters a cell"));
      return FALSE;
    }
  memcpy (sharpness, &read, sizeof read);
  return TRUE;
}

double
tonsure_sharpness_code (double sigma)
{
  return TONSURE_SHARPNESS_OCTAVE / LN2
         * tonsure_log (MAX (sigma, 1e-3) / TONSURE_SHARPNESS_LEAST_BLUR);
}

double
tonsure_sharpness_blur (double code)
{
  return TONSURE_SHARPNESS_LEAST_BLUR * tonsure_exp (LN2 / TONSURE_SHARPNESS_OCTAVE * code);
}

/* The cell before a place and the share of the next. */
static int
cell_before (double at, int n, double *share)
{
  at = CLAMP (at - 0.5, 0.0, n - 1.0);

  int first = MIN ((int) at, MAX (n - 2, 0));

  *share = at - first;
  return first;
}

static double
mix (const guint8 *codes, int columns, int right, int down, double u, double v)
{
  double above = codes[0] + u * (codes[right] - codes[0]);
  const guint8 *next = codes + columns * down;
  double below = next[0] + u * (next[right] - next[0]);

  return above + v * (below - above);
}

void
tonsure_sharpness_at (const TonsureSharpness *s, double x, double y, double *blur, double *lost)
{
  double u, v;

  if (s->columns == 0)
    {
      *blur = *lost = 0.0;
      return;
    }
  int i = cell_before ((x - s->x) / s->cell, s->columns, &u);
  int j = cell_before ((y - s->y) / s->cell, s->rows, &v);
  int right = s->columns > 1, down = s->rows > 1, at = j * s->columns + i;

  *blur = mix (s->blur + at, s->columns, right, down, u, v);
  *lost = TONSURE_SHARPNESS_CONTRAST * mix (s->lost + at, s->columns, right, down, u, v);
}

void
tonsure_sharpness_range (const TonsureSharpness *s, int *least, int *most)
{
  int n = s->columns * s->rows;

  *least = n > 0 ? s->blur[0] : 0;
  *most = *least;
  for (int i = 1; i < n; i++)
    {
      *least = MIN (*least, s->blur[i]);
      *most = MAX (*most, s->blur[i]);
    }
}

void
tonsure_sharpness_follow (TonsureSharpness *s, double scale, double dx, double dy)
{
  int n = s->columns * s->rows;
  double more = floor (TONSURE_SHARPNESS_OCTAVE / LN2 * tonsure_log (scale) + 0.5);

  if (n == 0)
    return;
  s->x = s->x * scale + dx;
  s->y = s->y * scale + dy;
  s->cell *= scale;
  for (int i = 0; i < n; i++)
    s->blur[i] = (guint8) CLAMP (s->blur[i] + more, 0, TONSURE_SHARPNESS_MOST);
}
