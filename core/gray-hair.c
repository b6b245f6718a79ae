/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The hair of a photo as it will be: see gray-hair.h. */
#include "gray-hair.h"

#include "exact.h"
#include "gray-private.h"
#include "range.h"

#include <math.h>
#include <string.h>

/* k, and how far detail reaches, ln Y: white hair holds back less light than dark hair, so it has
 * less contrast (choices). */
#define DETAIL 0.95f
#define MOST_DETAIL 0.6f

/* Of white hair the part that is the skin under it, alone and in a mass, and how much lighter than
 * the hair that may be (choices). */
#define THROUGH_ONE 0.30f
#define THROUGH_MASS 0.10f
#define LIGHTER 1.3f

/* Drawn at a time, so that what lies around a part without hair is not asked for. */
#define BLOCK 128

/* The table of Φ: from -RANGE to RANGE. */
#define RANGE 6.0f
#define STEPS 768

void
tonsure_gray_hair_init (TonsureGrayHair *gray)
{
  memset (gray, 0, sizeof *gray);
  gray->left = gray->melanin = gray->length = 1.0;
}

gboolean
tonsure_gray_hair_validate (const TonsureGrayHair *gray, GError **error)
{
  return tonsure_in_range ("share", gray->share, 0.0, 1.0, error)
         && tonsure_in_range ("left", gray->left, 0.0, 1.0, error)
         && tonsure_in_range ("melanin", gray->melanin, 0.0, 1.0, error)
         && tonsure_in_range ("length", gray->length, 0.0, 1000.0, error)
         && tonsure_in_range ("blur", gray->blur, 0.0, 100.0, error)
         && tonsure_in_range ("noise", gray->noise, 0.0, 1.0, error)
         && tonsure_in_range ("origin_x", gray->origin_x, -1e6, 1e6, error)
         && tonsure_in_range ("origin_y", gray->origin_y, -1e6, 1e6, error);
}

gboolean
tonsure_gray_hair_changes (const TonsureGrayHair *gray)
{
  return gray->share > 0.0 || gray->left < 1.0 || gray->melanin < 1.0;
}

gboolean
tonsure_gray_row (TonsureGrayRow *row, int y)
{
  const TonsureGrayMap *map = row->map;
  float at = (float) (((y + 0.5) * row->scale - map->y) / map->step - 0.5), down;
  gsize n = TONSURE_GRAY_CHANNELS * (gsize) map->width;
  int top, first = map->width, last = -1;
  const float *above, *below;

  at = tonsure_gray_clamp (at, 0.0f, (float) (map->height - 1));
  top = MIN ((int) at, map->height - 2);
  down = at - (float) top;
  above = map->cells + (gsize) top * n;
  below = above + n;
  for (gsize i = 0; i < n; i++)
    row->cells[i] = above[i] + down * (below[i] - above[i]);
  for (int i = 0; i < map->width; i++)
    {
      if (!tonsure_gray_cell_has_hair (row->cells + TONSURE_GRAY_CHANNELS * (gsize) i))
        continue;
      first = MIN (first, i);
      last = i;
    }
  if (last < 0)
    return FALSE;
  row->left = (int) floor ((map->x + (first - 0.5) * map->step) / row->scale);
  row->right = (int) ceil ((map->x + (last + 1.5) * map->step) / row->scale);
  return TRUE;
}

/* What is the same for all pixels. */
typedef struct
{
  const TonsureGrayHair *gray;
  const TonsureGrayMap *map;
  TonsureGrayReader reader;
  float bleach[3]; /* light of bleached hair over that of hair, and -1 */
  float noise;     /* squared */
  float share[STEPS + 1], lost[STEPS + 1];
} Plan;

/* Φ (x), to 8e-8: Abramowitz, Stegun 26.2.17. */
static double
normal (double x)
{
  double t = 1 / (1 + 0.2316419 * fabs (x));
  double tail = 0.3989422804014327 * tonsure_exp (-0.5 * x * x) * t
                * (0.319381530
                   + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));

  return x < 0 ? tail : 1 - tail;
}

