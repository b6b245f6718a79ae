/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The head, by color and texture inside and outside, distance and edges: see region-private.h. */
#include "region-private.h"
#include "exact.h"
#include "grid.h"
#include "mixture.h"
#include "outline.h"

#include <math.h>
#include <string.h>

#define ROUNDS 3
#define PARTS_INSIDE 5
#define PARTS_OUTSIDE 6
#define PARTS_FRAME 4
#define BY_FRAME 0.7 /* less odds: a head may be cut by the frame */
#define LOG_ODDS 3.0 /* at most, by color and texture */

/* Features: ln of red and blue to green, .5 ln Y, .25 ln of texture. */
#define LIGHT 0.5f
#define ROUGH 0.25f
static const double floors[4] = { 0.04, 0.04, 0.08, 0.08 };

/* mm from the area */
#define NEAR 8.0        /* on the head, to begin with */
#define STILL_NEAR 6.0  /* on the head, within the curve */
#define FARTHER 20.0    /* than a head reaches: not on it, to begin with */
#define APART 6.0       /* not on the head, beyond the curve … */
#define UNLIKELY (-1)   /* … where odds are below this */
#define FRAME 4.0       /* mm along the edges of the picture that are not on the head … */
#define FRAME_APART 4.0 /* … where they are as far from the area */
#define FEWEST 100

/* Before anything is seen of it a head reaches so far from the middle of the area, less what the
 * area itself does, mm, and the odds fall by as much a mm. */
#define HEAD 118.0
#define SHORTEST 35.0
#define LONGEST 80.0
#define FALL (1.5 / 60)
#define MOST_NEAR (1.5 * 0.45)
#define LEAST_FAR (-1.5)

/* Edges: σ in mm, and weights of a change a mm of red, blue and light. */
#define EDGE_SIGMA 1.0
#define EDGE_COLOR 4.0f
#define EDGE_LIGHT 1.4f

typedef struct
{
  const TonsureRegionCells *cells;
  float *features; /* four a cell */
  float *smooth[3];
  guint8 *frame;
  float *odds, *edge;
  double allowed; /* how far beyond the area the head may well reach, mm */
} Search;

static void
find_features (Search *search)
{
  const TonsureRegionCells *cells = search->cells;
  g_autofree float *rough = g_memdup2 (cells->contrast, cells->n * sizeof (float));
  const float *from[3] = { cells->red, cells->blue, cells->light };

  tonsure_grid_smooth (rough, cells->width, cells->height, 1 / cells->mm);
  search->features = g_new (float, 4 * cells->n);
  for (gsize i = 0; i < cells->n; i++)
    {
      search->features[4 * i] = cells->red[i];
      search->features[4 * i + 1] = cells->blue[i];
      search->features[4 * i + 2] = LIGHT * cells->light[i];
      search->features[4 * i + 3] = ROUGH * (float) tonsure_log (rough[i] + 0.004);
    }
  for (int k = 0; k < 3; k++)
    {
      search->smooth[k] = g_memdup2 (from[k], cells->n * sizeof (float));
      tonsure_grid_smooth (search->smooth[k], cells->width, cells->height, EDGE_SIGMA / cells->mm);
    }
}

static void
find_frame (Search *search)
{
  const TonsureRegionCells *cells = search->cells;
  int wide = MAX (1, (int) (FRAME / cells->mm + 0.5));

  search->frame = g_new0 (guint8, cells->n);
  for (int y = 0; y < cells->height; y++)
    for (int x = 0; x < cells->width; x++)
      {
        gsize i = (gsize) y * cells->width + x;

        search->frame[i] =
            (x < wide || y < wide || x >= cells->width - wide || y >= cells->height - wide)
            && cells->outside[i] > FRAME_APART;
      }
}

static void
find_middle (const TonsureRegionCells *cells, const guint8 *set, TonsureOutline *outline)
{
  double x = 0, y = 0, n = 0;

  for (gsize i = 0; i < cells->n; i++)
    if (set[i])
      {
        x += (double) (i % cells->width);
        y += (double) (i / cells->width);
        n++;
      }
  outline->x = x / MAX (n, 1);
  outline->y = y / MAX (n, 1);
}

