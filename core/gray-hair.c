/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* White hair in a photo: see gray-hair.h. */
#include "gray-private.h"

#include "exact.h"
#include "range.h"
#include "spectrum.h"

#include <math.h>
#include <string.h>

/* What seems to be so little hair, in standard deviations of bare skin, is noise and texture; what
 * has so much more is hair. */
#define NO_HAIR 3.0
#define LEAST_NO_HAIR 0.03
#define HAIR 0.20f

/* Mean shares of hair nearby between which hair is taken for a mass, grown and in stubble. */
static const struct
{
  float some, mass;
} shares[2] = { { 0.1f, 0.4f }, { 0.3f, 0.7f } };

/* From this mean share of hair on, and from the second wholly, what is seen is hair and its gaps.
 */
#define CLOSED 0.6f
#define ALL_CLOSED 0.9f

/* Grown hair looks rough beyond noise: variance of light from grain to grain. */
#define SMOOTH 0.003f
#define ROUGH 0.010f

/* Skin in light below the first of these, relative to the hair's, is rather hair; above the second
 * it is skin. */
#define IN_SHADE 0.35f
#define LIT 0.65f

/* Grown hair in deep shade: light nearby, relative to hair's, below which all is hair, and above
 * which that does not tell (choice). */
#define BLACK 0.45f
#define DARK 0.9f

/* Of what is open in a mass, the part that is skin. */
#define BELOW 0.15f

/* Where the hue of that skin lies from skin, 0, to hair, 1 (choice). */
#define HUE_SKIN 0.2f
#define HUE_HAIR 0.6f

/* Where skin shows through, hair is taken to be lit so much more at most. */
#define MORE_LIGHT 1.15f

/* Contrast from hair to hair of white hair at most, and hair that is as light as this keeps all of
 * its own, as a mean of three channels. */
#define DARKEST 0.2f
#define BRIGHTEST 1.7f
#define CLEAR 0.4f

/* Light is read at every so many pixels of a run and between them interpolated. */
#define STEP 4

/* Where that many pixels are seen at once, every other one is drawn (at most 2). */
#define WIDE 3.5

static inline float
light_of (TonsureFour rgb)
{
  return (0.25f * rgb[0] + 0.65f * rgb[1]) + 0.1f * rgb[2];
}

struct _TonsureGrayField
{
  TonsureGrayHair gray;
  TonsureGrayLines *lines;
  TonsureGrayStrands *strands; /* NULL for stubble */
  float no_hair;               /* share */
  float dark;                  /* light of hair, see tonsure_gray_light() */
  float skin;                  /* light of skin */
  float per_light;             /* 1 over that of TonsureHair, 0 where it is not known */
  float noise;                 /* variance of a grain's, times light */
  float clear;                 /* how much of its contrast hair keeps, 0: half, 1: all */
  TonsureFour white;
  int every;       /* pixels from strand to strand that is drawn */
  gboolean darker; /* than skin, hair is */
  float per_white; /* 1 over its light */
  float *scratch;  /* of a block */
  gsize n_scratch;
  TonsureFour bleach; /* what light of hair that keeps its color gains, relative */
};

void
tonsure_gray_hair_init (TonsureGrayHair *gray, const TonsureHair *hair, const double *primaries)
{
  static const double white[3] = TONSURE_WHITE_HAIR;
  double xyz[3];

  memset (gray, 0, sizeof *gray);
  gray->hair = *hair;
  gray->left = gray->melanin = gray->length = 1.0;
  memcpy (gray->white, white, sizeof white);
  if (primaries == NULL)
    return;
  tonsure_rgb_to_xyz (white, NULL, xyz);
  tonsure_xyz_to_rgb (xyz, primaries, gray->white);
}

gboolean
tonsure_gray_hair_validate (const TonsureGrayHair *gray, GError **error)
{
  return tonsure_in_range ("share", gray->share, 0.0, 1.0, error)
         && tonsure_in_range ("left", gray->left, 0.0, 1.0, error)
         && tonsure_in_range ("melanin", gray->melanin, 0.0, 1.0, error)
         && tonsure_in_range ("length", gray->length, 0.0, 1000.0, error)
         && tonsure_in_range ("origin_x", gray->origin_x, -1e6, 1e6, error)
         && tonsure_in_range ("origin_y", gray->origin_y, -1e6, 1e6, error);
}

