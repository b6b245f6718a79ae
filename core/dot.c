/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* How one dot of pigment looks in skin: see dot.h. */
#include "dot.h"
#include "exact.h"
#include "range.h"
#include "tissue.h"

#include <math.h>
#include <string.h>

/* A band as the table sees it: lengths are in its units. */
typedef struct
{
  double radius;
  double depth; /* effective */
  double layer; /* optical density of a layer without end */
  double quotient[TONSURE_DOT_RADII];
} Band;

void
tonsure_dot_skin_init (TonsureDotSkin *dot_skin, const TonsureSkin *skin,
                       const double bare[TONSURE_BANDS], const double *primaries)
{
  double scattering[TONSURE_BANDS], epidermis[TONSURE_BANDS], dermis[TONSURE_BANDS];
  double sum[3] = { 0.0 };

  tonsure_tissue_scattering (scattering);
  tonsure_tissue_epidermis (skin->melanin, epidermis);
  tonsure_tissue_dermis (skin, dermis);
  memcpy (dot_skin->bare, bare, sizeof dot_skin->bare);
  for (int band = 0; band < TONSURE_BANDS; band++)
    {
      double reduced = scattering[band] * (1.0 - TONSURE_TISSUE_ANISOTROPY);
      double line[TONSURE_BANDS] = { 0.0 }, xyz[3], rgb[3];

      dot_skin->scale[band] = 0.1 * reduced / TONSURE_DOT_SCATTERING;
      dot_skin->dermis[band] = dermis[band] / reduced;
      dot_skin->epidermis[band] = 0.1 * epidermis[band] * TONSURE_EPIDERMIS;
      line[band] = bare[band];
      tonsure_spectrum_to_xyz (line, xyz);
      tonsure_xyz_to_rgb (xyz, primaries, rgb);
      for (int channel = 0; channel < 3; channel++)
        {
          dot_skin->light[channel][band] = rgb[channel];
          sum[channel] += rgb[channel];
        }
    }
  for (int channel = 0; channel < 3; channel++)
    for (int band = 0; band < TONSURE_BANDS; band++)
      dot_skin->light[channel][band] /= sum[channel];
}

void
tonsure_dot_layer (const TonsureDotSkin *skin, const double inked[TONSURE_BANDS],
                   double transmittance[3])
{
  for (int channel = 0; channel < 3; channel++)
    {
      transmittance[channel] = 0.0;
      for (int band = 0; band < TONSURE_BANDS; band++)
        transmittance[channel] += skin->light[channel][band] * inked[band] / skin->bare[band];
    }
}

static void
solve_band (const TonsureDotSkin *skin, int band, const TonsureInkLayer *ink, double inked,
            double diameter, TonsureDotView view, Band *solved)
{
  double thickness = 0.1 * ink->absorption[band] * ink->thickness;
  double below = ink->thickness * tonsure_dot_center (thickness);
  double depth = ink->top + below;
  TonsureDotPlace place = { .depth = depth * skin->scale[band],
                            .height = ink->thickness / (ink->top + 0.5 * ink->thickness),
                            .ink = thickness,
                            .diameter = diameter * skin->scale[band],
                            .dermis = skin->dermis[band],
                            .epidermis = skin->epidermis[band] };

  solved->radius = 0.5 * place.diameter;
  solved->depth = place.depth;
  solved->layer = MAX (tonsure_log (skin->bare[band] / inked), 0.0);
  tonsure_dot_quotients (view, &place, solved->quotient);
}

static double
band_transmittance (const Band *band, TonsureDotView view, double r)
{
  double share = tonsure_dot_share (view, band->radius, band->depth, r);
  double at = tonsure_dot_node_at (band->depth, band->radius, r);
  int node = MIN ((int) at, TONSURE_DOT_RADII - 2);
  double quotient =
      band->quotient[node] + (at - node) * (band->quotient[node + 1] - band->quotient[node]);

  /* No dot takes more than a layer. */
  return tonsure_exp (-band->layer * MIN (share * quotient, 1.0));
}

void
tonsure_dot_shade (const TonsureDotSkin *skin, const TonsureInkLayer *ink,
                   const double inked[TONSURE_BANDS], double diameter, TonsureDotView view,
                   const double *radii, guint n, double (*transmittance)[3])
{
  memset (transmittance, 0, n * sizeof *transmittance);
  for (int b = 0; b < TONSURE_BANDS; b++)
    {
      Band band;

      solve_band (skin, b, ink, inked[b], diameter, view, &band);
      for (guint i = 0; i < n; i++)
        {
          double t = band_transmittance (&band, view, radii[i] * skin->scale[b]);

          for (int channel = 0; channel < 3; channel++)
            transmittance[i][channel] += skin->light[channel][b] * t;
        }
    }
}

gboolean
tonsure_dot_diameter_is_valid (double diameter, GError **error)
{
  return tonsure_in_range ("diameter", diameter, TONSURE_DOT_NARROWEST, TONSURE_DOT_WIDEST, error);
}

gboolean
tonsure_dot_transmittance (const TonsureSkin *skin, const TonsureInkLayer *ink, double diameter,
                           const double *primaries, TonsureDotView view, const double *radii,
                           guint n, double (*transmittance)[3], double full[3], GError **error)
{
  double bare[TONSURE_BANDS], inked[1][TONSURE_BANDS];
  TonsureDotSkin dot_skin;

  if (!tonsure_dot_diameter_is_valid (diameter, error)
      || !tonsure_skin_reflectance (skin, ink, 1, bare, inked, error))
    return FALSE;
  tonsure_dot_skin_init (&dot_skin, skin, bare, primaries);
  tonsure_dot_layer (&dot_skin, inked[0], full);
  tonsure_dot_shade (&dot_skin, ink, inked[0], diameter, view, radii, n, transmittance);
  return TRUE;
}
