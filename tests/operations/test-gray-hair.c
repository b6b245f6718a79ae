/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* tonsure:gray-hair through GEGL. */
#include "graph.h"

#include <math.h>
#include <string.h>

static GeglNode *
gray_graph (GeglBuffer *picture_to_change, GeglBuffer *photo, double share, GeglNode **node)
{
  GeglNode *graph = graph_new ("tonsure:gray-hair", picture_to_change, photo, node);

  gegl_node_set (*node, "mm-per-px", 0.1, "blur", 0.0, "share", share, "length", 10.0, NULL);
  know_hair (*node);
  return graph;
}

static void
any_rectangle_has_the_same_bits (void)
{
  const Babl *format = babl_format ("R'G'B'A u16");
  g_autoptr (GeglBuffer) photo = hairy_photo (babl_format ("RGBA float"), 1);
  gsize size = babl_format_get_bytes_per_pixel (format);
  GeglNode *node;
  g_autoptr (GeglNode) graph = gray_graph (photo, NULL, 0.5, &node);
  g_autofree char *whole = draw (node, &picture, format);

  for (int k = 0; k < 20; k++)
    {
      int x = g_test_rand_int_range (0, WIDTH), y = g_test_rand_int_range (0, HEIGHT);
      GeglRectangle part = { x, y, g_test_rand_int_range (1, WIDTH - x + 1),
                             g_test_rand_int_range (1, HEIGHT - y + 1) };
      GeglNode *other;
      g_autoptr (GeglNode) fresh = gray_graph (photo, NULL, 0.5, &other);
      g_autofree char *pixels = NULL;

      g_object_set (gegl_config (), "threads", k % 4 + 1, NULL);
      pixels = draw (other, &part, format);
      for (int j = 0; j < part.height; j++)
        g_assert_cmpmem (pixels + size * j * part.width, size * part.width,
                         whole + size * ((gsize) (y + j) * WIDTH + x), size * part.width);
    }
  g_object_set (gegl_config (), "threads", 1, NULL);
}

/* In any format, also one that light does not go into and back from without loss. */
static void
without_hair_bits_stay (void)
{
  static const char *const names[] = { "R'G'B'A u8", "R'G'B' float", "RGBA half", "CIE Lab float" };

  for (guint k = 0; k < G_N_ELEMENTS (names); k++)
    {
      const Babl *format = babl_format (names[k]);
      g_autoptr (GeglBuffer) photo = hairy_photo (format, 1);
      gsize size = babl_format_get_bytes_per_pixel (format), changed = 0;
      GeglNode *node;
      g_autoptr (GeglNode) graph = gray_graph (photo, NULL, 1, &node);
      g_autofree char *before = g_malloc (size * WIDTH * HEIGHT);
      g_autofree char *after = draw (node, &picture, format);

      gegl_buffer_get (photo, &picture, 1.0, format, before, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
      for (int y = 40; y < HEIGHT - 40; y++)
        for (int x = 40; x < WIDTH - 40; x++)
          {
            gsize at = size * ((gsize) y * WIDTH + x);
            gboolean same = memcmp (before + at, after + at, size) == 0;

            changed += !same;
            g_assert_true (same || hair_at (x, y) > 0 || hair_at (x - 1, y) > 0
                           || hair_at (x + 1, y) > 0);
          }
      g_assert_cmpint (changed, >, 1000);
    }
}

static void
with_a_share_of_zero_the_picture_passes (void)
{
  const Babl *format = babl_format ("R'G'B'A float");
  g_autoptr (GeglBuffer) photo = random_photo (format);
  gsize size = babl_format_get_bytes_per_pixel (format) * WIDTH * HEIGHT;
  GeglNode *node;
  g_autoptr (GeglNode) graph = gray_graph (photo, NULL, 0, &node);
  g_autofree char *before = g_malloc (size), *after = draw (node, &picture, format);

  gegl_buffer_get (photo, &picture, 1.0, format, before, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  g_assert_cmpmem (before, size, after, size);
}

/* Only what white hair adds to the photo comes to another picture. */
static void
hair_is_seen_in_the_second_picture (void)
{
  const float dark[3] = { 0.3f, 0.2f, 0.1f };
  const Babl *format = babl_format ("RGBA float");
  g_autoptr (GeglBuffer) photo = hairy_photo (format, 1);
  g_autoptr (GeglBuffer) even = even_photo (dark, format);
  GeglNode *node, *other;
  g_autoptr (GeglNode) graph = gray_graph (photo, NULL, 1, &node);
  g_autoptr (GeglNode) second = gray_graph (even, photo, 1, &other);
  g_autofree float *gray = draw (node, &picture, format), *added = draw (other, &picture, format);
  g_autofree float *before = g_new (float, 4 * WIDTH * HEIGHT);

  gegl_buffer_get (photo, &picture, 1.0, format, before, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  for (int i = 0; i < WIDTH * HEIGHT; i++)
    for (int c = 0; c < 3; c++)
      g_assert_cmpfloat_with_epsilon (added[4 * i + c] - dark[c],
                                      gray[4 * i + c] - before[4 * i + c], 1e-5);
}

#define ADD(sentence, function) g_test_add_func ("/operation-gray-hair/" sentence, function)

int
main (int argc, char **argv)
{
  test_graph_init (&argc, &argv);
  ADD ("any rectangle has the same bits", any_rectangle_has_the_same_bits);
  ADD ("without hair bits stay", without_hair_bits_stay);
  ADD ("with a share of zero the picture passes", with_a_share_of_zero_the_picture_passes);
  ADD ("hair is seen in the second picture", hair_is_seen_in_the_second_picture);
  return test_graph_run ();
}
