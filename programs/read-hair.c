/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* read-hair: writes where in a photo the head is, where hair grows on it, and where dots go. */
#include "need.h"
#include "picture.h"
#include "region.h"

#include <gegl.h>
#include <stdlib.h>
#include <time.h>

typedef struct
{
  char *hair, *skin, *region, *head, *need, *plan;
  double mm_per_px, left;
  char **files;
} Options;

static gboolean
parse (int *argc, char ***argv, Options *options, GError **error)
{
  const GOptionEntry entries[] = {
    { "hair", 0, 0, G_OPTION_ARG_FILENAME, &options->hair, "hair, white where marked", "MASK" },
    { "skin", 0, 0, G_OPTION_ARG_FILENAME, &options->skin, "bare skin, the same", "MASK" },
    { "mm-per-px", 0, 0, G_OPTION_ARG_DOUBLE, &options->mm_per_px, "scale of the photo", "N" },
    { "region", 0, 0, G_OPTION_ARG_FILENAME, &options->region, "writes where hair grows", "PNG" },
    { "head", 0, 0, G_OPTION_ARG_FILENAME, &options->head, "writes where the head is", "PNG" },
    { "need", 0, 0, G_OPTION_ARG_FILENAME, &options->need, "writes how many dots are needed",
      "PNG" },
    { "plan", 0, 0, G_OPTION_ARG_FILENAME, &options->plan, "writes where the dots go", "PNG" },
    { "left", 0, 0, G_OPTION_ARG_DOUBLE, &options->left,
      "luminance that full density leaves of bare skin, relative to it (.65)", "T" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->files, NULL, NULL },
    { 0 }
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("PHOTO AREA");

  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_summary (
      context, "Finds the head around AREA, a picture of the same size that is white where to\n"
               "treat, and the hair on it; marks are of use but not needed. Prints how large both "
               "are.");
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (options->files == NULL || g_strv_length (options->files) != 2 || options->mm_per_px <= 0)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   "A photo, an area and a scale are needed: read-hair PHOTO AREA --mm-per-px N");
      return FALSE;
    }
  return TRUE;
}

static void
options_clear (Options *options)
{
  g_free (options->hair);
  g_free (options->skin);
  g_free (options->region);
  g_free (options->head);
  g_free (options->need);
  g_free (options->plan);
  g_strfreev (options->files);
}

static gboolean
save_mask (const guint16 *mask, const char *path, int width, int height)
{
  GeglRectangle all = { 0, 0, width, height };
  GeglBuffer *buffer;
  GeglNode *graph, *source, *sink;

  buffer = gegl_buffer_new (&all, babl_format ("Y' u16"));
  gegl_buffer_set (buffer, &all, 0, babl_format ("Y' u16"), mask, GEGL_AUTO_ROWSTRIDE);
  graph = gegl_node_new ();
  source = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", buffer, NULL);
  sink =
      gegl_node_new_child (graph, "operation", "gegl:png-save", "path", path, "bitdepth", 8, NULL);
  gegl_node_link (source, sink);
  gegl_node_process (sink);
  g_object_unref (graph);
  g_object_unref (buffer);
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static gboolean
save (const TonsureRegion *region, const float *cells, const char *path, int width, int height)
{
  g_autofree guint16 *mask = NULL;

  if (path == NULL)
    return TRUE;
  mask = g_new (guint16, (gsize) width * height);
  tonsure_region_write (region, cells, mask, width, height);
  return save_mask (mask, path, width, height);
}

static void
print (const char *name, const TonsureRegion *region, const float *cells)
{
  gsize n = (gsize) region->width * region->height;
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += cells[i] * region->mm * region->mm;
  g_print ("%s-cm2=%.1f\n", name, sum / 100);
}

static gboolean
run (const Options *options, GError **error)
{
  g_autoptr (Photo) photo = photo_load (options->files[0], error);
  g_autoptr (TonsureNeed) need = NULL;
  g_autofree guint16 *area = NULL, *hair = NULL, *skin = NULL;
  const TonsureRegion *region;
  TonsureNeedOptions wishes;
  clock_t start;

  if (photo == NULL
      || (area = area_load (options->files[1], photo->width, photo->height, error)) == NULL
      || (options->hair != NULL
          && (hair = area_load (options->hair, photo->width, photo->height, error)) == NULL)
      || (options->skin != NULL
          && (skin = area_load (options->skin, photo->width, photo->height, error)) == NULL))
    return FALSE;
  start = clock ();
  tonsure_need_options_init (&wishes);
  if (options->left > 0)
    wishes.left = options->left;
  need = tonsure_need_new (photo->rgb, area, hair, skin, photo->width, photo->height,
                           options->mm_per_px, &wishes, error);
  if (need == NULL)
    return FALSE;
  region = need->region;
  g_print ("seconds=%.2f\n", (double) (clock () - start) / CLOCKS_PER_SEC);
  print ("head", region, region->head);
  print ("hair", region, region->hair);
  tonsure_need_plan (need, area, area, photo->width, photo->height);
  if (!save (region, need->need, options->need, photo->width, photo->height)
      || (options->plan != NULL && !save_mask (area, options->plan, photo->width, photo->height))
      || !save (region, region->hair, options->region, photo->width, photo->height)
      || !save (region, region->head, options->head, photo->width, photo->height))
    {
      g_set_error (error, PICTURE_ERROR, PICTURE_ERROR_UNREADABLE, "A picture cannot be written");
      return FALSE;
    }
  return TRUE;
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
      g_printerr ("read-hair: %s\n", error->message);
      status = EXIT_FAILURE;
    }
  options_clear (&options);
  gegl_exit ();
  return status;
}
