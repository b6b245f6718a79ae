/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Prints the dots of a rectangle of skin, one a line: x y rank id.
 *
 * Places are in mm, densities in dots per cm², so that anyone can measure the stipple.
 */
#include "stipple.h"
#include "say.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>

#define FARTHEST 1e9    /* mm */
#define MOST_DOTS 200e6 /* about 5 GB */
#define SQUARE 16.0     /* mm: skin is gone through in squares of this side */
#define MOST_SQUARES 4e6

typedef struct
{
  char *rectangle, *density, *ramp;
  double up_to, jitter;
  gint64 seed;
  gboolean no_warp;
} Options;

typedef struct
{
  TonsureRectangle rectangle;
  double at_left, at_right;
  gboolean is_empty;
} Demand;

static gboolean fail (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
fail (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  *error = g_error_new_valist (G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, format, arguments);
  va_end (arguments);
  return FALSE;
}

/* Reads exactly @n finite numbers, @separator between them. */
static gboolean
read_numbers (const char *text, const char *separator, guint n, double *numbers)
{
  g_auto (GStrv) words = g_strsplit (text, separator, -1);

  if (g_strv_length (words) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      char *end;

      errno = 0;
      numbers[i] = g_ascii_strtod (words[i], &end);
      if (end == words[i] || *end || errno == ERANGE || !isfinite (numbers[i]))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_rectangle (const char *text, TonsureRectangle *r, GError **error)
{
  double n[4];

  if (!text)
    return fail (error, "Which dots? Give --rect X,Y,WIDTH,HEIGHT in mm");
  if (!read_numbers (text, ",", 4, n))
    return fail (error, "--rect is '%s', but must be four numbers X,Y,WIDTH,HEIGHT in mm", text);
  *r = (TonsureRectangle) { n[0], n[1], n[2], n[3] };
  if (!(r->width > 0.0 && r->height > 0.0))
    return fail (error, "--rect is '%s', but width and height must be above 0", text);
  if (!(r->x >= -FARTHEST && r->y >= -FARTHEST && r->x + r->width <= FARTHEST
        && r->y + r->height <= FARTHEST))
    return fail (error, "--rect is '%s', but must lie within ±1e9 mm", text);
  return TRUE;
}

static gboolean
read_density (const Options *options, Demand *demand, GError **error)
{
  double n[2];

  if (!options->density == !options->ramp)
    return fail (error, "Give either --density N or --ramp N1:N2, in dots per cm^2");
  if (options->density)
    {
      if (!read_numbers (options->density, ",", 1, n))
        return fail (error, "--density is '%s', but must be one number", options->density);
      n[1] = n[0];
    }
  else if (!read_numbers (options->ramp, ":", 2, n))
    return fail (error, "--ramp is '%s', but must be two numbers N1:N2", options->ramp);
  for (int i = 0; i < 2; i++)
    if (!(n[i] >= 0.0 && n[i] <= TONSURE_MAX_DENSITY))
      return fail (error, "A density is %g dots per cm^2, but must be 0 to %g", n[i],
                   TONSURE_MAX_DENSITY);
  demand->at_left = n[0];
  demand->at_right = n[1];
  return TRUE;
}

/* How many of them the rectangle touches at most. */
static double
squares (const TonsureRectangle *r)
{
  return (r->width / SQUARE + 2.0) * (r->height / SQUARE + 2.0);
}

static gboolean
read_demand (const Options *options, Demand *demand, GError **error)
{
  if (!read_rectangle (options->rectangle, &demand->rectangle, error)
      || !read_density (options, demand, error))
    return FALSE;
  if (!(options->up_to >= 0.0 && options->up_to <= 1.0))
    return fail (error, "--up-to is %g, but must be 0 to 1", options->up_to);
  if (!(options->jitter >= 0.0 && options->jitter <= 1.0))
    return fail (error, "--jitter is %g, but must be 0 to 1", options->jitter);
  if (options->seed < 0 || options->seed > G_MAXUINT32)
    return fail (error, "--seed is %" G_GINT64_FORMAT ", but must be 0 to 4294967295",
                 options->seed);

  double mean = 0.5 * (demand->at_left + demand->at_right) * options->up_to;
  double dots = demand->rectangle.width * demand->rectangle.height / 100.0 * mean;
  if (dots > MOST_DOTS)
    return fail (error, "That would be %.0f million dots, but %.0f million are the most",
                 dots / 1e6, MOST_DOTS / 1e6);
  demand->is_empty = !(mean > 0.0);
  if (!demand->is_empty && squares (&demand->rectangle) > MOST_SQUARES)
    return fail (error,
                 "--rect is '%s', which is %.0f million squares of %g mm, but %.0f million are the "
                 "most; where there are few dots, ask for a part",
                 options->rectangle, squares (&demand->rectangle) / 1e6, SQUARE,
                 MOST_SQUARES / 1e6);
  return TRUE;
}

static gboolean
print (const TonsureDots *dots)
{
  char x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE];

  for (gsize k = 0; k < dots->n; k++)
    if (printf ("%s %s %u %016" G_GINT64_MODIFIER "x\n",
                g_ascii_formatd (x, sizeof x, "%.6f", dots->x[k]),
                g_ascii_formatd (y, sizeof y, "%.6f", dots->y[k]), dots->rank[k], dots->id[k])
        < 0)
      return FALSE;
  return TRUE;
}

static gboolean
print_dots (const Options *options, const Demand *demand, GError **error)
{
  const TonsureRectangle *r = &demand->rectangle;
  double densest = MAX (demand->at_left, demand->at_right);
  TonsureStipple stipple = { .seed = (guint32) options->seed,
                             .jitter =
                                 densest > 0.0 ? options->jitter * 10.0 / sqrt (densest) : 0.0,
                             .warp = !options->no_warp };
  g_auto (TonsureDots) dots;
  TonsureRamp ramp;

  tonsure_dots_init (&dots);
  tonsure_stipple_dots (&stipple,
                        tonsure_ramp_init (&ramp, r->x, r->x + r->width,
                                           demand->at_left * options->up_to,
                                           demand->at_right * options->up_to),
                        r, &dots);
  if (!print (&dots) || fflush (stdout) != 0)
    return fail (error, "Cannot write the dots: %s", g_strerror (errno));
  return TRUE;
}

static gboolean
parse (int *argc, char ***argv, Options *options, GError **error)
{
  const GOptionEntry entries[] = {
    { "rect", 0, 0, G_OPTION_ARG_STRING, &options->rectangle, "Which part of the skin, mm",
      "X,Y,WIDTH,HEIGHT" },
    { "density", 0, 0, G_OPTION_ARG_STRING, &options->density, "Dots per cm^2, 0 to 400", "N" },
    { "ramp", 0, 0, G_OPTION_ARG_STRING, &options->ramp,
      "Dots per cm^2 at the left and right edge, linear between", "N1:N2" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &options->seed, "Which set of dots (default 0)", "N" },
    { "up-to", 0, 0, G_OPTION_ARG_DOUBLE, &options->up_to,
      "Share of the dots, the first ones by rank, 0 to 1 (default 1)", "SHARE" },
    { "jitter", 0, 0, G_OPTION_ARG_DOUBLE, &options->jitter,
      "Standard deviation of the places in spacings 1/sqrt (density) (default 0)", "J" },
    { "no-warp", 0, 0, G_OPTION_ARG_NONE, &options->no_warp, "The bare, repeating tile", NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("- dots of a rectangle of skin");

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (*argc > 1)
    return fail (error, "'%s' is not an option", (*argv)[1]);
  return TRUE;
}

int
main (int argc, char *argv[])
{
  Options options = { .up_to = 1.0 };
  Demand demand;
  g_autoptr (GError) error = NULL;
  gboolean ok = parse (&argc, &argv, &options, &error) && read_demand (&options, &demand, &error)
                && (demand.is_empty || print_dots (&options, &demand, &error));

  if (!ok)
    say_error ("dots", error);
  g_free (options.rectangle);
  g_free (options.density);
  g_free (options.ramp);
  return ok ? 0 : 2;
}
