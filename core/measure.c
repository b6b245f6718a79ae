/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Skin color, blur and noise of a photo: see measure.h. */
#include "measure.h"

#include "chroma.h"
#include "gloss.h"
#include "illuminant.h"
#include "sharpness-read.h"
#include "skin.h"
#include "spectrum.h"
#include "texture.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define HALF 32768
#define CLIPPED 0.99f
#define DEEPEST 0.45f  /* of the median light: below is shadow, hair or a mole */
#define BRIGHTEST 1.6f /* above is gloss */
#define DARKEST_MATTE 0.25f
#define FEWEST 64
#define SAMPLES 250000  /* pixels that are read at most, about */
#define PARTS 4         /* the area is parted 4 × 4 to see how even it is */
#define CAST 0.04       /* what the white balance may be wrong by, red and blue */
#define SHEEN 0.01      /* what the surface may reflect beyond what is expected; a choice */
#define UNLIKE_SKIN 8.0 /* CIEDE2000 */

/* The part of the area that a sample lies in. */
static int
part_of (const TonsureSample *sample)
{
  int x = sample->cell % TONSURE_MATTE_CELLS, y = sample->cell / TONSURE_MATTE_CELLS;

  return y * PARTS / TONSURE_MATTE_CELLS * PARTS + x * PARTS / TONSURE_MATTE_CELLS;
}

static float
light_of (const float *rgb)
{
  return 0.25f * rgb[0] + 0.65f * rgb[1] + 0.1f * rgb[2];
}

/* Not a number fails every comparison, so it is left out too. */
static gboolean
usable (const float *rgb)
{
  return rgb[0] > 0 && rgb[1] > 0 && rgb[2] > 0 && rgb[0] < CLIPPED && rgb[1] < CLIPPED
         && rgb[2] < CLIPPED;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  float x = *(const float *) a, y = *(const float *) b;

  return (x > y) - (x < y);
}

static float
median (float *values, gsize n)
{
  qsort (values, n, sizeof *values, compare);
  return values[n / 2];
}

/* Every @step-th pixel of @bounds across and down, so that large photos cost no more. */
static GArray *
collect (const float *rgb, const guint16 *mask, int width, const TonsurePixels *bounds, int step)
{
  GArray *samples = g_array_new (FALSE, FALSE, sizeof (TonsureSample));
  const gint64 cells = TONSURE_MATTE_CELLS;

  for (int y = step / 2; y < bounds->height; y += step)
    for (int x = step / 2; x < bounds->width; x += step)
      {
        gsize at = (gsize) (bounds->y + y) * width + bounds->x + x;
        TonsureSample sample;

        if (mask[at] < HALF || !usable (rgb + 3 * at))
          continue;
        memcpy (sample.rgb, rgb + 3 * at, sizeof sample.rgb);
        sample.cell = (guint16) (y * cells / bounds->height * cells + x * cells / bounds->width);
        g_array_append_val (samples, sample);
      }
  return samples;
}

/* Counts the pixels of the area and finds the smallest rectangle around them. */
static guint64
find_area (const guint16 *mask, int width, int height, TonsurePixels *bounds)
{
  int left = width, right = -1, top = height, bottom = -1;
  guint64 inside = 0;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        if (mask[(gsize) y * width + x] < HALF)
          continue;
        inside++;
        left = MIN (left, x);
        right = MAX (right, x);
        top = MIN (top, y);
        bottom = MAX (bottom, y);
      }
  *bounds = inside > 0 ? (TonsurePixels) { left, top, right - left + 1, bottom - top + 1 }
                       : (TonsurePixels) { 0, 0, 0, 0 };
  return inside;
}

/* Keeps what is lit like most of the skin: its light is from @deepest to @brightest of the
 * median. */
static void
leave_out (GArray *samples, float deepest, float brightest)
{
  g_autofree float *light = g_new (float, samples->len + 1);
  const TonsureSample *all = (const TonsureSample *) samples->data;
  float middle;
  guint kept = 0;

  if (samples->len == 0)
    return;
  for (guint i = 0; i < samples->len; i++)
    light[i] = light_of (all[i].rgb);
  middle = median (light, samples->len);
  for (guint i = 0; i < samples->len; i++)
    {
      float l = light_of (all[i].rgb);

      if (l >= deepest * middle && l <= brightest * middle)
        g_array_index (samples, TonsureSample, kept++) = all[i];
    }
  g_array_set_size (samples, kept);
}

