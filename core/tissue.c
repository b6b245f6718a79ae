/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What the parts of skin absorb and scatter: see tissue.h. */
#include "tissue.h"
#include "exact.h"

/* Extinction of oxygenated and deoxygenated hemoglobin, cm⁻¹/M, decadic; S. Prahl's
 * compilation of data of W. B. Gratzer and N. Kollias (omlc.org). */
static const double hemoglobin[TONSURE_BANDS][2] = {
  { 266232, 223296 },   /* 400 */
  { 466840, 303956 },   /* 410 */
  { 480360, 407560 },   /* 420 */
  { 246072, 528600 },   /* 430 */
  { 102580, 413280 },   /* 440 */
  { 62816, 103292 },    /* 450 */
  { 44480, 23388.8 },   /* 460 */
  { 33209.2, 16156.4 }, /* 470 */
  { 26629.2, 14550 },   /* 480 */
  { 23684.4, 16684 },   /* 490 */
  { 20932.8, 20862 },   /* 500 */
  { 20035.2, 25773.6 }, /* 510 */
  { 24202.4, 31589.6 }, /* 520 */
  { 39956.8, 39036.4 }, /* 530 */
  { 53236, 46592 },     /* 540 */
  { 43016, 53412 },     /* 550 */
  { 32613.2, 53788 },   /* 560 */
  { 44496, 45072 },     /* 570 */
  { 50104, 37020 },     /* 580 */
  { 14400.8, 28324.4 }, /* 590 */
  { 3200, 14677.2 },    /* 600 */
  { 1506, 9443.6 },     /* 610 */
  { 942, 6509.6 },      /* 620 */
  { 610, 5148.8 },      /* 630 */
  { 442, 4345.2 },      /* 640 */
  { 368, 3750.12 },     /* 650 */
  { 319.6, 3226.56 },   /* 660 */
  { 294, 2795.12 },     /* 670 */
  { 277.6, 2407.92 },   /* 680 */
  { 276, 2051.96 },     /* 690 */
  { 290, 1794.28 },     /* 700 */
};

#define LN_10 2.302585092994046
#define HEMOGLOBIN (150.0 / 64500.0) /* mol/l of whole blood */

static double
wavelength (int band)
{
  return TONSURE_BAND_FIRST + TONSURE_BAND_STEP * band;
}

const TonsureAngles *
tonsure_tissue_angles (void)
{
  static TonsureAngles angles;
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      tonsure_angles_init (&angles, TONSURE_TISSUE_ANGLES, TONSURE_TISSUE_INDEX,
                           TONSURE_TISSUE_ANISOTROPY);
      g_once_init_leave (&ready, 1);
    }
  return &angles;
}

void
tonsure_tissue_scattering (double scattering[TONSURE_BANDS])
{
  for (int band = 0; band < TONSURE_BANDS; band++)
    scattering[band] =
        46.0 * tonsure_pow (wavelength (band) / 500.0, -1.421) / (1.0 - TONSURE_TISSUE_ANISOTROPY);
}

/* Tissue without melanin and blood. */
static double
baseline (int band)
{
  return 0.244 + 85.3 * tonsure_exp (-(wavelength (band) - 154.0) / 66.2);
}

void
tonsure_tissue_epidermis (double melanin, double absorption[TONSURE_BANDS])
{
  for (int band = 0; band < TONSURE_BANDS; band++)
    {
      double melanosome = 1.70e12 * tonsure_pow (wavelength (band), -3.48);

      absorption[band] = melanin * melanosome + (1.0 - melanin) * baseline (band);
    }
}

/* Share of the absorption that is left when blood runs in vessels; μ and D in 1/cm, cm. */
static double
packaging (double absorption, double diameter)
{
  double depth = absorption * diameter;

  return depth < 1e-6 ? 1.0 - 0.5 * depth : (1.0 - tonsure_exp (-depth)) / depth;
}

void
tonsure_tissue_dermis (const TonsureSkin *skin, double absorption[TONSURE_BANDS])
{
  for (int band = 0; band < TONSURE_BANDS; band++)
    {
      double extinction =
          skin->saturation * hemoglobin[band][0] + (1.0 - skin->saturation) * hemoglobin[band][1];
      double blood = LN_10 * HEMOGLOBIN * extinction;

      blood *= packaging (blood, 0.1 * skin->vessel_diameter);
      absorption[band] = skin->blood * blood + (1.0 - skin->blood) * baseline (band);
    }
}
