/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The treatment on the canvas while a dialog is open: see preview.h. */
#include "preview.h"

#include "layers.h"
#include "treat-even.h"

static void
preview_begin (Preview *preview, Treat *treat, const Area *area)
{
  preview->image = treat->image;
  preview->selected = gimp_image_get_selected_layers (treat->image);
  preview->layer = layers_new (treat->image, area);
  gimp_image_insert_layer (treat->image, preview->layer, NULL, 0);
  preview->treat = treat;
  treat->own = preview->layer;
  if (treat->layer != NULL && gimp_item_get_visible (GIMP_ITEM (treat->layer)))
    {
      preview->covered = treat->layer;
      gimp_item_set_visible (GIMP_ITEM (preview->covered), FALSE);
    }
}

/* Gloss and hair lie above the pigment, if they are known. */
static void
preview_mask (const Preview *preview, const Treat *treat, const TonsureTreatment *treatment)
{
  gboolean known = treat_needs_mask (treat, treatment);

  if (known != (gimp_layer_get_mask (preview->layer) != NULL))
    {
      g_autofree guint16 *mask = treat_mask (treat, treatment, preview->layer);

      layers_mask (preview->layer, mask, NULL);
    }
}

void
preview_show (Preview *preview, Treat *treat, const Record *record)
{
  const TonsureTreatment *treatment = &record->treatment;
  GimpChannel *selection;
  Area area = { 0 };
  guint shown;

  if (!treat_even_plan (treat, record, &area, NULL))
    return;
  shown = record->even ? treat->plans : 0;

  gimp_image_undo_freeze (treat->image);
  selection = layers_select_all (treat->image);
  if (preview->layer == NULL)
    preview_begin (preview, treat, &area);
  else if (shown != preview->shown)
    layers_paint (preview->layer, &area);
  preview->shown = shown;
  area_clear (&area);
  preview_mask (preview, treat, treatment);
  layers_filter (preview->layer, treatment, FALSE, NULL);
  layers_select_again (treat->image, selection);
  gimp_image_undo_thaw (treat->image);
  gimp_displays_flush ();
}

void
preview_end (Preview *preview)
{
  if (preview->layer == NULL)
    return;
  gimp_image_undo_freeze (preview->image);
  gimp_image_remove_layer (preview->image, preview->layer);
  preview->treat->own = NULL;
  if (preview->covered != NULL)
    gimp_item_set_visible (GIMP_ITEM (preview->covered), TRUE);
  /* A picture may have had none selected, and GIMP refuses to select none. */
  if (preview->selected[0] != NULL)
    gimp_image_set_selected_layers (preview->image, (const GimpLayer **) preview->selected);
  gimp_image_undo_thaw (preview->image);
  g_clear_pointer (&preview->selected, g_free);
  preview->layer = preview->covered = NULL;
  gimp_displays_flush ();
}
