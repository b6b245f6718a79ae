/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Where in the picture hair and bare skin are sampled.
 */
#pragma once

#include "treat.h"

G_BEGIN_DECLS

/* What a sample point stands for, mm. */
#define MARKS_RADIUS 3.0

/**
 * MarksSource:
 * @MARKS_DRAWN: channels or layers
 * @MARKS_POINTS: sample points
 * @MARKS_FOUND: nobody marked anything
 * @MARKS_PARTLY: one of the two was marked, the other found
 */
typedef enum
{
  MARKS_DRAWN,
  MARKS_POINTS,
  MARKS_FOUND,
  MARKS_PARTLY,
} MarksSource;

/**
 * Marks:
 * @hair, @skin: one value a pixel of the picture, 65535 = sampled, row by row
 * @crisp: %FALSE where hair was found that is not single dots, see tonsure_samples_find()
 */
typedef struct
{
  guint16 *hair, *skin;
  MarksSource source;
  gboolean crisp;
} Marks;

void marks_clear (Marks *marks);

/**
 * marks_read:
 * @hair, @skin: (nullable): drawables that mark them
 * @photo: linear sRGB
 * @mm_per_px: its scale
 *
 * Takes what is drawn; else the sample points of the picture, in their order hair, skin, hair,
 * skin and so on; what nobody marked is looked for in and beside the area. What is not found
 * stays empty.
 *
 * Returns: %FALSE with an error that tells the user what to do.
 */
gboolean marks_read (Marks *marks, const Treat *treat, GimpDrawable *hair, GimpDrawable *skin,
                     const float *photo, double mm_per_px, GError **error);

G_END_DECLS
