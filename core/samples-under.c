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
#define BRIGHTNESS 3     /* after the three channels */
#define FAR_BETTER 1.5
#define MIRRORED 0.87   /* skewness; wet tips of dark hair reach .80, white stubble .95 */
#define DOUBT 0.15      /* what that adds to the error at most */
#define PART_LEAST 400  /* pixels of a part that has its say */
#define PART_MM2 60.0   /* and how large it is */
#define NO_TEXTURE 0.15 /* error where skin beside stands for skin under */

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

/* What is read of a point: one of the channels, or how bright it is. */
static float
value_of (const GArray *points, guint i, int axis)
{
  const TonsurePoint *p = &g_array_index (points, TonsurePoint, i);

  return axis < 3 ? p->rgb[axis] : p->light;
}

/* Values of the points of @part, or of all if it is negative, in order. */
static guint
sort_values (const GArray *points, int axis, int part, gboolean mirrored, float *values)
{
  guint n = 0;

  for (guint i = 0; i < points->len; i++)
    {
      const TonsurePoint *p = &g_array_index (points, TonsurePoint, i);

      if (part < 0 || p->part == part)
        values[n++] = mirrored ? 2 - value_of (points, i, axis) : value_of (points, i, axis);
    }
  qsort (values, n, sizeof *values, compare);
  return n;
}

