/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The whole operations through GEGL, beside gegl:opacity on the same buffer: 24 megapixels
 * of RGBA float at .05 mm a pixel, 240 cm² treated at 250 dots/cm², blur 1.5 px. All are
 * run in turn, several times; what counts is the medians' ratios. */
#define _POSIX_C_SOURCE 200809L /* clock_gettime */

#include "gray-map.h"

#include <gegl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define WIDTH 6000
#define HEIGHT 4000
#define MM_PER_PX 0.05
#define RUNS 5

typedef struct
{
  const char *name, *operation;
  gboolean empty;
  gboolean gloss; /* is told from skin */
  double limit;   /* on one thread, times the anchor; 0 where there is none */
  double wall[2][RUNS], cpu[2][RUNS];
} Case;

static Case cases[] = {
  { "gegl:opacity value=0.5", "gegl:opacity", FALSE, FALSE, 0.0, { { 0 } }, { { 0 } } },
  { "tonsure:treat", "tonsure:treat", FALSE, FALSE, 4.0, { { 0 } }, { { 0 } } },
  { "tonsure:treat, gloss", "tonsure:treat", FALSE, TRUE, 4.0, { { 0 } }, { { 0 } } },
  { "tonsure:treat, no dots", "tonsure:treat", TRUE, TRUE, 1.3, { { 0 } }, { { 0 } } },
  { "tonsure:hair", "tonsure:hair", FALSE, FALSE, 12.0, { { 0 } }, { { 0 } } },
  { "tonsure:gray-hair", "tonsure:gray-hair", FALSE, FALSE, 15.0, { { 0 } }, { { 0 } } },
  { "tonsure:pigment", "tonsure:pigment", FALSE, FALSE, 4.0, { { 0 } }, { { 0 } } },
  { "tonsure:pigment, no dots", "tonsure:pigment", TRUE, FALSE, 1.3, { { 0 } }, { { 0 } } },
};

typedef struct
{
  GeglBuffer *photo, *output;
  GeglBuffer *gray[2], *layer[2]; /* area, and none */
} Buffers;

static double
now (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);
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

static GeglBuffer *
buffer_new (const char *format)
{
  return gegl_buffer_new (GEGL_RECTANGLE (0, 0, WIDTH, HEIGHT), babl_format (format));
}

static gboolean
in_area (int x, int y)
{
  const double a = 2300.0, b = 24000.0 / (MM_PER_PX * MM_PER_PX) / (G_PI * a);
  double u = (x - WIDTH / 2) / a, v = (y - HEIGHT / 2) / b;

  return u * u + v * v <= 1.0;
}

/* The area as a gray picture or as the alpha of a white layer. */
static GeglBuffer *
area_new (gboolean layer, gboolean empty)
{
  GeglBuffer *buffer = buffer_new (layer ? "RGBA float" : "Y' u8");
  g_autofree float *rgba = g_new (float, 4 * WIDTH);
  g_autofree guint8 *gray = g_new (guint8, WIDTH);

  for (int y = 0; y < HEIGHT; y++)
    {
      for (int x = 0; x < WIDTH; x++)
        {
          gboolean treated = !empty && in_area (x, y);

          gray[x] = treated ? 255 : 0;
          for (int c = 0; c < 4; c++)
            rgba[4 * x + c] = c < 3 || treated ? 1.0f : 0.0f;
        }
      gegl_buffer_set (buffer, GEGL_RECTANGLE (0, y, WIDTH, 1), 0, NULL,
                       layer ? (void *) rgba : (void *) gray, GEGL_AUTO_ROWSTRIDE);
    }
  return buffer;
}

static void
fill_photo (GeglBuffer *photo)
{
  g_autofree float *row = g_new (float, 4 * WIDTH);

  for (int y = 0; y < HEIGHT; y++)
    {
      for (int i = 0; i < 4 * WIDTH; i++)
        row[i] = i % 4 == 3 ? 1.0f : 0.2f + 0.1f * ((i + y) % 7);
      gegl_buffer_set (photo, GEGL_RECTANGLE (0, y, WIDTH, 1), 0, NULL, row, GEGL_AUTO_ROWSTRIDE);
    }
}

static GeglNode *
source_new (GeglNode *graph, GeglBuffer *buffer)
{
  return gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", buffer, NULL);
}

/* Hair everywhere, which takes the most time; found once. */
static const char *
map_of_hair (void)
{
  static char *text;
  const int step = 100;
  g_autoptr (TonsureRegion) region = NULL;
  g_autoptr (TonsureGrayMap) map = NULL;
  g_autofree float *rgb = NULL;
  gsize n = (gsize) (WIDTH / step + 1) * (HEIGHT / step + 1);

  if (text != NULL)
    return text;
  region = g_new (TonsureRegion, 1);
  *region = (TonsureRegion) { { 0, 0, WIDTH, HEIGHT }, step,
                              step * MM_PER_PX,        WIDTH / step + 1,
                              HEIGHT / step + 1,       g_new (float, n),
                              g_new (float, n) };
  for (gsize i = 0; i < n; i++)
    region->head[i] = region->hair[i] = 1;
  rgb = g_new (float, 3 * (gsize) WIDTH * HEIGHT);
  for (gsize i = 0; i < 3 * (gsize) WIDTH * HEIGHT; i++)
    rgb[i] = 0.1f + 0.05f * (float) (i % 7);
  map = tonsure_gray_map_new_for_region (rgb, region, WIDTH, MM_PER_PX);
  text = tonsure_gray_map_to_text (map);
  return text;
}

