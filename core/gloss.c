/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The light that the surface of the skin reflects: see gloss.h. */
#include "gloss.h"

#include "spectrum.h"

#include <math.h>
#include <string.h>

/* Absorbance of red, green and blue that more blood in the skin adds, relative to green:
 * from tonsure_skin_reflectance() with 1 to 20 % melanin and 1 % blood. */
static const double blood[3] = { 0.35, 1.0, 0.82 };

/* Standard deviations: of the absorbance of blood in green, from one place of a head to
 * another, and of the noise of a pixel relative to its light (a choice). */
#define BLOOD_SPREAD 0.10
#define NOISE 0.02

/* Least distance of the matte color from neutral, root mean square relative to its mean:
 * below, noise would count as gloss. Light skin has .3, dark skin .8. */
#define LEAST_COLOR 0.12

#define MOST_SPREAD 0.9
#define LEAST_LIGHT 0.01 /* of a channel, relative to the mean */

static double
dot (const double a[3], const double b[3])
{
  return (a[0] * b[0] + a[1] * b[1]) + a[2] * b[2];
}

static double
mean_of (const double rgb[3])
{
  return ((rgb[0] + rgb[1]) + rgb[2]) / 3.0;
}

/* The light in the photo's primaries, with mean 1. */
static void
find_light (const double *light, const double *primaries, double l[3])
{
  gboolean known = light != NULL && !(light[0] == light[1] && light[1] == light[2])
                   && tonsure_srgb_to_rgb (light, primaries, l);
  double mean = known ? mean_of (l) : 0.0;

  if (!(known && l[0] > 0.0 && l[1] > 0.0 && l[2] > 0.0 && mean < G_MAXFLOAT))
    l[0] = l[1] = l[2] = mean = 1.0;
  for (int c = 0; c < 3; c++)
    l[c] = MAX (l[c] / mean, LEAST_LIGHT);
}

/* The matte color in the photo's primaries relative to the light @l, with mean 1; FALSE if it
 * does not tell. */
static gboolean
normalize (const double matte[3], const double l[3], const double *primaries, double m[3])
{
  double mean, away = 0.0;

  if (!(matte[0] >= 0.0 && matte[1] >= 0.0 && matte[2] >= 0.0
        && matte[0] + matte[1] + matte[2] > 0.0)
      || !tonsure_srgb_to_rgb (matte, primaries, m))
    return FALSE;
  for (int c = 0; c < 3; c++)
    m[c] /= l[c];
  mean = mean_of (m);
  for (int c = 0; c < 3; c++)
    {
      m[c] /= mean;
      away += (m[c] - 1.0) * (m[c] - 1.0) / 3.0;
    }
  return away > LEAST_COLOR * LEAST_COLOR && away < 3.0;
}

/* What reads g: q · m = 0, q · (1, 1, 1) = 1, and of all such q the one in which noise and
 * blood show least. They lie on a line, which is crossed at its least variance. */
static void
find_reader (const double m[3], double q[3])
{
  double mm = dot (m, m), across[3], along[3] = { m[1] - m[2], m[2] - m[0], m[0] - m[1] };
  double red[3], mean = 0.0, variance, covariance;

  for (int c = 0; c < 3; c++)
    {
      across[c] = 1.0 - 3.0 / mm * m[c];
      mean += across[c];
      red[c] = m[c] * blood[c] * BLOOD_SPREAD;
    }
  for (int c = 0; c < 3; c++)
    across[c] /= mean;
  variance = NOISE * NOISE * dot (along, along) + dot (along, red) * dot (along, red);
  covariance = NOISE * NOISE * dot (along, across) + dot (along, red) * dot (across, red);
  for (int c = 0; c < 3; c++)
    q[c] = across[c] - covariance / variance * along[c];
}

gboolean
tonsure_gloss_init (TonsureGloss *gloss, const double matte[3], const double *light, double spread,
                    const double *primaries)
{
  double m[3], q[3], l[3];

  memset (gloss, 0, sizeof *gloss);
  find_light (light, primaries, l);
  for (int c = 0; c < 3; c++)
    {
      gloss->color[c] = (float) l[c];
      gloss->inverse[c] = (float) (1.0 / l[c]);
    }
  if (!normalize (matte, l, primaries, m) || !(spread >= 0.0 && spread <= MOST_SPREAD))
    return FALSE;
  find_reader (m, q);
  for (int c = 0; c < 3; c++)
    gloss->weights[c] = (float) ((q[c] - spread / 3.0) / (1.0 - spread));
  return TRUE;
}

double
tonsure_gloss_excess (const TonsureGloss *gloss, const float rgb[3])
{
  const float *w = gloss->weights;
  double relative[3];

  for (int c = 0; c < 3; c++)
    relative[c] = (double) gloss->inverse[c] * rgb[c];
  return (w[0] * relative[0] + w[1] * relative[1] + w[2] * relative[2]) / mean_of (relative);
}

void
tonsure_gloss_mask (const TonsureGloss *gloss, const float *rgb, gsize n, guint16 *mask)
{
  for (gsize i = 0; i < n; i++)
    {
      const float *p = rgb + 3 * i;
      float g = tonsure_gloss_of (gloss, p);
      /* IEC 61966-2-1 */
      float light = 0.2126f * p[0] + 0.7152f * p[1] + 0.0722f * p[2];
      float share = g > 0.0f ? 1.0f - tonsure_gloss_luminance (gloss, g) / light : 1.0f;

      mask[i] = (guint16) (CLAMP (share, 0.0f, 1.0f) * 65535.0f + 0.5f);
    }
}
