/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Sprites: see sprite.h. */
#include "sprite.h"
#include "chroma.h"
#include "sprite-build.h"

#include <math.h>
#include <string.h>

#define MEMORY ((gsize) 16 << 20)

/* Optical density that nobody can see, a twentieth of half an 8-bit step; and its share
 * of what is darkest, so that the mass of the palest dots is right too. */
#define INVISIBLE 1e-4f
#define INVISIBLE_SHARE 5e-4f
#define MOST_PHASES 16
#define LEAST_OF_NEEDED 2 /* so many times fewer phases are borne for lack of memory */
#define MOST_OF_BLUR                                                                               \
  0.1 /* a place that is less than that share of the blur off need not be mended */
#define RADIAL_STEP 0.0025 /* mm */

static double
greatest_radius (const TonsureSplit *splits, guint n)
{
  double radius = 0.0;

  for (guint i = 0; i < n; i++)
    radius = MAX (radius, splits[i].radius);
  return radius;
}

/* Places of a dot within a pixel, so that the error of its place is invisible: a 32nd
 * of a pixel, a 64th of what is seen of a dot, or a 16th of the blur. */
static int
phases_needed (const TonsureSpriteView *view)
{
  double error = MAX (MAX (1.0 / 32.0, view->legible / 64.0 / view->mm_per_px), view->blur / 16.0);
  int phases = 1;

  while (phases < MOST_PHASES && 0.5 / phases > error)
    phases *= 2;
  return phases;
}

static int
pairs_for (int reach)
{
  return reach + 1;
}

static gsize
floats_in_sprite (int reach)
{
  return (gsize) (2 * reach + 1) * 8 * pairs_for (reach);
}

/* Pixels beyond which no sprite has anything to see: tried with the dot in the corner
 * of its pixel. */
static int
visible_reach (const TonsureSpriteView *view, const TonsureSplit *splits, guint n, int phases,
               int reach, const TonsureHaloShape *halo, const TonsureDraw *draw)
{
  TonsureSpriteBuild build;
  int size = 2 * reach + 1, visible = 0;
  gsize row = (gsize) 8 * pairs_for (reach);
  g_autofree float *sprite = g_new (float, floats_in_sprite (reach));

  tonsure_sprite_build_init (&build, view->mm_per_px, view->blur * view->mm_per_px,
                             greatest_radius (splits, n), phases, 1, reach, halo, view->apart,
                             view->chroma_blur);
  for (guint k = 0; k < n; k++)
    {
      tonsure_sprite_build_run (&build, &splits[k], draw, pairs_for (reach), sprite);

      float least = MIN (INVISIBLE, INVISIBLE_SHARE * fabsf (sprite[row * reach + 4 * reach]));

      for (int j = 0; j < size; j++)
        for (int i = 0; i < 4 * size; i++)
          if (fabsf (sprite[row * j + i]) > least)
            visible = MAX (visible, MAX (ABS (j - reach), ABS (i / 4 - reach)));
    }
  tonsure_sprite_build_clear (&build);
  return visible;
}

static void
make_sprites (TonsureSprites *sprites, const TonsureSpriteView *view, const TonsureSplit *splits,
              guint n, const TonsureHaloShape *halo, const TonsureDraw *draw)
{
  TonsureSpriteBuild build;
  gsize of_class = floats_in_sprite (sprites->reach) * sprites->phases * sprites->phases;

  sprites->rows = 2 * sprites->reach + 1;
  sprites->pairs = pairs_for (sprites->reach);
  sprites->sprites = g_new (float, of_class *n);
  tonsure_sprite_build_init (&build, view->mm_per_px, view->blur * view->mm_per_px,
                             greatest_radius (splits, n), sprites->phases, sprites->phases,
                             sprites->reach, halo, view->apart, view->chroma_blur);
  for (guint k = 0; k < n; k++)
    tonsure_sprite_build_run (&build, &splits[k], draw, sprites->pairs,
                              sprites->sprites + of_class * k);
  tonsure_sprite_build_clear (&build);
}

static void
make_radial (TonsureSprites *sprites, const TonsureSpriteView *view, const TonsureSplit *splits,
             guint n, const TonsureHaloShape *halo)
{
  double mm = view->mm_per_px;
  double blur = sqrt (view->blur * view->blur + 1.0 / 12.0) * mm;
  double reach = greatest_radius (splits, n) + TONSURE_BLUR_REACH * view->blur * mm;

  sprites->n_radial = (int) ceil (reach / RADIAL_STEP) + 2;
  sprites->steps_per_px = (float) (mm / RADIAL_STEP);
  sprites->reach = (int) ceil (reach / mm) + 1;
  sprites->radial = g_new (float, (gsize) 4 * sprites->n_radial * n);
  for (guint k = 0; k < n; k++)
    tonsure_sprite_radial (&splits[k], blur, halo, view->apart, RADIAL_STEP, sprites->n_radial,
                           sprites->radial + (gsize) 4 * sprites->n_radial * k);
}