/* A graph of one operation; what it makes is written into the output buffer. */
/* The function that newer GEGLs ask for is not in 0.4.42. */
static void
connect_aux (GeglNode *from, GeglNode *node)
{
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  gegl_node_connect_to (from, "output", node, "aux");
  G_GNUC_END_IGNORE_DEPRECATIONS
}

static GeglNode *
graph_new (const Case *which, const Buffers *buffers, GeglNode **node)
{
  GeglNode *graph = gegl_node_new ();
  gboolean pigment = g_str_equal (which->operation, "tonsure:pigment");

  *node = gegl_node_new_child (graph, "operation", which->operation, NULL);
  gegl_node_link (source_new (graph, pigment ? buffers->layer[which->empty] : buffers->photo),
                  *node);
  if (g_str_equal (which->operation, "gegl:opacity"))
    gegl_node_set (*node, "value", 0.5, NULL);
  else
    gegl_node_set (*node, "mm-per-px", MM_PER_PX, "blur", 1.5, NULL);
  if (g_str_equal (which->operation, "tonsure:gray-hair"))
    gegl_node_set (*node, "share", 0.4, "left", 0.9, "length", 10.0, NULL);
  if (g_str_equal (which->operation, "tonsure:gray-hair"))
    gegl_node_set (*node, "map", map_of_hair (), NULL);
  if (g_str_equal (which->operation, "tonsure:hair"))
    gegl_node_set (*node, "hair-red", 0.03, "hair-green", 0.03, "hair-blue", 0.02, "skin-red", 0.5,
                   "skin-green", 0.32, "skin-blue", 0.24, NULL);
  if (which->gloss)
    gegl_node_set (*node, "matte-red", 0.5, "matte-green", 0.32, "matte-blue", 0.24, "matte-spread",
                   0.1, NULL);
  if (g_str_equal (which->operation, "tonsure:treat"))
    connect_aux (source_new (graph, buffers->gray[which->empty]), *node);
  return graph;
}

static void
run (Case *which, const Buffers *buffers, int threads, int number)
{
  GeglNode *node;
  g_autoptr (GeglNode) graph = graph_new (which, buffers, &node);
  double wall, cpu;

  g_object_set (gegl_config (), "threads", threads, NULL);
  wall = now (CLOCK_MONOTONIC);
  cpu = now (CLOCK_PROCESS_CPUTIME_ID);
  gegl_node_blit_buffer (node, buffers->output, GEGL_RECTANGLE (0, 0, WIDTH, HEIGHT), 0,
                         GEGL_ABYSS_NONE);
  if (number >= 0)
    {
      which->wall[threads - 1][number] = now (CLOCK_MONOTONIC) - wall;
      which->cpu[threads - 1][number] = now (CLOCK_PROCESS_CPUTIME_ID) - cpu;
    }
}

static void
print_case (const Case *which)
{
  double one = median (which->wall[0]), two = median (which->wall[1]);
  double anchor = median (cases[0].wall[0]), anchor_two = median (cases[0].wall[1]);
  double cpu_ratio = median (which->cpu[0]) / median (cases[0].cpu[0]);
  double gain = one / two / (anchor / anchor_two);
  char limit[16] = "";

  if (which->limit > 0.0)
    g_snprintf (limit, sizeof limit, "<= %.1f", which->limit);
  printf ("%-26s %7.3f %7.3f %9.2f %9.2f %7s %7.3f %7.2f %9.2f\n", which->name, one,
          median (which->cpu[0]), one / anchor, cpu_ratio, limit, two, one / two, gain);
}

int
main (int argc, char **argv)
{
  Buffers buffers;

  g_setenv ("GEGL_USE_OPENCL", "no", TRUE);
  gegl_init (&argc, &argv);
  g_object_set (gegl_config (), "tile-cache-size", (guint64) 4 << 30, NULL);
  if (!gegl_has_operation ("tonsure:treat") || !gegl_has_operation ("tonsure:pigment"))
    {
      fprintf (stderr, "The operations are not found: set GEGL_PATH\n");
      return EXIT_FAILURE;
    }
  buffers.photo = buffer_new ("RGBA float");
  buffers.output = buffer_new ("RGBA float");
  fill_photo (buffers.photo);
  for (int empty = 0; empty < 2; empty++)
    {
      buffers.gray[empty] = area_new (FALSE, empty);
      buffers.layer[empty] = area_new (TRUE, empty);
    }

  /* The first round, not counted, warms tiles and memory for all alike. */
  for (int number = -1; number < RUNS; number++)
    for (int threads = 1; threads <= 2; threads++)
      for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
        run (&cases[i], &buffers, threads, number);

  printf ("24 Mpixel RGBA float, .05 mm/px, 240 cm² at 250/cm², blur 1.5 px; medians of %d, s\n"
          "%-26s %7s %7s %9s %9s %7s %7s %7s %9s\n",
          RUNS, "", "1 thr.", "of CPU", "/opacity", "CPU/op.", "limit", "2 thr.", "gain",
          "/opacity");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    print_case (&cases[i]);
  printf ("The last column is to be at least 1.1 where there are dots.\n");

  g_object_unref (buffers.photo);
  g_object_unref (buffers.output);
  for (int empty = 0; empty < 2; empty++)
    {
      g_object_unref (buffers.gray[empty]);
      g_object_unref (buffers.layer[empty]);
    }
  gegl_exit ();
  return EXIT_SUCCESS;
}
