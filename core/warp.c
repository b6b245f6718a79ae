/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* A smooth displacement of the plane that hides the repetition of a tile: see warp.h. */
#include "warp.h"

#include "exact.h"

#include <math.h>

/* Widths of the lattices in blocks. Displacements of several mm are needed, for at a
 * hundredth of the full density the dots are 5 mm apart; narrow lattices strain the
 * pattern more than they hide. Measured over 3 x 3 tiles and several seeds. */
#define OCTAVES 2
static const int width[OCTAVES] = { 4, 10 };

/* Each octave displaces by AMPLITUDE times its width in mm times a number of variance
 * .32: root mean squares of 1.8 and 4.5 mm. */
#define AMPLITUDE 0.8

/* A B-spline with control values within ±1 has second derivatives within ±4 and third
 * ones within ±8 per lattice width, in any direction: Lipschitz constant of the
 * displacement, and the bound of its second derivatives per mm. */
#define LIPSCHITZ (OCTAVES * 4 * AMPLITUDE / TONSURE_WARP_BLOCK)
#define BEND (8 * AMPLITUDE * (1.0 / 4 + 1.0 / 10) / (TONSURE_WARP_BLOCK * TONSURE_WARP_BLOCK))
#define FARTHEST (2 * AMPLITUDE * (4 + 10)) /* mm */

/* More than any rounding of a place up to 1e9 mm. */
#define ROUNDING 1e-6

/* The four cubic B-splines that reach into a lattice cell, by powers of the place in it. */
static const double basis[4][4] = {
  { 1.0 / 6, -3.0 / 6, 3.0 / 6, -1.0 / 6 },
  { 4.0 / 6, 0.0, -6.0 / 6, 3.0 / 6 },
  { 1.0 / 6, 3.0 / 6, 3.0 / 6, -3.0 / 6 },
  { 0.0, 0.0, 0.0, 1.0 / 6 },
};

static gint64
floor_div (gint64 a, gint64 b)
{
  return a / b - (a % b < 0);
}

/* The same B-splines by powers of the place in block @r of the @n that share a cell. */
static void
basis_in_block (int n, int r, double in_block[4][4])
{
  double at = (double) r / n, step = 1.0 / n;

  for (int i = 0; i < 4; i++)
    {
      const double *c = basis[i];

      in_block[i][0] = c[0] + at * (c[1] + at * (c[2] + at * c[3]));
      in_block[i][1] = (c[1] + at * (2 * c[2] + at * 3 * c[3])) * step;
      in_block[i][2] = (c[2] + at * 3 * c[3]) * (step * step);
      in_block[i][3] = c[3] * (step * step * step);
    }
}

/* Adds one octave of the stream function, by powers of s and t. */
static void
add_octave (double stream[4][4], int octave, guint64 key, gint64 i, gint64 j)
{
  int n = width[octave];
  gint64 ci = floor_div (i, n), cj = floor_div (j, n);
  double s[4][4], t[4][4], amplitude = AMPLITUDE * n * n;

  basis_in_block (n, (int) (i - ci * n), s);
  basis_in_block (n, (int) (j - cj * n), t);
  for (int p = 0; p < 4; p++)
    {
      guint64 row = tonsure_hash64 (key + octave) + (guint64) (ci + p);
      double along_t[4] = { 0.0, 0.0, 0.0, 0.0 };

      for (int q = 0; q < 4; q++)
        {
          guint64 lot = tonsure_hash64 (tonsure_hash64 (row) + (guint64) (cj + q));
          double control = lot >> 63 ? amplitude : -amplitude;

          for (int power = 0; power < 4; power++)
            along_t[power] += control * t[q][power];
        }
      for (int m = 0; m < 4; m++)
        for (int power = 0; power < 4; power++)
          stream[m][power] += s[p][m] * along_t[power];
    }
}

void
tonsure_warp_block (TonsureWarp *warp, guint64 key, gint64 i, gint64 j)
{
  double stream[4][4] = { { 0.0 } };

  for (int octave = 0; octave < OCTAVES; octave++)
    add_octave (stream, octave, key, i, j);
  for (int m = 0; m < 4; m++)
    for (int n = 0; n < 3; n++)
      {
        warp->a[m][n] = (n + 1) * stream[m][n + 1];
        warp->b[n][m] = -(n + 1) * stream[n + 1][m];
      }
}

