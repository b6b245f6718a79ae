/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * The core of a dot as the camera sees it, ready to be added to pixels.
 *
 * A sprite holds, for a kind of dot and a place of its center within a pixel, the
 * optical density of each pixel less that of the dot's halo: -ln (1 - m) - halo, where
 * m is the loss averaged over the pixel and the photo's blur. Where sprites would be
 * too large (very many pixels per mm) the same is kept as a function of the distance.
 */
#pragma once

#include "split.h"

G_BEGIN_DECLS

#define TONSURE_SPRITE_MOMENTS 3

/**
 * TonsureSprites:
 * @phases: places of a dot's center within a pixel, along each axis
 * @phase_bits: their binary logarithm
 * @mixes: whether sprites are interpolated between the places of their phases
 * @reach: a sprite goes from that many pixels before to after the dot's own
 * @rows: 2 · @reach + 1
 * @pairs: pairs of pixels in a row
 * @sprites: class, phase of y, phase of x, row, pixel, or %NULL
 * @radial: class, step, channel, or %NULL where there are sprites
 * @n_radial: steps of a class
 * @steps_per_px: of @radial
 * @moments: class, power, channel: ∫ d, ∫ d² and ∫ d³ of a dot's density d, pixels
 * @peak: of each class: the density in green in the middle of a dot
 */
typedef struct
{
  int phases, phase_bits;
  gboolean mixes;
  int reach, rows, pairs;
  float *sprites;
  float *radial;
  int n_radial;
  float steps_per_px;
  float (*moments)[TONSURE_SPRITE_MOMENTS][4];
  float *peak;
} TonsureSprites;

/**
 * TonsureSpriteView:
 * @mm_per_px: scale
 * @blur: standard deviation, pixels
 * @legible: mm; the place of a dot is kept within a 64th of it
 * @apart: see tonsure_apart_compute(): it is applied to the density of all dots; a sprite
 *   leaves out its own share
 * @aged: dots that years have made softer and paler need not lie as exactly
 * @chroma_blur: standard deviation that color is blurred by beyond luminance, pixels, see
 *   chroma.h; where there are no sprites it is far less than a dot, and left out
 */
typedef struct
{
  double mm_per_px;
  double blur;
  double legible;
  const float *apart;
  gboolean aged;
  double chroma_blur;
} TonsureSpriteView;

/**
 * tonsure_sprites_init:
 * @halo: as camera and grid show it, or %NULL for none
 * @splits: (array length=n): one for each class
 *
 * Takes at most 16 MB, about 8 for @aged.
 */
void tonsure_sprites_init (TonsureSprites *sprites, const TonsureSpriteView *view,
                           const TonsureSplit *splits, guint n, const TonsureHaloShape *halo,
                           const TonsureDraw *draw);
void tonsure_sprites_clear (TonsureSprites *sprites);

/**
 * tonsure_sprites_lost:
 * @part: of the dot's density that is drawn, 0 to 1
 * @lost: (out): of red, green, blue and 0: what the dot takes of the light less what @part of it
 *   takes, pixels
 *
 * With M_k = ∫ d^k, ∫ 1 - exp (-p d) is p M1 - p² M2 / 2 + p³ M3 / 6 to third order.
 */
void tonsure_sprites_lost (const TonsureSprites *sprites, guint class_, float part, float lost[4]);

/**
 * TonsureSpot:
 * @x, @y: pixel that the dot's center lies in, from the first one of the picture's
 *   rectangle
 * @fraction_x, @fraction_y: place in that pixel, 0 to 1
 * @dx, @dy: pixels from the place that @sprite stands for to the dot's
 * @sprite: what to add, or %NULL where the class has a radial function
 * @step_x, @step_y: to the sprite of a neighboring phase, floats; @dx and @dy are shares of the
 *   way there where sprites are interpolated
 * @class_: kind of dot
 * @part: what is drawn of it, 0 to 1
 */
typedef struct
{
  int x, y;
  float fraction_x, fraction_y;
  float dx, dy;
  const float *sprite;
  int step_x, step_y;
  guint class_;
  float part;
} TonsureSpot;

/**
 * tonsure_sprites_place:
 * @x, @y: center of the dot, pixels of the picture
 * @x0, @y0: pixel that @spot counts from
 */
void tonsure_sprites_place (const TonsureSprites *sprites, guint class_, double x, double y, int x0,
                            int y0, TonsureSpot *spot);

/**
 * tonsure_sprites_draw:
 * @spot: what to draw
 * @block: pixels to draw in, counted as @spot's; its width is even
 * @density: first pixel of @block; a pixel more on either side of a row belongs to it
 * @stride: floats from row to row
 */
void tonsure_sprites_draw (const TonsureSprites *sprites, const TonsureDraw *draw,
                           const TonsureSpot *spot, const TonsurePixels *block, float *density,
                           gsize stride);

G_END_DECLS