/* How much color and light change along the ray from the middle of @outline. */
static void
find_edges (Search *search, const TonsureOutline *outline)
{
  static const float weights[3] = { EDGE_COLOR, EDGE_COLOR, EDGE_LIGHT };
  const TonsureRegionCells *cells = search->cells;
  int width = cells->width, height = cells->height;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        gsize row = (gsize) y * width, up = (gsize) MAX (y - 1, 0) * width;
        gsize down = (gsize) MIN (y + 1, height - 1) * width;
        int left = MAX (x - 1, 0), right = MIN (x + 1, width - 1);
        float dx = (float) (x - outline->x), dy = (float) (y - outline->y), sum = 0;
        float far = sqrtf (dx * dx + dy * dy) + 1;

        for (int k = 0; k < 3; k++)
          {
            const float *v = search->smooth[k];
            float across =
                (v[row + right] - v[row + left]) * dx / far + (v[down + x] - v[up + x]) * dy / far;
            float change = weights[k] * across / (float) (2 * cells->mm);

            sum += change * change;
          }
        search->edge[row + x] = MIN (sqrtf (sum), 1);
      }
}

static gboolean
is_marked (const TonsureRegionCells *cells, gsize i)
{
  return (cells->hair != NULL && cells->hair[i]) || (cells->skin != NULL && cells->skin[i]);
}

/* What is taken for the head and for what is beside it; to begin with there is no @head. */
static void
choose (const Search *search, const guint8 *head, guint8 *inside, guint8 *outside)
{
  const TonsureRegionCells *cells = search->cells;
  float farthest = 0;

  for (gsize i = 0; i < cells->n; i++)
    {
      float far = cells->outside[i];

      farthest = MAX (farthest, far);
      if (head == NULL)
        {
          inside[i] = far < NEAR && !search->frame[i];
          outside[i] = far > search->allowed + FARTHER || search->frame[i];
        }
      else
        {
          inside[i] = head[i] && !search->frame[i] && (far < STILL_NEAR || search->odds[i] > 0);
          outside[i] = (!head[i] && far > APART && search->odds[i] < UNLIKELY) || search->frame[i];
        }
      if (is_marked (cells, i))
        {
          inside[i] = 1;
          outside[i] = 0;
        }
    }
  if (tonsure_grid_count (outside, cells->n) < FEWEST)
    for (gsize i = 0; i < cells->n; i++)
      outside[i] = cells->outside[i] > 0.95f * farthest;
}

static gboolean
find_odds (Search *search, const guint8 *inside, const guint8 *outside)
{
  const TonsureRegionCells *cells = search->cells;
  TonsureMixture in, out, frame;

  if (!tonsure_mixture_fit (&in, search->features, inside, cells->n, PARTS_INSIDE, floors)
      || !tonsure_mixture_fit (&out, search->features, outside, cells->n, PARTS_OUTSIDE, floors))
    return FALSE;
  tonsure_mixture_fit (&frame, search->features, search->frame, cells->n, PARTS_FRAME, floors);
  for (gsize i = 0; i < cells->n; i++)
    {
      const float *f = search->features + 4 * i;
      double beside =
          MAX (tonsure_mixture_log (&out, f), tonsure_mixture_log (&frame, f) - BY_FRAME);
      double odds = tonsure_mixture_log (&in, f) - beside;

      search->odds[i] =
          (float) (CLAMP (odds, -LOG_ODDS, LOG_ODDS)
                   + CLAMP (FALL * (search->allowed - cells->outside[i]), LEAST_FAR, MOST_NEAR));
    }
  return TRUE;
}

static double
find_allowed (const TonsureRegionCells *cells)
{
  double area = (double) tonsure_grid_count (cells->inside, cells->n) * cells->mm * cells->mm;

  return CLAMP (HEAD - sqrt (area / G_PI), SHORTEST, LONGEST);
}

static void
search_clear (Search *search)
{
  g_free (search->features);
  g_free (search->frame);
  g_free (search->odds);
  g_free (search->edge);
  for (int k = 0; k < 3; k++)
    g_free (search->smooth[k]);
}

void
tonsure_region_find_head (const TonsureRegionCells *cells, guint8 *head)
{
  Search search = { .cells = cells,
                    .odds = g_new (float, cells->n),
                    .edge = g_new (float, cells->n) };
  TonsureOutline outline = { .mm = cells->mm };
  g_autofree guint8 *inside = g_new (guint8, cells->n), *outside = g_new (guint8, cells->n);

  search.allowed = find_allowed (cells);
  find_features (&search);
  find_frame (&search);
  for (int round = 0; round < ROUNDS; round++)
    {
      choose (&search, round > 0 ? head : NULL, inside, outside);
      if (!find_odds (&search, inside, outside))
        {
          /* There is nothing else in the picture. */
          memset (head, 1, cells->n);
          break;
        }
      find_middle (cells, round > 0 ? head : cells->inside, &outline);
      find_edges (&search, &outline);
      tonsure_outline_find (&outline, search.odds, search.edge, cells->inside, cells->width,
                            cells->height);
      tonsure_outline_fill (&outline, head, cells->width, cells->height);
    }
  search_clear (&search);
}
