/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What stands beside treated skin: see beside.h. */
#include "beside.h"
#include "crowd.h"
#include "exact.h"
#include "range.h"

#include <math.h>
#include <string.h>

/* Shafts in the skin, mm: slices, and the sine of the angle at which they stand; absorption at
 * 550 nm for each radius and unit of melanin. */
#define SLICES 10
#define SLICE 0.1
#define SLANT (1.0 / G_SQRT2)
#define MELANIN_GREEN 0.697
#define MELANIN_POWER 3.33

/* Of hair that was colored; where hardly any was, a photo does not tell what it does. */
#define LEAST_COLORED 0.05

static const struct
{
  double melanin;
  double lab[3];
} hairs[TONSURE_HAIR_COLORS] = {
  [TONSURE_HAIR_DARK_BROWN] = { 3.0, { 18.1, 0.4, 0.3 } },
  [TONSURE_HAIR_BLACK] = { 8.0, { 17.9, 0.0, 0.0 } },
  [TONSURE_HAIR_BROWN] = { 1.3, { 20.2, 2.7, 3.1 } },
  [TONSURE_HAIR_BLOND] = { 0.3, { 37.8, 5.3, 17.1 } },
};

static const double white_lab[3] = { 68.0, 0.0, 8.0 };

static gboolean
kind_is_valid (const TonsureHairKind *kind, GError **error)
{
  return tonsure_in_range ("color", kind->color, 0.0, TONSURE_HAIR_COLORS - 1.0, error)
         && tonsure_in_range ("density", kind->density, 0.0, 1000.0, error)
         && tonsure_in_range ("diameter", kind->diameter, 0.02, 0.2, error);
}

/* Bare skin with what its surface reflects. */
static gboolean
skin_rgb (const TonsureSkin *skin, const double *primaries, double rgb[3], GError **error)
{
  double spectrum[TONSURE_BANDS], xyz[3];

  if (!tonsure_skin_reflectance (skin, NULL, 0, spectrum, NULL, error))
    return FALSE;
  tonsure_spectrum_to_xyz (spectrum, xyz);
  tonsure_xyz_to_rgb (xyz, primaries, rgb);
  for (int c = 0; c < 3; c++)
    rgb[c] += TONSURE_SPECULAR;
  return TRUE;
}

static void
rgb_of_lab (const double lab[3], const double *primaries, double rgb[3])
{
  static const double white[3] = { 0.950456, 1.0, 1.089058 };
  double f[3], xyz[3];

  f[1] = (lab[0] + 16.0) / 116.0;
  f[0] = f[1] + lab[1] / 500.0;
  f[2] = f[1] - lab[2] / 200.0;
  for (int i = 0; i < 3; i++)
    xyz[i] =
        white[i] * (f[i] > 6.0 / 29.0 ? f[i] * f[i] * f[i] : (f[i] - 4.0 / 29.0) * 108.0 / 841.0);
  tonsure_xyz_to_rgb (xyz, primaries, rgb);
}

static gboolean
solve_shaft (const TonsureHairKind *kind, const TonsureSkin *skin, const double *primaries,
             TonsureProfile profiles[SLICES], double *width, GError **error)
{
  TonsureInkLayer slices[SLICES];
  double widths[SLICES];

  *width = kind->diameter / sqrt (SLANT);
  for (int i = 0; i < SLICES; i++)
    {
      widths[i] = *width;
      slices[i].top = TONSURE_EPIDERMIS + SLICE * i;
      slices[i].thickness = SLICE;
      for (int band = 0; band < TONSURE_BANDS; band++)
        slices[i].absorption[band] =
            hairs[kind->color].melanin * MELANIN_GREEN / (0.05 * kind->diameter)
            * tonsure_pow (550.0 / (TONSURE_BAND_FIRST + TONSURE_BAND_STEP * band), MELANIN_POWER);
    }
  return tonsure_profiles_solve (skin, slices, widths, SLICES, primaries, profiles, error);
}

/* What all shafts leave of the light from inside the skin. */
static gboolean
find_rest (TonsureBeside *beside, const TonsureSkin *skin, GError **error)
{
  g_autofree TonsureProfile *profiles = g_new (TonsureProfile, SLICES);
  double width;

  if (!solve_shaft (&beside->kind, skin, beside->primaries, profiles, &width, error))
    return FALSE;
  for (int c = 0; c < 3; c++)
    {
      double mass = 0.0, reach = 0.0, area = 0.25 * G_PI * width * width, most;

      for (int i = 0; i < SLICES; i++)
        {
          mass += profiles[i].mass[c];
          reach += profiles[i].mass[c]
                   * tonsure_crowd_share (profiles[i].mass[c], area, profiles[i].layer[c]);
        }
      most = mass > 0.0 ? reach / mass : 1.0;
      beside->rest[c] =
          1.0 - most * (1.0 - tonsure_exp (-0.01 * beside->kind.density * mass / most));
    }
  return TRUE;
}

