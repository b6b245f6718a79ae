/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Cells of the grid: see sharpness-cells.h. */
#include "sharpness-cells.h"

#include "grid.h"

#include <math.h>
#include <string.h>

/* For a normal distribution: the quantile .5 of |x| is .6745 σ, .98 is 2.3263 σ. */
#define MEDIAN 0.6745
#define STRONG 2.3263
#define STRONG_SHARE 0.98

/* Strong detail, as σ of a normal distribution: one pixel in fifty is beyond 2.3 times that. */
#define STRONG_DETAIL 0.04

/* Detail is sparse where its quantile .98 is so many times that of a normal distribution with the
 * same median: skin has 1.1 to 1.3, in and out of focus, denoised skin 1.3 to 10. */
#define SPARSE 1.3

/* Less than that ratio is a normal distribution, as noise has, also where the camera has smoothed
 * it: then the two finest bands tell of the noise, unless the second is as strong as no noise is,
 * or the first as weak as that of detail out of focus. */
#define NOISY 1.12
#define FINE 0.7
#define SURE_DETAIL 0.08

/* Cells with as much noise in a band as this share of all have hold little else there; what is left
 * of a variance at least, and what must be left of the coarsest for it to tell. */
#define LEAST_NOISE 0.05
#define LEAST_LEFT 0.05
#define SEEN_BEHIND 0.3

/* Faint detail is seen where its variance is so many times that of noise and rounding, and its
 * standard deviation in the third band (1.6 to 3.2 px) at least this: skin out of focus by a disk
 * of 4 px has .7 to 2 %, skin behind noise reduction .2 to .5 %. */
#define SEEN 1.5
#define LEAST_FAINT 0.006

/* The median of rounding to 8 bits, relative to light L: the step of v = L^(1/2.2) is 1/255, its
 * standard deviation 1/√12 of that. */
#define ROUNDING (2.2 / 255.0 * 0.2887)

/* Noise cannot be more than that part of the finest band of the calmest cells. */
#define NOISE_PART 0.7

/* The cell at @x, @y and those around it. */
static void
gather (const TonsureDetail *details, int columns, int rows, int x, int y, TonsureDetail *sum)
{
  memset (sum, 0, sizeof *sum);
  for (int j = MAX (y - 1, 0); j <= MIN (y + 1, rows - 1); j++)
    for (int i = MAX (x - 1, 0); i <= MIN (x + 1, columns - 1); i++)
      tonsure_detail_add (sum, details + j * columns + i);
}

static double
variance_of (const TonsureDetail *detail, guint band, double share, double normal)
{
  double sigma = tonsure_detail_quantile (detail, band, share) / normal;

  return sigma * sigma;
}

static gboolean
is_noise (const TonsureSharpnessCell *cell, const TonsureSharpnessSample *high)
{
  const double *faint = cell->faint.variance;
  double strong = high->variance[1];

  return strong < NOISY * NOISY * faint[1] && strong < SURE_DETAIL * SURE_DETAIL
         && faint[0] > FINE * faint[1];
}

static TonsureSharpnessTells
what_tells (const TonsureSharpnessModel *model, const TonsureSharpnessCell *cell,
            const TonsureSharpnessSample *high)
{
  const double *faint = cell->faint.variance, *strong = high->variance;
  gboolean noisy = is_noise (cell, high);

  if (!noisy && strong[1] >= STRONG_DETAIL * STRONG_DETAIL)
    return TONSURE_SHARPNESS_TELLS_STRONG;
  if (!noisy && faint[1] > SEEN * cell->faint.noise * model->white[1]
      && faint[2] > LEAST_FAINT * LEAST_FAINT && strong[1] < SPARSE * SPARSE * faint[1]
      && strong[2] < SPARSE * SPARSE * faint[2])
    return TONSURE_SHARPNESS_TELLS_FAINT;
  return TONSURE_SHARPNESS_TELLS_NOTHING;
}

