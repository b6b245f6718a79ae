/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Skin without gloss: see matte.h. */
#include "matte.h"

#include "gloss.h"
#include "spectrum.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define N_CELLS (TONSURE_MATTE_CELLS * TONSURE_MATTE_CELLS)
#define FEWEST_CELLS 64
#define ROUNDS 3 /* the color decides which cells are matte, and they the color */

/* From the lower twentieth to the lower quarter of normal deviates are .97 σ, and the
 * median of the lower quarter lies 1.15 σ below the mean: 2.5 times the distance reach
 * 1.28 σ beyond it. */
#define SPREADS 2.5
#define LEAST_SPREAD 0.04
#define MOST_SPREAD 0.25 /* beyond, much of the sheen would be lost (a choice) */

typedef struct
{
  float rgb[3];
  float excess;
  guint n;
} Cell;

/* Mean color of each cell that has samples. */
static guint
gather (const TonsureSample *samples, guint n, Cell *cells)
{
  guint filled = 0;

  memset (cells, 0, sizeof *cells * N_CELLS);
  for (guint i = 0; i < n; i++)
    {
      Cell *cell = &cells[samples[i].cell];

      for (int c = 0; c < 3; c++)
        cell->rgb[c] += samples[i].rgb[c];
      cell->n++;
    }
  for (guint i = 0; i < N_CELLS; i++)
    if (cells[i].n > 0)
      {
        Cell cell = cells[i];

        for (int c = 0; c < 3; c++)
          cell.rgb[c] /= (float) cell.n;
        cells[filled++] = cell;
      }
  return filled;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  float x = ((const Cell *) a)->excess, y = ((const Cell *) b)->excess;

  return (x > y) - (x < y);
}

static int
compare_floats (gconstpointer a, gconstpointer b)
{
  float x = *(const float *) a, y = *(const float *) b;

  return (x > y) - (x < y);
}

/* Median of each channel, and 1.48 times the median distance from it. */
static void
find_color (const Cell *cells, guint n, double color[3], double error[3])
{
  g_autofree float *values = g_new (float, n);

  for (int c = 0; c < 3; c++)
    {
      for (guint i = 0; i < n; i++)
        values[i] = cells[i].rgb[c];
      qsort (values, n, sizeof *values, compare_floats);
      color[c] = values[n / 2];
      for (guint i = 0; i < n; i++)
        values[i] = fabsf (cells[i].rgb[c] - (float) color[c]);
      qsort (values, n, sizeof *values, compare_floats);
      error[c] = 1.4826 * values[n / 2];
    }
}

/* From the photo's primaries to sRGB; what is out of its gamut is cut off. */
static void
to_srgb (const double rgb[3], const double *primaries, double srgb[3])
{
  double xyz[3];

  tonsure_rgb_to_xyz (rgb, primaries, xyz);
  tonsure_xyz_to_rgb (xyz, NULL, srgb);
  for (int c = 0; c < 3; c++)
    srgb[c] = MAX (srgb[c], 0.0);
}

/* Sorts the cells by the neutral light that they have in excess of @color. */
static gboolean
sort (Cell *cells, guint n, const double color[3], const double *light, const double *primaries)
{
  TonsureGloss gloss;

  if (!tonsure_gloss_init (&gloss, color, light, 0.0, primaries))
    return FALSE;
  for (guint i = 0; i < n; i++)
    cells[i].excess = (float) tonsure_gloss_excess (&gloss, cells[i].rgb);
  qsort (cells, n, sizeof *cells, compare);
  return TRUE;
}

gboolean
tonsure_matte_estimate (const TonsureSample *samples, guint n_samples, const double *light,
                        const double *primaries, TonsureMatte *matte)
{
  g_autofree Cell *cells = g_new (Cell, N_CELLS);
  guint n = gather (samples, n_samples, cells), some = n;
  double color[3], tail;

  memset (matte, 0, sizeof *matte);
  if (n < FEWEST_CELLS)
    return FALSE;
  for (int round = 0; round < ROUNDS; round++)
    {
      find_color (cells, some, color, matte->color_error);
      to_srgb (color, primaries, matte->color);
      if (!sort (cells, n, matte->color, light, primaries))
        {
          memset (matte, 0, sizeof *matte);
          return FALSE;
        }
      some = n / 4;
    }
  tail = cells[n / 4].excess - cells[n / 20].excess;
  matte->spread = CLAMP (SPREADS * tail, LEAST_SPREAD, MOST_SPREAD);
  matte->spread_error = matte->spread / sqrt (n / 4.0);
  return TRUE;
}
