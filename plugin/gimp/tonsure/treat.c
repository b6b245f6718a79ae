/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One run of the procedure: see treat.h. */
#include "treat.h"

#include "layers.h"
#include "mark.h"
#include "metadata.h"
#include "photo.h"

#include <glib/gi18n.h>
#include <string.h>

/* Reads what an earlier treatment left behind, unless nothing of it counts. */
static gboolean
treat_recall (Treat *treat, gboolean anew, gboolean asked, GError **error)
{
  const char *what;

  if (anew || treat->layer == NULL)
    {
      treat->before.width = 0;
      return TRUE;
    }
  if (!record_read (&treat->before, treat->layer, error))
    return FALSE;
  treat->place = place_find (treat->image, &treat->before);
  treat->moved = treat->place.change == PLACE_SAME && !layers_fits (treat->layer);
  if (treat->place.change != PLACE_TURNED && treat->place.change != PLACE_LOST)
    return TRUE;
  if (asked)
    {
      treat->before.width = 0;
      return TRUE;
    }
  what = place_describe (treat->place.change);
  g_set_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
               _ ("%s Run again with “Start anew”: other dots, on the same area."), what);
  return FALSE;
}

gboolean
treat_open (Treat *treat, GimpImage *image, gboolean anew, gboolean asked, GError **error)
{
  memset (treat, 0, sizeof *treat);
  treat->image = image;
  treat->layer = layers_find (image);
  treat->repaint = treat->layer == NULL || (anew && !gimp_selection_is_empty (image));
  if (!treat_recall (treat, anew, asked, error))
    return FALSE;
  return treat->repaint ? area_from_selection (&treat->area, image, error)
                        : area_from_layer (&treat->area, treat->layer, error);
}

void
treat_close (Treat *treat)
{
  area_clear (&treat->area);
  g_clear_pointer (&treat->trouble, g_free);
}

/* A photo is measured once; when it is scaled its blur and noise are others. */
static gboolean
treat_measured_before (const Treat *treat)
{
  return treat->before.width > 0 && treat->before.measured && treat->place.change != PLACE_SCALED;
}

/* What there is in the picture and not in the photo. */
static void
treat_list_hidden (const Treat *treat, GimpLayer *own, GimpItem *hidden[4])
{
  GimpLayer *layers[3] = { treat->layer, mark_find (treat->image), own };
  int n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (layers); i++)
    if (layers[i] != NULL)
      hidden[n++] = GIMP_ITEM (layers[i]);
  hidden[n] = NULL;
}

void
treat_measure (Treat *treat)
{
  g_autoptr (GError) error = NULL;
  GimpItem *hidden[4];

  if (treat->measured || treat->trouble != NULL)
    return;
  if (treat_measured_before (treat))
    {
      treat->photo = treat->before.measurement;
      treat->measured = TRUE;
      return;
    }
  treat_list_hidden (treat, NULL, hidden);
  treat->measured = photo_measure (treat->image, hidden, &treat->area, &treat->photo, &error);
  if (!treat->measured)
    treat->trouble = g_strdup (error->message);
}

/* Whether @treatment tells gloss from skin, and how. */
static gboolean
treat_knows_gloss (const TonsureTreatment *t, TonsureGloss *gloss)
{
  return tonsure_gloss_init (gloss, (double[]) { t->matte_red, t->matte_green, t->matte_blue },
                             t->matte_spread, NULL);
}

/* Whether @treatment tells hair from skin, and how. In gray nothing does. */
static gboolean
treat_knows_hair (const Treat *treat, const TonsureTreatment *t, TonsureHair *hair)
{
  return gimp_image_get_base_type (treat->image) != GIMP_GRAY
         && tonsure_hair_init (hair, (double[]) { t->hair_red, t->hair_green, t->hair_blue },
                               (double[]) { t->skin_red, t->skin_green, t->skin_blue },
                               t->mm_per_px, t->noise, t->blur, NULL);
}

gboolean
treat_needs_mask (const Treat *treat, const TonsureTreatment *treatment)
{
  TonsureGloss gloss;
  TonsureHair hair;

  return treat_knows_gloss (treatment, &gloss) || treat_knows_hair (treat, treatment, &hair);
}

