/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Cells of a photo: see samples-cells.h. */
#include "samples-cells.h"

#include "samples.h"
#include "treatment.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CELL 2.5    /* mm; some follicular units, no more shading than a plane */
#define FEWEST_PX 5 /* across a cell */
#define SCALE 4.0   /* pixels a mm that are read, if there are as many */

/* Sums over a cell for the plane that fits best. */
typedef struct
{
  double n, x, y, xx, yy, xy, l, ll, lx, ly;
  double rgb[3];
  double gx, gy, gxy; /* squares and products of the gradient */
} Sums;

static void
add (Sums *sums, double x, double y, const float *rgb)
{
  double l = tonsure_light_of (rgb);

  sums->n++;
  sums->x += x, sums->y += y;
  sums->xx += x * x, sums->yy += y * y, sums->xy += x * y;
  sums->l += l, sums->ll += l * l, sums->lx += l * x, sums->ly += l * y;
  for (int c = 0; c < 3; c++)
    sums->rgb[c] += rgb[c];
}

static void
add_gradient (Sums *sums, const TonsureShrunk *s, int x, int y)
{
  const float *p = s->rgb + 3 * ((gsize) y * s->width + x);
  double gx, gy;

  if (x + 1 >= s->width || y + 1 >= s->height)
    return;
  gx = tonsure_light_of (p + 3) - tonsure_light_of (p);
  gy = tonsure_light_of (p + 3 * s->width) - tonsure_light_of (p);
  sums->gx += gx * gx;
  sums->gy += gy * gy;
  sums->gxy += gx * gy;
}

/* Whether light changes in one direction: 0 to 1. */
static double
coherence (const Sums *s)
{
  double sum = s->gx + s->gy, difference = s->gx - s->gy;

  return sum > 0 ? sqrt (difference * difference + 4 * s->gxy * s->gxy) / sum : 0;
}

