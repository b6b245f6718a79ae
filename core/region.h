/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Where in a photo the head is, and where on it hair grows.
 *
 * Both are read from the colors and the texture that this one photo shows, in cells of about 1 mm:
 * what lies in and around the treatment area is head, what lies along the edges of the picture and
 * far from the area is not; the smoothest part of the area is bare skin, and hair is what is
 * darker, less colorful or rougher than it. Marks of hair and skin, where there are some, come on
 * top of that.
 */
#pragma once

#include "scale.h"

G_BEGIN_DECLS

/**
 * TonsureRegion:
 * @from: the part of the photo that was read
 * @step: side of a cell, pixels of the photo
 * @mm: the same, mm
 * @width, @height: cells
 * @head: 1 in cells on the head, else 0: within a closed curve, often without neck and ears
 * @hair: how likely each cell is scalp with hair, 0 to 1, smooth over some 3 mm; 0 off the head
 */
typedef struct
{
  TonsurePixels from;
  int step;
  double mm;
  int width, height;
  float *head;
  float *hair;
} TonsureRegion;

/**
 * tonsure_region_new:
 * @rgb: linear light, three floats a pixel, row by row without gaps
 * @area: treatment area of the same size, 65535 = full density
 * @hair, @skin: (nullable): marks of the same size, marked where at least half
 * @mm_per_px: scale, .002 to 5 mm
 *
 * Time is linear in the number of pixels within 180 mm of the area.
 *
 * Returns: (transfer full) (nullable): free with tonsure_region_free(); %NULL with
 *   %TONSURE_ERROR_INVALID or, where the area is empty, %TONSURE_ERROR_UNMEASURABLE
 */
TonsureRegion *tonsure_region_new (const float *rgb, const guint16 *area, const guint16 *hair,
                                   const guint16 *skin, int width, int height, double mm_per_px,
                                   GError **error);
void tonsure_region_free (TonsureRegion *region);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TonsureRegion, tonsure_region_free)

/**
 * tonsure_region_write:
 * @cells: the head or the hair of @region
 * @mask: (out): @width × @height, the size of the photo; 65535 = 1
 *
 * Writes cells as pixels, bilinear between the centers of cells; 0 beyond what was read.
 */
void tonsure_region_write (const TonsureRegion *region, const float *cells, guint16 *mask,
                           int width, int height);

G_END_DECLS
