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

static double
draw_of (const TonsureGrayHair *gray, const TonsureGrayPlace *place, int strand, int salt)
{
  double own = 1.0, draw = 0.0;

  for (guint k = 0; k < G_N_ELEMENTS (locks); k++)
    {
      int lock = (int) floor ((strand + 0.5) / locks[k].strands);
      guint64 hash = hash_of (gray, place, lock, SALT_LOCK + 2 * (int) k + (salt == SALT_LOST));

      draw += sqrt (locks[k].variance) * tonsure_normal_quantile (lot_of (hash));
      own -= locks[k].variance;
    }
  return draw + sqrt (own) * tonsure_normal_quantile (lot_of (hash_of (gray, place, strand, salt)));
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

  memset (draws, 0, sizeof *draws);
  draws->chart = place->chart;
  draws->piece = place->piece;
  draws->block = block;
  for (int k = -1; k <= BLOCK + 2 * BESIDE; k++)
    {
      double next = (border_of (gray, place, first + k + 1) / STRAND - first) * STEPS;

      if (k >= 0 && draw_of (gray, place, first + k, SALT_LOST) < strands->lost)
        add_strand (draws, border, next, 1);
      else if (draw_of (gray, place, first + k, SALT_WHITE) < strands->white)
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

TonsureGrayPart
tonsure_gray_strands_part (TonsureGrayStrands *strands, const TonsureGrayPlace *place, float crowd)
{
  double strand = place->across * (1.0 / STRAND);
  int block = (int) (strand * (1.0 / BLOCK) + FAR) - FAR, i, j; /* down, also below zero */
  float at, from, to, u, v, size, half, sure;
  const float (*part)[2];
  TonsureGrayPart result, tone = strands->tone;

  if (strands->half == 0.0f)
    return tone;
  part = (const float (*)[2]) find_draws (strands, place, block)->part;
  at = (float) (strand - (double) block * BLOCK + BESIDE) * STEPS;
  half = MIN (strands->half * MAX (crowd, LEAST_CROWD), (BESIDE - 2.0f) * STEPS);
  size = 0.5f / half;
  from = at - half;
  to = at + half;
  i = (int) from;
  j = (int) to;
  u = from - (float) i;
  v = to - (float) j;
  result.white = ((part[j][0] + v * (part[j + 1][0] - part[j][0]))
                  - (part[i][0] + u * (part[i + 1][0] - part[i][0])))
                 * size;
  result.lost = ((part[j][1] + v * (part[j + 1][1] - part[j][1]))
                 - (part[i][1] + u * (part[i + 1][1] - part[i][1])))
                * size;
  sure = tonsure_gray_clamp ((crowd - LOST) * (1.0f / (PLAIN - LOST)), 0.0f, 1.0f);
  result.white = tone.white + sure * (result.white - tone.white);
  result.lost = tone.lost + sure * (result.lost - tone.lost);
  result.white = tonsure_gray_clamp (result.white, 0.0f, 1.0f);
  result.lost = tonsure_gray_clamp (result.lost, 0.0f, 1.0f - result.white);
  return result;
}
