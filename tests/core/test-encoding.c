/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "encoding.h"

#include <math.h>

static const guint depths[] = { 8, 16 };

/* IEC 61966-2-1, by the C library. */
static double
encoded (double light)
{
  return light > 0.0031308 ? 1.055 * pow (light, 1.0 / 2.4) - 0.055 : 12.92 * light;
}

static void
test_back_again (void)
{
  for (guint d = 0; d < G_N_ELEMENTS (depths); d++)
    {
      const TonsureEncoding *encoding = tonsure_encoding_srgb (depths[d]);

      for (guint i = 0; i < 1u << depths[d]; i++)
        g_assert_cmpuint (tonsure_encoding_number (encoding, encoding->light[i]), ==, i);
    }
}

static void
test_light (void)
{
  for (guint d = 0; d < G_N_ELEMENTS (depths); d++)
    {
      const TonsureEncoding *encoding = tonsure_encoding_srgb (depths[d]);
      double most = (1 << depths[d]) - 1;

      for (guint i = 0; i <= most; i++)
        g_assert_cmpfloat_with_epsilon (encoded (encoding->light[i]), i / most, 2e-7);
      g_assert_cmpfloat (encoding->light[0], ==, 0.0f);
      g_assert_cmpfloat (encoding->light[(guint) most], ==, 1.0f);
    }
}

static void
test_nearest (void)
{
  for (guint d = 0; d < G_N_ELEMENTS (depths); d++)
    {
      const TonsureEncoding *encoding = tonsure_encoding_srgb (depths[d]);
      double most = (1 << depths[d]) - 1;

      for (int k = 0; k < 100000; k++)
        {
          double light = g_test_rand_double ();

          light *= k % 2 ? 1.0 : light * light * light;
          g_assert_cmpfloat (
              fabs (tonsure_encoding_number (encoding, (float) light) - most * encoded (light)), <,
              0.5 + most * 2e-7);
        }
    }
}

static void
test_ends (void)
{
  for (guint d = 0; d < G_N_ELEMENTS (depths); d++)
    {
      const TonsureEncoding *encoding = tonsure_encoding_srgb (depths[d]);
      guint most = (1u << depths[d]) - 1;

      g_assert_cmpuint (tonsure_encoding_number (encoding, 0.0f), ==, 0);
      g_assert_cmpuint (tonsure_encoding_number (encoding, -0.0f), ==, 0);
      g_assert_cmpuint (tonsure_encoding_number (encoding, -1.0f), ==, 0);
      g_assert_cmpuint (tonsure_encoding_number (encoding, 1.0f), ==, most);
      g_assert_cmpuint (tonsure_encoding_number (encoding, 7.0f), ==, most);
      g_assert_cmpuint (tonsure_encoding_number (encoding, NAN), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/encoding/numbers come back as they were", test_back_again);
  g_test_add_func ("/encoding/light is that of the standard", test_light);
  g_test_add_func ("/encoding/light goes to the nearest number", test_nearest);
  g_test_add_func ("/encoding/beyond the ends are the ends", test_ends);
  return g_test_run ();
}
