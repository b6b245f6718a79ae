/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The layers of a treated picture: see layers.h. */
#include "layers.h"

#include "gray.h"
#include "tag.h"

#include <glib/gi18n.h>

static GimpLayer *
layers_find_among (GimpItem **items)
{
  for (guint i = 0; items != NULL && items[i] != NULL; i++)
    {
      if (tag_exists (items[i], TAG_TREATMENT))
        return GIMP_LAYER (items[i]);
      if (gimp_item_is_group (items[i]))
        {
          g_autofree GimpItem **children = gimp_item_get_children (items[i]);
          GimpLayer *found = layers_find_among (children);

          if (found != NULL)
            return found;
        }
    }
  return NULL;
}

GimpLayer *
layers_find (GimpImage *image)
{
  g_autofree GimpLayer **layers = gimp_image_get_layers (image);

  return layers_find_among ((GimpItem **) layers);
}

GimpItem **
layers_ours (GimpImage *image, GimpLayer *own)
{
  g_autofree GimpLayer **layers = gimp_image_get_layers (image);
  GimpLayer *area = layers_find (image);
  GimpLayer *others[] = { area, area != NULL ? gray_find (area) : NULL, own };
  GPtrArray *ours = g_ptr_array_new ();

  for (guint i = 0; layers[i] != NULL; i++)
    if (tag_exists (GIMP_ITEM (layers[i]), TAG_MARK)
        || tag_exists (GIMP_ITEM (layers[i]), TAG_YEAR))
      g_ptr_array_add (ours, layers[i]);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (others[i] != NULL)
      g_ptr_array_add (ours, others[i]);
  g_ptr_array_add (ours, NULL);
  return (GimpItem **) g_ptr_array_free (ours, FALSE);
}

GPtrArray *
layers_show_live (GimpImage *image, GimpLayer *layer)
{
  g_autofree GimpLayer **layers = gimp_image_get_layers (image);
  GimpItem *group = gimp_item_get_parent (GIMP_ITEM (layer));
  GPtrArray *series = g_ptr_array_new ();

  for (guint i = 0; layers[i] != NULL; i++)
    if (tag_exists (GIMP_ITEM (layers[i]), TAG_YEAR)
        && gimp_item_get_visible (GIMP_ITEM (layers[i])))
      {
        gimp_item_set_visible (GIMP_ITEM (layers[i]), FALSE);
        g_ptr_array_add (series, layers[i]);
      }
  if (series->len > 0 && group != NULL)
    gimp_item_set_visible (group, TRUE);
  return series;
}

GimpLayer *
layers_new (GimpImage *image, const Area *area)
{
  GimpImageType type =
      gimp_image_get_base_type (image) == GIMP_GRAY ? GIMP_GRAYA_IMAGE : GIMP_RGBA_IMAGE;
  GimpLayer *layer = gimp_layer_new (image, _ ("Treatment area"), area->width, area->height, type,
                                     100, GIMP_LAYER_MODE_MULTIPLY);
  g_autoptr (GeglBuffer) buffer = gimp_drawable_get_buffer (GIMP_DRAWABLE (layer));

  area_write (area, buffer);
  /* Light multiplies; and what the photo does not cover stays uncovered. */
  gimp_layer_set_blend_space (layer, GIMP_LAYER_COLOR_SPACE_RGB_LINEAR);
  gimp_layer_set_composite_space (layer, GIMP_LAYER_COLOR_SPACE_RGB_LINEAR);
  gimp_layer_set_composite_mode (layer, GIMP_LAYER_COMPOSITE_CLIP_TO_BACKDROP);
  return layer;
}

void
layers_insert (GimpImage *image, GimpLayer *layer)
{
  GimpGroupLayer *group = gimp_group_layer_new (image, _ ("Scalp micropigmentation"));

  gimp_layer_set_mode (GIMP_LAYER (group), GIMP_LAYER_MODE_PASS_THROUGH);
  gimp_image_insert_layer (image, GIMP_LAYER (group), NULL, 0);
  gimp_image_insert_layer (image, layer, GIMP_LAYER (group), 0);
}

gboolean
layers_fits (GimpLayer *layer)
{
  GimpImage *image = gimp_item_get_image (GIMP_ITEM (layer));
  int x, y;

  gimp_drawable_get_offsets (GIMP_DRAWABLE (layer), &x, &y);
  return x == 0 && y == 0
         && gimp_drawable_get_width (GIMP_DRAWABLE (layer)) == gimp_image_get_width (image)
         && gimp_drawable_get_height (GIMP_DRAWABLE (layer)) == gimp_image_get_height (image);
}

gboolean
layers_fit (GimpLayer *layer)
{
  if (layers_fits (layer))
    return TRUE;
  gimp_item_set_lock_position (GIMP_ITEM (layer), FALSE);
  return gimp_layer_resize_to_image_size (layer);
}

gboolean
layers_paint (GimpLayer *layer, const Area *area)
{
  GeglBuffer *shadow = gimp_drawable_get_shadow_buffer (GIMP_DRAWABLE (layer));

  area_write (area, shadow);
  g_object_unref (shadow);
  return gimp_drawable_merge_shadow (GIMP_DRAWABLE (layer), TRUE)
         && gimp_drawable_update (GIMP_DRAWABLE (layer), 0, 0, area->width, area->height);
}

