/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Reflectance of skin, and of pigment in it: see skin.h. */
#include "skin.h"
#include "range.h"
#include "tissue.h"

#include <math.h>
#include <string.h>

#define MOST_ABSORPTION 1e5

/* By how much a lower face may be too deep, mm: 5 - 4.9 is a little less than .1. */
#define ROUNDING 1e-8

void
tonsure_skin_init (TonsureSkin *skin, double melanin, double blood)
{
  skin->melanin = melanin;
  skin->blood = blood;
  skin->saturation = 0.7;
  skin->vessel_diameter = 0.015;
}

static gboolean
skin_is_valid (const TonsureSkin *skin, GError **error)
{
  return tonsure_in_range ("melanin", skin->melanin, 0.0, 0.6, error)
         && tonsure_in_range ("blood", skin->blood, 0.0, 0.1, error)
         && tonsure_in_range ("saturation", skin->saturation, 0.0, 1.0, error)
         && tonsure_in_range ("vessel_diameter", skin->vessel_diameter, 0.0, 0.2, error);
}

static gboolean
ink_is_valid (const TonsureInkLayer *ink, GError **error)
{
  if (!tonsure_in_range ("top", ink->top, TONSURE_EPIDERMIS, TONSURE_DEEPEST, error)
      || !tonsure_in_range ("thickness", ink->thickness, 0.0, TONSURE_DEEPEST - ink->top + ROUNDING,
                            error))
    return FALSE;
  for (int band = 0; band < TONSURE_BANDS; band++)
    if (!tonsure_in_range ("absorption", ink->absorption[band], 0.0, MOST_ABSORPTION, error))
      return FALSE;
  return TRUE;
}

/* The parts of the skin in one band. */
typedef struct
{
  double scattering;
  double dermis; /* absorption */
  TonsureLayer epidermis;
  TonsureLayer below; /* dermis without end */
} Band;

static double
diffuse (const TonsureAngles *angles, const TonsureLayer *layer)
{
  TonsureFluxes fluxes;

  tonsure_layer_fluxes (angles, layer, &fluxes);
  return fluxes.diffuse;
}

static double
bare_reflectance (const TonsureAngles *angles, const Band *parts)
{
  TonsureLayer stack = parts->below;

  tonsure_layer_cover (angles, &parts->epidermis, &stack, FALSE);
  return diffuse (angles, &stack);
}

/* @over: the dermis between epidermis and ink */
static double
inked_reflectance (const TonsureAngles *angles, const Band *parts, const TonsureLayer *over,
                   double absorption, double thickness)
{
  TonsureLayer layer, stack = parts->below;

  tonsure_layer_init (angles, parts->dermis + absorption, parts->scattering, 0.1 * thickness,
                      &layer);
  tonsure_layer_cover (angles, &layer, &stack, FALSE);
  tonsure_layer_cover (angles, over, &stack, FALSE);
  tonsure_layer_cover (angles, &parts->epidermis, &stack, FALSE);
  return diffuse (angles, &stack);
}

static gboolean
is_same (const TonsureInkLayer *one, const TonsureInkLayer *other)
{
  return one->top == other->top && one->thickness == other->thickness
         && memcmp (one->absorption, other->absorption, sizeof one->absorption) == 0;
}

static void
solve_inks (const TonsureAngles *angles, const Band *parts, int band, const TonsureInkLayer *ink,
            guint n_inks, double (*inked)[TONSURE_BANDS])
{
  TonsureLayer over;

  for (guint i = 0; i < n_inks; i++)
    {
      if (i > 0 && is_same (&ink[i], &ink[i - 1]))
        {
          inked[i][band] = inked[i - 1][band];
          continue;
        }
      if (i == 0 || ink[i].top != ink[i - 1].top)
        tonsure_layer_init (angles, parts->dermis, parts->scattering,
                            0.1 * (ink[i].top - TONSURE_EPIDERMIS), &over);
      inked[i][band] =
          inked_reflectance (angles, parts, &over, ink[i].absorption[band], ink[i].thickness);
    }
}

gboolean
tonsure_skin_reflectance (const TonsureSkin *skin, const TonsureInkLayer *ink, guint n_inks,
                          double bare[TONSURE_BANDS], double (*inked)[TONSURE_BANDS],
                          GError **error)
{
  const TonsureAngles *angles = tonsure_tissue_angles ();
  double scattering[TONSURE_BANDS], epidermis[TONSURE_BANDS], dermis[TONSURE_BANDS];

  if (!skin_is_valid (skin, error))
    return FALSE;
  for (guint i = 0; i < n_inks; i++)
    if (!ink_is_valid (&ink[i], error))
      return FALSE;
  tonsure_tissue_scattering (scattering);
  tonsure_tissue_epidermis (skin->melanin, epidermis);
  tonsure_tissue_dermis (skin, dermis);
  for (int band = 0; band < TONSURE_BANDS; band++)
    {
      Band parts = { .scattering = scattering[band], .dermis = dermis[band] };

      tonsure_layer_init (angles, epidermis[band], scattering[band], 0.1 * TONSURE_EPIDERMIS,
                          &parts.epidermis);
      tonsure_layer_init (angles, dermis[band], scattering[band], INFINITY, &parts.below);
      bare[band] = bare_reflectance (angles, &parts);
      solve_inks (angles, &parts, band, ink, n_inks, inked);
    }
  return TRUE;
}
