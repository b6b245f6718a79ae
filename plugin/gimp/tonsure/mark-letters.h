/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The word SIMULATION as strokes, for systems that have no font to draw text with.
 */
#pragma once

#include <cairo.h>

/**
 * mark_letters_draw:
 * @box: left, top, width and height
 *
 * Draws SIMULATION in the current color, as large as fits, at the middle of @box.
 */
void mark_letters_draw (cairo_t *cr, const double box[4]);
