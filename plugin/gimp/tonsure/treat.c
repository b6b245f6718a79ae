/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One run of the procedure: see treat.h. */
#include "treat.h"

#include "gray.h"
#include "layers.h"
#include "metadata.h"
#include "photo.h"
#include "treat-even.h"
#include "years.h"

#include <glib/gi18n.h>
#include <string.h>

/* Pixels are as large as they were, or larger or smaller by what is known. */
static void
treat_keep_scale (Treat *treat)
{
  const TonsureTreatment *t = &treat->before.treatment;

  if (treat->place.change != PLACE_LOST)
    treat->scale =
        (TonsureScale) { t->mm_per_px / treat->place.scale, t->scale_error, treat->before.source };
}

/* Reads what an earlier treatment left behind, unless nothing of it counts. */
static gboolean
treat_recall (Treat *treat, gboolean anew, gboolean asked, GError **error)
{
  const char *what;

  if (anew || treat->layer == NULL)
    {
      if (treat->layer != NULL && record_read (&treat->before, treat->layer, NULL))
        {
          treat->place = place_find (treat->image, &treat->before);
          treat_keep_scale (treat);
        }
      treat->before.width = 0;
      treat->place = (Place) { PLACE_SAME, 1, 0, 0 };
      return TRUE;
    }
  if (!record_read (&treat->before, treat->layer, error))
    return FALSE;
  treat->place = place_find (treat->image, &treat->before);
  treat->moved = treat->place.change == PLACE_SAME && !layers_fits (treat->layer);
  if (treat->place.change != PLACE_TURNED && treat->place.change != PLACE_LOST)
    return TRUE;
  treat_keep_scale (treat);
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
  if (treat->repaint)
    return area_from_selection (&treat->area, image, error);
  return treat_even_recall (treat) || area_from_layer (&treat->area, treat->layer, error);
}

void
treat_close (Treat *treat)
{
  area_clear (&treat->area);
  g_clear_pointer (&treat->strokes, g_free);
  g_clear_pointer (&treat->plan, g_free);
  g_clear_pointer (&treat->trouble, g_free);
}

/* A photo is measured once; when it is scaled its blur and noise are others. */
static gboolean
treat_measured_before (const Treat *treat)
{
  return treat->before.width > 0 && treat->before.measured && treat->place.change != PLACE_SCALED;
}

void
treat_measure (Treat *treat)
{
  g_autoptr (GError) error = NULL;
  g_autofree GimpItem **hidden = NULL;

  if (treat->measured || treat->trouble != NULL)
    return;
  if (treat_measured_before (treat))
    {
      treat->photo = treat->before.measurement;
      tonsure_sharpness_follow (&treat->photo.sharpness, 1.0, treat->place.x, treat->place.y);
      treat->measured = TRUE;
      return;
    }
  hidden = layers_ours (treat->image, NULL);
  treat->measured = photo_measure (treat->image, hidden, &treat->area, &treat->photo, &error);
  if (!treat->measured)
    treat->trouble = g_strdup (error->message);
}

/* Whether @treatment tells gloss from skin, and how. */
static gboolean
treat_knows_gloss (const TonsureTreatment *t, TonsureGloss *gloss)
{
  return tonsure_gloss_init (gloss, (double[]) { t->matte_red, t->matte_green, t->matte_blue },
                             (double[]) { t->gloss_red, t->gloss_green, t->gloss_blue },
                             t->matte_spread, NULL);
}

gboolean
treat_needs_mask (const Treat *treat, const TonsureTreatment *treatment)
{
  TonsureGloss gloss;
  TonsureHair hair;

  return treat_knows_gloss (treatment, &gloss) || gray_knows_hair (treat->image, treatment, &hair);
}

guint16 *
treat_mask (const Treat *treat, const TonsureTreatment *treatment, GimpLayer *own)
{
  g_autofree GimpItem **hidden = NULL;
  TonsureGloss gloss;
  TonsureHair hair;
  gboolean glossy = treat_knows_gloss (treatment, &gloss);
  gboolean hairy = gray_knows_hair (treat->image, treatment, &hair);

  if (!glossy && !hairy)
    return NULL;
  hidden = layers_ours (treat->image, own);
  return photo_mask (treat->image, hidden, &gloss, hairy ? &hair : NULL);
}

