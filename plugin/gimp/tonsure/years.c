/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A treated picture in another year: see years.h. */
#include "years.h"

#include "layers.h"
#include "mark.h"
#include "metadata.h"
#include "place.h"

#include <glib/gi18n.h>
#include <string.h>

gboolean
years_open (Years *years, GimpImage *image, GError **error)
{
  memset (years, 0, sizeof *years);
  years->image = image;
  years->layer = layers_find (image);
  if (years->layer == NULL)
    {
      g_set_error_literal (error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
                           _ ("There is no treatment yet: first choose Filters > Scalp "
                              "Micropigmentation > Treat…"));
      return FALSE;
    }
  if (!record_read (&years->before, years->layer, error))
    return FALSE;
  if (place_find (image, &years->before).change == PLACE_SAME && layers_fits (years->layer))
    return TRUE;
  g_set_error_literal (error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
                       _ ("The picture was cropped, scaled or turned since it was treated, or the "
                          "area was moved: first choose Treat… again, which puts the dots right"));
  return FALSE;
}

/* The fields of the treatment that are arguments. */
static void
plan_fields (GimpProcedureConfig *config, TonsureTreatment *t)
{
  gboolean scar, temporary;

  g_object_get (config, "year", &t->years, "days-to-heal", &t->days_to_heal, "sun", &t->sun, "scar",
                &scar, "temporary", &temporary, "touch-ups", &t->touch_ups, "laser", &t->laser,
                "laser-year", &t->laser_year, NULL);
  t->scar = scar;
  t->temporary = temporary;
}

gboolean
years_plan (const Years *years, GimpProcedureConfig *config, Record *record, GError **error)
{
  TonsureTreatment *t = &record->treatment;
  int outcome = gimp_procedure_config_get_choice_id (config, "outcome");

  *record = years->before;
  plan_fields (config, t);
  if (outcome != YEARS_OUTCOME_AS_TREATED)
    t->outcome = (TonsureOutcome) outcome;
  if (!tonsure_treatment_validate (t, error))
    return FALSE;
  layers_round (t);
  return TRUE;
}

gboolean
years_show (const Years *years, const Record *record, gboolean lasting, GError **error)
{
  return layers_filter (years->layer, &record->treatment, lasting, error);
}

static gboolean
years_build (const Years *years, const Record *record, GArray *series, GimpLayer ***groups,
             GError **error)
{
  if (series != NULL && series->len > 0)
    return (*groups = years_series (years, record, series, error)) != NULL;
  *groups = g_new0 (GimpLayer *, 1);
  layers_show_live (years->image, years->layer);
  if (!years_show (years, record, TRUE, error))
    return FALSE;
  record_attach (record, years->layer);
  return TRUE;
}

gboolean
years_apply (const Years *years, const Record *record, GArray *series, GimpLayer ***groups,
             GError **error)
{
  g_autofree GimpLayer **selected = gimp_image_get_selected_layers (years->image);
  GimpChannel *selection;
  gboolean built;

  *groups = NULL;
  gimp_progress_init (_ ("Years of scalp micropigmentation"));
  gimp_image_undo_group_start (years->image);
  selection = layers_select_all (years->image);
  built = years_build (years, record, series, groups, error);
  if (built)
    {
      if (mark_find (years->image) != NULL)
        years_mark (years->image);
      metadata_declare (years->image);
      if (selected[0] != NULL)
        gimp_image_set_selected_layers (years->image, (const GimpLayer **) selected);
    }
  layers_select_again (years->image, selection);
  gimp_image_undo_group_end (years->image);
  gimp_progress_end ();
  if (!built)
    g_clear_pointer (groups, g_free);
  return built;
}