/* Median of each channel; @part is a part of the picture or -1 for all of it. */
static guint
median_color (const GArray *samples, int part, double rgb[3])
{
  g_autofree float *values = g_new (float, samples->len + 1);
  guint n = 0;

  for (int c = 0; c < 3; c++)
    {
      n = 0;
      for (guint i = 0; i < samples->len; i++)
        {
          const TonsureSample *sample = &g_array_index (samples, TonsureSample, i);

          if (part < 0 || part_of (sample) == part)
            values[n++] = sample->rgb[c];
        }
      rgb[c] = n > 0 ? median (values, n) : 0;
    }
  return n;
}

/* Finds the skin without gloss and the color of the light, and takes the gloss off @samples. Where
 * there is much of it the skin without is far darker than most. */
static void
take_gloss_off (GArray *samples, const double *primaries, TonsureMeasurement *m)
{
  TonsureMatte matte;
  TonsureGloss gloss;
  double light[3];

  leave_out (samples, DARKEST_MATTE, INFINITY);
  if (!tonsure_illuminant_estimate ((const TonsureSample *) samples->data, samples->len, primaries,
                                    &matte, light))
    {
      leave_out (samples, DEEPEST, BRIGHTEST);
      return;
    }
  for (int c = 0; c < 3; c++)
    {
      m->matte[c] = (TonsureEstimate) { matte.color[c], matte.color_error[c] };
      m->gloss[c] = light[c];
    }
  m->matte_spread = (TonsureEstimate) { matte.spread, matte.spread_error };
  tonsure_gloss_init (&gloss, matte.color, m->gloss, TONSURE_MATTE_MIDDLE * matte.spread,
                      primaries);
  for (guint i = 0; i < samples->len; i++)
    {
      float *rgb = g_array_index (samples, TonsureSample, i).rgb;
      float g = tonsure_gloss_of (&gloss, rgb);

      for (int c = 0; c < 3; c++)
        rgb[c] -= g * gloss.color[c];
    }
  leave_out (samples, DEEPEST, BRIGHTEST);
}

/* The standard error that the middle 80 % of a normal distribution would have. */
static double
error_of_range (const double range[2])
{
  return (range[1] - range[0]) / (2 * 1.2816);
}

/* Adds the squares of what melanin and blood of two skins differ by, times @share. */
static void
add_difference (const TonsureSkin *one, const TonsureSkin *other, double share, double square[2])
{
  double melanin = one->melanin - other->melanin, blood = one->blood - other->blood;

  square[0] += share * melanin * melanin;
  square[1] += share * blood * blood;
}

/* What a slightly wrong white balance would do, and a sheen that the eye does not see. */
static void
add_light (const double rgb[3], const double *primaries, const TonsureSkin *skin, double square[2])
{
  double warmer[3] = { rgb[0] * (1 + CAST), rgb[1], rgb[2] * (1 - CAST) };
  double colder[3] = { rgb[0] * (1 - CAST), rgb[1], rgb[2] * (1 + CAST) };
  double glossier[3] = { rgb[0] + SHEEN, rgb[1] + SHEEN, rgb[2] + SHEEN };
  TonsureSkin warm, cold, glossy;

  tonsure_skin_explain (warmer, primaries, &warm);
  tonsure_skin_explain (colder, primaries, &cold);
  tonsure_skin_explain (glossier, primaries, &glossy);
  add_difference (&warm, &cold, 0.25, square);
  add_difference (&glossy, skin, 1, square);
}

/* How far the parts of the area disagree: gloss and colored light do not cancel, so more
 * parts do not help. */
static void
add_parts (const GArray *samples, const double *primaries, const TonsureSkin *skin,
           double square[2])
{
  double sum[2] = { 0, 0 }, n = 0;

  for (int part = 0; part < PARTS * PARTS; part++)
    {
      double rgb[3];
      TonsureSkin here;

      if (median_color (samples, part, rgb) < FEWEST)
        continue;
      tonsure_skin_explain (rgb, primaries, &here);
      add_difference (&here, skin, 1, sum);
      n++;
    }
  for (int i = 0; i < 2; i++)
    square[i] += sum[i] / MAX (1, n);
}

/* How sure melanin and blood are begins with what skins and exposures explain one and the
 * same color. FALSE if this is no skin. */
static gboolean
explain_skin (const GArray *samples, const double *primaries, TonsureMeasurement *m)
{
  TonsureSkin skin;
  TonsureSkinRange range;
  double rgb[3], square[2];

  median_color (samples, -1, rgb);
  if (tonsure_skin_explain (rgb, primaries, &skin) > UNLIKE_SKIN)
    return FALSE;
  tonsure_skin_explain_range (rgb, primaries, &range);
  square[0] = error_of_range (range.melanin) * error_of_range (range.melanin);
  square[1] = error_of_range (range.blood) * error_of_range (range.blood);
  add_light (rgb, primaries, &skin, square);
  add_parts (samples, primaries, &skin, square);
  m->melanin = (TonsureEstimate) { skin.melanin, sqrt (square[0]) };
  m->blood = (TonsureEstimate) { skin.blood, sqrt (square[1]) };
  return TRUE;
}

