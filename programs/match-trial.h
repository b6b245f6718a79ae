/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * A photo with marks, what Match answers on it, and the same after the photo was changed in ways
 * that should change nothing, or something that is known.
 */
#pragma once

#include "match.h"
#include "samples.h"

G_BEGIN_DECLS

/**
 * TrialPhoto:
 * @rgb: linear sRGB, three floats a pixel
 * @area, @hair, @skin: of the same size, 65535 = full; @hair and @skin may be %NULL: not marked
 */
typedef struct
{
  int width, height;
  float *rgb;
  guint16 *area, *hair, *skin;
  double mm_per_px;
} TrialPhoto;

void trial_photo_clear (TrialPhoto *photo);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrialPhoto, trial_photo_clear)

/** Copies everything. */
void trial_photo_copy (const TrialPhoto *photo, TrialPhoto *copy);

/** Light times @gain for each channel, cut off at 1 and rounded to 8 bits of sRGB. */
void trial_photo_gain (TrialPhoto *photo, const double gain[3]);

/** Half of the pixels across and down. */
void trial_photo_halve (TrialPhoto *photo);

/** A Gaussian of @sigma pixels. */
void trial_photo_blur (TrialPhoto *photo, double sigma);

/** Scales the marked hair so that its mean is @left of the median of the marked skin. */
void trial_photo_replace_hair (TrialPhoto *photo, const double left[3]);

/** Median of the light of the pixels that are marked, channel by channel. */
void trial_photo_median (const TrialPhoto *photo, const guint16 *mask, double rgb[3]);
/** Mean of it. */
void trial_photo_mean (const TrialPhoto *photo, const guint16 *mask, double rgb[3]);

/**
 * trial_match:
 *
 * Measures, samples and matches as the procedure in GIMP does.
 */
gboolean trial_match (const TrialPhoto *photo, TonsureTreatment *treatment, TonsureSamples *samples,
                      TonsureMatch *match, GError **error);

/**
 * trial_best:
 * @skin, @hair: linear light as the photo shows it
 *
 * Returns: least CIEDE2000 to @hair of @skin under any dilution of any ink at any density.
 */
double trial_best (const TonsureTreatment *treatment, const double skin[3], const double hair[3]);

/** CIEDE2000 of two linear colors. */
double trial_difference (const double one[3], const double other[3]);

G_END_DECLS
