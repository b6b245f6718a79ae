/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * The parts of turning hair gray: lines along the hair, draws of the lines, hairs of stubble.
 */
#pragma once

#include "gray-hair.h"

G_BEGIN_DECLS

/**
 * TonsureGrayPart:
 * @white: of the hair in a pixel, the part that turns white, 0 to 1
 * @lost: the part that is no longer there; both together are at most 1
 */
typedef struct
{
  float white, lost;
} TonsureGrayPart;

/**
 * TonsureGrayLines:
 *
 * Which way hair lies at nodes fixed to the picture.
 *
 * There are two charts. In one, lines are followed to a row and known by where they meet it, in
 * the other to a column. Each serves hair that is within 45° and some degrees of crossing it.
 */
typedef struct _TonsureGrayLines TonsureGrayLines;

TonsureGrayLines *tonsure_gray_lines_new (double mm_per_px, const TonsurePixels *pixels,
                                          const TonsurePixels *picture, double origin_x,
                                          double origin_y);
void tonsure_gray_lines_free (TonsureGrayLines *lines);
TonsurePixels tonsure_gray_lines_reads (const TonsureGrayLines *lines);
void tonsure_gray_lines_read (TonsureGrayLines *lines, const float *rgba, gsize stride, int y,
                              int height);
void tonsure_gray_lines_finish (TonsureGrayLines *lines);

/** How many pixels around a pixel its line is followed. */
int tonsure_gray_lines_margin (double mm_per_px);

/**
 * TonsureGrayPlace:
 * @chart: 0 where lines are known by where they meet a row, 1 a column
 * @piece: number of the row or column, counted over the skin
 * @across: where the line meets it, mm on the skin
 */
typedef struct
{
  int chart, piece;
  double across;
} TonsureGrayPlace;

/**
 * TonsureGrayLot:
 *
 * Returns: a number from -1 to 1 that is the same all along a line.
 */
typedef double (*TonsureGrayLot) (const TonsureGrayPlace *place, gpointer data);

/**
 * TonsureGrayLine:
 * @place: the line at pixel 0 of a run
 * @step: what @place's across changes by from pixel to pixel
 * @crowd: how many lines there are side by side, 1 as where they meet the row or column
 * @weight: of its draw, among those of the run
 */
typedef struct
{
  TonsureGrayPlace place;
  double step;
  float crowd, weight;
} TonsureGrayLine;

/**
 * TonsureGrayRun:
 * @first, @end: in units of pixels from where values are counted
 * @lines: mostly one; more where one gives way to another
 * @mean, @mean_step: the photo's light nearby, see tonsure_gray_light()
 * @rough, @rough_step: mean square of its change from grain to grain, relative to it
 *
 * Pixels of a row that lie between the same nodes.
 */
typedef struct
{
  int first, end;
  int n_lines;
  TonsureGrayLine lines[4];
  float mean, mean_step;
  float rough, rough_step;
} TonsureGrayRun;

/**
 * tonsure_gray_lines_run:
 * @x, @y: a pixel
 * @n: how many of its row are asked
 * @lot: decides where the line at a place begins anew
 *
 * Returns: the lines through some of them, one at least
 */
TonsureGrayRun tonsure_gray_lines_run (TonsureGrayLines *lines, int x, int y, int n,
                                       TonsureGrayLot lot, gpointer data);

/** Nearly the luminance, in any photo's primaries. */
static inline float
tonsure_gray_light (const float rgb[3])
{
  return (0.25f * rgb[0] + 0.65f * rgb[1]) + 0.1f * rgb[2];
}

/**
 * TonsureGrayStrands:
 *
 * The draws of lines, side by side as strands of about a hair's width.
 */
typedef struct _TonsureGrayStrands TonsureGrayStrands;

/** @width: how much of the lines side by side is seen at once, mm */
TonsureGrayStrands *tonsure_gray_strands_new (const TonsureGrayHair *gray, double width);
void tonsure_gray_strands_free (TonsureGrayStrands *strands);

/** A #TonsureGrayLot; @data is a #TonsureGrayHair. */
double tonsure_gray_strand_lot (const TonsureGrayPlace *place, gpointer gray);

/**
 * tonsure_gray_strands_part:
 * @crowd: see #TonsureGrayRun
 *
 * Returns: the mean over the strands that are seen at @place
 */
TonsureGrayPart tonsure_gray_strands_part (TonsureGrayStrands *strands,
                                           const TonsureGrayPlace *place, float crowd);

/** How many pixels around a pixel belong to its hair, in stubble. */
int tonsure_gray_stubble_margin (double mm_per_px);

/**
 * tonsure_gray_stubble:
 * @coverage: shares of hair of @there, row by row without gaps
 * @there: holds @pixels grown by tonsure_gray_stubble_margin(), as far as the picture goes
 * @part: (out): of @pixels, row by row without gaps
 *
 * Draws hair by hair: a pixel goes with the strongest one uphill of it.
 */
void tonsure_gray_stubble (const TonsureGrayHair *gray, const float *coverage,
                           const TonsurePixels *there, const TonsurePixels *pixels,
                           TonsureGrayPart *part);

G_END_DECLS
