/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * What a survey measures on the pixels of a photo before and after.
 */
#pragma once

#include "picture.h"

G_BEGIN_DECLS

/**
 * SurveyFigure:
 * @SURVEY_T_RED, @SURVEY_T_GREEN, @SURVEY_T_BLUE: T, mean linear light after ÷ before, over
 *   the core
 * @SURVEY_T_Y: luminance of the bare skin × T ÷ that of the bare skin
 * @SURVEY_R_Y: luminance of the marked hair ÷ that of the marked skin
 * @SURVEY_DELTA_E: CIEDE2000 of the marked skin × T and the marked hair
 * @SURVEY_DELTA_L, @SURVEY_DELTA_A, @SURVEY_DELTA_B: marked skin × T minus marked hair, CIELAB
 * @SURVEY_BARE_DELTA_E: CIEDE2000 of the marked skin itself and the marked hair
 * @SURVEY_CORE: size of the core, cm²
 * @SURVEY_EVEN_BALD: tone of bald skin after, minus that of the target, ln Y, median; these are set
 *   by survey_even()
 * @SURVEY_EVEN_DARK: change of what is as dark as the target or up to .1 lighter, ln Y, nine in ten
 *   are below
 * @SURVEY_EVEN_RIM: by how much skin is lighter at the border of the hair than far from it, ln Y
 * @SURVEY_EVEN_DOTS: dots of the plan ÷ dots that would fill the area
 * @SURVEY_HAIR_Y, @SURVEY_GRAY_Y, @SURVEY_WHITE_Y: mean luminance of the marked hair in the photo,
 *   with half of it white and with all of it white; these and the next are set by survey_gray()
 * @SURVEY_WHITE_TEXTURE: standard deviation of ln Y in the marked hair, of sizes from .7 px to
 *   1.2 mm, when white ÷ before
 * @SURVEY_WHITE_OUTSIDE: part of what the trimap says is surely no hair that changed, all being
 * white
 *
 * The core is where the area is at least 250 of 255 and, where there is a trimap, that is 0;
 * without the brightest tenth, which is gloss, and without the plate that says SIMULATION.
 */
typedef enum
{
  SURVEY_T_RED,
  SURVEY_T_GREEN,
  SURVEY_T_BLUE,
  SURVEY_T_Y,
  SURVEY_R_Y,
  SURVEY_DELTA_E,
  SURVEY_DELTA_L,
  SURVEY_DELTA_A,
  SURVEY_DELTA_B,
  SURVEY_BARE_DELTA_E,
  SURVEY_CORE,
  SURVEY_EVEN_BALD,
  SURVEY_EVEN_DARK,
  SURVEY_EVEN_RIM,
  SURVEY_EVEN_DOTS,
  SURVEY_HAIR_Y,
  SURVEY_GRAY_Y,
  SURVEY_WHITE_Y,
  SURVEY_WHITE_TEXTURE,
  SURVEY_WHITE_OUTSIDE,
  SURVEY_N_FIGURES
} SurveyFigure;

/** Name and decimals of each figure in a table. */
extern const char *const survey_figure_names[SURVEY_N_FIGURES];
extern const int survey_figure_digits[SURVEY_N_FIGURES];

/**
 * SurveyPictures:
 * @before, @after: linear sRGB; @after is at least as large as @before, whose pixels are at the
 *   same places in it
 * @area: of the size of @before, 65535 = fully
 * @hair, @skin: (nullable): likewise, white where hair and bare skin are marked
 * @trimap: (nullable): likewise, 0 where there is surely no hair
 * @mm_per_px: scale, 0 where it is not known
 */
typedef struct
{
  const Photo *before, *after;
  const guint16 *area, *hair, *skin, *trimap;
  double mm_per_px;
} SurveyPictures;

/** SurveyBox: a rectangle of pixels */
typedef struct
{
  int x, y, width, height;
} SurveyBox;

/**
 * survey_find_plate:
 *
 * Returns: the bounds of what differs away from the area, as only the plate does; empty if
 *   nothing does
 */
SurveyBox survey_find_plate (const SurveyPictures *pictures);

/**
 * survey_measure:
 * @plate: is left out
 * @figures: (out): NaN where there is nothing to measure
 *
 * Returns: whether the core is as large as it must be, 5 cm². If not, the trimap is ignored and
 *   the figures do not count.
 */
gboolean survey_measure (const SurveyPictures *pictures, const SurveyBox *plate,
                         double figures[SURVEY_N_FIGURES]);

G_END_DECLS
