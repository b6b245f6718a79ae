/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The same bits on every machine and with every GEGL: checksums of what the operations draw.
 * Whoever means to change the picture puts the new checksums here and counts up "op-version". */
#include "graph.h"

#define SIZE (16 * WIDTH * HEIGHT)

static void
check_sum (const float *pixels, const char *expected)
{
#if G_BYTE_ORDER != G_LITTLE_ENDIAN
  g_test_skip ("the checksums are of little-endian floats");
  return;
#endif
  g_autofree char *sum =
      g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) pixels, SIZE);

  g_assert_cmpstr (sum, ==, expected);
}

/* Linear light from whole numbers: colors that no library had a hand in. */
static GeglBuffer *
computed_photo (const Babl *format)
{
  GeglBuffer *buffer = gegl_buffer_new (&picture, format);
  g_autofree float *pixels = g_new (float, 4 * WIDTH * HEIGHT);

  for (guint32 i = 0; i < 4 * WIDTH * HEIGHT; i++)
    pixels[i] = (float) (tonsure_hash32 (i) >> 8) / 16777216.0f;
  gegl_buffer_set (buffer, NULL, 0, format, pixels, GEGL_AUTO_ROWSTRIDE);
  return buffer;
}

static float *
draw_pigment (const char *space, const char *property, double value)
{
  const Babl *linear = babl_format_with_space ("RGBA float", space_named (space));
  g_autoptr (GeglBuffer) area =
      area_as_alpha (babl_format_with_space ("R'G'B'A u8", space_named (space)));
  GeglNode *node;
  g_autoptr (GeglNode) graph = graph_new ("tonsure:pigment", area, NULL, &node);

  gegl_node_set (node, property, value, NULL);
  return draw (node, &picture, linear);
}

static void
the_default_picture_has_its_checksum (void)
{
  g_autofree float *pixels = draw_pigment ("sRGB", "share", 1.0);

  check_sum (pixels, "1e4575bd0812bd47a8f7603c8172942a4f89d1ae99cae07a3a869957e27ce437");
}

static void
a_fine_picture_has_its_checksum (void)
{
  g_autofree float *pixels = draw_pigment ("sRGB", "mm-per-px", 0.03);

  check_sum (pixels, "55ad0065979d6e47acd6c303bfe709efea8c3ce44f5d512ba45db923fca0fc2a");
}

static void
a_coarse_picture_has_its_checksum (void)
{
  g_autofree float *pixels = draw_pigment ("sRGB", "mm-per-px", 0.7);

  check_sum (pixels, "671ef92057209ffbb07bc38244f85e066afcf2782754accd558f695ffac7bbef");
}

static void
a_noisy_picture_has_its_checksum (void)
{
  g_autofree float *pixels = draw_pigment ("sRGB", "noise", 0.03);

  check_sum (pixels, "d91d59a5c2be61b4435a30a2805650103fd3f2cfd599a612ec9b8160f6eb0aee");
}

static void
a_picture_in_another_space_has_its_checksum (void)
{
  g_autofree float *pixels = draw_pigment ("Adobe RGB", "share", 1.0);

  check_sum (pixels, "78a4c51a6ab37c9d4a7007f1103e59b0dab6e29c4eb464853c80dd69e6a8b87e");
}

static void
a_treated_photo_has_its_checksum (void)
{
  const Babl *linear = babl_format ("RGBA float");
  g_autoptr (GeglBuffer) photo = computed_photo (linear);
  g_autoptr (GeglBuffer) area = area_as_gray (babl_format ("Y' u8"));
  g_autofree float *pixels = draw_operation ("tonsure:treat", photo, area, linear);

  check_sum (pixels, "bcf0e82fc10a72eb9e7ae89e235385ace51d81b53f015f79c50ec8b2c2e2eed2");
}

int
main (int argc, char **argv)
{
  test_graph_init (&argc, &argv);
  g_test_add_func ("/reference/the default picture has its checksum",
                   the_default_picture_has_its_checksum);
  g_test_add_func ("/reference/a fine picture has its checksum", a_fine_picture_has_its_checksum);
  g_test_add_func ("/reference/a coarse picture has its checksum",
                   a_coarse_picture_has_its_checksum);
  g_test_add_func ("/reference/a noisy picture has its checksum", a_noisy_picture_has_its_checksum);
  g_test_add_func ("/reference/a picture in another space has its checksum",
                   a_picture_in_another_space_has_its_checksum);
  g_test_add_func ("/reference/a treated photo has its checksum", a_treated_photo_has_its_checksum);
  return test_graph_run ();
}
