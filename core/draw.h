/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * The innermost loops of drawing, for the machine at hand.
 *
 * draw-body.c is compiled twice, for any machine and for AVX2; both give the same bits,
 * because neither reorders nor fuses an operation. Pixels are four floats: red, green,
 * blue and one that stays 0 in optical density, 1 in transmittance.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TonsureDraw:
 * @add: adds a sprite of @rows rows of @pairs pairs of pixels; strides in floats
 * @add_part: the same, times @part
 * @add_mixed: the same, moved by the shares @a and @b of the differences to two more sprites,
 *   that far away in memory
 * @interpolate: for each of @n pixels, four nodes of @row from @index on, weighed
 * @blend: adds @n nodes of eight floats, each times its weight
 * @add_scaled: adds @n floats times @a
 * @transmit: turns @n pixels of optical density d into transmittance,
 *   1 - crowd (1 - exp (-D)), D as in apart.h, exactly 1 where d is 0 or less; relative
 * error of the exponential below 4e-6
 * @multiply: multiplies @n pixels, alpha by alpha
 * @multiply_below: the same below the gloss that tonsure_gloss_of() reads with @gloss, the
 *   floats of a #TonsureGloss: that much of each color stays. Where a factor is 1 the color keeps
 * its bits
 * @grain: adds grain to the transmittance of @n pixels, see tonsure_camera_grain();
 *   the lots are drawn from @key and the number of the pixel, from @first on
 */
typedef struct
{
  void (*add) (float *density, gsize stride, const float *sprite, gsize sprite_stride, int pairs,
               int rows);
  void (*add_part) (float *density, gsize stride, const float *sprite, gsize sprite_stride,
                    int pairs, int rows, float part);
  void (*add_mixed) (float *density, gsize stride, const float *sprite, int step_a, int step_b,
                     gsize sprite_stride, int pairs, int rows, float a, float b);
  void (*interpolate) (float *density, const float *row, const int *index, const float *weights,
                       int n);
  void (*blend) (float *sum, const float *nodes, const float weights[8], int n);
  void (*add_scaled) (float *sum, const float *x, float a, int n);
  void (*transmit) (float *density, const float apart[4], const float crowd[4], int n);
  void (*multiply) (float *pixels, const float *factors, int n);
  void (*multiply_below) (float *pixels, const float *factors, const float gloss[12], int n);
  void (*grain) (float *transmittance, float noise, guint32 key, guint32 first, int n);
} TonsureDraw;

extern const TonsureDraw tonsure_draw_plain;
#ifdef TONSURE_AVX2
extern const TonsureDraw tonsure_draw_avx2;
#endif

/**
 * tonsure_draw_best:
 *
 * Returns: the fastest that this machine can run; the plain one where the environment
 * variable TONSURE_SIMD is "none".
 */
const TonsureDraw *tonsure_draw_best (void);

G_END_DECLS
