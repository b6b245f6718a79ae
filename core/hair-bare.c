/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What of a photo's light comes from skin that hair does not hide: see hair.h. */
#include "hair-private.h"

/* Parts of one pixel; without hair they are exactly 1. */
static void
part_of_skin (const TonsureHair *hair, float coverage, const float skin[3], float part[4])
{
  float light = 1.0f;

  if (hair->light > 0.0f)
    light = ((skin[0] + skin[1]) + skin[2]) / hair->light;
  for (int c = 0; c < 3; c++)
    {
      float bare = (1.0f - coverage) * skin[c];
      float hidden = coverage * ((float) hair->color[c] * light);

      part[c] = coverage > 0.0f ? (bare > 0.0f ? bare / (bare + hidden) : 0.0f) : 1.0f;
    }
  part[3] = 1.0f;
}

void
tonsure_hair_bare (const TonsureHair *hair, const float *rgba, const TonsurePixels *there,
                   gsize stride, const TonsurePixels *pixels, float *bare)
{
  gsize n = (gsize) MAX (pixels->width, 0) * MAX (pixels->height, 0);
  g_autofree float *coverage = g_new (float, n);
  g_autofree float *skin = g_new (float, 3 * n);

  tonsure_hair_matte (hair, rgba, there, stride, pixels, coverage, skin);
  for (gsize i = 0; i < n; i++)
    part_of_skin (hair, coverage[i], skin + 3 * i, bare + 4 * i);
}

/* IEC 61966-2-1 */
static float
luminance (const float rgb[3])
{
  return 0.2126f * rgb[0] + 0.7152f * rgb[1] + 0.0722f * rgb[2];
}

static guint16
mask_of (const TonsureGloss *gloss, const float *rgb, const float *part)
{
  float bare[3] = { rgb[0] * part[0], rgb[1] * part[1], rgb[2] * part[2] };
  float light = luminance (rgb), share = 1.0f;

  if (light > 0.0f)
    share = (luminance (bare) - tonsure_gloss_luminance (gloss, tonsure_gloss_of (gloss, bare)))
            / light;
  share = share > 0.0f ? share : 0.0f; /* also where it is no number */
  share = share < 1.0f ? share : 1.0f;
  return (guint16) (share * 65535.0f + 0.5f);
}

void
tonsure_hair_mask (const TonsureHair *hair, const TonsureGloss *gloss, const float *rgba,
                   const TonsurePixels *there, gsize stride, const TonsurePixels *pixels,
                   guint16 *mask)
{
  const float all[4] = { 1.0f, 1.0f, 1.0f, 1.0f };
  gsize n = (gsize) MAX (pixels->width, 0) * MAX (pixels->height, 0);
  g_autofree float *bare = hair != NULL ? g_new (float, 4 * n) : NULL;

  if (hair != NULL)
    tonsure_hair_bare (hair, rgba, there, stride, pixels, bare);
  for (gsize i = 0; i < n; i++)
    {
      gsize x = i % pixels->width, y = i / pixels->width;
      const float *p = rgba + stride * (gsize) (pixels->y - there->y + (int) y)
                       + 4 * (gsize) (pixels->x - there->x + (int) x);

      mask[i] = mask_of (gloss, p, bare != NULL ? bare + 4 * i : all);
    }
}
