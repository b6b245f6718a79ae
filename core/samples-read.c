/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What marked pixels show: see samples.h. */
#include "explain-light.h"
#include "range.h"
#include "samples-private.h"
#include "spectrum.h"
#include "target.h"
#include "treatment.h"

#include "exact.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define UNKNOWN_ERROR 0.10 /* of the mean of a sample that is too small to tell */
#define LIGHT_STRANDS 0.85 /* skewness, see samples-private.h */
#define LEAST_COLORED 0.01 /* share of pixels; fewer are noise of a monochrome file */

/* Of hair that nobody has seen: dark brown, relative to light skin. */
static const double dark_brown[3] = { 0.07, 0.08, 0.10 };

static gboolean
is_usable (const TonsureMarked *sample)
{
  return sample->n > 0 && sample->mean[0] > 0 && sample->mean[1] > 0 && sample->mean[2] > 0;
}

static gboolean
fail (GError **error, const char *text)
{
  g_set_error_literal (error, TONSURE_ERROR, TONSURE_ERROR_UNMEASURABLE, text);
  return FALSE;
}

/* Skin, or where that cannot be used the area: an error where neither can, or where the file has
 * no color. */
static gboolean
check_skin (const TonsureMarked *hair, const TonsureMarked *skin, GError **error)
{
  if (!is_usable (skin))
    return fail (error, skin->n_clipped > 0
                            ? _ ("Bare skin is overexposed: its light is cut off everywhere. Mark "
                                 "bare skin where it is not white, or take a photo with less light")
                            : _ ("Bare skin is underexposed: it is black everywhere. Mark bare "
                                 "skin where it is brighter, or take a photo with more light"));
  if (skin->n_colored + hair->n_colored < LEAST_COLORED * (skin->n + hair->n))
    return fail (error, _ ("The photo has no color, so no pigment can be matched to it: use a "
                           "photo in color"));
  return TRUE;
}

/* Hair that nobody has seen. */
static void
assume_hair (TonsureSamples *samples)
{
  TonsureStubble *stubble = &samples->stubble;
  double left[3];

  tonsure_target_predict (TONSURE_GUARD, dark_brown, left);
  stubble->assumed = TRUE;
  samples->hair.flaws |= TONSURE_FLAW_ASSUMED;
  samples->hair_error = 1.0;
  for (int c = 0; c < 3; c++)
    {
      stubble->under[c] = stubble->bare[c];
      stubble->mean[c] = stubble->bare[c] * left[c];
      stubble->hair[c] = stubble->bare[c] * dark_brown[c];
      stubble->error[c] = TONSURE_SHAFTS_SPREAD;
    }
}

/* What hair leaves of the light of the skin under it. */
static double
light_left (const TonsureStubble *stubble)
{
  return tonsure_samples_light (stubble->mean) / tonsure_samples_light (stubble->under);
}

/* Where hair is too dark to be stubble in the light of the skin, strands at the border
 * tell whether it is white hair in shadow. */
static void
read_hair (const TonsureMarked *hair, const TonsureMarked *skin, double blur, gboolean marked,
           double strands, TonsureSamples *samples)
{
  TonsureStubble *stubble = &samples->stubble;

  tonsure_samples_under (hair, skin, blur, marked, samples);
  stubble->bright = tonsure_marked_bright (hair, stubble->under);
  if (light_left (stubble) < TONSURE_TARGET_BELIEVED)
    stubble->bright = MAX (stubble->bright, strands - LIGHT_STRANDS);
}

/* Errors of the direct ratio, as parts of both samples disagree. */
static void
add_errors (TonsureSamples *samples, gboolean marked)
{
  for (int c = 0; c < 3 && marked; c++)
    {
      double hair = samples->hair.error[c], skin = samples->skin.error[c];

      samples->stubble.error[c] =
          hypot (isfinite (hair) ? hair : UNKNOWN_ERROR, isfinite (skin) ? skin : UNKNOWN_ERROR);
    }
}

static gboolean
is_between (const char *what, double value, double least, double most, GError **error)
{
  return tonsure_in_range_of (what, value, least, most, g_str_equal (what, "blur") ? "px" : "mm",
                              error);
}

static void
to_lab (const double rgb[3], const double *primaries, double lab[3])
{
  double xyz[3];

  tonsure_rgb_to_xyz (rgb, primaries, xyz);
  tonsure_xyz_to_lab (xyz, lab);
}

gboolean
tonsure_samples_read (const float *rgb, const guint16 *hair_mask, const guint16 *skin_mask,
                      const guint16 *area, int width, int height, double mm_per_px, double blur,
                      gboolean marked, const double *primaries, TonsureSamples *samples,
                      GError **error)
{
  g_auto (TonsureMarked) hair = { 0 };
  g_auto (TonsureMarked) skin = { 0 };
  TonsureSkin explained;
  TonsureSamples read;

  memset (&read, 0, sizeof read);
  if (!is_between ("mm_per_px", mm_per_px, 0.002, 5, error)
      || !is_between ("blur", blur, 0, 20, error))
    return FALSE;
  tonsure_marked_init (&hair, rgb, hair_mask, width, height, mm_per_px);
  tonsure_marked_init (&skin, rgb, skin_mask, width, height, mm_per_px);
  if (!is_usable (&skin) && area != NULL)
    {
      read.skin.flaws |= TONSURE_FLAW_ASSUMED;
      tonsure_marked_clear (&skin);
      tonsure_marked_init (&skin, rgb, area, width, height, mm_per_px);
    }
  if (!check_skin (&hair, &skin, error))
    return FALSE;
  tonsure_marked_bare (&skin, read.stubble.bare);
  tonsure_skin_explain_light (read.stubble.bare, primaries, &explained, read.light);
  read.melanin = explained.melanin;
  read.blood = explained.blood;
  if (is_usable (&hair))
    read_hair (&hair, &skin, blur, marked,
               tonsure_samples_strands (rgb, area, width, height, mm_per_px), &read);
  else
    assume_hair (&read);
  tonsure_marked_flaws (&skin, read.stubble.bare, read.stubble.under, FALSE, mm_per_px, &read.skin);
  if (!read.stubble.assumed)
    {
      tonsure_marked_flaws (&hair, read.stubble.under, read.stubble.bare, TRUE, mm_per_px,
                            &read.hair);
      add_errors (&read, marked);
    }
  to_lab (read.stubble.mean, primaries, read.hair.lab);
  to_lab (read.stubble.bare, primaries, read.skin.lab);
  *samples = read;
  return TRUE;
}

void
tonsure_samples_apply (const TonsureSamples *samples, TonsureTreatment *treatment)
{
  treatment->melanin = samples->melanin;
  treatment->blood = samples->blood;
}
