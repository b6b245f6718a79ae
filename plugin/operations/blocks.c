/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* From a buffer to an area, from an area to blocks of transmittance: see common.h. */
#include "common.h"

#include <string.h>

/* A multiple of GEGL's tiles, and small enough for the second-level cache. */
#define BLOCK 256

static guint16
from_float (float value)
{
  return value > 0.0f ? value < 1.0f ? (guint16) (value * 65535.0f + 0.5f) : 65535 : 0;
}

/* Picks component @first of every @step of a packed row of 8 bits, 16 bits or floats. */
static void
pick_u8 (const guint8 *from, int step, gsize n, guint16 *mask)
{
  for (gsize i = 0; i < n; i++)
    mask[i] = 257 * from[i * step];
}

static void
pick_u16 (const guint16 *from, int step, gsize n, guint16 *mask)
{
  for (gsize i = 0; i < n; i++)
    mask[i] = from[i * step];
}

static void
pick_float (const float *from, int step, gsize n, guint16 *mask)
{
  for (gsize i = 0; i < n; i++)
    mask[i] = from_float (from[i * step]);
}

typedef enum
{
  DEPTH_U8,
  DEPTH_U16,
  DEPTH_FLOAT,
  DEPTH_OTHER,
} Depth;

static Depth
depth_of (const Babl *format)
{
  const Babl *type = babl_format_get_type (format, 0);

  return type == babl_type ("u8")      ? DEPTH_U8
         : type == babl_type ("u16")   ? DEPTH_U16
         : type == babl_type ("float") ? DEPTH_FLOAT
                                       : DEPTH_OTHER;
}

/* Reads component @first of @components of a buffer in @format, whose depth is known. */
static void
read_component (GeglBuffer *buffer, const GeglRectangle *rectangle, const Babl *format, int first,
                int components, guint16 *mask)
{
  GeglBufferIterator *iterator
      = gegl_buffer_iterator_new (buffer, rectangle, 0, format, GEGL_ACCESS_READ, GEGL_ABYSS_NONE, 1);
  Depth depth = depth_of (format);

  while (gegl_buffer_iterator_next (iterator))
    {
      const GeglRectangle *part = &iterator->items[0].roi;

      for (int row = 0; row < part->height; row++)
        {
          gsize from = (gsize) row * part->width * components + first;
          guint16 *to = mask + (gsize) (part->y + row - rectangle->y) * rectangle->width
                        + (part->x - rectangle->x);

          if (depth == DEPTH_U8)
            pick_u8 ((const guint8 *) iterator->items[0].data + from, components, part->width, to);
          else if (depth == DEPTH_U16)
            pick_u16 ((const guint16 *) iterator->items[0].data + from, components, part->width, to);
          else
            pick_float ((const float *) iterator->items[0].data + from, components, part->width,
                        to);
        }
    }
}

void
tonsure_read_alpha (GeglBuffer *buffer, const GeglRectangle *rectangle, guint16 *mask)
{
  const Babl *format = gegl_buffer_get_format (buffer);
  int components = babl_format_get_n_components (format);

  if (!babl_format_has_alpha (format))
    {
      for (gsize i = 0; i < (gsize) rectangle->width * rectangle->height; i++)
        mask[i] = 65535;
      return;
    }
  /* Alpha is the last component, and reading it as it stands costs no conversion. */
  if (depth_of (format) == DEPTH_OTHER || babl_format_is_palette (format))
    {
      format = babl_format_with_space ("RGBA float", format);
      components = 4;
    }
  read_component (buffer, rectangle, format, components - 1, components, mask);
}

void
tonsure_read_gray (GeglBuffer *buffer, const GeglRectangle *rectangle, guint16 *mask)
{
  const Babl *format = gegl_buffer_get_format (buffer);
  gsize n = (gsize) rectangle->width * rectangle->height;
  g_autofree float *pairs = NULL;

  if (babl_format_get_model (format) == babl_model_with_space ("Y'", format)
      && depth_of (format) != DEPTH_OTHER)
    {
      read_component (buffer, rectangle, format, 0, 1, mask);
      return;
    }
  pairs = g_new (float, 2 * n);
  gegl_buffer_get (buffer, rectangle, 1.0, babl_format_with_space ("Y'A float", format), pairs,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  for (gsize i = 0; i < n; i++)
    mask[i] = from_float (pairs[2 * i] * pairs[2 * i + 1]);
}

static gboolean
draw_block (const TonsureRenderer *renderer, GeglBuffer *area, TonsureReader reader,
            const GeglRectangle *block, guint16 *mask, float *transmittance)
{
  int reach = tonsure_render_reach (renderer);
  GeglRectangle grown = { block->x - reach, block->y - reach, block->width + 2 * reach,
                          block->height + 2 * reach };
  TonsurePixels pixels = { block->x, block->y, block->width, block->height };

  if (!gegl_rectangle_intersect (&grown, &grown, gegl_buffer_get_extent (area)))
    return FALSE;
  reader (area, &grown, mask);
  TonsurePixels mask_pixels = { grown.x, grown.y, grown.width, grown.height };
  return tonsure_render_transmittance (renderer, mask, &mask_pixels, grown.width, &pixels,
                                       transmittance, 4 * block->width);
}

/* The next multiple of BLOCK after @at, also below zero. */
static int
next_edge (int at)
{
  return (at & ~(BLOCK - 1)) + BLOCK;
}

void
tonsure_draw_blocks (const TonsureRenderer *renderer, GeglBuffer *area, TonsureReader reader,
                     const GeglRectangle *roi, TonsureBlockFunc func, gpointer data)
{
  g_autofree float *transmittance = g_new (float, 4 * BLOCK * BLOCK);
  g_autofree guint16 *mask = NULL;

  if (renderer != NULL && area != NULL)
    {
      gsize side = BLOCK + 2 * (gsize) tonsure_render_reach (renderer);

      mask = g_new (guint16, side * side);
    }
  for (int y = roi->y, y1; y < roi->y + roi->height; y = y1)
    {
      y1 = MIN (next_edge (y), roi->y + roi->height);
      for (int x = roi->x, x1; x < roi->x + roi->width; x = x1)
        {
          x1 = MIN (next_edge (x), roi->x + roi->width);
          GeglRectangle block = { x, y, x1 - x, y1 - y };
          gboolean touched = mask != NULL
                             && draw_block (renderer, area, reader, &block, mask, transmittance);

          func (&block, touched, transmittance, data);
        }
    }
}
