/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * The whole request as one value: technique, deposit, skin, scale and camera.
 *
 * Front ends fill in a #TonsureTreatment, everything else in the library reads it.
 * Its text form (a GKeyFile group) holds every field, so a picture can be made again
 * from it. Ranges and defaults stand in one table, tonsure_treatment_fields().
 */
#pragma once

#include "sharpness.h"

G_BEGIN_DECLS

#define TONSURE_ERROR (tonsure_error_quark ())
GQuark tonsure_error_quark (void);

/**
 * TonsureError:
 * @TONSURE_ERROR_INVALID: a value is outside its range; the message names field and range
 * @TONSURE_ERROR_PARSE: a text does not describe a treatment
 * @TONSURE_ERROR_UNMEASURABLE: a picture does not hold what was to be measured
 * @TONSURE_ERROR_VERSION: a text was written by another version, which draws other dots from it
 */
typedef enum
{
  TONSURE_ERROR_INVALID,
  TONSURE_ERROR_PARSE,
  TONSURE_ERROR_UNMEASURABLE,
  TONSURE_ERROR_VERSION,
} TonsureError;

/**
 * TonsureOutcome:
 *
 * What skin makes of the same plan, as a quantile of what nobody knows beforehand: uptake, depth,
 * spread, evenness and fading. Favorable and unfavorable are the 10 % and 90 % ends, typical is the
 * median. How much is tattooed is the amount (amount.h), not the outcome: at year 0 the three
 * differ by a fifth of -ln T at most. The unfavorable one is the darkest then, as pigment that has
 * spread takes more light than as much in a small dot, and the faintest of all a year later.
 */
typedef enum
{
  TONSURE_OUTCOME_FAVORABLE,
  TONSURE_OUTCOME_TYPICAL,
  TONSURE_OUTCOME_UNFAVORABLE,
} TonsureOutcome;

/* Dots per square centimeter that the stipple can place at most. */
#define TONSURE_MAX_DENSITY 400.0

/* Dots per square centimeter of the typical amount, see amount.h. */
#define TONSURE_TYPICAL_DENSITY 225.0

/**
 * TonsureTreatment:
 * @density: dots per cm² where the area asks for full density
 * @share: share of the dots done so far, 0 to 1; the sessions of one plan are nested
 * @jitter: standard deviation of a dot's place, in spacings 1/sqrt (density)
 * @outcome: which end of the range is shown
 * @seed: another seed is another, equally good set of dots
 * @diameter: median diameter of a healed deposit, mm
 * @diameter_gsd: geometric standard deviation of the diameter
 * @tone_gsd: geometric standard deviation of the deposit's absorption
 * @soft: share of the dots, once all are done, that are of earlier sessions: wider and paler
 * @top: depth of the deposit's upper face below the skin, mm
 * @thickness: height of the deposit, mm
 * @absorption: absorption coefficient of the deposit at 550 nm, 1/cm
 * @carbon_exponent: how carbon's absorption falls with the wavelength, see
 *   tonsure_pigment_carbon()
 * @iron_oxide: share of the absorption at 550 nm that is iron oxide's; the rest is carbon's
 * @years: since the dots healed, eight weeks after the last session; see ageing.h
 * @days_to_heal: days that are missing to that, 56 on the day of the session; where it is not 0
 *   no year counts
 * @temporary: 0 for a pigment that stays, 1 for one that is meant to be absorbed; what is nearer
 *   counts
 * @sun: factor on the rate of fading, 1 where the skin is protected
 * @scar: 0 for skin, 1 for a scar
 * @touch_ups: in ten years, at even intervals; 0 for none
 * @laser: sessions of laser, a whole number; of a part the nearest counts
 * @laser_year: in which they are
 * @melanin: volume fraction of melanosomes in the epidermis
 * @blood: volume fraction of blood in the dermis
 * @mm_per_px: scale of the picture, mm per pixel
 * @scale_error: relative standard error of the scale, 0 where it is not known
 * @origin_x: place of the picture's left edge on the skin, mm
 * @origin_y: place of the picture's upper edge on the skin, mm
 * @blur: standard deviation of the camera's point spread, pixels
 * @sharpness: blur and lost contrast from place to place; where it has a grid, @blur counts no
 *   more for the dots. It is no #TonsureField
 * @noise: standard deviation of the photo's noise relative to the light of the skin
 * @chroma_blur: standard deviation that the photo's color is blurred by beyond its luminance,
 *   pixels: 1 for 4:2:0, see chroma.h
 * @matte_red, @matte_green, @matte_blue: color of the skin without gloss, linear sRGB of
 *   any strength; 0 where it is not known, and no gloss is told from skin
 * @matte_spread: neutral light in excess of that color, relative to all light, that is
 *   not yet gloss, see tonsure_gloss_init()
 * @gloss_red, @gloss_green, @gloss_blue: color of gloss, that of the light, linear sRGB of any
 *   strength; 0 where it is not known and taken for neutral
 * @hair_red, @hair_green, @hair_blue: color of hair in the photo, linear sRGB; 0 where it is
 *   not known, and dots are drawn over hair
 * @skin_red, @skin_green, @skin_blue: color of bare skin in the light of that hair, linear
 *   sRGB; 0 where it is not known, see tonsure_hair_init()
 */
