/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Which way hair lies, at nodes: see gray-nodes.h. */
#include "gray-nodes.h"

#include <math.h>

/* Gradients are taken of the photo averaged to so many mm. */
#define GRAIN 0.12

/* Nodes lie that far apart, mm, at least so many pixels. */
#define NODE 0.6
#define LEAST_NODE 3.0

/* Lines begin anew once in a hair's length, mm; above the third of these twice as much is added, so
 * that long hair keeps its draw in spite of shifts. At least so many traces' steps. */
#define LEAST_PIECE 6.0
#define MOST_PIECE 40.0
#define SHORT 20.0
#define LEAST_STEPS 3

/* They do so up to that part of a piece earlier or later, and no more mm. */
#define SHIFT 0.4
#define MOST_SHIFT 5.0

/* A line fades from one draw to the next over that part of a piece and no more mm. */
#define FADE 0.1
#define MOST_FADE 2.0

static int
grain_of (double mm)
{
  return (int) MAX (floor (GRAIN / mm + 0.5), 1.0);
}

static int
cell_of (double mm)
{
  int grain = grain_of (mm);

  return grain * (int) MAX (ceil (MAX (NODE / mm, LEAST_NODE) / grain - 0.5), 1.0);
}

/* From trace to trace, mm. */
static double
step_of (double mm)
{
  return TONSURE_GRAY_EVERY * cell_of (mm) * mm;
}

static double
piece_of (const TonsureGrayHair *gray)
{
  double length = MAX (gray->length, 2.0 * gray->length - SHORT);

  return MAX (CLAMP (length, LEAST_PIECE, MOST_PIECE),
              LEAST_STEPS * step_of (gray->hair.mm_per_px));
}

/* At any node lines are asked for of two pieces that follow each other, never of three. */
static double
shift_of (const TonsureGrayHair *gray)
{
  double piece = piece_of (gray), most = 0.5 * piece - step_of (gray->hair.mm_per_px);

  return MIN (MIN (SHIFT * piece, MOST_SHIFT), most);
}

/* Nodes that a line is followed along its chart's rows. */
static int
reach_of (const TonsureGrayHair *gray)
{
  double mm = gray->hair.mm_per_px;

  return (int) ceil ((0.5 * piece_of (gray) + shift_of (gray)) / (mm * cell_of (mm)))
         + 2 * TONSURE_GRAY_EVERY;
}

int
tonsure_gray_lines_margin (const TonsureGrayHair *gray)
{
  int across = 0;

  if (gray->length >= TONSURE_GRAY_GROWN)
    across = (int) ceil (TONSURE_GRAY_STEEPEST * reach_of (gray)) + 2 * TONSURE_GRAY_EVERY;
  return (across + TONSURE_GRAY_BROAD + TONSURE_GRAY_SMOOTH + 3) * cell_of (gray->hair.mm_per_px);
}

/* What @pixels touch, in units of @size. */
static TonsurePixels
units_of (const TonsurePixels *pixels, int size)
{
  int x0 = tonsure_gray_divide (pixels->x, size), y0 = tonsure_gray_divide (pixels->y, size);
  int x1 = tonsure_gray_divide (pixels->x + pixels->width - 1, size) + 1;
  int y1 = tonsure_gray_divide (pixels->y + pixels->height - 1, size) + 1;

  return (TonsurePixels) { x0, y0, x1 - x0, y1 - y0 };
}

static TonsurePixels
meet (const TonsurePixels *a, const TonsurePixels *b)
{
  int x0 = MAX (a->x, b->x), y0 = MAX (a->y, b->y);
  int x1 = MIN (a->x + a->width, b->x + b->width), y1 = MIN (a->y + a->height, b->y + b->height);

  return (TonsurePixels) { x0, y0, MAX (x1 - x0, 0), MAX (y1 - y0, 0) };
}

/* Whole nodes around @pixels, as far as the picture goes. */
static TonsurePixels
find_reads (const TonsureGrayHair *gray, const TonsurePixels *pixels, const TonsurePixels *picture)
{
  int cell = cell_of (gray->hair.mm_per_px), margin = tonsure_gray_lines_margin (gray) / cell - 1;
  TonsurePixels more = units_of (pixels, cell);

  more.x = (more.x - margin) * cell;
  more.y = (more.y - margin) * cell;
  more.width = (more.width + 2 * margin) * cell;
  more.height = (more.height + 2 * margin) * cell;
  return meet (&more, picture);
}

TonsureGrayLines *
tonsure_gray_lines_new (const TonsureGrayHair *gray, const TonsurePixels *pixels,
                        const TonsurePixels *picture)
{
  TonsureGrayLines *lines = g_new0 (TonsureGrayLines, 1);
  gsize n;

  lines->mm = gray->hair.mm_per_px;
  lines->origin_x = gray->origin_x;
  lines->origin_y = gray->origin_y;
  lines->followed = gray->length >= TONSURE_GRAY_GROWN;
  lines->piece = piece_of (gray);
  lines->shift = (float) shift_of (gray); /* runs hold it so */
  lines->fade = MIN (FADE * lines->piece, MOST_FADE);
  lines->grain = grain_of (lines->mm);
  lines->cell = cell_of (lines->mm);
  lines->reads = find_reads (gray, pixels, picture);
  lines->grains = units_of (&lines->reads, lines->grain);
  lines->nodes = units_of (&lines->reads, lines->cell);
  n = (gsize) lines->grains.width * lines->grains.height;
  lines->light = g_new0 (float, n);
  lines->n_light = g_new0 (float, n);
  lines->kept = units_of (pixels, TONSURE_GRAY_EVERY * lines->cell);
  lines->kept.x--;
  lines->kept.y--;
  lines->kept.width += 2;
  lines->kept.height += 2;
  return lines;
}

void
tonsure_gray_lines_free (TonsureGrayLines *lines)
{
  g_free (lines->light);
  g_free (lines->n_light);
  g_free (lines->slope[0]);
  g_free (lines->slope[1]);
  g_free (lines->turn);
  g_free (lines->mean);
  g_free (lines->rough);
  for (int k = 0; k < 4; k++)
    g_free (lines->offset[k]);
  g_free (lines);
}

TonsurePixels
tonsure_gray_lines_reads (const TonsureGrayLines *lines)
{
  return lines->reads;
}

/* -1 of what is no number or transparent. */
static float
light_of (const float *rgba)
{
  float light = tonsure_gray_light (rgba);

  return light >= 0.0f && light < 1e4f && rgba[3] >= 0.5f ? light : -1.0f;
}

void
tonsure_gray_lines_read (TonsureGrayLines *lines, const float *rgba, gsize stride, int y,
                         int height)
{
  for (int j = y; j < y + height; j++, rgba += stride)
    {
      gsize row =
          (gsize) (tonsure_gray_divide (j, lines->grain) - lines->grains.y) * lines->grains.width;
      float *light = lines->light + row, *n = lines->n_light + row;
      int left = lines->grain - (lines->reads.x - lines->grains.x * lines->grain);

      for (int i = 0; i < lines->reads.width; i++)
        {
          float one = light_of (rgba + 4 * i);

          if (one >= 0.0f)
            {
              *light += one;
              *n += 1.0f;
            }
          if (--left == 0)
            {
              light++;
              n++;
              left = lines->grain;
            }
        }
    }
}
