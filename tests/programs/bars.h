/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Measures groups of three parallel bars in photos: how wide they are and how soft their edges.
 *
 * Lengths are by the distance from bar to bar, which neither spreading nor blur changes, so that
 * neither the camera's distance nor the curve of what they are on matters. Straight lines cross
 * each group in 41 places. Around each edge, 1 mm to either side, green linear light is fitted by
 * a step that a Gaussian blurs: place, blur, light on either side.
 */
#pragma once

#include "picture.h"

/**
 * Bars:
 * @name: for messages
 * @bar: mm, as wide as the gap
 * @axes: x and y of both ends of each bar, px of the upright photo
 *
 * Three bars as they were drawn.
 */
typedef struct
{
  const char *name;
  double bar;
  double axes[3][4];
} Bars;

/**
 * BarsLook:
 * @scale: px per mm, across the bars
 * @width: of the bars, mm
 * @blur: of the edges, standard deviation, mm
 * @density: -ln of the light of bars relative to that of gaps, in green
 *
 * Medians over a group.
 */
typedef struct
{
  double scale;
  double width;
  double blur;
  double density;
} BarsLook;

/**
 * bars_measure:
 *
 * Returns: how the bars look in the photo
 */
BarsLook bars_measure (const Photo *photo, const Bars *bars);
