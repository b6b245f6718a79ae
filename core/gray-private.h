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
 * tonsure_gray_lines_find:
 * @x, @y: a pixel
 * @lot: decides where the line at a place begins anew
 *
 * Returns: the line that runs through it
 */
TonsureGrayPlace tonsure_gray_lines_find (TonsureGrayLines *lines, int x, int y, TonsureGrayLot lot,
                                          gpointer data);

/**
 * TonsureGrayStrands:
 *
 * The draws of lines, side by side as strands of about a hair's width.
 */
typedef struct _TonsureGrayStrands TonsureGrayStrands;

TonsureGrayStrands *tonsure_gray_strands_new (const TonsureGrayHair *gray);
void tonsure_gray_strands_free (TonsureGrayStrands *strands);

/** A #TonsureGrayLot; @data is a #TonsureGrayHair. */
double tonsure_gray_strand_lot (const TonsureGrayPlace *place, gpointer gray);

/**
 * tonsure_gray_strands_part:
 * @width: how much of the lines side by side is asked, mm
 *
 * Returns: the mean over the strands there
 */
TonsureGrayPart tonsure_gray_strands_part (TonsureGrayStrands *strands,
                                           const TonsureGrayPlace *place, double width);

G_END_DECLS
