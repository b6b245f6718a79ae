/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * One run of the match: from the picture to samples of hair and skin, and from these to the
 * pigment.
 */
#pragma once

#include "marks.h"

G_BEGIN_DECLS

/**
 * Match:
 * @treat: the picture and where it is to be treated
 * @record: scale and skin
 * @photo: linear sRGB of the whole picture
 * @marks: where hair and skin are sampled
 * @samples: what they show
 * @answers: the pigment that is nearest today, and the one that is over the years
 * @chosen: which of the two is shown and treats
 * @years: how many; with 0 both answers are the same
 * @person: whose hair it is; where the age is 0, hair stays as it is
 * @options: what is wished for
 * @stubble, @treated: how coarse stubble and treated skin are; 0 bands where they are too small
 */
typedef struct
{
  Treat treat;
  Record record;
  float *photo;
  Marks marks;
  TonsureSamples samples;
  TonsureMatchAnswer answers[2];
  TonsureAnswer chosen;
  guint years;
  TonsurePerson person;
  TonsureMatchOptions options;
  TonsureBands stubble;
  TonsureBands treated;
} Match;

/**
 * match_open:
 *
 * Looks at @image without changing it.
 *
 * Returns: %FALSE with an error that tells the user what to do.
 */
gboolean match_open (Match *match, GimpImage *image, GError **error);
void match_close (Match *match);

/**
 * match_find:
 * @config: the arguments
 *
 * Samples hair and skin and finds the pigment.
 *
 * Returns: %FALSE with an error that tells the user what to do.
 */
gboolean match_find (Match *match, GimpProcedureConfig *config, GError **error);

/** Returns: (transfer none): the pigment that is chosen. */
const TonsureMatch *match_chosen (const Match *match);

/** Returns: (transfer full): ink, water and dots of an answer, in words. */
char *match_recipe (const TonsureMatch *answer);

/** Returns: (transfer full): what the user must know about samples, scale and match. */
char *match_notes (const Match *match);

/**
 * match_treat:
 *
 * Calls the procedure that treats, with what was found.
 *
 * Returns: (transfer none): the area layer, or %NULL with an error
 */
GimpLayer *match_treat (const Match *match, GimpProcedureConfig *config, GError **error);

G_END_DECLS
