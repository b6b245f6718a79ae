/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* tonsure:hair through GEGL. */
#include "graph.h"

#include <math.h>
#include <string.h>

static GeglNode *
hair_graph (GeglBuffer *photo, const char *output, GeglNode **node)
{
  GeglNode *graph = graph_new ("tonsure:hair", photo, NULL, node);

  gegl_node_set (*node, "mm-per-px", 0.1, "blur", 0.0, NULL);
  know_hair (*node);
  gegl_node_set (*node, "output", g_str_equal (output, "skin") ? 1 : 0, NULL);
  return graph;
}

static void
half_hair_is_half_gray_in_any_space (void)
{
  static const char *const spaces[] = { "sRGB", "Display P3", "Adobe RGB" };

  for (guint s = 0; s < G_N_ELEMENTS (spaces); s++)
    {
      g_autoptr (GeglBuffer) photo =
          hairy_photo (babl_format_with_space ("RGBA float", space_named (spaces[s])), 1);
      GeglNode *node;
      g_autoptr (GeglNode) graph = hair_graph (photo, "matte", &node);
      g_autofree float *gray = draw (node, &picture, babl_format ("Y' float"));
      double worst = 0;

      for (int y = 40; y < HEIGHT - 40; y++)
        for (int x = 40; x < WIDTH - 40; x++)
          worst = MAX (worst, fabs (gray[y * WIDTH + x] - hair_at (x, y)));
      g_test_message ("%s: worst error %.4f", spaces[s], worst);
      g_assert_cmpfloat (worst, <, 0.03);
    }
}

static void
skin_comes_out_without_hair (void)
{
  g_autoptr (GeglBuffer) photo = hairy_photo (babl_format ("RGBA float"), 1);
  GeglNode *node;
  g_autoptr (GeglNode) graph = hair_graph (photo, "skin", &node);
  g_autofree float *rgba = draw (node, &picture, babl_format ("RGBA float"));

  for (int y = 40; y < HEIGHT - 40; y++)
    for (int x = 40; x < WIDTH - 40; x++)
      for (int c = 0; c < 3; c++)
        {
          float shade = 1.0f - 0.3f * (float) y / HEIGHT;

          g_assert_cmpfloat_with_epsilon (rgba[4 * (y * WIDTH + x) + c] / (shade * bare_skin[c]), 1,
                                          0.02);
        }
}

static void
any_rectangle_has_the_same_bits (void)
{
  g_autoptr (GeglBuffer) photo = hairy_photo (babl_format ("RGBA float"), 1);
  const Babl *formats[2] = { babl_format ("Y' float"), babl_format ("RGB float") };

  for (int output = 0; output < 2; output++)
    {
      GeglNode *node;
      g_autoptr (GeglNode) graph = hair_graph (photo, output ? "skin" : "matte", &node);
      gsize size = babl_format_get_bytes_per_pixel (formats[output]);
      g_autofree char *whole = draw (node, &picture, formats[output]);

      for (int k = 0; k < 20; k++)
        {
          int x = g_test_rand_int_range (0, WIDTH), y = g_test_rand_int_range (0, HEIGHT);
          GeglRectangle part = { x, y, g_test_rand_int_range (1, WIDTH - x + 1),
                                 g_test_rand_int_range (1, HEIGHT - y + 1) };
          GeglNode *other;
          g_autoptr (GeglNode) fresh = hair_graph (photo, output ? "skin" : "matte", &other);
          g_autofree char *pixels = NULL;

          g_object_set (gegl_config (), "threads", k % 4 + 1, NULL);
          pixels = draw (other, &part, formats[output]);
          for (int j = 0; j < part.height; j++)
            g_assert_cmpmem (pixels + size * j * part.width, size * part.width,
                             whole + size * ((gsize) (y + j) * WIDTH + x), size * part.width);
        }
    }
  g_object_set (gegl_config (), "threads", 1, NULL);
}

static void
without_a_color_there_is_no_hair (void)
{
  g_autoptr (GeglBuffer) photo = hairy_photo (babl_format ("R'G'B'A u8"), 0.75f);
  GeglNode *node;
  g_autoptr (GeglNode) graph = graph_new ("tonsure:hair", photo, NULL, &node);
  g_autofree float *gray = draw (node, &picture, babl_format ("Y'A float"));

  for (int i = 0; i < WIDTH * HEIGHT; i++)
    {
      g_assert_cmpfloat (gray[2 * i], ==, 0);
      g_assert_cmpfloat_with_epsilon (gray[2 * i + 1], 0.75, 0.01);
    }
}

static void
what_is_transparent_has_no_hair (void)
{
  g_autoptr (GeglBuffer) photo = hairy_photo (babl_format ("RGBA float"), 0);
  GeglNode *node;
  g_autoptr (GeglNode) graph = hair_graph (photo, "matte", &node);
  g_autofree float *gray = draw (node, &picture, babl_format ("Y'A float"));

  for (int i = 0; i < 2 * WIDTH * HEIGHT; i++)
    g_assert_cmpfloat (gray[i], ==, 0);
}

static void
the_result_is_as_large_as_the_photo (void)
{
  g_autoptr (GeglBuffer) photo = hairy_photo (babl_format ("RGBA float"), 1);
  GeglNode *node;
  g_autoptr (GeglNode) graph = hair_graph (photo, "matte", &node);
  GeglRectangle box = gegl_node_get_bounding_box (node);

  g_assert_true (gegl_rectangle_equal (&box, &picture));
}

#define ADD(sentence, function) g_test_add_func ("/operation-hair/" sentence, function)

int
main (int argc, char **argv)
{
  test_graph_init (&argc, &argv);
  ADD ("half hair is half gray in any space", half_hair_is_half_gray_in_any_space);
  ADD ("skin comes out without hair", skin_comes_out_without_hair);
  ADD ("any rectangle has the same bits", any_rectangle_has_the_same_bits);
  ADD ("without a color there is no hair", without_a_color_there_is_no_hair);
  ADD ("what is transparent has no hair", what_is_transparent_has_no_hair);
  ADD ("the result is as large as the photo", the_result_is_as_large_as_the_photo);
  return test_graph_run ();
}
