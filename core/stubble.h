/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Hair beside bare skin as a photo shows it: what pigment is matched to.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TonsureStubble:
 * @bare: the skin to be treated, without hair
 * @mean: hair and the skin between, as the eye sees both at arm's length
 * @under: the skin under and between the hairs, as lit there
 * @hair: the hair itself, as lit there
 * @error: relative standard error of @mean / @under
 * @cover: share of the skin that hair covers, 0 to 1
 * @length: what is visible of a hair, mm; 0 where it is not known
 * @bright: above 0 where hairs are lighter than skin. White hair is neutral, skin is not: the
 *   brightest tenth of the sample of hair is 3 % brighter than skin, and relative to it 16 % bluer
 *   than its brightness, and the mean of the sample is 3 % bluer than pigment of its tone could
 * make the skin. The least of what the logarithms have beyond that, the second halved. Where hair
 * is too dark to be stubble in the light of the skin it is in shadow, and strands at the border of
 * the area tell instead
 * @assumed: nobody has seen the hair: dark brown is taken
 *
 * Colors are linear light in the photo's primaries, red, green and blue, 1 = white. Only what
 * @mean is relative to @under counts: shading and the color of the light cancel.
 */
typedef struct
{
  double bare[3];
  double mean[3];
  double under[3];
  double hair[3];
  double error[3];
  double cover;
  double length;
  double bright;
  gboolean assumed;
} TonsureStubble;

G_END_DECLS
