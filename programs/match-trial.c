/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Photos on which Match is tried: see match-trial.h. */
#include "match-trial.h"

#include "encoding.h"
#include "measure.h"
#include "pigment.h"
#include "tone.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define HALF 32768
#define DENSITIES 24

void
trial_photo_clear (TrialPhoto *photo)
{
  g_clear_pointer (&photo->rgb, g_free);
  g_clear_pointer (&photo->area, g_free);
  g_clear_pointer (&photo->hair, g_free);
  g_clear_pointer (&photo->skin, g_free);
}

static guint16 *
copy_mask (const guint16 *mask, gsize n)
{
  return mask != NULL ? g_memdup2 (mask, n * sizeof *mask) : NULL;
}

void
trial_photo_copy (const TrialPhoto *photo, TrialPhoto *copy)
{
  gsize n = (gsize) photo->width * photo->height;

  *copy = *photo;
  copy->rgb = g_memdup2 (photo->rgb, 3 * n * sizeof (float));
  copy->area = copy_mask (photo->area, n);
  copy->hair = copy_mask (photo->hair, n);
  copy->skin = copy_mask (photo->skin, n);
}

void
trial_photo_gain (TrialPhoto *photo, const double gain[3])
{
  gsize n = (gsize) photo->width * photo->height;
  const TonsureEncoding *srgb = tonsure_encoding_srgb (8);

  for (gsize i = 0; i < 3 * n; i++)
    {
      float light = (float) CLAMP (photo->rgb[i] * gain[i % 3], 0.0, 1.0);

      photo->rgb[i] = srgb->light[tonsure_encoding_number (srgb, light)];
    }
}

static void
halve_mask (guint16 *mask, int width, int height)
{
  for (int y = 0; y < height / 2 && mask != NULL; y++)
    for (int x = 0; x < width / 2; x++)
      mask[(gsize) y * (width / 2) + x] = mask[(gsize) 2 * y * width + 2 * x];
}

void
trial_photo_halve (TrialPhoto *photo)
{
  int width = photo->width / 2, height = photo->height / 2;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      for (int c = 0; c < 3; c++)
        {
          const float *p = photo->rgb + 3 * ((gsize) 2 * y * photo->width + 2 * x) + c;

          photo->rgb[3 * ((gsize) y * width + x) + c] =
              0.25f * (p[0] + p[3] + p[3 * photo->width] + p[3 * photo->width + 3]);
        }
  halve_mask (photo->area, photo->width, photo->height);
  halve_mask (photo->hair, photo->width, photo->height);
  halve_mask (photo->skin, photo->width, photo->height);
  photo->width = width;
  photo->height = height;
  photo->mm_per_px *= 2;
}

/* Along one axis of @n values that lie @stride apart. */
static void
blur_line (float *line, int n, gsize stride, const double *weight, int reach, float *copy)
{
  for (int i = 0; i < n; i++)
    copy[i] = line[(gsize) i * stride];
  for (int i = 0; i < n; i++)
    {
      double sum = 0;

      for (int k = -reach; k <= reach; k++)
        sum += weight[abs (k)] * copy[CLAMP (i + k, 0, n - 1)];
      line[(gsize) i * stride] = (float) sum;
    }
}

void
trial_photo_blur (TrialPhoto *photo, double sigma)
{
  int reach = (int) ceil (3 * sigma), w = photo->width, h = photo->height;
  g_autofree double *weight = g_new (double, reach + 1);
  g_autofree float *copy = g_new (float, MAX (w, h));
  double sum = 0;

  for (int k = 0; k <= reach; k++)
    {
      weight[k] = exp (-0.5 * k * k / (sigma * sigma));
      sum += k == 0 ? weight[k] : 2 * weight[k];
    }
  for (int k = 0; k <= reach; k++)
    weight[k] /= sum;
  for (int c = 0; c < 3; c++)
    {
      for (int y = 0; y < h; y++)
        blur_line (photo->rgb + 3 * (gsize) y * w + c, w, 3, weight, reach, copy);
      for (int x = 0; x < w; x++)
        blur_line (photo->rgb + 3 * x + c, h, 3 * (gsize) w, weight, reach, copy);
    }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  float x = *(const float *) a, y = *(const float *) b;

  return (x > y) - (x < y);
}

void
trial_photo_median (const TrialPhoto *photo, const guint16 *mask, double rgb[3])
{
  gsize n = (gsize) photo->width * photo->height;
  g_autofree float *values = g_new (float, n + 1);

  for (int c = 0; c < 3; c++)
    {
      gsize k = 0;

      for (gsize i = 0; i < n; i++)
        if (mask[i] >= HALF)
          values[k++] = photo->rgb[3 * i + c];
      qsort (values, k, sizeof *values, compare);
      rgb[c] = k > 0 ? values[k / 2] : 0;
    }
}