/* Standard deviation of bare skin, whatever few hairs and moles are on it. */
static double
find_noise (const GArray *points, int axis)
{
  g_autofree float *values = g_new (float, (gsize) points->len + 1);
  guint n = sort_values (points, axis, -1, FALSE, values);

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
is_mirrored (const GArray *points, int axis, double noise)
{
  double third = 0, square = 0;

  for (guint i = 0; i < points->len; i++)
    {
      double d = value_of (points, i, axis) - 1.0;

      square += d * d;
      third += d * d * d;
    }
  square /= MAX (points->len, 1);
  third /= MAX (points->len, 1);
  return square > 2 * noise * noise && third > MIRRORED * square * sqrt (square);
}

/* What is left of the light by the points of @part, or all of them; 0 if they are too few. */
static double
left_of (const GArray *points, int axis, int part, gboolean mirrored, TonsureShade *shade,
         double mm_per_px, float *values, double *error)
{
  guint n = sort_values (points, axis, part, mirrored, values);

  if (part >= 0 && (n < PART_LEAST || n * mm_per_px * mm_per_px < PART_MM2))
    return 0;
  shape_of (values, n, shade->noise, shade);
  return tonsure_shade_left (shade, error);
}

/* Texture that is hardly rougher than bare skin has hardly a shape of its own. */
static double
doubt_of (const TonsureShade *shade)
{
  double skin = shade->noise * shade->noise / (shade->deviation * shade->deviation);

  return DOUBT * MIN (skin * skin, 1);
}

/* What is left of the light: the mean over parts, as how dense hair is differs between them;
 * of all at once where they are too few. */
static double
find_left (const GArray *points, int axis, double noise, double blur, double mm_per_px,
           double *error)
{
  g_autofree float *values = g_new (float, (gsize) points->len + 1);
  gboolean mirrored = is_mirrored (points, axis, noise);
  TonsureShade shade = { .blur = blur, .noise = noise };
  double model, left = left_of (points, axis, -1, mirrored, &shade, mm_per_px, values, &model);
  double sum = 0, square = 0, n = 0, spread, doubt = doubt_of (&shade);

  for (int part = 0; part < TONSURE_PARTS; part++)
    {
      double here = left_of (points, axis, part, mirrored, &shade, mm_per_px, values, &spread);

      sum += here;
      square += here * here;
      n += here > 0;
    }
  spread = n > 1 ? sqrt (MAX (square / n - sum / n * sum / n, 0) / (n - 1)) : 0;
  if (n >= ENOUGH_PARTS)
    left = sum / n;
  else
    model *= 2;
  *error = sqrt (model * model + spread * spread + doubt * doubt + SYSTEMATIC * SYSTEMATIC)
           * (mirrored ? 2 : 1);
  return mirrored ? 1 / (2 - 1 / left) : left;
}

/* Squares of what is read along @axis, and its products with the channels. */
static double
covariance (const GArray *points, int axis, double with[3])
{
  double n = MAX (points->len, 1), square = 0;

  memset (with, 0, 3 * sizeof (double));
  for (guint i = 0; i < points->len; i++)
    {
      const TonsurePoint *p = &g_array_index (points, TonsurePoint, i);
      double value = value_of (points, i, axis) - 1.0;

      for (int c = 0; c < 3; c++)
        with[c] += value * (p->rgb[c] - 1.0) / n;
      square += value * value / n;
    }
  return square;
}

/* What tells hair from skin best: how bright it is, or where that is far better, a channel. Brown
 * hair is as bright as the darkest skin, but less red. */
static int
find_axis (const GArray *hair, const GArray *skin)
{
  double ratio[4], with[3];
  int axis = BRIGHTNESS;

  for (int a = 0; a < 4; a++)
    ratio[a] = covariance (hair, a, with) / MAX (covariance (skin, a, with), 1e-8);
  for (int a = 0; a < 3; a++)
    if (ratio[a] > FAR_BETTER * ratio[BRIGHTNESS] && ratio[a] > ratio[axis])
      axis = a;
  return axis;
}

/* How much each channel changes where @axis does, without what skin does of its own accord;
 * returns how unsure that is where skin does nearly as much as hair. */
static double
find_slopes (const GArray *hair, const GArray *skin, int axis, double slope[3])
{
  double with[3], without[3], all = covariance (hair, axis, with);
  double own = covariance (skin, axis, without);

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

/* The color on the line from skin through stubble that takes @depth of what is read. */
static void
along (const TonsureStubble *stubble, const double slope[3], double left, double depth,
       double hair[3])
{
  for (int c = 0; c < 3; c++)
    hair[c] = stubble->mean[c] * (1 + slope[c] * ((1 - depth) / left - 1));
}

/* Whether hair may have that color. */
static gboolean
is_natural (const TonsureStubble *stubble, const double hair[3])
{
  const double *under = stubble->under;
  double darkest = DARKEST_HAIR * tonsure_samples_light (under)
                   / MAX (tonsure_samples_light (stubble->bare), 1e-9);
  double brownest = MIN (BROWNEST_HAIR, under[2] / MAX (under[0], 1e-9));

  return hair[0] > 0 && hair[1] > 0 && hair[2] >= 0.98 * brownest * hair[0]
         && tonsure_samples_light (hair) >= darkest;
}

static void
find_hair (TonsureStubble *stubble, const double slope[3], double left)
{
  /* Hair alone is no lighter than hair with skin between. */
  double least = MAX (LEAST_DEPTH, 1.0 - left), depth = least, hair[3];

  for (double deeper = least; deeper <= 1; deeper += 0.01)
    {
      along (stubble, slope, left, deeper, hair);
      if (deeper > least && !is_natural (stubble, hair))
        break;
      depth = deeper;
    }
  /* Hair that is lighter than skin lies on the other side. */
  along (stubble, slope, left, left < 1 ? depth : -depth, stubble->hair);
  for (int c = 0; c < 3; c++)
    stubble->hair[c] = MAX (stubble->hair[c], 0.002);
  stubble->cover = CLAMP ((1 - SHADOW) * fabs (1 - left) / depth, 0, 1);
  stubble->length = -tonsure_log (MAX (1 - stubble->cover, 1e-3)) / (HAIRS * THICKNESS);
}

/* The skin beside for that between: the person who marked both chose like light. Returns what is
 * left of the light. */
static double
take_beside (TonsureStubble *stubble, double slope[3])
{
  double left = tonsure_samples_light (stubble->mean) / tonsure_samples_light (stubble->bare);

  memcpy (stubble->under, stubble->bare, sizeof stubble->under);
  for (int c = 0; c < 3; c++)
    slope[c] =
        fabs (1 / left - 1) > 0.02 ? (stubble->bare[c] / stubble->mean[c] - 1) / (1 / left - 1) : 1;
  return left;
}

/* The skin between the hairs from the texture; where that cannot be seen, from beside. */
void
tonsure_samples_under (const TonsureMarked *hair, const TonsureMarked *skin, double blur,
                       gboolean marked, TonsureSamples *samples)
{
  TonsureStubble *stubble = &samples->stubble;
  double mm = hair->shrunk.mm_per_px, step = hair->shrunk.step;
  double own = mm / step * sqrt (blur * blur + step * step / 12), to = next_blur (own), left, error,
         unsure;
  double slope[3] = { 1, 1, 1 };
  int axis;

  to = mm / step > TONSURE_SAMPLES_COARSEST ? 0 : next_blur (own);
  memcpy (stubble->mean, hair->mean, sizeof stubble->mean);
  memcpy (stubble->under, stubble->bare, sizeof stubble->under);
  left = tonsure_samples_light (stubble->mean) / tonsure_samples_light (stubble->under);
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
          axis = find_axis (stubbly, bare);
          left = find_left (stubbly, axis, find_noise (bare, axis), to, mm, &error);
          unsure = find_slopes (stubbly, bare, axis, slope);
          for (int c = 0; c < 3; c++)
            {
              stubble->under[c] = stubble->mean[c] * (1 + slope[c] * (1 / left - 1));
              stubble->error[c] = hypot (error * slope[c] / left, SYSTEMATIC + unsure * (1 - left));
            }
        }
    }
  else
    samples->hair.flaws |= TONSURE_FLAW_COARSE;
  if (marked)
    left = take_beside (stubble, slope);
  find_hair (stubble, slope, left);
  samples->hair_error = HAIR_ERROR;
}
