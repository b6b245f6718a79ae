/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What is wrong with a sample: see samples.h. */
#include "samples-private.h"

#include "exact.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define FEWEST TONSURE_SAMPLES_FEWEST

#define THIN_HAIR_MM2 200.0
#define THIN_HAIR_PIXELS 2000
#define THIN_SKIN_MM2 25.0
#define THIN_SKIN_PIXELS 200
#define MOST_CLIPPED 200 /* one in so many */
#define IN_SHADOW 0.5
#define MIXED_PARTS 0.08 /* standard deviation of ln (red / green) or (blue / green) */
#define MIXED_OTHER 0.35

/* Standard error of the color, as the parts tell, and how far their chromaticities differ. */
static double
compare_parts (const TonsureMarked *sample, double error[3])
{
  double sum[3] = { 0 }, square[3] = { 0 }, hue[2] = { 0 }, hues[2] = { 0 }, n = 0;

  for (int part = 0; part < TONSURE_PARTS; part++)
    {
      const double *rgb = sample->part[part];

      if (sample->in_part[part] < MAX (FEWEST, sample->n / 100)
          || !(rgb[0] > 0 && rgb[1] > 0 && rgb[2] > 0))
        continue;
      n++;
      for (int c = 0; c < 3; c++)
        {
          sum[c] += rgb[c];
          square[c] += rgb[c] * rgb[c];
        }
      for (int i = 0; i < 2; i++)
        {
          double ratio = tonsure_log (rgb[2 * i] / rgb[1]);

          hue[i] += ratio;
          hues[i] += ratio * ratio;
        }
    }
  for (int c = 0; c < 3; c++)
    error[c] =
        n > 1 ? sqrt (MAX (square[c] / n - sum[c] / n * sum[c] / n, 0) / (n - 1)) / (sum[c] / n)
              : INFINITY;
  return n > 1 ? sqrt (MAX (MAX (hues[0] / n - hue[0] / n * hue[0] / n,
                                 hues[1] / n - hue[1] / n * hue[1] / n),
                            0))
               : 0;
}

static gboolean
hues_differ (const double one[3], const double other[3])
{
  for (int c = 0; c < 3; c += 2)
    if (!(fabs (tonsure_log (one[c] / one[1] / (other[c] / other[1]))) < MIXED_OTHER))
      return TRUE;
  return FALSE;
}

void
tonsure_marked_flaws (const TonsureMarked *sample, const double own[3], const double other[3],
                      gboolean of_hair, double mm_per_px, TonsureSampled *sampled)
{
  double differ = compare_parts (sample, sampled->error);

  sampled->n_pixels = sample->n_pixels;
  sampled->mm2 = (double) sample->n_pixels * mm_per_px * mm_per_px;
  if (sampled->mm2 < (of_hair ? THIN_HAIR_MM2 : THIN_SKIN_MM2)
      || sampled->n_pixels < (of_hair ? THIN_HAIR_PIXELS : THIN_SKIN_PIXELS))
    sampled->flaws |= TONSURE_FLAW_THIN;
  if ((guint64) sample->n_clipped * MOST_CLIPPED > sample->n)
    sampled->flaws |= TONSURE_FLAW_CLIPPED;
  if (tonsure_samples_light (own) < IN_SHADOW * tonsure_samples_light (other))
    sampled->flaws |= TONSURE_FLAW_SHADOW;
  if (differ > MIXED_PARTS || (of_hair && hues_differ (own, other)))
    sampled->flaws |= TONSURE_FLAW_MIXED_LIGHT;
}

const char *
tonsure_flaw_text (TonsureFlaws flaw, gboolean of_hair)
{
  switch (flaw)
    {
    case TONSURE_FLAW_THIN:
      return of_hair ? _ ("The sample of hair is small: chance decides much.")
                     : _ ("The sample of skin is small: chance decides much.");
    case TONSURE_FLAW_CLIPPED:
      return of_hair ? _ ("The sample of hair is overexposed in places.")
                     : _ ("The sample of skin is overexposed in places.");
    case TONSURE_FLAW_SHADOW:
      return of_hair ? _ ("The sample of hair lies in shadow.")
                     : _ ("The sample of skin lies in shadow.");
    case TONSURE_FLAW_MIXED_LIGHT:
      return of_hair
                 ? _ ("Light of several colors falls on the sample of hair, or of another color "
                      "than on the skin.")
                 : _ ("Light of several colors falls on the sample of skin.");
    case TONSURE_FLAW_COARSE:
      return _ (
          "The photo is too coarse or too blurred to tell hair from the skin between; the skin "
          "beside it stands for that.");
    case TONSURE_FLAW_ASSUMED:
      return of_hair ? _ ("No hair was found; dark brown hair of usual density is assumed. Mark "
                          "some, if there is any.")
                     : _ ("No bare skin could be read where it was marked or looked for; the "
                          "middle of the treatment area is taken for it.");
    default:
      return NULL;
    }
}
