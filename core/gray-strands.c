/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The draws of strands: see gray-private.h. */
#include "gray-private.h"

#include "exact.h"

#include <math.h>
#include <string.h>

/* Strands are that wide, mm, and their edges lie up to this part of it off: a hair or two. */
#define STRAND 0.1
#define UNEVEN 0.35

/* Locks of so many strands turn white a little earlier or later than others: that part of the
 * variance of a strand's draw (choice). */
static const struct
{
  int strands;
  double variance;
} locks[2] = { { 5, 0.10 }, { 37, 0.05 } };

/* Where hair fans out strands become no sharper than so. */
#define LEAST_CROWD 0.25f

/* Where lines come together like this no hair runs along them, as in curls: all is tone, up to the
 * second of these. */
#define LOST 0.25f
#define PLAIN 0.6f

/* Draws are kept for so many strands at a time and as many as are seen at once, as sums at so many
 * steps a strand. */
#define BLOCK 256
#define BESIDE 24
#define STEPS 8
#define BUCKETS 1024

/* More than any number of blocks. */
#define FAR (1 << 24)

/* Seen over more than that, mm, all is tone. */
#define TONE (2.0 * (BESIDE - 2) * STRAND)

typedef struct
{
  int chart, piece, block;
  float part[(BLOCK + 2 * BESIDE) * STEPS + 2][2]; /* steps that are white, and lost, until there */
} Draws;

struct _TonsureGrayStrands
{
  const TonsureGrayHair *gray;
  TonsureGrayPart tone;
  double white, lost; /* draws below are */
  float half;         /* of what is seen at once, steps; 0 where all is tone */
  Draws *last;
  Draws *buckets[BUCKETS];
};

enum
{
  SALT_BORDER,
  SALT_WHITE,
  SALT_LOST,
  SALT_LOT,
  SALT_LOCK
};

static guint64
hash_of (const TonsureGrayHair *gray, const TonsureGrayPlace *place, int strand, int salt)
{
  guint64 line = ((guint64) gray->seed << 32) ^ ((guint64) (guint32) place->piece << 1)
                 ^ (guint64) place->chart;

  return tonsure_hash64 (tonsure_hash64 (line) ^ ((guint64) (guint32) strand << 8)
                         ^ (guint64) salt);
}

/* Between 0 and 1, never either. */
static double
lot_of (guint64 hash)
{
  return ((double) (hash >> 12) + 0.5) / 4503599627370496.0;
}

static double
border_of (const TonsureGrayHair *gray, const TonsureGrayPlace *place, int strand)
{
  double lot = lot_of (hash_of (gray, place, strand, SALT_BORDER));

  return (strand + UNEVEN * (2.0 * lot - 1.0)) * STRAND;
}

/* What locks add to the draws of their strands, as far as it is known. */
typedef struct
{
  int lock[G_N_ELEMENTS (locks)];
  double draw[G_N_ELEMENTS (locks)];
} Locks;

static double
draw_of (const TonsureGrayHair *gray, const TonsureGrayPlace *place, int strand, int salt,
         Locks *kept)
{
  double own = 1.0, draw = 0.0;

  for (guint k = 0; k < G_N_ELEMENTS (locks); k++)
    {
      int lock = (int) floor ((strand + 0.5) / locks[k].strands);

      if (lock != kept->lock[k])
        {
          guint64 hash = hash_of (gray, place, lock, SALT_LOCK + 2 * (int) k + (salt == SALT_LOST));

          kept->lock[k] = lock;
          kept->draw[k] = sqrt (locks[k].variance) * tonsure_normal_quantile (lot_of (hash));
        }
      draw += kept->draw[k];
      own -= locks[k].variance;
    }
  return draw + sqrt (own) * tonsure_normal_quantile (lot_of (hash_of (gray, place, strand, salt)));
}

/* Whether a strand's draw lies below @bound. */
static gboolean
falls (const TonsureGrayHair *gray, const TonsureGrayPlace *place, int strand, int salt,
       double bound, Locks *kept)
{
  if (!isfinite (bound))
    return bound > 0.0;
  return draw_of (gray, place, strand, salt, kept) < bound;
}

/* A deviate below which the share @p lies, all for 1 and none for 0. */
static double
deviate_of (double p)
{
  if (!(p > 0.0))
    return -INFINITY;
  return p < 1.0 ? tonsure_normal_quantile (p) : INFINITY;
}

TonsureGrayStrands *
tonsure_gray_strands_new (const TonsureGrayHair *gray, double width)
{
  TonsureGrayStrands *strands = g_new0 (TonsureGrayStrands, 1);

  strands->gray = gray;
  strands->tone =
      (TonsureGrayPart) { (float) (gray->share * gray->left), (float) (1.0 - gray->left) };
  strands->white = deviate_of (gray->share);
  strands->lost = deviate_of (1.0 - gray->left);
  if (width <= TONE)
    strands->half = (float) (0.5 * width * STEPS / STRAND);
  return strands;
}

