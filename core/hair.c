/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The share of hair in each pixel: see hair.h. */
#include "hair-private.h"

#include "exact.h"
#include "spectrum.h"

#include <math.h>
#include <string.h>

/* The skin between hairs is looked for that far around, at least so many pixels wide. */
#define WINDOW_MM 3.0
#define WINDOW_PIXELS 16.0
#define WINDOW_CELLS 4
#define MOST_CELL 128

/* How the light of bare skin varies from place to place, relative: texture in each channel,
 * shading, and what more blood or melanin takes (choices; the directions as in gloss.c and
 * from tonsure_skin_reflectance()). */
#define TEXTURE 0.03
#define SHADING 0.05
#define BLOOD 0.03
#define MELANIN 0.03
static const double blood[3] = { 0.35, 1.0, 0.82 };
static const double melanin[3] = { 0.45, 0.75, 1.1 };

/* The envelope is read where this share of the pixels lies before it, in standard deviations of
 * bare skin that is so far from its middle. Beside dark hair skin that is darker than the rest
 * is mostly shadow and pore; beside light hair those lie before skin. */
static const struct
{
  float share, reach;
} envelopes[2] = { { 0.10f, 1.2816f }, { 0.15f, 1.0364f } };

/* Texture of bare skin in the distribution of a window: blurred, less than that of pixels. */
#define SMOOTH_TEXTURE 0.02

/* Lumps of hair, see beyond() in hair-nodes.c: mm. That is less than the width of a hair
 * over 2 √π, .02 mm, as hairs keep apart and shadows fill up between them; fitted to drawn hair
 * of .5 to 3.6 mm at 4 to 16 px/mm. */
#define LUMP 0.0042

/* Smaller lumps do not stand out from the texture of skin, larger ones do. */
#define LUMP_FAINT 0.008
#define LUMP_PLAIN 0.016

/* Of what the envelope lacks, half is hair where this is the σ of the blur, mm, less where it is
 * sharper; the rest is the shade of hair on skin. Fitted to the same. */
#define MIXED 0.2

/* Hair is told from its shadow where the σ of the blur is well below the hair's width, mm, and
 * pixels are, too. */
#define SHADOW_SHARP 0.02
#define SHADOW_BLURRED 0.05
#define PITCH 0.7

/* Hair that takes less of skin's light does not tell lumps, hair that takes more does. */
#define FAINT 0.2
#define PLAIN 0.4

/* Light below this share of the skin's counts as this much, in density. */
#define DARKEST 0.004

/* Least difference of hue that tells a mass of hair from skin in shade. */
#define LEAST_HUE 0.25

/* Least contrast of hair, in standard deviations of bare skin. */
#define LEAST_CONTRAST 1.0

/* Gray of unknown skin. */
#define UNKNOWN 0.3

static gboolean
is_color (const double color[3])
{
  for (int c = 0; c < 3; c++)
    if (!(color[c] >= 0.0 && color[c] < 1e4))
      return FALSE;
  return color[0] + color[1] + color[2] > 0.0;
}

static double
mean_of (const double rgb[3])
{
  return ((rgb[0] + rgb[1]) + rgb[2]) / 3.0;
}

/* Solves a symmetric, positive definite system of three, rr, gg, bb, rg, rb, gb. */
static void
solve (const double a[6], const double y[3], double x[3])
{
  double c0 = a[1] * a[2] - a[5] * a[5], c1 = a[4] * a[5] - a[3] * a[2],
         c2 = a[3] * a[5] - a[4] * a[1];
  double det = (a[0] * c0 + a[3] * c1) + a[4] * c2;
  double d1 = a[0] * a[2] - a[4] * a[4], d2 = a[3] * a[4] - a[0] * a[5],
         e2 = a[0] * a[1] - a[3] * a[3];

  x[0] = ((c0 * y[0] + c1 * y[1]) + c2 * y[2]) / det;
  x[1] = ((c1 * y[0] + d1 * y[1]) + d2 * y[2]) / det;
  x[2] = ((c2 * y[0] + d2 * y[1]) + e2 * y[2]) / det;
}

