/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Wavelengths and colors: see spectrum.h. */
#include "spectrum.h"
#include "exact.h"

#include <math.h>
#include <string.h>

/* CIE 1931 2° color matching functions times CIE D65, a band of 10 nm each, scaled to
 * sum Y = 1; from CIE 018 and ISO/CIE 11664-2. Against 380 to 780 nm at 1 nm, skin is
 * off by CIEDE2000 .09 at most. */
static const double weights[TONSURE_BANDS][3] = {
  { 0.001121, 0.000031, 0.005315 }, /* 400 */
  { 0.003768, 0.000105, 0.017959 }, /* 410 */
  { 0.011884, 0.000354, 0.057093 }, /* 420 */
  { 0.023293, 0.000952, 0.113683 }, /* 430 */
  { 0.034569, 0.002283, 0.173407 }, /* 440 */
  { 0.037234, 0.004208, 0.196261 }, /* 450 */
  { 0.032427, 0.006691, 0.186134 }, /* 460 */
  { 0.021239, 0.009891, 0.139989 }, /* 470 */
  { 0.010494, 0.015254, 0.089199 }, /* 480 */
  { 0.003297, 0.021424, 0.047909 }, /* 490 */
  { 0.000507, 0.033432, 0.028153 }, /* 500 */
  { 0.000949, 0.051324, 0.016142 }, /* 510 */
  { 0.006275, 0.070421, 0.007761 }, /* 520 */
  { 0.016869, 0.087863, 0.004297 }, /* 530 */
  { 0.028698, 0.094275, 0.002006 }, /* 540 */
  { 0.042687, 0.097984, 0.000862 }, /* 550 */
  { 0.056270, 0.094178, 0.000369 }, /* 560 */
  { 0.069490, 0.086805, 0.000191 }, /* 570 */
  { 0.083076, 0.078878, 0.000150 }, /* 580 */
  { 0.086150, 0.063544, 0.000092 }, /* 590 */
  { 0.090491, 0.053756, 0.000068 }, /* 600 */
  { 0.085027, 0.042658, 0.000029 }, /* 610 */
  { 0.070926, 0.031626, 0.000016 }, /* 620 */
  { 0.050643, 0.020891, 0.000004 }, /* 630 */
  { 0.035484, 0.013864, 0.000002 }, /* 640 */
  { 0.021474, 0.008105, 0.000000 }, /* 650 */
  { 0.012520, 0.004631, 0.000000 }, /* 660 */
  { 0.006806, 0.002492, 0.000000 }, /* 670 */
  { 0.003466, 0.001260, 0.000000 }, /* 680 */
  { 0.001498, 0.000542, 0.000000 }, /* 690 */
  { 0.000770, 0.000278, 0.000000 }, /* 700 */
};

/* sRGB (IEC 61966-2-1) adapted to D50 by Bradford, as its ICC profiles have it. */
static const double srgb_primaries[9] = {
  0.4360747, 0.3850649, 0.1430804, /* X */
  0.2225045, 0.7168786, 0.0606169, /* Y */
  0.0139322, 0.0971045, 0.7141733, /* Z */
};

/* Cone responses of Bradford's chromatic adaptation (Lam 1985; ICC.1 annex E). */
static const double bradford[9] = {
  0.8951, 0.2664, -0.1614, -0.7502, 1.7135, 0.0367, 0.0389, -0.0685, 1.0296,
};

static void
apply (const double m[9], const double v[3], double result[3])
{
  const double in[3] = { v[0], v[1], v[2] };

  for (int i = 0; i < 3; i++)
    result[i] = m[3 * i] * in[0] + m[3 * i + 1] * in[1] + m[3 * i + 2] * in[2];
}

static gboolean
invert (const double m[9], double inverse[9])
{
  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 3; j++)
      {
        int a = (j + 1) % 3, b = (j + 2) % 3, c = (i + 1) % 3, d = (i + 2) % 3;

        inverse[3 * i + j] = m[3 * a + c] * m[3 * b + d] - m[3 * a + d] * m[3 * b + c];
      }
  double determinant = m[0] * inverse[0] + m[1] * inverse[3] + m[2] * inverse[6];

  if (!(fabs (determinant) > 1e-9 && fabs (determinant) < 1e9))
    return FALSE;
  for (int i = 0; i < 9; i++)
    inverse[i] /= determinant;
  return TRUE;
}

/* XYZ of a perfect reflector: the sum of the same weights, so that white is white. */
static void
white_under_d65 (double white[3])
{
  memset (white, 0, 3 * sizeof (double));
  for (int band = 0; band < TONSURE_BANDS; band++)
    for (int i = 0; i < 3; i++)
      white[i] += weights[band][i];
}

/* XYZ of RGB 1, 1, 1. Profiles differ in the fourth place of their D50. */
static void
white_of_primaries (const double *primaries, double white[3])
{
  const double ones[3] = { 1.0, 1.0, 1.0 };

  apply (primaries, ones, white);
}

static void
adapt (const double xyz[3], const double from[3], const double to[3], double result[3])
{
  double inverse[9], cone[3], cone_from[3], cone_to[3];

  invert (bradford, inverse);
  apply (bradford, xyz, cone);
  apply (bradford, from, cone_from);
  apply (bradford, to, cone_to);
  for (int i = 0; i < 3; i++)
    cone[i] *= cone_to[i] / cone_from[i];
  apply (inverse, cone, result);
}

