/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The draws of hairs in stubble: see gray-private.h. */
#include "gray-private.h"

#include "exact.h"
#include "graying.h"

#include <math.h>

/* What lies within so many mm of the middle of a hair belongs to it; shares of hair are smoothed
 * over a Gaussian of that standard deviation, so that a hair has one middle. */
#define REACH 0.8
#define SMOOTH 0.09
#define MOST_ROUNDS 8
#define LEAST_REACH 3
#define MOST_REACH 24

/* A pixel that is wider, mm, shows several hairs: their draws are nearer to the mean. */
#define ONE_HAIR 0.15

/* In shares that are noise: where a hair's edge ends; of its middle, smoothed, where it is none,
 * and where it is one for sure. */
#define EDGE 0.3f
#define FAINT 1.2f
#define PLAIN 2.0f

/* Smoothed share of hair in the middle: below the first it is one hair's, above the second that of
 * a mass in which hairs cannot be told from each other (choice). */
#define ALONE 0.35f
#define MASS 0.60f

/* A hair is known by its middle, to so many mm. */
#define PLACE 0.15

static int
reach_of (double mm_per_px)
{
  return CLAMP ((int) (REACH / mm_per_px), LEAST_REACH, MOST_REACH);
}

/* Rounds of 1 2 1, a variance of half a pixel each. */
static int
rounds_of (double mm_per_px)
{
  double sigma = SMOOTH / mm_per_px;

  return CLAMP ((int) (2.0 * sigma * sigma + 0.5), 1, MOST_ROUNDS);
}

int
tonsure_gray_stubble_margin (double mm_per_px)
{
  return reach_of (mm_per_px) + rounds_of (mm_per_px) + 1;
}

/* One round; beyond the edge is the edge's value. */
static void
smooth (float *values, float *spare, int width, int height)
{
  for (int y = 0; y < height; y++)
    {
      const float *row = values + (gsize) y * width;
      float *to = spare + (gsize) y * width;

      for (int x = 1; x < width - 1; x++)
        to[x] = 0.25f * (row[x - 1] + row[x + 1]) + 0.5f * row[x];
      to[0] = 0.25f * (row[0] + row[MIN (1, width - 1)]) + 0.5f * row[0];
      to[width - 1] = 0.25f * (row[MAX (width - 2, 0)] + row[width - 1]) + 0.5f * row[width - 1];
    }
  for (int y = 0; y < height; y++)
    {
      const float *row = spare + (gsize) y * width;
      const float *above = spare + (gsize) MAX (y - 1, 0) * width;
      const float *below = spare + (gsize) MIN (y + 1, height - 1) * width;
      float *to = values + (gsize) y * width;

      for (int x = 0; x < width; x++)
        to[x] = 0.25f * (above[x] + below[x]) + 0.5f * row[x];
    }
}

/* From each pixel to the one of the nine around that has the most hair, itself if it is that. */
static void
find_uphill (const float *values, int width, int height, int *uphill)
{
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        gsize at = (gsize) y * width + x;
        float most = values[at];
        int to = 0;

        for (int dy = y > 0 ? -1 : 0; dy <= (y < height - 1 ? 1 : 0); dy++)
          for (int dx = x > 0 ? -1 : 0; dx <= (x < width - 1 ? 1 : 0); dx++)
            {
              int step = dy * width + dx;

              if (values[at + step] > most)
                {
                  most = values[at + step];
                  to = step;
                }
            }
        uphill[at] = to;
      }
}

static TonsureGrayPart
draw_hair (const TonsureGrayHair *gray, int x, int y)
{
  double mm = gray->hair.mm_per_px;
  gint64 i = (gint64) floor ((gray->origin_x + (x + 0.5) * mm) / PLACE);
  gint64 j = (gint64) floor ((gray->origin_y + (y + 0.5) * mm) / PLACE);
  guint64 hair = tonsure_hash64 (((guint64) i << 32) ^ ((guint64) j & 0xffffffff))
                 ^ tonsure_hash64 (gray->seed);

  if (tonsure_hair_is_white (hair ^ 1, 1.0 - gray->left))
    return (TonsureGrayPart) { 0.0f, 1.0f };
  return (TonsureGrayPart) { tonsure_hair_is_white (hair, gray->share) ? 1.0f : 0.0f, 0.0f };
}

/* The mean of several hairs, of which @one is drawn; more of them where there is more hair in the
 * middle. */
static TonsureGrayPart
draw_several (const TonsureGrayHair *gray, TonsureGrayPart one, float middle)
{
  float own = (float) MIN (ONE_HAIR / gray->hair.mm_per_px, 1.0)
              * tonsure_gray_clamp ((MASS - middle) * (1.0f / (MASS - ALONE)), 0.0f, 1.0f);
  float white = (float) (gray->share * gray->left), lost = (float) (1.0 - gray->left);

  return (TonsureGrayPart) { white + own * (one.white - white), lost + own * (one.lost - lost) };
}

void
tonsure_gray_stubble (const TonsureGrayHair *gray, const float *coverage,
                      const TonsurePixels *there, const TonsurePixels *pixels, float least,
                      TonsureGrayPart *part, float *hair)
{
  gsize n = (gsize) there->width * there->height;
  g_autofree float *values = g_memdup2 (coverage, n * sizeof *values), *spare = g_new (float, n);
  g_autofree int *uphill = g_new (int, n);
  int reach = reach_of (gray->hair.mm_per_px), rounds = rounds_of (gray->hair.mm_per_px);

  for (int k = 0; k < rounds; k++)
    smooth (values, spare, there->width, there->height);
  find_uphill (values, there->width, there->height, uphill);
  for (int y = pixels->y - there->y; y < pixels->y - there->y + pixels->height; y++)
    for (int x = pixels->x - there->x; x < pixels->x - there->x + pixels->width;
         x++, part++, hair++)
      {
        gsize at = (gsize) y * there->width + x;

        float own = coverage[at];

        *hair = 0.0f;
        if (!(own > EDGE * least))
          continue;
        for (int k = 0; k < reach && uphill[at] != 0; k++)
          at += uphill[at];
        *hair = own * tonsure_gray_clamp ((own / least - EDGE) * (1.0f / (1.0f - EDGE)), 0.0f, 1.0f)
                * tonsure_gray_clamp ((values[at] / least - FAINT) * (1.0f / (PLAIN - FAINT)), 0.0f,
                                      1.0f);
        *part = draw_several (gray,
                              draw_hair (gray, there->x + (int) (at % there->width),
                                         there->y + (int) (at / there->width)),
                              values[at]);
      }
}
