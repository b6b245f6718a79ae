/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The photos of a folder that are to be treated: each with its area and a result of its own.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FolderPhoto:
 * @name: of the file, valid UTF-8, for people to read
 * @photo: the file
 * @area: (nullable): NAME.jpg-area.png beside NAME.jpg if it is there, else NAME-area.png
 * @result: (nullable): NAME-simulation.png; NAME.jpg-simulation.png where another photo of the
 *   folder has the same NAME
 * @problem: (nullable): why the photo cannot be treated; names that are not in UTF-8 are named
 * @skipped: %TRUE where that is no photo at all but, say, a folder with a photo's name
 */
typedef struct
{
  char *name;
  GFile *photo;
  GFile *area;
  GFile *result;
  char *problem;
  gboolean skipped;
} FolderPhoto;

void folder_photo_free (FolderPhoto *photo);

/**
 * folder_read:
 * @results: the folder for the results
 *
 * Lists what is called like a photo, in the order of the names. No file is opened, so a pipe is
 * never waited for. No two results are the same file, also where upper and lower case are one.
 *
 * Returns: (transfer full) (nullable) (element-type FolderPhoto): %NULL if @folder cannot be read
 */
GPtrArray *folder_read (GFile *folder, GFile *results, GError **error);

G_END_DECLS
