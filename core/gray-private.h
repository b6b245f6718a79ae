/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * The parts of turning hair gray: lines along the hair, draws of the lines, hairs of stubble.
 */
#pragma once

#include "gray-hair.h"
#include "hair-private.h"

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

TonsureGrayLines *tonsure_gray_lines_new (const TonsureGrayHair *gray, const TonsurePixels *pixels,
                                          const TonsurePixels *picture);
void tonsure_gray_lines_free (TonsureGrayLines *lines);
TonsurePixels tonsure_gray_lines_reads (const TonsureGrayLines *lines);
void tonsure_gray_lines_read (TonsureGrayLines *lines, const float *rgba, gsize stride, int y,
                              int height);
void tonsure_gray_lines_finish (TonsureGrayLines *lines);

/** How many pixels around a pixel its line is followed. */
int tonsure_gray_lines_margin (const TonsureGrayHair *gray);

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
 * @at: a place across, in units of %TONSURE_GRAY_LOT mm; its across is not looked at
 *
 * Returns: a number from -1 to 1
 */
typedef double (*TonsureGrayLot) (const TonsureGrayPlace *place, int at, gpointer data);

/* Where lines begin anew changes that fast from line to line, mm. */
#define TONSURE_GRAY_LOT 0.3

/**
 * TonsureGrayLine:
 * @place: the line at pixel 0 of a run
 * @step: what @place's across changes by from pixel to pixel
 * @crowd: how many lines there are side by side, 1 as where they meet the row or column
 * @known: whether lines are asked for
 */
typedef struct
{
  TonsureGrayPlace place;
  double step;
  float crowd;
  gboolean known;
} TonsureGrayLine;

#define TONSURE_GRAY_LINES 4

/**
 * TonsureGrayRun:
 * @lines: of either chart those of the earlier and of the later piece, as far as they are asked for
 * @beyond, @beyond_step: in either chart, mm beyond the border of the two pieces
 * @shift, @per_fade: a line gives way to the next up to so many mm before or beyond, over 1 in so
 *   many mm
 * @turn, @turn_step: cosine of twice the hair's angle
 * @mean, @mean_step: the photo's light nearby, see tonsure_gray_light()
 * @rough, @rough_step: mean square of its change from grain to grain, relative to it
 *
 * Pixels of a row that lie between the same nodes, counted from the left one.
 */
typedef struct
{
  TonsureGrayLine lines[TONSURE_GRAY_LINES];
  double beyond[2], beyond_step[2];
  float shift, per_fade;
  float turn, turn_step;
  float mean, mean_step;
  float rough, rough_step;
} TonsureGrayRun;

/* Pixels that are drawn at a time. */
#define TONSURE_GRAY_MOST 64

/**
 * tonsure_gray_lines_first:
 * @end: (out): number of pixels in a run
 *
 * Returns: the number of column @x in its run
 */
int tonsure_gray_lines_first (const TonsureGrayLines *lines, int x, int *end);

/**
 * tonsure_gray_lines_run:
 * @x, @y: a pixel
 *
 * Returns: its run
 */
TonsureGrayRun tonsure_gray_lines_run (TonsureGrayLines *lines, int x, int y);

/**
 * tonsure_gray_lines_weigh:
 * @first, @every, @n: pixels of @run, %TONSURE_GRAY_MOST at most
 * @lot: decides where a line gives way to the next
 * @weights: (out): of the run's known lines at each; their sum is 1
 */
void tonsure_gray_lines_weigh (const TonsureGrayRun *run, int first, int every, int n,
                               TonsureGrayLot lot, gpointer data,
                               float weights[TONSURE_GRAY_LINES][TONSURE_GRAY_MOST]);

/* Without branches, which light would mislead; @low where @x is no number. */
static inline float
tonsure_gray_clamp (float x, float low, float high)
{
  x = x > low ? x : low;
  return x < high ? x : high;
}

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
double tonsure_gray_strand_lot (const TonsureGrayPlace *place, int at, gpointer gray);

/**
 * tonsure_gray_strands_add:
 * @first, @every, @n: pixels of a run
 * @weights: of each; where it is 0 nothing is added
 * @sum: (inout): of each, the mean over the strands that are seen there
 */
void tonsure_gray_strands_add (TonsureGrayStrands *strands, const TonsureGrayLine *line, int first,
                               int every, int n, const float *weights, TonsureGrayPart *sum);

/** How many pixels around a pixel belong to its hair, in stubble. */
int tonsure_gray_stubble_margin (double mm_per_px);

/**
 * tonsure_gray_stubble:
 * @coverage: shares of hair of @there, row by row without gaps
 * @there: holds @pixels grown by tonsure_gray_stubble_margin(), as far as the picture goes
 * @least: shares of hair below are noise
 * @part: (out): of @pixels, row by row without gaps
 * @hair: (out): share of hair in @pixels that is no noise, row by row without gaps
 *
 * Draws hair by hair: a pixel goes with the strongest one uphill of it.
 */
void tonsure_gray_stubble (const TonsureGrayHair *gray, const float *coverage,
                           const TonsurePixels *there, const TonsurePixels *pixels, float least,
                           TonsureGrayPart *part, float *hair);

G_END_DECLS
