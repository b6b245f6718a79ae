/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What pigment is matched to: see target.h. */
#include "target.h"
#include "exact.h"
#include "range.h"
#include "spectrum.h"

#include <math.h>
#include <string.h>

#define PROJECTION 1.4         /* shafts with their shadows, to the shafts alone */
#define COSINE (1.0 / G_SQRT2) /* of an elevation of 45° */
#define THROUGH_SKIN 0.65      /* ℓ, mm */
#define LONGEST 300.0          /* mm */

/* Part under the skin: red, green and blue to luminance (1 : .68 : .45 on skin, whose luminance
 * has about .3, .65 and .05 of them). */
static const double under_skin[3] = { 1.31, 0.89, 0.59 };

/* What a mass of dark hair reflects relative to light skin: it is a part of ℓ; and how much more of
 * one channel than of another it reflects at most. */
#define DARK_MASS 0.08
#define DARK_HUE 1.5

/* Luminance of hair to skin that is not believed. */
#define DISBELIEVED 0.33

/* -ln left of blue to that of red that hair in the light of the skin can have, and how far errors
 * let it lie beyond; less than the pigment under skin alone only where hair is lighter than skin in
 * blue. */
#define LEAST_BLUE 0.2
#define MOST_BLUE 1.8
#define BLUE_ERROR 0.1

/* Hair, pigment under skin and daylight of another color all take of green what lies between red
 * and blue, -ln left of green = .48 red + .52 blue. What is off that line by more than OFF_LINE
 * comes from skin of another redness or from light of another kind, and luminance is then off by
 * about twice as much (choice). */
#define RED_SHARE 0.48
#define OFF_LINE 0.025
#define LUMINANCE_OFF 2.0

/* -ln of the luminance that hair clipped to 3 mm leaves (.56). */
#define USUAL_DEPTH 0.58

/* Error of the logarithm where hair and skin are in like light, and in light of another color. */
#define LIKE_LIGHT 0.06
#define OTHER_LIGHT 0.25

#define MOSTLY_WHITE 0.6 /* share of white hair that makes it gray */

/* Red and blond hair takes less of red than of blue, and is light. */
#define RED_TO_BLUE 0.62
#define LIGHT_HAIR 0.55

#define HARDLY 0.97 /* of the light left: no hair to speak of */

void
tonsure_target_options_init (TonsureTargetOptions *options)
{
  *options = (TonsureTargetOptions) { TONSURE_LOOK_AUTO, TONSURE_GUARD, 0.0, -1.0 };
}

static double
luminance (const double rgb[3], const double *primaries)
{
  double xyz[3];

  tonsure_rgb_to_xyz (rgb, primaries, xyz);
  return xyz[1];
}

/* -ln of the luminance that is left of @skin. */
static double
depth_of (const double left[3], const double skin[3], const double *primaries)
{
  double rgb[3];

  for (int c = 0; c < 3; c++)
    rgb[c] = left[c] * skin[c];
  return -tonsure_log (
      MAX (luminance (rgb, primaries) / MAX (luminance (skin, primaries), 1e-9), 1e-3));
}

void
tonsure_target_predict (double length, const double hair[3], double left[3])
{
  double shafts = TONSURE_SHAFTS * TONSURE_SHAFT;
  double bare = tonsure_exp (-shafts * PROJECTION * length * COSINE);

  for (int c = 0; c < 3; c++)
    {
      double lighter = MAX (hair[c] - DARK_MASS, 0.0);

      left[c] = tonsure_exp (-shafts * THROUGH_SKIN * under_skin[c])
                * (bare + (1.0 - bare) * MIN (lighter, 1.5));
    }
}

/* Depth of stubble of one length to that of another, by the formula. */
static double
longer (double from, double to)
{
  return (PROJECTION * to * COSINE + THROUGH_SKIN) / (PROJECTION * from * COSINE + THROUGH_SKIN);
}

/* How far the color of what hair takes is that of hair in the light of the skin. */
static gboolean
is_like_light (const double depth[3], double dark)
{
  if (dark < 0.1)
    return fabs (depth[0] - depth[1]) < 0.2 && fabs (depth[2] - depth[1]) < 0.2;
  return depth[0] > 0.0 && depth[2] >= LEAST_BLUE * depth[0] - BLUE_ERROR
         && depth[2] <= MOST_BLUE * depth[0] + BLUE_ERROR;
}

static TonsureHairTone
tone_of (const TonsureStubble *stubble, const TonsureTargetOptions *options, const double depth[3],
         double dark)
{
  if (options->gray >= MOSTLY_WHITE)
    return TONSURE_TONE_GRAY;
  if (options->gray < 0.0 && stubble->assumed == FALSE && (stubble->bright > 0.0 || dark < -0.02))
    return TONSURE_TONE_GRAY;
  if (dark < -tonsure_log (HARDLY))
    return TONSURE_TONE_NONE;
  if (dark < -tonsure_log (LIGHT_HAIR) && depth[0] < RED_TO_BLUE * depth[2])
    return TONSURE_TONE_COLORFUL;
  return TONSURE_TONE_DARK;
}

