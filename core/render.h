/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Dots of a rectangle to optical density, optical density onto pixels.
 *
 * For each dot, channel and pixel, 1 - T (r) is averaged over the pixel's footprint
 * and the photo's blur to m; -ln (1 - m / u) is summed over the dots in one global order;
 * the exponential is taken once a pixel, T = 1 - u (1 - exp (-sum)). What u is, see crowd.h. The
 * wide halo of a dot is summed on a coarse grid fixed to the skin.
 */
#pragma once

#include "area.h"
#include "hair.h"

G_BEGIN_DECLS

typedef struct _TonsureRenderer TonsureRenderer;

/**
 * tonsure_renderer_new:
 * @primaries: the photo's linear RGB to XYZ at D50, rows X, Y, Z, or %NULL for sRGB
 *
 * Prepares everything that does not depend on the place: a renderer never changes and
 * may be used from several threads at once.
 *
 * Returns: (transfer full) (nullable): %NULL with %TONSURE_ERROR_INVALID.
 */
TonsureRenderer *tonsure_renderer_new (const TonsureTreatment *treatment, const double *primaries,
                                       GError **error);
TonsureRenderer *tonsure_renderer_ref (TonsureRenderer *renderer);
void tonsure_renderer_unref (TonsureRenderer *renderer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TonsureRenderer, tonsure_renderer_unref)

/**
 * tonsure_render_reach:
 *
 * How far the effect of a dot goes, blur included: a dot changes no pixel whose center
 * is farther from its own center. At most 3 mm plus the blur.
 *
 * Returns: pixels, rounded up.
 */
int tonsure_render_reach (const TonsureRenderer *renderer);

/**
 * tonsure_render_reach_of:
 *
 * What tonsure_render_reach() of a renderer for @treatment is at most, without making one:
 * 3 mm and the blur.
 *
 * Returns: pixels, rounded up.
 */
int tonsure_render_reach_of (const TonsureTreatment *treatment);

/* Beyond this coordinate, either way, a picture holds no dots. */
#define TONSURE_MOST_PIXEL (1 << 30)

/**
 * tonsure_render_transmittance:
 * @mask: treatment area, 65535 = full density, 0 beyond it
 * @mask_pixels: where in the picture @mask lies; to be right it holds @pixels grown by
 *   tonsure_render_reach() on all sides, as far as the area goes
 * @mask_stride: elements from one row of @mask to the next
 * @pixels: what to draw; all white if any of it lies beyond %TONSURE_MOST_PIXEL
 * @rgba: (out): red, green and blue transmittance, 0 to 1, and alpha 1
 * @stride: floats from one row of @rgba to the next
 *
 * Draws a rectangle of the picture. The same bits for any split into rectangles.
 *
 * Returns: %FALSE if no dot has an effect; then @rgba is 1 everywhere.
 */
gboolean tonsure_render_transmittance (const TonsureRenderer *renderer, const guint16 *mask,
                                       const TonsurePixels *mask_pixels, gsize mask_stride,
                                       const TonsurePixels *pixels, float *rgba, gsize stride);

/**
 * tonsure_render_treat:
 * @rgba: (inout): linear light of @pixels; alpha is left alone
 *
 * Multiplies a photo by the transmittance, in place, as tonsure_render_multiply() does, or, where
 * the treatment knows hair, as tonsure_render_multiply_bare() does: dots lie under hair. Hair is
 * found in @rgba alone. Where @pixels is only a part of a picture with hair, use
 * tonsure_render_treat_part().
 *
 * Returns: %FALSE if no dot has an effect; then @rgba is as it was.
 */
gboolean tonsure_render_treat (const TonsureRenderer *renderer, const guint16 *mask,
                               const TonsurePixels *mask_pixels, gsize mask_stride,
                               const TonsurePixels *pixels, float *rgba, gsize stride);

/**
 * tonsure_render_treat_part:
 * @photo: linear light, four floats a pixel, of @photo_pixels; to be right it holds @pixels grown
 *   by tonsure_hair_margin() of tonsure_render_hair() on all sides, as far as the picture goes
 * @photo_stride: floats from one row of @photo to the next
 * @pixels: what to treat, within @photo_pixels
 * @rgba: (out): the treated light of @pixels; not a part of @photo
 *
 * The same as tonsure_render_treat() for a part of a picture: the same bits for any split into
 * rectangles, with hair too.
 *
 * Returns: %FALSE if no dot has an effect; then @rgba is the photo.
 */
gboolean tonsure_render_treat_part (const TonsureRenderer *renderer, const guint16 *mask,
                                    const TonsurePixels *mask_pixels, gsize mask_stride,
                                    const float *photo, const TonsurePixels *photo_pixels,
                                    gsize photo_stride, const TonsurePixels *pixels, float *rgba,
                                    gsize stride);

/**
 * tonsure_render_multiply:
 * @transmittance: (array length=n): red, green, blue and 1
 * @rgba: (inout) (array length=n): linear light; alpha, which may be multiplied in, stays
 *
 * Multiplies light by what the pigment lets through, but for the gloss g, which lies above
 * it: p becomes p T + g (1 - T). See gloss.h; where the treatment knows no matte color g
 * is 0. Where T is 1 light keeps its bits.
 */
void tonsure_render_multiply (const TonsureRenderer *renderer, const float *transmittance, gsize n,
                              float *rgba);

/**
 * tonsure_render_hair:
 *
 * Returns: (transfer none) (nullable): what the treatment knows of hair in the photo, %NULL if
 *   nothing; then dots are drawn over it.
 */
const TonsureHair *tonsure_render_hair (const TonsureRenderer *renderer);

/**
 * tonsure_render_multiply_bare:
 * @bare: (array length=n): see tonsure_hair_bare(): pigment takes of this part alone
 *
 * The same as tonsure_render_multiply() under hair, which hides the dots, and with the same bits
 * where there is none: of p the part q from skin becomes q T + g (1 - T), g the gloss in q.
 */
void tonsure_render_multiply_bare (const TonsureRenderer *renderer, const float *transmittance,
                                   const float *bare, gsize n, float *rgba);

G_END_DECLS
