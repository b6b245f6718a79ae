/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What marked pixels show: see samples.h. */
#include "relative.h"
#include "samples.h"
#include "shade.h"
#include "spectrum.h"
#include "treatment.h"

#include "exact.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FEWEST 64
#define SCALE 4.0  /* pixels a mm that are read, if there are as many */
#define AROUND 1.6 /* mm; a few follicular units */
#define DEEPEST 0.45f
#define BRIGHTEST 1.6f

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

#define THIN_HAIR_MM2 200.0
#define THIN_HAIR_PIXELS 2000
#define THIN_SKIN_MM2 25.0
#define THIN_SKIN_PIXELS 200
#define MOST_CLIPPED 200 /* one in so many */
#define IN_SHADOW 0.5
#define MIXED_PARTS 0.08 /* standard deviation of ln (red / green) or (blue / green) */
#define MIXED_OTHER 0.20

/* One of the two samples. */
typedef struct
{
  TonsureShrunk shrunk;
  guint8 *mask;
  guint64 n_pixels;
  double mean[3];                /* of what can be used */
  double part[TONSURE_PARTS][3]; /* the same of the parts */
  guint in_part[TONSURE_PARTS];
  guint n, n_clipped;
} Sample;

static void
sample_clear (Sample *sample)
{
  tonsure_shrunk_clear (&sample->shrunk);
  g_clear_pointer (&sample->mask, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sample, sample_clear)

static int
compare (gconstpointer a, gconstpointer b)
{
  float x = *(const float *) a, y = *(const float *) b;

  return (x > y) - (x < y);
}

static void
sample_count (Sample *sample)
{
  const TonsureShrunk *s = &sample->shrunk;

  for (int y = 0; y < s->height; y++)
    for (int x = 0; x < s->width; x++)
      {
        gsize at = (gsize) y * s->width + x;
        guint8 part = tonsure_part_of (s, x, y);

        if (!sample->mask[at])
          continue;
        sample->n_clipped += s->clipped[at];
        if (!s->usable[at])
          continue;
        sample->n++;
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
sample_init (Sample *sample, const float *rgb, const guint16 *mask, int width, int height,
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
find_bare (const Sample *skin, double bare[3])
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

static double
light_of (const double rgb[3])
{
  return 0.25 * rgb[0] + 0.65 * rgb[1] + 0.1 * rgb[2];
}

/* The hair's own color, @depth along the line from skin; light is then @depth less. */
static void
along (const TonsureStubble *stubble, const double slope[3], double depth, double hair[3])
{
  double x = (1 - depth) * light_of (stubble->under) / light_of (stubble->mean);

  for (int c = 0; c < 3; c++)
    hair[c] = stubble->mean[c] * (1 + slope[c] * (x - 1));
}

static void
find_hair (TonsureStubble *stubble, const double slope[3])
{
  double light = light_of (stubble->under);
  double most = CLAMP (1 - DARKEST_HAIR / light_of (stubble->bare), LEAST_DEPTH, 1);
  double brownest = MIN (BROWNEST_HAIR, stubble->under[2] / MAX (stubble->under[0], 1e-9));
  double lost = 1 - light_of (stubble->mean) / light;

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
static void
find_under (const Sample *hair, const Sample *skin, double blur, TonsureSamples *samples)
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
}

/* Standard error of the color, as the parts tell, and how far their chromaticities differ. */
static double
compare_parts (const Sample *sample, double error[3])
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
find_flaws (const Sample *sample, const double own[3], const double other[3], gboolean of_hair,
            double mm_per_px, TonsureSampled *sampled)
{
  double differ = compare_parts (sample, sampled->error);

  sampled->n_pixels = sample->n_pixels;
  sampled->mm2 = (double) sample->n_pixels * mm_per_px * mm_per_px;
  if (sampled->mm2 < (of_hair ? THIN_HAIR_MM2 : THIN_SKIN_MM2)
      || sampled->n_pixels < (of_hair ? THIN_HAIR_PIXELS : THIN_SKIN_PIXELS))
    sampled->flaws |= TONSURE_FLAW_THIN;
  if ((guint64) sample->n_clipped * MOST_CLIPPED > sample->n)
    sampled->flaws |= TONSURE_FLAW_CLIPPED;
  if (light_of (own) < IN_SHADOW * light_of (other))
    sampled->flaws |= TONSURE_FLAW_SHADOW;
  if (differ > MIXED_PARTS || (of_hair && hues_differ (own, other)))
    sampled->flaws |= TONSURE_FLAW_MIXED_LIGHT;
}

static gboolean
has_enough (const Sample *sample, gboolean of_hair, GError **error)
{
  if (sample->n >= FEWEST && sample->mean[0] > 0 && sample->mean[1] > 0 && sample->mean[2] > 0)
    return TRUE;
  g_set_error (error, TONSURE_ERROR, TONSURE_ERROR_UNMEASURABLE,
               of_hair ? _ ("The sample of hair has %.0f pixels, of which %u are neither black nor "
                            "clipped; %d are needed: mark shaved hair on a larger piece of skin")
                       : _ ("The sample of skin has %.0f pixels, of which %u are neither black nor "
                            "clipped; %d are needed: mark a larger piece of bare skin"),
               (double) sample->n_pixels, sample->n, FEWEST);
  return FALSE;
}

static gboolean
is_between (const char *what, double value, double least, double most, GError **error)
{
  if (value >= least && value <= most)
    return TRUE;
  g_set_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
               _ ("%s is %g; it must be from %g to %g %s"), what, value, least, most,
               g_str_equal (what, "blur") ? "px" : "mm");
  return FALSE;
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
                      int width, int height, double mm_per_px, double blur, const double *primaries,
                      TonsureSamples *samples, GError **error)
{
  g_auto (Sample) hair = { 0 };
  g_auto (Sample) skin = { 0 };
  TonsureSamples read;

  memset (&read, 0, sizeof read);
  if (!is_between ("mm_per_px", mm_per_px, 0.002, 5, error)
      || !is_between ("blur", blur, 0, 20, error))
    return FALSE;
  sample_init (&hair, rgb, hair_mask, width, height, mm_per_px);
  sample_init (&skin, rgb, skin_mask, width, height, mm_per_px);
  if (!has_enough (&hair, TRUE, error) || !has_enough (&skin, FALSE, error))
    return FALSE;
  find_bare (&skin, read.stubble.bare);
  find_under (&hair, &skin, blur, &read);
  find_flaws (&hair, read.stubble.under, read.stubble.bare, TRUE, mm_per_px, &read.hair);
  find_flaws (&skin, read.stubble.bare, read.stubble.under, FALSE, mm_per_px, &read.skin);
  to_lab (read.stubble.mean, primaries, read.hair.lab);
  to_lab (read.stubble.bare, primaries, read.skin.lab);
  read.hair_error = HAIR_ERROR;
  *samples = read;
  return TRUE;
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
    default:
      return NULL;
    }
}
