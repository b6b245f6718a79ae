/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* measure: prints skin color, gloss, blur and noise of a photo and how sure they are. */
#include "measure.h"
#include "picture.h"
#include "say.h"

#include <gegl.h>
#include <stdlib.h>

static void
print_number (const char *name, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_print ("%s=%s\n", name, g_ascii_formatd (text, sizeof text, "%.5g", value));
}

static void
print_three (const char *const names[3], const double values[3])
{
  for (int i = 0; i < 3; i++)
    print_number (names[i], values[i]);
}

static void
print_estimate (const char *name, const TonsureEstimate *estimate)
{
  g_autofree char *error_name = g_strconcat (name, "-error", NULL);

  print_number (name, estimate->value);
  print_number (error_name, estimate->error);
}

static void
print (const TonsureMeasurement *m)
{
  g_autofree char *sharpness = tonsure_sharpness_to_text (&m->sharpness);

  static const char *const rgb[3] = { "red", "green", "blue" };
  static const char *const lab[3] = { "L", "a", "b" };
  static const char *const gloss[3] = { "gloss-red", "gloss-green", "gloss-blue" };

  g_print ("pixels=%" G_GUINT64_FORMAT "\n", m->n_pixels);
  print_three (rgb, m->rgb);
  print_three (lab, m->lab);
  print_estimate ("melanin", &m->melanin);
  print_estimate ("blood", &m->blood);
  print_estimate ("blur", &m->blur);
  print_estimate ("noise", &m->noise);
  print_estimate ("matte-red", &m->matte[0]);
  print_estimate ("matte-green", &m->matte[1]);
  print_estimate ("matte-blue", &m->matte[2]);
  print_estimate ("matte-spread", &m->matte_spread);
  print_three (gloss, m->gloss);
  g_print ("sharpness=%s\n", sharpness);
}

static gboolean
run (int argc, char *argv[], GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("PHOTO AREA");
  g_autoptr (Photo) photo = NULL;
  g_autofree guint16 *area = NULL;
  TonsureMeasurement measurement;

  g_option_context_set_summary (
      context, "Reads a photo where AREA, a picture of the same size, is at least half white.\n"
               "Colors are linear and, as L, a and b, CIELAB (D65). Melanin and blood are\n"
               "fractions of volume, blur a standard deviation in pixels, noise one relative to\n"
               "the light of the skin; matte is the skin without gloss, linear sRGB. Each has its "
               "standard error; it is inf where the photo\n"
               "does not tell and the value is a default.");
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;
  if (argc != 3)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   "A photo and an area are needed: measure PHOTO AREA");
      return FALSE;
    }
  if ((photo = photo_load (argv[1], error)) == NULL
      || (area = area_load (argv[2], photo->width, photo->height, error)) == NULL
      || !tonsure_measure (photo->rgb, area, photo->width, photo->height, photo->primaries,
                           &measurement, error))
    return FALSE;
  print (&measurement);
  return TRUE;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  int status = EXIT_SUCCESS;

  gegl_init (NULL, NULL);
  if (!run (argc, argv, &error))
    {
      say_error ("measure", error);
      status = EXIT_FAILURE;
    }
  gegl_exit ();
  return status;
}
