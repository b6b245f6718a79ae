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
#include <stdlib.h>
#include <string.h>

#define FEWEST TONSURE_SAMPLES_FEWEST
#define SCALE 4.0 /* pixels a mm that are read, if there are as many */
#define DEEPEST 0.45f
#define BRIGHTEST 1.6f

#define GLOSSY 4.0f /* times the median of hair: gloss on it */

#define THIN_HAIR_MM2 200.0
#define THIN_HAIR_PIXELS 2000
#define THIN_SKIN_MM2 25.0
#define THIN_SKIN_PIXELS 200
#define MOST_CLIPPED 200 /* one in so many */
#define IN_SHADOW 0.5
#define MIXED_PARTS 0.08 /* standard deviation of ln (red / green) or (blue / green) */
#define MIXED_OTHER 0.35

#define UNKNOWN_ERROR 0.10 /* of the mean of a sample that is too small to tell */
#define COLORED 0.01f      /* of the light: two channels of a pixel that differ by more */
#define LEAST_COLORED 0.01 /* share of pixels; fewer are noise of a monochrome file */

/* White hair: see stubble.h. */
#define BRIGHTER 0.03
#define BLUER 0.15

/* Of hair that nobody has seen: dark brown, relative to light skin. */
static const double dark_brown[3] = { 0.07, 0.08, 0.10 };

