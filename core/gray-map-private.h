/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * What the parts of tonsure_gray_map_new() share.
 */
#pragma once

#include "gray-private.h"

G_BEGIN_DECLS

/**
 * TonsureGrayPhoto:
 * @rgb: linear light, three floats a pixel
 * @light: ln Y
 * @region: of hair, 0 to 1
 * @head: 1 on the head, else 0
 * @clipped: 1 where the photo is as bright as can be, else 0
 * @per: pixels to a cell of the map
 * @mm: side of a pixel
 *
 * The photo in pixels of about .15 mm, where its own are smaller.
 */
typedef struct
{
  int width, height, per;
  gsize n;
  double mm;
  float *rgb, *light, *region, *head, *clipped;
} TonsureGrayPhoto;

/**
 * TonsureGrayCells:
 * @mm: side of a cell
 * @region, @head, @clipped, @light: means of what is in the photo
 * @rgb: the same, three values a cell
 * @bright: mean color of the brighter half of the pixels, which between hairs is skin
 * @thin: 1 where the hair is so thin that skin is seen between hairs everywhere, else 0
 * @kept: 1 where hair is of a growth that is wider than 8 mm; 0 in brows and rims of cloth
 */
typedef struct
{
  int width, height;
  gsize n;
  double mm;
  float *region, *head, *clipped, *light, *rgb, *bright, *kept;
  float thin;
} TonsureGrayCells;

/** Means of every @stride-th of @values, one a pixel, over the pixels of a cell. */
void tonsure_gray_pool (const TonsureGrayPhoto *photo, const float *values, int stride,
                        const TonsureGrayCells *cells, float *means);

/** Extends the light of skin under the hair: sets red, green, blue of @map, and its tint. Sets
 *  @cells->thin. Lets @cells->kept fall to 0 where the head goes on beyond what was found of it. */
void tonsure_gray_find_skin (TonsureGrayCells *cells, TonsureGrayMap *map);

/** Sets slope and offset of @map from the region, as far as it is kept. */
void tonsure_gray_find_border (const TonsureGrayPhoto *photo, const TonsureGrayCells *cells,
                               TonsureGrayMap *map);

/** Sets the color of hair, base, shade and closed of @map; skin is known. */
void tonsure_gray_find_hair (const TonsureGrayPhoto *photo, const TonsureGrayCells *cells,
                             TonsureGrayMap *map);

/** Sets cosine and sine of @map. */
void tonsure_gray_find_angles (const TonsureGrayPhoto *photo, const TonsureGrayCells *cells,
                               TonsureGrayMap *map);

G_END_DECLS