/* Square of the standard error of -ln left, where the color says that there is one. */
static double
error_by_color (const double depth[3], gboolean like_light)
{
  double line = RED_SHARE * depth[0] + (1.0 - RED_SHARE) * depth[2];
  double off = LUMINANCE_OFF * MAX (fabs (depth[1] - line) - OFF_LINE, 0.0);
  double light = like_light ? 0.0 : OTHER_LIGHT;

  return off * off + light * light;
}

/* How far the photo is believed to show the stubble that is wanted: less, the less its error is
 * below the spread between people. */
static double
belief_in (const TonsureStubble *stubble, const double depth[3], double dark, gboolean like_light)
{
  double least = -tonsure_log (TONSURE_TARGET_BELIEVED), most = -tonsure_log (DISBELIEVED);
  double spread = TONSURE_SHAFTS_SPREAD * USUAL_DEPTH;

  if (stubble->assumed)
    return 0.0;
  return CLAMP ((most - dark) / (most - least), 0.0, 1.0) * spread * spread
         / (spread * spread + error_by_color (depth, like_light));
}

/* A mass of the hair relative to the skin; of dark hair without what light of another color adds.
 */
static void
find_mass (const TonsureStubble *stubble, TonsureHairTone tone, double hair[3])
{
  double least;

  for (int c = 0; c < 3; c++)
    hair[c] = stubble->hair[c] / stubble->under[c];
  least = MIN (MIN (hair[0], hair[1]), hair[2]);
  for (int c = 0; c < 3 && tone == TONSURE_TONE_DARK; c++)
    hair[c] = MIN (hair[c], DARK_HUE * least);
}

static void
mix (const TonsureStubble *stubble, const double depth[3], double guard, TonsureTarget *target)
{
  double hair[3], predicted[3];

  find_mass (stubble, target->tone, hair);
  tonsure_target_predict (guard, hair, predicted);
  for (int c = 0; c < 3; c++)
    {
      double other = -tonsure_log (predicted[c]), own = depth[c];
      double spread = TONSURE_SHAFTS_SPREAD * other;
      double read = stubble->error[c] + (target->like_light ? LIKE_LIGHT : OTHER_LIGHT);

      target->left[c] = tonsure_exp (-(target->read * own + (1.0 - target->read) * other));
      target->error[c] =
          sqrt (target->read * read * read + (1.0 - target->read) * spread * spread
                + target->read * (1.0 - target->read) * (own - other) * (own - other));
    }
}

/* In light of another color the luminance is believed, the color is that of stubble as predicted:
 * half above and half under the skin. */
static void
mend_color (const double skin[3], const double *primaries, double dark, double depth[3])
{
  double left[3], is;

  for (int c = 0; c < 3; c++)
    {
      depth[c] = dark * 0.5 * (1.0 + under_skin[c]);
      left[c] = tonsure_exp (-depth[c]);
    }
  is = depth_of (left, skin, primaries);
  for (int c = 0; c < 3; c++)
    depth[c] *= is > 0.0 ? dark / is : 1.0;
}

static TonsureLook
look_of (const TonsureTargetOptions *options)
{
  if (options->look != TONSURE_LOOK_AUTO)
    return options->look;
  return options->length > TONSURE_SHAVED_UP_TO ? TONSURE_LOOK_HAIR_STAYS : TONSURE_LOOK_SHAVED;
}

gboolean
tonsure_target_find (const TonsureStubble *stubble, const TonsureTargetOptions *options,
                     const double skin[3], const double *primaries, TonsureTarget *target,
                     GError **error)
{
  double depth[3], left[3], dark;

  if (!tonsure_in_range_of ("guard", options->guard, 0.0, LONGEST, "mm", error)
      || !tonsure_in_range_of ("length", options->length, 0.0, LONGEST, "mm", error)
      || !tonsure_in_range ("gray", options->gray, -1.0, 1.0, error))
    return FALSE;
  memset (target, 0, sizeof *target);
  for (int c = 0; c < 3; c++)
    {
      left[c] = stubble->mean[c] / stubble->under[c];
      depth[c] = -tonsure_log (left[c]);
    }
  dark = depth_of (left, skin, primaries);
  target->look = look_of (options);
  target->like_light = !stubble->assumed && is_like_light (depth, dark);
  target->tone = tone_of (stubble, options, depth, dark);
  target->read = belief_in (stubble, depth, dark, target->like_light);
  if (!target->like_light && target->tone == TONSURE_TONE_DARK)
    mend_color (skin, primaries, dark, depth);
  if (options->length > 0.0)
    for (int c = 0; c < 3; c++)
      depth[c] *= longer (options->length, options->guard);
  mix (stubble, depth, options->guard, target);
  return TRUE;
}
