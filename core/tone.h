/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * How dark treated skin is on the whole: the mean of what a renderer draws, without drawing.
 *
 * What counts on the whole is how much light each dot takes, what a layer of it would leave
 * (see crowd.h), and how far dots keep apart (see apart.h). These change smoothly with diameter
 * and absorption, so dots are solved at a few nodes and all others follow by interpolation.
 */
#pragma once

#include "years.h"

G_BEGIN_DECLS

/* Nodes of absorption and of diameter at most. */
#define TONSURE_TONE_STRENGTHS 12
#define TONSURE_TONE_WIDTHS 6

/* Frequencies at which the mean dot's spectrum is known. */
#define TONSURE_TONE_FREQUENCIES 40

/**
 * TonsureTone:
 *
 * Dots of one mixture of pigment, of one outcome, in one skin; see tonsure_tone_init().
 */
typedef struct
{
  TonsureTreatment treatment;
  TonsureYears years;
  guint n_strengths, n_widths;
  double strength[TONSURE_TONE_STRENGTHS]; /* logarithm of the absorption, 1/cm */
  double width[TONSURE_TONE_WIDTHS];       /* logarithm of the diameter, mm */
  struct
  {
    double mass[3];   /* of the loss, relative to the disc's area */
    double center[3]; /* the loss there */
    double full[3];   /* what a layer without end takes */
  } node[TONSURE_TONE_STRENGTHS][TONSURE_TONE_WIDTHS];
  double spectrum[TONSURE_TONE_STRENGTHS][TONSURE_TONE_WIDTHS][3][TONSURE_TONE_FREQUENCIES];
} TonsureTone;

/**
 * tonsure_tone_init_for:
 * @absorption: least and most of single dots, 1/cm
 * @diameter: least and most of single dots, mm
 *
 * Like tonsure_tone_init(), but for dots of any year that lie within, with the mixture that
 * @treatment has at year 0.
 */
gboolean tonsure_tone_init_for (TonsureTone *tone, const TonsureTreatment *treatment,
                                const double absorption[2], const double diameter[2],
                                const double *primaries, GError **error);

/**
 * tonsure_tone_init:
 * @treatment: skin, size, depth, spread, outcome and mixture of the pigment
 * @weakest, @strongest: least and most median absorption that will be asked for, 1/cm, above 0
 * @primaries: linear RGB to XYZ at D50, rows X, Y, Z, or %NULL for sRGB
 *
 * Dots are those of the plan in the year of @treatment, without what lies over them.
 * Takes some 30 ms for a factor of two in absorption, 40 for ten.
 *
 * Returns: %FALSE with %TONSURE_ERROR_INVALID naming the value and its range.
 */
gboolean tonsure_tone_init (TonsureTone *tone, const TonsureTreatment *treatment, double weakest,
                            double strongest, const double *primaries, GError **error);

/**
 * TonsureToneDots:
 * @taken: what a dot takes in the mean, relative to what is in reach of pigment, mm²
 * @crowd: the part of the light that is in reach, see crowd.h
 * @spectrum: of the mean dot
 * @jitter: of its place, as in a treatment
 * @relative: what dots take at places where skin takes pigment differently, relative to @taken,
 *   see tonsure_patchy_relative()
 *
 * Dots of one strength.
 */
typedef struct
{
  double jitter;
  double relative[3][TONSURE_PATCHY_PLACES];
  double taken[3];
  double crowd[3];
  double spectrum[3][TONSURE_TONE_FREQUENCIES];
} TonsureToneDots;

/**
 * tonsure_tone_dots:
 * @absorption: median, 1/cm, as in a treatment
 */
void tonsure_tone_dots (const TonsureTone *tone, double absorption, TonsureToneDots *dots);

/**
 * tonsure_tone_dots_of:
 * @plan: whose dots, of an absorption of 1
 * @years: which year of it
 * @generation: of its dots
 *
 * Does tonsure_tone_dots() for the dots of another year, whose mixture is taken to be the tone's.
 */
void tonsure_tone_dots_of (const TonsureTone *tone, const TonsureTreatment *plan,
                           const TonsureYears *years, guint generation, double absorption,
                           TonsureToneDots *dots);

/**
 * tonsure_tone_transmittance:
 * @density: dots per cm²
 * @transmittance: (out): of red, green and blue in the mean
 *
 * Within .003 of the mean of what a renderer draws, .006 where half of the light is lost: there
 * the renderer is no surer itself, see apart.h.
 */
void tonsure_tone_transmittance (const TonsureToneDots *dots, double density,
                                 double transmittance[3]);

/**
 * tonsure_tone_of:
 * @transmittance: (out): of red, green and blue in the mean
 *
 * Does all of the above for one treatment, all of whose dots are done, those of its touch-ups
 * included. Where dots lie over others it is within .008, and .02 where half of the light is lost.
 *
 * Returns: %FALSE with %TONSURE_ERROR_INVALID naming the value and its range.
 */
gboolean tonsure_tone_of (const TonsureTreatment *treatment, const double *primaries,
                          double transmittance[3], GError **error);

G_END_DECLS