static void
add_moments (float (*moments)[4], const float *density, float times)
{
  for (int c = 0; c < 3; c++)
    {
      float d = density[c], power = times;

      for (int m = 0; m < TONSURE_SPRITE_MOMENTS; m++)
        {
          power *= d;
          moments[m][c] += power;
        }
    }
}

/* Of the first sprite, which lies in a corner of its pixel, or of the radial function. */
static void
find_moments (TonsureSprites *sprites, guint n)
{
  gsize row = (gsize) 8 * sprites->pairs, one = row * sprites->rows;
  gsize middle = one * (sprites->phases / 2) * (sprites->phases + 1);

  sprites->moments = g_malloc0_n (n, sizeof *sprites->moments);
  sprites->peak = g_new (float, n);
  for (guint k = 0; k < n; k++)
    if (sprites->sprites != NULL)
      {
        const float *sprite = sprites->sprites + one * sprites->phases * sprites->phases * k;

        for (int i = 0; i < sprites->rows * sprites->rows; i++)
          add_moments (sprites->moments[k],
                       sprite + row * (i / sprites->rows) + 4 * (i % sprites->rows), 1.0f);
        sprites->peak[k] = sprite[middle + (row + 4) * sprites->reach + 1];
      }
    else
      {
        const float *radial = sprites->radial + (gsize) 4 * sprites->n_radial * k;
        float ring = 2.0f * (float) G_PI / (sprites->steps_per_px * sprites->steps_per_px);

        for (int i = 1; i < sprites->n_radial; i++)
          add_moments (sprites->moments[k], radial + 4 * i, ring * i);
        sprites->peak[k] = radial[1];
      }
}

void
tonsure_sprites_lost (const TonsureSprites *sprites, guint class_, float part, float lost[4])
{
  float (*m)[4] = sprites->moments[class_];
  float second = (1.0f - part * part) / 2.0f, third = (1.0f - part * part * part) / 6.0f;

  for (int c = 0; c < 4; c++)
    lost[c] = ((1.0f - part) * m[0][c] - second * m[1][c]) + third * m[2][c];
}

void
tonsure_sprites_init (TonsureSprites *sprites, const TonsureSpriteView *view,
                      const TonsureSplit *splits, guint n, const TonsureHaloShape *halo,
                      const TonsureDraw *draw)
{
  double radius = greatest_radius (splits, n) / view->mm_per_px;
  int reach = (int) ceil (radius + TONSURE_BLUR_REACH * view->blur) + 1
              + (view->chroma_blur > 0.0 ? TONSURE_CHROMA_REACH : 0);
  int phases = phases_needed (view);

  *sprites = (TonsureSprites) { 0 };

  /* What is too large even for one phase is not worth a closer look. */
  gboolean fits = floats_in_sprite (reach) * sizeof (float) * n <= 4 * MEMORY;

  if (fits)
    {
      gsize one;

      sprites->reach = visible_reach (view, splits, n, phases, reach, halo, draw);
      one = floats_in_sprite (sprites->reach) * sizeof (float) * n;
      if (one * phases * phases > (view->aged ? MEMORY / 2 : MEMORY) && phases > 1)
        phases /= LEAST_OF_NEEDED;
      fits = one * phases * phases <= MEMORY;
    }
  sprites->phases = phases;
  sprites->mixes = phases > 1 && 0.5 / phases > MOST_OF_BLUR * view->blur;
  sprites->phase_bits = g_bit_nth_msf (phases, -1);
  if (fits)
    make_sprites (sprites, view, splits, n, halo, draw);
  else
    make_radial (sprites, view, splits, n, halo);
  find_moments (sprites, n);
}

void
tonsure_sprites_clear (TonsureSprites *sprites)
{
  g_clear_pointer (&sprites->sprites, g_free);
  g_clear_pointer (&sprites->radial, g_free);
  g_clear_pointer (&sprites->moments, g_free);
  g_clear_pointer (&sprites->peak, g_free);
}

