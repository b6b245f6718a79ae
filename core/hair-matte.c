/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* From skin at nodes to the share of hair in each pixel: see hair.h. */
#include "hair-private.h"

/* One row between two rows of nodes. */
typedef struct
{
  const TonsureHairNode *upper, *lower;
  float down; /* share of @lower */
  int first;  /* column of the first node */
  int cell;
} Row;

static TonsureHairNode
node_between (const Row *row, int i)
{
  const TonsureHairNode *a = row->upper + i, *b = row->lower + i;
  TonsureHairNode node = { a->skin + row->down * (b->skin - a->skin),
                           a->shaded + row->down * (b->shaded - a->shaded),
                           a->reader + row->down * (b->reader - a->reader) };

  return node;
}

static void
read_row (const Row *row, const float *rgba, int x, int width, float *coverage, float *skin)
{
  TonsureHairNode left = { 0 }, right = { 0 };
  float step = 1.0f / (float) row->cell;
  int column = G_MININT;

  for (int i = 0; i < width; i++, rgba += 4)
    {
      int at = (x + i) - row->first * row->cell, node = at / row->cell;

      if (node != column)
        {
          left = node_between (row, node);
          right = node_between (row, node + 1);
          right.skin -= left.skin;
          right.shaded -= left.shaded;
          right.reader -= left.reader;
          column = node;
        }
      float across = ((float) (at - node * row->cell) + 0.5f) * step;
      TonsureFour s = left.shaded + across * right.shaded, k = left.reader + across * right.reader;
      TonsureFour part = k * (s - *(const TonsureFour *) rgba);
      float a = (part[0] + part[1]) + part[2];

      a = a > 0.0f ? a : 0.0f;
      a = a < 1.0f ? a : 1.0f;
      coverage[i] = rgba[3] >= 0.5f ? a : 0.0f;
      if (skin != NULL)
        {
          s = left.skin + across * right.skin;
          skin[3 * i] = s[0];
          skin[3 * i + 1] = s[1];
          skin[3 * i + 2] = s[2];
        }
    }
}

static int
floor_divide (int a, int b)
{
  return a >= 0 ? a / b : -((b - 1 - a) / b);
}

static void
read_pixels (const TonsureHair *hair, const float *rgba, const TonsurePixels *there, gsize stride,
             const TonsurePixels *pixels, float *coverage, float *skin)
{
  int cell = hair->cell;
  int x0 = floor_divide (pixels->x, cell), y0 = floor_divide (pixels->y, cell);
  int x1 = floor_divide (pixels->x + pixels->width - 1, cell) + 1;
  int y1 = floor_divide (pixels->y + pixels->height - 1, cell) + 1;
  TonsurePixels nodes = { x0, y0, x1 - x0 + 1, y1 - y0 + 1 };
  g_autofree TonsureHairNode *node = g_new (TonsureHairNode, (gsize) nodes.width * nodes.height);

  tonsure_hair_nodes (hair, rgba, there, stride, &nodes, node);
  for (int j = 0; j < pixels->height; j++)
    {
      int y = pixels->y + j, down = floor_divide (y, cell);
      const TonsureHairNode *upper = node + (gsize) (down - y0) * nodes.width;
      Row row = { upper, upper + nodes.width, ((float) (y - down * cell) + 0.5f) / (float) cell, x0,
                  cell };
      gsize at = (gsize) j * pixels->width;

      read_row (&row, rgba + stride * (y - there->y) + 4 * (gsize) (pixels->x - there->x),
                pixels->x, pixels->width, coverage + at, skin != NULL ? skin + 3 * at : NULL);
    }
}

/* @pixels grown by @by, as far as @there goes. */
static TonsurePixels
grow (const TonsurePixels *pixels, int by, const TonsurePixels *there)
{
  int x0 = MAX (pixels->x - by, there->x), y0 = MAX (pixels->y - by, there->y);
  int x1 = MIN (pixels->x + pixels->width + by, there->x + there->width);
  int y1 = MIN (pixels->y + pixels->height + by, there->y + there->height);

  return (TonsurePixels) { x0, y0, x1 - x0, y1 - y0 };
}

void
tonsure_hair_matte (const TonsureHair *hair, const float *rgba, const TonsurePixels *there,
                    gsize stride, const TonsurePixels *pixels, float *coverage, float *skin)
{
  int reach = tonsure_hair_shadow_reach (hair);

  if (pixels->width <= 0 || pixels->height <= 0)
    return;
  if (reach == 0 || skin != NULL)
    read_pixels (hair, rgba, there, stride, pixels, coverage, skin);
  if (reach == 0)
    return;

  TonsurePixels more = grow (pixels, reach, there);
  g_autofree float *seen = g_new (float, (gsize) more.width *more.height);

  read_pixels (hair, rgba, there, stride, &more, seen, NULL);
  tonsure_hair_take_shadow (hair, seen, &more, pixels, coverage);
}
