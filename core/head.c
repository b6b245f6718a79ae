/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Which part of a photo is the head: see head.h. */
#include "head.h"
#include "exact.h"
#include "range.h"
#include "samples-cells.h"

#include <math.h>

/* mm */
#define BREADTH 155.0
#define BESIDE 15.0
#define VERTEX_TO_CHIN 230.0

/* Mixtures of skin and hair that cells are compared with. */
#define MIXTURES 11

/* A cell's light relative to that of the mixture; hair alone may be as dark as can be. */
#define DEEPEST 0.15
#define BRIGHTEST 2.0

/* Logarithms of red and blue to green, relative to those of skin: sheen takes from them, light that
 * goes from skin to skin adds; and what they may differ beyond that. */
#define PALEST 0.7
#define RUDDIEST 1.8
#define HUE 0.2
#define DARK_HUE 0.6 /* the same where it is darker than hair: haze and noise */

/* Of the gradient in a cell, and the variance of its light, see samples-cells.h. */
#define EDGE 0.7
#define ROUGH 0.004

/* The frame, in cells. */
typedef struct
{
  double x0, y0, x1, y1;
} Frame;

/* Around the area, but as large as a head. */
static Frame
frame_of (const TonsureSearch *search)
{
  double cell = sqrt (search->mm2), more;
  Frame frame = { search->width, search->height, 0.0, 0.0 };

  for (int j = 0; j < search->height; j++)
    for (int i = 0; i < search->width; i++)
      if (tonsure_search_cell (search, i, j)->is & TONSURE_CELL_INSIDE)
        {
          frame.x0 = MIN (frame.x0, i);
          frame.x1 = MAX (frame.x1, i);
          frame.y0 = MIN (frame.y0, j);
        }
  more = MAX (BESIDE / cell, 0.5 * (BREADTH / cell - (frame.x1 - frame.x0)));
  frame.x0 -= more;
  frame.x1 += more;
  frame.y1 = frame.y0 + VERTEX_TO_CHIN / cell;
  frame.y0 -= BESIDE / cell;
  return frame;
}

static double
distance (double value, double one, double other)
{
  return MAX (MAX (MIN (one, other) - value, value - MAX (one, other)), 0.0);
}

/* Whether a cell is as colored as skin with any share of hair, in light or shade. */
static gboolean
is_of_head (const TonsureCell *cell, const float skin[3], const double hair[3])
{
  if (!(cell->light > 0.0f))
    return FALSE;
  for (int k = 0; k < MIXTURES; k++)
    {
      double share = (double) k / (MIXTURES - 1), shade, far = 0.0;
      float mixture[3];

      for (int c = 0; c < 3; c++)
        mixture[c] = (float) ((1.0 - share) * skin[c] + share * hair[c]);
      shade = cell->light / tonsure_light_of (mixture);
      for (int c = 0; c < 3; c += 2)
        {
          double hue = tonsure_log (mixture[c] / mixture[1]);

          far = MAX (far, distance (tonsure_log (cell->rgb[c] / cell->rgb[1]), PALEST * hue,
                                    RUDDIEST * hue));
        }
      if (shade < BRIGHTEST && far < (k == MIXTURES - 1 && shade < 1.0 ? DARK_HUE : HUE)
          && (shade > DEEPEST || k == MIXTURES - 1))
        return TRUE;
    }
  return FALSE;
}

/* Steps from what is marked in @to over what is marked in @over. */
static void
spread (const TonsureSearch *search, const guint8 *over, guint8 *to)
{
  const int width = search->width;
  const gsize n = (gsize) width * search->height;
  g_autofree int *queue = g_new (int, n + 1);
  gsize first = 0, last = 0;

  for (gsize i = 0; i < n; i++)
    if (to[i])
      queue[last++] = (int) i;
  while (first < last)
    {
      int at = queue[first++];

      for (int k = 0; k < 4; k++)
        {
          int x = at % width + (k == 0) - (k == 1), y = at / width + (k == 2) - (k == 3);
          gsize there = (gsize) y * width + x;

          if (tonsure_search_cell (search, x, y) == NULL || to[there] || !over[there])
            continue;
          to[there] = 1;
          queue[last++] = (int) there;
        }
    }
}

