/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* tonsure:gray-hair through GEGL. */
#include "graph.h"

#include <math.h>
#include <string.h>

#define MM_PER_PX 0.35

/* Of a photo of which the left half is hair: dark, with skin between. */
static TonsureGrayMap *
map_of (GeglBuffer *photo)
{
  const int step = 3;
  g_autoptr (TonsureRegion) region = g_new (TonsureRegion, 1);
  g_autofree float *rgb = g_new (float, 3 * WIDTH * HEIGHT);

  *region = (TonsureRegion) { { 0, 0, WIDTH, HEIGHT },
                              step,
                              step * MM_PER_PX,
                              WIDTH / step,
                              HEIGHT / step,
                              g_new (float, WIDTH / step * (HEIGHT / step)),
                              g_new (float, WIDTH / step * (HEIGHT / step)) };
  for (int i = 0; i < region->width * region->height; i++)
    {
      region->head[i] = 1;
      region->hair[i] = i % region->width < region->width / 2;
    }
  gegl_buffer_get (photo, NULL, 1.0, babl_format ("RGB float"), rgb, GEGL_AUTO_ROWSTRIDE,
                   GEGL_ABYSS_NONE);
  return tonsure_gray_map_new_for_region (rgb, region, WIDTH, MM_PER_PX);
}

static GeglNode *
gray_graph (GeglBuffer *photo, GeglBuffer *area, const char *map, double share, GeglNode **node)
{
  GeglNode *graph = graph_new ("tonsure:gray-hair", photo, area, node);

  gegl_node_set (*node, "mm-per-px", MM_PER_PX, "blur", 0.5, "share", share, "map",
                 map != NULL ? map : "", NULL);
  return graph;
}

static void
any_rectangle_has_the_same_bits (void)
{
  const Babl *format = babl_format ("R'G'B'A u16");
  g_autoptr (GeglBuffer) photo = hairy_photo (babl_format ("RGBA float"), 1);
  g_autoptr (TonsureGrayMap) map = map_of (photo);
  g_autofree char *text = tonsure_gray_map_to_text (map);
  gsize size = babl_format_get_bytes_per_pixel (format);
  GeglNode *node;
  g_autoptr (GeglNode) graph = gray_graph (photo, NULL, text, 0.5, &node);
  g_autofree char *whole = draw (node, &picture, format);

  for (int k = 0; k < 20; k++)
    {
      int x = g_test_rand_int_range (0, WIDTH), y = g_test_rand_int_range (0, HEIGHT);
      GeglRectangle part = { x, y, g_test_rand_int_range (1, WIDTH - x + 1),
                             g_test_rand_int_range (1, HEIGHT - y + 1) };
      GeglNode *other;
      g_autoptr (GeglNode) fresh = gray_graph (photo, NULL, text, 0.5, &other);
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
      g_autoptr (TonsureGrayMap) map = map_of (photo);
      g_autofree char *text = tonsure_gray_map_to_text (map);
      gsize size = babl_format_get_bytes_per_pixel (format), changed = 0;
      GeglNode *node;
      g_autoptr (GeglNode) graph = gray_graph (photo, NULL, text, 1, &node);
      g_autofree char *before = g_malloc (size * WIDTH * HEIGHT);
      g_autofree char *after = draw (node, &picture, format);

      gegl_buffer_get (photo, &picture, 1.0, format, before, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
      for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
          {
            gsize at = size * ((gsize) y * WIDTH + x);
            gboolean same = memcmp (before + at, after + at, size) == 0;

            changed += !same;
            g_assert_true (same || x < WIDTH / 2 + 30);
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
  g_autoptr (GeglNode) graph = gray_graph (photo, NULL, NULL, 0, &node);
  g_autofree char *before = g_malloc (size), *after = draw (node, &picture, format);

  gegl_buffer_get (photo, &picture, 1.0, format, before, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  g_assert_cmpmem (before, size, after, size);
}

/* Neither an area nor a map, and text that is none: the picture passes, with a warning. */
static void
what_is_missing_is_said (void)
{
  static const char *const texts[] = { "", "no map" };
  const Babl *format = babl_format ("R'G'B'A float");
  g_autoptr (GeglBuffer) photo = hairy_photo (format, 1);
  gsize size = babl_format_get_bytes_per_pixel (format) * WIDTH * HEIGHT;
  g_autofree char *before = g_malloc (size);

  gegl_buffer_get (photo, &picture, 1.0, format, before, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  for (guint k = 0; k < G_N_ELEMENTS (texts); k++)
    {
      GeglNode *node;
      g_autoptr (GeglNode) graph = gray_graph (photo, NULL, texts[k], 1, &node);
      g_autofree char *after = NULL;

      g_test_expect_message (NULL, G_LOG_LEVEL_WARNING, "tonsure:gray-hair: *");
      after = draw (node, &picture, format);
      g_test_assert_expected_messages ();
      g_assert_cmpmem (before, size, after, size);
    }
}

/* With an area the operation finds the same hair as the library. */
static void
hair_is_found_around_an_area (void)
{
  const Babl *format = babl_format ("RGBA float");
  g_autoptr (GeglBuffer) photo = hairy_photo (format, 1);
  g_autoptr (GeglBuffer) area = area_as_gray (babl_format ("Y' u8"));
  g_autofree float *rgb = g_new (float, 3 * WIDTH * HEIGHT), *expected = NULL, *after = NULL;
  g_autofree guint16 *mask = g_new (guint16, WIDTH * HEIGHT);
  g_autoptr (TonsureGrayMap) map = NULL;
  const TonsurePixels all = { 0, 0, WIDTH, HEIGHT };
  TonsureGrayHair gray;
  GeglNode *node;
  g_autoptr (GeglNode) graph = gray_graph (photo, area, NULL, 1, &node);

  gegl_buffer_get (photo, &picture, 1.0, babl_format ("RGB float"), rgb, GEGL_AUTO_ROWSTRIDE,
                   GEGL_ABYSS_NONE);
  for (int i = 0; i < WIDTH * HEIGHT; i++)
    mask[i] = (guint16) (257 * area_value (i % WIDTH, i / WIDTH));
  map = tonsure_gray_map_new (rgb, mask, NULL, NULL, WIDTH, HEIGHT, MM_PER_PX, NULL);
  g_assert_nonnull (map);
  tonsure_gray_hair_init (&gray);
  gray.share = 1;
  gray.blur = 0.5;
  g_object_get (gegl_node_get_gegl_operation (node), "noise", &gray.noise, "seed", &gray.seed,
                NULL);
  expected = g_new (float, 4 * WIDTH * HEIGHT);
  gegl_buffer_get (photo, &picture, 1.0, format, expected, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  tonsure_gray_hair (&gray, map, 1, &all, expected);
  after = draw (node, &picture, format);
  for (int i = 0; i < 4 * WIDTH * HEIGHT; i++)
    g_assert_cmpfloat_with_epsilon (after[i], expected[i], 1e-5);
}

#define ADD(sentence, function) g_test_add_func ("/operation-gray-hair/" sentence, function)

int
main (int argc, char **argv)
{
  test_graph_init (&argc, &argv);
  ADD ("any rectangle has the same bits", any_rectangle_has_the_same_bits);
  ADD ("without hair bits stay", without_hair_bits_stay);
  ADD ("with a share of zero the picture passes", with_a_share_of_zero_the_picture_passes);
  ADD ("what is missing is said", what_is_missing_is_said);
  ADD ("hair is found around an area", hair_is_found_around_an_area);
  return test_graph_run ();
}