static void
forget_gloss (TonsureMeasurement *m)
{
  for (int c = 0; c < 3; c++)
    {
      m->matte[c] = (TonsureEstimate) { 0, INFINITY };
      m->gloss[c] = 0.0;
    }
  m->matte_spread = (TonsureEstimate) { 0, INFINITY };
}

static void
read_texture (const float *rgb, const guint16 *mask, int width, int height, TonsureMeasurement *m)
{
  TonsureTexture texture;

  if (tonsure_texture_read (rgb, mask, width, height, m->rgb[1], &texture))
    tonsure_texture_explain (&texture, &m->blur, &m->noise);
  tonsure_sharpness_read (rgb, mask, width, height, m->noise.value, &m->sharpness);
}

/* What is known without a photo. */
static void
set_defaults (TonsureMeasurement *m)
{
  TonsureTreatment standard;

  tonsure_treatment_init (&standard);
  m->melanin = (TonsureEstimate) { standard.melanin, INFINITY };
  m->blood = (TonsureEstimate) { standard.blood, INFINITY };
  m->blur = (TonsureEstimate) { standard.blur, INFINITY };
  m->noise = (TonsureEstimate) { standard.noise, INFINITY };
  m->sharpness = standard.sharpness;
  forget_gloss (m);
}

gboolean
tonsure_measure (const float *rgb, const guint16 *mask, int width, int height,
                 const double *primaries, TonsureMeasurement *measurement, GError **error)
{
  TonsurePixels bounds;
  guint64 inside = find_area (mask, width, height, &bounds);
  int step = (int) sqrt ((double) inside / SAMPLES) + 1;
  g_autoptr (GArray) samples = collect (rgb, mask, width, &bounds, step);
  g_autoptr (GArray) matte = g_array_copy (samples);
  TonsureMeasurement m;
  double xyz[3];

  leave_out (samples, DEEPEST, BRIGHTEST);
  if (samples->len < FEWEST)
    {
      g_set_error (error, TONSURE_ERROR, TONSURE_ERROR_UNMEASURABLE,
                   _ ("The treatment area has %.0f pixels, of which %u show skin that is "
                      "neither clipped nor black; %d are needed"),
                   (double) inside, samples->len, FEWEST);
      return FALSE;
    }
  set_defaults (&m);
  m.n_pixels = samples->len;
  median_color (samples, -1, m.rgb);
  tonsure_rgb_to_xyz (m.rgb, primaries, xyz);
  tonsure_xyz_to_lab (xyz, m.lab);
  take_gloss_off (matte, primaries, &m);
  if (!explain_skin (matte, primaries, &m))
    forget_gloss (&m);
  read_texture (rgb, mask, width, height, &m);
  *measurement = m;
  return TRUE;
}

static double
within (gsize offset, double value)
{
  guint n_fields;
  const TonsureField *fields = tonsure_treatment_fields (&n_fields);

  for (guint i = 0; i < n_fields; i++)
    if (fields[i].offset == offset)
      return CLAMP (value, fields[i].minimum, fields[i].maximum);
  return value;
}

#define APPLY_AS(member, estimate)                                                                 \
  treatment->member = within (G_STRUCT_OFFSET (TonsureTreatment, member), m->estimate.value)
#define APPLY(member) APPLY_AS (member, member)

void
tonsure_measurement_apply (const TonsureMeasurement *m, TonsureTreatment *treatment)
{
  APPLY (melanin);
  APPLY (blood);
  APPLY (blur);
  APPLY (noise);
  treatment->chroma_blur = TONSURE_CHROMA_SUBSAMPLED;
  treatment->sharpness = m->sharpness;
  APPLY_AS (matte_red, matte[0]);
  APPLY_AS (matte_green, matte[1]);
  APPLY_AS (matte_blue, matte[2]);
  APPLY (matte_spread);
  treatment->gloss_red = within (G_STRUCT_OFFSET (TonsureTreatment, gloss_red), m->gloss[0]);
  treatment->gloss_green = within (G_STRUCT_OFFSET (TonsureTreatment, gloss_green), m->gloss[1]);
  treatment->gloss_blue = within (G_STRUCT_OFFSET (TonsureTreatment, gloss_blue), m->gloss[2]);
}
