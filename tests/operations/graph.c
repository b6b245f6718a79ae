/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Pictures and graphs that the tests of the operations share: see graph.h. */
#include "graph.h"

#include <math.h>
#include <string.h>

#define CENTER_X 170
#define CENTER_Y 150
#define RADIUS_X 90
#define RADIUS_Y 60

const GeglRectangle picture = { 0, 0, WIDTH, HEIGHT };
const GeglRectangle painted = { CENTER_X - RADIUS_X, CENTER_Y - RADIUS_Y, 2 * RADIUS_X,
                                2 * RADIUS_Y };

guint8
area_value (int x, int y)
{
  double u = (x + 0.5 - CENTER_X) / RADIUS_X, v = (y + 0.5 - CENTER_Y) / RADIUS_Y;
  double inside = 1.0 - (u * u + v * v);

  return (guint8) CLAMP (inside * 4.0 * 255.0, 0.0, 255.0);
}

/* A buffer in @format from one value a pixel, set as all of @n components in @from. */
static GeglBuffer *
buffer_from_area (const Babl *format, const Babl *from, int n, const guint8 pattern[4])
{
  GeglBuffer *buffer = gegl_buffer_new (&picture, format);
  guint8 row[4 * WIDTH];

  for (int y = 0; y < HEIGHT; y++)
    {
      for (int x = 0; x < WIDTH; x++)
        for (int c = 0; c < n; c++)
          row[n * x + c] = pattern[c] != 0 ? pattern[c] : area_value (x, y);
      gegl_buffer_set (buffer, GEGL_RECTANGLE (0, y, WIDTH, 1), 0, from, row, GEGL_AUTO_ROWSTRIDE);
    }
  return buffer;
}

GeglBuffer *
area_as_alpha (const Babl *format)
{
  const guint8 white[4] = { 255, 255, 255, 0 };

  return buffer_from_area (format, babl_format ("R'G'B'A u8"), 4, white);
}

GeglBuffer *
area_as_gray (const Babl *format)
{
  const guint8 gray[4] = { 0, 0, 0, 255 };

  return buffer_from_area (format, babl_format_with_space ("R'G'B'A u8", format), 4, gray);
}

GeglBuffer *
random_photo (const Babl *format)
{
  GeglBuffer *buffer = gegl_buffer_new (&picture, format);
  g_autofree float *row = g_new (float, 4 * WIDTH);

  for (int y = 0; y < HEIGHT; y++)
    {
      for (int i = 0; i < 4 * WIDTH; i++)
        row[i] = (float) g_test_rand_double_range (0.05, 1.0);
      gegl_buffer_set (buffer, GEGL_RECTANGLE (0, y, WIDTH, 1), 0,
                       babl_format_with_space ("R'G'B'A float", format), row, GEGL_AUTO_ROWSTRIDE);
    }
  return buffer;
}

const float bare_skin[3] = { 0.45f, 0.31f, 0.24f };
const float hair_color[3] = { 0.04f, 0.03f, 0.025f };

float
hair_at (int x, int y)
{
  return (x + y / 3) % 9 == 4 ? (float) (y % 5 + 1) / 5 : 0.0f;
}

GeglBuffer *
hairy_photo (const Babl *format, float alpha)
{
  GeglBuffer *buffer = gegl_buffer_new (&picture, format);
  g_autofree float *row = g_new (float, 4 * WIDTH);

  for (int y = 0; y < HEIGHT; y++)
    {
      for (int x = 0; x < WIDTH; x++)
        {
          float a = hair_at (x, y), shade = 1.0f - 0.3f * (float) y / HEIGHT;

          for (int c = 0; c < 3; c++)
            row[4 * x + c] = shade * (a * hair_color[c] + (1 - a) * bare_skin[c]);
          row[4 * x + 3] = alpha;
        }
      gegl_buffer_set (buffer, GEGL_RECTANGLE (0, y, WIDTH, 1), 0, babl_format ("RGBA float"), row,
                       GEGL_AUTO_ROWSTRIDE);
    }
  return buffer;
}

