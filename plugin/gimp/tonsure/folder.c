/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The photos of a folder: see folder.h. */
#include "folder.h"

#include "photo-file.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *const endings[] = { ".jpg",  ".jpeg", ".png",  ".tif",
                                       ".tiff", ".webp", ".heic", ".jxl" };

void
folder_photo_free (FolderPhoto *photo)
{
  g_free (photo->name);
  g_clear_object (&photo->photo);
  g_clear_object (&photo->area);
  g_clear_object (&photo->result);
  g_free (photo->problem);
  g_free (photo);
}

/* Bytes before the ending in any case, 0 where @name does not end so. */
static gsize
folder_before (const char *name, const char *ending)
{
  gsize n = strlen (name), m = strlen (ending);

  return n > m && g_ascii_strcasecmp (name + n - m, ending) == 0 ? n - m : 0;
}

/* Returns: (transfer full) (nullable): NAME of NAME.jpg, %NULL if it is no photo to treat. */
static char *
folder_stem (const char *name)
{
  gsize n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (endings) && n == 0; i++)
    n = folder_before (name, endings[i]);
  if (n == 0 || name[0] == '.')
    return NULL;
  g_autofree char *stem = g_strndup (name, n);

  return folder_before (stem, "-area") || folder_before (stem, "-simulation")
             ? NULL
             : g_steal_pointer (&stem);
}

/* A name that two files must not share; bytes that are no UTF-8 stay as they are. */
static char *
folder_key (const char *name)
{
  return g_utf8_validate (name, -1, NULL) ? g_utf8_casefold (name, -1) : g_strdup (name);
}

static GFile *
folder_child (GFile *folder, const char *name, const char *ending)
{
  g_autofree char *child = g_strconcat (name, ending, NULL);

  return g_file_get_child (folder, child);
}

static GFile *
folder_area (GFile *folder, const char *name, const char *stem)
{
  GFile *area = folder_child (folder, name, "-area.png");

  if (g_file_query_exists (area, NULL))
    return area;
  g_object_unref (area);
  return folder_child (folder, stem, "-area.png");
}

/* Whether the area is there; else what to do. */
static void
folder_check_area (FolderPhoto *photo, const char *stem)
{
  g_autoptr (GError) error = NULL;

  if (photo_file_regular (photo->area, &error))
    return;
  if (g_file_query_exists (photo->area, NULL))
    photo->problem = g_strdup (error->message);
  else
    {
      g_autofree char *shown = g_filename_display_name (stem);

      photo->problem = g_strdup_printf (
          _ ("there is no area %s-area.png beside it: a gray picture, white = treat fully"), shown);
    }
}

/* Claims a result for the photo; each may be had once. */
static void
folder_claim (FolderPhoto *photo, GFile *results, const char *name, const char *stem,
              gboolean shared, GHashTable *claimed)
{
  g_autofree char *key = NULL;

  photo->result = folder_child (results, shared ? name : stem, "-simulation.png");
  g_autofree char *base = g_file_get_basename (photo->result);

  key = folder_key (base);
  if (g_hash_table_add (claimed, g_steal_pointer (&key)))
    return;
  g_clear_object (&photo->result);
  g_free (photo->problem);
  photo->problem = g_strdup (_ ("another photo has the same result: rename one of the two"));
}

static FolderPhoto *
folder_photo_new (GFile *folder, GFile *results, const char *name, GHashTable *stems,
                  GHashTable *claimed)
{
  FolderPhoto *photo = g_new0 (FolderPhoto, 1);
  g_autofree char *stem = folder_stem (name);
  g_autofree char *key = folder_key (stem);
  g_autoptr (GError) error = NULL;

  photo->name = g_filename_display_name (name);
  photo->photo = g_file_get_child (folder, name);
  if (!photo_file_regular (photo->photo, &error))
    {
      photo->problem = g_strdup (error->message);
      photo->skipped = TRUE;
      return photo;
    }
  if (!g_utf8_validate (name, -1, NULL))
    {
      photo->problem = g_strdup (_ ("its name is not in UTF-8, and GIMP's scripts know no other: "
                                    "give it another name"));
      return photo;
    }
  photo->area = folder_area (folder, name, stem);
  folder_check_area (photo, stem);
  folder_claim (photo, results, name, stem, GPOINTER_TO_UINT (g_hash_table_lookup (stems, key)) > 1,
                claimed);
  return photo;
}

/* The names of photos, in order. */
static GPtrArray *
folder_names (GFile *folder, GError **error)
{
  g_autofree char *path = g_file_get_path (folder);
  g_autoptr (GDir) dir = g_dir_open (path != NULL ? path : "", 0, error);
  GPtrArray *names;
  const char *name;

  if (dir == NULL)
    return NULL;
  names = g_ptr_array_new_with_free_func (g_free);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *stem = folder_stem (name);

      if (stem != NULL)
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort_values (names, (GCompareFunc) strcmp);
  return names;
}

/* How many real files have a stem. */
static GHashTable *
folder_count (GFile *folder, const GPtrArray *names)
{
  GHashTable *stems = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *stem = folder_stem (names->pdata[i]);
      g_autoptr (GFile) file = g_file_get_child (folder, names->pdata[i]);
      char *key = folder_key (stem);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (stems, key));

      g_hash_table_replace (stems, key,
                            GUINT_TO_POINTER (n + (photo_file_regular (file, NULL) ? 1 : 0)));
    }
  return stems;
}

GPtrArray *
folder_read (GFile *folder, GFile *results, GError **error)
{
  g_autoptr (GPtrArray) names = folder_names (folder, error);
  g_autoptr (GHashTable) claimed = NULL, stems = NULL;
  GPtrArray *photos;

  if (names == NULL)
    return NULL;
  photos = g_ptr_array_new_with_free_func ((GDestroyNotify) folder_photo_free);
  claimed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  stems = folder_count (folder, names);
  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (photos, folder_photo_new (folder, results, names->pdata[i], stems, claimed));
  return photos;
}
