/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Inks as absorption spectra: see pigment.h. */
#include "pigment.h"

void
tonsure_pigment_carbon_black (double absorption, double spectrum[TONSURE_BANDS])
{
  for (int band = 0; band < TONSURE_BANDS; band++)
    spectrum[band] = absorption * 550.0 / (TONSURE_BAND_FIRST + TONSURE_BAND_STEP * band);
}
