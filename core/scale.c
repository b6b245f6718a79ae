/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The scale of a picture by the head that is seen: see scale.h. */
#include "scale.h"
#include "grid.h"
#include "region-private.h"

#include <math.h>

/* What the outline of tonsure_region_find_head() holds of a head, seen from behind or above: on
 * twenty photos of known scale its median is 262 cm², and √(262 / area) has a standard deviation of
 * 8 %; the scales themselves are known to some 12 %. An ellipse of 155 × 195 mm has 237 cm², the
 * rest is of neck and face. */
#define HEAD_AREA 26200.0 /* mm² */
#define ERROR 0.12

/* Where the edges of the picture cut so much of the outline of the head. */
#define CUT 0.15
#define CUT_ERROR 0.2

/* Where the area is a spot, less than this of the head: hair around it may be taken for the end. */
#define SPOT 0.12
#define SPOT_ERROR 0.3

/* The search knows how far a head reaches, so it starts with a head that seems small: it then finds
 * the same outline, and the next step is nearly right. */
#define SHORT_SIDE 140.0 /* mm: of the picture, to begin with */
#define STEPS 5
#define SETTLED 0.04
#define FINEST 0.005
#define COARSEST 4.0

/* Whether a cell has a neighbor off the head, or lies at the edge of the picture. */
static gboolean
is_border (const TonsureRegionCells *cells, const guint8 *head, int x, int y, gboolean *at_edge)
{
  gsize i = (gsize) y * cells->width + x;

  *at_edge = x == 0 || y == 0 || x == cells->width - 1 || y == cells->height - 1;
  return head[i]
         && (*at_edge || !head[i - 1] || !head[i + 1] || !head[i - cells->width]
             || !head[i + cells->width]);
}

/* Area of the head, mm²; share of its outline that the edges of the picture cut, and share of it
 * that is to be treated. */
static double
measure_head (const TonsureRegionCells *cells, double *cut, double *treated)
{
  g_autofree guint8 *head = g_new (guint8, cells->n);
  double border = 0, edge = 0;

  tonsure_region_find_head (cells, head);
  for (int y = 0; y < cells->height; y++)
    for (int x = 0; x < cells->width; x++)
      {
        gboolean at_edge;

        if (!is_border (cells, head, x, y, &at_edge))
          continue;
        border++;
        edge += at_edge;
      }
  *cut = border > 0 ? edge / border : 1;
  *treated = (double) tonsure_grid_count (cells->inside, cells->n)
             / MAX ((double) tonsure_grid_count (head, cells->n), 1);
  return (double) tonsure_grid_count (head, cells->n) * cells->mm * cells->mm;
}

gboolean
tonsure_scale_from_head (const float *rgb, const guint16 *area, int width, int height,
                         TonsureScale *scale, GError **error)
{
  double mm_per_px = CLAMP (SHORT_SIDE / MIN (width, height), FINEST, COARSEST);
  double cut = 0, treated = 1;

  for (int step = 0; step < STEPS; step++)
    {
      TonsureRegionCells cells;
      double found, next;

      if (!tonsure_region_cells_init (&cells, rgb, area, NULL, NULL, width, height, mm_per_px,
                                      error))
        return FALSE;
      found = measure_head (&cells, &cut, &treated);
      tonsure_region_cells_clear (&cells);
      next = CLAMP (mm_per_px * sqrt (HEAD_AREA / MAX (found, 1)), FINEST, COARSEST);
      found = fabs (next / mm_per_px - 1);
      mm_per_px = next;
      if (found < SETTLED)
        break;
    }
  scale->mm_per_px = mm_per_px;
  scale->relative_error = treated < SPOT ? SPOT_ERROR : cut > CUT ? CUT_ERROR : ERROR;
  scale->source = TONSURE_SCALE_HEAD;
  return TRUE;
}
