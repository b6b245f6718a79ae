/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Inks as absorption spectra: see pigment.h. */
#include "pigment.h"
#include "exact.h"
#include "range.h"

#include <string.h>

/* Of pure carbon at 550 nm, 1/cm. */
#define CARBON 1.45e5

#define LEAST_EXPONENT 1.0
#define MOST_EXPONENT 1.2

/* Shares that add up to 1 but for rounding are whole. */
#define ROUNDING 1e-9

/* Of pure hematite, 1/cm, at 400 to 700 nm. A test computes it again from n and k. */
static const double hematite[TONSURE_BANDS] = {
  190033.0, 171771.0, 154421.0, 137917.0, 122784.0, 109256.0, 97996.0, 88489.0,
  79951.0,  71777.0,  64577.0,  59071.0,  55220.0,  52044.0,  48401.0, 43481.0,
  37300.0,  30273.0,  23592.0,  18050.0,  13992.0,  11255.0,  9250.0,  7928.0,
  7204.0,   6530.0,   5950.0,   5263.0,   4775.0,   4373.0,   4090.0,
};

static const TonsureInk inks[] = {
  { "black", 0.09, 1.0, 0.0, 0.0, 20.0 },         { "gray", 0.03, 1.0, 0.0, 3.0, 20.0 },
  { "light-gray", 0.01, 1.0, 0.0, 5.0, 30.0 },    { "cool-brown", 0.045, 1.2, 0.045, 0.0, 30.0 },
  { "warm-brown", 0.018, 1.2, 0.072, 0.0, 30.0 },
};

static const double dilutions[] = { 0.0, 1.0, 3.0, 7.0, 15.0, 30.0 };

void
tonsure_pigment_carbon_black (double absorption, double spectrum[TONSURE_BANDS])
{
  for (int band = 0; band < TONSURE_BANDS; band++)
    spectrum[band] = absorption * 550.0 / (TONSURE_BAND_FIRST + TONSURE_BAND_STEP * band);
}

#define BAND_550 ((550 - TONSURE_BAND_FIRST) / TONSURE_BAND_STEP)

static double
shorter (int band, double exponent)
{
  return tonsure_pow (550.0 / (TONSURE_BAND_FIRST + TONSURE_BAND_STEP * band), exponent);
}

void
tonsure_pigment_carbon (double fraction, double exponent, double spectrum[TONSURE_BANDS])
{
  for (int band = 0; band < TONSURE_BANDS; band++)
    spectrum[band] = fraction * CARBON * shorter (band, exponent);
}

void
tonsure_pigment_iron_oxide (double fraction, double spectrum[TONSURE_BANDS])
{
  for (int band = 0; band < TONSURE_BANDS; band++)
    spectrum[band] = fraction * hematite[band];
}

gboolean
tonsure_pigment_spectrum (double absorption, double carbon_exponent, double iron_oxide,
                          double spectrum[TONSURE_BANDS], GError **error)
{
  if (!tonsure_in_range ("carbon_exponent", carbon_exponent, LEAST_EXPONENT, MOST_EXPONENT, error)
      || !tonsure_in_range ("iron_oxide", iron_oxide, 0.0, 1.0, error))
    return FALSE;
  tonsure_pigment_carbon_black (absorption, spectrum);
  if (carbon_exponent == 1.0 && iron_oxide == 0.0)
    return TRUE;
  for (int band = 0; band < TONSURE_BANDS; band++)
    spectrum[band] = absorption
                     * ((1.0 - iron_oxide) * shorter (band, carbon_exponent)
                        + iron_oxide * hematite[band] / hematite[BAND_550]);
  return TRUE;
}

gboolean
tonsure_pigment_mix (const double (*spectra)[TONSURE_BANDS], const double *shares, guint n,
                     double mixed[TONSURE_BANDS], GError **error)
{
  double sum = 0.0;

  for (guint i = 0; i < n; i++)
    {
      if (!tonsure_in_range ("share", shares[i], 0.0, 1.0, error))
        return FALSE;
      sum += shares[i];
    }
  if (sum > 1.0 + ROUNDING && !tonsure_in_range ("sum of shares", sum, 0.0, 1.0, error))
    return FALSE;
  memset (mixed, 0, TONSURE_BANDS * sizeof *mixed);
  for (guint i = 0; i < n; i++)
    for (int band = 0; band < TONSURE_BANDS; band++)
      mixed[band] += shares[i] * spectra[i][band];
  return TRUE;
}

static gboolean
ink_is_valid (const TonsureInk *ink, GError **error)
{
  return tonsure_in_range ("carbon", ink->carbon, 0.0, TONSURE_INK_MOST_PIGMENT, error)
         && tonsure_in_range ("carbon_exponent", ink->carbon_exponent, LEAST_EXPONENT,
                              MOST_EXPONENT, error)
         && tonsure_in_range ("iron_oxide", ink->iron_oxide, 0.0,
                              TONSURE_INK_MOST_PIGMENT - ink->carbon, error);
}

gboolean
tonsure_ink_absorption (const TonsureInk *ink, double water, double spectrum[TONSURE_BANDS],
                        GError **error)
{
  double pigment[2][TONSURE_BANDS];

  if (!ink_is_valid (ink, error)
      || !tonsure_in_range ("water", water, 0.0, TONSURE_INK_MOST_WATER, error))
    return FALSE;
  tonsure_pigment_carbon (ink->carbon, ink->carbon_exponent, pigment[0]);
  tonsure_pigment_iron_oxide (ink->iron_oxide, pigment[1]);
  for (int band = 0; band < TONSURE_BANDS; band++)
    spectrum[band] = (pigment[0][band] + pigment[1][band]) / (1.0 + water);
  return TRUE;
}

gboolean
tonsure_ink_deposit (const TonsureInk *ink, double water, TonsureInkDeposit *deposit,
                     GError **error)
{
  double spectrum[TONSURE_BANDS], oxide = ink->iron_oxide * hematite[BAND_550] / (1.0 + water);

  if (!tonsure_ink_absorption (ink, water, spectrum, error))
    return FALSE;
  deposit->absorption = spectrum[BAND_550] * TONSURE_INK_UPTAKE * TONSURE_INK_FILLING;
  deposit->carbon_exponent = ink->carbon_exponent;
  deposit->iron_oxide = spectrum[BAND_550] > 0.0 ? oxide / spectrum[BAND_550] : 0.0;
  return TRUE;
}

const TonsureInk *
tonsure_inks (guint *n)
{
  *n = G_N_ELEMENTS (inks);
  return inks;
}

const double *
tonsure_ink_dilutions (guint *n)
{
  *n = G_N_ELEMENTS (dilutions);
  return dilutions;
}
