/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* From a photo to a grid: see sharpness-read.h. */
#include "sharpness-read.h"
#include "sharpness-cells.h"

#include "grid.h"

#include <math.h>
#include <string.h>

/* Pixels; smaller cells hold too little. */
#define LEAST_CELL 16

/* Prior of the slope of a spectrum: mean, standard deviation, weight of a cell's misfit. */
#define SLOPE 1.75
#define SLOPE_SPREAD 0.6
#define SLOPE_WEIGHT 0.3

/* Cells that the slope is chosen with, at most, about. */
#define CHOSEN 300

/* Standard deviations of what evens out the grid, cells: with it, and farther where nothing is
 * known. */
#define EVEN 1.0
#define FARTHER 4.0

/* How much less what is farther counts. */
#define FAR_PART 0.05

/* How much a cell counts whose faint detail tells, beside one with strong detail. */
#define FAINT_WEIGHT 0.5f

/* How much contrast is lost where the third band has this standard deviation or less, and where
 * nothing is: treating first and denoising then (wavelet and non-local means of .01 to .04, see
 * programs/photo-check.c) leaves of dots what soft thresholding at .2 to .3 leaves, and of skin
 * .002 to .005 in that band. */
#define SMOOTH 0.0035
#define ROUGH 0.012
#define MOST_LOST 0.26

/* The code of the blur where nothing in the photo tells it: .8 px. */
#define USUAL_CODE 24.0f

/* Cells: how far strong detail tells what the lens does; and the least of its weight. */
#define AFAR 5.0
#define LEAST_STRONG 1e-2f

/* Codes that faint detail may be softer than strong detail farther on, and those beyond, at which
 * all contrast is lost that noise reduction takes. */
#define SLACK 6.0f
#define ALL_LOST 12.0f

typedef struct
{
  int columns, rows;
  const TonsureSharpnessModel *model;
  guint slope;
  TonsureSharpnessCell *cells;
  float *code, *weight, *lost;
} Reading;

static guint
choose_slope (const Reading *reading)
{
  int n = reading->columns * reading->rows, step = n / CHOSEN + 1;
  double best = INFINITY;
  guint slope = 0;

  for (guint s = 0; s < TONSURE_SHARPNESS_SLOPES; s++)
    {
      double cost = 0, away = (0.25 * s - SLOPE) / SLOPE_SPREAD, code, level;
      int told = 0;

      for (int i = 0; i < n; i += step)
        if (reading->cells[i].tells != TONSURE_SHARPNESS_TELLS_NOTHING)
          {
            cost += tonsure_sharpness_model_fit (reading->model, &reading->cells[i].told, s, &code,
                                                 &level);
            told++;
          }
      cost = cost / MAX (told, 1) + SLOPE_WEIGHT * away * away;
      if (cost < best)
        {
          best = cost;
          slope = s;
        }
    }
  return slope;
}

/* The contrast that is lost in a cell, by how little faint detail it has. */
static double
find_lost (const TonsureSharpnessCell *cell)
{
  return MOST_LOST
         * CLAMP (log (ROUGH / MAX (cell->detail, 1e-6)) / log (ROUGH / SMOOTH), 0.0, 1.0);
}

/* Values of the cells that count, evened out, and those of the others from around them. */
static void
even_out (const Reading *reading, float *values)
{
  int n = reading->columns * reading->rows;
  g_autofree float *sum = g_new (float, 4 * (gsize) n);
  float *weight = sum + n, *far = sum + 2 * n, *far_weight = sum + 3 * n;
  double mean = 0, all = 0;

  for (int i = 0; i < n; i++)
    {
      weight[i] = far_weight[i] = reading->weight[i];
      sum[i] = far[i] = reading->weight[i] * values[i];
      mean += sum[i];
      all += weight[i];
    }
  tonsure_grid_smooth (sum, reading->columns, reading->rows, EVEN);
  tonsure_grid_smooth (weight, reading->columns, reading->rows, EVEN);
  tonsure_grid_smooth (far, reading->columns, reading->rows, FARTHER);
  tonsure_grid_smooth (far_weight, reading->columns, reading->rows, FARTHER);
  for (int i = 0; i < n; i++)
    values[i] = (float) ((sum[i] + FAR_PART * far[i] + FAR_PART * FAR_PART * mean / all)
                         / (weight[i] + FAR_PART * far_weight[i] + FAR_PART * FAR_PART));
}

/* The blur that strong detail tells, from afar: its code in @code, where @weight is above
 * LEAST_STRONG. */
static void
find_strong (const Reading *reading, float *code, float *weight)
{
  int n = reading->columns * reading->rows;

  for (int i = 0; i < n; i++)
    {
      weight[i] = reading->cells[i].tells == TONSURE_SHARPNESS_TELLS_STRONG ? 1.0f : 0.0f;
      code[i] = weight[i] * reading->code[i];
    }
  tonsure_grid_smooth (code, reading->columns, reading->rows, AFAR);
  tonsure_grid_smooth (weight, reading->columns, reading->rows, AFAR);
  for (int i = 0; i < n; i++)
    code[i] /= MAX (weight[i], LEAST_STRONG);
}

