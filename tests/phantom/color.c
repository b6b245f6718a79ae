/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "parts.h"

/* Six skins from very light to dark, L* a* b* (D65): means of measured skins, as fitted
 * with two layers to NIST's 100 forearms (Cooksey 2017) and to Xiao 2017. */
static const double skins[PHANTOM_N_SKINS][3] = {
  { 68.0, 8.8, 12.8 },  { 65.1, 9.5, 14.7 },  { 60.7, 10.3, 17.2 },
  { 54.8, 11.2, 19.8 }, { 45.5, 12.6, 21.2 }, { 32.8, 12.9, 16.3 },
};

/* Reflectance of single hairs, linear sRGB: chosen so that a mass of them, with its
 * gloss, comes near the measured L* 18 of black and 23 of dark brown hair. */
static const float hairs[PHANTOM_N_HAIRS][3] = {
  { .018f, .017f, .017f }, { .036f, .025f, .019f }, { .085f, .052f, .031f }, { .36f, .255f, .135f },
  { .25f, .088f, .030f },  { .30f, .29f, .275f },   { .58f, .56f, .495f },
};

/* sRGB to XYZ, IEC 61966-2-1 */
static const double to_xyz[3][3] = { { .4124, .3576, .1805 },
                                     { .2126, .7152, .0722 },
                                     { .0193, .1192, .9505 } };
static const double to_rgb[3][3] = { { 3.2406, -1.5372, -.4986 },
                                     { -.9689, 1.8758, .0415 },
                                     { .0557, -.2040, 1.0570 } };
static const double white[3] = { .9505, 1, 1.0890 };

static double
from_lab_function (double f)
{
  return f > 6.0 / 29 ? f * f * f : 3 * 36.0 / 841 * (f - 4.0 / 29);
}

static double
lab_function (double t)
{
  return t > 216.0 / 24389 ? cbrt (t) : t * 841 / 108 + 4.0 / 29;
}

void
color_skin (PhantomSkin skin, double lab[3], double rgb[3])
{
  double y = (skins[skin][0] + 16) / 116;
  double f[3] = { y + skins[skin][1] / 500, y, y - skins[skin][2] / 200 };

  for (int c = 0; c < 3; c++)
    {
      lab[c] = skins[skin][c];
      rgb[c] = 0;
      for (int a = 0; a < 3; a++)
        rgb[c] += to_rgb[c][a] * white[a] * from_lab_function (f[a]);
    }
}

void
color_to_lab (const double rgb[3], double lab[3])
{
  double f[3];

  for (int a = 0; a < 3; a++)
    f[a] = lab_function ((to_xyz[a][0] * rgb[0] + to_xyz[a][1] * rgb[1] + to_xyz[a][2] * rgb[2])
                         / white[a]);
  lab[0] = 116 * f[1] - 16;
  lab[1] = 500 * (f[0] - f[1]);
  lab[2] = 200 * (f[1] - f[2]);
}

/* Gray hair is a mixture of white hairs and hairs that have kept their color. */
void
color_hair (PhantomHair hair, Chance *chance, float rgb[3])
{
  float tone = expf (.18f * chance_normal (chance));
  float which = chance_unit (chance);

  if (hair == PHANTOM_HAIR_GRAY && which < .85f)
    hair = which < .5f ? PHANTOM_HAIR_WHITE : PHANTOM_HAIR_DARK_BROWN;
  for (int c = 0; c < 3; c++)
    rgb[c] = MIN (.8f, hairs[hair][c] * tone);
}