void
tonsure_spectrum_to_xyz (const double reflectance[TONSURE_BANDS], double xyz[3])
{
  memset (xyz, 0, 3 * sizeof (double));
  for (int band = 0; band < TONSURE_BANDS; band++)
    for (int i = 0; i < 3; i++)
      xyz[i] += weights[band][i] * reflectance[band];
}

gboolean
tonsure_xyz_to_rgb (const double xyz[3], const double *primaries, double rgb[3])
{
  double inverse[9], from[3], to[3], adapted[3];
  gboolean fits = primaries == NULL || invert (primaries, inverse);

  if (primaries == NULL || !fits)
    {
      primaries = srgb_primaries;
      invert (primaries, inverse);
    }
  white_under_d65 (from);
  white_of_primaries (primaries, to);
  adapt (xyz, from, to, adapted);
  apply (inverse, adapted, rgb);
  return fits;
}

void
tonsure_rgb_to_xyz (const double rgb[3], const double *primaries, double xyz[3])
{
  double from[3], to[3], adapted[3];

  if (primaries == NULL)
    primaries = srgb_primaries;
  white_of_primaries (primaries, from);
  white_under_d65 (to);
  apply (primaries, rgb, adapted);
  adapt (adapted, from, to, xyz);
}

gboolean
tonsure_srgb_to_rgb (const double srgb[3], const double *primaries, double rgb[3])
{
  double xyz[3];

  memcpy (rgb, srgb, 3 * sizeof *rgb);
  if (primaries == NULL)
    return TRUE;
  tonsure_rgb_to_xyz (srgb, NULL, xyz);
  return tonsure_xyz_to_rgb (xyz, primaries, rgb);
}

/* The lightness function of CIELAB (CIE 015), with its straight part near black. */
static double
lab_function (double t)
{
  const double d = 6.0 / 29.0;

  return t > d * d * d ? tonsure_pow (t, 1.0 / 3.0) : t / (3.0 * d * d) + 4.0 / 29.0;
}

void
tonsure_xyz_to_lab (const double xyz[3], double lab[3])
{
  double d65[3], f[3];

  white_under_d65 (d65);
  for (int i = 0; i < 3; i++)
    f[i] = lab_function (xyz[i] / d65[i]);
  lab[0] = 116.0 * f[1] - 16.0;
  lab[1] = 500.0 * (f[0] - f[1]);
  lab[2] = 200.0 * (f[1] - f[2]);
}

#define DEGREE (G_PI / 180.0)

static double
hue (double a, double b)
{
  double h = a == 0.0 && b == 0.0 ? 0.0 : atan2 (b, a) / DEGREE;

  return h < 0.0 ? h + 360.0 : h;
}

/* a of both colors stretched so that neutral grays become more alike; chroma and hue. */
static void
stretched (const double lab1[3], const double lab2[3], double chroma[2], double h[2])
{
  double mean = 0.5 * (hypot (lab1[1], lab1[2]) + hypot (lab2[1], lab2[2]));
  double mean7 = pow (mean, 7.0);
  double stretch = 1.5 - 0.5 * sqrt (mean7 / (mean7 + pow (25.0, 7.0)));

  chroma[0] = hypot (stretch * lab1[1], lab1[2]);
  chroma[1] = hypot (stretch * lab2[1], lab2[2]);
  h[0] = hue (stretch * lab1[1], lab1[2]);
  h[1] = hue (stretch * lab2[1], lab2[2]);
}

/* Difference and mean of two hues. Opposite hues are told apart with a slack: rounding
 * must not decide which way round the circle their mean lies. */
static void
hue_step (const double chroma[2], const double h[2], double *difference, double *mean)
{
  double step = h[1] - h[0], sum = h[0] + h[1];

  *difference = 0.0;
  *mean = sum;
  if (chroma[0] * chroma[1] == 0.0)
    return;
  *difference = step;
  *mean = 0.5 * sum;
  if (fabs (step) <= 180.0 + 1e-9)
    return;
  *difference = step > 0.0 ? step - 360.0 : step + 360.0;
  *mean = sum < 360.0 ? 0.5 * sum + 180.0 : 0.5 * sum - 180.0;
}

double
tonsure_ciede2000 (const double lab1[3], const double lab2[3])
{
  double chroma[2], h[2], dh, mean_h;

  stretched (lab1, lab2, chroma, h);
  hue_step (chroma, h, &dh, &mean_h);

  double mean_l = 0.5 * (lab1[0] + lab2[0]) - 50.0;
  double mean_c = 0.5 * (chroma[0] + chroma[1]);
  double mean_c7 = pow (mean_c, 7.0);
  double t = 1.0 - 0.17 * cos ((mean_h - 30.0) * DEGREE) + 0.24 * cos (2.0 * mean_h * DEGREE)
             + 0.32 * cos ((3.0 * mean_h + 6.0) * DEGREE)
             - 0.20 * cos ((4.0 * mean_h - 63.0) * DEGREE);
  double turn = (mean_h - 275.0) / 25.0;
  double rotation = -sin (60.0 * exp (-turn * turn) * DEGREE) * 2.0
                    * sqrt (mean_c7 / (mean_c7 + pow (25.0, 7.0)));
  double l = (lab2[0] - lab1[0]) / (1.0 + 0.015 * mean_l * mean_l / sqrt (20.0 + mean_l * mean_l));
  double c = (chroma[1] - chroma[0]) / (1.0 + 0.045 * mean_c);
  double big_h =
      2.0 * sqrt (chroma[0] * chroma[1]) * sin (0.5 * dh * DEGREE) / (1.0 + 0.015 * mean_c * t);

  return sqrt (l * l + c * c + big_h * big_h + rotation * c * big_h);
}
