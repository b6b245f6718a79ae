/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What the tables of reference optics hold: see optics-predict.h. */
#include "optics-predict.h"
#include "crowd.h"
#include "dot.h"

#include <math.h>

#define REACH ((OPTICS_CURVE_SAMPLES - 1) * OPTICS_CURVE_STEP)

/* The mean over a cell: the coarsest grid of points, and how many it has at least. The
 * midpoint rule converges exponentially for a smooth, periodic function, and light blurs
 * the rim of a disc over at least .06 mm. */
#define CELL_STEP 0.01
#define FEWEST_POINTS 8

static void
color_of_rgb (const double rgb[3], OpticsColor *color)
{
  double xyz[3];

  for (int channel = 0; channel < 3; channel++)
    color->rgb[channel] = rgb[channel];
  tonsure_rgb_to_xyz (rgb, NULL, xyz);
  tonsure_xyz_to_lab (xyz, color->lab);
}

void
optics_color_of_spectrum (const double reflectance[TONSURE_BANDS], OpticsColor *color)
{
  double xyz[3];

  tonsure_spectrum_to_xyz (reflectance, xyz);
  tonsure_xyz_to_rgb (xyz, NULL, color->rgb);
  tonsure_xyz_to_lab (xyz, color->lab);
}

double
optics_typology_angle (const double lab[3])
{
  return atan2 (lab[0] - 50.0, lab[2]) * 180.0 / G_PI;
}

int
optics_code (double linear)
{
  double v = CLAMP (linear, 0.0, 1.0);
  double code = v <= 0.0031308 ? 12.92 * v : 1.055 * pow (v, 1.0 / 2.4) - 0.055;

  return (int) (255.0 * code + 0.5);
}

gboolean
optics_layer (const TonsureSkin *skin, const TonsureInkLayer *ink, double bare[TONSURE_BANDS],
              double inked[TONSURE_BANDS], GError **error)
{
  double result[1][TONSURE_BANDS];

  if (!tonsure_skin_reflectance (skin, ink, ink == NULL ? 0 : 1, bare, result, error))
    return FALSE;
  for (int band = 0; band < TONSURE_BANDS; band++)
    {
      bare[band] += TONSURE_SPECULAR;
      if (ink != NULL)
        inked[band] = result[0][band] + TONSURE_SPECULAR;
    }
  return TRUE;
}

gboolean
optics_dot (const TonsureSkin *skin, const TonsureInkLayer *ink, double diameter,
            const double *radii, guint n, double (*transmittance)[3], double full[3],
            GError **error)
{
  return tonsure_dot_transmittance (skin, ink, diameter, NULL, TONSURE_DOT_VIEW_EXITANCE, radii, n,
                                    transmittance, full, error);
}

static void
darken (const double (*transmittance)[3], const double share[3], double distance, double product[3])
{
  double place = distance / OPTICS_CURVE_STEP;
  int i = (int) place;

  if (i >= OPTICS_CURVE_SAMPLES - 1)
    return;
  for (int channel = 0; channel < 3; channel++)
    {
      double here = transmittance[i][channel], next = transmittance[i + 1][channel];
      double loss = 1.0 - (here + (place - i) * (next - here));

      product[channel] *= fmax (1.0 - loss / share[channel], 0.0);
    }
}

/* What all dots within reach leave of the light at a point. */
static void
light_at (const double (*transmittance)[3], const double share[3], double pitch, double x, double y,
          double light[3])
{
  double product[3] = { 1.0, 1.0, 1.0 };

  for (double i = ceil ((x - REACH) / pitch); i * pitch <= x + REACH; i++)
    for (double j = ceil ((y - REACH) / pitch); j * pitch <= y + REACH; j++)
      {
        double dx = x - i * pitch, dy = y - j * pitch;

        darken (transmittance, share, sqrt (dx * dx + dy * dy), product);
      }
  for (int channel = 0; channel < 3; channel++)
    light[channel] = 1.0 - share[channel] * (1.0 - product[channel]);
}

/* Over one eighth of a cell, which the others mirror. */
void
optics_lattice_mean (const double (*transmittance)[3], double pitch, const double share[3],
                     double mean[3])
{
  int n = MAX ((int) ceil (0.5 * pitch / CELL_STEP), FEWEST_POINTS);
  double step = 0.5 * pitch / n;

  mean[0] = mean[1] = mean[2] = 0.0;
  for (int i = 0; i < n; i++)
    for (int j = 0; j <= i; j++)
      {
        double light[3], weight = (i == j ? 1.0 : 2.0) / n / n;

        light_at (transmittance, share, pitch, (i + 0.5) * step, (j + 0.5) * step, light);
        for (int channel = 0; channel < 3; channel++)
          mean[channel] += weight * light[channel];
      }
}

/* ∫ (1 - T) dA of samples that are linear in between. */
static double
mass_of (const double (*transmittance)[3], int channel)
{
  double sum = 0.0;

  for (int i = 0; i + 1 < OPTICS_CURVE_SAMPLES; i++)
    sum += (1.0 - transmittance[i][channel]) * (3.0 * i + 1.0)
           + (1.0 - transmittance[i + 1][channel]) * (3.0 * i + 2.0);
  return 2.0 * G_PI * OPTICS_CURVE_STEP * OPTICS_CURVE_STEP * sum / 6.0;
}

static gboolean
sample_dot (const TonsureSkin *skin, const TonsureInkLayer *ink, double diameter,
            double (*transmittance)[3], double share[3], GError **error)
{
  double radii[OPTICS_CURVE_SAMPLES], full[3];

  for (int i = 0; i < OPTICS_CURVE_SAMPLES; i++)
    radii[i] = i * OPTICS_CURVE_STEP;
  if (!optics_dot (skin, ink, diameter, radii, OPTICS_CURVE_SAMPLES, transmittance, full, error))
    return FALSE;
  for (int channel = 0; channel < 3; channel++)
    share[channel] = tonsure_crowd_share (mass_of (transmittance, channel),
                                          0.25 * G_PI * diameter * diameter, full[channel]);
  return TRUE;
}

gboolean
optics_lattice (const TonsureSkin *skin, const TonsureInkLayer *ink, double diameter, double pitch,
                double mean[3], OpticsColor *bare, OpticsColor *inked, GError **error)
{
  g_autofree double (*transmittance)[3] = g_malloc0_n (OPTICS_CURVE_SAMPLES, sizeof *transmittance);
  double spectrum[TONSURE_BANDS], share[3], light[3], rgb[3];
  OpticsColor white;

  if (!sample_dot (skin, ink, diameter, transmittance, share, error)
      || !optics_layer (skin, NULL, spectrum, NULL, error))
    return FALSE;
  optics_color_of_spectrum (spectrum, bare);
  for (int band = 0; band < TONSURE_BANDS; band++)
    spectrum[band] = TONSURE_SPECULAR;
  optics_color_of_spectrum (spectrum, &white);
  optics_lattice_mean (transmittance, pitch, share, light);
  for (int channel = 0; channel < 3; channel++)
    {
      double diffuse = bare->rgb[channel] - white.rgb[channel];

      rgb[channel] = diffuse * light[channel] + white.rgb[channel];
      mean[channel] = rgb[channel] / bare->rgb[channel];
    }
  color_of_rgb (rgb, inked);
  return TRUE;
}
