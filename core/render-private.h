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
 * @sprites: of each generation
 * @apart: see tonsure_apart_compute()
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
  TonsureSprites sprites[TONSURE_MOST_GENERATIONS];
  float apart[4];
  float crowd[4];
  double margin;
  int reach;
};

/**
 * tonsure_renderer_new_with_draw:
 *
 * As tonsure_renderer_new(), with the given innermost loops.
 */
TonsureRenderer *tonsure_renderer_new_with_draw (const TonsureTreatment *treatment,
                                                 const double *primaries, const TonsureDraw *draw,
                                                 GError **error);

G_END_DECLS
