/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a picture file is whole: see whole.h. */
#include "whole.h"

#include "photo-file.h"

gboolean
whole_check (GFile *file, GError **error)
{
  g_autoptr (PhotoFile) photo = photo_file_new (file, error);

  return photo != NULL && photo_file_check (photo, NULL, error);
}
