/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* tonsure:pigment: the same bits however it is drawn, and no more drawn anew than must be. */
#include "graph.h"

#include <math.h>
#include <string.h>

#define LARGE 1600 /* pixels a side: enough for GEGL to use several threads */

static const Babl *
rgba (void)
{
  return babl_format ("RGBA float");
}

static float *
draw_area (GeglBuffer *area)
{
  return draw_operation ("tonsure:pigment", area, NULL, rgba ());
}

static float *
draw_default (void)
{
  g_autoptr (GeglBuffer) area = area_as_alpha (babl_format ("R'G'B'A u8"));

  return draw_area (area);
}

static void
assert_rectangle_equal (const float *part, const GeglRectangle *rectangle, const float *whole,
                        int width)
{
  for (int y = 0; y < rectangle->height; y++)
    g_assert_cmpmem (part + 4 * y * rectangle->width, 16 * rectangle->width,
                     whole + 4 * ((rectangle->y + y) * width + rectangle->x),
                     16 * rectangle->width);
}

static void
the_output_is_transmittance (void)
{
  g_autofree float *pixels = draw_default ();
  double least = 1.0;

  for (int i = 0; i < WIDTH * HEIGHT; i++)
    {
      for (int c = 0; c < 3; c++)
        {
          g_assert_cmpfloat (pixels[4 * i + c], >, 0.0);
          g_assert_cmpfloat (pixels[4 * i + c], <=, 1.0);
        }
      g_assert_cmpfloat (pixels[4 * i + 3], ==, 1.0);
      least = MIN (least, pixels[4 * i]);
    }
  g_assert_cmpfloat (least, <, 0.8);
}

static void
pixels_beyond_the_reach_are_white (void)
{
  g_autofree float *pixels = draw_default ();
  int reach = default_reach ();

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      if (x < painted.x - reach || x >= painted.x + painted.width + reach || y < painted.y - reach
          || y >= painted.y + painted.height + reach)
        for (int c = 0; c < 4; c++)
          g_assert_cmpfloat (pixels[4 * (y * WIDTH + x) + c], ==, 1.0);
}

static void
any_rectangle_has_the_same_bits (void)
{
  g_autoptr (GeglBuffer) area = area_as_alpha (babl_format ("R'G'B'A u8"));
  GeglNode *node;
  g_autoptr (GeglNode) graph = graph_new ("tonsure:pigment", area, NULL, &node);
  g_autofree float *whole = draw (node, &picture, rgba ());

  for (int k = 0; k < 100; k++)
    {
      GeglRectangle part;

      part.x = g_test_rand_int_range (0, WIDTH);
      part.y = g_test_rand_int_range (0, HEIGHT);
      part.width = g_test_rand_int_range (1, MIN (WIDTH - part.x, k < 50 ? 60 : WIDTH) + 1);
      part.height = g_test_rand_int_range (1, MIN (HEIGHT - part.y, k < 50 ? 60 : HEIGHT) + 1);
      g_autofree float *pixels = draw (node, &part, rgba ());

      assert_rectangle_equal (pixels, &part, whole, WIDTH);
    }
}

static GeglBuffer *
large_area (void)
{
  GeglRectangle extent = { -300, -200, LARGE, LARGE };
  GeglRectangle treated = { 0, 100, 900, 1000 };
  const float opaque[4] = { 1.0f, 1.0f, 1.0f, 0.7f };
  GeglBuffer *buffer = gegl_buffer_new (&extent, rgba ());

  gegl_buffer_set_color_from_pixel (buffer, &treated, opaque, rgba ());
  return buffer;
}

static float *
draw_large (void)
{
  g_autoptr (GeglBuffer) area = large_area ();
  GeglNode *node;
  g_autoptr (GeglNode) graph = graph_new ("tonsure:pigment", area, NULL, &node);

  return draw (node, gegl_buffer_get_extent (area), rgba ());
}

static void
any_number_of_threads_gives_the_same_bits (void)
{
  const int threads[] = { 1, 2, 4, 8 };
  g_autofree float *first = NULL;
  int before;

  g_object_get (gegl_config (), "threads", &before, NULL);
  for (guint k = 0; k < G_N_ELEMENTS (threads); k++)
    {
      g_object_set (gegl_config (), "threads", threads[k], NULL);
      g_autofree float *pixels = draw_large ();

      if (first == NULL)
        first = g_steal_pointer (&pixels);
      else
        g_assert_cmpmem (first, 16 * LARGE * LARGE, pixels, 16 * LARGE * LARGE);
    }
  g_object_set (gegl_config (), "threads", before, NULL);
}

