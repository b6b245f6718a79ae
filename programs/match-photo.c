/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* match-photo: what Match answers on a photo, and how steadily. */
#include "match-trial.h"
#include "picture.h"
#include "pigment.h"

#include <gegl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

static double mm_per_px;
static gboolean trials, words;

static const GOptionEntry entries[] = {
  { "mm-per-px", 0, 0, G_OPTION_ARG_DOUBLE, &mm_per_px, "Width of a pixel on the skin", "N" },
  { "trials", 0, 0, G_OPTION_ARG_NONE, &trials, "Also change the photo and match again", NULL },
  { "words", 0, 0, G_OPTION_ARG_NONE, &words, "Print the answer in words", NULL },
  { 0 },
};

static void
print_match (const char *trial, const TrialPhoto *photo)
{
  static const char *const tones[] = { "dark", "gray", "colorful", "none" };
  static const char *const sure[] = { "sure", "fair", "low" };
  g_autoptr (GError) error = NULL;
  TonsureTreatment treatment;
  TonsureSamples samples;
  TonsureMatch m;
  double skin[3], hair[3], treated[3];
  guint n;

  if (!trial_match (photo, &treatment, &samples, &m, &error))
    {
      g_print ("%s,error,\"%s\"\n", trial, error->message);
      return;
    }
  memcpy (skin, samples.stubble.bare, sizeof skin);
  memcpy (hair, samples.stubble.mean, sizeof hair);
  for (int c = 0; c < 3; c++)
    treated[c] = skin[c] * m.transmittance[c];
  g_print ("%s,%s,%s,%g,%.0f,%s,%.2f,%s,%.2f,%.2f,%.2f,%.3f,%.2f,%.2f,%.2f,%.1f,%.1f,%.1f,%.3f,"
           "%.3f,%.2f\n",
           trial, tonsure_grade_nick (m.grade), tonsure_inks (&n)[m.ink].name, m.water, m.density,
           tones[m.target.tone], m.target.read, sure[m.certainty], m.transmittance[0],
           m.transmittance[1], m.transmittance[2], m.luminance, hair[0] / skin[0],
           hair[1] / skin[1], hair[2] / skin[2], m.delta_e, trial_difference (treated, hair),
           trials ? -1.0 : trial_best (&treatment, skin, hair), treatment.melanin, treatment.blood,
           samples.stubble.bright);
  if (words)
    {
      g_autofree char *text = tonsure_match_text (&m, NULL);

      g_print ("%s\n", text);
    }
}

static void
try_hair (const TrialPhoto *photo)
{
  static const double tone[] = { 0.45, 0.6, 0.75, 0.9 };
  static const struct
  {
    const char *name;
    double red, blue;
  } hues[] = { { "neutral", 1, 1 }, { "warm", 1.05, 0.92 }, { "cool", 0.95, 1.08 } };

  for (guint h = 0; h < G_N_ELEMENTS (hues); h++)
    for (guint t = 0; t < G_N_ELEMENTS (tone); t++)
      {
        g_auto (TrialPhoto) other = { 0 };
        const double left[3] = { tone[t] * hues[h].red, tone[t], tone[t] * hues[h].blue };
        g_autofree char *name = g_strdup_printf ("hair %.2f %s", tone[t], hues[h].name);

        trial_photo_copy (photo, &other);
        trial_photo_replace_hair (&other, left);
        print_match (name, &other);
      }
}

static void
try_gains (const TrialPhoto *photo)
{
  static const double gains[][3] = { { 0.7, 0.7, 0.7 }, { 0.85, 0.85, 0.85 }, { 1.2, 1.2, 1.2 },
                                     { 1.4, 1.4, 1.4 }, { 1.2, 1, 0.83 },     { 0.83, 1, 1.2 } };

  for (guint i = 0; i < G_N_ELEMENTS (gains); i++)
    {
      g_auto (TrialPhoto) other = { 0 };
      g_autofree char *name =
          g_strdup_printf ("light × %g %g %g", gains[i][0], gains[i][1], gains[i][2]);

      trial_photo_copy (photo, &other);
      trial_photo_gain (&other, gains[i]);
      print_match (name, &other);
    }
}

