/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What stubble leaves of the light: see shade.h. */
#include "shade.h"

#include "exact.h"

#include <math.h>

const double tonsure_shade_blurs[TONSURE_SHADE_NODES] = { 0.10, 0.14, 0.20, 0.28, 0.40 };

typedef struct
{
  double error;
  double terms[TONSURE_SHADE_TERMS];
} Relation;

/* Made by programs/make-shade.c. */
static const Relation relations[TONSURE_SHADE_NODES] = {
#include "shade-table.inc"
};

#define LEAST 0.3 /* no stubble is darker */

void
tonsure_shade_terms (const TonsureShade *shade, double terms[TONSURE_SHADE_TERMS])
{
  /* Of about the same size, so that sums of squares can be solved. */
  const double feature[4] = { 10 * shade->deviation, 10 * tonsure_log (shade->brightest),
                              10 * tonsure_log (shade->bright), 20 * shade->noise };
  int n = 0;

  terms[n++] = 1;
  for (int i = 0; i < 4; i++)
    terms[n++] = feature[i];
  for (int i = 0; i < 4; i++)
    for (int j = i; j < 4; j++)
      terms[n++] = feature[i] * feature[j];
}

double
tonsure_shade_left (const TonsureShade *shade, double *error)
{
  double terms[TONSURE_SHADE_TERMS], sums[2] = { 0, 0 }, where;
  int node = 0;

  while (node < TONSURE_SHADE_NODES - 2 && shade->blur > tonsure_shade_blurs[node + 1])
    node++;
  where = tonsure_log (shade->blur / tonsure_shade_blurs[node])
          / tonsure_log (tonsure_shade_blurs[node + 1] / tonsure_shade_blurs[node]);
  where = CLAMP (where, 0.0, 1.0);
  tonsure_shade_terms (shade, terms);
  for (int side = 0; side < 2; side++)
    for (int t = 0; t < TONSURE_SHADE_TERMS; t++)
      sums[side] += relations[node + side].terms[t] * terms[t];
  *error = (1 - where) * relations[node].error + where * relations[node + 1].error;
  return CLAMP (tonsure_exp ((1 - where) * sums[0] + where * sums[1]), LEAST, 1.0);
}
