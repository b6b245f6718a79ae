/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Finds hair and skin that nobody has marked: see samples.h. */
#include "samples.h"
#include "shrunk.h"
#include "treatment.h"

#include "exact.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CELL 2.5    /* mm; some follicular units, no more shading than a plane */
#define FEWEST_PX 5 /* across a cell */
#define SCALE 4.0   /* pixels a mm that are read, if there are as many */

#define MOST_CLIPPED 0.3 /* part of the area */
#define DARKEST 0.008    /* light of the area: L* 7 */
#define GRAYEST 0.04     /* |ln (red / blue)| of all of the area */

/* Bare skin, relative to the median of the area */
#define DEEPEST 0.6
#define BRIGHTEST 1.4
#define BARE_HUE 0.12   /* |ln| of red or blue to green */
#define BARE_ROUGH 1.6  /* variance, to that of the smoothest quarter */
#define ROUGHEST 0.014  /* variance: no bare skin is as rough */
#define LEAST_BARE 25.0 /* mm² */

/* Stubble, relative to bare skin */
#define DARKEST_HAIR 0.25
#define BRIGHTEST_HAIR 1.35
#define HAIR_HUE 0.33
#define ROUGH 2.2       /* variance */
#define EDGE 0.6        /* coherence of the gradient: folds of an ear, not hair */
#define NEIGHBORS 6     /* of eight that must be rough, too */
#define LEAST_ROUGH 0.5 /* of the median of all stubble: where it thins out */
#define MOST_ROUGH 3.0
#define LEAST_LIGHT 0.6 /* of the median of all stubble: shadow */
#define LEAST_HAIR 80.0 /* mm² */

typedef enum
{
  INSIDE = 1 << 0,  /* the area */
  OUTSIDE = 1 << 1, /* no part of it */
  BARE = 1 << 2,
  LIKELY = 1 << 3, /* as bright and colored as skin with hair can be */
  REACHED = 1 << 4,
  HAIRY = 1 << 5,
  TAKEN = 1 << 6,
} Is;

typedef struct
{
  float rgb[3];
  float light;
  float rough;     /* variance of light beside a plane, relative to the mean; of a quarter */
  float coherence; /* of the gradient: 1 for the edge of something, 0 for grain */
  int is;
} Cell;

typedef struct
{
  TonsurePixels from; /* of the photo */
  int side;           /* of a cell, pixels of the photo */
  int width, height;
  double mm2; /* of a cell */
  Cell *cells;
  double n_area, n_clipped;
} Search;

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

static Cell *
cell_at (const Search *search, int i, int j)
{
  return i >= 0 && j >= 0 && i < search->width && j < search->height
             ? search->cells + (gsize) j * search->width + i
             : NULL;
}