/* Through a JPEG file of that quality. */
static gboolean
compress (TrialPhoto *photo, int quality)
{
  g_autofree char *path = NULL;
  g_autoptr (Photo) loaded = NULL;
  GeglRectangle all = { 0, 0, photo->width, photo->height };
  GeglBuffer *buffer = gegl_buffer_new (&all, babl_format ("RGB float"));
  GeglNode *graph = gegl_node_new (), *source, *save;
  int file = g_file_open_tmp ("match-XXXXXX.jpg", &path, NULL);

  g_close (file, NULL);
  gegl_buffer_set (buffer, &all, 0, babl_format ("RGB float"), photo->rgb, GEGL_AUTO_ROWSTRIDE);
  source = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", buffer, NULL);
  save = gegl_node_new_child (graph, "operation", "gegl:jpg-save", "path", path, "quality", quality,
                              NULL);
  gegl_node_link (source, save);
  gegl_node_process (save);
  g_object_unref (graph);
  g_object_unref (buffer);
  loaded = photo_load (path, NULL);
  g_unlink (path);
  if (loaded == NULL || loaded->width != photo->width || loaded->height != photo->height)
    return FALSE;
  memcpy (photo->rgb, loaded->rgb, 3 * sizeof (float) * (gsize) photo->width * photo->height);
  return TRUE;
}

static void
try_loss (const TrialPhoto *photo)
{
  g_auto (TrialPhoto) half = { 0 };
  g_auto (TrialPhoto) soft = { 0 };
  g_auto (TrialPhoto) jpeg = { 0 };

  trial_photo_copy (photo, &half);
  trial_photo_halve (&half);
  print_match ("half", &half);
  trial_photo_copy (photo, &soft);
  trial_photo_blur (&soft, 1);
  print_match ("blur 1 px", &soft);
  trial_photo_copy (photo, &jpeg);
  if (compress (&jpeg, 60))
    print_match ("jpeg 60", &jpeg);
}

static gboolean
load (int argc, char *argv[], TrialPhoto *photo, GError **error)
{
  g_autoptr (Photo) file = NULL;
  guint16 **masks[] = { &photo->area, &photo->hair, &photo->skin };

  if (argc != 3 && argc != 5)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   "A photo and an area are needed, and marks of both or none: "
                   "match-photo PHOTO AREA [HAIR SKIN]");
      return FALSE;
    }
  file = photo_load (argv[1], error);
  if (file == NULL)
    return FALSE;
  photo->width = file->width;
  photo->height = file->height;
  photo->rgb = g_steal_pointer (&file->rgb);
  photo->mm_per_px = mm_per_px;
  for (int i = 2; i < argc; i++)
    if ((*masks[i - 2] = area_load (argv[i], photo->width, photo->height, error)) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
run (int argc, char *argv[], GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("PHOTO AREA [HAIR SKIN]");
  g_auto (TrialPhoto) photo = { 0 };

  g_option_context_set_summary (
      context,
      "Matches pigment to the hair of a photo, of which AREA is to be treated and HAIR\n"
      "and SKIN are marked, and prints a row of CSV: grade, ink, water, density, what the\n"
      "hair is like, how far it was read, how sure, what treated skin leaves of red, green,\n"
      "blue and Y, what the hair leaves; CIEDE2000 in white light, in that of the photo,\n"
      "and the least that any ink at any density reaches there; melanin and blood, and\n"
      "how bright the hair is. With --trials the hair is replaced by skin of known tone,\n"
      "and the photo is lit, colored, made smaller, softer and compressed otherwise.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, error) || !load (argc, argv, &photo, error))
    return FALSE;
  g_print ("trial,grade,ink,water,density,hair,read,sure,red,green,blue,Y,hair red,hair green,"
           "hair blue,dE,dE photo,dE best,melanin,blood,bright\n");
  print_match ("as it is", &photo);
  if (trials && photo.hair != NULL)
    {
      try_hair (&photo);
      try_gains (&photo);
      try_loss (&photo);
    }
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
      g_printerr ("match-photo: %s\n", error->message);
      status = EXIT_FAILURE;
    }
  gegl_exit ();
  return status;
}
