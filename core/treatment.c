/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Defaults, ranges and the text form of a treatment: see treatment.h. */
#include "treatment.h"
#include "range.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define GROUP "Tonsure treatment"

/* Raised whenever a field, its default or what it means changes: a text of another format would be
 * another treatment. */
#define FORMAT "2"
#define FORMAT_KEY "format"
#define SHARPNESS_KEY "sharpness"

G_DEFINE_QUARK (tonsure-error-quark, tonsure_error)

static const char *const outcome_nicks[] = { "favorable", "typical", "unfavorable" };

/* Sources: deposit, density and their ranges: computed so that healed dots are as
 * legible as real ones (Monte Carlo), tried on real photos; clinics quote 60 to 280
 * dots per cm². Skin: two-layer fit of measured skin, type II to III. Jitter: the
 * artist's hand, a documented choice. Years: see ageing.h and laser.h; a touch-up every
 * other year is the most that is advised. */
/* clang-format off */
#define FIELD(member, type, min, max, std, unit, text)                                   \
  { #member, TONSURE_FIELD_##type, G_STRUCT_OFFSET (TonsureTreatment, member),           \
    min,     max,                  std,                                                  \
    unit,    text }

static const TonsureField fields[] = {
  FIELD (density, DOUBLE, 0, TONSURE_MAX_DENSITY, TONSURE_TYPICAL_DENSITY, "1/cm²",
         N_ ("Dots per square centimeter where the area asks for all of them")),
  FIELD (share, DOUBLE, 0, 1, 1, "", N_ ("Share of the dots that is done so far")),
  FIELD (jitter, DOUBLE, 0, 0.5, 0.22, "",
         N_ ("Irregularity of the artist's hand, in spacings between dots")),
  FIELD (outcome, OUTCOME, 0, 2, 1, "", N_ ("Which end of the likely range is shown")),
  FIELD (seed, SEED, 0, G_MAXUINT32, 1, "", N_ ("Another number, another set of dots")),
  FIELD (diameter, DOUBLE, 0.02, 2, 0.25, "mm",
         N_ ("Median diameter of a healed pigment deposit")),
  FIELD (diameter_gsd, DOUBLE, 1, 2, 1.3, "",
         N_ ("Geometric standard deviation of the diameter")),
  FIELD (tone_gsd, DOUBLE, 1, 3, 1.3, "",
         N_ ("Geometric standard deviation of the amount of pigment")),
  FIELD (soft, DOUBLE, 0, 1, 0.45, "",
         N_ ("Share of the dots that are of earlier sessions, wider and paler")),
  FIELD (top, DOUBLE, 0.06, 2, 0.11, "mm", N_ ("Depth of the upper face of a deposit")),
  FIELD (thickness, DOUBLE, 0.01, 1, 0.20, "mm", N_ ("Height of a deposit")),
  FIELD (absorption, DOUBLE, 0, 2000, 200, "1/cm",
         N_ ("Absorption coefficient of a deposit at 550 nm")),
  FIELD (carbon_exponent, DOUBLE, 1, 1.2, 1, "",
         N_ ("How warm the carbon is: the exponent of its absorption over the wavelength")),
  FIELD (iron_oxide, DOUBLE, 0, 1, 0, "",
         N_ ("Share of the absorption at 550 nm that is iron oxide's; the rest is carbon's")),
  FIELD (years, DOUBLE, 0, 30, 0, "years", N_ ("Years since the dots healed")),
  FIELD (days_to_heal, DOUBLE, 0, 56, 0, "days",
         N_ ("Days until the dots are healed, 56 on the day of the session; then no year counts")),
  FIELD (temporary, DOUBLE, 0, 1, 0, "",
         N_ ("1 for a pigment that is meant to be absorbed, 0 for one that stays")),
  FIELD (sun, DOUBLE, 1, 2, 1, "",
         N_ ("How many times faster sun makes the pigment fade; 1 where skin is protected")),
  FIELD (scar, DOUBLE, 0, 1, 0, "", N_ ("1 for a scar, 0 for skin without")),
  FIELD (touch_ups, DOUBLE, 0, 5, 0, "", N_ ("Touch-ups in ten years, at even intervals")),
  FIELD (laser, DOUBLE, 0, 10, 0, "", N_ ("Sessions of laser that remove pigment")),
  FIELD (laser_year, DOUBLE, 0, 30, 0, "years", N_ ("The year with the sessions of laser")),
  FIELD (melanin, DOUBLE, 0.001, 0.6, 0.022, "",
         N_ ("Melanosomes in the epidermis, fraction of volume")),
  FIELD (blood, DOUBLE, 0.0005, 0.1, 0.0115, "",
         N_ ("Blood in the dermis, fraction of volume")),
  FIELD (mm_per_px, DOUBLE, 0.002, 5, 0.1, "mm", N_ ("Width of a pixel on the skin")),
  FIELD (scale_error, DOUBLE, 0, 1, 0, "", N_ ("Relative standard error of the scale")),
  FIELD (origin_x, DOUBLE, -1e6, 1e6, 0, "mm",
         N_ ("Place of the left edge of the picture on the skin")),
  FIELD (origin_y, DOUBLE, -1e6, 1e6, 0, "mm",
         N_ ("Place of the upper edge of the picture on the skin")),
  FIELD (blur, DOUBLE, 0, 20, 0.7, "px",
         N_ ("Blur of the photo, standard deviation of its point spread")),
  FIELD (noise, DOUBLE, 0, 0.5, 0, "",
         N_ ("Noise of the photo relative to the light of the skin")),
  FIELD (chroma_blur, DOUBLE, 0, 1, 0, "px",
         N_ ("Blur of the photo's color beyond that of its light: 1 for half the resolution (4:2:0)")),
  FIELD (matte_red, DOUBLE, 0, 100, 0, "",
         N_ ("Red light of the skin without gloss; 0 where it is not known")),
  FIELD (matte_green, DOUBLE, 0, 100, 0, "",
         N_ ("Green light of the skin without gloss; 0 where it is not known")),
  FIELD (matte_blue, DOUBLE, 0, 100, 0, "",
         N_ ("Blue light of the skin without gloss; 0 where it is not known")),
  FIELD (matte_spread, DOUBLE, 0, 0.9, 0, "",
         N_ ("Neutral light, relative to all light, that is not yet gloss")),
  FIELD (gloss_red, DOUBLE, 0, 100, 0, "",
         N_ ("Red light of gloss; 0 where it is not known, and gloss is white")),
  FIELD (gloss_green, DOUBLE, 0, 100, 0, "",
         N_ ("Green light of gloss; 0 where it is not known, and gloss is white")),
  FIELD (gloss_blue, DOUBLE, 0, 100, 0, "",
         N_ ("Blue light of gloss; 0 where it is not known, and gloss is white")),
  FIELD (hair_red, DOUBLE, 0, 100, 0, "",
         N_ ("Red light of hair; 0 where it is not known, and dots are drawn over hair")),
  FIELD (hair_green, DOUBLE, 0, 100, 0, "",
         N_ ("Green light of hair; 0 where it is not known, and dots are drawn over hair")),
  FIELD (hair_blue, DOUBLE, 0, 100, 0, "",
         N_ ("Blue light of hair; 0 where it is not known, and dots are drawn over hair")),
  FIELD (skin_red, DOUBLE, 0, 100, 0, "",
         N_ ("Red light of bare skin, lit as the hair is; 0 where it is not known")),
  FIELD (skin_green, DOUBLE, 0, 100, 0, "",
         N_ ("Green light of bare skin, lit as the hair is; 0 where it is not known")),
  FIELD (skin_blue, DOUBLE, 0, 100, 0, "",
         N_ ("Blue light of bare skin, lit as the hair is; 0 where it is not known")),
};
/* clang-format on */

