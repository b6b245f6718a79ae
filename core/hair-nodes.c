/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Bare skin between hairs: see hair-private.h. */
#include "hair-private.h"

#include "exact.h"

#include <math.h>
#include <string.h>

/* Windows reach that many cells to each side of a node. */
#define HALF 2

/* Where the hue of the envelope lies from skin, 0, to hair, 1, that it is taken for hair; of what
 * light, relative to hair's color; and of what light the skin under it is taken to be at most. */
#define MASS_SKIN 0.55f
#define MASS_HAIR 1.00f
#define MASS_DARKEST 0.15f
#define MASS_DARK 0.25f
#define MASS_BRIGHT 2.0f
#define MASS_BRIGHTEST 5.0f
#define MASS_SKIN_MOST 1.5f

/* The envelope is moved beyond what is seen at most so far, relative to its distance from hair;
 * and not where the distribution leans that much toward hair. */
#define MOST_BEYOND 0.5f
#define LEAN_OPEN 2.0f
#define LEAN_CROWDED 1.0f

/* Skin at a row of nodes, from the sums of the rows of cells above and below. */
static void
find_row (const TonsureHair *hair, const TonsureHairHistogram *columns, int n,
          TonsureHairWindow *windows)
{
  TonsureHairHistogram window;

  for (int i = 0; i < n; i++)
    {
      for (int b = 0; b < TONSURE_HAIR_BINS; b++)
        window[b] = ((columns[i][b] + columns[i + 1][b]) + columns[i + 2][b]) + columns[i + 3][b];
      windows[i] = tonsure_hair_read_window (hair, window);
    }
}

static void
add_rows (TonsureHairHistogram *const rows[2 * HALF], int n, TonsureHairHistogram *sum)
{
  for (int i = 0; i < n; i++)
    for (int b = 0; b < TONSURE_HAIR_BINS; b++)
      sum[i][b] = ((rows[0][i][b] + rows[1][i][b]) + rows[2][i][b]) + rows[3][i][b];
}

/* The windows around all nodes of a rectangle. */
static void
find_all (const TonsureHair *hair, const float *rgba, const TonsurePixels *there, gsize stride,
          const TonsurePixels *nodes, TonsureHairWindow *windows)
{
  int n = nodes->width, n_cells = n + 2 * HALF - 1, x = nodes->x - HALF, y = nodes->y - HALF;
  g_autofree TonsureHairHistogram *memory =
      g_new (TonsureHairHistogram, (gsize) n_cells * (2 * HALF + 1));
  TonsureHairHistogram *rows[2 * HALF], *sum = memory + (gsize) 2 * HALF * n_cells;

  for (int k = 0; k < 2 * HALF; k++)
    rows[k] = memory + (gsize) k * n_cells;
  for (int k = 0; k < 2 * HALF - 1; k++)
    tonsure_hair_count_cells (hair, rgba, there, stride, x, y + k, n_cells, rows[k]);
  for (int j = 0; j < nodes->height; j++)
    {
      TonsureHairHistogram *oldest = rows[0];

      tonsure_hair_count_cells (hair, rgba, there, stride, x, y + j + 2 * HALF - 1, n_cells,
                                rows[2 * HALF - 1]);
      add_rows (rows, n_cells, sum);
      find_row (hair, sum, n, windows + (gsize) j * n);
      memmove (rows, rows + 1, (2 * HALF - 1) * sizeof *rows);
      rows[2 * HALF - 1] = oldest;
    }
}

/* Each with those beside it, 1 2 1. */
static void
smooth (const TonsureHairWindow *from, int width, int height, TonsureHairWindow *to)
{
  static const float weights[3] = { 1.0f, 2.0f, 1.0f };

  for (int j = 0; j < height; j++)
    for (int i = 0; i < width; i++)
      {
        TonsureHairWindow sum = { { 0 }, { 0 } };

        for (int k = 0; k < 9; k++)
          {
            const TonsureHairWindow *one = from + (gsize) (j + k / 3) * (width + 2) + i + k % 3;
            float weight = weights[k / 3] * weights[k % 3] * one->skin[3];

            sum.skin += weight * one->skin;
            sum.hair += weight * one->hair;
          }
        to->skin = sum.skin / MAX (sum.skin[3], 1.0f);
        to->hair = sum.hair / MAX (sum.skin[3], 1.0f);
        to++;
      }
}

/* Variance within a window of density that changes evenly, from the windows on both sides. */
static float
slope (const TonsureHair *hair, const TonsureHairWindow *a, const TonsureHairWindow *b)
{
  float x = (a->skin[0] + a->skin[1]) + a->skin[2], y = (b->skin[0] + b->skin[1]) + b->skin[2];
  float change = x + y > 0.0f ? (y - x) / (x + y) : 0.0f; /* from cell to cell */

  if (a->skin[3] == 0.0f || b->skin[3] == 0.0f)
    return 0.0f;
  return hair->lightness * hair->lightness * change * change * (4 * HALF * HALF / 12.0f);
}