/* A polynomial of two variables at a point, and its derivatives there. */
static void
evaluate (const double *c, int ms, int ns, double s, double t, double result[3])
{
  double value = 0.0, by_s = 0.0, by_t = 0.0;

  for (int m = ms - 1; m >= 0; m--)
    {
      double row = 0.0, row_by_t = 0.0;

      for (int n = ns - 1; n >= 0; n--)
        {
          row_by_t = row_by_t * t + row;
          row = row * t + c[m * ns + n];
        }
      by_s = by_s * s + value;
      value = value * s + row;
      by_t = by_t * s + row_by_t;
    }
  result[0] = value;
  result[1] = by_s;
  result[2] = by_t;
}

void
tonsure_warp_box (const TonsureWarp *warp, double s, double t, double half, TonsureRectangle *box)
{
  double a[3], b[3], half_mm = half * TONSURE_WARP_BLOCK;
  double bend = BEND * half_mm * half_mm + ROUNDING; /* ½ times the corner's distance squared */

  evaluate (&warp->a[0][0], 4, 3, s, t, a);
  evaluate (&warp->b[0][0], 3, 4, s, t, b);
  double reach_a = (fabs (a[1]) + fabs (a[2])) * half + bend;
  double reach_b = (fabs (b[1]) + fabs (b[2])) * half + bend;
  box->x = a[0] - reach_a;
  box->y = b[0] - reach_b;
  box->width = 2 * reach_a;
  box->height = 2 * reach_b;
}

double
tonsure_warp_stretch (const TonsureWarp *warp, double s, double t)
{
  double a[3], b[3];

  evaluate (&warp->a[0][0], 4, 3, s, t, a);
  evaluate (&warp->b[0][0], 3, 4, s, t, b);
  return (1.0 + a[1] / TONSURE_WARP_BLOCK) * (1.0 + b[2] / TONSURE_WARP_BLOCK)
         - a[2] / TONSURE_WARP_BLOCK * (b[1] / TONSURE_WARP_BLOCK);
}

static void
displacement (guint64 key, double x, double y, double *dx, double *dy)
{
  double i = floor (x / TONSURE_WARP_BLOCK), j = floor (y / TONSURE_WARP_BLOCK);
  double s = x / TONSURE_WARP_BLOCK - i, t = y / TONSURE_WARP_BLOCK - j, a[3], b[3];
  TonsureWarp warp;

  tonsure_warp_block (&warp, key, (gint64) i, (gint64) j);
  evaluate (&warp.a[0][0], 4, 3, s, t, a);
  evaluate (&warp.b[0][0], 3, 4, s, t, b);
  *dx = a[0];
  *dy = b[0];
}

TonsureRectangle
tonsure_warp_sources (guint64 key, const TonsureRectangle *target)
{
  double center_x = target->x + 0.5 * target->width;
  double center_y = target->y + 0.5 * target->height;
  double radius = 0.5 * sqrt (target->width * target->width + target->height * target->height);
  double x = center_x, y = center_y, dx, dy, off_x, off_y;

  /* Follow the displacement back to where the center came from. */
  displacement (key, x, y, &dx, &dy);
  for (int step = 0; step < 3; step++)
    {
      x = center_x - dx;
      y = center_y - dy;
      displacement (key, x, y, &dx, &dy);
    }
  off_x = x + dx - center_x;
  off_y = y + dy - center_y;

  /* Two points whose targets are d apart are at most d / (1 - LIPSCHITZ) apart. */
  double reach = (radius + sqrt (off_x * off_x + off_y * off_y)) / (1.0 - LIPSCHITZ) + ROUNDING;
  double left = MAX (x - reach, target->x - FARTHEST);
  double top = MAX (y - reach, target->y - FARTHEST);
  double right = MIN (x + reach, target->x + target->width + FARTHEST);
  double bottom = MIN (y + reach, target->y + target->height + FARTHEST);

  return (TonsureRectangle) { left, top, right - left, bottom - top };
}