/* Of pixels whose deviate is n the share that has its turn, by n, so that the mean is @share. */
static void
fill_shares (double share, double strands, float *shares)
{
  /* At a share of ½ its variance over pixels, ρ² / (2π (1 - ρ²)) for small ρ, is to be ¼ / strands;
   * the other way round where it is large: one strand is white or not. */
  double odds = 0.5 * G_PI / strands, rho = sqrt (odds / (1 + odds));
  double own = sqrt (1 - rho * rho);

  if (strands <= 1)
    {
      rho = 0.995;
      own = sqrt (1 - rho * rho);
    }
  for (int i = 0; i <= STEPS; i++)
    {
      double n = (2.0 * i / STEPS - 1) * RANGE;

      if (share <= 0 || share >= 1)
        shares[i] = share > 0;
      else
        shares[i] = (float) normal ((tonsure_normal_quantile (share) - rho * n) / own);
    }
}

static float
share_at (const float *shares, float n)
{
  float at = tonsure_gray_clamp ((n + RANGE) * (STEPS / (2.0f * RANGE)), 0.0f, STEPS - 1e-3f);
  int i = (int) at;

  return shares[i] + (at - (float) i) * (shares[i + 1] - shares[i]);
}

static void
plan_init (Plan *plan, const TonsureGrayHair *gray, const TonsureGrayMap *map)
{
  double strands = tonsure_gray_clumps_strands (gray, map);
  double less = 1.0 - sqrt (gray->melanin); /* the light of hair is exp (- F √absorption) */

  plan->gray = gray;
  plan->map = map;
  plan->reader = tonsure_gray_reader (map);
  plan->noise = (float) (gray->noise * gray->noise);
  for (int c = 0; c < 3; c++)
    {
      double ratio = map->white[c] / MAX (map->hair[c], 1e-2f);

      plan->bleach[c] = (float) (tonsure_pow (MAX (ratio, 1.0), less) - 1.0);
    }
  fill_shares (gray->share, strands, plan->share);
  fill_shares (1 - gray->left, strands, plan->lost);
}

/* Light of white hair in place of hair of luminance @seen, logarithm @light. */
static void
find_white (const Plan *plan, const float *cell, float along, const float *skin, float seen,
            float light, float white[3])
{
  float shade = tonsure_gray_between (cell, along, TONSURE_GRAY_SHADE);
  float closed = tonsure_gray_between (cell, along, TONSURE_GRAY_CLOSED);
  float through = THROUGH_ONE + closed * (THROUGH_MASS - THROUGH_ONE);
  float detail = light - tonsure_gray_between (cell, along, TONSURE_GRAY_BASE);
  /* Noise of photons, of ln Y: stronger in less light. */
  float noise = plan->noise * tonsure_gray_luminance (skin) / MAX (seen, TONSURE_GRAY_DARK);
  float mass;

  detail *= detail * detail / (detail * detail + noise + 1e-12f);
  mass = shade * tonsure_gray_exp (tonsure_gray_clamp (DETAIL * detail, -MOST_DETAIL, MOST_DETAIL));
  for (int c = 0; c < 3; c++)
    white[c] =
        (1.0f - through) * mass * plan->map->white[c] + through * MIN (skin[c], LIGHTER * mass);
}

/* What becomes of a pixel of which @alpha is hair. */
static void
change (const Plan *plan, const float *skin, const float *white, float alpha, float n, float *rgb)
{
  float lost = plan->gray->left < 1.0 ? share_at (plan->lost, -n) : 0.0f;
  float share = share_at (plan->share, n) * (1.0f - lost), rest = 1.0f - lost - share;

  for (int c = 0; c < 3; c++)
    {
      float seen = MAX (rgb[c] - (1.0f - alpha) * skin[c], 0.0f); /* αH */
      float more = share * MAX (alpha * white[c] - seen, 0.0f);

      more += lost * MAX (alpha * skin[c] - seen, 0.0f) + rest * seen * plan->bleach[c];
      rgb[c] += more;
    }
}