const TonsureField *
tonsure_treatment_fields (guint *n_fields)
{
  *n_fields = G_N_ELEMENTS (fields);
  return fields;
}

static double
field_get (const TonsureField *field, const TonsureTreatment *treatment)
{
  const void *member = G_STRUCT_MEMBER_P (treatment, field->offset);

  switch (field->kind)
    {
    case TONSURE_FIELD_OUTCOME:
      return *(const TonsureOutcome *) member;
    case TONSURE_FIELD_SEED:
      return *(const guint32 *) member;
    default:
      return *(const double *) member;
    }
}

static void
field_set (const TonsureField *field, TonsureTreatment *treatment, double value)
{
  void *member = G_STRUCT_MEMBER_P (treatment, field->offset);

  switch (field->kind)
    {
    case TONSURE_FIELD_OUTCOME:
      *(TonsureOutcome *) member = (TonsureOutcome) value;
      break;
    case TONSURE_FIELD_SEED:
      *(guint32 *) member = (guint32) value;
      break;
    default:
      *(double *) member = value;
    }
}

static const TonsureField *
field_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].name, name))
      return &fields[i];
  return NULL;
}

TonsureTreatment *
tonsure_treatment_init (TonsureTreatment *treatment)
{
  memset (treatment, 0, sizeof *treatment);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    field_set (&fields[i], treatment, fields[i].standard);
  return treatment;
}

gboolean
tonsure_treatment_validate (const TonsureTreatment *treatment, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (!tonsure_in_range_of (fields[i].name, field_get (&fields[i], treatment), fields[i].minimum,
                              fields[i].maximum, fields[i].unit, error))
      return FALSE;
  return TRUE;
}

void
tonsure_treatment_set_healed (TonsureTreatment *treatment)
{
  treatment->years = treatment->days_to_heal = 0.0;
  treatment->touch_ups = treatment->laser = treatment->laser_year = 0.0;
}

