/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Reads colors from the pictures that programs draw.
 */
#pragma once

#include "spectrum.h"

#include <cairo.h>
#include <math.h>

static inline double
png_decode (guint code)
{
  double value = code / 255.0;

  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

/* CIELAB (D65) of the mean of linear light over a rectangle. */
static inline void
png_mean_lab (cairo_surface_t *picture, int x, int y, int width, int height, double lab[3])
{
  const guint8 *data = cairo_image_surface_get_data (picture);
  double rgb[3] = { 0.0 }, xyz[3];

  g_assert_cmpint (x + width, <=, cairo_image_surface_get_width (picture));
  g_assert_cmpint (y + height, <=, cairo_image_surface_get_height (picture));
  for (int j = y; j < y + height; j++)
    for (int i = x; i < x + width; i++)
      {
        guint32 pixel =
            ((const guint32 *) (data + cairo_image_surface_get_stride (picture) * j))[i];

        for (int c = 0; c < 3; c++)
          rgb[c] += png_decode (pixel >> (16 - 8 * c) & 255) / ((double) width * height);
      }
  tonsure_rgb_to_xyz (rgb, NULL, xyz);
  tonsure_xyz_to_lab (xyz, lab);
}

/* Fails unless white letters on black cover a band at the top, as all simulations are marked. */
static inline void
png_assert_marked (cairo_surface_t *picture, int band)
{
  const guint8 *data = cairo_image_surface_get_data (picture);
  int width = cairo_image_surface_get_width (picture);
  guint white = 0, black = 0, n = (guint) (width * band);

  for (int j = 0; j < band; j++)
    for (int i = 0; i < width; i++)
      {
        guint32 pixel =
            ((const guint32 *) (data + cairo_image_surface_get_stride (picture) * j))[i] & 0xffffff;

        white += pixel == 0xffffff;
        black += pixel == 0;
      }
  g_assert_cmpuint (white, >, n / 50);
  g_assert_cmpuint (black, >, n / 2);
}