float *
treat_photo (const Treat *treat)
{
  g_autofree GimpItem **hidden = layers_ours (treat->image, treat->own);

  return photo_read_whole (treat->image, hidden);
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

/* Whether there is a layer of hair to be made again, or to go. */
static gboolean
treat_regrays (const Treat *treat, const Record *record, MaskFate fate)
{
  gboolean there = treat->layer != NULL && gray_find (treat->layer) != NULL;
  double share, left;
  gboolean wanted = gray_of (treat->image, record, &share, &left);
  gboolean kept = there && wanted && fate == MASK_STAYS && treat->place.change == PLACE_SAME
                  && gray_same (treat->image, &treat->before, record);

  return (there || wanted) && !kept;
}

/* As @record has it, in the place of @old; the mask is that of the photo. */
static void
treat_regray (const Treat *treat, const Record *record, GimpLayer *old)
{
  Record photo = *record;

  photo.hair.age = 0;
  if (old != NULL)
    gimp_image_remove_layer (treat->image, old);
  gray_show (treat->layer, NULL, &photo, record);
}

/* Makes the area layer, or makes it fit and shows @area in it. */
static gboolean
treat_build_layer (Treat *treat, const Record *record, const Area *area, GError **error)
{
  if (treat->layer == NULL)
    {
      treat->layer = layers_new (treat->image, area);
      layers_insert (treat->image, treat->layer);
      return TRUE;
    }
  if (layers_fit (treat->layer)
      && (!(treat->repaint || record->even || treat->before.even)
          || layers_paint (treat->layer, area)))
    return TRUE;
  g_set_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
               _ ("The layer “%s” cannot be changed: is it locked?"),
               gimp_item_get_name (GIMP_ITEM (treat->layer)));
  return FALSE;
}

/* Everything of treat_apply() that needs everything selected. */
static gboolean
treat_build (Treat *treat, Record *record, const Area *area, GError **error)
{
  guint old_path = treat->before.path;
  MaskFate fate = treat_mask_fate (treat, record);
  gboolean regray = treat_regrays (treat, record, fate);
  GimpLayer *hair = regray && treat->layer != NULL ? gray_find (treat->layer) : NULL;
  g_autofree guint16 *mask = NULL;
  GeglRectangle kept = { 0 };

  fate = regray ? MASK_IS_NEW : fate;
  if (fate != MASK_STAYS)
    mask = treat_mask (treat, &record->treatment, NULL);
  if (treat->layer != NULL)
    kept = treat_extent (treat->layer);

  if (!treat_build_layer (treat, record, area, error))
    return FALSE;
  treat_even_keep (treat, record);
  if (fate != MASK_STAYS)
    layers_mask (treat->layer, mask, fate == MASK_GROWS ? &kept : NULL);
  gimp_progress_update (0.5);
  if (!layers_filter (treat->layer, &record->treatment, TRUE, error))
    return FALSE;
  if (regray)
    treat_regray (treat, record, hair);
  g_ptr_array_unref (layers_show_live (treat->image, treat->layer));
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
  Area area = { 0 };

  if (!treat_even_plan (treat, record, &area, error))
    return NULL;
  gimp_progress_init (_ ("Scalp micropigmentation"));
  gimp_image_undo_group_start (treat->image);
  selection = layers_select_all (treat->image);
  built = treat_build (treat, record, &area, error);
  area_clear (&area);
  if (built)
    {
      gimp_progress_update (0.8);
      if (mark)
        years_mark (treat->image);
      metadata_declare (treat->image);
      selected[0] = treat->layer;
      gimp_image_set_selected_layers (treat->image, (const GimpLayer **) selected);
    }
  layers_select_again (treat->image, selection);
  gimp_image_undo_group_end (treat->image);
  gimp_progress_end ();
  return built ? treat->layer : NULL;
}