/* Photon noise: relative to the light of a channel it grows as that falls. */
static void
find_covariance (TonsureHair *hair, double covariance[6])
{
  static const int first[6] = { 0, 1, 2, 0, 0, 1 }, second[6] = { 0, 1, 2, 1, 2, 2 };
  double mean = mean_of (hair->skin);

  for (int i = 0; i < 6; i++)
    {
      int a = first[i], b = second[i];

      covariance[i] = SHADING * SHADING + BLOOD * BLOOD * blood[a] * blood[b]
                      + MELANIN * MELANIN * melanin[a] * melanin[b];
      if (a == b)
        covariance[i] +=
            TEXTURE * TEXTURE + hair->noise * hair->noise * mean / MAX (hair->skin[a], 0.02 * mean);
      hair->covariance[i] = (float) covariance[i];
    }
}

/* What depends on how sharp the photo is. */
static void
find_sharpness (TonsureHair *hair, double shading)
{
  double blur = sqrt (hair->blur * hair->blur + 1.0 / 12.0) * hair->mm_per_px;
  double least = MAX (blur, PITCH * hair->mm_per_px);
  double sharp = (SHADOW_BLURRED - least) / (SHADOW_BLURRED - SHADOW_SHARP);

  hair->lump = (float) (LUMP / blur);
  hair->dark *= (float) CLAMP ((hair->lump - LUMP_FAINT) / (LUMP_PLAIN - LUMP_FAINT), 0.0, 1.0);
  hair->mixed = (float) (blur / (blur + MIXED));
  hair->shadow = (float) (CLAMP (shading, 0.0, 1.0) * CLAMP (sharp, 0.0, 1.0));
}

/* What depends on the axis and serves hair-nodes.c. */
static void
find_statistics (TonsureHair *hair)
{
  TonsureFour skin = { (float) hair->skin[0], (float) hair->skin[1], (float) hair->skin[2] };
  TonsureFour reader = tonsure_hair_read (hair, skin);
  double mean = mean_of (hair->skin), lighter = 0.0, shading = 0.0, grain = 0.0;

  for (int c = 0; c < 3; c++)
    {
      double light = reader[c] * hair->skin[c];

      shading += light;
      lighter += hair->color[c] - hair->skin[c];
      grain += light * light
               * (TEXTURE * TEXTURE
                  + hair->noise * hair->noise * mean / MAX (hair->skin[c], 0.02 * mean));
      hair->lightness += hair->axis[c];
    }
  hair->share = envelopes[lighter > 0.0].share;
  hair->reach = envelopes[lighter > 0.0].reach;
  hair->shift = hair->reach * hair->spread;
  hair->grain = (float) grain;
  hair->light = (float) (3.0 * mean);
  hair->dark = (float) CLAMP ((-lighter / (3.0 * mean) - FAINT) / (PLAIN - FAINT), 0.0, 1.0);
  find_sharpness (hair, shading);
}

/* What of the density of hair over skin is not lightness. */
static void
find_hue (TonsureHair *hair, const double density[3])
{
  double mean = mean_of (density), size = 0.0, skin = 0.0;

  for (int c = 0; c < 3; c++)
    size += (density[c] - mean) * (density[c] - mean);
  if (!(size > LEAST_HUE * LEAST_HUE))
    return;
  for (int c = 0; c < 3; c++)
    {
      double hue = (mean - density[c]) / size;

      skin += hue * tonsure_log (MAX (hair->skin[c], DARKEST * mean_of (hair->skin)));
      hair->hue[c] = (float) hue;
    }
  hair->skin_hue = (float) skin;
}

