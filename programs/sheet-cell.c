/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* One skin with dots at one depth: see sheet-cell.h. */
#include "sheet-cell.h"
#include "exact.h"
#include "profile.h"
#include "render.h"

#include <math.h>

#define NOISE 0.01

/* Of a transmittance of 1 that went through floats and two color spaces. */
#define ROUNDING 1e-5

/* A skin of each class of ITA, from very light to dark: 55, 46, 32, 14, -12 and -47 degrees. */
const SheetSkin sheet_skins[SHEET_SKINS] = {
  { "I", 0.009, 0.010 },  { "II", 0.016, 0.011 }, { "III", 0.030, 0.012 },
  { "IV", 0.055, 0.013 }, { "V", 0.110, 0.016 },  { "VI", 0.250, 0.020 },
};

const double sheet_depths[SHEET_DEPTHS] = { 0.08, 0.15, 0.30, 0.60 };

/* XYZ itself: pigment leaves less of each, so that nothing is outside. */
static const double xyz_primaries[9] = { 1, 0, 0, 0, 1, 0, 0, 0, 1 };

/* The light of bare skin, linear sRGB and XYZ at D65. */
typedef struct
{
  double inside[3], inside_xyz[3];
  double surface[3];
} Light;

static gboolean
light_of (const TonsureSkin *skin, Light *light, GError **error)
{
  double inside[TONSURE_BANDS], surface[TONSURE_BANDS], xyz[3];

  if (!tonsure_skin_reflectance (skin, NULL, 0, inside, NULL, error))
    return FALSE;
  for (int band = 0; band < TONSURE_BANDS; band++)
    surface[band] = TONSURE_SPECULAR;
  tonsure_spectrum_to_xyz (surface, xyz);
  tonsure_xyz_to_rgb (xyz, NULL, light->surface);
  tonsure_spectrum_to_xyz (inside, light->inside_xyz);
  tonsure_xyz_to_rgb (light->inside_xyz, NULL, light->inside);
  return TRUE;
}

static void
color_of (const Light *light, const double t[3], SheetColor *color)
{
  double xyz[3];

  for (int c = 0; c < 3; c++)
    color->rgb[c] = light->surface[c] + light->inside[c] * t[c];
  tonsure_rgb_to_xyz (color->rgb, NULL, xyz);
  tonsure_xyz_to_lab (xyz, color->lab);
}

/* What a transmittance of XYZ is in red, green and blue. */
static void
raw_transmittance (const Light *light, const double xyz_t[3], double t[3])
{
  double xyz[3];

  tonsure_xyz_to_rgb (light->inside_xyz, xyz_primaries, xyz);
  for (int c = 0; c < 3; c++)
    xyz[c] *= xyz_t[c];
  tonsure_rgb_to_xyz (xyz, xyz_primaries, xyz);
  tonsure_xyz_to_rgb (xyz, NULL, t);
  for (int c = 0; c < 3; c++)
    t[c] /= light->inside[c];
}

static guint16
demand_at (double x)
{
  double share = (x - SHEET_NONE_TO) / (SHEET_FULL_FROM - SHEET_NONE_TO);

  return (guint16) floor (65535.0 * CLAMP (share, 0.0, 1.0) + 0.5);
}

/* The area goes on beyond the picture, so that no halo is missing. */
static gboolean
draw (TonsureTreatment *treatment, int px_per_mm, const double *primaries, int width, float *rgba,
      GError **error)
{
  TonsurePixels pixels = { 0, 0, width, SHEET_HEIGHT };

  treatment->mm_per_px = 1.0 / px_per_mm;
  g_autoptr (TonsureRenderer) renderer = tonsure_renderer_new (treatment, primaries, error);
  if (renderer == NULL)
    return FALSE;

  int reach = tonsure_render_reach (renderer);
  TonsurePixels all = { -reach, -reach, width + 2 * reach, SHEET_HEIGHT + 2 * reach };
  g_autofree guint16 *mask = g_new (guint16, (gsize) all.width * all.height);

  for (int j = 0; j < all.height; j++)
    for (int i = 0; i < all.width; i++)
      mask[(gsize) all.width * j + i] = demand_at ((all.x + i + 0.5) / px_per_mm);
  tonsure_render_transmittance (renderer, mask, &all, all.width, &pixels, rgba, 4 * width);
  return TRUE;
}

/* The mean from afar. */
static void
mean_of (const float *rgba, double mean[3])
{
  int first = (int) (SHEET_MEAN_FROM * SHEET_FAR);

  for (int c = 0; c < 3; c++)
    {
      double sum = 0.0;

      for (int j = 0; j < SHEET_HEIGHT; j++)
        for (int i = first; i < SHEET_FAR_WIDTH; i++)
          sum += rgba[4 * (SHEET_FAR_WIDTH * j + i) + c];
      mean[c] = sum / (SHEET_HEIGHT * (SHEET_FAR_WIDTH - first));
    }
}

/* Relative brightness of a pixel: four random bytes are nearly normal. */
static double
texture (int x, int y)
{
  guint32 bits = tonsure_hash32 (tonsure_hash32 (x) + y);
  double sum = (bits & 255) + (bits >> 8 & 255) + (bits >> 16 & 255) + (bits >> 24);

  return 1.0 + NOISE * (sum - 510.0) / 147.8;
}

