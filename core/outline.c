/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The outline of a head: see outline.h. */
#include "outline.h"

#include <math.h>
#include <string.h>

#define RAYS TONSURE_OUTLINE_RAYS
#define REACH TONSURE_OUTLINE_REACH
#define STEP 8

/* cos and sin of 3° */
#define COSINE 0.99862953475457387378
#define SINE 0.05233595624294383272

#define ANGLE (2 * G_PI / RAYS)
#define SCALE 40.0 /* mm: where a millimeter of odds counts as much as its angle */
#define EDGE 5.0
#define BEND 0.06
#define TYPICAL 80.0 /* mm */
#define SMALLEST 0.3 /* of it */
#define BEYOND 0.02  /* a mm beyond the picture */
#define FORBIDDEN 1e4

/* Costs by ray and radius; the radius of index k is k + 1 mm. The first half of the circle comes
 * twice, so that the ends of what is kept have been led to. */
#define ROWS (RAYS + RAYS / 2)

typedef struct
{
  double x[RAYS], y[RAYS];
} Directions;

static void
directions_init (Directions *d)
{
  d->x[0] = 1;
  d->y[0] = 0;
  for (int k = 1; k < RAYS; k++)
    {
      d->x[k] = COSINE * d->x[k - 1] - SINE * d->y[k - 1];
      d->y[k] = SINE * d->x[k - 1] + COSINE * d->y[k - 1];
    }
}

static double
bilinear (const float *values, int width, double x, double y, int height)
{
  int i = CLAMP ((int) x, 0, MAX (width - 2, 0)), j = CLAMP ((int) y, 0, MAX (height - 2, 0));
  int right = width > 1, down = height > 1 ? width : 0;
  const float *v = values + (gsize) j * width + i;
  double a = CLAMP (x - i, 0, 1), b = CLAMP (y - j, 0, 1);

  return (1 - b) * ((1 - a) * v[0] + a * v[right]) + b * ((1 - a) * v[down] + a * v[down + right]);
}

static void
find_costs (const TonsureOutline *outline, double dx, double dy, const float *odds,
            const float *edge, const guint8 *within, int width, int height, double cost[REACH])
{
  double sum = 0;
  int last = -1, end = REACH;

  for (int k = 0; k < REACH; k++)
    {
      double x = outline->x + dx * (k + 1) / outline->mm,
             y = outline->y + dy * (k + 1) / outline->mm;

      if (x < 0 || y < 0 || x > width - 1 || y > height - 1)
        {
          end = k;
          break;
        }
      sum -= bilinear (odds, width, x, y, height) * (k + 1) * ANGLE / SCALE;
      cost[k] = sum - EDGE * bilinear (edge, width, x, y, height);
      if (within[(gsize) (y + 0.5) * width + (gsize) (x + 0.5)])
        last = k;
    }
  for (int k = end; k < REACH; k++)
    cost[k] = (end > 0 ? cost[end - 1] : 0) + BEYOND * (k - end);
  for (int k = 0; k <= last; k++)
    cost[k] += FORBIDDEN;
}

/* The least cost of a curve that ends on a ray at each radius, and where it was on the last ray. */
static void
advance (const double *before, const double *cost, double *sum, guint8 *from)
{
  for (int k = 0; k < REACH; k++)
    {
      double small = MAX ((k + 1) / TYPICAL, SMALLEST), bend = BEND / (small * small);
      double best = HUGE_VAL;

      for (int j = MAX (k - STEP, 0); j <= MIN (k + STEP, REACH - 1); j++)
        {
          double here = before[j] + bend * (k - j) * (k - j);

          if (here < best)
            {
              best = here;
              from[k] = (guint8) j;
            }
        }
      sum[k] = best + cost[k];
    }
}

void
tonsure_outline_find (TonsureOutline *outline, const float *odds, const float *edge,
                      const guint8 *within, int width, int height)
{
  double (*cost)[REACH] = g_malloc_n (RAYS, sizeof *cost);
  guint8 (*from)[REACH] = g_malloc_n (ROWS, sizeof *from);
  double sum[2][REACH];
  Directions d;
  int at = 0;

  directions_init (&d);
  for (int ray = 0; ray < RAYS; ray++)
    find_costs (outline, d.x[ray], d.y[ray], odds, edge, within, width, height, cost[ray]);
  memcpy (sum[0], cost[0], sizeof sum[0]);
  for (int row = 1; row < ROWS; row++)
    advance (sum[(row - 1) % 2], cost[row % RAYS], sum[row % 2], from[row]);
  for (int k = 1; k < REACH; k++)
    if (sum[(ROWS - 1) % 2][k] < sum[(ROWS - 1) % 2][at])
      at = k;
  for (int row = ROWS - 1; row >= RAYS / 4; row--)
    {
      if (row < RAYS / 4 + RAYS)
        outline->radius[row % RAYS] = at + 1;
      at = row > 0 ? from[row][at] : at;
    }
  g_free (cost);
  g_free (from);
}

void
tonsure_outline_fill (const TonsureOutline *outline, guint8 *mask, int width, int height)
{
  double x[RAYS], y[RAYS];
  Directions d;

  directions_init (&d);
  for (int k = 0; k < RAYS; k++)
    {
      x[k] = outline->x + d.x[k] * outline->radius[k] / outline->mm;
      y[k] = outline->y + d.y[k] * outline->radius[k] / outline->mm;
    }
  memset (mask, 0, (gsize) width * height);
  for (int j = 0; j < height; j++)
    for (int k = 0; k < RAYS; k++)
      {
        int next = (k + 1) % RAYS;
        double across;

        if ((y[k] > j) == (y[next] > j))
          continue;
        across = x[k] + (j - y[k]) / (y[next] - y[k]) * (x[next] - x[k]);
        /* Each crossing turns over what is right of it. */
        for (int i = MAX (0, (int) ceil (across)); i < width; i++)
          mask[(gsize) j * width + i] ^= 1;
      }
}