static void
sample_clear (TonsureMarked *sample)
{
  tonsure_shrunk_clear (&sample->shrunk);
  g_clear_pointer (&sample->mask, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TonsureMarked, sample_clear)

static int
compare (gconstpointer a, gconstpointer b)
{
  float x = *(const float *) a, y = *(const float *) b;

  return (x > y) - (x < y);
}

/* Light above which it is gloss. */
static float
find_gloss (const TonsureMarked *sample)
{
  const TonsureShrunk *s = &sample->shrunk;
  gsize n_pixels = (gsize) s->width * s->height, n = 0;
  g_autofree float *values = g_new (float, n_pixels + 1);

  for (gsize i = 0; i < n_pixels; i++)
    if (sample->mask[i] && s->usable[i])
      values[n++] = tonsure_light_of (s->rgb + 3 * i);
  qsort (values, n, sizeof *values, compare);
  return n > 0 ? GLOSSY * values[n / 2] : G_MAXFLOAT;
}

static gboolean
is_colored (const float *rgb)
{
  float most = MAX (MAX (rgb[0], rgb[1]), rgb[2]), least = MIN (MIN (rgb[0], rgb[1]), rgb[2]);

  return most - least > COLORED * most;
}

static void
sample_count (TonsureMarked *sample)
{
  const TonsureShrunk *s = &sample->shrunk;
  float gloss = find_gloss (sample);

  for (int y = 0; y < s->height; y++)
    for (int x = 0; x < s->width; x++)
      {
        gsize at = (gsize) y * s->width + x;
        guint8 part = tonsure_part_of (s, x, y);

        if (!sample->mask[at])
          continue;
        sample->n_clipped += s->clipped[at];
        if (!s->usable[at] || tonsure_light_of (s->rgb + 3 * at) > gloss)
          continue;
        sample->n++;
        sample->n_colored += is_colored (s->rgb + 3 * at);
        sample->in_part[part]++;
        for (int c = 0; c < 3; c++)
          {
            sample->mean[c] += s->rgb[3 * at + c];
            sample->part[part][c] += s->rgb[3 * at + c];
          }
      }
  for (int c = 0; c < 3; c++)
    {
      sample->mean[c] /= MAX (sample->n, 1);
      for (int part = 0; part < TONSURE_PARTS; part++)
        sample->part[part][c] /= MAX (sample->in_part[part], 1);
    }
}

static void
sample_init (TonsureMarked *sample, const float *rgb, const guint16 *mask, int width, int height,
             double mm_per_px)
{
  TonsurePixels bounds;

  memset (sample, 0, sizeof *sample);
  sample->n_pixels = tonsure_bounds_of (mask, width, height, &bounds);
  tonsure_shrunk_init (&sample->shrunk, rgb, width, &bounds, mm_per_px, SCALE);
  sample->mask = tonsure_shrunk_mask (&sample->shrunk, mask, width);
  sample_count (sample);
}

/* Hair, moles, shadow and gloss are left out: what is not lit like most of the skin. */
static void
find_bare (const TonsureMarked *skin, double bare[3])
{
  const TonsureShrunk *s = &skin->shrunk;
  gsize n_pixels = (gsize) s->width * s->height, n = 0;
  g_autofree float *values = g_new (float, (gsize) skin->n + 1);
  float middle = 0;

  for (gsize i = 0; i < n_pixels; i++)
    if (skin->mask[i] && s->usable[i])
      values[n++] = tonsure_light_of (s->rgb + 3 * i);
  qsort (values, n, sizeof *values, compare);
  middle = values[n / 2];
  for (int c = 0; c < 3; c++)
    {
      n = 0;
      for (gsize i = 0; i < n_pixels; i++)
        {
          float light = tonsure_light_of (s->rgb + 3 * i);

          if (skin->mask[i] && s->usable[i] && light >= DEEPEST * middle
              && light <= BRIGHTEST * middle)
            values[n++] = s->rgb[3 * i + c];
        }
      qsort (values, n, sizeof *values, compare);
      bare[c] = values[n / 2];
    }
}

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

static void
find_flaws (const TonsureMarked *sample, const double own[3], const double other[3],
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

static double
log_ratio (double a, double b)
{
  return tonsure_log (MAX (a, 1e-6) / MAX (b, 1e-6));
}

/* How much brighter than skin the brightest tenth of the hair is, see stubble.h. */
static double
find_bright (const TonsureMarked *hair, const double under[3])
{
  const TonsureShrunk *s = &hair->shrunk;
  gsize n_pixels = (gsize) s->width * s->height, n = 0;
  g_autofree float *light = g_new (float, n_pixels + 1), *blue = g_new (float, n_pixels + 1);
  double brighter, bluer;

  for (gsize i = 0; i < n_pixels; i++)
    if (hair->mask[i] && s->usable[i])
      {
        light[n] = tonsure_light_of (s->rgb + 3 * i);
        blue[n++] = s->rgb[3 * i + 2];
      }
  qsort (light, n, sizeof *light, compare);
  qsort (blue, n, sizeof *blue, compare);
  brighter = log_ratio (light[n - 1 - n / 10], tonsure_samples_light (under));
  bluer = log_ratio (blue[n - 1 - n / 10], under[2]) - brighter;
  return MIN (brighter - BRIGHTER, 0.5 * (bluer - BLUER));
}

static void
read_hair (const TonsureMarked *hair, const TonsureMarked *skin, double blur, gboolean marked,
           TonsureSamples *samples)
{
  TonsureStubble *stubble = &samples->stubble;

  tonsure_samples_under (hair, skin, blur, marked, samples);
  stubble->bright = find_bright (hair, stubble->under);
}

/* Errors of the direct ratio, as parts of both samples disagree. */
static void
add_errors (TonsureSamples *samples, gboolean marked)
{
  for (int c = 0; c < 3 && marked; c++)
    {
      double hair = samples->hair.error[c], skin = samples->skin.error[c];

      samples->stubble.error[c] = hypot (isfinite (hair) ? hair : UNKNOWN_ERROR,
                                         isfinite (skin) ? skin : UNKNOWN_ERROR);
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
  sample_init (&hair, rgb, hair_mask, width, height, mm_per_px);
  sample_init (&skin, rgb, skin_mask, width, height, mm_per_px);
  if (!is_usable (&skin) && area != NULL)
    {
      read.skin.flaws |= TONSURE_FLAW_ASSUMED;
      sample_clear (&skin);
      sample_init (&skin, rgb, area, width, height, mm_per_px);
    }
  if (!check_skin (&hair, &skin, error))
    return FALSE;
  find_bare (&skin, read.stubble.bare);
  tonsure_skin_explain_light (read.stubble.bare, primaries, &explained, read.light);
  read.melanin = explained.melanin;
  read.blood = explained.blood;
  if (is_usable (&hair))
    read_hair (&hair, &skin, blur, marked, &read);
  else
    assume_hair (&read);
  find_flaws (&skin, read.stubble.bare, read.stubble.under, FALSE, mm_per_px, &read.skin);
  if (!read.stubble.assumed)
    {
      find_flaws (&hair, read.stubble.under, read.stubble.bare, TRUE, mm_per_px, &read.hair);
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
