/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Makes core/shade-table.inc: draws patches of stubble of many kinds, looks at them through
 * lenses of many blurs, and fits the light that is left to the shape of the distribution.
 *
 * Ranges of what is drawn: hairs in a unit, thickness and their variation as in the sources of
 * shaved hair; length .2 to 1.2 mm, from one day to the shortest guard; more units than grow on
 * a square millimeter, as skin that is turned away shows more of them. Shadows, directions and
 * how near the hairs of a unit stand are choices. With --check, the committed relation is held
 * against patches that it was not fitted to.
 */
#include "exact.h"
#include "shade.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SIDE 16 /* mm */
#define SCALE 24
#define N (SIDE * SCALE)
#define PATCHES 1500
#define CHECKED 60
#define EVERY 3 /* of these pixels one is looked at */
#define MOST_UNITS 1024

typedef struct
{
  guint64 seed, n;
} Lot;

static double
lot (Lot *lots)
{
  return ((tonsure_hash64 (lots->seed + tonsure_hash64 (lots->n++)) >> 11) + 0.5) * 0x1p-53;
}

static double
between (Lot *lots, double low, double high)
{
  return low + (high - low) * lot (lots);
}

static double
between_log (Lot *lots, double low, double high)
{
  return low * exp (lot (lots) * log (high / low));
}

static double
normal (Lot *lots)
{
  return tonsure_normal_quantile (lot (lots));
}

/* One kind of stubble. */
typedef struct
{
  double units, room;       /* per mm², mm apart */
  double length, variation; /* mm, of its logarithm */
  double radius, left;      /* mm, part of the light that is left under hair */
  double rise[2];           /* angle above the skin */
  double together;          /* mm from the middle of a unit */
  double flow, turn;        /* direction and how it varies */
  double tilt;              /* of the skin */
  double shade, fall[2];    /* what the shadow takes, and where it falls per mm of height */
} Kind;

static void
kind_draw (Kind *kind, Lot *lots)
{
  double toward = between (lots, 0, 2 * G_PI), far = between (lots, 0.5, 1.5);

  kind->units = between_log (lots, 0.35, 2.0);
  kind->room = between (lots, 0.45, 0.78) / sqrt (kind->units);
  kind->length = between_log (lots, 0.2, 1.2);
  kind->variation = between (lots, 0.2, 0.45);
  kind->radius = between (lots, 0.026, 0.042);
  kind->left = between (lots, 0.03, 0.5);
  kind->rise[0] = between (lots, 0.2, 0.5);
  kind->rise[1] = between (lots, 0.7, 1.1);
  kind->together = between (lots, 0.07, 0.18);
  kind->flow = between (lots, 0, 2 * G_PI);
  kind->turn = between (lots, 0.2, 0.6);
  kind->tilt = between (lots, -0.5, 0.5);
  kind->shade = between (lots, 0.03, 0.28);
  kind->fall[0] = far * cos (toward);
  kind->fall[1] = far * sin (toward);
}

/* A stroke from (x, y) by (dx, dy), mm; what is beyond an edge comes in at the other. */
static void
stroke (float *patch, double x, double y, double dx, double dy, double radius, double soft,
        double left)
{
  double r = radius * SCALE, s = MAX (soft * SCALE, 0.5);
  int reach = (int) (r + s) + 2;

  x *= SCALE, y *= SCALE, dx *= SCALE, dy *= SCALE;
  for (int j = (int) floor (MIN (y, y + dy)) - reach; j <= MAX (y, y + dy) + reach; j++)
    for (int i = (int) floor (MIN (x, x + dx)) - reach; i <= MAX (x, x + dx) + reach; i++)
      {
        double px = i + 0.5 - x, py = j + 0.5 - y;
        double t = CLAMP ((px * dx + py * dy) / (dx * dx + dy * dy + 1e-9), 0, 1);
        double d = hypot (px - t * dx, py - t * dy) - r;
        double share = CLAMP (0.5 - d / (2 * s), 0, 1);
        float *p = patch + ((j + N) % N) * N + (i + N) % N;

        /* Hair hides what is under it, a shadow takes its part of it. */
        if (share > 0)
          *p = (float) (soft > 0 ? *p * (1 - share * (1 - left)) : *p * (1 - share) + share * left);
      }
}

