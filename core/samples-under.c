/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The skin under hair, and the hair itself: see samples.h. */
#include "relative.h"
#include "samples-private.h"
#include "shade.h"

#include "exact.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FEWEST TONSURE_SAMPLES_FEWEST
#define AROUND 1.6 /* mm; a few follicular units */

#define ENOUGH_PARTS 3
#define MORE_BLUR 1.15
#define LEAST_BLUR 0.2   /* mm; finer detail depends more on what hair is like */
#define UNSURE 1.5       /* times the variance of skin: below, hair is taken for gray */
#define SYSTEMATIC 0.007 /* what was found on heads that another program drew */
#define PART_LEAST 400   /* pixels of a part that has its say */
#define PART_MM2 60.0    /* and how large it is */
#define NO_TEXTURE 0.15  /* error where skin beside stands for skin under */

#define DARKEST_HAIR 0.03  /* of white, where the bare skin shows its own color */
#define BROWNEST_HAIR 0.35 /* blue of the hair relative to its red, both to gray */
#define LEAST_DEPTH 0.2
#define SHADOW 0.25     /* part of what stubble takes that is no hair */
#define HAIR_ERROR 0.5  /* of the logarithm, as far as natural hair goes */
#define HAIRS 2.0       /* per mm² */
#define THICKNESS 0.075 /* mm */

static int
compare (gconstpointer a, gconstpointer b)
{
  float x = *(const float *) a, y = *(const float *) b;

  return (x > y) - (x < y);
}

/* Light of the points of @part, or of all if it is negative, in order. */
static guint
sort_light (const GArray *points, int part, gboolean mirrored, float *values)
{
  guint n = 0;

  for (guint i = 0; i < points->len; i++)
    {
      const TonsurePoint *p = &g_array_index (points, TonsurePoint, i);

      if (part < 0 || p->part == part)
        values[n++] = mirrored ? 2 - p->light : p->light;
    }
  qsort (values, n, sizeof *values, compare);
  return n;
}

/* Standard deviation of bare skin, whatever few hairs and moles are on it. */
static double
find_noise (const GArray *points)
{
  g_autofree float *values = g_new (float, (gsize) points->len + 1);
  guint n = sort_light (points, -1, FALSE, values);

  return n < FEWEST ? 0.02 : (values[n - 1 - n / 10] - values[n / 10]) / 2.5631;
}

/* The shape of the distribution of @values, which are in order. */
static void
shape_of (const float *values, guint n, double noise, TonsureShade *shade)
{
  double mean = 0, square = 0;

  for (guint i = 0; i < n; i++)
    mean += values[i] / n;
  for (guint i = 0; i < n; i++)
    square += (values[i] / mean - 1) * (values[i] / mean - 1) / n;
  shade->noise = noise;
  shade->deviation = sqrt (MAX (square - noise * noise, 1e-8));
  shade->brightest = MAX (values[(gsize) n * 98 / 100] / mean, 1.0);
  shade->bright = CLAMP (values[(gsize) n * 9 / 10] / mean, 1.0, shade->brightest);
}

/* Whether dips are bright: hair lighter than skin. */
static gboolean
is_mirrored (const GArray *points, double noise)
{
  double third = 0, square = 0;

  for (guint i = 0; i < points->len; i++)
    {
      double d = g_array_index (points, TonsurePoint, i).light - 1.0;

      square += d * d;
      third += d * d * d;
    }
  square /= MAX (points->len, 1);
  third /= MAX (points->len, 1);
  return square > 2 * noise * noise && third > 0.8 * square * sqrt (square);
}

/* What is left of the light by the points of @part, or all of them; 0 if they are too few. */
static double
left_of (const GArray *points, int part, gboolean mirrored, TonsureShade *shade, double mm_per_px,
         float *values, double *error)
{
  guint n = sort_light (points, part, mirrored, values);

  if (part >= 0 && (n < PART_LEAST || n * mm_per_px * mm_per_px < PART_MM2))
    return 0;
  shape_of (values, n, shade->noise, shade);
  return tonsure_shade_left (shade, error);
}

/* What is left of the light: the mean over parts, as how dense hair is differs between them;
 * of all at once where they are too few. */
static double
find_left (const GArray *points, double noise, double blur, double mm_per_px, double *error)
{
  g_autofree float *values = g_new (float, (gsize) points->len + 1);
  gboolean mirrored = is_mirrored (points, noise);
  TonsureShade shade = { .blur = blur, .noise = noise };
  double model, left = left_of (points, -1, mirrored, &shade, mm_per_px, values, &model), spread;
  double sum = 0, square = 0, n = 0;

  for (int part = 0; part < TONSURE_PARTS; part++)
    {
      double here = left_of (points, part, mirrored, &shade, mm_per_px, values, &spread);

      sum += here;
      square += here * here;
      n += here > 0;
    }
  spread = n > 1 ? sqrt (MAX (square / n - sum / n * sum / n, 0) / (n - 1)) : 0;
  if (n >= ENOUGH_PARTS)
    left = sum / n;
  else
    model *= 2;
  *error = sqrt (model * model + spread * spread + SYSTEMATIC * SYSTEMATIC) * (mirrored ? 2 : 1);
  return mirrored ? 1 / (2 - 1 / left) : left;
}

