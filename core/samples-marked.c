/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* A marked sample as a region: see samples-private.h. */
#include "samples-private.h"

#include "exact.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SCALE 4.0 /* pixels a mm that are read, if there are as many */
#define DEEPEST 0.45f
#define BRIGHTEST 1.6f
#define GLOSSY 4.0f /* times the median of hair: gloss on it */
/* Two channels of a colored pixel differ by more than COLORED of its light and a step of 8 bits:
 * where gray was computed from colors, channels are a step apart. */
#define COLORED 0.03f
#define STEP 0.003f

/* White hair: see stubble.h. */
#define BRIGHTER 0.03
#define BLUER 0.15
#define RED_PASSED 0.55 /* of -ln left of red, what pigment under skin takes less of blue */
#define BLUER_MEAN 0.03

void
tonsure_marked_clear (TonsureMarked *sample)
{
  tonsure_shrunk_clear (&sample->shrunk);
  g_clear_pointer (&sample->mask, g_free);
}

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

  return most - least > COLORED * most + STEP;
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

void
tonsure_marked_init (TonsureMarked *sample, const float *rgb, const guint16 *mask, int width,
                     int height, double mm_per_px)
{
  TonsurePixels bounds;

  memset (sample, 0, sizeof *sample);
  sample->n_pixels = tonsure_bounds_of (mask, width, height, &bounds);
  tonsure_shrunk_init (&sample->shrunk, rgb, width, &bounds, mm_per_px, SCALE);
  sample->mask = tonsure_shrunk_mask (&sample->shrunk, mask, width);
  sample_count (sample);
}

/* Hair, moles, shadow and gloss are left out: what is not lit like most of the skin. */
void
tonsure_marked_bare (const TonsureMarked *skin, double bare[3])
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

static double
log_ratio (double a, double b)
{
  return tonsure_log (MAX (a, 1e-6) / MAX (b, 1e-6));
}

/* How much bluer hair and skin are together than dark hair could make them. */
static double
bluer_mean (const TonsureMarked *hair, const double under[3])
{
  double red = log_ratio (hair->mean[0], under[0]), blue = log_ratio (hair->mean[2], under[2]);

  return blue - red - RED_PASSED * MAX (-red, 0.0) - BLUER_MEAN;
}

/* How much brighter than skin the brightest tenth of the hair is, see stubble.h. */
double
tonsure_marked_bright (const TonsureMarked *hair, const double under[3])
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
  return MIN (MIN (brighter - BRIGHTER, 0.5 * (bluer - BLUER)), bluer_mean (hair, under));
}
