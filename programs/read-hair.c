/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* read-hair: writes where in a photo the head is, where hair grows on it, and where dots go. */
#include "need.h"
#include "picture.h"
#include "region.h"
#include "scale.h"

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
    { "mm-per-px", 0, 0, G_OPTION_ARG_DOUBLE, &options->mm_per_px, "scale, else by the head", "N" },
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
  if (options->files == NULL || g_strv_length (options->files) != 2 || options->mm_per_px < 0)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   "A photo and an area are needed: read-hair PHOTO AREA [--mm-per-px N]");
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
save (const TonsureRegion *region, const float *cells, const char *path, const Photo *photo,
      GError **error)
{
  g_autofree guint16 *mask = NULL;

  if (path == NULL)
    return TRUE;
  mask = g_new (guint16, (gsize) photo->width * photo->height);
  tonsure_region_write (region, cells, mask, photo->width, photo->height);
  return picture_save (path, babl_format ("Y' u16"), mask, photo->width, photo->height, error);
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
  TonsureScale scale = { options->mm_per_px, 0, TONSURE_SCALE_GIVEN };
  clock_t start;

  if (photo == NULL
      || (area = area_load (options->files[1], photo->width, photo->height, error)) == NULL
      || (options->hair != NULL
          && (hair = area_load (options->hair, photo->width, photo->height, error)) == NULL)
      || (options->skin != NULL
          && (skin = area_load (options->skin, photo->width, photo->height, error)) == NULL))
    return FALSE;
  start = clock ();
  if (scale.mm_per_px == 0
      && !tonsure_scale_from_head (photo->rgb, area, photo->width, photo->height, &scale, error))
    return FALSE;
  g_print ("mm-per-px=%.4g error=%.2f\n", scale.mm_per_px, scale.relative_error);
  tonsure_need_options_init (&wishes);
  if (options->left > 0)
    wishes.left = options->left;
  need = tonsure_need_new (photo->rgb, area, hair, skin, photo->width, photo->height,
                           scale.mm_per_px, &wishes, error);
  if (need == NULL)
    return FALSE;
  region = need->region;
  g_print ("seconds=%.2f\n", (double) (clock () - start) / CLOCKS_PER_SEC);
  print ("head", region, region->head);
  print ("hair", region, region->hair);
  tonsure_need_plan (need, area, area, photo->width, photo->height);
  return save (region, need->need, options->need, photo, error)
         && picture_save (options->plan, babl_format ("Y' u16"), area, photo->width, photo->height,
                          error)
         && save (region, region->hair, options->region, photo, error)
         && save (region, region->head, options->head, photo, error);
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
