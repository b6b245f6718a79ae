/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The same bits on every machine and with every GEGL: checksums of what the operations draw.
 * Whoever means to change the picture puts the new checksums here and counts up "op-version". */
#include "graph.h"

#define SIZE (16 * WIDTH * HEIGHT)

static void
check_sum (const float *pixels, const char *expected)
{
#if G_BYTE_ORDER != G_LITTLE_ENDIAN
  g_test_skip ("this machine is big-endian, the checksums are of little-endian floats");
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

  check_sum (pixels, "ad005c1a4664ba6651ae948cb36b7fe0d9ffa1d942c9aefbcab55d2325910a02");
}

static void
a_fine_picture_has_its_checksum (void)
{
  g_autofree float *pixels = draw_pigment ("sRGB", "mm-per-px", 0.03);

  check_sum (pixels, "1979c3ff9457bf11696b20f0795ec5eada3720e99d337de78fb1ed208339e9c5");
}

static void
a_coarse_picture_has_its_checksum (void)
{
  g_autofree float *pixels = draw_pigment ("sRGB", "mm-per-px", 0.7);

  check_sum (pixels, "5a2d6007d6854dafc430240b5a7d9f4a053e05b4c27871fea9184a9c58d0825e");
}

static void
a_noisy_picture_has_its_checksum (void)
{
  g_autofree float *pixels = draw_pigment ("sRGB", "noise", 0.03);

  check_sum (pixels, "320694f431f973eb40f437413f736ac39b459d017a4e2d0395c025977467ee71");
}

static void
a_picture_in_another_space_has_its_checksum (void)
{
  g_autofree float *pixels = draw_pigment ("Adobe RGB", "share", 1.0);

  check_sum (pixels, "41dcd9d62b4223440a0d9f1477d13ad4a94f230308976cceab46742897e07624");
}

static void
a_treated_photo_has_its_checksum (void)
{
  const Babl *linear = babl_format ("RGBA float");
  g_autoptr (GeglBuffer) photo = computed_photo (linear);
  g_autoptr (GeglBuffer) area = area_as_gray (babl_format ("Y' u8"));
  g_autofree float *pixels = draw_operation ("tonsure:treat", photo, area, linear);

  check_sum (pixels, "e3163c67086088d1c6fcbba424af1a145eebc7c976f07d033b3e0fa683ae4781");
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
