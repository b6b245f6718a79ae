/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * The mean color of hair on skin, shaved or grown, as it turns white: what stands beside treated
 * skin.
 *
 * Either hair is known by color, density and diameter, or a photo shows it shaved. Pigmented
 * shafts darken the skin, white ones do not. A shaft stands in the skin at 45 degrees and is seen
 * for 1 mm down, as slices of .1 mm that lie beside each other when looked at from above; each
 * takes its own part of the light. What it absorbs is the melanin of hair (eumelanin, d'Eon 2011:
 * .697 in green for each radius and unit; 8, 3, 1.3 and .3 units for black, dark brown, brown and
 * blond) with the spectrum λ^-3.33.
 *
 * Hair that stands at 45 degrees in random places covers 1 - exp (-n d L cos 45°) of the skin, with
 * the color that a mass of it has: black L* 17.9, dark brown 18.1, brown 20.2, blond 37.8 (Chiang
 * 2016 with d'Eon's melanin), white 68, 0, 8 (recalled, 60 to 75). Shadows of hair on skin are
 * left out.
 */
#pragma once

#include "skin.h"
#include "stubble.h"

G_BEGIN_DECLS

/* Of a scalp, where nothing else is known: hairs per cm², and mm. */
#define TONSURE_USUAL_HAIRS 200.0
#define TONSURE_USUAL_SHAFT 0.075

/* Length of hair that was just shaved, mm. */
#define TONSURE_SHAVED 0.1

typedef enum
{
  TONSURE_HAIR_DARK_BROWN,
  TONSURE_HAIR_BLACK,
  TONSURE_HAIR_BROWN,
  TONSURE_HAIR_BLOND,
} TonsureHairColor;

#define TONSURE_HAIR_COLORS 4

/**
 * TonsureHairKind:
 * @density: hairs per cm²
 * @diameter: mm
 */
typedef struct
{
  TonsureHairColor color;
  double density;
  double diameter;
} TonsureHairKind;

/**
 * TonsureBeside:
 * @primaries: (nullable): of all colors
 * @bare: bare skin with what its surface reflects, linear
 * @gloss: share of @bare that lies above pigment
 * @kind: the hair
 * @rest: what the shafts in the skin leave of the light, and how much white hair there was
 * @white_at_rest: the same
 * @length_at_rest: length that stands above the skin in @rest, mm
 * @colored, @white: masses of hair in the light of @bare
 */
typedef struct
{
  const double *primaries;
  double bare[3];
  double gloss[3];
  TonsureHairKind kind;
  double rest[3];
  double white_at_rest;
  double length_at_rest;
  double colored[3];
  double white[3];
} TonsureBeside;

/**
 * tonsure_beside_init:
 *
 * Hair of a known kind on @skin in even white light.
 *
 * Returns: %FALSE with %TONSURE_ERROR_INVALID naming the value and its range.
 */
gboolean tonsure_beside_init (TonsureBeside *beside, const TonsureHairKind *kind,
                              const TonsureSkin *skin, const double *primaries, GError **error);

/**
 * tonsure_beside_init_photo:
 * @stubble: what the photo shows
 * @gloss: share of each channel of the bare skin that lies above pigment
 * @skin: what explains the color of the bare skin
 * @gray: share of white hair in the photo
 *
 * How many hairs there are and how wide is taken to be as usual; it counts where hair is longer
 * than in the photo, and for what white stubble adds.
 *
 * Returns: %FALSE with %TONSURE_ERROR_INVALID naming the value and its range.
 */
gboolean tonsure_beside_init_photo (TonsureBeside *beside, const TonsureStubble *stubble,
                                    const double gloss[3], const TonsureSkin *skin, double gray,
                                    const double *primaries, GError **error);

/**
 * tonsure_beside_hair:
 * @length: of the hair above the skin, mm; shorter than in the photo is as in the photo
 * @gray: share of white hair
 * @lab: (out): CIELAB (D65) of skin and hair together
 */
void tonsure_beside_hair (const TonsureBeside *beside, double length, double gray, double lab[3]);

/**
 * tonsure_beside_treated:
 * @transmittance: what pigment leaves of the light
 * @lab: (out): CIELAB (D65) of the skin under it
 */
void tonsure_beside_treated (const TonsureBeside *beside, const double transmittance[3],
                             double lab[3]);

G_END_DECLS