typedef struct
{
  double density;
  double share;
  double jitter;
  TonsureOutcome outcome;
  guint32 seed;

  double diameter;
  double diameter_gsd;
  double tone_gsd;
  double soft;
  double top;
  double thickness;
  double absorption;
  double carbon_exponent;
  double iron_oxide;

  double years;
  double days_to_heal;
  double temporary;
  double sun;
  double scar;
  double touch_ups;
  double laser;
  double laser_year;

  double melanin;
  double blood;

  double mm_per_px;
  double scale_error;
  double origin_x;
  double origin_y;

  double blur;
  double noise;
  double chroma_blur;

  double matte_red;
  double matte_green;
  double matte_blue;
  double matte_spread;
  double gloss_red;
  double gloss_green;
  double gloss_blue;

  double hair_red;
  double hair_green;
  double hair_blue;
  double skin_red;
  double skin_green;
  double skin_blue;

  TonsureSharpness sharpness;
} TonsureTreatment;

/**
 * TonsureField:
 *
 * One field of a treatment: its name in the text form (and, with dashes, in GEGL and
 * GIMP), where it stands, its range and default, its unit and what it means.
 */
typedef struct
{
  const char *name;
  enum
  {
    TONSURE_FIELD_DOUBLE,
    TONSURE_FIELD_OUTCOME,
    TONSURE_FIELD_SEED,
  } kind;
  gsize offset;
  double minimum;
  double maximum;
  double standard;
  const char *unit;
  const char *meaning;
} TonsureField;

/**
 * tonsure_treatment_fields:
 * @n_fields: (out): how many there are
 *
 * Returns: (transfer none): the table of all fields, in the order of the struct.
 */
const TonsureField *tonsure_treatment_fields (guint *n_fields);

/**
 * tonsure_treatment_init:
 *
 * Fills in the defaults: a healed treatment of light skin at .1 mm per pixel.
 *
 * Returns: @treatment
 */
TonsureTreatment *tonsure_treatment_init (TonsureTreatment *treatment);

/**
 * tonsure_treatment_validate:
 *
 * Checks every field against its range; NaN is outside every range.
 *
 * Returns: %FALSE with %TONSURE_ERROR_INVALID, naming the field, if one is outside.
 */
gboolean tonsure_treatment_validate (const TonsureTreatment *treatment, GError **error);

/**
 * tonsure_treatment_set_healed:
 *
 * Sets the day on which the dots have healed: year 0, no touch-ups and no laser, which would
 * otherwise count in year 0 too. What pigment and skin are, and the outcome, stay.
 */
void tonsure_treatment_set_healed (TonsureTreatment *treatment);

/**
 * tonsure_treatment_to_text:
 *
 * Returns: (transfer full): the text form with its format, format=2; tonsure_treatment_from_text()
 * of it gives the same bits again.
 */
char *tonsure_treatment_to_text (const TonsureTreatment *treatment);

/**
 * tonsure_treatment_from_text:
 *
 * Reads the text form. Fields that the text leaves out keep their defaults, fields
 * that no treatment has are an error, and so is a text without format or of another one: the same
 * fields mean other dots there.
 *
 * Returns: %FALSE with %TONSURE_ERROR_PARSE, %TONSURE_ERROR_VERSION or %TONSURE_ERROR_INVALID; then
 * @treatment is left as it was.
 */
gboolean tonsure_treatment_from_text (TonsureTreatment *treatment, const char *text,
                                      GError **error);

/**
 * tonsure_outcome_from_nick:
 * @nick: "favorable", "typical" or "unfavorable"
 *
 * Returns: %FALSE if @nick is none of them.
 */
gboolean tonsure_outcome_from_nick (const char *nick, TonsureOutcome *outcome);

/**
 * tonsure_outcome_nick:
 *
 * Returns: (transfer none): the name of @outcome in the text form.
 */
const char *tonsure_outcome_nick (TonsureOutcome outcome);

G_END_DECLS