void
know_hair (GeglNode *node)
{
  gegl_node_set (node, "hair-red", (double) hair_color[0], "hair-green", (double) hair_color[1],
                 "hair-blue", (double) hair_color[2], "skin-red", (double) bare_skin[0],
                 "skin-green", (double) bare_skin[1], "skin-blue", (double) bare_skin[2], NULL);
}

GeglBuffer *
even_photo (const float rgb[3], const Babl *format)
{
  GeglBuffer *buffer = gegl_buffer_new (&picture, format);

  gegl_buffer_set_color_from_pixel (buffer, NULL, rgb, babl_format ("RGB float"));
  return buffer;
}

static GeglNode *
source (GeglNode *graph, GeglBuffer *buffer)
{
  return gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", buffer, NULL);
}

/* The function that newer GEGLs ask for is not in 0.4.42. */
void
connect_aux (GeglNode *from, GeglNode *node)
{
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  gegl_node_connect_to (from, "output", node, "aux");
  G_GNUC_END_IGNORE_DEPRECATIONS
}

GeglNode *
graph_new (const char *operation, GeglBuffer *input, GeglBuffer *aux, GeglNode **node)
{
  GeglNode *graph = gegl_node_new ();

  *node = gegl_node_new_child (graph, "operation", operation, NULL);
  if (input != NULL)
    gegl_node_link (source (graph, input), *node);
  if (aux != NULL)
    connect_aux (source (graph, aux), *node);
  return graph;
}

gpointer
draw (GeglNode *node, const GeglRectangle *rectangle, const Babl *format)
{
  gsize size = babl_format_get_bytes_per_pixel (format);
  gpointer pixels = g_malloc0 (size * rectangle->width * rectangle->height);

  gegl_node_blit (node, 1.0, rectangle, format, pixels, GEGL_AUTO_ROWSTRIDE, GEGL_BLIT_DEFAULT);
  return pixels;
}

gpointer
draw_operation (const char *operation, GeglBuffer *input, GeglBuffer *aux, const Babl *format)
{
  GeglNode *node;
  g_autoptr (GeglNode) graph = graph_new (operation, input, aux, &node);

  return draw (node, &picture, format);
}

int
default_reach (void)
{
  TonsureTreatment treatment;
  g_autoptr (TonsureRenderer) renderer =
      tonsure_renderer_new (tonsure_treatment_init (&treatment), NULL, NULL);

  return tonsure_render_reach (renderer);
}

/* Chromaticities: Adobe RGB (1998), IEC 61966-2-1 and SMPTE EG 432-1 with its D65. */
const Babl *
space_named (const char *name)
{
  if (g_str_equal (name, "Adobe RGB"))
    return babl_space_from_chromaticities (NULL, 0.3127, 0.3290, 0.64, 0.33, 0.21, 0.71, 0.15, 0.06,
                                           babl_trc_gamma (563.0 / 256.0), NULL, NULL,
                                           BABL_SPACE_FLAG_EQUALIZE);
  if (g_str_equal (name, "Display P3"))
    return babl_space_from_chromaticities (NULL, 0.3127, 0.3290, 0.68, 0.32, 0.265, 0.69, 0.15,
                                           0.06, babl_trc ("sRGB"), NULL, NULL,
                                           BABL_SPACE_FLAG_EQUALIZE);
  return babl_space ("sRGB");
}

void
test_graph_init (int *argc, char ***argv)
{
  g_test_init (argc, argv, NULL);
  gegl_init (argc, argv);
  g_assert_true (gegl_has_operation ("tonsure:pigment"));
  g_assert_true (gegl_has_operation ("tonsure:treat"));
}

int
test_graph_run (void)
{
  int status = g_test_run ();

  gegl_exit ();
  return status;
}