/* How far the color of skin is beyond the envelope, as a factor on its distance from hair's.
 *
 * Where a lens mixes hair into every pixel the envelope itself is part hair. The share a of
 * hair then varies little about its mean: by Campbell's theorem the variance of many strokes
 * laid at random is κ times the mean, κ the mean of a stroke's own share, weighted by itself.
 * That is the hair's width over 2 √π times the σ of the blur, or less where hairs and their
 * shadows cross. It is believed where the distribution does not lean toward hair: if it does,
 * skin is seen in between. */
static float
beyond (const TonsureHair *hair, const TonsureHairWindow *window, float shading)
{
  TonsureFour found = window->hair;
  float grain = hair->grain * tonsure_hair_noise (hair, window->skin);
  float left = 1.0f - found[0], variance = MAX (found[1] - grain - shading, 0.0f);
  float crowded = CLAMP ((LEAN_OPEN - found[2]) / (LEAN_OPEN - LEAN_CROWDED), 0.0f, 1.0f);
  float factor = 0.5f * (left + sqrtf (left * left + 4.0f * variance / hair->lump));

  return 1.0f + hair->dark * crowded * CLAMP (factor - 1.0f, 0.0f, MOST_BEYOND);
}

/* A mass of hair has no skin in it: the envelope has the hue of hair, and light as hair may have.
 * Returns how sure that is, 0 to 1. */
static float
is_mass (const TonsureHair *hair, TonsureFour envelope, float light)
{
  float hue = -hair->skin_hue, sure, bright, dark;

  if (hair->hue[0] == 0.0f || !(envelope[0] > 0.0f && envelope[1] > 0.0f && envelope[2] > 0.0f))
    return 0.0f;
  for (int c = 0; c < 3; c++)
    hue += hair->hue[c] * (float) tonsure_log (envelope[c]);
  sure = CLAMP ((hue - MASS_SKIN) / (MASS_HAIR - MASS_SKIN), 0.0f, 1.0f);
  bright = CLAMP ((MASS_BRIGHTEST - light) / (MASS_BRIGHTEST - MASS_BRIGHT), 0.0f, 1.0f);
  dark = CLAMP ((light - MASS_DARKEST) / (MASS_DARK - MASS_DARKEST), 0.0f, 1.0f);
  return sure * bright * dark;
}

/* The skin that lies under a mass of hair, as the hair is lit. */
static TonsureFour
skin_of (const TonsureHair *hair, TonsureFour envelope, float *mass)
{
  TonsureFour skin = { (float) hair->skin[0], (float) hair->skin[1], (float) hair->skin[2] };
  float color = (float) (hair->color[0] + hair->color[1] + hair->color[2]);
  float light = ((envelope[0] + envelope[1]) + envelope[2]) / color;

  *mass = is_mass (hair, envelope, light);
  return envelope + *mass * (skin * MIN (light, MASS_SKIN_MOST) - envelope);
}

static TonsureHairNode
finish (const TonsureHair *hair, const TonsureHairWindow *window, int n)
{
  TonsureFour color = { (float) hair->color[0], (float) hair->color[1], (float) hair->color[2] };
  float shading = slope (hair, window - 1, window + 1) + slope (hair, window - n, window + n);
  float light = 1.0f, spread = hair->spread * hair->spread, factor, mass;
  TonsureHairNode node = { window->skin, { 0 }, { 0 } };

  /* The envelope of evenly changing light lies at its bright end. */
  factor = hair->reach * (sqrtf (spread + shading) - hair->spread);
  for (int c = 0; c < 3; c++)
    node.skin[c] *= 1.0f - factor * hair->toward[c];
  node.skin = skin_of (hair, node.skin, &mass);
  if (hair->light > 0.0f)
    light = ((node.skin[0] + node.skin[1]) + node.skin[2]) / hair->light;
  factor = (1.0f - mass) * (beyond (hair, window, shading) - 1.0f);
  node.shaded = node.skin + hair->mixed * factor * (node.skin - light * color);
  node.skin += factor * (node.skin - light * color);
  for (int c = 0; c < 3; c++)
    {
      node.shaded[c] = MAX (node.shaded[c], 0.0f);
      node.skin[c] = MAX (node.skin[c], 0.0f);
    }
  node.reader = tonsure_hair_read (hair, node.shaded);
  return node;
}

void
tonsure_hair_nodes (const TonsureHair *hair, const float *rgba, const TonsurePixels *there,
                    gsize stride, const TonsurePixels *nodes, TonsureHairNode *node)
{
  TonsurePixels more = { nodes->x - 2, nodes->y - 2, nodes->width + 4, nodes->height + 4 };
  int n = nodes->width + 2;
  g_autofree TonsureHairWindow *raw = g_new (TonsureHairWindow, (gsize) more.width * more.height);
  g_autofree TonsureHairWindow *windows =
      g_new (TonsureHairWindow, (gsize) n * (nodes->height + 2));

  find_all (hair, rgba, there, stride, &more, raw);
  smooth (raw, n, nodes->height + 2, windows);
  for (int j = 0; j < nodes->height; j++)
    for (int i = 0; i < nodes->width; i++)
      *node++ = finish (hair, windows + (gsize) (j + 1) * n + i + 1, n);
}