/* Skin seen through @rgba, or bare where that is %NULL. */
static float *
picture_new (const Light *light, const float *rgba, int width)
{
  float *rgb = g_new (float, 3 * width * SHEET_HEIGHT);

  for (int i = 0; i < width * SHEET_HEIGHT; i++)
    for (int c = 0; c < 3; c++)
      {
        double t = rgba == NULL ? 1.0 : rgba[4 * i + c];

        rgb[3 * i + c] =
            (float) (texture (i % width, i / width) * (light->surface[c] + light->inside[c] * t));
      }
  return rgb;
}

/* @outside: (out): for each channel, whether a dot lets through more than 1 anywhere */
static gboolean
compute_dot (const TonsureSkin *skin, const TonsureTreatment *treatment, const Light *light,
             double center[3], gboolean outside[3], GError **error)
{
  TonsureDeposit deposit = { treatment->diameter,        treatment->top,
                             treatment->thickness,       treatment->absorption,
                             treatment->carbon_exponent, treatment->iron_oxide };
  g_autofree TonsureProfile *profile = g_new (TonsureProfile, 1);

  if (!tonsure_profiles_compute (skin, &deposit, 1, xyz_primaries, profile, error))
    return FALSE;
  for (int c = 0; c < 3; c++)
    outside[c] = FALSE;
  for (int i = TONSURE_PROFILE_SAMPLES - 1; i >= 0; i--)
    {
      double xyz_t[3];

      for (int c = 0; c < 3; c++)
        xyz_t[c] = 1.0 - profile->loss[c][i];
      raw_transmittance (light, xyz_t, center);
      for (int c = 0; c < 3; c++)
        outside[c] |= center[c] > 1.0 + ROUNDING;
    }
  return TRUE;
}

/* The renderer never lets through more than 1: channels that do are taken from XYZ. */
static gboolean
compute_mean (TonsureTreatment *treatment, const Light *light, const gboolean outside[3],
              SheetCell *cell, GError **error)
{
  g_autofree float *rgba = g_new (float, 4 * SHEET_FAR_WIDTH * SHEET_HEIGHT);
  double xyz_t[3], raw[3];

  for (int c = 0; c < 3; c++)
    cell->mean_t[c] = cell->drawn_t[c];
  if (!outside[0] && !outside[1] && !outside[2])
    return TRUE;
  if (!draw (treatment, SHEET_FAR, xyz_primaries, SHEET_FAR_WIDTH, rgba, error))
    return FALSE;
  mean_of (rgba, xyz_t);
  raw_transmittance (light, xyz_t, raw);
  for (int c = 0; c < 3; c++)
    if (outside[c])
      cell->mean_t[c] = raw[c];
  return TRUE;
}

static void
compute_colors (const Light *light, SheetCell *cell)
{
  static const double all[3] = { 1.0, 1.0, 1.0 };
  SheetColor raw;

  color_of (light, all, &cell->bare);
  color_of (light, cell->drawn_t, &cell->treated);
  color_of (light, cell->mean_t, &raw);
  cell->ita = atan2 (cell->bare.lab[0] - 50.0, cell->bare.lab[2]) * 180.0 / G_PI;
  cell->change = tonsure_ciede2000 (cell->bare.lab, cell->treated.lab);
  cell->clamp = tonsure_ciede2000 (raw.lab, cell->treated.lab);
}

gboolean
sheet_cell_compute (const SheetSkin *skin, double top, SheetCell *cell, GError **error)
{
  g_autofree float *near = g_new (float, 4 * SHEET_NEAR_WIDTH * SHEET_HEIGHT);
  g_autofree float *far = g_new (float, 4 * SHEET_FAR_WIDTH * SHEET_HEIGHT);
  TonsureTreatment treatment;
  TonsureSkin tissue;
  Light light;
  gboolean outside[3];

  tonsure_skin_init (&tissue, skin->melanin, skin->blood);
  tonsure_treatment_init (&treatment);
  treatment.melanin = skin->melanin;
  treatment.blood = skin->blood;
  treatment.top = top;
  if (!light_of (&tissue, &light, error)
      || !compute_dot (&tissue, &treatment, &light, cell->center_t, outside, error)
      || !draw (&treatment, SHEET_NEAR, NULL, SHEET_NEAR_WIDTH, near, error)
      || !draw (&treatment, SHEET_FAR, NULL, SHEET_FAR_WIDTH, far, error))
    return FALSE;
  mean_of (far, cell->drawn_t);
  if (!compute_mean (&treatment, &light, outside, cell, error))
    return FALSE;
  compute_colors (&light, cell);
  cell->before = picture_new (&light, NULL, SHEET_NEAR_WIDTH);
  cell->near = picture_new (&light, near, SHEET_NEAR_WIDTH);
  cell->far = picture_new (&light, far, SHEET_FAR_WIDTH);
  return TRUE;
}

void
sheet_cell_clear (SheetCell *cell)
{
  g_free (cell->before);
  g_free (cell->near);
  g_free (cell->far);
}
