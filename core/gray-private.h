/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * What making a map of hair and drawing with it share: the opacity of a pixel, and the field that
 * decides which hairs turn first.
 */
#pragma once

#include "gray-hair.h"

G_BEGIN_DECLS

/* Light below this counts as this before logarithms: about code 6 of 255. */
#define TONSURE_GRAY_DARK 0.002f

/* Guide of the filter, ln Y, is not below this. */
#define TONSURE_GRAY_DARKEST -6.0f

static inline float
tonsure_gray_clamp (float x, float low, float high)
{
  x = x > low ? x : low;
  return x < high ? x : high;
}

/** 0 up to @from, 1 from @to on, smooth between. */
static inline float
tonsure_gray_ease (float x, float from, float to)
{
  float t = tonsure_gray_clamp ((x - from) / (to - from), 0.0f, 1.0f);

  return t * t * (3.0f - 2.0f * t);
}

static inline float
tonsure_gray_luminance (const float *rgb)
{
  return (0.2126f * rgb[0] + 0.7152f * rgb[1]) + 0.0722f * rgb[2];
}

/** The natural logarithm of a number above 0, to .0002, for every pixel. */
static inline float
tonsure_gray_log (float x)
{
  union
  {
    float number;
    guint32 bits;
  } parts = { x };
  int power = (int) (parts.bits >> 23) - 127;
  float t, square;

  parts.bits = (parts.bits & 0x7fffff) | 0x3f800000; /* 1 to 2 */
  t = (parts.number - 1.0f) / (parts.number + 1.0f);
  square = t * t;
  return (float) power * 0.69314718f + 2.0f * t * (1.0f + square * (1.0f / 3.0f + square * 0.2f));
}

/** e to the power of @x, -1 to 1, to 2e-4. */
static inline float
tonsure_gray_exp (float x)
{
  float half = 0.5f * x;
  float root = 1.0f + half * (1.0f + half * (0.5f + half * (1.0f / 6.0f + half * (1.0f / 24.0f))));

  return root * root;
}

/**
 * TonsureGrayReader:
 * @axis: weights of 1 - C/S of red, green and blue: their sum is 0 on skin and 1 on hair
 *
 * How to tell how much of a pixel is hair.
 */
typedef struct
{
  float axis[3];
  float colored;
} TonsureGrayReader;

static inline TonsureGrayReader
tonsure_gray_reader (const TonsureGrayMap *map)
{
  /* Blue is noisy and much the same in hair and skin (choice). */
  static const float weights[3] = { 0.45f, 0.45f, 0.10f };
  TonsureGrayReader reader = { .colored = map->colored };
  float sum = 0.0f;

  for (int c = 0; c < 3; c++)
    {
      reader.axis[c] = weights[c] * (1.0f - map->hair[c]);
      sum += reader.axis[c] * (1.0f - map->hair[c]);
    }
  for (int c = 0; c < 3; c++)
    reader.axis[c] /= MAX (sum, 1e-3f);
  return reader;
}

/** How much a pixel of logarithmic light @light counts, by the region of hair alone, 0 to 1. */
static inline float
tonsure_gray_gate (float slope, float offset, float light)
{
  float region = slope * MAX (light, TONSURE_GRAY_DARKEST) + offset;

  return tonsure_gray_ease (region, 0.08f, 0.43f);
}

/** Share of a pixel that hair covers, where skin is seen between hairs: texture of skin is none. */
static inline float
tonsure_gray_cover (const TonsureGrayReader *reader, const float *rgb, const float *skin)
{
  float sum = 0.0f;

  for (int c = 0; c < 3; c++)
    sum += reader->axis[c] * (1.0f - rgb[c] / skin[c]);
  return tonsure_gray_clamp ((sum - 0.04f) * (1.0f / 0.96f), 0.0f, 1.0f);
}

/** α of a pixel. What is lighter than skin is gloss or white hair already, and stays. */
static inline float
tonsure_gray_opacity (const TonsureGrayReader *reader, float gate, float closed, const float *rgb,
                      const float *skin)
{
  float cover = tonsure_gray_cover (reader, rgb, skin);
  float bright = tonsure_gray_luminance (rgb) / tonsure_gray_luminance (skin);

  cover += closed * (1.0f - cover);
  return cover * gate * reader->colored
         * (1.0f - tonsure_gray_clamp ((bright - 0.9f) * (1.0f / 0.4f), 0.0f, 1.0f));
}

/**
 * TonsureGrayRow:
 * @cells: the map's channels at one row of pixels, %TONSURE_GRAY_CHANNELS a cell
 * @scale: pixels of the photo to one that is drawn
 * @left, @right: columns that are drawn within which the map has hair at all
 */
typedef struct
{
  const TonsureGrayMap *map;
  float *cells;
  double scale;
  int left, right;
} TonsureGrayRow;

static inline const float *
tonsure_gray_cell (const TonsureGrayMap *map, int x, int y)
{
  return map->cells + TONSURE_GRAY_CHANNELS * ((gsize) y * (gsize) map->width + (gsize) x);
}

/** Whether @cell lets pixels near it be hair. */
static inline gboolean
tonsure_gray_cell_has_hair (const float *cell)
{
  return cell[TONSURE_GRAY_SLOPE] != 0.0f || cell[TONSURE_GRAY_OFFSET] != 0.0f;
}

/** Interpolates the map at row @y; @row->cells holds the map's width. FALSE where no hair is. */
gboolean tonsure_gray_row (TonsureGrayRow *row, int y);

/** Where column @x lies between cells. */
static inline const float *
tonsure_gray_column (const TonsureGrayRow *row, int x, float *along)
{
  const TonsureGrayMap *map = row->map;
  float at = (float) (((x + 0.5) * row->scale - map->x) / map->step - 0.5);
  int cell;

  at = tonsure_gray_clamp (at, 0.0f, (float) (map->width - 1));
  cell = MIN ((int) at, map->width - 2);
  *along = at - (float) cell;
  return row->cells + (gsize) TONSURE_GRAY_CHANNELS * cell;
}

static inline float
tonsure_gray_between (const float *cell, float along, TonsureGrayChannel channel)
{
  return cell[channel] + along * (cell[TONSURE_GRAY_CHANNELS + channel] - cell[channel]);
}

/**
 * TonsureGrayClumps:
 *
 * A field of standard normal deviates that is random across hair and the same for some millimeters
 * along it.
 */
typedef struct _TonsureGrayClumps TonsureGrayClumps;

/** @pixels: where it is to be asked, pixels as drawn; @scale: of the photo to one of them */
TonsureGrayClumps *tonsure_gray_clumps_new (const TonsureGrayHair *gray, const TonsureGrayMap *map,
                                            double scale, const TonsurePixels *pixels);
void tonsure_gray_clumps_free (TonsureGrayClumps *clumps);

/** Writes the deviates of the @n pixels from (@x, @y) on. */
void tonsure_gray_clumps_row (const TonsureGrayClumps *clumps, int x, int y, int n,
                              float *deviates);

/** Of a share p of white hair the variance between pixels is p (1 − p) over this number. */
double tonsure_gray_clumps_strands (const TonsureGrayHair *gray, const TonsureGrayMap *map);

G_END_DECLS