static void
any_size_of_tiles_gives_the_same_bits (void)
{
  const int sizes[][2] = { { 128, 128 }, { 64, 32 }, { 37, 53 }, { 256, 64 }, { 512, 512 } };
  g_autofree float *first = NULL;
  int width, height;

  g_object_get (gegl_config (), "tile-width", &width, "tile-height", &height, NULL);
  for (guint k = 0; k < G_N_ELEMENTS (sizes); k++)
    {
      g_object_set (gegl_config (), "tile-width", sizes[k][0], "tile-height", sizes[k][1], NULL);
      g_autofree float *pixels = draw_default ();

      if (first == NULL)
        first = g_steal_pointer (&pixels);
      else
        g_assert_cmpmem (first, 16 * WIDTH * HEIGHT, pixels, 16 * WIDTH * HEIGHT);
    }
  g_object_set (gegl_config (), "tile-width", width, "tile-height", height, NULL);
}

static void
alpha_is_the_same_in_any_depth (void)
{
  const char *const formats[] = {
    "R'G'B'A u16",   "R'G'B'A float", "RGBA u8",  "RGBA u16",    "RGBA float",  "R'aG'aB'aA float",
    "RaGaBaA float", "Y'A u8",        "YA float", "RGBA double", "R'G'B'A u32", "R~G~B~A u8"
  };
  g_autofree float *expected = draw_default ();

  for (guint k = 0; k < G_N_ELEMENTS (formats); k++)
    {
      g_autoptr (GeglBuffer) area = area_as_alpha (babl_format (formats[k]));
      g_autofree float *pixels = draw_area (area);

      g_test_message ("%s", formats[k]);
      g_assert_cmpmem (pixels, 16 * WIDTH * HEIGHT, expected, 16 * WIDTH * HEIGHT);
    }
}

static void
a_layer_without_alpha_is_treated_everywhere (void)
{
  g_autoptr (GeglBuffer) opaque = gegl_buffer_new (&picture, babl_format ("R'G'B' u8"));
  g_autoptr (GeglBuffer) full = gegl_buffer_new (&picture, babl_format ("R'G'B'A u8"));
  const float white[4] = { 1.0f, 1.0f, 1.0f, 1.0f };

  gegl_buffer_set_color_from_pixel (full, NULL, white, rgba ());
  g_autofree float *pixels = draw_area (opaque);
  g_autofree float *expected = draw_area (full);

  g_assert_cmpmem (pixels, 16 * WIDTH * HEIGHT, expected, 16 * WIDTH * HEIGHT);
}

static void
an_area_of_nans_is_no_area (void)
{
  g_autoptr (GeglBuffer) area = gegl_buffer_new (&picture, rgba ());
  const float nans[4] = { NAN, NAN, NAN, NAN };

  gegl_buffer_set_color_from_pixel (area, NULL, nans, rgba ());
  g_autofree float *pixels = draw_area (area);

  for (int i = 0; i < 4 * WIDTH * HEIGHT; i++)
    g_assert_cmpfloat (pixels[i], ==, 1.0);
}

static void
enlarge (GeglNode *node, const GeglRectangle *rectangle, GeglRectangle *all)
{
  gegl_rectangle_bounding_box (all, all, rectangle);
}

/* Paints or erases a random spot, also far from the area as it was. */
static GeglRectangle
paint (GeglBuffer *area)
{
  float color[4] = { 1.0f, 1.0f, 1.0f, 0.0f };
  GeglRectangle spot = { g_test_rand_int_range (0, WIDTH - 40),
                         g_test_rand_int_range (0, HEIGHT - 40), g_test_rand_int_range (1, 41),
                         g_test_rand_int_range (1, 41) };

  color[3] = g_test_rand_bit () ? (float) g_test_rand_double_range (0.0, 1.0) : 0.0f;
  gegl_buffer_set_color_from_pixel (area, &spot, color, rgba ());
  return spot;
}

