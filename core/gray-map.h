/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * What has to be known of a whole photo before its hair can be shown in another color.
 *
 * A coarse grid, cells of about 2 mm, that is made once from the region of hair (region.h). With it
 * every pixel is handled by itself: operations need no pixels around the one that they draw, and
 * any rectangle has the same bits. As text the grid fits into a property of an operation.
 */
#pragma once

#include "region.h"

G_BEGIN_DECLS

/**
 * TonsureGrayChannel:
 * @TONSURE_GRAY_SLOPE, @TONSURE_GRAY_OFFSET: where hair is looked for, r = slope × ln Y + offset,
 *   clamped to 0…1: a guided filter (He, Sun, Tang 2013) that brings the border to full resolution
 * @TONSURE_GRAY_KEPT: share of the hair that may change; falls to 0 over some mm where hair ends
 * @TONSURE_GRAY_RED, @TONSURE_GRAY_GREEN, @TONSURE_GRAY_BLUE: S, the light of bare skin, extended
 *   under the hair
 * @TONSURE_GRAY_SHADE: luminance of a mass of white hair in this light
 * @TONSURE_GRAY_BASE: mean ln Y of the hair within some 3 mm
 * @TONSURE_GRAY_CLOSED: 1 where hair lets no skin be seen, 0 where it does
 * @TONSURE_GRAY_COSINE, @TONSURE_GRAY_SINE: of twice the angle of hair against the rows, times how
 *   sure it is
 */
typedef enum
{
  TONSURE_GRAY_SLOPE,
  TONSURE_GRAY_OFFSET,
  TONSURE_GRAY_KEPT,
  TONSURE_GRAY_RED,
  TONSURE_GRAY_GREEN,
  TONSURE_GRAY_BLUE,
  TONSURE_GRAY_SHADE,
  TONSURE_GRAY_BASE,
  TONSURE_GRAY_CLOSED,
  TONSURE_GRAY_COSINE,
  TONSURE_GRAY_SINE,
  TONSURE_GRAY_CHANNELS
} TonsureGrayChannel;

/* Luminance of a mass of white hair over that of skin in the same light; .78 to .92 measured. */
#define TONSURE_GRAY_MASS 0.90f

/**
 * TonsureGrayMap:
 * @x, @y: upper left corner of the grid in the photo, pixels
 * @step: side of a cell, pixels
 * @width, @height: cells
 * @mm_per_px: scale of the photo
 * @cells: %TONSURE_GRAY_CHANNELS values a cell, row by row
 * @hair: light of the photo's hair with color over that of skin in the same light
 * @white: linear light of white hair of luminance 1 in the photo's light
 * @colored: share of the hair that has color to lose, 0 to 1: 0 where hair is lighter than skin
 * @strands: how many hairs a pixel shows at once, by how little the light of neighboring pixels
 *   differs in the hair; 0 where there is none
 *
 * Light is linear sRGB.
 */
typedef struct
{
  int x, y, step;
  int width, height;
  double mm_per_px;
  float *cells;
  float hair[3];
  float white[3];
  float colored;
  float strands;
} TonsureGrayMap;

/**
 * tonsure_gray_map_new:
 *
 * Arguments as in tonsure_region_new().
 *
 * Returns: (transfer full) (nullable): free with tonsure_gray_map_free(); %NULL with the error of
 *   tonsure_region_new()
 */
TonsureGrayMap *tonsure_gray_map_new (const float *rgb, const guint16 *area, const guint16 *hair,
                                      const guint16 *skin, int width, int height, double mm_per_px,
                                      GError **error);

/**
 * tonsure_gray_map_new_for_region:
 * @rgb: the whole photo, @width pixels wide
 * @region: where hair is on it, if that is known
 *
 * Returns: (transfer full): the same
 */
TonsureGrayMap *tonsure_gray_map_new_for_region (const float *rgb, const TonsureRegion *region,
                                                 int width, double mm_per_px);
void tonsure_gray_map_free (TonsureGrayMap *map);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TonsureGrayMap, tonsure_gray_map_free)

/**
 * tonsure_gray_map_to_text:
 *
 * Returns: (transfer full): @map as ASCII without spaces, 12 bits a value, compressed
 */
char *tonsure_gray_map_to_text (const TonsureGrayMap *map);

/**
 * tonsure_gray_map_from_text:
 *
 * Returns: (transfer full) (nullable): what tonsure_gray_map_to_text() wrote; %NULL with
 *   %TONSURE_ERROR_PARSE
 */
TonsureGrayMap *tonsure_gray_map_from_text (const char *text, GError **error);

/**
 * tonsure_gray_map_opacity:
 * @rgb: linear light, three floats a pixel, of the whole photo, which is @width × @height
 * @opacity: (out): α in C = αH + (1 − α)S, 65535 = 1, of the same size
 */
void tonsure_gray_map_opacity (const TonsureGrayMap *map, const float *rgb, int width, int height,
                               guint16 *opacity);

G_END_DECLS
