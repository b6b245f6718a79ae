/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "area.h"

static guint32
threshold (const TonsureDensity *density, double x, double y)
{
  guint32 result;

  density->thresholds (density, 1, &x, &y, &result);
  return result;
}

static void
a_pixel_center_has_the_density_of_its_pixel (void)
{
  guint16 mask[6] = { 0, 32768, 65535, 100, 32896, 7 };
  TonsurePixels pixels = { -1, 4, 3, 2 };
  TonsureTreatment treatment;
  TonsureArea area;

  tonsure_treatment_init (&treatment)->mm_per_px = 0.5;
  treatment.origin_x = 10.0;
  treatment.origin_y = -3.0;
  treatment.density = 400.0;
  const TonsureDensity *density = tonsure_area_init (&area, &treatment, mask, &pixels, 3);

  for (int j = 0; j < 2; j++)
    for (int i = 0; i < 3; i++)
      {
        guint32 full = (mask[j * 3 + i] * G_GUINT64_CONSTANT (65536) + 32767) / 65535;

        g_assert_cmpuint (threshold (density, 10.0 + (i - 1 + 0.5) * 0.5, -3.0 + (j + 4.5) * 0.5),
                          ==, full);
      }
  g_assert_cmpint (ABS ((int) threshold (density, 10.5, -0.75) - 49152), <,
                   3); /* halfway between two */
  g_assert_cmpuint (threshold (density, 1e9, 0.0), ==, 0);
  g_assert_cmpuint (threshold (density, -1e9, -1e9), ==, 0);
}

static void
no_threshold_is_outside_the_bounds (void)
{
  for (int round = 0; round < 300; round++)
    {
      guint16 mask[400];
      TonsurePixels pixels = { g_test_rand_int_range (-30, 30), g_test_rand_int_range (-30, 30), 20,
                               20 };
      TonsureTreatment treatment;
      TonsureArea area;
      TonsureRectangle r = { g_test_rand_double_range (-20, 20), g_test_rand_double_range (-20, 20),
                             g_test_rand_double_range (0, 10), g_test_rand_double_range (0, 10) };

      for (guint i = 0; i < 400; i++)
        mask[i] = g_test_rand_int_range (0, 65536);
      tonsure_treatment_init (&treatment)->mm_per_px = g_test_rand_double_range (0.1, 2.0);
      const TonsureDensity *density = tonsure_area_init (&area, &treatment, mask, &pixels, 20);
      guint32 low, high;

      density->bounds (density, &r, &low, &high);

      for (int i = 0; i < 100; i++)
        {
          guint32 found = threshold (density, r.x + g_test_rand_double_range (0, 1) * r.width,
                                     r.y + g_test_rand_double_range (0, 1) * r.height);

          g_assert_cmpuint (found, >=, low);
          g_assert_cmpuint (found, <=, high);
        }
    }
}

static void
a_ramp_is_linear_between_its_edges_and_constant_beyond (void)
{
  TonsureRamp ramp;
  const TonsureDensity *density = tonsure_ramp_init (&ramp, 10.0, 20.0, 100.0, 300.0);

  g_assert_cmpuint (threshold (density, 0.0, 5.0), ==, 16384);
  g_assert_cmpuint (threshold (density, 15.0, -5.0), ==, 32768);
  g_assert_cmpuint (threshold (density, 99.0, 0.0), ==, 49152);
}

/* One pixel, seen from every edge. */
static void
edges_are_told_that_are_nearer_than_the_reach (void)
{
  enum
  {
    WIDTH = 30,
    HEIGHT = 20,
    STRIDE = 37,
  };

  for (int reach = 1; reach < 16; reach += 7)
    for (int at = 0; at < WIDTH * HEIGHT; at++)
      {
        guint16 mask[STRIDE * HEIGHT] = { 0 };
        TonsurePixels layer = { -5, 7, WIDTH, HEIGHT }, part = { 0, 12, 20, 10 };
        gboolean in_part = at % WIDTH >= 5 && at % WIDTH < 25 && at / WIDTH >= 5 && at / WIDTH < 15;
        int x = at % WIDTH, y = at / WIDTH, expected = 0;

        /* What lies between the rows is no part of the area. */
        for (int j = 0; j < HEIGHT; j++)
          mask[j * STRIDE + WIDTH] = 65535;
        mask[y * STRIDE + x] = 1;
        expected |= x < reach ? TONSURE_EDGE_LEFT : 0;
        expected |= x >= WIDTH - reach ? TONSURE_EDGE_RIGHT : 0;
        expected |= y < reach ? TONSURE_EDGE_TOP : 0;
        expected |= y >= HEIGHT - reach ? TONSURE_EDGE_BOTTOM : 0;
        g_assert_cmpint (tonsure_area_edges (mask, &layer, STRIDE, &layer, reach), ==, expected);
        g_assert_cmpint (tonsure_area_edges (mask + 5 * STRIDE + 5, &part, STRIDE, &layer, reach),
                         ==, in_part ? expected : 0);
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/area/a pixel center has the density of its pixel",
                   a_pixel_center_has_the_density_of_its_pixel);
  g_test_add_func ("/area/no threshold is outside the bounds", no_threshold_is_outside_the_bounds);
  g_test_add_func ("/area/a ramp is linear between its edges and constant beyond",
                   a_ramp_is_linear_between_its_edges_and_constant_beyond);
  g_test_add_func ("/area/edges are told that are nearer than the reach",
                   edges_are_told_that_are_nearer_than_the_reach);
  return g_test_run ();
}
