/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Whether pixels of a file are lost: see photo-file.h. */
#include "damage.h"

#include "treatment.h"

#include <glib/gi18n-lib.h>

void
damage_clear (Damage *damage)
{
  g_clear_pointer (&damage->loss, g_free);
  g_clear_pointer (&damage->note, g_free);
}

void
damage_add_loss (Damage *damage, const char *text)
{
  if (damage->loss == NULL)
    damage->loss = g_utf8_make_valid (text, -1);
}

void
damage_add_note (Damage *damage, const char *text)
{
  if (damage->note == NULL)
    damage->note = g_utf8_make_valid (text, -1);
}

void
damage_add_tail (Damage *damage, gsize n)
{
  if (n > 0)
    damage_add_note (damage, _ ("it goes on after the end of the picture"));
}

gsize
damage_zeros (const guint8 *data, gsize size)
{
  gsize most = 0, run = 0;

  for (gsize i = 0; i < size; i++)
    {
      run = data[i] == 0 ? run + 1 : 0;
      most = MAX (most, run);
    }
  return most;
}

gboolean
photo_file_check (const PhotoFile *file, char **note, GError **error)
{
  g_auto (Damage) damage = { 0 };

  if (note != NULL)
    *note = NULL;
  if (file->kind == PHOTO_FILE_JPEG)
    damage_find_jpeg (file, &damage);
  else if (file->kind == PHOTO_FILE_PNG)
    damage_find_png (file, &damage);
  else if (file->kind == PHOTO_FILE_TIFF)
    damage_find_tiff (file, &damage);
  else if (file->kind == PHOTO_FILE_WEBP)
    damage_find_webp (file, &damage);
  if (damage.loss != NULL)
    {
      g_set_error (error, TONSURE_ERROR, TONSURE_ERROR_PARSE,
                   _ ("%s is damaged, and a part of the picture is lost (%s): copy it once more "
                      "from the camera"),
                   file->name, damage.loss);
      return FALSE;
    }
  if (note != NULL && damage.note != NULL)
    *note = g_strdup_printf (_ ("%s is whole but odd (%s)"), file->name, damage.note);
  return TRUE;
}