/* Variance of light beside the plane, over the square of its mean. */
static double
roughness (const Sums *s)
{
  double n = s->n, mean = s->l / n, total = s->ll / n - mean * mean;
  double xx = s->xx / n - s->x / n * s->x / n, yy = s->yy / n - s->y / n * s->y / n;
  double xy = s->xy / n - s->x / n * s->y / n;
  double lx = s->lx / n - mean * s->x / n, ly = s->ly / n - mean * s->y / n;
  double determinant = xx * yy - xy * xy;
  double explained = determinant > 1e-9 * xx * yy
                         ? (lx * lx * yy - 2 * lx * ly * xy + ly * ly * xx) / determinant
                         : 0;

  return MAX (total - explained, 0) * n / MAX (n - 3, 1) / (mean * mean);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* The roughness of the second smoothest quarter: an edge that crosses the cell leaves two alone,
 * stubble is everywhere. */
static double
roughness_of (const Sums quarters[4], const Sums *all)
{
  double rough[4];

  for (int q = 0; q < 4; q++)
    {
      if (quarters[q].n < 6)
        return roughness (all);
      rough[q] = roughness (quarters + q);
    }
  qsort (rough, 4, sizeof *rough, compare_numbers);
  return rough[1];
}

TonsureCell *
tonsure_search_cell (const TonsureSearch *search, int i, int j)
{
  return i >= 0 && j >= 0 && i < search->width && j < search->height
             ? search->cells + (gsize) j * search->width + i
             : NULL;
}

static void
read_cell (TonsureSearch *search, const TonsureShrunk *s, const guint8 *area, int side, int i,
           int j)
{
  TonsureCell *cell = tonsure_search_cell (search, i, j);
  Sums sums = { 0 }, quarters[4] = { { 0 } };
  int n = 0, inside = 0;

  for (int y = j * side; y < MIN ((j + 1) * side, s->height); y++)
    for (int x = i * side; x < MIN ((i + 1) * side, s->width); x++)
      {
        gsize at = (gsize) y * s->width + x;

        n++;
        inside += area[at];
        search->n_area += area[at];
        search->n_clipped += area[at] && s->clipped[at];
        if (!s->usable[at])
          continue;
        add (&sums, x - i * side, y - j * side, s->rgb + 3 * at);
        add_gradient (&sums, s, x, y);
        add (quarters + 2 * (2 * (y - j * side) >= side) + (2 * (x - i * side) >= side),
             x - i * side, y - j * side, s->rgb + 3 * at);
      }
  memset (cell, 0, sizeof *cell);
  if (2 * inside > n)
    cell->is |= TONSURE_CELL_INSIDE;
  if (10 * inside < n)
    cell->is |= TONSURE_CELL_OUTSIDE;
  if (sums.n < 0.9 * n || sums.n < 8)
    return;
  for (int c = 0; c < 3; c++)
    cell->rgb[c] = (float) (sums.rgb[c] / sums.n);
  if (!(cell->rgb[0] > 1e-5f && cell->rgb[1] > 1e-5f && cell->rgb[2] > 1e-5f))
    return;
  cell->light = tonsure_light_of (cell->rgb);
  cell->coherence = (float) coherence (&sums);
  cell->rough = (float) roughness_of (quarters, &sums);
}

gboolean
tonsure_search_init (TonsureSearch *search, const float *rgb, const guint16 *area, int width,
                     int height, double mm_per_px, double reach, GError **error)
{
  g_auto (TonsureShrunk) shrunk = { 0 };
  g_autofree guint8 *small = NULL;
  TonsurePixels bounds;
  int margin = (int) MIN (reach / mm_per_px, 1e6) + 1, side;

  memset (search, 0, sizeof *search);
  if (tonsure_bounds_of (area, width, height, &bounds) == 0)
    {
      g_set_error_literal (error, TONSURE_ERROR, TONSURE_ERROR_UNMEASURABLE,
                           _ ("The treatment area is empty: mark hair and skin"));
      return FALSE;
    }
  search->from.x = MAX (bounds.x - margin, 0);
  search->from.y = MAX (bounds.y - margin, 0);
  search->from.width = MIN (bounds.x + bounds.width + margin, width) - search->from.x;
  search->from.height = MIN (bounds.y + bounds.height + margin, height) - search->from.y;
  tonsure_shrunk_init (&shrunk, rgb, width, &search->from, mm_per_px, SCALE);
  small = tonsure_shrunk_mask (&shrunk, area, width);
  side = MAX (FEWEST_PX, (int) floor (CELL / shrunk.mm_per_px + 0.5));
  search->side = side * shrunk.step;
  search->mm2 = search->side * mm_per_px * search->side * mm_per_px;
  search->width = (shrunk.width + side - 1) / side;
  search->height = (shrunk.height + side - 1) / side;
  search->cells = g_new (TonsureCell, (gsize) search->width * search->height);
  for (int j = 0; j < search->height; j++)
    for (int i = 0; i < search->width; i++)
      read_cell (search, &shrunk, small, side, i, j);
  return TRUE;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  float x = *(const float *) a, y = *(const float *) b;

  return (x > y) - (x < y);
}

/* A tonsure_search_quantile of one of the numbers of the cells that are @is; 0 if there are none.
 */
float
tonsure_search_quantile (const TonsureSearch *search, int is, gsize offset, double share)
{
  guint n_cells = search->width * search->height, n = 0;
  g_autofree float *values = g_new (float, (gsize) n_cells + 1);

  for (guint i = 0; i < n_cells; i++)
    if ((search->cells[i].is & is) == is && search->cells[i].light > 0)
      values[n++] = G_STRUCT_MEMBER (float, search->cells + i, offset);
  if (n == 0)
    return 0;
  qsort (values, n, sizeof *values, compare);
  return values[MIN ((guint) (share * n), n - 1)];
}

void
tonsure_search_color (const TonsureSearch *search, int is, float rgb[3])
{
  for (int c = 0; c < 3; c++)
    rgb[c] = tonsure_search_quantile (search, is,
                                      G_STRUCT_OFFSET (TonsureCell, rgb) + c * sizeof (float), 0.5);
}

double
tonsure_search_area (const TonsureSearch *search, int is)
{
  double n = 0;

  for (int i = 0; i < search->width * search->height; i++)
    n += (search->cells[i].is & is) == is && search->cells[i].light > 0;
  return n * search->mm2;
}
