/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Inks as absorption spectra.
 */
#pragma once

#include "spectrum.h"

G_BEGIN_DECLS

/**
 * tonsure_pigment_carbon_black:
 * @absorption: coefficient at 550 nm, 1/cm
 * @spectrum: (out): coefficient of each band, 1/cm
 *
 * Small particles of carbon in skin absorb in inverse proportion to the wavelength.
 */
void tonsure_pigment_carbon_black (double absorption, double spectrum[TONSURE_BANDS]);

G_END_DECLS
