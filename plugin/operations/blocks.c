/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* From an area to blocks: see common.h. */
#include "common.h"

#include <string.h>

/* Bands are no wider than this, a multiple of TONSURE_BLOCK. */
#define STRIP 2048

/* The area around one band of blocks. Bands follow each other down the picture and keep the
 * rows that they share. */
typedef struct
{
  GeglBuffer *area;
  TonsureReader reader;
  int level;
  int reach;
  guint16 *mask;
  GeglRectangle rows; /* where in the picture @mask lies */
} Band;

/* The next multiple of TONSURE_BLOCK after @at, also below zero: blocks follow GEGL's tiles. */
static int
next_edge (int at)
{
  return (at & ~(TONSURE_BLOCK - 1)) + TONSURE_BLOCK;
}

/* Moves the band down to the blocks from @y0 to @y1. */
static void
move_band (Band *band, int y0, int y1)
{
  int first = y0 - band->reach, end = y1 + band->reach;
  gsize stride = band->rows.width;
  int kept = MAX (band->rows.y + band->rows.height - first, 0);
  GeglRectangle fresh = { band->rows.x, first + kept, band->rows.width, end - first - kept };

  if (kept > 0)
    memmove (band->mask, band->mask + (first - band->rows.y) * stride,
             sizeof *band->mask * kept * stride);
  band->reader (band->area, &fresh, band->level, band->mask + kept * stride, stride);
  band->rows.y = first;
  band->rows.height = end - first;
}

/* Whether any of the area lies within reach of the columns from @x0 to @x1. */
static gboolean
is_near (const Band *band, int x0, int x1)
{
  gsize stride = band->rows.width;
  const guint16 *from = band->mask + (x0 - band->reach - band->rows.x);
  int n = x1 - x0 + 2 * band->reach;

  for (int y = 0; y < band->rows.height; y++)
    {
      guint any = 0;

      for (int x = 0; x < n; x++)
        any |= from[y * stride + x];
      if (any != 0)
        return TRUE;
    }
  return FALSE;
}

static void
call (const Band *band, const TonsurePixels *pixels, gboolean touched, TonsureBlockFunc func,
      gpointer data)
{
  TonsureBlock block = { .pixels = *pixels,
                         .mask = touched ? band->mask : NULL,
                         .mask_pixels = { band->rows.x, band->rows.y, band->rows.width,
                                          band->rows.height },
                         .mask_stride = band->rows.width };

  if (pixels->width > 0)
    func (&block, data);
}

/* Blocks far from the area are gathered to one wide run: GEGL then shares their tiles. */
static void
go_along (const Band *band, const TonsurePixels *line, TonsureBlockFunc func, gpointer data)
{
  int end = line->x + line->width;
  TonsurePixels run = *line, block = *line;

  run.width = 0;
  for (int x = line->x, x1; x < end; x = x1)
    {
      x1 = MIN (next_edge (x), end);
      if (is_near (band, x, x1))
        {
          call (band, &run, FALSE, func, data);
          block.x = x;
          block.width = x1 - x;
          call (band, &block, TRUE, func, data);
          run.x = x1;
          run.width = 0;
        }
      else
        run.width = x1 - run.x;
    }
  call (band, &run, FALSE, func, data);
}

/* Goes down one strip of the picture, band by band. */
static void
go_down (Band *band, const GeglRectangle *strip, TonsureBlockFunc func, gpointer data)
{
  int end = strip->y + strip->height;

  for (int y = strip->y, y1; y < end; y = y1)
    {
      y1 = MIN (next_edge (y), end);
      TonsurePixels line = { strip->x, y, strip->width, y1 - y };

      move_band (band, y, y1);
      go_along (band, &line, func, data);
    }
}

/* Where a reach cannot be added to coordinates there are no dots: one row of blocks at a time. */
static gboolean
pass_far_away (const GeglRectangle *roi, TonsureBlockFunc func, gpointer data)
{
  const gint64 most = TONSURE_MOST_PIXEL;
  gint64 right = (gint64) roi->x + roi->width, bottom = (gint64) roi->y + roi->height;

  if (roi->x >= -most && roi->y >= -most && right <= most && bottom <= most)
    return FALSE;
  right = MIN (right, G_MAXINT);
  bottom = MIN (bottom, G_MAXINT);
  for (gint64 y = roi->y; y < bottom; y += TONSURE_BLOCK)
    for (gint64 x = roi->x; x < right; x += STRIP)
      {
        TonsureBlock block = { .pixels = { (int) x, (int) y, (int) MIN (STRIP, right - x),
                                           (int) MIN (TONSURE_BLOCK, bottom - y) } };

        func (&block, data);
      }
  return TRUE;
}

void
tonsure_for_blocks (const TonsureRenderer *renderer, GeglBuffer *area, TonsureReader reader,
                    const GeglRectangle *roi, int level, TonsureBlockFunc func, gpointer data)
{
  if (pass_far_away (roi, func, data))
    return;
  int reach = tonsure_render_reach (renderer);
  gsize width = MIN (STRIP, roi->width) + 2 * (gsize) reach;
  gsize height = MIN (TONSURE_BLOCK, roi->height) + 2 * (gsize) reach;
  g_autofree guint16 *mask = g_new (guint16, width * height);

  for (int x = roi->x, x1; x < roi->x + roi->width; x = x1)
    {
      x1 = MIN (next_edge (x) + STRIP - TONSURE_BLOCK, roi->x + roi->width);
      GeglRectangle strip = { x, roi->y, x1 - x, roi->height };
      Band band = { area,  reader, level,
                    reach, mask,   { x - reach, roi->y - reach, x1 - x + 2 * reach, 0 } };

      go_down (&band, &strip, func, data);
    }
}

GeglRectangle
tonsure_level_rectangle (const GeglRectangle *roi, int level)
{
  gint64 round_up = (1 << level) - 1;
  int x = roi->x >> level, y = roi->y >> level;
  gint64 x1 = ((gint64) roi->x + roi->width + round_up) >> level;
  gint64 y1 = ((gint64) roi->y + roi->height + round_up) >> level;

  return (GeglRectangle) { x, y, (int) MIN (x1 - x, G_MAXINT), (int) MIN (y1 - y, G_MAXINT) };
}