gboolean
tonsure_gray_hair_changes (const TonsureGrayHair *gray)
{
  return gray->share > 0.0 || gray->left < 1.0 || gray->melanin < 1.0;
}

/* Pixels around those that are drawn whose shares of hair are asked for, or whose skin. */
static int
beside (const TonsureGrayHair *gray)
{
  if (gray->length < TONSURE_GRAY_GROWN)
    return MAX (tonsure_gray_stubble_margin (gray->hair.mm_per_px), STEP);
  return STEP;
}

int
tonsure_gray_hair_near (const TonsureGrayHair *gray)
{
  return tonsure_hair_margin (&gray->hair) + beside (gray);
}

int
tonsure_gray_hair_margin (const TonsureGrayHair *gray)
{
  return MAX (tonsure_gray_hair_near (gray), tonsure_gray_lines_margin (gray));
}

/* A box as wide as a pixel and the lens together, mm. */
static double
seen_at_once (const TonsureHair *hair)
{
  return sqrt (1.0 + 12.0 * hair->blur * hair->blur) * hair->mm_per_px;
}

TonsureGrayField *
tonsure_gray_field_new (const TonsureGrayHair *gray, const TonsurePixels *pixels,
                        const TonsurePixels *picture)
{
  TonsureGrayField *field = g_new0 (TonsureGrayField, 1);
  float color[3], skin = 0.3f;              /* where it is not known */
  double less = 1.0 - sqrt (gray->melanin); /* the light of hair is exp (- F √absorption) */

  field->gray = *gray;
  if (gray->length >= TONSURE_GRAY_GROWN)
    field->strands = tonsure_gray_strands_new (&field->gray, seen_at_once (&gray->hair));
  field->every = seen_at_once (&gray->hair) >= WIDE * gray->hair.mm_per_px ? 2 : 1;
  field->lines = tonsure_gray_lines_new (gray, pixels, picture);
  for (int c = 0; c < 3; c++)
    {
      double ratio = gray->white[c] / MAX (gray->hair.color[c], 1e-3);

      color[c] = (float) gray->hair.color[c];
      field->white[c] = (float) gray->white[c];
      field->bleach[c] = (float) (tonsure_pow (MAX (ratio, 1.0), less) - 1.0);
    }
  if (gray->hair.light > 0.0f)
    skin = gray->hair.light / 3.0f;
  /* The gradient has less than half of the variance of noise, in both directions together. */
  field->noise = (float) (0.5 * gray->hair.noise * gray->hair.noise) * skin;
  field->dark = MAX (tonsure_gray_light (color), 1e-4f);
  field->darker = field->dark < skin;
  field->no_hair = (float) MAX (NO_HAIR * sqrt (gray->hair.grain), LEAST_NO_HAIR);
  field->per_white = 1.0f / light_of (field->white);
  field->per_light = gray->hair.light > 0.0f ? 1.0f / gray->hair.light : 0.0f;
  field->skin = MAX (skin, 2.0f * field->dark);
  field->clear = MIN (0.3f + field->dark * (0.7f / CLEAR), 1.0f);
  return field;
}

void
tonsure_gray_field_free (TonsureGrayField *field)
{
  g_free (field->scratch);
  tonsure_gray_lines_free (field->lines);
  g_clear_pointer (&field->strands, tonsure_gray_strands_free);
  g_free (field);
}

TonsurePixels
tonsure_gray_field_reads (const TonsureGrayField *field)
{
  return tonsure_gray_lines_reads (field->lines);
}

void
tonsure_gray_field_read (TonsureGrayField *field, const float *rgba, gsize stride, int y,
                         int height)
{
  tonsure_gray_lines_read (field->lines, rgba, stride, y, height);
}

void
tonsure_gray_field_finish (TonsureGrayField *field)
{
  tonsure_gray_lines_finish (field->lines);
}