void
trial_photo_mean (const TrialPhoto *photo, const guint16 *mask, double rgb[3])
{
  gsize n = (gsize) photo->width * photo->height, k = 0;

  rgb[0] = rgb[1] = rgb[2] = 0;
  for (gsize i = 0; i < n; i++)
    if (mask[i] >= HALF)
      {
        k++;
        for (int c = 0; c < 3; c++)
          rgb[c] += photo->rgb[3 * i + c];
      }
  for (int c = 0; c < 3; c++)
    rgb[c] /= MAX (k, 1);
}

void
trial_photo_replace_hair (TrialPhoto *photo, const double left[3])
{
  gsize n = (gsize) photo->width * photo->height;
  double skin[3], hair[3];

  trial_photo_median (photo, photo->skin, skin);
  trial_photo_mean (photo, photo->hair, hair);
  for (gsize i = 0; i < n; i++)
    for (int c = 0; c < 3 && photo->hair[i] >= HALF; c++)
      photo->rgb[3 * i + c] *= (float) (skin[c] * left[c] / hair[c]);
}

gboolean
trial_match (const TrialPhoto *photo, TonsureTreatment *treatment, TonsureSamples *samples,
             TonsureMatch *match, GError **error)
{
  gsize n = (gsize) photo->width * photo->height;
  g_autofree guint16 *hair = copy_mask (photo->hair, n), *skin = copy_mask (photo->skin, n);
  gboolean marked = hair != NULL && skin != NULL, crisp;
  TonsureMeasurement measurement;

  tonsure_treatment_init (treatment);
  treatment->mm_per_px = photo->mm_per_px;
  if (tonsure_measure (photo->rgb, photo->area, photo->width, photo->height, NULL, &measurement,
                       NULL))
    tonsure_measurement_apply (&measurement, treatment);
  if (!marked)
    {
      g_free (hair);
      g_free (skin);
      hair = g_new0 (guint16, n);
      skin = g_new0 (guint16, n);
      if (!tonsure_samples_find (photo->rgb, photo->area, photo->width, photo->height,
                                 photo->mm_per_px, hair, skin, &crisp, error))
        return FALSE;
      marked = !crisp;
    }
  if (!tonsure_samples_read (photo->rgb, hair, skin, photo->area, photo->width, photo->height,
                             photo->mm_per_px, treatment->blur, marked, NULL, samples, error))
    return FALSE;
  tonsure_samples_apply (samples, treatment);
  return tonsure_match (&samples->stubble, treatment, NULL, NULL, match, error);
}

double
trial_difference (const double one[3], const double other[3])
{
  double xyz[3], lab[2][3];

  tonsure_rgb_to_xyz (one, NULL, xyz);
  tonsure_xyz_to_lab (xyz, lab[0]);
  tonsure_rgb_to_xyz (other, NULL, xyz);
  tonsure_xyz_to_lab (xyz, lab[1]);
  return tonsure_ciede2000 (lab[0], lab[1]);
}

static double
best_density (const TonsureToneDots *dots, const double skin[3], const double hair[3])
{
  double best = G_MAXDOUBLE;

  for (int i = 0; i <= DENSITIES; i++)
    {
      double left[3], rgb[3];
      double density =
          TONSURE_MATCH_SPARSEST
          * pow (TONSURE_MATCH_DENSEST / TONSURE_MATCH_SPARSEST, i / (double) DENSITIES);

      tonsure_tone_transmittance (dots, density, left);
      for (int c = 0; c < 3; c++)
        rgb[c] = skin[c] * left[c];
      best = MIN (best, trial_difference (rgb, hair));
    }
  return best;
}

double
trial_best (const TonsureTreatment *treatment, const double skin[3], const double hair[3])
{
  guint n_inks, n_steps;
  const TonsureInk *inks = tonsure_inks (&n_inks);
  const double *water = tonsure_ink_dilutions (&n_steps);
  g_autofree TonsureTone *tone = g_new (TonsureTone, 1);
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < n_inks; i++)
    {
      TonsureInkDeposit weakest, deposit;
      TonsureTreatment plan = *treatment;
      double strongest = 13.0 / (0.1 * plan.thickness);

      tonsure_ink_deposit (&inks[i], water[n_steps - 1], &weakest, NULL);
      plan.carbon_exponent = weakest.carbon_exponent;
      plan.iron_oxide = weakest.iron_oxide;
      if (!tonsure_tone_init (tone, &plan, weakest.absorption, strongest, NULL, NULL))
        continue;
      for (guint k = 0; k < n_steps; k++)
        {
          TonsureToneDots dots;

          tonsure_ink_deposit (&inks[i], water[k], &deposit, NULL);
          if (deposit.absorption > strongest)
            continue;
          tonsure_tone_dots (tone, deposit.absorption, &dots);
          best = MIN (best, best_density (&dots, skin, hair));
        }
    }
  return best;
}
