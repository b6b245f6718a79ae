/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Draws hair that turns gray, pixel by pixel: see gray-hair.h. */
#include "gray-field.h"

#include <math.h>

/* Of what seems to be hair, so much more than noise is hair. */
#define HAIR 0.20f

/* Of what is open in a mass, the part that is skin. */
#define BELOW 0.15f

/* Of a white hair alone, as in stubble, the part that is what it lies on: it holds back less light
 * than a mass of it (choice). */
#define THROUGH 0.35f

/* Contrast from hair to hair of white hair at most. */
#define DARKEST 0.2f
#define BRIGHTEST 1.7f

static inline float
light_of (TonsureFour rgb)
{
  return (0.25f * rgb[0] + 0.65f * rgb[1]) + 0.1f * rgb[2];
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

/* The light of white hair in place of hair of the light @seen. White hair holds less light from
 * what is behind it than dark hair does, so less of the contrast from hair to hair is left. */
static float
light_white (const TonsureGrayField *field, const TonsureGrayLook *light, float seen)
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
        const TonsureGrayLook *lit, TonsureGrayPart part, float *light)
{
  const TonsureFour none = { 0 }, all = { 1.0f, 1.0f, 1.0f, 1.0f };
  TonsureFour p = *(const TonsureFour *) rgba, s = *(const TonsureFour *) skin;
  TonsureFour l = *(const TonsureFour *) light, seen, bare, gained, more;
  float open = 1.0f - coverage, kept = 1.0f - part.white - part.lost, white = 0.0f;
  float alpha = light[3];

  /* In a mass what seems to be skin between hair is mostly hair below (choice). */
  open *= 1.0f - lit->deep * (1.0f - BELOW * open);
  seen = smaller (larger (p - open * s, none), larger (p, none));
  if (part.white > 0.0f)
    {
      white = (1.0f - open) * light_white (field, lit, tonsure_gray_light (rgba));
      /* Never darker than it was. */
      white = MAX (white, light_of (seen) * field->per_white);
    }
  bare = (1.0f - open) * s - seen; /* what skin in its place gains */
  if (field->darker)
    bare = larger (bare, none);
  gained = white * field->white - seen;
  if (field->strands == NULL)
    gained = larger (gained + THROUGH * ((1.0f - open) * s - white * field->white), none);
  more = part.white * gained;
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
  TonsureGrayLook first, second;
} Lights;

/* At a pixel of a run; its first is the row's @start. */
static TonsureGrayLook
light_in (const TonsureGrayField *field, const Row *row, const TonsureGrayRun *run, int start,
          int pixel)
{
  int i = CLAMP (start + pixel, -row->before, row->width + row->after - 1);

  return tonsure_gray_look (field, row->skin + 3 * i, run->mean + (float) pixel * run->mean_step,
                            run->rough + (float) pixel * run->rough_step);
}

static TonsureGrayLook
light_at (const TonsureGrayField *field, const Row *row, const TonsureGrayRun *run, int start,
          int end, int pixel, Lights *kept)
{
  int at = pixel - pixel % TONSURE_GRAY_STEP, next = MIN (at + TONSURE_GRAY_STEP, end);
  float t;

  if (kept->at != at)
    {
      kept->first =
          kept->at == at - TONSURE_GRAY_STEP ? kept->second : light_in (field, row, run, start, at);
      kept->second = light_in (field, row, run, start, next);
      kept->at = at;
      kept->size = 1.0f / (float) (next - at);
    }
  t = (float) (pixel - at) * kept->size;
  return (TonsureGrayLook) { kept->first.lit + t * (kept->second.lit - kept->first.lit),
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
      TonsureGrayLook lit;

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
  float most = field->per_light > 0.0f ? TONSURE_GRAY_LIT * field->gray.hair.light : 0.0f;

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
  more = grow (pixels, tonsure_gray_beside (&field->gray), there);
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