/* Writes @share into the mask, but not where it is @kept. */
static void
layers_write_mask (GimpDrawable *mask, const guint16 *share, const GeglRectangle *kept)
{
  GeglBuffer *shadow = gimp_drawable_get_shadow_buffer (mask);
  int width = gimp_drawable_get_width (mask), height = gimp_drawable_get_height (mask);

  gegl_buffer_set (shadow, GEGL_RECTANGLE (0, 0, width, height), 0, area_stored_format (mask),
                   share, GEGL_AUTO_ROWSTRIDE);
  if (kept != NULL)
    {
      g_autoptr (GeglBuffer) before = gimp_drawable_get_buffer (mask);

      gegl_buffer_copy (before, kept, GEGL_ABYSS_NONE, shadow, kept);
    }
  g_object_unref (shadow);
  gimp_drawable_merge_shadow (mask, TRUE);
  gimp_drawable_update (mask, 0, 0, width, height);
}

guint16 *
layers_read_mask (GimpLayer *layer)
{
  GimpDrawable *mask = GIMP_DRAWABLE (gimp_layer_get_mask (layer));
  g_autoptr (GeglBuffer) buffer = mask != NULL ? gimp_drawable_get_buffer (mask) : NULL;
  guint16 *share;

  if (buffer == NULL)
    return NULL;
  share = g_new (guint16, (gsize) gimp_drawable_get_width (mask) * gimp_drawable_get_height (mask));
  gegl_buffer_get (buffer, NULL, 1.0, area_stored_format (mask), share, GEGL_AUTO_ROWSTRIDE,
                   GEGL_ABYSS_NONE);
  return share;
}

void
layers_mask (GimpLayer *layer, const guint16 *share, const GeglRectangle *kept)
{
  GimpLayerMask *mask = gimp_layer_get_mask (layer);

  if (mask != NULL && share == NULL)
    gimp_layer_remove_mask (layer, GIMP_MASK_DISCARD);
  if (share == NULL)
    return;
  if (mask == NULL)
    {
      mask = gimp_layer_create_mask (layer, GIMP_ADD_MASK_WHITE);
      gimp_layer_add_mask (layer, mask);
    }
  layers_write_mask (GIMP_DRAWABLE (mask), share, kept);
  gimp_layer_set_edit_mask (layer, FALSE);
}

static GimpDrawableFilter *
layers_get_filter (GimpLayer *layer)
{
  g_autofree GimpDrawableFilter **filters = gimp_drawable_get_filters (GIMP_DRAWABLE (layer));

  for (guint i = 0; filters != NULL && filters[i] != NULL; i++)
    {
      g_autofree char *operation = gimp_drawable_filter_get_operation_name (filters[i]);

      if (g_strcmp0 (operation, LAYERS_OPERATION) == 0)
        return filters[i];
    }
  return NULL;
}

static void
layers_configure (GimpDrawableFilter *filter, const TonsureTreatment *treatment)
{
  GObject *config = G_OBJECT (gimp_drawable_filter_get_config (filter));
  g_autofree char *sharpness = NULL;
  guint n;
  const TonsureField *fields = tonsure_treatment_fields (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdelimit (g_strdup (fields[i].name), "_", '-');
      const void *member = G_STRUCT_MEMBER_P (treatment, fields[i].offset);

      if (g_object_class_find_property (G_OBJECT_GET_CLASS (config), name) == NULL)
        continue;
      switch (fields[i].kind)
        {
        case TONSURE_FIELD_OUTCOME:
          g_object_set (config, name, tonsure_outcome_nick (treatment->outcome), NULL);
          break;
        case TONSURE_FIELD_SEED:
          g_object_set (config, name, treatment->seed, NULL);
          break;
        default:
          g_object_set (config, name, *(const double *) member, NULL);
        }
    }
  sharpness = tonsure_sharpness_to_text (&treatment->sharpness);
  g_object_set (config, "sharpness", sharpness, NULL);
}

gboolean
layers_filter (GimpLayer *layer, const TonsureTreatment *treatment, gboolean fresh, GError **error)
{
  GimpDrawableFilter *filter = layers_get_filter (layer);

  if (filter != NULL && fresh)
    gimp_drawable_filter_delete (filter);
  else if (filter != NULL)
    {
      layers_configure (filter, treatment);
      gimp_drawable_filter_update (filter);
      return TRUE;
    }
  filter =
      gimp_drawable_filter_new (GIMP_DRAWABLE (layer), LAYERS_OPERATION, _ ("Pigment in the skin"));
  if (filter != NULL)
    {
      layers_configure (filter, treatment);
      gimp_drawable_append_filter (GIMP_DRAWABLE (layer), filter);
    }
  /* Appending can fail without a word. */
  if (layers_get_filter (layer) == NULL)
    {
      g_set_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
                   _ ("GIMP did not accept the filter %s"), LAYERS_OPERATION);
      return FALSE;
    }
  return TRUE;
}

void
layers_round (TonsureTreatment *treatment)
{
  guint n;
  const TonsureField *fields = tonsure_treatment_fields (&n);

  for (guint i = 0; i < n; i++)
    if (fields[i].kind == TONSURE_FIELD_DOUBLE)
      {
        double *value = G_STRUCT_MEMBER_P (treatment, fields[i].offset);

        *value = CLAMP ((float) *value, fields[i].minimum, fields[i].maximum);
      }
}

GimpChannel *
layers_select_all (GimpImage *image)
{
  GimpChannel *saved = NULL;

  if (!gimp_selection_is_empty (image))
    saved = GIMP_CHANNEL (gimp_selection_save (image));
  gimp_selection_all (image);
  return saved;
}

void
layers_select_again (GimpImage *image, GimpChannel *saved)
{
  if (saved == NULL)
    {
      gimp_selection_none (image);
      return;
    }
  gimp_image_select_item (image, GIMP_CHANNEL_OP_REPLACE, GIMP_ITEM (saved));
  gimp_image_remove_channel (image, saved);
}
