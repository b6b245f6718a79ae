/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* gray-check: shows a photo with a share of its hair white, and measures what that did to it. */
#include "gray-figures.h"
#include "picture.h"

#include "gray-hair.h"

#include <gegl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct
{
  char *hair, *trimap, *write, *opacity;
  double mm_per_px, share, left, length, blur;
  gboolean figures;
  char **files;
} Options;

static gboolean
parse (int *argc, char ***argv, Options *options, GError **error)
{
  const GOptionEntry entries[] = {
    { "mm-per-px", 0, 0, G_OPTION_ARG_DOUBLE, &options->mm_per_px, "scale of the photo", "N" },
    { "share", 0, 0, G_OPTION_ARG_DOUBLE, &options->share, "share that turns white (1)", "N" },
    { "left", 0, 0, G_OPTION_ARG_DOUBLE, &options->left, "share that still stands (1)", "N" },
    { "length", 0, 0, G_OPTION_ARG_DOUBLE, &options->length, "of the hair, mm (3)", "N" },
    { "blur", 0, 0, G_OPTION_ARG_DOUBLE, &options->blur, "of the photo, pixels (.8)", "N" },
    { "write", 0, 0, G_OPTION_ARG_FILENAME, &options->write, "writes the picture", "PNG" },
    { "opacity", 0, 0, G_OPTION_ARG_FILENAME, &options->opacity, "writes the opacity of hair",
      "PNG" },
    { "hair", 0, 0, G_OPTION_ARG_FILENAME, &options->hair, "hair to measure", "MASK" },
    { "trimap", 0, 0, G_OPTION_ARG_FILENAME, &options->trimap,
      "black where there is surely no hair, white where there is", "MASK" },
    { "figures", 0, 0, G_OPTION_ARG_NONE, &options->figures,
      "prints figures of --hair and --trimap", NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->files, NULL, NULL },
    { 0 }
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("PHOTO AREA");

  options->share = options->left = 1;
  options->length = 3;
  options->blur = 0.8;
  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_summary (
      context, "Turns hair white around AREA, a picture of the size of PHOTO that is white where\n"
               "to treat.");
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (options->files == NULL || g_strv_length (options->files) != 2 || options->mm_per_px <= 0)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   "A photo, an area and a scale are needed: gray-check PHOTO AREA --mm-per-px N");
      return FALSE;
    }
  return TRUE;
}

static void
options_clear (Options *options)
{
  g_free (options->hair);
  g_free (options->trimap);
  g_free (options->write);
  g_free (options->opacity);
  g_strfreev (options->files);
}

static void
draw (const Options *options, const Photo *photo, const TonsureGrayMap *map, double share,
      float *rgba)
{
  const TonsurePixels all = { 0, 0, photo->width, photo->height };
  gsize n = (gsize) photo->width * photo->height;
  TonsureGrayHair gray;

  tonsure_gray_hair_init (&gray);
  gray.share = share;
  gray.left = options->left;
  gray.length = options->length;
  gray.blur = options->blur;
  for (gsize i = 0; i < n; i++)
    {
      for (int c = 0; c < 3; c++)
        rgba[4 * i + (gsize) c] = photo->rgb[3 * i + (gsize) c];
      rgba[4 * i + 3] = 1;
    }
  tonsure_gray_hair (&gray, map, 1, &all, rgba);
}

/* Prints the figures, of several shares. */
static gboolean
measure (const Options *options, const Photo *photo, const TonsureGrayMap *map, GError **error)
{
  static const double shares[] = { 0, 0.1, 0.3, 0.5, 1 };
  gsize n = (gsize) photo->width * photo->height;
  g_autofree float *rgba = g_new (float, 4 * n);
  g_autofree guint16 *hair = NULL, *trimap = NULL;
  GrayScene scene = { .photo = photo, .map = map };

  if ((options->hair != NULL
       && (hair = area_load (options->hair, photo->width, photo->height, error)) == NULL)
      || (options->trimap != NULL
          && (trimap = area_load (options->trimap, photo->width, photo->height, error)) == NULL))
    return FALSE;
  scene.hair = hair;
  scene.trimap = trimap;
  for (guint k = 0; k < G_N_ELEMENTS (shares); k++)
    {
      GrayFigures figures;

      draw (options, photo, map, shares[k], rgba);
      gray_figures (&scene, rgba, &figures);
      gray_figures_print (&figures, shares[k]);
    }
  return TRUE;
}

static gboolean
run (const Options *options, GError **error)
{
  g_autoptr (Photo) photo = photo_load (options->files[0], error);
  g_autoptr (TonsureGrayMap) map = NULL, again = NULL;
  g_autofree guint16 *area = NULL, *opacity = NULL;
  g_autofree float *rgba = NULL;
  g_autofree char *text = NULL;
  clock_t start;
  gsize n;

  if (photo == NULL
      || (area = area_load (options->files[1], photo->width, photo->height, error)) == NULL)
    return FALSE;
  n = (gsize) photo->width * photo->height;
  start = clock ();
  map = tonsure_gray_map_new (photo->rgb, area, NULL, NULL, photo->width, photo->height,
                              options->mm_per_px, error);
  if (map == NULL)
    return FALSE;
  g_print ("map-seconds=%.2f\n", (double) (clock () - start) / CLOCKS_PER_SEC);
  text = tonsure_gray_map_to_text (map);
  again = tonsure_gray_map_from_text (text, error);
  if (again == NULL)
    return FALSE;
  g_print ("map-characters=%zu\ncolored=%.2f\nstrands=%.1f\n", strlen (text), (double) map->colored,
           (double) map->strands);
  rgba = g_new (float, 4 * n);
  start = clock ();
  draw (options, photo, again, options->share, rgba);
  g_print ("draw-seconds=%.2f\n", (double) (clock () - start) / CLOCKS_PER_SEC);
  if (!picture_save (options->write, babl_format ("RGBA float"), rgba, photo->width, photo->height,
                     error))
    return FALSE;
  if (options->opacity != NULL)
    {
      opacity = g_new (guint16, n);
      tonsure_gray_map_opacity (again, photo->rgb, photo->width, photo->height, opacity);
      if (!picture_save (options->opacity, babl_format ("Y' u16"), opacity, photo->width,
                         photo->height, error))
        return FALSE;
    }
  return !options->figures || measure (options, photo, again, error);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  Options options = { 0 };
  int status = EXIT_SUCCESS;

  gegl_init (NULL, NULL);
  if (!parse (&argc, &argv, &options, &error) || !run (&options, &error))
    {
      g_printerr ("gray-check: %s\n", error->message);
      status = EXIT_FAILURE;
    }
  options_clear (&options);
  gegl_exit ();
  return status;
}
