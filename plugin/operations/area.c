/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* From a buffer to an area: see common.h. */
#include "common.h"

#include <string.h>

/* How a buffer is read: in a format whose components are numbers of one type, side by side. */
typedef struct
{
  const Babl *format;
  enum
  {
    DEPTH_U8,
    DEPTH_U16,
    DEPTH_FLOAT,
    DEPTH_OTHER,
  } depth;
  int components;
  int colors; /* 1 or 3, what comes before alpha */
  gboolean has_alpha;
} Layout;

/* One row of what was read, to one row of the area. */
typedef void (*RowFunc) (const Layout *layout, const void *from, gsize n, guint16 *to);

static guint16
to_u16 (float value)
{
  value = value > 0.0f ? value : 0.0f;
  value = value < 1.0f ? value : 1.0f;
  return (guint16) (int) (value * 65535.0f + 0.5f);
}

static Layout
layout_of (const Babl *format)
{
  const Babl *type = babl_format_get_type (format, 0);
  Layout layout = { .format = format,
                    .depth = type == babl_type ("u8")      ? DEPTH_U8
                             : type == babl_type ("u16")   ? DEPTH_U16
                             : type == babl_type ("float") ? DEPTH_FLOAT
                                                           : DEPTH_OTHER,
                    .components = babl_format_get_n_components (format),
                    .has_alpha = babl_format_has_alpha (format) };

  if (babl_format_is_palette (format))
    layout.depth = DEPTH_OTHER;
  layout.colors = layout.components - (layout.has_alpha ? 1 : 0);
  return layout;
}

static gboolean
is_model (const Babl *format, const char *name)
{
  return babl_format_get_model (format) == babl_model_with_space (name, format);
}

/* Alpha is the last component, and reading it as it stands costs no conversion. */
static void
alpha_row (const Layout *layout, const void *from, gsize n, guint16 *to)
{
  int step = layout->components;
  const guint8 *bytes = (const guint8 *) from + step - 1;
  const guint16 *words = (const guint16 *) from + step - 1;
  const float *floats = (const float *) from + step - 1;

  if (layout->depth == DEPTH_U8)
    for (gsize i = 0; i < n; i++)
      to[i] = 257 * bytes[i * step];
  else if (layout->depth == DEPTH_U16)
    for (gsize i = 0; i < n; i++)
      to[i] = words[i * step];
  else
    for (gsize i = 0; i < n; i++)
      to[i] = to_u16 (floats[i * step]);
}

/* Component @i of a row, 0 to 1. */
static float
component (const Layout *layout, const void *from, gsize i)
{
  if (layout->depth == DEPTH_U8)
    return ((const guint8 *) from)[i] / 255.0f;
  if (layout->depth == DEPTH_U16)
    return ((const guint16 *) from)[i] / 65535.0f;
  return ((const float *) from)[i];
}

/* A color as gray. Rare in an area, so one conversion a pixel will do. */
static float
gray_of_color (const Layout *layout, const float rgb[3])
{
  float gray = 0.0f;

  babl_process (babl_fish (babl_format_with_space ("R'G'B' float", layout->format),
                           babl_format_with_space ("Y' float", layout->format)),
                rgb, &gray, 1);
  return gray;
}

/* What is gray is taken as it stands, without the rounding of a conversion. */
static void
gray_row (const Layout *layout, const void *from, gsize n, guint16 *to)
{
  for (gsize i = 0; i < n; i++)
    {
      gsize at = i * layout->components;
      float value = component (layout, from, at);

      if (layout->colors == 3)
        {
          float rgb[3] = { value, component (layout, from, at + 1),
                           component (layout, from, at + 2) };

          if (rgb[0] != rgb[1] || rgb[0] != rgb[2])
            value = gray_of_color (layout, rgb);
        }
      if (layout->has_alpha)
        value *= component (layout, from, at + layout->colors);
      to[i] = to_u16 (value);
    }
}

static void
read_level (const Layout *layout, GeglBuffer *buffer, const GeglRectangle *rectangle, int level,
            RowFunc row, guint16 *mask, gsize stride)
{
  gsize size = (gsize) babl_format_get_bytes_per_pixel (layout->format) * rectangle->width;
  g_autofree char *pixels = g_malloc (size * rectangle->height);

  gegl_buffer_get (buffer, rectangle, 1.0 / (1 << level), layout->format, pixels,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  for (int y = 0; y < rectangle->height; y++)
    row (layout, pixels + y * size, rectangle->width, mask + y * stride);
}

static void
read_picture (const Layout *layout, GeglBuffer *buffer, const GeglRectangle *rectangle, RowFunc row,
              guint16 *mask, gsize stride)
{
  gsize size = babl_format_get_bytes_per_pixel (layout->format);
  GeglBufferIterator *iterator = gegl_buffer_iterator_new (buffer, rectangle, 0, layout->format,
                                                           GEGL_ACCESS_READ, GEGL_ABYSS_NONE, 1);

  while (gegl_buffer_iterator_next (iterator))
    {
      const GeglRectangle *part = &iterator->items[0].roi;
      const char *from = iterator->items[0].data;

      for (int y = 0; y < part->height; y++)
        row (layout, from + (gsize) y * part->width * size, part->width,
             mask + (gsize) (part->y - rectangle->y + y) * stride + (part->x - rectangle->x));
    }
}

/* Reads the part of @rectangle that the buffer has; the rest is 0. */
static void
read_rows (const Layout *layout, GeglBuffer *buffer, const GeglRectangle *rectangle, int level,
           RowFunc row, guint16 *mask, gsize stride)
{
  GeglRectangle extent = tonsure_level_rectangle (gegl_buffer_get_extent (buffer), level);
  GeglRectangle part;
  gboolean any = gegl_rectangle_intersect (&part, &extent, rectangle);

  if (!any || !gegl_rectangle_equal (&part, rectangle))
    for (int y = 0; y < rectangle->height; y++)
      memset (mask + y * stride, 0, sizeof *mask * rectangle->width);
  if (!any)
    return;
  mask += (gsize) (part.y - rectangle->y) * stride + (part.x - rectangle->x);
  if (row == NULL)
    for (int y = 0; y < part.height; y++)
      memset (mask + y * stride, 0xff, sizeof *mask * part.width);
  else if (level > 0)
    read_level (layout, buffer, &part, level, row, mask, stride);
  else
    read_picture (layout, buffer, &part, row, mask, stride);
}

void
tonsure_read_alpha (GeglBuffer *buffer, const GeglRectangle *rectangle, int level, guint16 *mask,
                    gsize stride)
{
  const Babl *format = gegl_buffer_get_format (buffer);
  Layout layout = layout_of (format);

  if (layout.depth == DEPTH_OTHER)
    layout = layout_of (babl_format_with_space ("RGBA float", format));
  read_rows (&layout, buffer, rectangle, level, babl_format_has_alpha (format) ? alpha_row : NULL,
             mask, stride);
}

void
tonsure_read_gray (GeglBuffer *buffer, const GeglRectangle *rectangle, int level, guint16 *mask,
                   gsize stride)
{
  const Babl *format = gegl_buffer_get_format (buffer);
  Layout layout = layout_of (format);
  gboolean encoded = is_model (format, "Y'") || is_model (format, "Y'A")
                     || is_model (format, "R'G'B'") || is_model (format, "R'G'B'A");

  if (layout.depth == DEPTH_OTHER || !encoded)
    layout = layout_of (babl_format_with_space ("R'G'B'A float", format));
  read_rows (&layout, buffer, rectangle, level,
             is_model (layout.format, "Y'") ? alpha_row : gray_row, mask, stride);
}
