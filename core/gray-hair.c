/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* White hair in a photo: see gray-hair.h. */
#include "gray-private.h"

#include "exact.h"
#include "range.h"
#include "spectrum.h"

#include <math.h>
#include <string.h>

/* What seems to be so little hair is noise and texture of skin; from the second on it is hair. */
#define NO_HAIR 0.04f
#define HAIR 0.16f

/* How much of the contrast between hairs white hair keeps, as a power of light: light goes through
 * it from hair to hair, where dark hair holds it (choice). */
#define CONTRAST 0.5

/* Light of hair that is read, relative to its color, and of white hair, relative to its own. */
#define DARKEST 0.05f
#define BRIGHTEST 1.9f

struct _TonsureGrayField
{
  TonsureGrayHair gray;
  TonsureGrayLines *lines; /* NULL for stubble */
  TonsureGrayStrands *strands;
  float dark;      /* sum of the light of hair */
  float bleach[3]; /* factors on the light of hair that keeps its color */
  float contrast;  /* a power, in the same */
};

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
tonsure_gray_hair_near (const TonsureGrayHair *gray)
{
  return tonsure_hair_margin (&gray->hair);
}

int
tonsure_gray_hair_margin (const TonsureGrayHair *gray)
{
  return MAX (tonsure_gray_hair_near (gray), tonsure_gray_lines_margin (gray->hair.mm_per_px));
}

TonsureGrayField *
tonsure_gray_field_new (const TonsureGrayHair *gray, const TonsurePixels *pixels,
                        const TonsurePixels *picture)
{
  TonsureGrayField *field = g_new0 (TonsureGrayField, 1);
  double less = 1.0 - sqrt (gray->melanin); /* the light of hair is exp (- F √absorption) */

  field->gray = *gray;
  field->strands = tonsure_gray_strands_new (&field->gray);
  field->lines = tonsure_gray_lines_new (gray->hair.mm_per_px, pixels, picture, gray->origin_x,
                                         gray->origin_y);
  field->contrast = (float) (CONTRAST * less);
  for (int c = 0; c < 3; c++)
    {
      double ratio = gray->white[c] / MAX (gray->hair.color[c], 1e-3);

      field->dark += (float) gray->hair.color[c];
      field->bleach[c] = (float) tonsure_pow (MAX (ratio, 1.0), less);
    }
  return field;
}

void
tonsure_gray_field_free (TonsureGrayField *field)
{
  tonsure_gray_lines_free (field->lines);
  tonsure_gray_strands_free (field->strands);
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

/* Of what is read as hair, the part that counts. */
static float
sure (float coverage)
{
  float t = (coverage - NO_HAIR) * (1.0f / (HAIR - NO_HAIR));

  if (t >= 1.0f)
    return coverage;
  return t > 0.0f ? coverage * t * t * (3.0f - 2.0f * t) : 0.0f;
}

/* Changes one pixel of @light by what becomes of the hair in @rgba. */
static void
change (const TonsureGrayField *field, const float *rgba, float coverage, const float *skin,
        TonsureGrayPart part, float *light)
{
  const TonsureHair *hair = &field->gray.hair;
  float seen[3], lit, shade = 1.0f, own, white, a = coverage;

  for (int c = 0; c < 3; c++)
    seen[c] = CLAMP (rgba[c] - (1.0f - a) * skin[c], 0.0f, MAX (rgba[c], 0.0f));
  if (hair->light > 0.0f)
    shade = ((skin[0] + skin[1]) + skin[2]) / hair->light;
  own = ((seen[0] + seen[1]) + seen[2]) / (a * field->dark);
  own = CLAMP (own, DARKEST, 25.0f);
  /* Where there is much skin in a pixel, the light of hair is rather that around. */
  lit = shade + a * a * (own - shade);
  lit = sqrtf (MAX (lit * shade, 0.0f));
  white = MIN (lit, BRIGHTEST) * a * part.white;
  for (int c = 0; c < 3; c++)
    {
      float kept = 1.0f - part.white - part.lost;
      float more = white * (float) field->gray.white[c] - (part.white + part.lost) * seen[c]
                   + part.lost * a * skin[c];
      float most = MAX (light[c], 1.0f), result;

      if (field->contrast > 0.0f)
        more += kept * seen[c] * (field->bleach[c] - 1.0f);
      result = light[c] + more;
      light[c] = CLAMP (result, MIN (light[c], 0.0f), most);
    }
}

static gboolean
is_light (const float *p)
{
  for (int c = 0; c < 3; c++)
    if (!(p[c] > -1e4f && p[c] < 1e4f))
      return FALSE;
  return TRUE;
}

void
tonsure_gray_draw (TonsureGrayField *field, const float *rgba, const TonsurePixels *there,
                   gsize stride, const TonsurePixels *pixels, float *light)
{
  gsize n = (gsize) MAX (pixels->width, 0) * MAX (pixels->height, 0);
  g_autofree float *coverage = g_new (float, n), *skin = g_new (float, 3 * n);
  double width = field->gray.hair.mm_per_px;

  if (n == 0 || !tonsure_gray_hair_changes (&field->gray))
    return;
  tonsure_hair_matte (&field->gray.hair, rgba, there, stride, pixels, coverage, skin);
  for (gsize i = 0; i < n; i++)
    {
      int x = pixels->x + (int) (i % pixels->width), y = pixels->y + (int) (i / pixels->width);
      const float *p = rgba + stride * (gsize) (y - there->y) + 4 * (gsize) (x - there->x);
      float a = sure (coverage[i]);
      TonsureGrayPlace place;

      if (!(a > 0.0f) || !is_light (p) || !is_light (light + 4 * i))
        continue;
      place = tonsure_gray_lines_find (field->lines, x, y, tonsure_gray_strand_lot, &field->gray);
      change (field, p, a, skin + 3 * i, tonsure_gray_strands_part (field->strands, &place, width),
              light + 4 * i);
    }
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
