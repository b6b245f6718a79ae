/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * What a drawn treatment looks like in figures, as photos of real treatments are measured.
 *
 * Flat skin is treated all over and drawn at 10 pixels per mm with a blur of .9 pixels, and at 3
 * pixels per mm with .65. Luminance counts, relative to bare skin.
 */
#pragma once

#include "treatment.h"

/**
 * Look:
 * @luminance: Y of treated skin, relative to bare skin
 * @green, @blue: -ln T of these channels, relative to that of red
 * @told_apart: dots per cm² that are told apart: local minima that are .10 darker than around
 * @contrast: of these: 1 - Y in the center / Y around, the median
 * @width: of their mean, mm: full width at half of the contrast, less that of the lens in
 *   quadrature
 * @texture: standard deviation of Y, relative to its mean, at 10 pixels per mm
 * @coarse: standard deviation of ln Y at 3 pixels per mm, in wavelengths from .8 to 3 mm
 */
typedef struct
{
  double luminance;
  double green, blue;
  double told_apart;
  double contrast;
  double width;
  double texture;
  double coarse;
} Look;

/**
 * look_measure:
 * @treatment: its scale, blur and origin do not count
 *
 * Returns: %FALSE with %TONSURE_ERROR_INVALID naming the value and its range
 */
gboolean look_measure (const TonsureTreatment *treatment, Look *look, GError **error);

/**
 * look_bare_skin:
 * @rgb: (out): linear sRGB of the skin of @treatment, without specular part
 */
void look_bare_skin (const TonsureTreatment *treatment, double rgb[3]);

/**
 * look_luminance:
 * @rgb: linear sRGB
 */
double look_luminance (const double rgb[3]);
