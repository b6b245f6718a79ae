/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * How many dots each place of a requested area needs.
 *
 * An artist does not fill a shape. Dots go where skin shows, until the tone is even; toward bare
 * skin that stays untreated the density falls off irregularly; toward the background the area ends
 * with the head, not before it; moles are left out. With r = ln (Y / shading), t = ln of what full
 * density leaves of the luminance of bare skin, and h the region of hair (region.h), the share of
 * the full density is
 *
 *   need = 1 - c clamp (r / t, 0, 1),  c = clamp ((h - .05) / .3, 0, 1),
 *
 * so that a shadow on bare skin, where h is 0, is treated like the skin beside it. Where hair is
 * about as light as skin or the shading is not known, need = 1 - h. r is a median over 5 mm. The
 * shading is fitted to bare skin only, over some 40 mm.
 */
#pragma once

#include "region.h"

G_BEGIN_DECLS

/* Width over which the density falls toward bare skin that is not treated, mm. */
#define TONSURE_NEED_EDGE 10.0

/**
 * TonsureNeedOptions:
 * @left: what full density leaves of the luminance of bare skin, above 0 and at most 1; 1 where it
 *   is not known, and need = 1 - h
 * @edge: width over which the density falls on bare skin, mm, 0 to 50
 * @seed: of the irregularity of that fall
 */
typedef struct
{
  double left;
  double edge;
  guint32 seed;
} TonsureNeedOptions;

/**
 * TonsureNeed:
 * @region: the grid of cells, the head and the hair
 * @tone: ln of luminance ÷ shading, 0 on bare skin
 * @need: share of the full density that evens out the tone, 0 to 1; 1 off the head
 * @fall: share that is left of it near untreated bare skin, 0 to 1
 * @rim: how far a cell belongs to the area because the head ends beside it, 0 to 1
 * @mole: 1 on moles and within 1 mm of them, else 0
 *
 * One float a cell; all but @tone and @mole smooth.
 */
typedef struct
{
  TonsureRegion *region;
  float *tone, *need, *fall, *rim, *mole;
} TonsureNeed;

/** Full density leaves .65, the usual width of the fall, seed 1. */
void tonsure_need_options_init (TonsureNeedOptions *options);

/**
 * tonsure_need_new:
 * @rgb: linear light of the untreated photo, three floats a pixel, row by row without gaps
 * @area: requested area of the same size, 65535 = full density
 * @hair, @skin: (nullable): marks of the same size, see tonsure_region_new()
 * @mm_per_px: scale, .002 to 5 mm
 *
 * Time is that of tonsure_region_new() and some milliseconds.
 *
 * Returns: (transfer full) (nullable): free with tonsure_need_free(); %NULL with
 *   %TONSURE_ERROR_INVALID or, where the area is empty, %TONSURE_ERROR_UNMEASURABLE
 */
TonsureNeed *tonsure_need_new (const float *rgb, const guint16 *area, const guint16 *hair,
                               const guint16 *skin, int width, int height, double mm_per_px,
                               const TonsureNeedOptions *options, GError **error);
void tonsure_need_free (TonsureNeed *need);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TonsureNeed, tonsure_need_free)

/**
 * tonsure_need_plan:
 * @area: the requested area
 * @plan: (out): min (max (@area, rim), fall) × need, 0 on moles; of the size of @area, which it
 *   may be
 */
void tonsure_need_plan (const TonsureNeed *need, const guint16 *area, guint16 *plan, int width,
                        int height);

G_END_DECLS
