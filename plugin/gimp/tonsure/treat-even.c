/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Evening out: see treat-even.h. */
#include "treat-even.h"

#include "tag.h"

#include <glib/gi18n.h>
#include <string.h>

/* Differences that 8 bits make are no strokes. */
#define ROUNDING 257

/* Steps of what pigment leaves of the light in which the plan is computed again. */
#define STEP 0.02

static GimpChannel *
find_channel (GimpImage *image, const char *tag)
{
  g_autofree GimpChannel **channels = gimp_image_get_channels (image);

  for (guint i = 0; channels != NULL && channels[i] != NULL; i++)
    if (tag_exists (GIMP_ITEM (channels[i]), tag))
      return channels[i];
  return NULL;
}

static void
write_channel (GimpImage *image, const char *tag, const char *name, const Area *area)
{
  GimpChannel *channel = find_channel (image, tag);
  GeglBuffer *shadow;

  if (channel == NULL)
    {
      GeglColor *color = gegl_color_new ("black");

      channel = gimp_channel_new (image, name, area->width, area->height, 50, color);
      g_object_unref (color);
      gimp_image_insert_channel (image, channel, NULL, 0);
      gimp_item_set_visible (GIMP_ITEM (channel), FALSE);
      tag_attach (GIMP_ITEM (channel), tag, "1");
    }
  shadow = gimp_drawable_get_shadow_buffer (GIMP_DRAWABLE (channel));
  gegl_buffer_set (shadow, GEGL_RECTANGLE (0, 0, area->width, area->height), 0,
                   area_stored_format (GIMP_DRAWABLE (channel)), area->mask, GEGL_AUTO_ROWSTRIDE);
  g_object_unref (shadow);
  gimp_drawable_merge_shadow (GIMP_DRAWABLE (channel), TRUE);
  gimp_drawable_update (GIMP_DRAWABLE (channel), 0, 0, area->width, area->height);
}

static gboolean
read_channel (GimpImage *image, const char *tag, Area *area)
{
  GimpChannel *channel = find_channel (image, tag);

  return channel != NULL && area_from_marks (area, GIMP_DRAWABLE (channel), NULL);
}

gboolean
treat_even_recall (Treat *treat)
{
  Area drawn = { 0 }, plan = { 0 };

  treat->strokes = NULL;
  if (treat->before.width == 0 || !treat->before.even || treat->moved
      || !read_channel (treat->image, TAG_REQUEST, &treat->area))
    return FALSE;
  if (area_from_layer (&drawn, treat->layer, NULL) && read_channel (treat->image, TAG_PLAN, &plan))
    {
      gsize n = (gsize) drawn.width * drawn.height;

      treat->strokes = g_new (int, n);
      for (gsize i = 0; i < n; i++)
        {
          int difference = (int) drawn.mask[i] - (int) plan.mask[i];

          treat->strokes[i] = ABS (difference) > ROUNDING ? difference : 0;
        }
    }
  area_clear (&drawn);
  area_clear (&plan);
  if (treat->strokes == NULL)
    area_clear (&treat->area);
  return treat->strokes != NULL;
}

/* Share of the light that full density leaves, once healed. */
static double
find_left (const TonsureTreatment *treatment)
{
  TonsureTreatment healed = *treatment;
  double left[3];

  tonsure_treatment_set_healed (&healed);
  healed.share = 1;
  if (!tonsure_tone_of (&healed, NULL, left, NULL))
    return 1;
  return CLAMP (0.2126 * left[0] + 0.7152 * left[1] + 0.0722 * left[2], STEP, 1);
}

/* Computes the plan, unless it is known from the last time. */
static gboolean
find_plan (Treat *treat, const Record *record, GError **error)
{
  const TonsureTreatment *t = &record->treatment;
  const Area *area = &treat->area;
  TonsureNeedOptions options;
  g_autoptr (TonsureNeed) need = NULL;
  g_autofree float *photo = NULL;

  tonsure_need_options_init (&options);
  options.left = STEP * (int) (find_left (t) / STEP + 0.5);
  options.seed = t->seed;
  if (treat->plan != NULL && treat->planned_left == options.left
      && treat->planned_seed == options.seed && treat->planned_mm == t->mm_per_px)
    return TRUE;
  photo = treat_photo (treat);
  need = tonsure_need_new (photo, area->mask, NULL, NULL, area->width, area->height, t->mm_per_px,
                           &options, error);
  if (need == NULL)
    return FALSE;
  g_free (treat->plan);
  treat->plan = g_new (guint16, (gsize) area->width * area->height);
  tonsure_need_plan (need, area->mask, treat->plan, area->width, area->height);
  treat->plans++;
  treat->planned_left = options.left;
  treat->planned_seed = options.seed;
  treat->planned_mm = t->mm_per_px;
  return TRUE;
}

gboolean
treat_even_plan (Treat *treat, const Record *record, Area *area, GError **error)
{
  gsize n = (gsize) treat->area.width * treat->area.height;
  double asked = 0, needed = 0;

  if (record->even && !find_plan (treat, record, error))
    return FALSE;
  *area = treat->area;
  area->mask = g_memdup2 (record->even ? treat->plan : treat->area.mask, n * sizeof (guint16));
  for (gsize i = 0; i < n; i++)
    {
      asked += treat->area.mask[i];
      needed += area->mask[i];
      if (treat->strokes != NULL)
        area->mask[i] = (guint16) CLAMP ((int) area->mask[i] + treat->strokes[i], 0, G_MAXUINT16);
    }
  treat->needed = needed / MAX (asked, 1);
  return TRUE;
}

static void
drop_channel (GimpImage *image, const char *tag)
{
  GimpChannel *channel = find_channel (image, tag);

  if (channel != NULL)
    gimp_image_remove_channel (image, channel);
}

void
treat_even_keep (Treat *treat, const Record *record)
{
  Area plan = treat->area;

  if (!record->even)
    {
      drop_channel (treat->image, TAG_REQUEST);
      drop_channel (treat->image, TAG_PLAN);
      return;
    }
  plan.mask = treat->plan;
  write_channel (treat->image, TAG_REQUEST, _ ("Requested area"), &treat->area);
  write_channel (treat->image, TAG_PLAN, _ ("Plan as computed"), &plan);
}