/* The direction in which hair stands out from skin, in optical density. */
static gboolean
find_axis (TonsureHair *hair)
{
  double density[3], covariance[6], axis[3], size = 0.0, along = 0.0, noise = 0.0, reference = 0.0;
  double mean = mean_of (hair->skin), texture = 0.0;

  find_covariance (hair, covariance);
  for (int c = 0; c < 3; c++)
    {
      double skin = MAX (hair->skin[c], DARKEST * mean);

      density[c] = tonsure_log (skin / MAX (hair->color[c], DARKEST * mean));
      hair->least[c] = (float) (DARKEST * skin);
    }
  solve (covariance, density, axis);
  for (int c = 0; c < 3; c++)
    size += fabs (axis[c]);
  if (!(size > 0.0 && size < 1e9))
    return FALSE;
  for (int c = 0; c < 3; c++)
    {
      axis[c] /= size;
      along += axis[c] * density[c];
      reference += axis[c] * tonsure_log (MAX (hair->skin[c], DARKEST * mean));
      noise += axis[c] * axis[c]
               * (SMOOTH_TEXTURE * SMOOTH_TEXTURE
                  + hair->noise * hair->noise * mean / MAX (hair->skin[c], 0.02 * mean));
      texture += axis[c] * axis[c] * SMOOTH_TEXTURE * SMOOTH_TEXTURE;
      hair->axis[c] = (float) axis[c];
    }
  hair->reference = (float) reference;
  hair->spread = (float) sqrt (noise);
  hair->noisy = (float) (1.0 - texture / noise);
  for (int c = 0; c < 3; c++)
    hair->toward[c] = (float) (density[c] / along);
  find_statistics (hair);
  find_hue (hair, density);
  return along > LEAST_CONTRAST / size;
}

gboolean
tonsure_hair_init (TonsureHair *hair, const double color[3], const double *skin, double mm_per_px,
                   double noise, double blur, const double *primaries)
{
  double window;

  memset (hair, 0, sizeof *hair);
  if (!is_color (color) || (skin != NULL && !is_color (skin) && mean_of (skin) != 0.0)
      || !(mm_per_px >= 0.001 && mm_per_px <= 10.0) || !(noise >= 0.0 && noise <= 1.0)
      || !(blur >= 0.0 && blur <= 1e3) || !tonsure_srgb_to_rgb (color, primaries, hair->color))
    return FALSE;
  if (skin != NULL && !tonsure_srgb_to_rgb (skin, primaries, hair->skin))
    return FALSE;
  hair->mm_per_px = mm_per_px;
  hair->noise = noise;
  hair->blur = blur;
  window = MAX (WINDOW_MM / mm_per_px, WINDOW_PIXELS);
  hair->cell = MIN ((int) (window / WINDOW_CELLS + 0.5), MOST_CELL);
  if (mean_of (hair->skin) > 0.0)
    return find_axis (hair);

  TonsureHair gray = *hair;

  for (int c = 0; c < 3; c++)
    gray.skin[c] = MAX (UNKNOWN, 2.0 * hair->color[c]);
  if (!find_axis (&gray))
    return FALSE;
  memset (gray.skin, 0, sizeof gray.skin);
  memset (gray.hue, 0, sizeof gray.hue);
  gray.light = 0.0f;
  *hair = gray;
  return TRUE;
}

int
tonsure_hair_margin (const TonsureHair *hair)
{
  return (WINDOW_CELLS / 2 + 3) * hair->cell + tonsure_hair_shadow_reach (hair);
}

TonsureFour
tonsure_hair_read (const TonsureHair *hair, TonsureFour skin)
{
  double light = 1.0, mean = mean_of (hair->skin), stands[3], k[3], sum = 0.0, covariance[6];
  TonsureFour reader = { 0 };

  if (mean > 0.0)
    light = ((double) skin[0] + skin[1] + skin[2]) / 3.0 / mean;
  for (int i = 0; i < 6; i++)
    covariance[i] = hair->covariance[i];
  for (int c = 0; c < 3; c++)
    {
      if (!(skin[c] > 0.0f))
        return reader;
      stands[c] = 1.0 - hair->color[c] * light / skin[c];
    }
  solve (covariance, stands, k);
  for (int c = 0; c < 3; c++)
    sum += k[c] * stands[c];
  for (int c = 0; c < 3; c++)
    reader[c] = (float) (k[c] / (MAX (sum, LEAST_CONTRAST * LEAST_CONTRAST) * skin[c]));
  return reader;
}
