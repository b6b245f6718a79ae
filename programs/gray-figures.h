/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * What turning hair white did to a photo.
 */
#pragma once

#include "gray-map.h"
#include "picture.h"

G_BEGIN_DECLS

/**
 * GrayScene:
 * @hair: (nullable): hair to measure, 65535 = marked
 * @trimap: (nullable): 65535 where there surely is hair, 0 where there surely is none
 */
typedef struct
{
  const Photo *photo;
  const TonsureGrayMap *map;
  const guint16 *hair, *trimap;
} GrayScene;

/**
 * GrayFigures:
 * @light: mean luminance of the marked hair
 * @relative: the same over the luminance of skin in its light
 * @chroma: CIELAB chroma of its mean after white balance
 * @texture: standard deviation of ln Y, .7 pixels to 1.2 mm, over that of the photo
 * @noise: the same of differences between neighbors
 * @difference: mean CIEDE2000 between the photo and the picture in the marked hair
 * @changed: part of the pixels that are surely no hair whose codes of 8 bits changed
 * @overshoot: of the mean change of ln Y by distance from hair, the most that it rises again
 *   farther out
 * @clumps: autocorrelation of the change, without its 10 mm mean, across the hair, the most beyond
 * 3 pixels and 3 widths of a hair
 * @opacity: mean opacity where there surely is no hair, on the head
 *
 * NAN where it is not known.
 */
typedef struct
{
  double light, relative, chroma, texture, noise, difference, changed, overshoot, clumps, opacity;
} GrayFigures;

/** @rgba: the picture, linear light */
void gray_figures (const GrayScene *scene, const float *rgba, GrayFigures *figures);

/** Prints @figures as a line. */
void gray_figures_print (const GrayFigures *figures, double share);

G_END_DECLS
