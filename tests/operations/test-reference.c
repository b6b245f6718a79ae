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

  check_sum (pixels, "98d691269435bbdd8c2f881f13d198396a2691c3a3a9c272423b421ae2dc01a2");
}

static void
a_fine_picture_has_its_checksum (void)
{
  g_autofree float *pixels = draw_pigment ("sRGB", "mm-per-px", 0.03);

  check_sum (pixels, "f93ac889c5537b1223f4be85595e6735a119e6134d059707ef0208c9f649b2d0");
}

static void
a_coarse_picture_has_its_checksum (void)
{
  g_autofree float *pixels = draw_pigment ("sRGB", "mm-per-px", 0.7);

  check_sum (pixels, "9234e2216cd4aac4b2fa65b2735e4c8ec483a3c7cd83c90e14b154a24d05c8cb");
}

static void
a_noisy_picture_has_its_checksum (void)
{
  g_autofree float *pixels = draw_pigment ("sRGB", "noise", 0.03);

  check_sum (pixels, "117acf2b73cd258a03f64929dc8b2091b91dcfc810177bc21095042aa4890398");
}

static void
a_picture_in_another_space_has_its_checksum (void)
{
  g_autofree float *pixels = draw_pigment ("Adobe RGB", "share", 1.0);

  check_sum (pixels, "9a0e535f4607b7b739128afcb67b3ad6b44be74d5c05d080330409799e9b770b");
}

static void
a_treated_photo_has_its_checksum (void)
{
  const Babl *linear = babl_format ("RGBA float");
  g_autoptr (GeglBuffer) photo = computed_photo (linear);
  g_autoptr (GeglBuffer) area = area_as_gray (babl_format ("Y' u8"));
  g_autofree float *pixels = draw_operation ("tonsure:treat", photo, area, linear);

  check_sum (pixels, "76cdec77df8259c5cf91808ad84bb5a1bb66f1ded420f472b233b69989bf96b0");
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