static void
draw_pixel (const Plan *plan, const TonsureGrayRow *row, int x, float n, float *rgba)
{
  float along, gate, alpha, skin[3], white[3], seen = tonsure_gray_luminance (rgba), light;
  const float *cell = tonsure_gray_column (row, x, &along);

  if (!(seen < 1e4f) || !(rgba[3] >= 0.5f))
    return;
  light = tonsure_gray_log (MAX (seen, TONSURE_GRAY_DARK));
  gate = tonsure_gray_gate (tonsure_gray_between (cell, along, TONSURE_GRAY_SLOPE),
                            tonsure_gray_between (cell, along, TONSURE_GRAY_OFFSET), light);
  if (!(gate > 0.0f))
    return;
  for (int c = 0; c < 3; c++)
    skin[c] = tonsure_gray_between (cell, along, TONSURE_GRAY_RED + (guint) c);
  alpha = tonsure_gray_opacity (&plan->reader, gate,
                                tonsure_gray_between (cell, along, TONSURE_GRAY_CLOSED), rgba, skin)
          * tonsure_gray_between (cell, along, TONSURE_GRAY_KEPT);
  if (!(alpha > 0.0f))
    return;
  find_white (plan, cell, along, skin, seen, light, white);
  change (plan, skin, white, alpha, n, rgba);
}

/* A block of pixels of which some may be hair. */
static void
draw_block (const Plan *plan, TonsureGrayRow *row, const TonsurePixels *block,
            const TonsurePixels *pixels, float *rgba)
{
  TonsureGrayClumps *clumps = tonsure_gray_clumps_new (plan->gray, plan->map, row->scale, block);
  float deviates[BLOCK];

  for (int y = block->y; y < block->y + block->height; y++)
    {
      float *at = rgba + 4 * ((gsize) (y - pixels->y) * pixels->width);
      int left, right;

      if (!tonsure_gray_row (row, y))
        continue;
      left = MAX (row->left, block->x);
      right = MIN (row->right, block->x + block->width);
      if (left >= right)
        continue;
      tonsure_gray_clumps_row (clumps, left, y, right - left, deviates);
      for (int x = left; x < right; x++)
        draw_pixel (plan, row, x, deviates[x - left], at + 4 * (x - pixels->x));
    }
  tonsure_gray_clumps_free (clumps);
}

/* Whether any cell that @block touches has hair. */
static gboolean
has_hair (const TonsureGrayMap *map, double scale, const TonsurePixels *block)
{
  int x0 = (int) floor ((block->x * scale - map->x) / map->step) - 1;
  int y0 = (int) floor ((block->y * scale - map->y) / map->step) - 1;
  int x1 = (int) ceil (((block->x + block->width) * scale - map->x) / map->step) + 1;
  int y1 = (int) ceil (((block->y + block->height) * scale - map->y) / map->step) + 1;

  for (int y = CLAMP (y0, 0, map->height - 1); y <= CLAMP (y1, 0, map->height - 1); y++)
    for (int x = CLAMP (x0, 0, map->width - 1); x <= CLAMP (x1, 0, map->width - 1); x++)
      if (tonsure_gray_cell_has_hair (tonsure_gray_cell (map, x, y)))
        return TRUE;
  return FALSE;
}

void
tonsure_gray_hair (const TonsureGrayHair *gray, const TonsureGrayMap *map, double scale,
                   const TonsurePixels *pixels, float *rgba)
{
  g_autofree float *cells = g_new (float, TONSURE_GRAY_CHANNELS *(gsize) map->width);
  g_autofree Plan *plan = g_new (Plan, 1);
  TonsureGrayRow row = { map, cells, scale, 0, 0 };

  if (!tonsure_gray_hair_changes (gray))
    return;
  plan_init (plan, gray, map);
  for (int y = pixels->y; y < pixels->y + pixels->height; y += BLOCK)
    for (int x = pixels->x; x < pixels->x + pixels->width; x += BLOCK)
      {
        TonsurePixels block = { x, y, MIN (BLOCK, pixels->x + pixels->width - x),
                                MIN (BLOCK, pixels->y + pixels->height - y) };

        if (has_hair (map, scale, &block))
          draw_block (plan, &row, &block, pixels, rgba);
      }
}
