/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "explain-light.h"
#include "spectrum.h"

#include <math.h>

/* Melanin and blood of the six types of skin. */
static const double skins[6][2] = { { 0.009, 0.010 }, { 0.016, 0.011 }, { 0.030, 0.012 },
                                    { 0.055, 0.013 }, { 0.11, 0.016 },  { 0.25, 0.020 } };

static void
color_of (const double parts[2], const double light[3], double rgb[3])
{
  double bare[TONSURE_BANDS], xyz[3];
  TonsureSkin skin;

  tonsure_skin_init (&skin, parts[0], parts[1]);
  g_assert_true (tonsure_skin_reflectance (&skin, NULL, 0, bare, NULL, NULL));
  tonsure_spectrum_to_xyz (bare, xyz);
  tonsure_xyz_to_rgb (xyz, NULL, rgb);
  for (int c = 0; c < 3; c++)
    rgb[c] = (rgb[c] + TONSURE_SPECULAR) * light[c];
}

static double
melanin_in (guint type, double red, double green, double blue)
{
  const double light[3] = { red, green, blue };
  double rgb[3], found[3];
  TonsureSkin skin;

  color_of (skins[type], light, rgb);
  g_assert_true (tonsure_skin_explain_light (rgb, NULL, &skin, found));
  g_test_message ("type %u in light %g %g %g: melanin %.3f for %.3f, blood %.3f, light %.2f %.2f "
                  "%.2f",
                  type + 1, red, green, blue, skin.melanin, skins[type][0], skin.blood, found[0],
                  found[1], found[2]);
  return skin.melanin;
}

static void
skin_in_white_light_is_told (void)
{
  double last = 0.0;

  for (guint type = 0; type < G_N_ELEMENTS (skins); type++)
    {
      double melanin = melanin_in (type, 1, 1, 1);

      g_assert_cmpfloat (fabs (log (melanin / skins[type][0])), <, log (2.0));
      g_assert_cmpfloat (melanin, >, last);
      last = melanin;
    }
}

/* Not dark, as it would be in white light. */
static void
pale_skin_stays_pale_in_cool_dim_and_warm_light (void)
{
  g_assert_cmpfloat (melanin_in (1, 0.8, 1, 1.25), <, 0.035);
  g_assert_cmpfloat (melanin_in (1, 0.7, 1, 1.3), <, 0.04);
  g_assert_cmpfloat (melanin_in (1, 0.3, 0.3, 0.3), <, 0.1);
  g_assert_cmpfloat (melanin_in (1, 1.3, 1, 0.6), <, 0.1);
}

static void
what_is_no_color_is_usual_skin (void)
{
  const double nothing[3] = { 0, 0.1, 0.1 }, nan[3] = { 0.1, NAN, 0.1 };
  double light[3];
  TonsureSkin skin;

  g_assert_false (tonsure_skin_explain_light (nothing, NULL, &skin, light));
  g_assert_cmpfloat (skin.melanin, >, 0.0);
  g_assert_cmpfloat (light[1], ==, 1.0);
  g_assert_false (tonsure_skin_explain_light (nan, NULL, &skin, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/explain-light/skin in white light is told", skin_in_white_light_is_told);
  g_test_add_func ("/explain-light/pale skin stays pale in cool, dim and warm light",
                   pale_skin_stays_pale_in_cool_dim_and_warm_light);
  g_test_add_func ("/explain-light/what is no color is usual skin", what_is_no_color_is_usual_skin);
  return g_test_run ();
}