/* Sums of squares and products of light and channels. */
static void
covariance (const GArray *points, double of_channel[3], double *of_light)
{
  double n = MAX (points->len, 1);

  memset (of_channel, 0, 3 * sizeof (double));
  *of_light = 0;
  for (guint i = 0; i < points->len; i++)
    {
      const TonsurePoint *p = &g_array_index (points, TonsurePoint, i);

      for (int c = 0; c < 3; c++)
        of_channel[c] += (p->light - 1.0) * (p->rgb[c] - 1.0) / n;
      *of_light += (p->light - 1.0) * (p->light - 1.0) / n;
    }
}

/* How much each channel changes where light does, without what skin does of its own accord;
 * returns how unsure that is where skin does nearly as much as hair. */
static double
find_slopes (const GArray *hair, const GArray *skin, double slope[3])
{
  double with[3], without[3], all, own;

  covariance (hair, with, &all);
  covariance (skin, without, &own);
  for (int c = 0; c < 3; c++)
    slope[c] = all > UNSURE * own ? (with[c] - without[c]) / (all - own) : 1;
  own /= MAX (all - own, own);
  return 2 * own * own;
}

/* Some blur is added to what the photo has, against noise. 0 where it has too much. */
static double
next_blur (double own)
{
  double least = tonsure_shade_blurs[0], most = tonsure_shade_blurs[TONSURE_SHADE_NODES - 1];

  return own > most ? 0 : CLAMP (MAX (MORE_BLUR * own, LEAST_BLUR), least, most);
}

/* The hair's own color, @depth along the line from skin; light is then @depth less. */
static void
along (const TonsureStubble *stubble, const double slope[3], double depth, double hair[3])
{
  double x =
      (1 - depth) * tonsure_samples_light (stubble->under) / tonsure_samples_light (stubble->mean);

  for (int c = 0; c < 3; c++)
    hair[c] = stubble->mean[c] * (1 + slope[c] * (x - 1));
}

static void
find_hair (TonsureStubble *stubble, const double slope[3])
{
  double light = tonsure_samples_light (stubble->under);
  double most = CLAMP (1 - DARKEST_HAIR / tonsure_samples_light (stubble->bare), LEAST_DEPTH, 1);
  double brownest = MIN (BROWNEST_HAIR, stubble->under[2] / MAX (stubble->under[0], 1e-9));
  double lost = 1 - tonsure_samples_light (stubble->mean) / light;

  for (double depth = LEAST_DEPTH; depth <= most; depth += 0.01)
    {
      double hair[3];

      along (stubble, slope, depth, hair);
      if (depth > LEAST_DEPTH
          && (hair[0] < 0 || hair[1] < 0 || hair[2] < 0.98 * brownest * hair[0]))
        {
          most = depth - 0.01;
          break;
        }
    }
  /* Hair that is lighter than skin lies on the other side. */
  along (stubble, slope, lost > 0 ? most : -most, stubble->hair);
  for (int c = 0; c < 3; c++)
    stubble->hair[c] = MAX (stubble->hair[c], 0.002);
  stubble->cover = CLAMP ((1 - SHADOW) * fabs (lost) / most, 0, 1);
  stubble->length = -tonsure_log (MAX (1 - stubble->cover, 1e-3)) / (HAIRS * THICKNESS);
}

/* The skin between the hairs from the texture; where that cannot be seen, from beside. */
void
tonsure_samples_under (const TonsureMarked *hair, const TonsureMarked *skin, double blur,
                       TonsureSamples *samples)
{
  TonsureStubble *stubble = &samples->stubble;
  double mm = hair->shrunk.mm_per_px, step = hair->shrunk.step;
  double own = mm / step * sqrt (blur * blur + step * step / 12), to = next_blur (own), left, error,
         unsure;
  double slope[3] = { 1, 1, 1 };

  to = mm / step > TONSURE_SAMPLES_COARSEST ? 0 : next_blur (own);
  memcpy (stubble->mean, hair->mean, sizeof stubble->mean);
  memcpy (stubble->under, stubble->bare, sizeof stubble->under);
  for (int c = 0; c < 3; c++)
    stubble->error[c] = NO_TEXTURE;
  if (to > 0)
    {
      double extra = sqrt (MAX (to * to - own * own, 0));
      g_autoptr (GArray) stubbly =
          tonsure_relative_read (&hair->shrunk, hair->mask, extra / mm, AROUND / mm);
      g_autoptr (GArray) bare =
          tonsure_relative_read (&skin->shrunk, skin->mask, extra / skin->shrunk.mm_per_px,
                                 AROUND / skin->shrunk.mm_per_px);

      if (stubbly->len >= FEWEST)
        {
          left = find_left (stubbly, find_noise (bare), to, mm, &error);
          unsure = find_slopes (stubbly, bare, slope);
          for (int c = 0; c < 3; c++)
            {
              stubble->under[c] = stubble->mean[c] * (1 + slope[c] * (1 / left - 1));
              stubble->error[c] = hypot (error * slope[c], unsure * (1 - left)) / left;
            }
        }
    }
  else
    samples->hair.flaws |= TONSURE_FLAW_COARSE;
  find_hair (stubble, slope);
  samples->hair_error = HAIR_ERROR;
}