/* Of what is read as hair, the part that counts. */
static float
sure (const TonsureGrayField *field, float coverage)
{
  float t = (coverage - field->no_hair) * (1.0f / HAIR);

  if (t >= 1.0f)
    return coverage;
  return t > 0.0f ? coverage * t * t * (3.0f - 2.0f * t) : 0.0f;
}

/* Hair as it is lit. */
typedef struct
{
  float lit;   /* relative to the light of the colors */
  float mean;  /* of the photo nearby */
  float clear; /* how much of the contrast from hair to hair counts, 0 to 1 */
  float deep;  /* how sure it is that there is hair below hair where skin seems to be, 0 to 1 */
} Light;

static inline float
ramp (float x, float from, float to)
{
  return tonsure_gray_clamp ((x - from) * (1.0f / (to - from)), 0.0f, 1.0f);
}

/* The light of a mass of hair: what is between the colors of hair and skin is some of each in the
 * light of these, the darker end rather in less and the lighter in more. */
static float
light_mass (const TonsureGrayField *field, float mean)
{
  float hair = MAX (mean, 0.0f) / field->dark, skin = mean / field->skin;

  if (hair < 1.0f)
    return hair;
  return MAX (MIN (sqrtf (sqrtf (hair)), MORE_LIGHT), skin);
}

/* Never twice as much. */
static float
limit (float light)
{
  return light > 1.0f ? 2.0f - 1.0f / light : light;
}

/* The natural logarithm of a number above 0, to .0002, for every pixel. */
static float
quick_log (float x)
{
  union
  {
    float number;
    guint32 bits;
  } parts = { x };
  int power = (int) (parts.bits >> 23) - 127;
  float t, square;

  parts.bits = (parts.bits & 0x7fffff) | 0x3f800000; /* 1 to 2 */
  t = (parts.number - 1.0f) / (parts.number + 1.0f);
  square = t * t;
  return (float) power * 0.69314718f + 2.0f * t * (1.0f + square * (1.0f / 3.0f + square * 0.2f));
}

/* Skin in shade has the hue of skin: how far what was found as skin has that of hair instead, 0 to
 * 1; 1 where hues do not tell. */
static float
hue_of_hair (const TonsureHair *hair, const float *skin)
{
  float hue = -hair->skin_hue;

  if (hair->hue[0] == 0.0f)
    return 1.0f;
  for (int c = 0; c < 3; c++)
    hue += hair->hue[c] * quick_log (MAX (skin[c], 1e-5f));
  return ramp (hue, HUE_SKIN, HUE_HAIR);
}

/* What is dark may be skin in shade with some hair on it, or hair where no skin is seen. The skin
 * that was found tells the light of the one, what is seen that of the other. */
static Light
read_light (const TonsureGrayField *field, const float *skin, float mean, float rough)
{
  int stubble = field->strands == NULL;
  float bare = tonsure_gray_light (skin), shade = 1.0f, stands, share, mass, own;
  Light light = { 1.0f, mean, 0.0f, 0.0f };

  if (field->per_light > 0.0f)
    shade = ((skin[0] + skin[1]) + skin[2]) * field->per_light;
  light.lit = limit (shade);
  stands = bare - shade * field->dark;
  if (stands == 0.0f)
    return light;
  share = (bare - mean) / stands;
  mass = ramp (share, shares[stubble].some, shares[stubble].mass);
  if (!stubble)
    {
      mass = MAX (mass, ramp (rough - field->noise / MAX (mean, 1e-4f), SMOOTH, ROUGH));
      mass = MAX (mass, 1.0f - ramp (mean / field->dark, BLACK, DARK));
    }
  if (mass == 0.0f)
    return light;
  own = limit (light_mass (field, mean));
  light.deep = mass * (1.0f - ramp (shade / tonsure_gray_clamp (own, 1e-3f, 1.0f), IN_SHADE, LIT));
  if (light.deep > 0.0f)
    light.deep *= hue_of_hair (&field->gray.hair, skin);
  light.lit += light.deep * (own - light.lit);
  light.clear = MAX (light.deep, mass * ramp (share, CLOSED, ALL_CLOSED));
  return light;
}