static void
draw_unit (float *patch, const Kind *kind, const double place[2], Lot *lots)
{
  double which = lot (lots);
  int n = 1 + (which > 0.16) + (which > 0.62) + (which > 0.9);

  for (int pass = 0; pass < 2; pass++)
    {
      Lot again = { lots->seed + 1, lots->n };

      for (int i = 0; i < n; i++)
        {
          double x = place[0] + kind->together * normal (&again);
          double y = place[1] + 0.7 * kind->together * normal (&again);
          double length = CLAMP (kind->length * exp (kind->variation * normal (&again)), 0.05, 2);
          double rise = between (&again, kind->rise[0], kind->rise[1]);
          double way = kind->flow + kind->turn * normal (&again);
          double along = length * cos (rise), height = length * sin (rise);
          double radius = MAX (0.015, kind->radius * (1 + 0.15 * normal (&again)));
          double left = MIN (1, kind->left * exp (0.2 * normal (&again)));
          double dx = along * cos (way), dy = along * sin (way);

          if (pass == 0)
            stroke (patch, x, y, dx + height * kind->fall[0], dy + height * kind->fall[1], radius,
                    0.05, 1 - kind->shade);
          else
            stroke (patch, x, y, dx + height * kind->tilt, dy, radius, 0, left);
        }
    }
  lots->n += 64;
}

static void
draw (float *patch, const Kind *kind, Lot *lots)
{
  double places[MOST_UNITS][2];
  int wanted = MIN ((int) (kind->units * SIDE * SIDE), MOST_UNITS), n = 0;

  for (int i = 0; i < N * N; i++)
    patch[i] = 1;
  for (int tries = 0; n < wanted && tries < 30 * wanted; tries++)
    {
      gboolean free = TRUE;

      places[n][0] = between (lots, 0, SIDE);
      places[n][1] = between (lots, 0, SIDE);
      for (int i = 0; i < n && free; i++)
        free = hypot (places[i][0] - places[n][0], places[i][1] - places[n][1]) > kind->room;
      n += free;
    }
  for (int i = 0; i < n; i++)
    draw_unit (patch, kind, places[i], lots);
}

/* Gaussian of @sigma mm around the edges, into @out by way of @between. */
static void
blur (const float *patch, double sigma, float *half, float *out)
{
  double kernel[64], sum = 0, px = sigma * SCALE;
  int radius = MIN (63, (int) (3.5 * px) + 1);

  for (int k = 0; k <= radius; k++)
    sum += (k > 0 ? 2 : 1) * (kernel[k] = exp (-0.5 * k * k / (px * px)));
  for (int pass = 0; pass < 2; pass++)
    {
      const float *from = pass == 0 ? patch : half;
      float *to = pass == 0 ? half : out;

      /* Each pass turns the picture over. */
      for (int j = 0; j < N; j++)
        for (int i = 0; i < N; i++)
          {
            double value = kernel[0] * from[j * N + i];

            for (int k = 1; k <= radius; k++)
              value += kernel[k] * (from[j * N + (i + k) % N] + from[j * N + (i + N - k) % N]);
            to[i * N + j] = (float) (value / sum);
          }
    }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  float x = *(const float *) a, y = *(const float *) b;

  return (x > y) - (x < y);
}

/* What a photo of the patch shows, with skin and noise of its own. */
static double
look (const float *blurred, double sigma, Lot *lots, TonsureShade *shade)
{
  enum
  {
    COUNT = N / EVERY * (N / EVERY)
  };
  g_autofree float *values = g_new (float, COUNT);
  double light = 0, mean = 0, square = 0;

  shade->blur = sigma;
  shade->noise = between_log (lots, 0.004, 0.05);
  for (int i = 0; i < COUNT; i++)
    {
      float value = blurred[i / (N / EVERY) * EVERY * N + i % (N / EVERY) * EVERY];

      light += value;
      values[i] = (float) (value * (1 + shade->noise * normal (lots)));
      mean += values[i];
    }
  light /= COUNT, mean /= COUNT;
  for (int i = 0; i < COUNT; i++)
    square += (values[i] / mean - 1) * (values[i] / mean - 1) / COUNT;
  qsort (values, COUNT, sizeof *values, compare);
  shade->deviation = sqrt (MAX (square - shade->noise * shade->noise, 1e-6));
  shade->brightest = values[(int) (0.98 * COUNT)] / mean;
  shade->bright = values[(int) (0.9 * COUNT)] / mean;
  return light;
}

/* Sums of squares and products; the last column is that with the logarithm of the light. */
typedef struct
{
  double sums[TONSURE_SHADE_TERMS][TONSURE_SHADE_TERMS + 1];
  double square;
  double n;
} Sums;

