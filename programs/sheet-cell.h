/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * One skin with dots at one depth: its pictures and figures.
 *
 * A picture shows skin in even white light, D65. Its surface reflects %TONSURE_SPECULAR
 * of it, which pigment does not change; the rest comes from inside. The brightness of
 * pixels varies at random by 1 %, the same in every picture, and that is all its texture.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SHEET_SKINS 6
#define SHEET_DEPTHS 4

/* Pixels a millimeter, near and from afar. */
#define SHEET_NEAR 16
#define SHEET_FAR 4

/* Pictures, pixels: 9.5 x 8 mm and 20 x 32 mm from the same corner on the skin. */
#define SHEET_NEAR_WIDTH 152
#define SHEET_FAR_WIDTH 80
#define SHEET_HEIGHT 128

/* The density of dots rises from none to all of it between these, mm from the left edge;
 * the mean is taken where the halos of dots are complete, from afar. */
#define SHEET_NONE_TO 2.5
#define SHEET_FULL_FROM 4.5
#define SHEET_MEAN_FROM 7.5

/**
 * SheetSkin:
 * @name: Fitzpatrick type
 * @melanin: volume fraction of melanosomes in the epidermis
 * @blood: volume fraction of blood in the dermis
 */
typedef struct
{
  const char *name;
  double melanin;
  double blood;
} SheetSkin;

extern const SheetSkin sheet_skins[SHEET_SKINS];

/* Depths of the upper faces of the deposits, mm. */
extern const double sheet_depths[SHEET_DEPTHS];

/**
 * SheetColor:
 * @rgb: linear sRGB
 * @lab: CIELAB, D65, 2°
 */
typedef struct
{
  double rgb[3];
  double lab[3];
} SheetColor;

/**
 * SheetCell:
 * @bare: the bare skin
 * @treated: the mean of the treated skin, as drawn
 * @ita: individual typology angle of @bare, degrees: atan ((L - 50) / b) (Chardon 1991)
 * @mean_t: mean transmittance of the treated skin in red, green and blue: its light from
 *   inside over that of bare skin. Above 1 it is a color outside of sRGB
 * @drawn_t: the same as drawn, each pixel at most 1
 * @center_t: transmittance at the center of a single dot of median size, as @mean_t
 * @change: CIEDE2000 of @treated to @bare
 * @clamp: CIEDE2000 of @treated to what @mean_t would give
 * @before, @near, @far: pictures of bare skin, and of treated skin near and from afar,
 *   linear sRGB, three floats a pixel
 */
typedef struct
{
  SheetColor bare, treated;
  double ita;
  double mean_t[3], drawn_t[3], center_t[3];
  double change, clamp;
  float *before, *near, *far;
} SheetCell;

/**
 * sheet_cell_compute:
 * @top: depth of the upper faces of the deposits, mm
 * @cell: (out): free its contents with sheet_cell_clear()
 *
 * Treats @skin by the defaults of a treatment. A quarter of a second of work.
 *
 * Returns: %FALSE with %TONSURE_ERROR_INVALID; then there is nothing to free.
 */
gboolean sheet_cell_compute (const SheetSkin *skin, double top, SheetCell *cell, GError **error);
void sheet_cell_clear (SheetCell *cell);

G_END_DECLS
