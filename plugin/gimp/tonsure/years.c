/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A treated picture in another year: see years.h. */
#include "years.h"

#include "gray.h"
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
  years->hair = gray_find (years->layer);
  years->hair_seen = years->hair != NULL && gimp_item_get_visible (GIMP_ITEM (years->hair));
  years->shown = years->before;
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

static void
plan_hair (GimpProcedureConfig *config, RecordHair *hair)
{
  g_object_get (config, "age", &hair->age, "gray-now", &hair->gray_now, "loss", &hair->loss,
                "hair-length", &hair->length, NULL);
  hair->ancestry = (TonsureAncestry) gimp_procedure_config_get_choice_id (config, "ancestry");
  hair->sex = (TonsureSex) gimp_procedure_config_get_choice_id (config, "sex");
}

gboolean
years_plan (const Years *years, GimpProcedureConfig *config, Record *record, GError **error)
{
  TonsureTreatment *t = &record->treatment;
  int outcome = gimp_procedure_config_get_choice_id (config, "outcome");

  *record = years->before;
  plan_fields (config, t);
  plan_hair (config, &record->hair);
  if (outcome != YEARS_OUTCOME_AS_TREATED)
    t->outcome = (TonsureOutcome) outcome;
  if (!tonsure_treatment_validate (t, error))
    return FALSE;
  layers_round (t);
  return TRUE;
}

/* A new layer of hair takes the place of the one that is shown. */
static void
years_gray (Years *years, const Record *record, gboolean lasting)
{
  GimpLayer *model = years->preview != NULL ? years->preview : years->hair;
  GimpLayer *layer;

  if (gray_same (years->image, &years->shown, record))
    return;
  if (!lasting && years->mask == NULL)
    years->mask = layers_read_mask (years->layer);
  layer = gray_show (years->layer, model, &years->shown, record);
  if (years->preview != NULL)
    gimp_image_remove_layer (years->image, years->preview);
  if (years->hair != NULL && lasting)
    gimp_image_remove_layer (years->image, years->hair);
  else if (years->hair != NULL)
    gimp_item_set_visible (GIMP_ITEM (years->hair), FALSE);
  years->preview = lasting ? NULL : layer;
  years->hair = lasting ? layer : years->hair;
  years->shown = *record;
}

gboolean
years_preview (Years *years, const Record *record, GError **error)
{
  GimpChannel *selection;
  gboolean shown;

  if (years->selected == NULL)
    years->selected = gimp_image_get_selected_layers (years->image);
  gimp_image_undo_freeze (years->image);
  if (years->series == NULL)
    years->series = layers_show_live (years->image, years->layer);
  selection = layers_select_all (years->image);
  shown = layers_filter (years->layer, &record->treatment, FALSE, error);
  if (shown)
    years_gray (years, record, FALSE);
  layers_select_again (years->image, selection);
  gimp_image_undo_thaw (years->image);
  gimp_displays_flush ();
  return shown;
}

/* Shows again what layers_show_live() hid. */
static void
years_show_series (Years *years)
{
  GimpItem *group = gimp_item_get_parent (GIMP_ITEM (years->layer));

  for (guint i = 0; years->series != NULL && i < years->series->len; i++)
    gimp_item_set_visible (GIMP_ITEM (years->series->pdata[i]), TRUE);
  if (years->series != NULL && years->series->len > 0 && group != NULL)
    gimp_item_set_visible (group, FALSE);
  g_clear_pointer (&years->series, g_ptr_array_unref);
}

void
years_put_back (Years *years)
{
  GimpChannel *selection;

  gimp_image_undo_freeze (years->image);
  selection = layers_select_all (years->image);
  layers_filter (years->layer, &years->before.treatment, FALSE, NULL);
  if (years->mask != NULL)
    layers_mask (years->layer, years->mask, NULL);
  if (years->preview != NULL)
    gimp_image_remove_layer (years->image, years->preview);
  if (years->hair_seen)
    gimp_item_set_visible (GIMP_ITEM (years->hair), TRUE);
  years_show_series (years);
  /* A picture may have had none selected, and GIMP refuses to select none. */
  if (years->selected != NULL && years->selected[0] != NULL)
    gimp_image_set_selected_layers (years->image, (const GimpLayer **) years->selected);
  layers_select_again (years->image, selection);
  gimp_image_undo_thaw (years->image);
  gimp_displays_flush ();
  g_clear_pointer (&years->mask, g_free);
  g_clear_pointer (&years->selected, g_free);
  years->preview = NULL;
  years->shown = years->before;
}

static gboolean
years_build (Years *years, const Record *record, GArray *series, GimpLayer ***groups,
             GError **error)
{
  if (series != NULL && series->len > 0)
    return (*groups = years_series (years, record, series, error)) != NULL;
  *groups = g_new0 (GimpLayer *, 1);
  g_ptr_array_unref (layers_show_live (years->image, years->layer));
  if (!layers_filter (years->layer, &record->treatment, TRUE, error))
    return FALSE;
  years_gray (years, record, TRUE);
  record_attach (record, years->layer);
  return TRUE;
}

gboolean
years_apply (Years *years, const Record *record, GArray *series, GimpLayer ***groups,
             GError **error)
{
  GimpLayer *selected[2] = { NULL };
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
      /* What was selected may be a mark or hair that is no longer there. */
      selected[0] = (*groups)[0] != NULL ? (*groups)[0] : years->layer;
      gimp_image_set_selected_layers (years->image, (const GimpLayer **) selected);
    }
  layers_select_again (years->image, selection);
  gimp_image_undo_group_end (years->image);
  gimp_progress_end ();
  if (!built)
    g_clear_pointer (groups, g_free);
  return built;
}
