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
 * @kept: how much of the hair may change: 0 in brows and rims of cloth, as growths that are
 *   narrower than 8 mm are; falls to 0 around the region of hair and where the head goes on beyond
 *   what was found of it
 * @reach: where hair is looked for beside its region: some mm around it where the color is that of
 *   skin and hair, on the head and off it
 * @skin: of bare skin ln R/G, ln B/G and ln Y
 */
typedef struct
{
  int width, height;
  gsize n;
  double mm;
  float *region, *head, *clipped, *light, *rgb, *bright, *kept, *reach;
  float thin;
  float skin[3];
} TonsureGrayCells;

/** 0 up to @from, 1 from @to on, linear between. */
static inline float
tonsure_gray_within (float x, float from, float to)
{
  return tonsure_gray_clamp ((x - from) / (to - from), 0, 1);
}

/** ln of light that may be 0. */
static inline float
tonsure_gray_log_light (float light)
{
  return tonsure_gray_log (MAX (light, TONSURE_GRAY_DARK));
}

/** The cell of pixel @i of @photo. */
static inline gsize
tonsure_gray_cell_of (const TonsureGrayPhoto *photo, const TonsureGrayCells *cells, gsize i)
{
  gsize width = (gsize) photo->width, per = (gsize) photo->per;

  return i / width / per * (gsize) cells->width + i % width / per;
}

/** Means of every @stride-th of @values, one a pixel, over the pixels of a cell. */
void tonsure_gray_pool (const TonsureGrayPhoto *photo, const float *values, int stride,
                        const TonsureGrayCells *cells, float *means);

/** Extends the light of skin under the hair: sets red, green, blue of @map, and its tint. Sets
 *  thin and skin of @cells. */
void tonsure_gray_find_skin (TonsureGrayCells *cells, TonsureGrayMap *map);

/** Sets @cells->kept by how wide growths of hair are. */
void tonsure_gray_find_kept (TonsureGrayCells *cells);

/** Lets @cells->kept fall to 0 where hair ends, and sets reach; skin is known. */
void tonsure_gray_find_ends (TonsureGrayCells *cells);

/** Sets slope and offset of @map from where hair is looked for, and kept. */
void tonsure_gray_find_border (const TonsureGrayPhoto *photo, const TonsureGrayCells *cells,
                               TonsureGrayMap *map);

/** Sets the color of hair, base, shade and closed of @map; skin is known. */
void tonsure_gray_find_hair (const TonsureGrayPhoto *photo, const TonsureGrayCells *cells,
                             TonsureGrayMap *map);

/** Sets the strands of @map from the variance of ln Y within cells of sure hair. */
void tonsure_gray_find_strands (const TonsureGrayPhoto *photo, const TonsureGrayCells *cells,
                                TonsureGrayMap *map);

/** Sets cosine and sine of @map. */
void tonsure_gray_find_angles (const TonsureGrayPhoto *photo, const TonsureGrayCells *cells,
                               TonsureGrayMap *map);

G_END_DECLS
