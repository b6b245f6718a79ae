/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Skins that fit colors measured in light of known strength, and those colors.
 */
#pragma once

#include "exact.h"
#include "reference-table.h"
#include "skin-atlas.h"
#include "skin.h"

static inline void
lab_of_reflectance (const double *reflectance, double lab[3])
{
  double xyz[3];

  tonsure_spectrum_to_xyz (reflectance, xyz);
  tonsure_xyz_to_lab (xyz, lab);
}

/* A row of nist-forearms.csv. */
static inline void
forearm_of_row (ReferenceTable *table, guint row, double reflectance[TONSURE_BANDS])
{
  for (int band = 0; band < TONSURE_BANDS; band++)
    {
      g_autofree char *name =
          g_strdup_printf ("R%d", TONSURE_BAND_FIRST + TONSURE_BAND_STEP * band);

      reflectance[band] = reference_table_number (table, row, name);
    }
}

static inline double
difference_at (const double lab[3], const double at[2])
{
  double xyz[3], here[3];

  tonsure_atlas_color (at[0], at[1], xyz);
  for (int k = 0; k < 3; k++)
    xyz[k] = tonsure_exp (xyz[k]);
  tonsure_xyz_to_lab (xyz, here);
  return tonsure_ciede2000 (lab, here);
}

/* The skin whose color is nearest, by walking to the best of eight neighbors in ever smaller
 * steps. */
static inline void
fit_skin (const double lab[3], TonsureSkin *skin)
{
  double at[2] = { 0.5 * TONSURE_ATLAS_MELANIN, 0.5 * TONSURE_ATLAS_BLOOD };
  double left = difference_at (lab, at);

  for (double step = 1.0; step > 1e-3; step *= 0.5)
    for (gboolean moved = TRUE; moved;)
      {
        const double from[2] = { at[0], at[1] };

        moved = FALSE;
        for (int i = 0; i < 9; i++)
          {
            const double to[2] = {
              CLAMP (from[0] + (i % 3 - 1) * step, 0.0, (double) TONSURE_ATLAS_MELANIN),
              CLAMP (from[1] + (i / 3 - 1) * step, 0.0, (double) TONSURE_ATLAS_BLOOD),
            };
            double here = difference_at (lab, to);

            if (here >= left - 1e-9)
              continue;
            left = here;
            at[0] = to[0];
            at[1] = to[1];
            moved = TRUE;
          }
      }
  tonsure_skin_init (skin, tonsure_atlas_melanin (at[0]), tonsure_atlas_blood (at[1]));
}
