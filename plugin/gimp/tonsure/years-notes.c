/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A year in words: see years.h. */
#include "years.h"

#include "gray.h"
#include "layers.h"
#include "mark.h"

#include <glib/gi18n.h>

char *
years_name (const TonsureTreatment *treatment)
{
  static const char *const in_year[] = { N_ ("Year %.4g, favorable"), N_ ("Year %.4g, typical"),
                                         N_ ("Year %.4g, unfavorable") };
  static const char *const on_day[] = { N_ ("Day %.3g after the session, favorable"),
                                        N_ ("Day %.3g after the session, typical"),
                                        N_ ("Day %.3g after the session, unfavorable") };

  if (treatment->days_to_heal > 0)
    return g_strdup_printf (_ (on_day[treatment->outcome]),
                            TONSURE_HEALED_DAYS - treatment->days_to_heal);
  return g_strdup_printf (_ (in_year[treatment->outcome]), treatment->years);
}

char *
years_title (const TonsureTreatment *treatment)
{
  return treatment->years > 0 || treatment->days_to_heal > 0 ? years_name (treatment) : NULL;
}

/* Carbon of all dots, relative to year 0. */
static double
carbon_left (const TonsureTreatment *treatment, TonsureOutcome outcome)
{
  TonsureTreatment t = *treatment;
  TonsureYears years;
  double sum = 0;

  t.outcome = outcome;
  tonsure_years_init (&years, &t);
  if (years.healed)
    return 1;
  for (guint g = 0; g < years.n; g++)
    sum += tonsure_years_dots (&years, g) * years.aged[g].carbon;
  return sum;
}

static double
width_of_first_dots (const TonsureTreatment *treatment)
{
  TonsureYears years;

  tonsure_years_init (&years, treatment);
  return years.healed ? treatment->diameter
                      : tonsure_aged_diameter (&years.aged[0], treatment->diameter);
}

static void
add_healing (GString *notes, const TonsureTreatment *t)
{
  g_string_append_printf (notes,
                          _ ("The dots are healed in %.3g days. Until then they are wider and "
                             "darker, as pigment is shed with the upper skin. Redness is not "
                             "shown. No year counts yet.\n"),
                          t->days_to_heal);
}

static void
add_pigment (GString *notes, const TonsureTreatment *t)
{
  double left = 100 * carbon_left (t, t->outcome);
  double one = 100 * carbon_left (t, TONSURE_OUTCOME_FAVORABLE);
  double other = 100 * carbon_left (t, TONSURE_OUTCOME_UNFAVORABLE);

  g_string_append_printf (notes,
                          _ ("There is %.0f %% of the pigment of year 0 (%.0f to %.0f %% in eight "
                             "people of ten); the first dots are %.2f mm wide instead of "
                             "%.2f.\n"),
                          left, MIN (one, other), MAX (one, other), width_of_first_dots (t),
                          t->diameter);
  g_string_append_printf (notes, "%s\n",
                          _ ("Fading is not disappearing: a part of the pigment stays for good, "
                             "and a laser does not reach all of it."));
}

/* Of the ranges behind all this. */
static void
add_outcome (GString *notes, const TonsureTreatment *t)
{
  static const char *const meanings[] = { N_ ("one in ten does better"),
                                          N_ ("half do better, half do worse"),
                                          N_ ("one in ten does worse") };
  g_autofree char *name = years_name (t);

  g_string_append_printf (notes, "%s: %s.\n", name, _ (meanings[t->outcome]));
}

static double
white_hair (GimpImage *image, const Record *record, TonsureOutcome outcome, double *left)
{
  Record other = *record;
  double share;

  other.treatment.outcome = outcome;
  gray_of (image, &other, &share, left);
  return 100 * share;
}

static void
add_hair (GString *notes, GimpImage *image, const Record *record)
{
  const TonsureTreatment *t = &record->treatment;
  double left, other;
  double share = white_hair (image, record, t->outcome, &left);

  if (gimp_image_get_base_type (image) == GIMP_GRAY)
    {
      g_string_append_printf (notes, "%s\n",
                              _ ("Hair stays as it is, as the picture has no colors."));
      return;
    }
  g_string_append_printf (
      notes,
      _ ("Of the hairs with color, %.0f %% are white at the age of %.3g (%.0f to %.0f %% in eight "
         "people of ten). When a person turns gray cannot be foretold, and pigment does not.\n"),
      share, record->hair.age + t->years,
      white_hair (image, record, TONSURE_OUTCOME_FAVORABLE, &other),
      white_hair (image, record, TONSURE_OUTCOME_UNFAVORABLE, &other));
  if (left < 1)
    g_string_append_printf (notes, _ ("Of the hairs, %.0f %% still stand.\n"), 100 * left);
  if (share > 0 || left < 1)
    g_string_append_printf (notes, "%s\n",
                            _ ("Hair is found around the treatment area. What turned white and is "
                               "no hair: erase it on the layer “Hair”."));
}

char *
years_notes (GimpImage *image, const Record *record)
{
  const TonsureTreatment *t = &record->treatment;
  GString *notes = g_string_new (NULL);

  add_outcome (notes, t);
  if (t->days_to_heal > 0)
    add_healing (notes, t);
  else if (t->years > 0 || t->laser > 0)
    add_pigment (notes, t);
  if (record->hair.age > 0 && t->years > 0 && !(t->days_to_heal > 0))
    add_hair (notes, image, record);
  g_string_append (notes, _ ("A simulation and not a promise: nobody has measured healed dots over "
                             "years, and what a skin will do is not known beforehand."));
  return g_string_free (notes, FALSE);
}

void
years_mark (GimpImage *image)
{
  GimpLayer *layer = layers_find (image);
  GimpItem *group = layer != NULL ? gimp_item_get_parent (GIMP_ITEM (layer)) : NULL;
  g_autofree char *title = NULL;
  Record record;

  if (layer != NULL && (group == NULL || gimp_item_get_visible (group))
      && record_read (&record, layer, NULL))
    title = years_title (&record.treatment);
  mark_ensure (image, title);
}
