/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * The sheet: skins as rows, depths as columns, with the figures.
 */
#pragma once

#include "scale.h"
#include "sheet-cell.h"

#include <cairo.h>

G_BEGIN_DECLS

/**
 * SheetPatch:
 * @SHEET_BARE: bare skin
 * @SHEET_TREATED: where the treated skin, seen near, has all dots
 * @SHEET_MEAN: where the mean is taken of treated skin seen from afar
 * @SHEET_FLAT_BARE: the even color of bare skin
 * @SHEET_FLAT_TREATED: the even color of the mean of treated skin
 *
 * Parts of the picture of one skin at one depth.
 */
typedef enum
{
  SHEET_BARE,
  SHEET_TREATED,
  SHEET_MEAN,
  SHEET_FLAT_BARE,
  SHEET_FLAT_TREATED,
  SHEET_PATCHES,
} SheetPatch;

/**
 * sheet_page_patch:
 * @pixels: (out): where in the sheet the patch lies
 */
void sheet_page_patch (guint skin, guint depth, SheetPatch patch, TonsurePixels *pixels);

/**
 * sheet_page_draw:
 *
 * Draws the sheet in sRGB, eight bits a channel. But for the letters, which are drawn by
 * Pango with the fonts at hand, the bits are the same on every machine.
 *
 * Returns: (transfer full): free with cairo_surface_destroy().
 */
cairo_surface_t *sheet_page_draw (const SheetCell cells[SHEET_SKINS][SHEET_DEPTHS]);

G_END_DECLS
