/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * What the parts of tonsure_samples_read() share.
 */
#pragma once

#include "relative.h"
#include "samples.h"

G_BEGIN_DECLS

/* Pixels without which there is no sample. */
#define TONSURE_SAMPLES_FEWEST 64

/**
 * TonsureMarked:
 * @shrunk: the part of the photo that holds the sample
 * @mask: 1 where it is marked
 * @n_pixels: of the photo
 * @mean: of what can be used, linear light
 * @part, @in_part: the same of each part, and how many pixels of @shrunk that are
 * @n, @n_clipped, @n_colored: pixels of @shrunk that can be used, that are clipped, and that can
 *   be used and have a color
 *
 * One of the two samples.
 */
typedef struct
{
  TonsureShrunk shrunk;
  guint8 *mask;
  guint64 n_pixels;
  double mean[3];
  double part[TONSURE_PARTS][3];
  guint in_part[TONSURE_PARTS];
  guint n, n_clipped, n_colored;
} TonsureMarked;

void tonsure_marked_clear (TonsureMarked *sample);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TonsureMarked, tonsure_marked_clear)

void tonsure_marked_init (TonsureMarked *sample, const float *rgb, const guint16 *mask, int width,
                          int height, double mm_per_px);

/** The skin without hair, moles, shadow and gloss: what is lit like most of it. */
void tonsure_marked_bare (const TonsureMarked *skin, double bare[3]);

/** How much brighter than skin the brightest tenth of the hair is, see stubble.h. */
double tonsure_marked_bright (const TonsureMarked *hair, const double under[3]);

/** Fills in size, error and flaws of the sample, whose skin has the color @own and that of the
 * other one @other. */
void tonsure_marked_flaws (const TonsureMarked *sample, const double own[3], const double other[3],
                           gboolean of_hair, double mm_per_px, TonsureSampled *sampled);

/**
 * tonsure_samples_under:
 * @samples: (inout): its stubble's @bare is known; all else of the stubble is filled in
 *
 * Tells the skin between the hairs: where hair and skin were @marked the skin is taken to be lit as
 * that beside; else from the texture, and where that cannot be seen from beside.
 */
void tonsure_samples_under (const TonsureMarked *hair, const TonsureMarked *skin, double blur,
                            gboolean marked, TonsureSamples *samples);

/**
 * tonsure_samples_strands:
 * @area: (nullable): treatment area
 *
 * Near the edge of the area single hairs lie over bare skin, in one light with it: dark ones are
 * darker than it, white ones lighter, whatever the light is.
 *
 * Returns: skewness of ln light without what is wider than 1 mm, in the area's outermost 20 mm;
 *   above .85 where light hairs lie on the skin (of twenty photos, two of white hair have 1.0 and
 *   1.2, the highest of dark hair .7); 0 where nothing can be read or pixels are too coarse
 */
double tonsure_samples_strands (const float *rgb, const guint16 *area, int width, int height,
                                double mm_per_px);

/** How bright light is; see tonsure_light_of(). */
static inline double
tonsure_samples_light (const double rgb[3])
{
  return 0.25 * rgb[0] + 0.65 * rgb[1] + 0.1 * rgb[2];
}

/**
 * tonsure_samples_find_crisp:
 *
 * Finds bare skin within the area, the smoothest of it that is neither glossy nor in shadow,
 * and stubble within %TONSURE_SAMPLES_REACH of it: cells of some 2.5 mm that are much rougher
 * than bare skin among others that are, as bright and as colored as skin with hair can be, and
 * that can be reached from the area over skin or such hair. Ears, clothes and background are
 * smooth, of other colors, or only rough where they end.
 *
 * Returns: %FALSE, and both masks as they were, where not both are found
 */
gboolean tonsure_samples_find_crisp (const float *rgb, const guint16 *area, int width, int height,
                                     double mm_per_px, guint16 *hair, guint16 *skin);

/**
 * tonsure_samples_find_region:
 * @crisp: (inout): whether @hair and @skin hold what tonsure_samples_find_crisp() found
 *
 * Finds the smoothest bare skin within the area that is lit and colored as most of it, and what by
 * the region surely is hair within %TONSURE_SAMPLES_REACH of the area, as dense and as lit as most
 * of it. What is not found leaves its mask empty. Crisp hair stays unless the region is sure of
 * other hair.
 *
 * Returns: %FALSE with %TONSURE_ERROR_UNMEASURABLE where the area is empty
 */
gboolean tonsure_samples_find_region (const float *rgb, const guint16 *area, int width, int height,
                                      double mm_per_px, gboolean *crisp, guint16 *hair,
                                      guint16 *skin, GError **error);

G_END_DECLS
