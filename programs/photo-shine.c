/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Highlights under a wrong white balance: see photo-shine.h. */
#include "photo-shine.h"

#include "measure.h"
#include "render.h"
#include "shrunk.h"
#include "skin.h"
#include "spectrum.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define BRIGHTEST 0.02
#define HALF 32768

/* Factors of red and blue. */
static const double casts[][2] = {
  { 1, 1 }, { 1.2, 0.8 }, { 0.8, 1.2 }, { 1.2, 1.2 }, { 0.8, 0.8 }
};

typedef struct
{
  const guint16 *area;
  int width, height;
  double mm_per_px;
} Place;

/* No channel gets brighter, so that nothing is clipped. */
static float *
cast_new (const float *rgb, gsize n, const double cast[2])
{
  float *photo = g_new (float, 4 * n);
  double most = MAX (1.0, MAX (cast[0], cast[1]));
  double factor[3] = { cast[0] / most, 1.0 / most, cast[1] / most };

  for (gsize i = 0; i < n; i++)
    {
      for (int c = 0; c < 3; c++)
        photo[4 * i + c] = (float) factor[c] * rgb[3 * i + c];
      photo[4 * i + 3] = 1.0f;
    }
  return photo;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  float x = *(const float *) a, y = *(const float *) b;

  return (x > y) - (x < y);
}

/* What the brightest share of the area has at least. */
static float
find_least (const Place *place, const float *photo, double share)
{
  gsize n = (gsize) place->width * place->height, some = 0;
  g_autofree float *light = g_new (float, n + 1);

  for (gsize i = 0; i < n; i++)
    if (place->area[i] >= HALF)
      light[some++] = tonsure_light_of (photo + 4 * i);
  qsort (light, some, sizeof *light, compare);
  return some > 0 ? light[some - 1 - (gsize) (share * (double) some)] : 0.0f;
}

/* Mean color of @photo where @chosen is at least @least. */
static void
mean_color (const Place *place, const float *chosen, float least, const float *photo, double xyz[3])
{
  double rgb[3] = { 0 };

  for (gsize i = 0; i < (gsize) place->width * place->height; i++)
    if (place->area[i] >= HALF && tonsure_light_of (chosen + 4 * i) >= least)
      for (int c = 0; c < 3; c++)
        rgb[c] += photo[4 * i + c];
  tonsure_rgb_to_xyz (rgb, NULL, xyz);
}

/* CIEDE2000 at the same luminance, which is that of a photo where white has 1: moved[0], and
 * moved[1] at the same chroma as well, so of hue alone. */
static void
difference (const double before[3], const double after[3], double luminance, double moved[2])
{
  double a[3], b[3], lab[2][3], chroma;

  for (int k = 0; k < 3; k++)
    {
      a[k] = before[k] / before[1] * luminance;
      b[k] = after[k] / after[1] * luminance;
    }
  tonsure_xyz_to_lab (a, lab[0]);
  tonsure_xyz_to_lab (b, lab[1]);
  moved[0] = tonsure_ciede2000 (lab[0], lab[1]);
  chroma = hypot (lab[0][1], lab[0][2]) / hypot (lab[1][1], lab[1][2]);
  for (int k = 1; k < 3; k++)
    lab[1][k] *= chroma;
  moved[1] = tonsure_ciede2000 (lab[0], lab[1]);
}

/* How far the color of the brightest moves, and what the area keeps of its luminance. */
static gboolean
try_treatment (const Place *place, const float *photo, const TonsureTreatment *treatment,
               double *moved, double *kept, GError **error)
{
  TonsurePixels all = { 0, 0, place->width, place->height };
  gsize n = (gsize) place->width * place->height;
  g_autofree float *treated = g_memdup2 (photo, sizeof (float) * 4 * n);
  g_autoptr (TonsureRenderer) renderer = tonsure_renderer_new (treatment, NULL, error);
  float least = find_least (place, photo, BRIGHTEST);
  double before[3], after[3];

  if (renderer == NULL)
    return FALSE;
  tonsure_render_treat (renderer, place->area, &all, place->width, &all, treated,
                        4 * (gsize) place->width);
  mean_color (place, photo, 0.0f, photo, before);
  mean_color (place, photo, 0.0f, treated, after);
  *kept = after[1] / before[1];
  mean_color (place, photo, least, photo, before);
  mean_color (place, photo, least, treated, after);
  difference (before, after, MIN (least, 1.0f), moved);
  return TRUE;
}

/* The color of the skin that was read, in white light. */
static void
skin_color (const TonsureMeasurement *measurement, double lab[3])
{
  double reflectance[TONSURE_BANDS] = { 0 }, xyz[3];
  TonsureSkin skin;

  tonsure_skin_init (&skin, measurement->melanin.value, measurement->blood.value);
  tonsure_skin_reflectance (&skin, NULL, 0, reflectance, NULL, NULL);
  tonsure_spectrum_to_xyz (reflectance, xyz);
  tonsure_xyz_to_lab (xyz, lab);
}

/* @first is the color of the skin as it was read without a cast, which the first call finds. */
static gboolean
check_cast (const Place *place, const float *photo, const double cast[2], double first[3],
            GError **error)
{
  gsize n = (gsize) place->width * place->height;
  g_autofree float *rgb = g_new (float, 3 * n);
  TonsureMeasurement measurement;
  TonsureTreatment treatment;
  double moved[2][2], kept[2], lab[3];

  for (gsize i = 0; i < 3 * n; i++)
    rgb[i] = photo[4 * (i / 3) + i % 3];
  if (!tonsure_measure (rgb, place->area, place->width, place->height, NULL, &measurement, error))
    return FALSE;
  tonsure_treatment_init (&treatment);
  tonsure_measurement_apply (&measurement, &treatment);
  treatment.mm_per_px = place->mm_per_px;
  if (!try_treatment (place, photo, &treatment, moved[0], &kept[0], error))
    return FALSE;
  treatment.gloss_red = treatment.gloss_green = treatment.gloss_blue = 0.0;
  if (!try_treatment (place, photo, &treatment, moved[1], &kept[1], error))
    return FALSE;
  skin_color (&measurement, lab);
  if (first[0] == 0.0)
    memcpy (first, lab, sizeof lab);
  g_print ("%.1f,%.1f,%.3f,%.3f,%.3f,%.4f,%.4f,%.2f,%.2f,%.2f,%.2f,%.2f,%.3f,%.3f\n", cast[0],
           cast[1], measurement.gloss[0], measurement.gloss[1], measurement.gloss[2],
           measurement.melanin.value, measurement.blood.value, tonsure_ciede2000 (lab, first),
           moved[0][0], moved[0][1], moved[1][0], moved[1][1], kept[0], kept[1]);
  return TRUE;
}

gboolean
shine_check (const float *rgb, const guint16 *area, int width, int height, double mm_per_px,
             GError **error)
{
  Place place = { area, width, height, mm_per_px };
  double first[3] = { 0 };

  g_print ("red,blue,gloss red,gloss green,gloss blue,melanin,blood,skin moved,brightest moved,"
           "in hue,with white gloss,in hue,luminance kept,with white gloss\n");
  for (guint k = 0; k < G_N_ELEMENTS (casts); k++)
    {
      g_autofree float *photo = cast_new (rgb, (gsize) width * height, casts[k]);

      if (!check_cast (&place, photo, casts[k], first, error))
        return FALSE;
    }
  return TRUE;
}