/* To the next phase, or away from the one before where there is none. */
static void
aim (const TonsureSprites *sprites, int phase_x, int phase_y, TonsureSpot *spot)
{
  int sprite = sprites->rows * 8 * sprites->pairs;
  int x = phase_x + 1 < sprites->phases ? 1 : -1, y = phase_y + 1 < sprites->phases ? 1 : -1;

  spot->dx *= x * sprites->phases;
  spot->dy *= y * sprites->phases;
  spot->step_x = x * sprite;
  spot->step_y = y * sprite * sprites->phases;
}

void
tonsure_sprites_place (const TonsureSprites *sprites, guint class_, double x, double y, int x0,
                       int y0, TonsureSpot *spot)
{
  double floor_x = floor (x), floor_y = floor (y);

  spot->x = (int) ((gint64) floor_x - x0);
  spot->y = (int) ((gint64) floor_y - y0);
  spot->fraction_x = (float) (x - floor_x);
  spot->fraction_y = (float) (y - floor_y);
  spot->class_ = class_;
  spot->part = 1.0f;
  spot->sprite = NULL;
  if (sprites->sprites)
    {
      int phase_x = (int) ((x - floor_x) * sprites->phases);
      int phase_y = (int) ((y - floor_y) * sprites->phases);
      gsize index = (((gsize) class_ << sprites->phase_bits) + phase_y) * sprites->phases + phase_x;

      spot->dx = spot->fraction_x - (phase_x + 0.5f) / sprites->phases;
      spot->dy = spot->fraction_y - (phase_y + 0.5f) / sprites->phases;
      spot->sprite = sprites->sprites + index * sprites->rows * 8 * sprites->pairs;
      if (sprites->mixes)
        aim (sprites, phase_x, phase_y, spot);
    }
}

static void
draw_sprite (const TonsureSprites *sprites, const TonsureDraw *draw, const TonsureSpot *spot,
             const TonsurePixels *block, float *density, gsize stride)
{
  int x = spot->x - sprites->reach - block->x, y = spot->y - sprites->reach - block->y;
  int first_pair = x < 0 ? -x / 2 : 0, first_row = MAX (-y, 0);
  int pairs = MIN (sprites->pairs, (block->width - x + 1) / 2) - first_pair;
  int rows = MIN (sprites->rows, block->height - y) - first_row;

  if (pairs <= 0 || rows <= 0)
    return;

  float *to = density + (gssize) stride * (y + first_row) + 4 * (x + 2 * first_pair);
  const float *from = spot->sprite + (gsize) 8 * (sprites->pairs * first_row + first_pair);
  gsize row = (gsize) 8 * sprites->pairs;

  /* What is faint need not lie as exactly. */
  if (spot->part < 1.0f)
    draw->add_part (to, stride, from, row, pairs, rows, spot->part);
  else if (sprites->mixes)
    draw->add_mixed (to, stride, from, spot->step_x, spot->step_y, row, pairs, rows, spot->dx,
                     spot->dy);
  else
    draw->add (to, stride, from, row, pairs, rows);
}

static void
draw_radial (const TonsureSprites *sprites, const TonsureSpot *spot, const TonsurePixels *block,
             float *density, gsize stride)
{
  const float *radial = sprites->radial + (gsize) 4 * sprites->n_radial * spot->class_;
  int x0 = MAX (spot->x - sprites->reach, block->x);
  int x1 = MIN (spot->x + sprites->reach + 1, block->x + block->width);
  int y0 = MAX (spot->y - sprites->reach, block->y);
  int y1 = MIN (spot->y + sprites->reach + 1, block->y + block->height);

  for (int y = y0; y < y1; y++)
    for (int x = x0; x < x1; x++)
      {
        float dx = (float) (x - spot->x) + (0.5f - spot->fraction_x);
        float dy = (float) (y - spot->y) + (0.5f - spot->fraction_y);
        float at = sqrtf (dx * dx + dy * dy) * sprites->steps_per_px;
        int i = (int) at;

        if (i >= sprites->n_radial - 1)
          continue;
        const float *value = radial + 4 * i;
        float *to = density + stride * (y - block->y) + 4 * (x - block->x);

        for (int c = 0; c < 4; c++)
          to[c] += spot->part * (value[c] + (at - i) * (value[4 + c] - value[c]));
      }
}

void
tonsure_sprites_draw (const TonsureSprites *sprites, const TonsureDraw *draw,
                      const TonsureSpot *spot, const TonsurePixels *block, float *density,
                      gsize stride)
{
  if (spot->sprite)
    draw_sprite (sprites, draw, spot, block, density, stride);
  else
    draw_radial (sprites, spot, block, density, stride);
}
