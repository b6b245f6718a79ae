/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * What the camera sees of a dot's core: profiles blurred and averaged over pixels.
 */
#pragma once

#include "split.h"

G_BEGIN_DECLS

#define TONSURE_BLUR_REACH 4.0 /* standard deviations: beyond, a blur gives nothing */

/**
 * TonsureSpriteBuild:
 * @samples: of the raster that a core is taken apart in, along each axis
 * @step: mm from sample to sample
 * @reach: pixels before and after the one that the dot lies in
 * @phases: the dot lies at (p + ½) / phases of a pixel
 * @n_computed: of these, how many are wanted, from the first on
 * @mm_per_px: scale
 * @kernel: phase, pixel, sample: share of the sample's light that the pixel gets
 * @limit: mm from the dot's center, beyond which a pixel's center gets nothing
 * @center: phase, pixel: mm from the dot's center to the pixel's
 * @band: phase, pixel: first sample that counts, and the one after the last
 * @halo: phase, pixel, width: the halo along one axis, 1/mm
 * @apart: see #TonsureSpriteView
 * @chroma_blur: see #TonsureSpriteView
 *
 * Everything but the dot. Pixel and blur are separable, so rows come first, then
 * columns. A sample's light is shared out completely between the pixels, so the mass
 * is right for every phase.
 */
typedef struct
{
  int samples;
  double step;
  int reach, phases, n_computed;
  double mm_per_px;
  float *kernel;
  double limit;
  double *center;
  int (*band)[2];
  double *halo;
  const float *apart;
  double chroma_blur;
} TonsureSpriteBuild;

/**
 * tonsure_sprite_build_init:
 * @radius: mm, the greatest of the cores
 * @blur: standard deviation, mm
 * @halo: as camera and grid show it, or %NULL for none
 */
void tonsure_sprite_build_init (TonsureSpriteBuild *build, double mm_per_px, double blur,
                                double radius, int phases, int n_computed, int reach,
                                const TonsureHaloShape *halo, const float *apart,
                                double chroma_blur);
void tonsure_sprite_build_clear (TonsureSpriteBuild *build);

/**
 * tonsure_sprite_build_run:
 * @sprites: (out): phase of y, phase of x, row, @pairs pairs of pixels
 *
 * Computes the sprites of a dot for the wanted phases.
 */
void tonsure_sprite_build_run (const TonsureSpriteBuild *build, const TonsureSplit *split,
                               const TonsureDraw *draw, int pairs, float *sprites);

/**
 * tonsure_sprite_radial:
 * @blur: standard deviation of camera and pixel, mm
 * @step: mm from value to value
 * @n: values wanted
 * @radial: (out) (array): four floats a value
 *
 * Computes the same as a function of the distance, for pixels that are much smaller
 * than a dot.
 */
void tonsure_sprite_radial (const TonsureSplit *split, double blur, const TonsureHaloShape *halo,
                            const float *apart, double step, int n, float *radial);

G_END_DECLS
