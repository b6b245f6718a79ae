/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * A drawn head, matched and treated, and a piece of it in later years.
 *
 * Ink, water and density are matched from the photo of the whole head alone, whatever the grade.
 * The piece lies where the treated skin meets the stubble beside it.
 */
#pragma once

#include "graying.h"
#include "match.h"
#include "phantom.h"

G_BEGIN_DECLS

/* The piece, pixels and pixels a millimeter. */
#define STRIP_PX_PER_MM 8
#define STRIP_WIDTH 320
#define STRIP_HEIGHT 208

/* Age in year 0. */
#define STRIP_AGE 35.0

/**
 * StripHead:
 * @piece: the piece without treatment
 * @area: of the piece, where it is treated
 * @treatment: of the piece, year 0
 * @match: how the pigment was chosen
 */
typedef struct
{
  PhantomPicture *piece;
  guint16 *area;
  TonsureTreatment treatment;
  TonsureMatch match;
} StripHead;

/**
 * StripYear:
 * @rgba: the piece, linear sRGB and alpha; free with g_free()
 * @gray: share of the hair that is white
 * @treated, @stubble: mean colors (CIELAB, D65) in even light, by the truth of the drawing
 */
typedef struct
{
  float *rgba;
  double gray;
  double treated[3], stubble[3];
} StripYear;

/**
 * strip_head_init:
 *
 * Returns: %FALSE with an error of measuring, sampling or matching; @head is to be cleared anyway.
 */
gboolean strip_head_init (StripHead *head, PhantomSkin skin, PhantomHair hair, GError **error);
void strip_head_clear (StripHead *head);

/**
 * strip_head_draw:
 * @years: since healed
 * @year: (out)
 *
 * The outcome counts for pigment and for how early hair turns gray.
 */
gboolean strip_head_draw (const StripHead *head, double years, TonsureOutcome outcome,
                          StripYear *year, GError **error);

G_END_DECLS
