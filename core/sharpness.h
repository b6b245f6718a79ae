/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * How a photo shows small, faint detail, from place to place.
 *
 * One blur for a whole photo is wrong twice: a head is in focus only in part, and the noise
 * reduction of a phone wipes out faint detail but leaves strong edges sharp. So a coarse grid over
 * the picture holds two numbers: the standard deviation σ of the point spread, in pixels, and the
 * contrast t of the detail that is just lost. Of detail of the contrast c, in -ln T, the part
 * max (0, 1 - t / c) is shown, as soft thresholding leaves it (Donoho 1995); the mean stays.
 *
 * The grid is a plain value of fixed size, so that what holds it can be copied and compared.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Cells along each axis, at most. */
#define TONSURE_SHARPNESS_SIDE 64
#define TONSURE_SHARPNESS_CELLS (TONSURE_SHARPNESS_SIDE * TONSURE_SHARPNESS_SIDE)

/* Codes of a cell are 0 to this. */
#define TONSURE_SHARPNESS_MOST 63

/* σ = .1 · 2^(code / 8) px, .1 to 23 px: half the pixels are eight codes. */
#define TONSURE_SHARPNESS_LEAST_BLUR 0.1
#define TONSURE_SHARPNESS_OCTAVE 8

/* t = .01 · code, 0 to .63. */
#define TONSURE_SHARPNESS_CONTRAST 0.01

/**
 * TonsureSharpness:
 * @columns, @rows: cells across and down; 0 for none: then one blur counts everywhere
 * @x, @y: left and upper edge of the first cell, pixels of the picture
 * @cell: side of a cell, pixels
 * @blur: code of σ, row by row without gaps; 0 beyond the cells that there are
 * @lost: code of t
 */
typedef struct
{
  int columns, rows;
  double x, y;
  double cell;
  guint8 blur[TONSURE_SHARPNESS_CELLS];
  guint8 lost[TONSURE_SHARPNESS_CELLS];
} TonsureSharpness;

/**
 * tonsure_sharpness_to_text:
 *
 * Returns: (transfer full): "COLUMNSxROWS,X,Y,CELL,CODES": two letters of the alphabet of
 *   base64url (RFC 4648) a cell, the codes of σ and t; "" for no grid
 */
char *tonsure_sharpness_to_text (const TonsureSharpness *sharpness);

/**
 * tonsure_sharpness_from_text:
 *
 * Reads the text form.
 *
 * Returns: %FALSE with %TONSURE_ERROR_PARSE; then @sharpness is left as it was.
 */
gboolean tonsure_sharpness_from_text (TonsureSharpness *sharpness, const char *text,
                                      GError **error);

/** Returns: the code of the blur @sigma, pixels, not rounded; 0 and below for the least. */
double tonsure_sharpness_code (double sigma);

/** Returns: the blur of @code, pixels; the inverse of tonsure_sharpness_code(). */
double tonsure_sharpness_blur (double code);

/**
 * tonsure_sharpness_at:
 * @x, @y: pixels of the picture
 * @blur: (out): code of σ there, not rounded
 * @lost: (out): t there
 *
 * Interpolates bilinearly between the centers of the cells; beyond them the outermost go on.
 */
void tonsure_sharpness_at (const TonsureSharpness *sharpness, double x, double y, double *blur,
                           double *lost);

/**
 * tonsure_sharpness_range:
 * @least, @most: (out): codes of σ; 0 where there is no grid
 */
void tonsure_sharpness_range (const TonsureSharpness *sharpness, int *least, int *most);

/**
 * tonsure_sharpness_follow:
 * @scale: new pixels per old pixel
 * @dx, @dy: where the old picture's corner lies in the new picture, pixels
 *
 * Moves the grid with a picture that is scaled and cropped; σ is scaled with it, t stays.
 */
void tonsure_sharpness_follow (TonsureSharpness *sharpness, double scale, double dx, double dy);

G_END_DECLS