static void
read_cell (Search *search, const TonsureShrunk *s, const guint8 *area, int side, int i, int j)
{
  Cell *cell = cell_at (search, i, j);
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
    cell->is |= INSIDE;
  if (10 * inside < n)
    cell->is |= OUTSIDE;
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

/* The area and what is around it, as far as hair is looked for. */
static gboolean
search_init (Search *search, const float *rgb, const guint16 *area, int width, int height,
             double mm_per_px, GError **error)
{
  g_auto (TonsureShrunk) shrunk = { 0 };
  g_autofree guint8 *small = NULL;
  TonsurePixels bounds;
  int margin = (int) MIN (TONSURE_SAMPLES_REACH / mm_per_px, 1e6) + 1, side;

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
  search->cells = g_new (Cell, (gsize) search->width * search->height);
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

/* A quantile of one of the numbers of the cells that are @is; 0 if there are none. */
static float
quantile (const Search *search, int is, gsize offset, double share)
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

#define QUANTILE(search, is, member, share)                                                        \
  quantile (search, is, G_STRUCT_OFFSET (Cell, member), share)

static void
median_color (const Search *search, int is, float rgb[3])
{
  for (int c = 0; c < 3; c++)
    rgb[c] = quantile (search, is, G_STRUCT_OFFSET (Cell, rgb) + c * sizeof (float), 0.5);
}

static double
area_of (const Search *search, int is)
{
  double n = 0;

  for (int i = 0; i < search->width * search->height; i++)
    n += (search->cells[i].is & is) == is && search->cells[i].light > 0;
  return n * search->mm2;
}

/* How far red or blue to green differ from those of @rgb, of natural logarithms. */
static double
hue_from (const Cell *cell, const float rgb[3])
{
  double red = tonsure_log (cell->rgb[0] / cell->rgb[1] / (rgb[0] / rgb[1]));
  double blue = tonsure_log (cell->rgb[2] / cell->rgb[1] / (rgb[2] / rgb[1]));

  return MAX (fabs (red), fabs (blue));
}

static gboolean
fail (GError **error, const char *text)
{
  g_set_error_literal (error, TONSURE_ERROR, TONSURE_ERROR_UNMEASURABLE, text);
  return FALSE;
}

/* Whether light and color of the area tell anything. */
static gboolean
check_exposure (const Search *search, GError **error)
{
  float rgb[3];

  if (search->n_clipped > MOST_CLIPPED * search->n_area)
    return fail (error,
                 _ ("The treatment area is overexposed: its light is cut off. Take another "
                    "photo with less light, or mark hair and skin where they are not white"));
  if (area_of (search, INSIDE) <= 0 || QUANTILE (search, INSIDE, light, 0.5) < DARKEST)
    return fail (error, _ ("The treatment area is underexposed: it is nearly black. Take another "
                           "photo with more light, or mark hair and skin where they are brighter"));
  median_color (search, INSIDE, rgb);
  if (fabs (tonsure_log (rgb[0] / rgb[2])) < GRAYEST)
    return fail (error,
                 _ ("The photo has no color, so no pigment can be matched to it: use a photo "
                    "in color"));
  return TRUE;
}

static gboolean
find_bare (Search *search, GError **error)
{
  float light = QUANTILE (search, INSIDE, light, 0.5);
  float rough = QUANTILE (search, INSIDE, rough, 0.25), rgb[3];

  median_color (search, INSIDE, rgb);
  for (int i = 0; i < search->width * search->height; i++)
    {
      Cell *cell = search->cells + i;

      if ((cell->is & INSIDE) && cell->light > 0 && cell->light >= DEEPEST * light
          && cell->light <= BRIGHTEST * light && cell->rough <= BARE_ROUGH * rough
          && cell->rough < ROUGHEST && hue_from (cell, rgb) < BARE_HUE)
        cell->is |= BARE;
    }
  if (area_of (search, BARE) < LEAST_BARE)
    return fail (error,
                 _ ("No bare skin was found in the treatment area: mark hair and bare skin"));
  return TRUE;
}

/* Steps from the area over cells that are likely skin, with or without hair. */
static void
reach (Search *search)
{
  g_autofree int *queue = g_new (int, (gsize) search->width * search->height + 1);
  int first = 0, last = 0;

  for (int i = 0; i < search->width * search->height; i++)
    if (search->cells[i].is & BARE)
      {
        search->cells[i].is |= REACHED;
        queue[last++] = i;
      }
  while (first < last)
    {
      int at = queue[first++], x = at % search->width, y = at / search->width;

      for (int k = 0; k < 4; k++)
        {
          Cell *next = cell_at (search, x + (k == 0) - (k == 1), y + (k == 2) - (k == 3));

          if (next == NULL || (next->is & REACHED) || !(next->is & LIKELY))
            continue;
          next->is |= REACHED;
          queue[last++] = (int) (next - search->cells);
        }
    }
}

/* A ring around the area is as wide everywhere. */
static gboolean
is_near (const Search *search, int x, int y)
{
  int far = (int) (TONSURE_SAMPLES_REACH / sqrt (search->mm2));

  for (int j = MAX (y - far, 0); j <= MIN (y + far, search->height - 1); j++)
    for (int i = MAX (x - far, 0); i <= MIN (x + far, search->width - 1); i++)
      if ((i - x) * (i - x) + (j - y) * (j - y) <= far * far
          && (cell_at (search, i, j)->is & INSIDE))
        return TRUE;
  return FALSE;
}

/* Whether something ends here: it is rough in one direction. */
static gboolean
is_edge (const Cell *cell, float rough)
{
  return cell == NULL || cell->light <= 0
         || (cell->coherence >= EDGE && cell->rough > ROUGH * rough);
}

/* How many of the eight cells around are hairy; none if there is an edge. */
static int
hairy_neighbors (const Search *search, int x, int y, float rough)
{
  int n = 0;

  for (int j = -1; j <= 1; j++)
    for (int i = -1; i <= 1; i++)
      {
        const Cell *cell = cell_at (search, x + i, y + j);

        if (is_edge (cell, rough))
          return 0;
        n += (i != 0 || j != 0) && (cell->is & HAIRY);
      }
  return n;
}

static void
mark_likely (Search *search)
{
  float rgb[3], light = QUANTILE (search, BARE, light, 0.5);

  median_color (search, BARE, rgb);
  for (int i = 0; i < search->width * search->height; i++)
    {
      Cell *cell = search->cells + i;

      if (cell->light >= DARKEST_HAIR * light && cell->light <= BRIGHTEST_HAIR * light
          && hue_from (cell, rgb) < HAIR_HUE)
        cell->is |= LIKELY;
    }
}

/* Of what is rough among others that are, what is rough and bright like most of it. */
static void
take (Search *search, float bare)
{
  float rough, light;

  for (int y = 0; y < search->height; y++)
    for (int x = 0; x < search->width; x++)
      if ((cell_at (search, x, y)->is & HAIRY) && hairy_neighbors (search, x, y, bare) >= NEIGHBORS
          && is_near (search, x, y))
        cell_at (search, x, y)->is |= TAKEN;
  rough = QUANTILE (search, TAKEN, rough, 0.5);
  light = QUANTILE (search, TAKEN, light, 0.5);
  for (int i = 0; i < search->width * search->height; i++)
    {
      Cell *cell = search->cells + i;

      if (cell->rough < LEAST_ROUGH * rough || cell->rough > MOST_ROUGH * rough
          || cell->light < LEAST_LIGHT * light)
        cell->is &= ~TAKEN;
    }
}

static gboolean
find_hair (Search *search, GError **error)
{
  float rough = QUANTILE (search, BARE, rough, 0.5);

  mark_likely (search);
  reach (search);
  for (int i = 0; i < search->width * search->height; i++)
    if ((search->cells[i].is & REACHED) && (search->cells[i].is & OUTSIDE)
        && search->cells[i].rough > ROUGH * rough && search->cells[i].coherence < EDGE)
      search->cells[i].is |= HAIRY;
  take (search, rough);
  if (area_of (search, TAKEN) < LEAST_HAIR)
    return fail (error, _ ("No shaved hair was found within 4 cm of the treatment area: mark hair "
                           "and bare skin"));
  return TRUE;
}

static void
write (const Search *search, int is, guint16 *mask, int width, int height)
{
  memset (mask, 0, sizeof *mask * (gsize) width * height);
  for (int j = 0; j < search->from.height; j++)
    for (int i = 0; i < search->from.width; i++)
      if (cell_at (search, i / search->side, j / search->side)->is & is)
        mask[(gsize) (search->from.y + j) * width + search->from.x + i] = 65535;
}

gboolean
tonsure_samples_find (const float *rgb, const guint16 *area, int width, int height,
                      double mm_per_px, guint16 *hair, guint16 *skin, GError **error)
{
  Search search;
  gboolean found;

  if (!(mm_per_px >= 0.002 && mm_per_px <= 5))
    {
      g_set_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
                   _ ("%s is %g; it must be from %g to %g %s"), "mm_per_px", mm_per_px, 0.002, 5.0,
                   "mm");
      return FALSE;
    }
  if (mm_per_px > TONSURE_SAMPLES_COARSEST)
    {
      g_set_error (error, TONSURE_ERROR, TONSURE_ERROR_UNMEASURABLE,
                   _ ("With %.2g mm per pixel the photo is too coarse to find shaved hair in it: "
                      "mark hair and bare skin, or use a photo with at least %.1f pixels per mm"),
                   mm_per_px, 1 / TONSURE_SAMPLES_COARSEST);
      return FALSE;
    }
  if (!search_init (&search, rgb, area, width, height, mm_per_px, error))
    return FALSE;
  found =
      check_exposure (&search, error) && find_bare (&search, error) && find_hair (&search, error);
  if (found)
    {
      write (&search, TAKEN, hair, width, height);
      write (&search, BARE, skin, width, height);
    }
  g_free (search.cells);
  return found;
}