/* The light of white hair in place of hair of the light @seen. White hair holds less light from
 * what is behind it than dark hair does, so less of the contrast from hair to hair is left. */
static float
light_white (const TonsureGrayField *field, const Light *light, float seen)
{
  float contrast;

  if (light->clear == 0.0f)
    return light->lit;
  contrast = MAX (seen, 0.0f) / MAX (light->mean, 1e-5f);
  contrast = sqrtf (contrast) + field->clear * (contrast - sqrtf (contrast));
  contrast = tonsure_gray_clamp (contrast, DARKEST, BRIGHTEST);
  return light->lit * (1.0f + light->clear * (contrast - 1.0f));
}

typedef gint32 Ints __attribute__ ((vector_size (16)));

static inline TonsureFour
larger (TonsureFour a, TonsureFour b)
{
  Ints above = a > b;

  return (TonsureFour) ((above & (Ints) a) | (~above & (Ints) b));
}

static inline TonsureFour
smaller (TonsureFour a, TonsureFour b)
{
  Ints below = a < b;

  return (TonsureFour) ((below & (Ints) a) | (~below & (Ints) b));
}

/* Changes one pixel of @light by what becomes of the hair in @rgba. */
static void
change (const TonsureGrayField *field, const float *rgba, float coverage, const float *skin,
        const Light *lit, TonsureGrayPart part, float *light)
{
  const TonsureFour none = { 0 }, all = { 1.0f, 1.0f, 1.0f, 1.0f };
  TonsureFour p = *(const TonsureFour *) rgba, s = *(const TonsureFour *) skin;
  TonsureFour l = *(const TonsureFour *) light, seen, bare, more;
  float open = 1.0f - coverage, kept = 1.0f - part.white - part.lost, white = 0.0f;
  float alpha = light[3];

  /* In a mass what seems to be skin between hair is mostly hair below (choice). */
  open *= 1.0f - lit->deep * (1.0f - BELOW * open);
  seen = smaller (larger (p - open * s, none), larger (p, none));
  if (part.white > 0.0f)
    {
      white = (1.0f - open) * light_white (field, lit, tonsure_gray_light (rgba));
      /* Never darker than it was. */
      white = part.white * MAX (white, light_of (seen) * field->per_white);
    }
  bare = (1.0f - open) * s - seen; /* what skin in its place gains */
  if (field->darker)
    bare = larger (bare, none);
  more = white * field->white - part.white * seen;
  more += part.lost * bare + kept * seen * field->bleach;
  *(TonsureFour *) light = smaller (larger (l + more, smaller (l, none)), larger (l, all));
  light[3] = alpha;
}

/* Whether both are numbers. */
static gboolean
are_light (const float *p, const float *q)
{
  return fabsf (((p[0] + p[1]) + p[2]) + ((q[0] + q[1]) + q[2])) < 1e4f;
}

/* One row of what is drawn. */
typedef struct
{
  int x, y, width;
  const float *rgba;
  const float *coverage;
  const float *skin;           /* also beside it: */
  int before, after;           /* so many pixels */
  float least;                 /* share of hair, of which none counts */
  const TonsureGrayPart *part; /* draws of hairs, or NULL where strands are drawn */
  float *light;
} Row;

/* At two of the pixels where light is read. */
typedef struct
{
  int at;
  float size; /* 1 over pixels from one to the other */
  Light first, second;
} Lights;

/* At a pixel of a run; its first is the row's @start. */
static Light
light_in (const TonsureGrayField *field, const Row *row, const TonsureGrayRun *run, int start,
          int pixel)
{
  int i = CLAMP (start + pixel, -row->before, row->width + row->after - 1);

  return read_light (field, row->skin + 3 * i, run->mean + (float) pixel * run->mean_step,
                     run->rough + (float) pixel * run->rough_step);
}

