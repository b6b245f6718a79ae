/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The draws of strands: see gray-private.h. */
#include "gray-private.h"

#include "exact.h"

#include <math.h>

/* Strands are that wide, mm, and their edges lie up to this part of it off: a hair or two. */
#define STRAND 0.1
#define UNEVEN 0.35

/* Locks of so many strands turn white a little earlier or later than others: that part of the
 * variance of a strand's draw (choice). */
static const struct
{
  int strands;
  double variance;
} locks[2] = { { 5, 0.15 }, { 37, 0.10 } };

/* Draws are kept for so many strands at a time. */
#define BLOCK 256
#define BUCKETS 256

/* Seen over more than that, mm, all is tone. */
#define TONE 8.0

typedef struct
{
  int chart, piece, first;
  double start;
  float border[BLOCK + 1];                 /* mm after the first */
  float white[BLOCK + 1], lost[BLOCK + 1]; /* mm of it since the first */
} Draws;

struct _TonsureGrayStrands
{
  const TonsureGrayHair *gray;
  double white, lost; /* draws below are */
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
tonsure_gray_strands_new (const TonsureGrayHair *gray)
{
  TonsureGrayStrands *strands = g_new0 (TonsureGrayStrands, 1);

  strands->gray = gray;
  strands->white = deviate_of (gray->share);
  strands->lost = deviate_of (1.0 - gray->left);
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
tonsure_gray_strand_lot (const TonsureGrayPlace *place, gpointer gray)
{
  int strand = (int) floor (place->across / STRAND);

  if (place->across < border_of (gray, place, strand))
    strand--;
  else if (place->across >= border_of (gray, place, strand + 1))
    strand++;
  return 2.0 * lot_of (hash_of (gray, place, strand, SALT_LOT)) - 1.0;
}

static void
fill (const TonsureGrayStrands *strands, Draws *draws, const TonsureGrayPlace *place, int first)
{
  const TonsureGrayHair *gray = strands->gray;
  double start = border_of (gray, place, first), border = start, white = 0.0, lost = 0.0;

  *draws = (Draws) { .chart = place->chart, .piece = place->piece, .first = first, .start = start };
  for (int k = 0; k < BLOCK; k++)
    {
      double next = border_of (gray, place, first + k + 1);

      if (draw_of (gray, place, first + k, SALT_LOST) < strands->lost)
        lost += next - border;
      else if (draw_of (gray, place, first + k, SALT_WHITE) < strands->white)
        white += next - border;
      border = next;
      draws->border[k + 1] = (float) (border - start);
      draws->white[k + 1] = (float) white;
      draws->lost[k + 1] = (float) lost;
    }
}

static const Draws *
find_draws (TonsureGrayStrands *strands, const TonsureGrayPlace *place, int first)
{
  Draws *draws = strands->last;
  guint bucket;

  if (draws != NULL && draws->first == first && draws->piece == place->piece
      && draws->chart == place->chart)
    return draws;
  bucket =
      ((guint) (first / BLOCK) * 8U + (guint) place->piece * 2U + (guint) place->chart) % BUCKETS;
  if (strands->buckets[bucket] == NULL)
    {
      strands->buckets[bucket] = g_new (Draws, 1);
      strands->buckets[bucket]->first = 1; /* none */
    }
  draws = strands->last = strands->buckets[bucket];
  if (draws->first != first || draws->piece != place->piece || draws->chart != place->chart)
    fill (strands, draws, place, first);
  return draws;
}

/* Adds what of @part lies before @across, times @sign, in mm since the block began. */
static void
add_until (const Draws *draws, double across, float sign, TonsureGrayPart *part)
{
  float at = (float) (across - draws->start), in, size;
  int k = CLAMP ((int) (at * (float) (1.0 / STRAND)), 0, BLOCK - 1);

  while (k > 0 && at < draws->border[k])
    k--;
  while (k < BLOCK - 1 && at >= draws->border[k + 1])
    k++;
  size = draws->border[k + 1] - draws->border[k];
  in = CLAMP ((at - draws->border[k]) / size, 0.0f, 1.0f);
  part->white += sign * (draws->white[k] + in * (draws->white[k + 1] - draws->white[k]));
  part->lost += sign * (draws->lost[k] + in * (draws->lost[k + 1] - draws->lost[k]));
}

TonsureGrayPart
tonsure_gray_strands_part (TonsureGrayStrands *strands, const TonsureGrayPlace *place, double width)
{
  double from = place->across - 0.5 * width, to = place->across + 0.5 * width;
  TonsureGrayPart part = { 0.0f, 0.0f };
  float scale = (float) (1.0 / width);
  int last;

  if (width > TONE)
    return (TonsureGrayPart) { (float) (strands->gray->share * strands->gray->left),
                               (float) (1.0 - strands->gray->left) };
  /* Borders of blocks lie up to half a strand off. */
  last = (int) floor ((to / STRAND + 1.0) / BLOCK);
  for (int block = (int) floor ((from / STRAND - 1.0) / BLOCK); block <= last; block++)
    {
      const Draws *draws = find_draws (strands, place, block * BLOCK);

      add_until (draws, to, 1.0f, &part);
      add_until (draws, from, -1.0f, &part);
    }
  part.white = CLAMP (part.white * scale, 0.0f, 1.0f);
  part.lost = CLAMP (part.lost * scale, 0.0f, 1.0f - part.white);
  return part;
}