static void
read_cell (const TonsureSharpnessModel *model, const TonsureDetail *sum, double noise,
           TonsureSharpnessCell *cell)
{
  TonsureSharpnessSample high;
  double light = sum->light / MAX (sum->n, 1),
         rounding = ROUNDING / pow (MAX (light, 1e-4), 1 / 2.2);

  cell->tells = TONSURE_SHARPNESS_TELLS_NOTHING;
  cell->pixels = sum->n;
  cell->noisy = FALSE;
  cell->faint.first = high.first = 0;
  cell->faint.noise = high.noise = MAX (noise, rounding * rounding);
  for (guint b = 0; b < TONSURE_SHARPNESS_BANDS; b++)
    {
      cell->faint.variance[b] = variance_of (sum, b, 0.5, MEDIAN);
      high.variance[b] = variance_of (sum, b, STRONG_SHARE, STRONG);
    }
  if (sum->n < TONSURE_SHARPNESS_FEWEST)
    return;
  cell->tells = what_tells (model, cell, &high);
  cell->noisy = cell->tells == TONSURE_SHARPNESS_TELLS_NOTHING && is_noise (cell, &high);
  cell->detail = sqrt (cell->faint.variance[2]);
  cell->told = cell->tells == TONSURE_SHARPNESS_TELLS_STRONG ? high : cell->faint;
}

/* The variance that the calmest cells leave room for. */
static double
bound_noise (const TonsureSharpnessModel *model, const TonsureDetail *details, int n, double noise)
{
  g_autofree float *values = g_new0 (float, n);
  g_autofree guint8 *read = g_new0 (guint8, n);

  for (int i = 0; i < n; i++)
    if (details[i].n >= TONSURE_SHARPNESS_FEWEST / 9)
      {
        read[i] = 1;
        values[i] = (float) variance_of (&details[i], 0, 0.5, MEDIAN);
      }
  return MIN (noise * noise,
              NOISE_PART * tonsure_grid_quantile (values, read, n, 0.05) / model->white[0]);
}

/* The variance that noise has in a band, relative to the second, by the noisy cells with least. */
static double
noise_in_band (const TonsureSharpnessCell *cells, int n, guint band)
{
  g_autofree float *ratio = g_new (float, n);
  g_autofree guint8 *noisy = g_new0 (guint8, n);

  for (int i = 0; i < n; i++)
    if (cells[i].noisy)
      {
        noisy[i] = 1;
        ratio[i] = (float) (cells[i].faint.variance[band] / cells[i].faint.variance[1]);
      }
  return tonsure_grid_quantile (ratio, noisy, n, LEAST_NOISE);
}

/* Where noise hides the two finest bands, the others tell, without what noise they hold. */
static void
read_behind_noise (TonsureSharpnessCell *cells, int n)
{
  double noise[TONSURE_SHARPNESS_BANDS] = { 0 };

  for (guint b = 2; b < TONSURE_SHARPNESS_BANDS; b++)
    noise[b] = noise_in_band (cells, n, b);
  for (int i = 0; i < n; i++)
    {
      TonsureSharpnessCell *cell = &cells[i];
      double left[TONSURE_SHARPNESS_BANDS];

      if (!cell->noisy)
        continue;
      for (guint b = 2; b < TONSURE_SHARPNESS_BANDS; b++)
        {
          left[b] = MAX (cell->faint.variance[b] - noise[b] * cell->faint.variance[1],
                         LEAST_LEFT * cell->faint.variance[b]);
          cell->told.variance[b] = left[b];
        }
      cell->detail = sqrt (left[2]);
      cell->told.first = 2;
      cell->told.noise = 0.0;
      if (left[3] > SEEN_BEHIND * cell->faint.variance[3])
        cell->tells = TONSURE_SHARPNESS_TELLS_FAINT;
    }
}

void
tonsure_sharpness_cells_read (const TonsureSharpnessModel *model, const TonsureDetail *details,
                              int columns, int rows, double noise, TonsureSharpnessCell *cells)
{
  double variance = bound_noise (model, details, columns * rows, noise);
  TonsureDetail sum;

  for (int i = 0; i < columns * rows; i++)
    {
      gather (details, columns, rows, i % columns, i / columns, &sum);
      read_cell (model, &sum, variance, &cells[i]);
    }
  read_behind_noise (cells, columns * rows);
}
