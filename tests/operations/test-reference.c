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

  check_sum (pixels, "77009b392b68bf16ed7ad512997d28cd60120bc9242ee0022e58f68b2e8fd14d");
}

static void
a_fine_picture_has_its_checksum (void)
{
  g_autofree float *pixels = draw_pigment ("sRGB", "mm-per-px", 0.03);

  check_sum (pixels, "f85270621e34c7b0f5e1430995321d9e5767454e7a7a3fb37db49a8376419fef");
}

static void
a_coarse_picture_has_its_checksum (void)
{
  g_autofree float *pixels = draw_pigment ("sRGB", "mm-per-px", 0.7);

  check_sum (pixels, "a5a53810b31ca016df32c3ff2ce8ad69679ae9eea4845d6e5921c34146817aa8");
}

static void
a_noisy_picture_has_its_checksum (void)
{
  g_autofree float *pixels = draw_pigment ("sRGB", "noise", 0.03);

  check_sum (pixels, "32562b96761de46f22d6e76da3ad8d394758b041f1213778cb32bcba0eb3a002");
}

static void
a_picture_in_another_space_has_its_checksum (void)
{
  g_autofree float *pixels = draw_pigment ("Adobe RGB", "share", 1.0);

  check_sum (pixels, "9cdf3b17494c94f6bb370a4af60f8007ad7ce99659720e3cff8604f30297bb28");
}

static void
a_treated_photo_has_its_checksum (void)
{
  const Babl *linear = babl_format ("RGBA float");
  g_autoptr (GeglBuffer) photo = computed_photo (linear);
  g_autoptr (GeglBuffer) area = area_as_gray (babl_format ("Y' u8"));
  g_autofree float *pixels = draw_operation ("tonsure:treat", photo, area, linear);

  check_sum (pixels, "cc3be75a8e8638df2153b8db42d50f3d702d9cf3834d3bad5d76f12c20c1d33c");
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