static void
painting_draws_anew_what_changes_and_little_more (void)
{
  g_autoptr (GeglBuffer) area = area_as_alpha (babl_format ("R'G'B'A u8"));
  GeglNode *node;
  g_autoptr (GeglNode) graph = graph_new ("tonsure:pigment", area, NULL, &node);
  g_autofree float *cached = g_new (float, 4 * WIDTH * HEIGHT);
  GeglRectangle changed = { 0, 0, 0, 0 };
  int reach = default_reach ();

  gegl_node_blit (node, 1.0, &picture, rgba (), cached, GEGL_AUTO_ROWSTRIDE, GEGL_BLIT_CACHE);
  g_signal_connect (node, "invalidated", G_CALLBACK (enlarge), &changed);
  for (int k = 0; k < 30; k++)
    {
      changed = (GeglRectangle) { 0, 0, 0, 0 };
      GeglRectangle spot = paint (area);
      GeglRectangle around = { spot.x - reach, spot.y - reach, spot.width + 2 * reach,
                               spot.height + 2 * reach };
      g_autofree float *fresh = draw_area (area);

      gegl_node_blit (node, 1.0, &picture, rgba (), cached, GEGL_AUTO_ROWSTRIDE, GEGL_BLIT_CACHE);
      g_assert_cmpmem (cached, 16 * WIDTH * HEIGHT, fresh, 16 * WIDTH * HEIGHT);
      gegl_rectangle_intersect (&around, &around, &picture);
      g_assert_true (gegl_rectangle_equal (&changed, &around));
    }
}

static void
a_changed_property_draws_all_anew (void)
{
  g_autoptr (GeglBuffer) area = area_as_alpha (babl_format ("R'G'B'A u8"));
  GeglNode *node;
  g_autoptr (GeglNode) graph = graph_new ("tonsure:pigment", area, NULL, &node);
  g_autofree float *cached = g_new (float, 4 * WIDTH * HEIGHT);

  for (int k = 0; k < 3; k++)
    {
      gegl_node_set (node, "blur", 0.5 + k, "seed", (guint) k + 7, NULL);
      gegl_node_blit (node, 1.0, &picture, rgba (), cached, GEGL_AUTO_ROWSTRIDE, GEGL_BLIT_CACHE);
      GeglNode *other;
      g_autoptr (GeglNode) second = graph_new ("tonsure:pigment", area, NULL, &other);

      gegl_node_set (other, "blur", 0.5 + k, "seed", (guint) k + 7, NULL);
      g_autofree float *fresh = draw (other, &picture, rgba ());

      g_assert_cmpmem (cached, 16 * WIDTH * HEIGHT, fresh, 16 * WIDTH * HEIGHT);
    }
}

/* GIMP keeps properties as floats in its files. */
static void
properties_rounded_to_floats_give_the_same_bits (void)
{
  g_autoptr (GeglBuffer) area = area_as_alpha (babl_format ("R'G'B'A u8"));
  GeglNode *node, *loaded;
  g_autoptr (GeglNode) graph = graph_new ("tonsure:pigment", area, NULL, &node);
  g_autoptr (GeglNode) second = graph_new ("tonsure:pigment", area, NULL, &loaded);
  const double values[] = { 0.3123456789, 123.456789, 1.0 / 3.0 };

  gegl_node_set (node, "top", values[0], "origin-x", values[1], "mm-per-px", values[2], NULL);
  gegl_node_set (loaded, "top", (double) (float) values[0], "origin-x", (double) (float) values[1],
                 "mm-per-px", (double) (float) values[2], NULL);
  g_autofree float *before = draw (node, &picture, rgba ());
  g_autofree float *after = draw (loaded, &picture, rgba ());

  g_assert_cmpmem (before, 16 * WIDTH * HEIGHT, after, 16 * WIDTH * HEIGHT);
}

static void
the_picture_may_be_endless (void)
{
  GeglNode *node;
  g_autoptr (GeglNode) graph = graph_new ("tonsure:pigment", NULL, NULL, &node);
  g_autoptr (GObject) white = G_OBJECT (gegl_color_new ("white"));
  GeglNode *color = gegl_node_new_child (graph, "operation", "gegl:color", "value", white, NULL);
  GeglRectangle far = { 1000000, -2000000, 60, 50 };

  gegl_node_link (color, node);
  GeglRectangle box = gegl_node_get_bounding_box (node);

  g_assert_true (gegl_rectangle_is_infinite_plane (&box));
  g_autofree float *pixels = draw (node, &far, rgba ());
  double sum = 0.0;

  for (int i = 0; i < 60 * 50; i++)
    sum += pixels[4 * i];
  g_assert_cmpfloat (sum / (60 * 50), <, 0.95);
}