static void
add (Sums *sums, const TonsureShade *shade, double light)
{
  double terms[TONSURE_SHADE_TERMS + 1];

  tonsure_shade_terms (shade, terms);
  terms[TONSURE_SHADE_TERMS] = log (light);
  for (int i = 0; i < TONSURE_SHADE_TERMS; i++)
    for (int j = 0; j <= TONSURE_SHADE_TERMS; j++)
      sums->sums[i][j] += terms[i] * terms[j];
  sums->square += log (light) * log (light);
  sums->n++;
}

/* Gauss's elimination; returns the standard deviation that is left. */
static double
solve (const Sums *sums, double solution[TONSURE_SHADE_TERMS])
{
  enum
  {
    T = TONSURE_SHADE_TERMS
  };
  double a[T][T + 1], left = sums->square;

  memcpy (a, sums->sums, sizeof a);
  for (int k = 0; k < T; k++)
    {
      int pivot = k;

      for (int i = k + 1; i < T; i++)
        if (fabs (a[i][k]) > fabs (a[pivot][k]))
          pivot = i;
      for (int j = 0; j <= T; j++)
        {
          double swap = a[k][j];

          a[k][j] = a[pivot][j];
          a[pivot][j] = swap;
        }
      for (int i = 0; i < T; i++)
        for (int j = T; i != k && j >= k; j--)
          a[i][j] -= a[k][j] * a[i][k] / a[k][k];
    }
  for (int k = 0; k < T; k++)
    {
      solution[k] = a[k][T] / a[k][k];
      left -= solution[k] * sums->sums[k][T];
    }
  return sqrt (left / (sums->n - T));
}

typedef void (*Each) (int node, const TonsureShade *shade, double light, gpointer data);

/* Draws patches number @first to before @last and looks at them through every lens. */
static void
look_at_all (int first, int last, Each each, gpointer data)
{
  g_autofree float *patch = g_new (float, N *N);
  g_autofree float *half = g_new (float, N *N);
  g_autofree float *blurred = g_new (float, N *N);

  for (int i = first; i < last; i++)
    {
      Lot lots = { tonsure_hash64 ((guint64) i), 0 };
      Kind kind;

      kind_draw (&kind, &lots);
      draw (patch, &kind, &lots);
      for (int node = 0; node < TONSURE_SHADE_NODES; node++)
        {
          TonsureShade shade;
          double light;

          blur (patch, tonsure_shade_blurs[node], half, blurred);
          light = look (blurred, tonsure_shade_blurs[node], &lots, &shade);
          each (node, &shade, light, data);
        }
    }
}

static void
fit (int node, const TonsureShade *shade, double light, gpointer data)
{
  add ((Sums *) data + node, shade, light);
}

static void
make (void)
{
  static Sums sums[TONSURE_SHADE_NODES];

  look_at_all (0, PATCHES, fit, sums);
  g_print ("/* Made by make-shade. */\n");
  for (int node = 0; node < TONSURE_SHADE_NODES; node++)
    {
      double solution[TONSURE_SHADE_TERMS], error = solve (sums + node, solution);

      g_print ("{\n  %.6f,\n  {", error);
      for (int t = 0; t < TONSURE_SHADE_TERMS; t++)
        g_print ("%s%.8f", t % 5 == 0 ? "\n    " : ", ", solution[t]),
            g_print (t % 5 == 4 ? "," : "");
      g_print ("\n  },\n},\n");
    }
}

static void
judge (int node, const TonsureShade *shade, double light, gpointer data)
{
  double *square = data, error;
  double left = tonsure_shade_left (shade, &error);

  square[node] += log (left / light) * log (left / light) / (error * error) / CHECKED;
}

/* New patches must lie as far from the relation as it says. */
static gboolean
check (void)
{
  double square[TONSURE_SHADE_NODES] = { 0 };
  gboolean good = TRUE;

  look_at_all (PATCHES, PATCHES + CHECKED, judge, square);
  for (int node = 0; node < TONSURE_SHADE_NODES; node++)
    {
      g_print ("blur %.2f mm: %.2f standard errors\n", tonsure_shade_blurs[node],
               sqrt (square[node]));
      good = good && square[node] < 1.5 * 1.5;
    }
  return good;
}

int
main (int argc, char *argv[])
{
  if (argc == 2 && g_str_equal (argv[1], "--check"))
    return check () ? EXIT_SUCCESS : EXIT_FAILURE;
  make ();
  return EXIT_SUCCESS;
}