gboolean
tonsure_beside_init (TonsureBeside *beside, const TonsureHairKind *kind, const TonsureSkin *skin,
                     const double *primaries, GError **error)
{
  memset (beside, 0, sizeof *beside);
  beside->primaries = primaries;
  beside->kind = *kind;
  if (!kind_is_valid (kind, error) || !skin_rgb (skin, primaries, beside->bare, error)
      || !find_rest (beside, skin, error))
    return FALSE;
  for (int c = 0; c < 3; c++)
    {
      beside->gloss[c] = TONSURE_SPECULAR / beside->bare[c];
      beside->rest[c] += beside->gloss[c] * (1.0 - beside->rest[c]);
    }
  rgb_of_lab (hairs[kind->color].lab, primaries, beside->colored);
  rgb_of_lab (white_lab, primaries, beside->white);
  return TRUE;
}

gboolean
tonsure_beside_init_photo (TonsureBeside *beside, const TonsureStubble *stubble,
                           const double gloss[3], const TonsureSkin *skin, double gray,
                           const double *primaries, GError **error)
{
  double model[3];

  memset (beside, 0, sizeof *beside);
  beside->primaries = primaries;
  beside->kind =
      (TonsureHairKind) { .density = TONSURE_USUAL_HAIRS, .diameter = TONSURE_USUAL_SHAFT };
  if (!tonsure_in_range ("gray", gray, 0.0, 1.0, error)
      || !skin_rgb (skin, primaries, model, error))
    return FALSE;
  rgb_of_lab (white_lab, primaries, beside->white);
  for (int c = 0; c < 3; c++)
    {
      beside->bare[c] = stubble->bare[c];
      beside->gloss[c] = gloss[c];
      beside->rest[c] = stubble->mean[c] / stubble->under[c];
      beside->colored[c] = stubble->hair[c] * stubble->bare[c] / stubble->under[c];
      beside->white[c] *= stubble->bare[c] / model[c];
    }
  beside->white_at_rest = gray;
  beside->length_at_rest = stubble->length > 0.0 ? stubble->length : TONSURE_SHAVED;
  return TRUE;
}

/* Share of the skin that hair covers. */
static double
cover_of (const TonsureBeside *beside, double length)
{
  return 1.0 - tonsure_exp (-0.01 * beside->kind.density * beside->kind.diameter * length * SLANT);
}

static void
lab_of (const TonsureBeside *beside, const double rgb[3], double lab[3])
{
  double xyz[3];

  tonsure_rgb_to_xyz (rgb, beside->primaries, xyz);
  for (int i = 0; i < 3; i++)
    xyz[i] = MAX (xyz[i], 0.0);
  tonsure_xyz_to_lab (xyz, lab);
}

void
tonsure_beside_hair (const TonsureBeside *beside, double length, double gray, double lab[3])
{
  double colored = MAX (1.0 - beside->white_at_rest, LEAST_COLORED);
  double still = MAX (1.0 - gray, 0.0) / colored;
  double covered = cover_of (beside, beside->length_at_rest);
  double whitened = covered * MAX (gray - beside->white_at_rest, 0.0), longer, rgb[3];

  longer = 1.0 - (1.0 - cover_of (beside, MAX (length, beside->length_at_rest))) / (1.0 - covered);
  for (int c = 0; c < 3; c++)
    {
      double skin = beside->bare[c] * tonsure_pow (beside->rest[c], still);
      double mass = (1.0 - gray) * beside->colored[c] + gray * beside->white[c];

      skin += whitened * (beside->white[c] - skin);
      rgb[c] = skin + longer * (mass - skin);
    }
  lab_of (beside, rgb, lab);
}

void
tonsure_beside_treated (const TonsureBeside *beside, const double transmittance[3], double lab[3])
{
  double rgb[3];

  for (int c = 0; c < 3; c++)
    rgb[c] = beside->bare[c] * (transmittance[c] + beside->gloss[c] * (1.0 - transmittance[c]));
  lab_of (beside, rgb, lab);
}
