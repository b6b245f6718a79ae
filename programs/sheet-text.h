/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Writes lines of text onto the sheet.
 */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* Fonts that the sheet uses, as Pango names them. */
#define SHEET_SANS "DejaVu Sans, Sans"
#define SHEET_BOLD "DejaVu Sans, Sans Bold"
#define SHEET_MONO "DejaVu Sans Mono, Monospace"

/**
 * sheet_text:
 * @font: one of those above
 * @size: of the letters, pixels
 * @x, @y: left end of the base line, pixels
 * @format: as for printf
 *
 * Writes one line in the current color.
 *
 * Returns: its width, pixels.
 */
double sheet_text (cairo_t *cr, const char *font, double size, double x, double y,
                   const char *format, ...) G_GNUC_PRINTF (6, 7);

G_END_DECLS
