/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * How hair turns gray with age, and how it gets less.
 *
 * A hair is white or it has its color; what is called gray is the mixture. A person is a quantile:
 * the share of people of the same age, ancestry and sex who are less gray. It stays the
 * same through life.
 *
 * The quantile decides at what age one hair in a hundred is white, and at what age half of them
 * are; the logit of the share is linear in age through both. One hair in a hundred: 34.2 ± 9.6
 * years in people of European ancestry, 43.9 ± 10.3 in those of African (Tobin, Paus 2001, Exp.
 * Gerontol. 36:29). Half: 63 ± 16 years, so that the survey of Panhard 2012 (Br. J. Dermatol.
 * 167:865; 4,192 people, worldwide) comes out: 74 % of people between 45 and 65 are gray, 27 % of
 * hair is, and 6 to 23 % of people have half of it gray at 50. Asian ancestry lies five years
 * behind European, African ten. Men are three years before women, as 78 against 71 % are gray
 * between 45 and 65 (Panhard); Acer 2020 (An. Bras. Dermatol. 95:439) has women two years
 * before men at the onset.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Least share of white hair that surveys call gray (choice). */
#define TONSURE_GRAY_SEEN 0.02

typedef enum
{
  TONSURE_ANCESTRY_EUROPEAN,
  TONSURE_ANCESTRY_ASIAN,
  TONSURE_ANCESTRY_AFRICAN,
} TonsureAncestry;

typedef enum
{
  TONSURE_SEX_MALE,
  TONSURE_SEX_FEMALE,
} TonsureSex;

/**
 * TonsureZone:
 *
 * A part of the scalp. Temples turn first and the back of the head last; Panhard finds the
 * differences small in men.
 */
typedef enum
{
  TONSURE_ZONE_WHOLE,
  TONSURE_ZONE_TEMPLE,
  TONSURE_ZONE_FRONT,
  TONSURE_ZONE_VERTEX,
  TONSURE_ZONE_BACK,
} TonsureZone;

#define TONSURE_ZONES 5

/**
 * TonsureGraying:
 * @quantile: share of people alike in @ancestry and @sex who are less gray, 0 to 1
 *
 * A person.
 */
typedef struct
{
  TonsureAncestry ancestry;
  TonsureSex sex;
  double quantile;
} TonsureGraying;

/**
 * tonsure_graying_validate:
 *
 * Returns: %FALSE with %TONSURE_ERROR_INVALID naming the value and its range.
 */
gboolean tonsure_graying_validate (const TonsureGraying *graying, GError **error);

/**
 * tonsure_gray_age:
 * @share: of white hair, above 0 and below 1
 *
 * Returns: age at which the person has that share, years; may be negative or beyond any life
 */
double tonsure_gray_age (const TonsureGraying *graying, TonsureZone zone, double share);

/**
 * tonsure_gray_share:
 * @age: years, 0 and more
 *
 * Zones differ by years: temple 2 before the front, vertex 1 and back 3 after it in men, which
 * makes temples grayer than the back by a tenth of the hair; temple 2 and vertex 3 after the front
 * and back 8 in women; so that all of the scalp has the mean (choice).
 *
 * Returns: share of the hairs of the zone that are white, 0 to 1
 */
double tonsure_gray_share (const TonsureGraying *graying, TonsureZone zone, double age);

/**
 * tonsure_gray_turned:
 * @age: today, years
 * @years: from today, 0 and more
 *
 * What a photo shows today in color, and what of it will be white.
 *
 * Returns: of the hairs of the zone that have color at @age, the share that is white @years later,
 *   0 to 1
 */
double tonsure_gray_turned (const TonsureGraying *graying, TonsureZone zone, double age,
                            double years);

/**
 * tonsure_graying_fit:
 * @age: years
 * @share: of white hair that the person has at that age
 *
 * Sets the quantile, within what tonsure_deviate() takes, that gives @share at @age, so that what
 * a photo shows today goes on from there.
 */
void tonsure_graying_fit (TonsureGraying *graying, TonsureZone zone, double age, double share);

/**
 * tonsure_hair_is_white:
 * @hair: number of the hair
 * @share: of the hairs around it that are white
 *
 * Each hair has a draw of its own, which is compared with the share: as that grows, white
 * hairs stay white.
 */
gboolean tonsure_hair_is_white (guint64 hair, double share);

/**
 * tonsure_hair_sunned:
 * @sun: 0 (covered) to 1 (outdoors all day)
 * @months: since the hair left the skin
 *
 * Sun bleaches melanin in the shaft, by 2 % a month at most (choice, 0 to 5 %). Hair grows some
 * 11 mm a month, so on stubble nothing is seen of it.
 *
 * Returns: share of the melanin that is left
 */
double tonsure_hair_sunned (double sun, double months);

/**
 * tonsure_hair_left:
 * @years: from today
 * @quantile: share of people who keep more, 0 to 1
 *
 * Hair that thins around a hairline which stays where it was drawn. Untreated pattern hair loss
 * takes 5 to 10 % of the hair a year (Sinclair, Asgari, Medicine Today) or 5 % in the mean
 * (Kutlubay 2014). Where hair still stands today it is taken to be 5 % a year, between people
 * lognormal with a standard deviation of .6: 2 to 11 % in the middle 80 % (choice). For scalps
 * that lose hair at all.
 *
 * Returns: share of today's hairs that still stand
 */
double tonsure_hair_left (double years, double quantile);

G_END_DECLS
