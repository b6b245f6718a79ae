/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * What is drawn from when hair turns gray, and the light on hair: see gray-hair.h.
 */
#pragma once

#include "gray-private.h"

G_BEGIN_DECLS

/* Light is read at every so many pixels of a run and between them interpolated. */
#define TONSURE_GRAY_STEP 4

/* Skin in light above this, relative to the hair's, is skin. */
#define TONSURE_GRAY_LIT 0.65f

struct _TonsureGrayField
{
  TonsureGrayHair gray;
  TonsureGrayLines *lines;
  TonsureGrayStrands *strands; /* NULL for stubble */
  float no_hair;               /* share */
  float dark;                  /* light of hair, see tonsure_gray_light() */
  float skin;                  /* light of skin */
  float per_light;             /* 1 over that of TonsureHair, 0 where it is not known */
  float noise;                 /* variance of a grain's, times light */
  float clear;                 /* how much of its contrast hair keeps, 0: half, 1: all */
  TonsureFour white;
  int every;       /* pixels from strand to strand that is drawn */
  gboolean darker; /* than skin, hair is */
  float per_white; /* 1 over its light */
  float *scratch;  /* of a block */
  gsize n_scratch;
  TonsureFour bleach; /* what light of hair that keeps its color gains, relative */
};

/**
 * TonsureGrayLook:
 * @lit: light on hair relative to that of the colors
 * @mean: light of the photo nearby
 * @clear: how much of the contrast from hair to hair counts, 0 to 1
 * @deep: how sure it is that there is hair below hair where skin seems to be, 0 to 1
 */
typedef struct
{
  float lit;
  float mean;
  float clear;
  float deep;
} TonsureGrayLook;

/**
 * tonsure_gray_look:
 * @skin: light of the skin that was found
 * @mean, @rough: of the photo nearby, see #TonsureGrayRun
 *
 * What is dark may be skin in shade with some hair on it, or hair where no skin is seen. The skin
 * that was found tells the light of the one, what is seen that of the other.
 */
TonsureGrayLook tonsure_gray_look (const TonsureGrayField *field, const float *skin, float mean,
                                   float rough);

/** Pixels around those that are drawn whose shares of hair are asked for, or whose skin. */
int tonsure_gray_beside (const TonsureGrayHair *gray);

G_END_DECLS
