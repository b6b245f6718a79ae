/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Finds hair and skin that nobody has marked: see samples.h. */
#include "samples.h"
#include "parallel.h"
#include "range.h"
#include "samples-private.h"

#include <string.h>

typedef struct
{
  const float *rgb;
  const guint16 *area;
  int width, height;
  double mm_per_px;
  guint16 *hair, *skin;
  gboolean crisp;
  TonsureSamplesRegion *region;
} Find;

/* Hair whose dots are seen, and the region of all hair. */
static gboolean
find_part (gpointer data, guint i, GError **error)
{
  Find *find = data;

  if (i == 1)
    return tonsure_samples_region_init (&find->region, find->rgb, find->area, find->width,
                                        find->height, find->mm_per_px, error);
  find->crisp = tonsure_samples_find_crisp (find->rgb, find->area, find->width, find->height,
                                            find->mm_per_px, find->hair, find->skin);
  return TRUE;
}

gboolean
tonsure_samples_find (const float *rgb, const guint16 *area, int width, int height,
                      double mm_per_px, guint16 *hair, guint16 *skin, gboolean *crisp,
                      GError **error)
{
  gsize n = (gsize) width * height;
  Find find = { rgb, area, width, height, mm_per_px, hair, skin, FALSE, NULL };

  if (!tonsure_in_range_of ("mm_per_px", mm_per_px, 0.002, 5.0, "mm", error))
    return FALSE;
  memset (hair, 0, sizeof *hair * n);
  memset (skin, 0, sizeof *skin * n);
  if (!tonsure_parallel (2, find_part, &find, error))
    return FALSE;
  tonsure_samples_region_choose (find.region, width, height, &find.crisp, hair, skin);
  tonsure_samples_region_free (find.region);
  if (crisp != NULL)
    *crisp = find.crisp;
  return TRUE;
}