static Light
light_at (const TonsureGrayField *field, const Row *row, const TonsureGrayRun *run, int start,
          int end, int pixel, Lights *kept)
{
  int at = pixel - pixel % STEP, next = MIN (at + STEP, end);
  float t;

  if (kept->at != at)
    {
      kept->first = kept->at == at - STEP ? kept->second : light_in (field, row, run, start, at);
      kept->second = light_in (field, row, run, start, next);
      kept->at = at;
      kept->size = 1.0f / (float) (next - at);
    }
  t = (float) (pixel - at) * kept->size;
  return (Light) { kept->first.lit + t * (kept->second.lit - kept->first.lit),
                   run->mean + (float) pixel * run->mean_step,
                   kept->first.clear + t * (kept->second.clear - kept->first.clear),
                   kept->first.deep + t * (kept->second.deep - kept->first.deep) };
}

/* Of pixels of a run the parts of strands; where much is seen at once only every other
 * one's are drawn. */
static void
find_parts (TonsureGrayField *field, const TonsureGrayRun *run, int first, int n,
            TonsureGrayPart *parts)
{
  float weights[TONSURE_GRAY_LINES][TONSURE_GRAY_MOST];
  TonsureGrayPart drawn[TONSURE_GRAY_MOST] = { { 0.0f, 0.0f } };
  int every = field->every, from = first - first % every,
      n_drawn = (first + n - 1 - from) / every + 1;

  n_drawn += every - 1; /* the last one beyond */
  tonsure_gray_lines_weigh (run, from, every, n_drawn, tonsure_gray_strand_lot, &field->gray,
                            weights);
  for (int k = 0; k < TONSURE_GRAY_LINES; k++)
    if (run->lines[k].known)
      tonsure_gray_strands_add (field->strands, run->lines + k, from, every, n_drawn, weights[k],
                                drawn);
  for (int k = 0; k < n_drawn; k++)
    {
      drawn[k].white = tonsure_gray_clamp (drawn[k].white, 0.0f, 1.0f);
      drawn[k].lost = tonsure_gray_clamp (drawn[k].lost, 0.0f, 1.0f - drawn[k].white);
    }
  for (int k = 0; k < n; k++)
    {
      const TonsureGrayPart *one = drawn + (first - from + k) / every;

      parts[k] = *one;
      if ((first - from + k) % every != 0)
        parts[k] = (TonsureGrayPart) { 0.5f * (one[0].white + one[1].white),
                                       0.5f * (one[0].lost + one[1].lost) };
    }
}

/* Whether there may be hair: where none is found, only in shade. */
static inline gboolean
may_be_hair (const Row *row, int i, float most)
{
  const float *bare = row->skin + 3 * i;

  return row->coverage[i] > row->least
         || ((bare[0] + bare[1]) + bare[2] < most && row->rgba[4 * i + 3] >= 0.5f);
}

/* Pixels of one run, the first of which is number @first of it, and @end are in it. */
static void
draw_run (TonsureGrayField *field, const Row *row, int i, int n, int first, int end, float most)
{
  TonsureGrayRun run = tonsure_gray_lines_run (field->lines, row->x + i, row->y);
  TonsureGrayPart strands[TONSURE_GRAY_MOST];
  const TonsureGrayPart *parts = row->part != NULL ? row->part + i : strands;
  Lights lights = { .at = G_MININT };

  if (row->part == NULL)
    find_parts (field, &run, first, n, strands);
  for (int k = 0; k < n; k++, i++)
    {
      float *light = row->light + 4 * i;
      const float *rgba = row->rgba + 4 * i;
      float coverage;
      Light lit;

      if (!may_be_hair (row, i, most)
          || (!(parts[k].white > 0.0f || parts[k].lost > 0.0f) && field->gray.melanin == 1.0)
          || !are_light (rgba, light))
        continue;
      lit = light_at (field, row, &run, i - first - k, end, first + k, &lights);
      coverage = row->part == NULL ? sure (field, row->coverage[i]) : row->coverage[i];
      if (coverage > 0.0f || lit.deep > 0.0f)
        change (field, rgba, coverage, row->skin + 3 * i, &lit, parts[k], light);
    }
}

