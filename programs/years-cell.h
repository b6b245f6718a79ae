/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Treated skin in one year: its pictures and mean color, drawn as the product draws.
 *
 * Even white light, D65; the surface reflects %TONSURE_SPECULAR of it, and the brightness of
 * pixels varies at random by 1 %.
 */
#pragma once

#include "treatment.h"

G_BEGIN_DECLS

/* Pixels a millimeter near and from afar, and of the pictures: 8 x 6 mm and 18 x 24 mm. */
#define YEARS_NEAR 16
#define YEARS_FAR 4
#define YEARS_NEAR_WIDTH 128
#define YEARS_FAR_WIDTH 72
#define YEARS_HEIGHT 96

/**
 * YearsCell:
 * @near, @far: linear sRGB
 * @lab: the mean from afar, CIELAB (D65, 2°)
 */
typedef struct
{
  float near[3 * YEARS_NEAR_WIDTH * YEARS_HEIGHT];
  float far[3 * YEARS_FAR_WIDTH * YEARS_HEIGHT];
  double lab[3];
} YearsCell;

/**
 * years_cell_draw:
 * @treatment: in the skin that it names; scale and blur are the cell's
 *
 * Returns: %FALSE with %TONSURE_ERROR_INVALID.
 */
gboolean years_cell_draw (const TonsureTreatment *treatment, YearsCell *cell, GError **error);

G_END_DECLS