void
tonsure_gray_strands_free (TonsureGrayStrands *strands)
{
  for (int k = 0; k < BUCKETS; k++)
    g_free (strands->buckets[k]);
  g_free (strands);
}

double
tonsure_gray_strand_lot (const TonsureGrayPlace *place, int at, gpointer gray)
{
  return 2.0 * lot_of (hash_of (gray, place, at, SALT_LOT)) - 1.0;
}

/* Adds a strand from @from to @to, in steps, to what each step has of it. */
static void
add_strand (Draws *draws, double from, double to, int which)
{
  int last = (BLOCK + 2 * BESIDE) * STEPS;

  for (int k = MAX ((int) floor (from), 0); k < to && k < last; k++)
    draws->part[k + 1][which] += (float) (MIN (to, k + 1.0) - MAX (from, (double) k));
}

static void
fill (const TonsureGrayStrands *strands, Draws *draws, const TonsureGrayPlace *place, int block)
{
  const TonsureGrayHair *gray = strands->gray;
  int first = block * BLOCK - BESIDE;
  double border = 0.0;
  Locks white = { { G_MININT, G_MININT }, { 0.0, 0.0 } }, lost = white;

  memset (draws, 0, sizeof *draws);
  draws->chart = place->chart;
  draws->piece = place->piece;
  draws->block = block;
  for (int k = -1; k <= BLOCK + 2 * BESIDE; k++)
    {
      double next = (border_of (gray, place, first + k + 1) / STRAND - first) * STEPS;

      if (k >= 0 && falls (gray, place, first + k, SALT_LOST, strands->lost, &lost))
        add_strand (draws, border, next, 1);
      else if (falls (gray, place, first + k, SALT_WHITE, strands->white, &white))
        add_strand (draws, border, next, 0);
      border = next;
    }
  for (guint k = 1; k < G_N_ELEMENTS (draws->part); k++)
    for (int which = 0; which < 2; which++)
      draws->part[k][which] += draws->part[k - 1][which];
}

static const Draws *
find_draws (TonsureGrayStrands *strands, const TonsureGrayPlace *place, int block)
{
  Draws *draws = strands->last;
  guint bucket;

  if (draws != NULL && draws->block == block && draws->piece == place->piece
      && draws->chart == place->chart)
    return draws;
  bucket =
      tonsure_hash32 (((guint) block << 12) ^ ((guint) place->piece << 1) ^ (guint) place->chart)
      % BUCKETS;
  if (strands->buckets[bucket] == NULL)
    {
      strands->buckets[bucket] = g_new (Draws, 1);
      strands->buckets[bucket]->chart = -1; /* none */
    }
  draws = strands->last = strands->buckets[bucket];
  if (draws->block != block || draws->piece != place->piece || draws->chart != place->chart)
    fill (strands, draws, place, block);
  return draws;
}

/* The sum until @at, with none white or lost before the first. */
static inline TonsureGrayPart
until (const float (*part)[2], float at)
{
  int i = (int) at;
  float t = at - (float) i;

  return (TonsureGrayPart) { part[i][0] + t * (part[i + 1][0] - part[i][0]),
                             part[i][1] + t * (part[i + 1][1] - part[i][1]) };
}

void
tonsure_gray_strands_add (TonsureGrayStrands *strands, const TonsureGrayLine *line, int first,
                          int every, int n, const float *weights, TonsureGrayPart *sum)
{
  double start = line->place.across * (1.0 / STRAND), step = line->step * (1.0 / STRAND);
  float sure = tonsure_gray_clamp ((line->crowd - LOST) * (1.0f / (PLAIN - LOST)), 0.0f, 1.0f);
  float half = MIN (strands->half * MAX (line->crowd, LEAST_CROWD), (BESIDE - 2.0f) * STEPS);
  float size = strands->half > 0.0f ? 0.5f * sure / half : 0.0f;
  TonsureGrayPart tone = { strands->tone.white, strands->tone.lost };
  const float (*part)[2] = NULL;
  int last = G_MININT;

  if (size > 0.0f)
    tone = (TonsureGrayPart) { (1.0f - sure) * tone.white, (1.0f - sure) * tone.lost };
  for (int k = 0; k < n; k++)
    if (weights[k] > 0.0f)
      {
        TonsureGrayPart one = tone;

        if (size > 0.0f)
          {
            double strand = start + (first + k * every) * step;
            int block = (int) (strand * (1.0 / BLOCK) + FAR) - FAR; /* down, also below zero */
            float at;
            TonsureGrayPart from, to;

            if (block != last)
              part = (const float (*)[2]) find_draws (strands, &line->place, block)->part;
            last = block;
            at = (float) (strand - (block * (double) BLOCK - BESIDE)) * STEPS;
            from = until (part, at - half);
            to = until (part, at + half);
            one.white += size * (to.white - from.white);
            one.lost += size * (to.lost - from.lost);
          }
        sum[k].white += weights[k] * one.white;
        sum[k].lost += weights[k] * one.lost;
      }
}