/* A lens blurs strong and faint detail alike. Where faint detail is much softer than strong detail
 * farther on, noise reduction has taken it: that is no blur, but contrast that is lost. */
static void
part_blur_from_loss (Reading *reading)
{
  int n = reading->columns * reading->rows;
  g_autofree float *strong = g_new (float, 2 * (gsize) n);
  float *weight = strong + n;

  find_strong (reading, strong, weight);
  for (int i = 0; i < n; i++)
    {
      float excess = reading->code[i] - (strong[i] + SLACK);

      if (reading->cells[i].tells != TONSURE_SHARPNESS_TELLS_FAINT || weight[i] < LEAST_STRONG
          || excess <= 0.0f)
        continue;
      reading->code[i] -= excess;
      reading->lost[i] = (float) MOST_LOST * MIN (excess / ALL_LOST, 1.0f);
    }
}

static void
find_blur (Reading *reading)
{
  int n = reading->columns * reading->rows, told = 0;
  double level, code;

  reading->slope = choose_slope (reading);
  for (int i = 0; i < n; i++)
    {
      const TonsureSharpnessCell *cell = &reading->cells[i];

      reading->code[i] = reading->weight[i] = 0.0f;
      if (cell->tells == TONSURE_SHARPNESS_TELLS_NOTHING)
        continue;
      tonsure_sharpness_model_fit (reading->model, &cell->told, reading->slope, &code, &level);
      reading->code[i] = (float) code;
      reading->weight[i] = cell->tells == TONSURE_SHARPNESS_TELLS_STRONG ? 1.0f : FAINT_WEIGHT;
      told++;
    }
  part_blur_from_loss (reading);
  for (int i = 0; i < n && told == 0; i++)
    reading->code[i] = USUAL_CODE;
  if (told > 0)
    even_out (reading, reading->code);
}

/* Cells whose faint detail tells the blur lose no more than what part_blur_from_loss() found. */
static gboolean
find_losses (Reading *reading)
{
  int n = reading->columns * reading->rows, read = 0;

  for (int i = 0; i < n; i++)
    {
      const TonsureSharpnessCell *cell = &reading->cells[i];

      reading->weight[i] = cell->pixels >= TONSURE_SHARPNESS_FEWEST ? 1.0f : 0.0f;
      if (cell->pixels >= TONSURE_SHARPNESS_FEWEST && cell->tells != TONSURE_SHARPNESS_TELLS_FAINT)
        reading->lost[i] = (float) find_lost (cell);
      read += cell->pixels >= TONSURE_SHARPNESS_FEWEST;
    }
  if (read > 0)
    even_out (reading, reading->lost);
  return read > 0;
}

static void
write_grid (const Reading *reading, int side, TonsureSharpness *sharpness)
{
  int n = reading->columns * reading->rows;

  sharpness->columns = reading->columns;
  sharpness->rows = reading->rows;
  sharpness->cell = side;
  for (int i = 0; i < n; i++)
    {
      double lost = reading->lost[i] / TONSURE_SHARPNESS_CONTRAST;

      sharpness->blur[i] =
          (guint8) CLAMP (floor (reading->code[i] + 0.5), 0, TONSURE_SHARPNESS_MOST);
      sharpness->lost[i] = (guint8) CLAMP (floor (lost + 0.5), 0, TONSURE_SHARPNESS_MOST);
    }
}

gboolean
tonsure_sharpness_read (const float *rgb, const guint16 *mask, int width, int height, double noise,
                        TonsureSharpness *sharpness)
{
  int side =
      MAX (LEAST_CELL, (MAX (width, height) + TONSURE_SHARPNESS_SIDE - 1) / TONSURE_SHARPNESS_SIDE);
  Reading reading = { .columns = (width + side - 1) / side, .rows = (height + side - 1) / side };
  gsize n = (gsize) reading.columns * reading.rows;
  g_autofree TonsureSharpnessModel *model = g_new (TonsureSharpnessModel, 1);
  g_autofree TonsureDetail *details = g_new (TonsureDetail, n);
  g_autofree TonsureSharpnessCell *cells = g_new0 (TonsureSharpnessCell, n);
  g_autofree float *memory = g_new0 (float, 3 * n);

  memset (sharpness, 0, sizeof *sharpness);
  if (n == 0)
    return FALSE;
  tonsure_sharpness_model_init (model);
  tonsure_detail_read (rgb, mask, width, height, side, reading.columns, reading.rows, details);
  reading.model = model;
  reading.cells = cells;
  reading.code = memory;
  reading.weight = memory + n;
  reading.lost = memory + 2 * n;
  tonsure_sharpness_cells_read (model, details, reading.columns, reading.rows, noise, cells);
  find_blur (&reading);
  if (!find_losses (&reading))
    return FALSE;
  write_grid (&reading, side, sharpness);
  return TRUE;
}
