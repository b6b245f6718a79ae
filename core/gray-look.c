/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The light on hair: see gray-field.h. */
#include "gray-field.h"

#include <math.h>

/* Mean shares of hair nearby between which hair is taken for a mass, grown and in stubble. */
static const struct
{
  float some, mass;
} shares[2] = { { 0.1f, 0.4f }, { 0.3f, 0.7f } };

/* From this mean share of hair on, and from the second wholly, what is seen is hair and its gaps.
 */
#define CLOSED 0.6f
#define ALL_CLOSED 0.9f

/* Grown hair looks rough beyond noise: variance of light from grain to grain. */
#define SMOOTH 0.003f
#define ROUGH 0.010f

/* Skin in light below this, relative to the hair's, is rather hair. */
#define IN_SHADE 0.35f

/* Grown hair in deep shade: light nearby, relative to hair's, below which all is hair, and above
 * which that does not tell (choice). */
#define BLACK 0.45f
#define DARK 0.9f

/* Where the hue of that skin lies from skin, 0, to hair, 1 (choice). */
#define HUE_SKIN 0.2f
#define HUE_HAIR 0.6f

/* Where skin shows through, hair is taken to be lit so much more at most. */
#define MORE_LIGHT 1.15f

static inline float
ramp (float x, float from, float to)
{
  return tonsure_gray_clamp ((x - from) * (1.0f / (to - from)), 0.0f, 1.0f);
}

/* The light of a mass of hair: what is between the colors of hair and skin is some of each in the
 * light of these, the darker end rather in less and the lighter in more. */
static float
light_mass (const TonsureGrayField *field, float mean)
{
  float hair = MAX (mean, 0.0f) / field->dark, skin = mean / field->skin;

  if (hair < 1.0f)
    return hair;
  return MAX (MIN (sqrtf (sqrtf (hair)), MORE_LIGHT), skin);
}

/* Never twice as much. */
static float
limit (float light)
{
  return light > 1.0f ? 2.0f - 1.0f / light : light;
}

/* The natural logarithm of a number above 0, to .0002, for every pixel. */
static float
quick_log (float x)
{
  union
  {
    float number;
    guint32 bits;
  } parts = { x };
  int power = (int) (parts.bits >> 23) - 127;
  float t, square;

  parts.bits = (parts.bits & 0x7fffff) | 0x3f800000; /* 1 to 2 */
  t = (parts.number - 1.0f) / (parts.number + 1.0f);
  square = t * t;
  return (float) power * 0.69314718f + 2.0f * t * (1.0f + square * (1.0f / 3.0f + square * 0.2f));
}

/* Skin in shade has the hue of skin: how far what was found as skin has that of hair instead, 0 to
 * 1; 1 where hues do not tell. */
static float
hue_of_hair (const TonsureHair *hair, const float *skin)
{
  float hue = -hair->skin_hue;

  if (hair->hue[0] == 0.0f)
    return 1.0f;
  for (int c = 0; c < 3; c++)
    hue += hair->hue[c] * quick_log (MAX (skin[c], 1e-5f));
  return ramp (hue, HUE_SKIN, HUE_HAIR);
}

TonsureGrayLook
tonsure_gray_look (const TonsureGrayField *field, const float *skin, float mean, float rough)
{
  int stubble = field->strands == NULL;
  float bare = tonsure_gray_light (skin), shade = 1.0f, stands, share, mass, own;
  TonsureGrayLook light = { 1.0f, mean, 0.0f, 0.0f };

  if (field->per_light > 0.0f)
    shade = ((skin[0] + skin[1]) + skin[2]) * field->per_light;
  light.lit = limit (shade);
  stands = bare - shade * field->dark;
  if (stands == 0.0f)
    return light;
  share = (bare - mean) / stands;
  mass = ramp (share, shares[stubble].some, shares[stubble].mass);
  if (!stubble)
    {
      mass = MAX (mass, ramp (rough - field->noise / MAX (mean, 1e-4f), SMOOTH, ROUGH));
      mass = MAX (mass, 1.0f - ramp (mean / field->dark, BLACK, DARK));
    }
  if (mass == 0.0f)
    return light;
  own = limit (light_mass (field, mean));
  light.deep =
      mass
      * (1.0f - ramp (shade / tonsure_gray_clamp (own, 1e-3f, 1.0f), IN_SHADE, TONSURE_GRAY_LIT));
  if (light.deep > 0.0f)
    light.deep *= hue_of_hair (&field->gray.hair, skin);
  light.lit += light.deep * (own - light.lit);
  light.clear = MAX (light.deep, mass * ramp (share, CLOSED, ALL_CLOSED));
  return light;
}