guint16 *
treat_mask (const Treat *treat, const TonsureTreatment *treatment, GimpLayer *own)
{
  GimpItem *hidden[4];
  TonsureGloss gloss;
  TonsureHair hair;
  gboolean glossy = treat_knows_gloss (treatment, &gloss);
  gboolean hairy = treat_knows_hair (treat, treatment, &hair);

  if (!glossy && !hairy)
    return NULL;
  treat_list_hidden (treat, own, hidden);
  return photo_mask (treat->image, hidden, &gloss, hairy ? &hair : NULL);
}

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
    N_ ("Cool black"), N_ ("Neutral black"), N_ ("Warm black"),
    N_ ("Dark brown"), N_ ("Medium brown"),  N_ ("Warm brown")
  };
  guint n;

  tonsure_inks (&n);
  g_assert (n == G_N_ELEMENTS (labels) && ink < n);
  return _ (labels[ink]);
}

float *
treat_photo (const Treat *treat)
{
  GimpItem *hidden[4];

  treat_list_hidden (treat, NULL, hidden);
  return photo_read_whole (treat->image, hidden);
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

gboolean
treat_plan (const Treat *treat, GimpProcedureConfig *config, Record *record, GError **error)
{
  TonsureTreatment *t = &record->treatment;
  double mm_per_px;
  gboolean measure;
  int seed;

  memset (record, 0, sizeof *record);
  tonsure_treatment_init (t);
  g_object_get (config, "density", &t->density, "share", &t->share, "jitter", &t->jitter, "seed",
                &seed, "mm-per-px", &mm_per_px, "measure", &measure, NULL);
  g_object_get (config, "hair-red", &t->hair_red, "hair-green", &t->hair_green, "hair-blue",
                &t->hair_blue, "skin-red", &t->skin_red, "skin-green", &t->skin_green, "skin-blue",
                &t->skin_blue, NULL);
  t->seed = (guint32) seed;
  t->outcome = (TonsureOutcome) gimp_procedure_config_get_choice_id (config, "outcome");
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
  if (!tonsure_treatment_validate (t, error))
    return FALSE;
  layers_round (t);
  return TRUE;
}

gboolean
treat_cut_off (const Treat *treat, const TonsureTreatment *treatment)
{
  const Area *area = &treat->area;
  TonsurePixels all = { 0, 0, area->width, area->height };

  return tonsure_area_edges (area->mask, &all, area->width, &all,
                             tonsure_render_reach_of (treatment))
         != 0;
}

char *
treat_notes (const Treat *treat, const Record *record, gboolean measure)
{
  GString *notes = g_string_new (NULL);
  const TonsureTreatment *t = &record->treatment;

  if (treat->place.change != PLACE_SAME)
    g_string_append_printf (notes, "%s\n", place_describe (treat->place.change));
  if (treat->moved)
    g_string_append_printf (notes, "%s\n",
                            _ ("The area was moved; the dots in it are those of the skin "
                               "where it lies now."));
  if (treat_cut_off (treat, t))
    g_string_append_printf (notes, "%s\n",
                            _ ("The area comes nearer to the edge of its layer than the 3 mm that "
                               "a dot's effect goes: the dots beyond are missing, and skin there "
                               "is lighter than it would be."));
  if (record->source == TONSURE_SCALE_HEAD_BREADTH)
    g_string_append_printf (notes,
                            _ ("Scale: %.4g mm per pixel (± %.0f %%). This is an "
                               "assumption: that the widest row of the area is a head "
                               "%.0f mm wide.\n"),
                            t->mm_per_px, 100 * t->scale_error, TONSURE_HEAD_BREADTH);
  else
    g_string_append_printf (notes, _ ("Scale: %.4g mm per pixel, as given.\n"), t->mm_per_px);
  if (record->measured)
    g_string_append_printf (notes,
                            _ ("Skin: L* %.0f, a* %.0f, b* %.0f (melanin %.1f %%, blood %.1f %%); "
                               "blur %.2f pixels, noise %.1f %%.\n"),
                            record->measurement.lab[0], record->measurement.lab[1],
                            record->measurement.lab[2], 100 * t->melanin, 100 * t->blood, t->blur,
                            100 * t->noise);
  else if (measure && treat->trouble != NULL)
    g_string_append_printf (notes,
                            _ ("The photo could not be measured (%s); typical values are used.\n"),
                            treat->trouble);
  else
    g_string_append (notes, _ ("The photo was not measured; typical values are used.\n"));
  g_string_truncate (notes, notes->len - 1);
  return g_string_free (notes, FALSE);
}

/* Where in the picture @layer lies. */
static GeglRectangle
treat_extent (GimpLayer *layer)
{
  GeglRectangle extent;

  gimp_drawable_get_offsets (GIMP_DRAWABLE (layer), &extent.x, &extent.y);
  extent.width = gimp_drawable_get_width (GIMP_DRAWABLE (layer));
  extent.height = gimp_drawable_get_height (GIMP_DRAWABLE (layer));
  return extent;
}

/* What is to become of the layer's mask, which the artist may have painted on. */
typedef enum
{
  MASK_STAYS,
  MASK_GROWS, /* with the layer */
  MASK_IS_NEW,
} MaskFate;

/* Whether two treatments are told the same of hair. */
static gboolean
treat_same_hair (const TonsureTreatment *a, const TonsureTreatment *b)
{
  return a->hair_red == b->hair_red && a->hair_green == b->hair_green
         && a->hair_blue == b->hair_blue && a->skin_red == b->skin_red
         && a->skin_green == b->skin_green && a->skin_blue == b->skin_blue;
}

static MaskFate
treat_mask_fate (const Treat *treat, const Record *record)
{
  gboolean again = treat->before.width > 0;
  gboolean knew = again && treat_needs_mask (treat, &treat->before.treatment);
  gboolean knows = treat_needs_mask (treat, &record->treatment);
  gboolean masked = treat->layer != NULL && gimp_layer_get_mask (treat->layer) != NULL;

  if (!again || treat->moved || !treat_same_hair (&treat->before.treatment, &record->treatment))
    return MASK_IS_NEW;
  if (knew != knows)
    return knew || !masked ? MASK_IS_NEW : MASK_STAYS;
  return knows && masked && !layers_fits (treat->layer) ? MASK_GROWS : MASK_STAYS;
}

/* Everything of treat_apply() that needs everything selected. */
static gboolean
treat_build (Treat *treat, Record *record, GError **error)
{
  guint old_path = treat->before.path;
  MaskFate fate = treat_mask_fate (treat, record);
  g_autofree guint16 *mask =
      fate != MASK_STAYS ? treat_mask (treat, &record->treatment, NULL) : NULL;
  GeglRectangle kept = { 0 };

  if (treat->layer != NULL)
    kept = treat_extent (treat->layer);

  if (treat->layer == NULL)
    {
      treat->layer = layers_new (treat->image, &treat->area);
      layers_insert (treat->image, treat->layer);
    }
  else if (!layers_fit (treat->layer)
           || (treat->repaint && !layers_paint (treat->layer, &treat->area)))
    {
      g_set_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
                   _ ("The layer “%s” cannot be changed: is it locked?"),
                   gimp_item_get_name (GIMP_ITEM (treat->layer)));
      return FALSE;
    }
  if (fate != MASK_STAYS)
    layers_mask (treat->layer, mask, fate == MASK_GROWS ? &kept : NULL);
  gimp_progress_update (0.5);
  if (!layers_filter (treat->layer, &record->treatment,
                      treat->place.change != PLACE_SAME || treat->moved || treat->before.width == 0,
                      error))
    return FALSE;
  gimp_item_set_lock_position (GIMP_ITEM (treat->layer), TRUE);
  record->path = place_mark (treat->image, old_path);
  record_attach (record, treat->layer);
  return TRUE;
}

GimpLayer *
treat_apply (Treat *treat, Record *record, gboolean mark, GError **error)
{
  GimpChannel *selection;
  GimpLayer *selected[2] = { NULL };
  gboolean built;

  gimp_progress_init (_ ("Scalp micropigmentation"));
  gimp_image_undo_group_start (treat->image);
  selection = layers_select_all (treat->image);
  built = treat_build (treat, record, error);
  if (built)
    {
      gimp_progress_update (0.8);
      if (mark)
        mark_ensure (treat->image);
      metadata_declare (treat->image);
      selected[0] = treat->layer;
      gimp_image_set_selected_layers (treat->image, (const GimpLayer **) selected);
    }
  layers_select_again (treat->image, selection);
  gimp_image_undo_group_end (treat->image);
  gimp_progress_end ();
  return built ? treat->layer : NULL;
}
