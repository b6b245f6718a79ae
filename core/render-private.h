/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * What a renderer holds, for those who draw with it, test and measure it.
 */
#pragma once

#include "gloss.h"
#include "render.h"
#include "sprite.h"
#include "years.h"

G_BEGIN_DECLS

/* Blurs that dots are drawn with: two an octave of σ. */
#define TONSURE_LEVELS_PER_OCTAVE 2
#define TONSURE_MOST_LEVELS 16

/**
 * TonsureRenderer:
 * @draw: innermost loops
 * @has_gloss: whether gloss can be told
 * @gloss: how
 * @has_hair: whether hair is told from skin
 * @hair: how
 * @years: generations of dots; each has its own classes and its own sprites
 * @has_halo: whether there is a grid
 * @halo: as camera and pixel show it
 * @halo_weights: generation, class, width, channel: mm²
 * @n_levels: blurs that dots are drawn with, see tonsure_renderer_level()
 * @first_level: of them
 * @sprites: (array length=n·n_levels): of each generation and blur
 * @apart: see tonsure_apart_compute(); of each blur
 * @loses: whether the photo loses contrast anywhere, and there is a halo that can take it up
 * @crowd: see crowd.h; 1 for alpha
 * @margin: mm: dots that far from a rectangle are looked for
 * @reach: see tonsure_render_reach()
 */
struct _TonsureRenderer
{
  gatomicrefcount references;
  TonsureTreatment treatment;
  TonsureStipple stipple;
  const TonsureDraw *draw;
  gboolean has_gloss;
  TonsureGloss gloss;
  gboolean has_hair;
  TonsureHair hair;
  gboolean has_halo;
  TonsureHaloShape halo;
  TonsureYears years;
  float (*halo_weights)[4 * TONSURE_HALO_WIDTHS];
  guint n_levels;
  int first_level;
  TonsureSprites *sprites;
  float apart[TONSURE_MOST_LEVELS][4];
  gboolean loses;
  float crowd[4];
  double margin;
  int reach;
};

/**
 * tonsure_renderer_level:
 * @code: of a blur, see #TonsureSharpness
 *
 * Returns: the level of that blur, not rounded, 0 for the first.
 */
static inline double
tonsure_renderer_level (const TonsureRenderer *renderer, double code)
{
  return code * TONSURE_LEVELS_PER_OCTAVE / TONSURE_SHARPNESS_OCTAVE - renderer->first_level;
}

/**
 * tonsure_renderer_new_with_draw:
 *
 * As tonsure_renderer_new(), with the given innermost loops.
 */
TonsureRenderer *tonsure_renderer_new_with_draw (const TonsureTreatment *treatment,
                                                 const double *primaries, const TonsureDraw *draw,
                                                 GError **error);

G_END_DECLS
