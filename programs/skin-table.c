/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Prints what pigment at a depth does to the color of light, medium and dark skin, as CSV.
 *
 * A complete layer of gray ink, 50 µm thick and of 200 1/cm, lies in skin of which the
 * individual typology angle is 55, 20 and -40 degrees. T is the ratio of linear sRGB of the
 * light from inside the skin, with ink to without: as physics has it, and above 1 where the
 * color is outside sRGB. The picture takes T as 1 there; dE00_clamp is what that costs. L, a
 * and b include the specular part, which no ink takes.
 */
#include "optics-predict.h"
#include "say.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#define INK 200.0      /* 1/cm */
#define THICKNESS 0.05 /* mm */

/* Skins as people have them: the blood goes with the melanin (skin types I, IV and VI). */
static const struct
{
  const char *name;
  double angle;
  double blood;
} skins[] = { { "light", 55.0, 0.010 }, { "medium", 20.0, 0.013 }, { "dark", -40.0, 0.020 } };

static const double depths[] = { 0.1, 0.2, 0.3, 0.5, 1.0, 2.0 }; /* mm, of the upper face */

static void
color_of_lit (const double *diffuse, OpticsColor *color)
{
  double lit[TONSURE_BANDS];

  for (int band = 0; band < TONSURE_BANDS; band++)
    lit[band] = diffuse[band] + TONSURE_SPECULAR;
  optics_color_of_spectrum (lit, color);
}

/* Melanin between .001 and .6 by halving, as the angle falls with it. */
static gboolean
find_skin (double angle, double blood, TonsureSkin *skin, GError **error)
{
  double less = 0.001, more = 0.6;

  for (int step = 0; step < 20; step++)
    {
      double bare[TONSURE_BANDS];
      OpticsColor color;

      tonsure_skin_init (skin, 0.5 * (less + more), blood);
      if (!tonsure_skin_reflectance (skin, NULL, 0, bare, NULL, error))
        return FALSE;
      color_of_lit (bare, &color);
      if (optics_typology_angle (color.lab) > angle)
        less = skin->melanin;
      else
        more = skin->melanin;
    }
  return TRUE;
}

/* What the picture shows: light from inside times T, at most 1, and the specular part. */
static void
picture_of (const double bare[3], const double ratio[3], double lab[3])
{
  double rgb[3], xyz[3];

  for (int c = 0; c < 3; c++)
    rgb[c] = bare[c] * MIN (ratio[c], 1.0) + TONSURE_SPECULAR;
  tonsure_rgb_to_xyz (rgb, NULL, xyz);
  tonsure_xyz_to_lab (xyz, lab);
}

static void
add_numbers (GString *out, const double *numbers, guint n, const char *format)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < n; i++)
    {
      g_string_append_c (out, ',');
      g_string_append (out, g_ascii_formatd (text, sizeof text, format, numbers[i]));
    }
}

static void
print_row (guint which, const TonsureSkin *skin, double depth, const double *bare,
           const double *inked, GString *out)
{
  OpticsColor from, to, before, after;
  double ratio[3], picture[3], difference;

  optics_color_of_spectrum (bare, &from);
  optics_color_of_spectrum (inked, &to);
  color_of_lit (bare, &before);
  color_of_lit (inked, &after);
  for (int c = 0; c < 3; c++)
    ratio[c] = to.rgb[c] / from.rgb[c];
  picture_of (from.rgb, ratio, picture);
  difference = tonsure_ciede2000 (after.lab, picture);

  const double angle = optics_typology_angle (before.lab);
  const double change[3] = { after.lab[0] - before.lab[0], after.lab[1] - before.lab[1],
                             after.lab[2] - before.lab[2] };

  g_string_append (out, skins[which].name);
  add_numbers (out, &angle, 1, "%.1f");
  add_numbers (out, &skin->melanin, 1, "%.4f");
  add_numbers (out, &skin->blood, 1, "%.4f");
  add_numbers (out, &depth, 1, "%.1f");
  add_numbers (out, before.lab, 3, "%.2f");
  add_numbers (out, after.lab, 3, "%.2f");
  add_numbers (out, change, 3, "%.2f");
  add_numbers (out, ratio, 3, "%.4f");
  add_numbers (out, picture, 3, "%.2f");
  add_numbers (out, &difference, 1, "%.3f");
  g_string_append_c (out, '\n');
}

static gboolean
print_skin (guint which, GString *out, GError **error)
{
  TonsureInkLayer ink[G_N_ELEMENTS (depths)];
  double bare[TONSURE_BANDS], inked[G_N_ELEMENTS (depths)][TONSURE_BANDS];
  TonsureSkin skin;

  for (guint i = 0; i < G_N_ELEMENTS (depths); i++)
    {
      ink[i] = (TonsureInkLayer) { .top = depths[i], .thickness = THICKNESS };
      for (int band = 0; band < TONSURE_BANDS; band++)
        ink[i].absorption[band] = INK;
    }
  if (!find_skin (skins[which].angle, skins[which].blood, &skin, error)
      || !tonsure_skin_reflectance (&skin, ink, G_N_ELEMENTS (depths), bare, inked, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (depths); i++)
    print_row (which, &skin, depths[i], bare, inked[i], out);
  return TRUE;
}

static gboolean
run (int argc, char *argv[], GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("> TABLE");
  g_autoptr (GString) out = g_string_new ("skin,ITA,f_mel,f_blood,depth_mm,bare_L,bare_a,bare_b,L,"
                                          "a,b,dL,da,db,T_R,T_G,T_B,picture_L,picture_a,"
                                          "picture_b,dE00_clamp\n");

  g_option_context_set_summary (
      context, "Prints what a layer of ink (200/cm, 50 um) at a depth does to the color of light,\n"
               "medium and dark skin. T is the ratio of linear sRGB of the light from inside the\n"
               "skin, above 1 where the color is outside sRGB; the picture takes it as 1 there,\n"
               "which changes the color by dE00_clamp.");
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;
  if (argc != 1)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "No argument is taken: %s",
                   argv[1]);
      return FALSE;
    }
  for (guint which = 0; which < G_N_ELEMENTS (skins); which++)
    if (!print_skin (which, out, error))
      return FALSE;
  if (fwrite (out->str, 1, out->len, stdout) == out->len && fflush (stdout) == 0)
    return TRUE;
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "Cannot write the table: %s",
               g_strerror (errno));
  return FALSE;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;

  if (run (argc, argv, &error))
    return EXIT_SUCCESS;
  say_error ("skin-table", error);
  return EXIT_FAILURE;
}
