/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* White hair in a photo: see gray-hair.h. */
#include "gray-field.h"

#include "exact.h"
#include "range.h"
#include "spectrum.h"

#include <math.h>
#include <string.h>

/* What seems to be so little hair, in standard deviations of bare skin, is noise and texture. */
#define NO_HAIR 3.0
#define LEAST_NO_HAIR 0.03

/* Hair that is as light as this keeps all of its contrast, as a mean of three channels. */
#define CLEAR 0.4f

/* Where that many pixels are seen at once, every other one is drawn (at most 2). */
#define WIDE 3.5

void
tonsure_gray_hair_init (TonsureGrayHair *gray, const TonsureHair *hair, const double *primaries)
{
  static const double white[3] = TONSURE_WHITE_HAIR;
  double xyz[3];

  memset (gray, 0, sizeof *gray);
  gray->hair = *hair;
  gray->left = gray->melanin = gray->length = 1.0;
  memcpy (gray->white, white, sizeof white);
  if (primaries == NULL)
    return;
  tonsure_rgb_to_xyz (white, NULL, xyz);
  tonsure_xyz_to_rgb (xyz, primaries, gray->white);
}

gboolean
tonsure_gray_hair_validate (const TonsureGrayHair *gray, GError **error)
{
  return tonsure_in_range ("share", gray->share, 0.0, 1.0, error)
         && tonsure_in_range ("left", gray->left, 0.0, 1.0, error)
         && tonsure_in_range ("melanin", gray->melanin, 0.0, 1.0, error)
         && tonsure_in_range ("length", gray->length, 0.0, 1000.0, error)
         && tonsure_in_range ("origin_x", gray->origin_x, -1e6, 1e6, error)
         && tonsure_in_range ("origin_y", gray->origin_y, -1e6, 1e6, error);
}

gboolean
tonsure_gray_hair_changes (const TonsureGrayHair *gray)
{
  return gray->share > 0.0 || gray->left < 1.0 || gray->melanin < 1.0;
}

int
tonsure_gray_beside (const TonsureGrayHair *gray)
{
  if (gray->length < TONSURE_GRAY_GROWN)
    return MAX (tonsure_gray_stubble_margin (gray->hair.mm_per_px), TONSURE_GRAY_STEP);
  return TONSURE_GRAY_STEP;
}

int
tonsure_gray_hair_near (const TonsureGrayHair *gray)
{
  return tonsure_hair_margin (&gray->hair) + tonsure_gray_beside (gray);
}

int
tonsure_gray_hair_margin (const TonsureGrayHair *gray)
{
  return MAX (tonsure_gray_hair_near (gray), tonsure_gray_lines_margin (gray));
}

/* A box as wide as a pixel and the lens together, mm. */
static double
seen_at_once (const TonsureHair *hair)
{
  return sqrt (1.0 + 12.0 * hair->blur * hair->blur) * hair->mm_per_px;
}

TonsureGrayField *
tonsure_gray_field_new (const TonsureGrayHair *gray, const TonsurePixels *pixels,
                        const TonsurePixels *picture)
{
  TonsureGrayField *field = g_new0 (TonsureGrayField, 1);
  float color[3], skin = 0.3f;              /* where it is not known */
  double less = 1.0 - sqrt (gray->melanin); /* the light of hair is exp (- F √absorption) */

  field->gray = *gray;
  if (gray->length >= TONSURE_GRAY_GROWN)
    field->strands = tonsure_gray_strands_new (&field->gray, seen_at_once (&gray->hair));
  field->every = seen_at_once (&gray->hair) >= WIDE * gray->hair.mm_per_px ? 2 : 1;
  field->lines = tonsure_gray_lines_new (gray, pixels, picture);
  for (int c = 0; c < 3; c++)
    {
      double ratio = gray->white[c] / MAX (gray->hair.color[c], 1e-3);

      color[c] = (float) gray->hair.color[c];
      field->white[c] = (float) gray->white[c];
      field->bleach[c] = (float) (tonsure_pow (MAX (ratio, 1.0), less) - 1.0);
    }
  if (gray->hair.light > 0.0f)
    skin = gray->hair.light / 3.0f;
  /* The gradient has less than half of the variance of noise, in both directions together. */
  field->noise = (float) (0.5 * gray->hair.noise * gray->hair.noise) * skin;
  field->dark = MAX (tonsure_gray_light (color), 1e-4f);
  field->darker = field->dark < skin;
  field->no_hair = (float) MAX (NO_HAIR * sqrt (gray->hair.grain), LEAST_NO_HAIR);
  field->per_white = 1.0f / tonsure_gray_light ((const float *) &field->white);
  field->per_light = gray->hair.light > 0.0f ? 1.0f / gray->hair.light : 0.0f;
  field->skin = MAX (skin, 2.0f * field->dark);
  field->clear = MIN (0.3f + field->dark * (0.7f / CLEAR), 1.0f);
  return field;
}

void
tonsure_gray_field_free (TonsureGrayField *field)
{
  g_free (field->scratch);
  tonsure_gray_lines_free (field->lines);
  g_clear_pointer (&field->strands, tonsure_gray_strands_free);
  g_free (field);
}

TonsurePixels
tonsure_gray_field_reads (const TonsureGrayField *field)
{
  return tonsure_gray_lines_reads (field->lines);
}

void
tonsure_gray_field_read (TonsureGrayField *field, const float *rgba, gsize stride, int y,
                         int height)
{
  tonsure_gray_lines_read (field->lines, rgba, stride, y, height);
}

void
tonsure_gray_field_finish (TonsureGrayField *field)
{
  tonsure_gray_lines_finish (field->lines);
}

void
tonsure_gray_hair (const TonsureGrayHair *gray, const float *rgba, const TonsurePixels *there,
                   gsize stride, const TonsurePixels *picture, const TonsurePixels *pixels,
                   float *light)
{
  g_autoptr (TonsureGrayField) field = tonsure_gray_field_new (gray, pixels, picture);
  TonsurePixels reads = tonsure_gray_field_reads (field);

  tonsure_gray_field_read (
      field, rgba + stride * (gsize) (reads.y - there->y) + 4 * (gsize) (reads.x - there->x),
      stride, reads.y, reads.height);
  tonsure_gray_field_finish (field);
  tonsure_gray_draw (field, rgba, there, stride, pixels, light);
}
