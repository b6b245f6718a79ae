/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the arguments to a treatment: see treat.h. */
#include "treat.h"

#include "layers.h"

#include <glib/gi18n.h>
#include <string.h>

gboolean
treat_scale (const Treat *treat, double given, Record *record, GError **error)
{
  TonsureTreatment *t = &record->treatment;
  TonsureScale scale = { given, 0, TONSURE_SCALE_GIVEN };

  if (treat->before.width > 0)
    {
      t->mm_per_px = treat->before.treatment.mm_per_px;
      t->scale_error = treat->before.treatment.scale_error;
      t->origin_x = treat->before.treatment.origin_x;
      t->origin_y = treat->before.treatment.origin_y;
      place_follow (&treat->place, t);
      record->source = treat->before.source;
      if (given == 0)
        return TRUE;
      /* Another scale: the dots keep to the same corner of the picture. */
      t->origin_x *= given / t->mm_per_px;
      t->origin_y *= given / t->mm_per_px;
    }
  if (given == 0
      && !tonsure_scale_from_head_breadth (treat->area.mask, treat->area.width, treat->area.height,
                                           treat->area.width, &scale, error))
    return FALSE;
  t->mm_per_px = scale.mm_per_px;
  t->scale_error = scale.relative_error;
  record->source = scale.source;
  return TRUE;
}

const char *
treat_ink_label (guint ink)
{
  static const char *const labels[] = {
    N_ ("Black"), N_ ("Gray"), N_ ("Light gray"), N_ ("Cool brown"), N_ ("Warm brown"),
  };
  guint n;

  tonsure_inks (&n);
  g_assert (n == G_N_ELEMENTS (labels) && ink < n);
  return _ (labels[ink]);
}

/* What Years… has set stays set, but not when the dots are others. */
static void
treat_keep_years (const Treat *treat, Record *record)
{
  TonsureTreatment *t = &record->treatment;
  const TonsureTreatment *before = &treat->before.treatment;

  if (treat->before.width == 0)
    return;
  record->hair = treat->before.hair;
  t->years = before->years;
  t->days_to_heal = before->days_to_heal;
  t->temporary = before->temporary;
  t->sun = before->sun;
  t->scar = before->scar;
  t->touch_ups = before->touch_ups;
  t->laser = before->laser;
  t->laser_year = before->laser_year;
}

/* What the ink leaves in healed skin. */
static gboolean
treat_ink (GimpProcedureConfig *config, TonsureTreatment *t, GError **error)
{
  guint n;
  const TonsureInk *inks = tonsure_inks (&n);
  TonsureInkDeposit healed;
  double water;

  g_object_get (config, "water", &water, NULL);
  if (!tonsure_ink_deposit (&inks[gimp_procedure_config_get_choice_id (config, "ink")], water,
                            &healed, error))
    return FALSE;
  t->absorption = healed.absorption;
  t->carbon_exponent = healed.carbon_exponent;
  t->iron_oxide = healed.iron_oxide;
  return TRUE;
}

/* The skin, where it is told. */
static void
treat_skin (GimpProcedureConfig *config, TonsureTreatment *t)
{
  double melanin, blood;

  g_object_get (config, "melanin", &melanin, "blood", &blood, NULL);
  if (melanin > 0)
    t->melanin = melanin;
  if (blood > 0)
    t->blood = blood;
}

/* Whether to even out: as is asked for, else where hair is known or it was done before. */
static gboolean
treat_evens (const Treat *treat, GimpProcedureConfig *config, const TonsureTreatment *t)
{
  switch (gimp_procedure_config_get_choice_id (config, "fill"))
    {
    case TREAT_FILL_EVEN:
      return TRUE;
    case TREAT_FILL_SHAPE:
      return FALSE;
    default:
      return t->hair_red > 0 || (treat->before.width > 0 && treat->before.even);
    }
}

gboolean
treat_plan (const Treat *treat, GimpProcedureConfig *config, Record *record, GError **error)
{
  TonsureTreatment *t = &record->treatment;
  double mm_per_px;
  gboolean measure;
  int seed;

  memset (record, 0, sizeof *record);
  tonsure_treatment_init (t);
  treat_keep_years (treat, record);
  g_object_get (config, "density", &t->density, "share", &t->share, "jitter", &t->jitter, "seed",
                &seed, "mm-per-px", &mm_per_px, "measure", &measure, NULL);
  g_object_get (config, "hair-red", &t->hair_red, "hair-green", &t->hair_green, "hair-blue",
                &t->hair_blue, "skin-red", &t->skin_red, "skin-green", &t->skin_green, "skin-blue",
                &t->skin_blue, NULL);
  if (t->density == 0)
    tonsure_treatment_set_amount (
        t, (TonsureAmount) gimp_procedure_config_get_choice_id (config, "amount"));
  t->seed = (guint32) seed;
  t->outcome = (TonsureOutcome) gimp_procedure_config_get_choice_id (config, "outcome");
  record->even = treat_evens (treat, config, t);
  record->width = treat->area.width;
  record->height = treat->area.height;
  if (!treat_ink (config, t, error) || !treat_scale (treat, mm_per_px, record, error))
    return FALSE;
  record->measured = measure && treat->measured;
  if (record->measured)
    {
      record->measurement = treat->photo;
      tonsure_measurement_apply (&treat->photo, t);
    }
  treat_skin (config, t);
  if (!tonsure_treatment_validate (t, error))
    return FALSE;
  layers_round (t);
  return TRUE;
}
