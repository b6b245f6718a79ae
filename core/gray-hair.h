/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * The hair of a photo as it will be: some of it white, some of it bleached, some of it gone.
 *
 * Each hair has a draw of its own, which is compared with the share that is white: as that
 * grows, white hairs stay white. Hair that stands in stubble is drawn hair by hair. Grown hair
 * is drawn strand by strand: a draw belongs to a line that runs along the hair nearby, some
 * tenth of a millimeter wide. Lines are about as long as the hair, 6 to 40 mm, each begins at a
 * place of its own, and once more where they turn by more than 45° against rows or columns of the
 * picture. What is smaller than a pixel becomes tone, and so does hair that no line runs along, as
 * in curls.
 *
 * White hair reflects as a mass of it does, and is lit as the hair was. A pixel that shows no
 * hair keeps its bits. Draws belong to a place on the skin, and what is seen at a pixel depends on
 * the photo within tonsure_gray_hair_margin() only: any rectangle has the same bits.
 */
#pragma once

#include "hair.h"

G_BEGIN_DECLS

/**
 * TonsureGrayHair:
 * @hair: how hair looks in the photo and where, see tonsure_hair_init()
 * @share: of the hairs that have color in the photo, those that turn white, 0 to 1; see
 *   tonsure_gray_turned()
 * @left: share of the hairs that still stand, 0 to 1; in place of the others skin is seen
 * @melanin: share of melanin that is left in hair with color, 0 to 1; see tonsure_hair_sunned()
 * @length: of the hair as it lies, mm; from %TONSURE_GRAY_GROWN on it is drawn strand by strand,
 *   below hair by hair
 * @origin_x, @origin_y: place of the picture's upper left corner on the skin, mm
 * @seed: another number, other hairs
 * @white: linear light of a mass of white hair in the photo's primaries, %TONSURE_WHITE_HAIR
 *   where the photo is exposed so that white paper is 1
 *
 * What becomes of the hair. Plain values.
 */
typedef struct
{
  TonsureHair hair;
  double share;
  double left;
  double melanin;
  double length;
  double origin_x, origin_y;
  guint32 seed;
  double white[3];
} TonsureGrayHair;

/* Hair of so many mm lies down and along its neighbors (choice). */
#define TONSURE_GRAY_GROWN 3.0

/* Linear sRGB of a mass of white hair in the light in which white paper is 1: L* 68, a* 0, b* 8, in
 * the middle of what is reported: L* 60 to 75, a* -1 to 1, b* 5 to 14, yellowish from keratin. */
#define TONSURE_WHITE_HAIR { 0.412, 0.377, 0.311 }

/**
 * tonsure_gray_hair_init:
 *
 * @primaries: (nullable): those given to tonsure_hair_init()
 *
 * Sets @gray to hair that stays as it is: nothing white, nothing bleached, nothing lost.
 */
void tonsure_gray_hair_init (TonsureGrayHair *gray, const TonsureHair *hair,
                             const double *primaries);

/**
 * tonsure_gray_hair_validate:
 *
 * Returns: %FALSE with %TONSURE_ERROR_INVALID naming the value and its range.
 */
gboolean tonsure_gray_hair_validate (const TonsureGrayHair *gray, GError **error);

/**
 * tonsure_gray_hair_changes:
 *
 * Returns: whether there is anything to do: with a share of 0 and all left, nothing is.
 */
gboolean tonsure_gray_hair_changes (const TonsureGrayHair *gray);

/**
 * tonsure_gray_hair_margin:
 *
 * Returns: how many pixels of the photo around what is asked have a say in it.
 */
int tonsure_gray_hair_margin (const TonsureGrayHair *gray);

/**
 * tonsure_gray_hair_near:
 *
 * Returns: how many pixels of the photo around a block tonsure_gray_draw() asks for.
 */
int tonsure_gray_hair_near (const TonsureGrayHair *gray);

/**
 * TonsureGrayField:
 *
 * Which way hair lies in a rectangle of a photo, and the lines along it. To be read once, and then
 * drawn from in blocks, as the lines are long and blocks are small.
 */
typedef struct _TonsureGrayField TonsureGrayField;

/**
 * tonsure_gray_field_new:
 * @gray: is copied
 * @pixels: what is to be drawn
 * @picture: all of the photo
 *
 * Returns: (transfer full): free with tonsure_gray_field_free()
 */
TonsureGrayField *tonsure_gray_field_new (const TonsureGrayHair *gray, const TonsurePixels *pixels,
                                          const TonsurePixels *picture);
void tonsure_gray_field_free (TonsureGrayField *field);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TonsureGrayField, tonsure_gray_field_free)

/**
 * tonsure_gray_field_reads:
 *
 * Returns: the part of the photo that tonsure_gray_field_read() must see; empty where the hair is
 *   drawn hair by hair.
 */
TonsurePixels tonsure_gray_field_reads (const TonsureGrayField *field);

/**
 * tonsure_gray_field_read:
 * @rgba: linear light, four floats a pixel, of all columns of tonsure_gray_field_reads()
 * @stride: floats from one row to the next
 * @y, @height: which rows; all of them must come once and in order
 */
void tonsure_gray_field_read (TonsureGrayField *field, const float *rgba, gsize stride, int y,
                              int height);

/**
 * tonsure_gray_field_finish:
 *
 * Finds the directions, once all is read.
 */
void tonsure_gray_field_finish (TonsureGrayField *field);

/**
 * tonsure_gray_draw:
 * @rgba: linear light, four floats a pixel, of @there, as in tonsure_hair_matte()
 * @there: holds @pixels grown by tonsure_gray_hair_near(), as far as the picture goes
 * @stride: floats from one row of @rgba to the next
 * @pixels: what to draw, within that of tonsure_gray_field_new()
 * @light: (inout): the picture to change, four floats a pixel without gaps: the photo, or one
 *   with the same hair. What the hair of the photo gains or loses is added to it.
 *
 * Not for several threads with one @field at the same time.
 */
void tonsure_gray_draw (TonsureGrayField *field, const float *rgba, const TonsurePixels *there,
                        gsize stride, const TonsurePixels *pixels, float *light);

/**
 * tonsure_gray_hair:
 * @rgba: linear light, four floats a pixel, of @there
 * @there: holds @pixels grown by tonsure_gray_hair_margin(), as far as the picture goes
 * @picture: all of the photo
 * @light: (inout): see tonsure_gray_draw()
 *
 * All of the above in one.
 */
void tonsure_gray_hair (const TonsureGrayHair *gray, const float *rgba, const TonsurePixels *there,
                        gsize stride, const TonsurePixels *picture, const TonsurePixels *pixels,
                        float *light);

G_END_DECLS
