/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * The manifest of a survey: a table of photos with what is marked in them.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SurveyLine:
 * @number: of the line in the manifest, from 1
 * @name: begins the names of the files that are written
 * @photo, @area: (nullable): files; %NULL only where there is a @fault
 * @hair, @skin: (nullable): files, white where hair or bare skin is marked
 * @trimap: (nullable): NAME-trimap.png beside the photo, 0 where there is surely no hair
 * @mm_per_px: scale, 0 where it is not known
 * @expect: what hair there is, such as stubble; "" where it is not said
 * @hair_color: such as dark; "" where it is not said
 * @fault: (nullable): what is wrong with the line, %NULL if nothing is
 */
typedef struct
{
  guint number;
  char *name;
  char *photo, *area, *hair, *skin, *trimap;
  double mm_per_px;
  char *expect, *hair_color;
  char *fault;
} SurveyLine;

/**
 * survey_manifest_read:
 * @path: CSV with a heading. Columns: photo, and if there are any name, area, hair, skin,
 *   mm_per_px, expect, hair_color; others are ignored. Paths are relative to the manifest's
 *   folder. An empty name is that of the photo without its ending; an empty area is
 *   PHOTO-area.png beside the photo.
 *
 * A line that cannot be used has a fault; the others are not affected. Whether pictures can
 * be read and have the size of the photo is not looked at.
 *
 * Returns: (transfer full): #SurveyLine; %NULL if the manifest itself cannot be used.
 */
GPtrArray *survey_manifest_read (const char *path, GError **error);

G_END_DECLS
