/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * What pigment is matched to: stubble of the guard length that the hair is shaved to, on the skin
 * that is treated.
 *
 * Stubble of length L leaves of the luminance
 *
 *   -ln Y = n d (1.4 L cos e + ℓ)
 *
 * with n shafts per mm² of diameter d (mm) that stand at the elevation e. The first part is the
 * shafts above the skin and their shadows (1.4 times their own projection); it takes as much of
 * red as of blue, less what the hair reflects. The second is what shows through the skin of the
 * shafts below it and takes red, green and blue as pigment does, 1 : .68 : .45. With n = 2
 * (Birnbaum 2017: 214 to 230 per cm² in Caucasians, 148 to 178 in others), d = .08 and e = 45°,
 * ℓ = .65 mm gives the Y of .56 that eight photos of hair clipped to 3 mm have in the median (.54
 * to .59).
 *
 * A photo is believed where it shows such stubble in light like that of the skin: where hair
 * leaves .42 to 1 of the luminance of skin. Darker hair than a dense head clipped to 3 mm is
 * longer or in shadow; between .42 and .33 both estimates are mixed. What the photo shows is
 * taken as shaved to the guard length unless its own length is given.
 */
#pragma once

#include "skin.h"
#include "stubble.h"

G_BEGIN_DECLS

/* Length that hair is shaved to where nothing else is said, mm. */
#define TONSURE_GUARD 3.0

/* Hair up to this length is taken to be shaved for the treatment, longer hair to stay, mm. */
#define TONSURE_SHAVED_UP_TO 20.0

/* Luminance of hair to skin down to which a photo is believed. */
#define TONSURE_TARGET_BELIEVED 0.42

/* Of the formula above, and by how much n d differs between people: standard deviation of its
 * logarithm. */
#define TONSURE_SHAFTS 2.0 /* per mm² */
#define TONSURE_SHAFT 0.08 /* mm */
#define TONSURE_SHAFTS_SPREAD 0.3

/**
 * TonsureLook:
 * @TONSURE_LOOK_AUTO: shaved where hair is at most %TONSURE_SHAVED_UP_TO, or its length is not
 *   known
 * @TONSURE_LOOK_SHAVED: hair is shaved to the guard length
 * @TONSURE_LOOK_HAIR_STAYS: hair stays as it is
 *
 * What becomes of the hair.
 */
typedef enum
{
  TONSURE_LOOK_AUTO,
  TONSURE_LOOK_SHAVED,
  TONSURE_LOOK_HAIR_STAYS,
} TonsureLook;

/**
 * TonsureHairTone:
 * @TONSURE_TONE_DARK: black to brown, and mixed with some white
 * @TONSURE_TONE_GRAY: gray or white
 * @TONSURE_TONE_COLORFUL: red or blond
 * @TONSURE_TONE_NONE: hardly darker than the skin
 *
 * What hair is like, as far as pigment can resemble it.
 */
typedef enum
{
  TONSURE_TONE_DARK,
  TONSURE_TONE_GRAY,
  TONSURE_TONE_COLORFUL,
  TONSURE_TONE_NONE,
} TonsureHairTone;

/**
 * TonsureTargetOptions:
 * @look: what becomes of the hair
 * @guard: length that hair is shaved to, mm
 * @length: of the hair in the photo, mm; 0 where it is not known
 * @gray: share of white hair, 0 to 1; -1 where it is not known
 */
typedef struct
{
  TonsureLook look;
  double guard;
  double length;
  double gray;
} TonsureTargetOptions;

/**
 * TonsureTarget:
 * @look: #TONSURE_LOOK_SHAVED or #TONSURE_LOOK_HAIR_STAYS
 * @tone: what the hair is like
 * @read: share that was read from the photo, 0 to 1; the rest is predicted
 * @left: what the stubble leaves of red, green and blue of the bare skin
 * @error: standard errors of the logarithms of @left
 * @like_light: whether hair and skin lie in light of a like color
 */
typedef struct
{
  TonsureLook look;
  TonsureHairTone tone;
  double read;
  double left[3];
  double error[3];
  gboolean like_light;
} TonsureTarget;

/** Shaved to the usual guard length, all else not known. */
void tonsure_target_options_init (TonsureTargetOptions *options);

/**
 * tonsure_target_find:
 * @skin: (array fixed-size=3): linear light of the skin in white light, in any primaries: what
 *   luminance its channels have
 *
 * Returns: %FALSE with %TONSURE_ERROR_INVALID naming the value and its range.
 */
gboolean tonsure_target_find (const TonsureStubble *stubble, const TonsureTargetOptions *options,
                              const double skin[3], const double *primaries, TonsureTarget *target,
                              GError **error);

/**
 * tonsure_target_predict:
 * @length: of the stubble, mm
 * @hair: (array fixed-size=3): what a mass of the hair reflects relative to the skin
 * @left: (out): what that stubble leaves of the light
 */
void tonsure_target_predict (double length, const double hair[3], double left[3]);

G_END_DECLS