static void
there_may_be_no_picture (void)
{
  GeglNode *node;
  g_autoptr (GeglNode) graph = graph_new ("tonsure:pigment", NULL, NULL, &node);
  GeglRectangle box = gegl_node_get_bounding_box (node);

  g_assert_true (gegl_rectangle_is_empty (&box));
  g_autofree float *pixels = draw (node, GEGL_RECTANGLE (0, 0, 10, 10), rgba ());
  g_autoptr (GeglBuffer) empty = gegl_buffer_new (GEGL_RECTANGLE (0, 0, 0, 0), rgba ());
  g_autofree float *nothing = draw_area (empty);

  g_assert_nonnull (nothing);
}

static double
mean_red (const float *pixels, int n)
{
  double sum = 0.0;

  for (int i = 0; i < n; i++)
    sum += pixels[4 * i];
  return sum / n;
}

/* The origin is far from 0, so that a place at the wrong scale would show. */
static void
a_preview_is_as_dark_as_the_picture (void)
{
  GeglRectangle extent = { 4000, 2000, 1024, 1024 }, part = { 4256, 2256, 512, 512 };
  g_autoptr (GeglBuffer) area = gegl_buffer_new (&extent, babl_format ("R'G'B'A u8"));
  const float white[4] = { 1.0f, 1.0f, 1.0f, 1.0f };
  GeglNode *node;
  g_autoptr (GeglNode) graph = graph_new ("tonsure:pigment", area, NULL, &node);

  gegl_buffer_set_color_from_pixel (area, NULL, white, rgba ());
  g_autofree float *full = draw (node, &part, rgba ());
  double expected = 1.0 - mean_red (full, 512 * 512);

  g_object_set (gegl_config (), "mipmap-rendering", TRUE, NULL);
  for (int level = 1; level <= 3; level++)
    {
      int side = 512 >> level;
      g_autofree float *pixels = g_new0 (float, 4 * side * side);

      gegl_node_blit (node, 1.0 / (1 << level),
                      GEGL_RECTANGLE (part.x >> level, part.y >> level, side, side), rgba (),
                      pixels, GEGL_AUTO_ROWSTRIDE, GEGL_BLIT_DEFAULT);
      g_test_message ("level %d: %g, expected %g", level, 1.0 - mean_red (pixels, side * side),
                      expected);
      g_assert_cmpfloat (fabs (1.0 - mean_red (pixels, side * side) - expected), <,
                         0.03 * expected);
    }
  g_object_set (gegl_config (), "mipmap-rendering", FALSE, NULL);
}

int
main (int argc, char **argv)
{
  test_graph_init (&argc, &argv);
  g_test_add_func ("/pigment/the output is transmittance", the_output_is_transmittance);
  g_test_add_func ("/pigment/pixels beyond the reach are white", pixels_beyond_the_reach_are_white);
  g_test_add_func ("/pigment/any rectangle has the same bits", any_rectangle_has_the_same_bits);
  g_test_add_func ("/pigment/any number of threads gives the same bits",
                   any_number_of_threads_gives_the_same_bits);
  g_test_add_func ("/pigment/any size of tiles gives the same bits",
                   any_size_of_tiles_gives_the_same_bits);
  g_test_add_func ("/pigment/alpha is the same in any depth", alpha_is_the_same_in_any_depth);
  g_test_add_func ("/pigment/a layer without alpha is treated everywhere",
                   a_layer_without_alpha_is_treated_everywhere);
  g_test_add_func ("/pigment/an area of NaNs is no area", an_area_of_nans_is_no_area);
  g_test_add_func ("/pigment/painting draws anew what changes and little more",
                   painting_draws_anew_what_changes_and_little_more);
  g_test_add_func ("/pigment/a changed property draws all anew", a_changed_property_draws_all_anew);
  g_test_add_func ("/pigment/properties rounded to floats give the same bits",
                   properties_rounded_to_floats_give_the_same_bits);
  g_test_add_func ("/pigment/the picture may be endless", the_picture_may_be_endless);
  g_test_add_func ("/pigment/there may be no picture", there_may_be_no_picture);
  g_test_add_func ("/pigment/a preview is as dark as the picture",
                   a_preview_is_as_dark_as_the_picture);
  return test_graph_run ();
}
