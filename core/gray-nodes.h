/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * What is known of hair at nodes fixed to a picture: see gray-private.h.
 */
#pragma once

#include "gray-private.h"

G_BEGIN_DECLS

/* Nodes around that are averaged to the direction, by two rounds of 1 4 6 4 1, and to what decides
 * between the charts. */
#define TONSURE_GRAY_SMOOTH 4
#define TONSURE_GRAY_BROAD 8

/* The greatest slope that lines are followed with. */
#define TONSURE_GRAY_STEEPEST 1.45f

/* Lines are followed from each of so many nodes in a row or column. */
#define TONSURE_GRAY_EVERY 2

/* Cosine of twice the angle at which the chart changes at most. */
#define TONSURE_GRAY_TURN 0.35f

struct _TonsureGrayLines
{
  double mm, origin_x, origin_y;
  double piece, shift, fade; /* mm */
  gboolean followed;         /* else only light is asked for */
  int grain;                 /* pixels */
  int cell;                  /* pixels from node to node, a multiple of @grain */
  TonsurePixels reads;       /* pixels */
  TonsurePixels grains;      /* those of @reads */
  TonsurePixels nodes;
  float *light;    /* of grains: sums, then roots of means */
  float *n_light;  /* how many pixels */
  float *slope[2]; /* of nodes, those of chart 1 column by column */
  float *turn;
  float *mean;        /* of light around */
  float *rough;       /* see TonsureGrayRun */
  TonsurePixels kept; /* nodes of @offset, in units of TONSURE_GRAY_EVERY */
  float *offset[4];   /* nodes to where the line meets it, NaN where not known yet */
};

/** Down, also below zero. */
static inline int
tonsure_gray_divide (int a, int b)
{
  return a >= 0 ? a / b : -((b - 1 - a) / b);
}

G_END_DECLS
