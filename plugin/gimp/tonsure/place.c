/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the picture lies now: see place.h. */
#include "place.h"

#include <glib/gi18n.h>
#include <math.h>

/* XCF keeps places of paths as 32-bit floats: within .002 pixels up to 32,000 pixels. */
#define TOLERANCE 0.01

/* A control point is three pairs: handle, anchor, handle. */
#define PER_ANCHOR 6

guint
place_mark (GimpImage *image, guint old)
{
  double w = gimp_image_get_width (image), h = gimp_image_get_height (image);
  const double corners[][2] = { { 0, h }, { 0, 0 }, { w, 0 } };
  double points[G_N_ELEMENTS (corners) * PER_ANCHOR];
  GimpPath *previous = old ? gimp_image_get_path_by_tattoo (image, old) : NULL;
  GimpPath *path = gimp_path_new (image, _ ("Place of the dots"));

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    points[i] = corners[i / PER_ANCHOR][i % 2];
  gimp_path_stroke_new_from_points (path, GIMP_PATH_STROKE_TYPE_BEZIER, G_N_ELEMENTS (points),
                                    points, FALSE);
  gimp_image_insert_path (image, path, NULL, 0);
  gimp_item_set_visible (GIMP_ITEM (path), FALSE);
  gimp_item_set_lock_content (GIMP_ITEM (path), TRUE);
  gimp_item_set_lock_position (GIMP_ITEM (path), TRUE);
  if (previous != NULL)
    gimp_image_remove_path (image, previous);
  return gimp_item_get_tattoo (GIMP_ITEM (path));
}

/* Reads the three corners back; FALSE if the path is gone or no longer ours. */
static gboolean
place_read (GimpImage *image, guint tattoo, double corner[3][2])
{
  GimpPath *path = tattoo ? gimp_image_get_path_by_tattoo (image, tattoo) : NULL;
  g_autofree int *strokes = NULL;
  g_autofree double *points = NULL;
  gsize n_strokes = 0, n_points = 0;
  gboolean closed;

  if (path == NULL)
    return FALSE;
  strokes = gimp_path_get_strokes (path, &n_strokes);
  if (n_strokes != 1)
    return FALSE;
  gimp_path_stroke_get_points (path, strokes[0], &n_points, &points, &closed);
  if (n_points != 3 * PER_ANCHOR)
    return FALSE;
  for (int i = 0; i < 3; i++)
    for (int k = 0; k < 2; k++)
      corner[i][k] = points[i * PER_ANCHOR + 2 + k];
  return TRUE;
}

static double
snap (double value)
{
  return fabs (value - rint (value)) < TOLERANCE ? rint (value) : value;
}

Place
place_find (GimpImage *image, const Record *record)
{
  Place place = { PLACE_SAME, 1, 0, 0 };
  double c[3][2], across, down;

  if (!place_read (image, record->path, c))
    {
      if (gimp_image_get_width (image) != record->width
          || gimp_image_get_height (image) != record->height)
        place.change = PLACE_LOST;
      return place;
    }
  place.x = snap (c[1][0]);
  place.y = snap (c[1][1]);
  across = c[2][0] - c[1][0];
  down = c[0][1] - c[1][1];
  if (fabs (c[2][1] - c[1][1]) > TOLERANCE || fabs (c[0][0] - c[1][0]) > TOLERANCE || across <= 0
      || down <= 0
      /* Whole pixels of width and height need not keep the proportions exactly. */
      || fabs (across * record->height - down * record->width) > record->height + record->width)
    {
      double area =
          (c[2][0] - c[1][0]) * (c[0][1] - c[1][1]) - (c[2][1] - c[1][1]) * (c[0][0] - c[1][0]);

      place.change = PLACE_TURNED;
      if (fabs (area) > 1)
        place.scale = sqrt (fabs (area) / ((double) record->width * record->height));
    }
  else if (fabs (across - record->width) > TOLERANCE || fabs (down - record->height) > TOLERANCE)
    {
      place.change = PLACE_SCALED;
      place.scale = record->width > record->height ? across / record->width : down / record->height;
    }
  else if (place.x != 0 || place.y != 0 || gimp_image_get_width (image) != record->width
           || gimp_image_get_height (image) != record->height)
    place.change = PLACE_SHIFTED;
  return place;
}

void
place_follow (const Place *place, TonsureTreatment *treatment)
{
  treatment->mm_per_px /= place->scale;
  treatment->origin_x -= place->x * treatment->mm_per_px;
  treatment->origin_y -= place->y * treatment->mm_per_px;
  tonsure_sharpness_follow (&treatment->sharpness, place->scale, place->x, place->y);
}

const char *
place_describe (PlaceChange change)
{
  switch (change)
    {
    case PLACE_SHIFTED:
      return _ ("The picture was cropped or its canvas resized, so the dots no longer "
                "fitted. They are back on the same skin.");
    case PLACE_SCALED:
      return _ ("The picture was scaled, so the dots no longer fitted. They are back on "
                "the same skin.");
    case PLACE_TURNED:
      return _ ("The picture was rotated, mirrored or distorted, and the dots cannot "
                "follow that.");
    case PLACE_LOST:
      return _ ("The size of the picture has changed and the path “Place of the dots” "
                "is gone, so nobody knows where the dots belong.");
    default:
      return NULL;
    }
}
