/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Wavelengths and colors: 31 bands from 400 to 700 nm, XYZ, linear RGB, CIELAB.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TONSURE_BANDS 31
#define TONSURE_BAND_FIRST 400 /* nm */
#define TONSURE_BAND_STEP 10   /* nm */

/**
 * tonsure_spectrum_to_xyz:
 * @reflectance: one value a band
 * @xyz: (out): CIE 1931 2° tristimulus values under D65, Y of a perfect reflector = 1
 */
void tonsure_spectrum_to_xyz (const double reflectance[TONSURE_BANDS], double xyz[3]);

/**
 * tonsure_xyz_to_rgb:
 * @xyz: under D65
 * @primaries: linear RGB to XYZ adapted to D50 (as an ICC profile and babl give it),
 *   rows X, Y, Z, or %NULL for sRGB
 * @rgb: (out): linear, 1 for a perfect reflector
 *
 * Adapts from D65 to the white of @primaries by Bradford and solves for RGB.
 *
 * Returns: %FALSE if @primaries cannot be inverted; then @rgb is that of sRGB.
 */
gboolean tonsure_xyz_to_rgb (const double xyz[3], const double *primaries, double rgb[3]);

/**
 * tonsure_rgb_to_xyz:
 *
 * The way back of tonsure_xyz_to_rgb().
 */
void tonsure_rgb_to_xyz (const double rgb[3], const double *primaries, double xyz[3]);

/**
 * tonsure_srgb_to_rgb:
 * @srgb: linear sRGB
 * @primaries: (nullable): those of @rgb; %NULL copies @srgb
 *
 * Returns: %FALSE if @primaries cannot be inverted; then @rgb is that of sRGB.
 */
gboolean tonsure_srgb_to_rgb (const double srgb[3], const double *primaries, double rgb[3]);

/**
 * tonsure_xyz_to_lab:
 * @xyz: under D65
 * @lab: (out): CIELAB, D65, 2°
 */
void tonsure_xyz_to_lab (const double xyz[3], double lab[3]);

/**
 * tonsure_ciede2000:
 *
 * Returns: the color difference CIEDE2000 of two CIELAB colors, kL = kC = kH = 1
 * (Sharma, Wu, Dalal 2005).
 */
double tonsure_ciede2000 (const double lab1[3], const double lab2[3]);

G_END_DECLS
