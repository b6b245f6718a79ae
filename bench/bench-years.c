/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What the years cost: tonsure:treat and tonsure:pigment through GEGL on 24 megapixels of RGBA
 * float at .05 mm a pixel, 240 cm² treated at 250 dots/cm², blur 1.5 px, on one thread, and how
 * long a renderer takes to get ready. All are run in turn, several times; what counts is the
 * medians' ratios to year 0. */
#define _POSIX_C_SOURCE 200809L /* clock_gettime */

#include "render-private.h"

#include <gegl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define WIDTH 6000
#define HEIGHT 4000
#define MM_PER_PX 0.05
#define RUNS 5
#define LIMIT 1.5 /* times year 0, where nothing was touched up */

static const char *const operations[] = { "tonsure:treat", "tonsure:pigment" };

#define OPERATIONS G_N_ELEMENTS (operations)

typedef struct
{
  double years, touch_ups;
  TonsureOutcome outcome;
  double wall[OPERATIONS][RUNS], setup[RUNS];
} Case;

static Case cases[] = {
  { 0, 0, TONSURE_OUTCOME_TYPICAL, { { 0 } }, { 0 } },
  { 10, 0, TONSURE_OUTCOME_UNFAVORABLE, { { 0 } }, { 0 } },
  { 20, 0, TONSURE_OUTCOME_TYPICAL, { { 0 } }, { 0 } },
  { 30, 0, TONSURE_OUTCOME_UNFAVORABLE, { { 0 } }, { 0 } },
  { 10, 2, TONSURE_OUTCOME_TYPICAL, { { 0 } }, { 0 } },
  { 10, 2, TONSURE_OUTCOME_UNFAVORABLE, { { 0 } }, { 0 } },
  { 30, 5, TONSURE_OUTCOME_TYPICAL, { { 0 } }, { 0 } },
};

static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_MONOTONIC, &time);
  return time.tv_sec + 1e-9 * time.tv_nsec;
}

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
median (const double *times)
{
  double sorted[RUNS];

  for (int i = 0; i < RUNS; i++)
    sorted[i] = times[i];
  qsort (sorted, RUNS, sizeof *sorted, compare);
  return sorted[RUNS / 2];
}

static TonsureTreatment
treatment_of (const Case *which)
{
  TonsureTreatment treatment;

  tonsure_treatment_init (&treatment);
  treatment.mm_per_px = MM_PER_PX;
  treatment.blur = 1.5;
  treatment.outcome = which->outcome;
  treatment.years = which->years;
  treatment.touch_ups = which->touch_ups;
  return treatment;
}

/* An ellipse of white in an empty layer. */
static GeglBuffer *
layer_new (void)
{
  const double a = 2300.0, b = 24000.0 / (MM_PER_PX * MM_PER_PX) / (G_PI * a);
  GeglBuffer *layer =
      gegl_buffer_new (GEGL_RECTANGLE (0, 0, WIDTH, HEIGHT), babl_format ("RGBA float"));
  g_autofree float *row = g_new (float, 4 * WIDTH);

  for (int y = 0; y < HEIGHT; y++)
    {
      double v = (y - HEIGHT / 2) / b;

      for (int x = 0; x < WIDTH; x++)
        {
          double u = (x - WIDTH / 2) / a;

          for (int c = 0; c < 4; c++)
            row[4 * x + c] = u * u + v * v <= 1.0 ? 1.0f : 0.0f;
        }
      gegl_buffer_set (layer, GEGL_RECTANGLE (0, y, WIDTH, 1), 0, NULL, row, GEGL_AUTO_ROWSTRIDE);
    }
  return layer;
}

/* The function that newer GEGLs ask for is not in 0.4.42. */
static void
connect_aux (GeglNode *from, GeglNode *node)
{
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  gegl_node_connect_to (from, "output", node, "aux");
  G_GNUC_END_IGNORE_DEPRECATIONS
}

/* The layer is photo and area in one, for tonsure:treat. */
static void
run (Case *which, guint operation, GeglBuffer *layer, GeglBuffer *output, int number)
{
  g_autoptr (GeglNode) graph = gegl_node_new ();
  GeglNode *source =
      gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", layer, NULL);
  GeglNode *node = gegl_node_new_child (graph, "operation", operations[operation], "mm-per-px",
                                        MM_PER_PX, "blur", 1.5, "outcome", which->outcome, "years",
                                        which->years, "touch-ups", which->touch_ups, NULL);
  double start;

  gegl_node_link (source, node);
  if (operation == 0)
    connect_aux (source, node);
  start = now ();
  gegl_node_blit_buffer (node, output, GEGL_RECTANGLE (0, 0, WIDTH, HEIGHT), 0, GEGL_ABYSS_NONE);
  if (number >= 0)
    which->wall[operation][number] = now () - start;
}

static void
get_ready (Case *which, int number)
{
  TonsureTreatment treatment = treatment_of (which);
  double start = now ();
  g_autoptr (TonsureRenderer) renderer = tonsure_renderer_new (&treatment, NULL, NULL);

  if (renderer != NULL && number >= 0)
    which->setup[number] = now () - start;
}

/* How many dots there are for each of the plan. */
static double
dots_of (const Case *which)
{
  TonsureTreatment treatment = treatment_of (which);
  TonsureYears years;
  double sum = 0.0;

  tonsure_years_init (&years, &treatment);
  for (guint g = 0; g < years.n; g++)
    sum += tonsure_years_dots (&years, g);
  return sum;
}

static void
print_case (const Case *which)
{
  double dots = dots_of (which), limit = LIMIT * MAX (dots, 1.0);

  printf ("year %2g %-11s touch-ups %g %5.2f", which->years, tonsure_outcome_nick (which->outcome),
          which->touch_ups, dots);
  for (guint i = 0; i < OPERATIONS; i++)
    printf ("  %7.3f %6.2f", median (which->wall[i]),
            median (which->wall[i]) / median (cases[0].wall[i]));
  printf ("  <= %4.2f %7.0f\n", limit, median (which->setup) * 1e3);
}

int
main (int argc, char **argv)
{
  GeglBuffer *layer, *output;

  g_setenv ("GEGL_USE_OPENCL", "no", TRUE);
  gegl_init (&argc, &argv);
  g_object_set (gegl_config (), "tile-cache-size", (guint64) 4 << 30, "threads", 1, NULL);
  if (!gegl_has_operation (operations[0]) || !gegl_has_operation (operations[1]))
    {
      fprintf (stderr, "The operations are not found: set GEGL_PATH\n");
      return EXIT_FAILURE;
    }
  layer = layer_new ();
  output = gegl_buffer_new (GEGL_RECTANGLE (0, 0, WIDTH, HEIGHT), babl_format ("RGBA float"));

  /* The first round, not counted, warms tiles and memory for all alike. */
  for (int number = -1; number < RUNS; number++)
    for (guint k = 0; k < G_N_ELEMENTS (cases); k++)
      {
        for (guint i = 0; i < OPERATIONS; i++)
          run (&cases[k], i, layer, output, number);
        get_ready (&cases[k], number);
      }
  printf ("24 Mpixel, .05 mm/px, 240 cm², blur 1.5 px, one thread; medians of %d, s; ratio to "
          "year 0\n%-33s %5s  %14s  %14s  %7s %7s\n",
          RUNS, "", "dots", "treat", "pigment", "limit", "ready, ms");
  for (guint k = 0; k < G_N_ELEMENTS (cases); k++)
    print_case (&cases[k]);
  g_object_unref (layer);
  g_object_unref (output);
  gegl_exit ();
  return EXIT_SUCCESS;
}