/* What has the colors of a head, in the frame, and is wider than two cells. */
static void
mark_colors (const TonsureSearch *search, const double hair[3], guint8 *wide)
{
  const int width = search->width, height = search->height;
  g_autofree guint8 *colored = g_new0 (guint8, (gsize) width * height);
  Frame frame = frame_of (search);
  float skin[3];

  tonsure_search_color (search, TONSURE_CELL_INSIDE, skin);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      colored[(gsize) y * width + x] =
          x >= frame.x0 && x <= frame.x1 && y >= frame.y0 && y <= frame.y1
          && is_of_head (tonsure_search_cell (search, x, y), skin, hair);
  for (int y = 1; y < height - 1; y++)
    for (int x = 1; x < width - 1; x++)
      {
        const guint8 *middle = colored + (gsize) y * width + x;
        gboolean all = TRUE;

        for (int k = 0; k < 9; k++)
          all &= middle[(k / 3 - 1) * width + k % 3 - 1];
        for (int k = 0; k < 9 && all; k++)
          wide[(gsize) (y + k / 3 - 1) * width + x + k % 3 - 1] = 1;
      }
}

/* What is led to from the area, and what that encloses, such as eyes, lips, moles and gloss. */
static guint8 *
reach (const TonsureSearch *search, const double hair[3])
{
  const int width = search->width, height = search->height;
  const gsize n = (gsize) width * height;
  g_autofree guint8 *wide = g_new0 (guint8, n), *outside = g_new0 (guint8, n);
  guint8 *reached = g_new0 (guint8, n);

  mark_colors (search, hair, wide);
  for (gsize i = 0; i < n; i++)
    reached[i] = (search->cells[i].is & TONSURE_CELL_INSIDE) != 0;
  spread (search, wide, reached);
  for (gsize i = 0; i < n; i++)
    {
      int x = (int) (i % width), y = (int) (i / width);

      wide[i] = !reached[i];
      outside[i] = wide[i] && (x == 0 || y == 0 || x == width - 1 || y == height - 1);
    }
  spread (search, wide, outside);
  for (gsize i = 0; i < n; i++)
    reached[i] = !outside[i];
  return reached;
}

/* Whether something else than stubble ends or begins here. */
static gboolean
is_edge (const TonsureCell *cell)
{
  return cell->coherence >= EDGE && cell->rough > ROUGH;
}

/* What of the head lies at its outline, or at an edge on it, is left out. */
static guint8 *
leave_edges_out (const TonsureSearch *search, const guint8 *reached, gboolean stubble)
{
  const int width = search->width, height = search->height;
  guint8 *inner = g_new (guint8, (gsize) width * height);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        gboolean all = !stubble || !is_edge (tonsure_search_cell (search, x, y));

        for (int j = MAX (y - 1, 0); j <= MIN (y + 1, height - 1); j++)
          for (int i = MAX (x - 1, 0); i <= MIN (x + 1, width - 1); i++)
            all &= reached[(gsize) j * width + i];
        inner[(gsize) y * width + x] = (guint8) all;
      }
  return inner;
}

/* Between the centers of cells it changes evenly. */
static double
share_at (const TonsureSearch *search, const guint8 *is, double x, double y)
{
  double u = CLAMP (x / search->side - 0.5, 0.0, search->width - 1.0);
  double v = CLAMP (y / search->side - 0.5, 0.0, search->height - 1.0);
  int i = MIN ((int) u, MAX (search->width - 2, 0)), j = MIN ((int) v, MAX (search->height - 2, 0));
  int right = search->width > 1, down = search->height > 1 ? search->width : 0;
  const guint8 *at = is + (gsize) j * search->width + i;
  double a = u - i, b = v - j;

  return (1.0 - b) * ((1.0 - a) * at[0] + a * at[right])
         + b * ((1.0 - a) * at[down] + a * at[down + right]);
}

gboolean
tonsure_head_find (const float *rgb, const guint16 *area, int width, int height, double mm_per_px,
                   const double hair[3], gboolean stubble, guint16 *head, GError **error)
{
  g_autofree guint8 *reached = NULL, *inner = NULL;
  TonsureSearch search;

  if (!tonsure_in_range ("mm_per_px", mm_per_px, 0.002, 5.0, error)
      || !tonsure_in_range ("hair", MIN (MIN (hair[0], hair[1]), hair[2]), 1e-6, 100.0, error)
      || !tonsure_search_init (&search, rgb, area, width, height, mm_per_px, VERTEX_TO_CHIN, error))
    return FALSE;
  reached = reach (&search, hair);
  inner = leave_edges_out (&search, reached, stubble);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        double i = x + 0.5 - search.from.x, j = y + 0.5 - search.from.y;
        gboolean searched = i > 0 && j > 0 && i < search.from.width && j < search.from.height;

        head[(gsize) y * width + x] =
            searched ? (guint16) (65535.0 * share_at (&search, inner, i, j) + 0.5) : 0;
      }
  g_free (search.cells);
  return TRUE;
}