static void
draw_row (TonsureGrayField *field, const Row *row)
{
  float most = field->per_light > 0.0f ? LIT * field->gray.hair.light : 0.0f;

  for (int i = 0, n; i < row->width; i += n)
    {
      int end, first = tonsure_gray_lines_first (field->lines, row->x + i, &end);
      int from, to;

      n = MIN (MIN (end - first, row->width - i), TONSURE_GRAY_MOST - 2);
      for (from = 0; from < n && !may_be_hair (row, i + from, most);)
        from++;
      for (to = n; to > from && !may_be_hair (row, i + to - 1, most);)
        to--;
      if (to > from)
        draw_run (field, row, i + from, to - from, first + from, end, most);
    }
}

/* @pixels grown by @by, as far as @most goes. */
static TonsurePixels
grow (const TonsurePixels *pixels, int by, const TonsurePixels *most)
{
  int x0 = MAX (pixels->x - by, most->x), y0 = MAX (pixels->y - by, most->y);
  int x1 = MIN (pixels->x + pixels->width + by, most->x + most->width);
  int y1 = MIN (pixels->y + pixels->height + by, most->y + most->height);

  return (TonsurePixels) { x0, y0, x1 - x0, y1 - y0 };
}

/* The draws of @pixels' hairs in stubble, whose shares are those of @more. */
static TonsureGrayPart *
draw_stubble (const TonsureGrayField *field, const float *coverage, const TonsurePixels *more,
              const TonsurePixels *pixels, float *hair)
{
  TonsureGrayPart *part = g_new0 (TonsureGrayPart, (gsize) pixels->width * pixels->height);

  tonsure_gray_stubble (&field->gray, coverage, more, pixels, field->no_hair, part, hair);
  return part;
}

void
tonsure_gray_draw (TonsureGrayField *field, const float *rgba, const TonsurePixels *there,
                   gsize stride, const TonsurePixels *pixels, float *light)
{
  gboolean stubble = field->strands == NULL;
  TonsurePixels more;
  float *coverage, *skin;
  g_autofree TonsureGrayPart *part = NULL;
  g_autofree float *hair = NULL;
  gsize n;

  if (pixels->width <= 0 || pixels->height <= 0 || !tonsure_gray_hair_changes (&field->gray))
    return;
  more = grow (pixels, beside (&field->gray), there);
  if (!stubble)
    {
      more.y = pixels->y;
      more.height = pixels->height;
    }
  n = (gsize) more.width * more.height;
  if (n > field->n_scratch)
    {
      g_free (field->scratch);
      field->scratch = g_new0 (float, 4 * n + 1); /* skin is read by fours */
      field->n_scratch = n;
    }
  coverage = field->scratch;
  skin = coverage + n;
  tonsure_hair_matte (&field->gray.hair, rgba, there, stride, &more, coverage, skin);
  if (stubble)
    {
      hair = g_new (float, (gsize) pixels->width * pixels->height);
      part = draw_stubble (field, coverage, &more, pixels, hair);
    }
  for (int j = 0; j < pixels->height; j++)
    {
      int before = pixels->x - more.x;
      gsize at = (gsize) (pixels->y + j - more.y) * more.width + (gsize) before;
      gsize own = (gsize) j * pixels->width;
      Row row = { pixels->x,
                  pixels->y + j,
                  pixels->width,
                  rgba + stride * (gsize) (pixels->y + j - there->y)
                      + 4 * (gsize) (pixels->x - there->x),
                  stubble ? hair + own : coverage + at,
                  skin + 3 * at,
                  before,
                  more.width - before - pixels->width,
                  stubble ? 0.0f : field->no_hair,
                  stubble ? part + own : NULL,
                  light + 4 * own };

      draw_row (field, &row);
    }
}

void
tonsure_gray_hair (const TonsureGrayHair *gray, const float *rgba, const TonsurePixels *there,
                   gsize stride, const TonsurePixels *picture, const TonsurePixels *pixels,
                   float *light)
{
  g_autoptr (TonsureGrayField) field = tonsure_gray_field_new (gray, pixels, picture);
  TonsurePixels reads = tonsure_gray_field_reads (field);

  tonsure_gray_field_read (
      field, rgba + stride * (gsize) (reads.y - there->y) + 4 * (gsize) (reads.x - there->x),
      stride, reads.y, reads.height);
  tonsure_gray_field_finish (field);
  tonsure_gray_draw (field, rgba, there, stride, pixels, light);
}