gboolean
tonsure_outcome_from_nick (const char *nick, TonsureOutcome *outcome)
{
  for (guint i = 0; i < G_N_ELEMENTS (outcome_nicks); i++)
    if (g_strcmp0 (nick, outcome_nicks[i]) == 0)
      {
        *outcome = (TonsureOutcome) i;
        return TRUE;
      }
  return FALSE;
}

const char *
tonsure_outcome_nick (TonsureOutcome outcome)
{
  g_return_val_if_fail ((guint) outcome < G_N_ELEMENTS (outcome_nicks), NULL);
  return outcome_nicks[outcome];
}

char *
tonsure_treatment_to_text (const TonsureTreatment *treatment)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_key_file_set_string (file, GROUP, FORMAT_KEY, FORMAT);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];
      double value = field_get (&fields[i], treatment);

      if (fields[i].kind == TONSURE_FIELD_OUTCOME)
        g_key_file_set_string (file, GROUP, fields[i].name,
                               tonsure_outcome_nick (treatment->outcome));
      else
        g_key_file_set_string (file, GROUP, fields[i].name,
                               g_ascii_dtostr (number, sizeof number, value));
    }
  if (treatment->sharpness.columns > 0)
    {
      g_autofree char *sharpness = tonsure_sharpness_to_text (&treatment->sharpness);

      g_key_file_set_string (file, GROUP, SHARPNESS_KEY, sharpness);
    }
  return g_key_file_to_data (file, NULL, NULL);
}

/* Reads one value; FALSE if @text is no such value. */
static gboolean
field_parse (const TonsureField *field, const char *text, double *value)
{
  char *end = NULL;

  if (field->kind == TONSURE_FIELD_OUTCOME)
    {
      TonsureOutcome outcome;

      if (!tonsure_outcome_from_nick (text, &outcome))
        return FALSE;
      *value = outcome;
      return TRUE;
    }
  *value = g_ascii_strtod (text, &end);
  if (end == text || *end != '\0')
    return FALSE;
  return field->kind != TONSURE_FIELD_SEED
         || (*value >= 0 && *value <= G_MAXUINT32 && *value == (guint32) *value);
}

static gboolean
is_of_this_format (GKeyFile *file, GError **error)
{
  g_autofree char *format = g_key_file_get_string (file, GROUP, FORMAT_KEY, NULL);

  if (g_strcmp0 (format, FORMAT) == 0)
    return TRUE;
  if (format == NULL)
    g_set_error (error, TONSURE_ERROR, TONSURE_ERROR_VERSION,
                 _ ("This treatment was written by an earlier version of Tonsure, which drew other "
                    "dots; this version reads format %s"),
                 FORMAT);
  else
    g_set_error (error, TONSURE_ERROR, TONSURE_ERROR_VERSION,
                 _ ("This treatment was written by another version of Tonsure, in format %s; this "
                    "version reads format %s"),
                 format, FORMAT);
  return FALSE;
}

gboolean
tonsure_treatment_from_text (TonsureTreatment *treatment, const char *text, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) inner = NULL;
  g_auto (GStrv) keys = NULL;
  TonsureTreatment read;

  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error_literal (error, TONSURE_ERROR, TONSURE_ERROR_PARSE,
                           _ ("This is not the text of a treatment: it is not in UTF-8"));
      return FALSE;
    }
  if (!g_key_file_load_from_data (file, text, strlen (text), G_KEY_FILE_NONE, &inner)
      || !(keys = g_key_file_get_keys (file, GROUP, NULL, &inner)))
    {
      g_set_error (error, TONSURE_ERROR, TONSURE_ERROR_PARSE,
                   _ ("This is not the text of a treatment: %s"), inner->message);
      return FALSE;
    }
  if (!is_of_this_format (file, error))
    return FALSE;
  tonsure_treatment_init (&read);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      if (g_str_equal (keys[i], FORMAT_KEY))
        continue;
      const TonsureField *field = field_find (keys[i]);
      g_autofree char *string = g_key_file_get_string (file, GROUP, keys[i], NULL);
      double value;

      if (g_str_equal (keys[i], SHARPNESS_KEY))
        {
          if (!tonsure_sharpness_from_text (&read.sharpness, string ? string : "", error))
            return FALSE;
          continue;
        }
      if (field == NULL)
        {
          g_set_error (error, TONSURE_ERROR, TONSURE_ERROR_PARSE, _ ("A treatment has no field %s"),
                       keys[i]);
          return FALSE;
        }
      if (string == NULL || !field_parse (field, string, &value))
        {
          g_set_error (error, TONSURE_ERROR, TONSURE_ERROR_PARSE, _ ("%s cannot be %s"), keys[i],
                       string ? string : "");
          return FALSE;
        }
      field_set (field, &read, value);
    }
  if (!tonsure_treatment_validate (&read, error))
    return FALSE;
  *treatment = read;
  return TRUE;
}
