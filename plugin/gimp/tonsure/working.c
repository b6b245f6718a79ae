/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picture with its layers and live filters: see working.h. */
#include "working.h"

/* Beginnings of the names of parasites that say nothing about a person. */
static const char *const kept[] = { "tonsure-", "icc-profile", "gimp-image-grid",
                                    "gimp-image-symmetry" };

static gboolean
is_kept (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (g_str_has_prefix (name, kept[i]))
      return TRUE;
  return FALSE;
}

/* Takes all other parasites from @image, such as comments and settings of the file it was read
 * from. */
static GPtrArray *
detach (GimpImage *image)
{
  GPtrArray *detached = g_ptr_array_new_with_free_func ((GDestroyNotify) gimp_parasite_free);
  g_auto (GStrv) names = gimp_image_get_parasite_list (image);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      GimpParasite *parasite =
          is_kept (names[i]) ? NULL : gimp_image_get_parasite (image, names[i]);

      if (parasite == NULL)
        continue;
      gimp_image_detach_parasite (image, names[i]);
      g_ptr_array_add (detached, parasite);
    }
  return detached;
}

static void
attach (GimpImage *image, GPtrArray *parasites)
{
  for (guint i = 0; i < parasites->len; i++)
    gimp_image_attach_parasite (image, parasites->pdata[i]);
}

gboolean
working_save (const Format *format, GimpImage *image, const MetadataWanted *wanted,
              const char *path, GError **error)
{
  g_autoptr (GimpMetadata) before = gimp_image_get_metadata (image);
  g_autoptr (GimpMetadata) reduced = metadata_reduce (image, wanted);
  g_autoptr (GPtrArray) parasites = NULL;
  gboolean done;

  gimp_image_undo_freeze (image);
  parasites = detach (image);
  gimp_image_set_metadata (image, reduced);
  done = formats_write (format, image, path, 0, error);
  gimp_image_set_metadata (image, before);
  attach (image, parasites);
  gimp_image_undo_thaw (image);
  return done;
}
