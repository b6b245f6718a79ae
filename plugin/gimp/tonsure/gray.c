/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hair of the photo in another year: see gray.h. */
#include "gray.h"

#include "gray-light.h"
#include "layers.h"
#include "photo.h"
#include "tag.h"

#include <glib/gi18n.h>
#include <math.h>

/* Rows that are handled at a time. */
#define BAND 64

/* Two masks of 8 bits that differ by no more than this were not painted on, of 65535. */
#define ROUNDING 300

gboolean
gray_knows_hair (GimpImage *image, const TonsureTreatment *t, TonsureHair *hair)
{
  return gimp_image_get_base_type (image) != GIMP_GRAY
         && tonsure_hair_init (hair, (double[]) { t->hair_red, t->hair_green, t->hair_blue },
                               (double[]) { t->skin_red, t->skin_green, t->skin_blue },
                               t->mm_per_px, t->noise, t->blur, NULL);
}

gboolean
gray_of (GimpImage *image, const Record *record, double *share, double *left)
{
  const TonsureTreatment *t = &record->treatment;
  const RecordHair *hair = &record->hair;
  double quantile = tonsure_outcome_quantile (t->outcome);
  TonsureGraying graying = { hair->ancestry, hair->sex, quantile };

  *share = 0;
  *left = 1;
  if (!(hair->age > 0) || !(t->years > 0) || t->days_to_heal > 0
      || gimp_image_get_base_type (image) == GIMP_GRAY)
    return FALSE;
  if (hair->gray_now >= 0)
    tonsure_graying_fit (&graying, TONSURE_ZONE_WHOLE, hair->age, MIN (hair->gray_now, 0.999));
  *share = tonsure_gray_turned (&graying, TONSURE_ZONE_WHOLE, hair->age, t->years);
  if (hair->loss)
    *left = tonsure_hair_left (t->years, quantile);
  return *share > 0 || *left < 1;
}

gboolean
gray_same (GimpImage *image, const Record *a, const Record *b)
{
  const TonsureTreatment *s = &a->treatment, *t = &b->treatment;
  double share[2], left[2];

  gray_of (image, a, &share[0], &left[0]);
  gray_of (image, b, &share[1], &left[1]);
  return share[0] == share[1] && left[0] == left[1] && a->hair.length == b->hair.length
         && s->seed == t->seed && s->mm_per_px == t->mm_per_px && s->origin_x == t->origin_x
         && s->origin_y == t->origin_y && s->blur == t->blur && s->noise == t->noise;
}

GimpLayer *
gray_find (GimpLayer *area)
{
  GimpItem *group = gimp_item_get_parent (GIMP_ITEM (area));
  g_autofree GimpItem **children = group != NULL ? gimp_item_get_children (group) : NULL;

  for (guint i = 0; children != NULL && children[i] != NULL; i++)
    if (tag_exists (children[i], TAG_HAIR))
      return GIMP_LAYER (children[i]);
  return NULL;
}

static double
luminance (const float *rgba)
{
  return 0.2126 * rgba[0] + 0.7152 * rgba[1] + 0.0722 * rgba[2];
}

/**
 * GrayPicture:
 * @light: the photo with hair as in that year
 * @mask: the part of its light that comes from bare skin: what is left of hair hides dots, be it
 *   white or not
 */
typedef struct
{
  GeglBuffer *light;
  guint16 *mask;
} GrayPicture;

static void
gray_picture_clear (GrayPicture *picture)
{
  g_clear_object (&picture->light);
  g_clear_pointer (&picture->mask, g_free);
}

/* From the part of the light of @bare, the photo without lost hair, to that of @light. */
static void
gray_mask (GeglBuffer *bare, GeglBuffer *light, guint16 *mask)
{
  int width = gegl_buffer_get_width (light), height = gegl_buffer_get_height (light);
  g_autofree float *one = g_new (float, 4 * (gsize) width * BAND);
  g_autofree float *other = g_new (float, 4 * (gsize) width * BAND);

  for (int y = 0; y < height; y += BAND)
    {
      GeglRectangle rows = { 0, y, width, MIN (BAND, height - y) };
      guint16 *m = mask + (gsize) y * width;

      gegl_buffer_get (bare, &rows, 1.0, babl_format ("RGBA float"), one, GEGL_AUTO_ROWSTRIDE,
                       GEGL_ABYSS_NONE);
      gegl_buffer_get (light, &rows, 1.0, babl_format ("RGBA float"), other, GEGL_AUTO_ROWSTRIDE,
                       GEGL_ABYSS_NONE);
      for (gsize i = 0; i < (gsize) width * rows.height; i++)
        {
          double before = luminance (one + 4 * i), after = luminance (other + 4 * i);

          if (before != after)
            m[i] = (guint16) (CLAMP (m[i] * before / MAX (after, 1e-6), 0, 65535) + 0.5);
        }
    }
}

static void
gray_picture_init (GrayPicture *picture, GimpImage *image, GeglBuffer *photo, const char *map,
                   const Record *record)
{
  const TonsureTreatment *t = &record->treatment;
  g_autoptr (GeglBuffer) bare = NULL;
  double share, left;
  TonsureGloss gloss;
  TonsureHair hair;
  gboolean hairy = gray_knows_hair (image, t, &hair);

  gray_of (image, record, &share, &left);
  tonsure_gloss_init (&gloss, (double[]) { t->matte_red, t->matte_green, t->matte_blue },
                      (double[]) { t->gloss_red, t->gloss_green, t->gloss_blue }, t->matte_spread,
                      NULL);
  bare = gray_light (photo, map, record, 0, left);
  picture->light = gray_light (photo, map, record, share, left);
  picture->mask = photo_mask_of (bare, &gloss, hairy ? &hair : NULL);
  gray_mask (bare, picture->light, picture->mask);
}

/* What the artist painted on the mask stays. */
static void
gray_set_mask (GimpLayer *area, const GrayPicture *was, const GrayPicture *now)
{
  gsize n = (gsize) gegl_buffer_get_width (now->light) * gegl_buffer_get_height (now->light);
  g_autofree guint16 *painted = layers_read_mask (area);

  if (painted == NULL)
    return;
  for (gsize i = 0; i < n; i++)
    if (ABS (painted[i] - was->mask[i]) <= ROUNDING)
      painted[i] = now->mask[i];
  layers_mask (area, painted, NULL);
}

/* Makes a pixel of @now opaque where it is not the photo's, but for what was erased. */
static void
gray_cover (const float *photo, const float *was, const float *alpha, float *now, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      gboolean changed = memcmp (now + 4 * i, photo + 4 * i, 3 * sizeof (float)) != 0;
      gboolean covered = memcmp (was + 4 * i, photo + 4 * i, 3 * sizeof (float)) != 0;

      now[4 * i + 3] = changed ? photo[4 * i + 3] : 0;
      if (changed && covered && alpha != NULL)
        now[4 * i + 3] *= alpha[i];
    }
}

/* Reads the alpha of @model where it lies over the picture. */
static void
gray_read_alpha (GimpLayer *model, const GeglRectangle *rows, float *alpha)
{
  g_autoptr (GeglBuffer) buffer = gimp_drawable_get_buffer (GIMP_DRAWABLE (model));
  GeglRectangle there = *rows;
  int x, y;

  gimp_drawable_get_offsets (GIMP_DRAWABLE (model), &x, &y);
  there.x -= x;
  there.y -= y;
  gegl_buffer_get (buffer, &there, 1.0, babl_format ("A float"), alpha, GEGL_AUTO_ROWSTRIDE,
                   GEGL_ABYSS_NONE);
}

static void
gray_write (GimpLayer *layer, GimpLayer *model, GeglBuffer *photo, const GrayPicture *was,
            const GrayPicture *now)
{
  g_autoptr (GeglBuffer) to = gimp_drawable_get_buffer (GIMP_DRAWABLE (layer));
  const Babl *format = babl_format ("RGBA float");
  int width = gegl_buffer_get_width (photo), height = gegl_buffer_get_height (photo);
  gsize most = (gsize) width * BAND;
  g_autofree float *one = g_new (float, 4 * most), *before = g_new (float, 4 * most);
  g_autofree float *after = g_new (float, 4 * most), *alpha = g_new (float, most);

  for (int y = 0; y < height; y += BAND)
    {
      GeglRectangle rows = { 0, y, width, MIN (BAND, height - y) };

      gegl_buffer_get (photo, &rows, 1.0, format, one, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
      gegl_buffer_get (was->light, &rows, 1.0, format, before, GEGL_AUTO_ROWSTRIDE,
                       GEGL_ABYSS_NONE);
      gegl_buffer_get (now->light, &rows, 1.0, format, after, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
      if (model != NULL)
        gray_read_alpha (model, &rows, alpha);
      gray_cover (one, before, model != NULL ? alpha : NULL, after, (gsize) width * rows.height);
      gegl_buffer_set (to, &rows, 0, format, after, GEGL_AUTO_ROWSTRIDE);
    }
}

/* Puts a new layer of hair right under @area. */
static GimpLayer *
gray_insert (GimpLayer *area, GimpLayer *model, GeglBuffer *photo, const GrayPicture *was,
             const GrayPicture *now)
{
  GimpImage *image = gimp_item_get_image (GIMP_ITEM (area));
  GimpItem *group = gimp_item_get_parent (GIMP_ITEM (area));
  GimpLayer *layer =
      gimp_layer_new (image, _ ("Hair"), gegl_buffer_get_width (photo),
                      gegl_buffer_get_height (photo), GIMP_RGBA_IMAGE,
                      model != NULL ? gimp_layer_get_opacity (model) : 100, GIMP_LAYER_MODE_NORMAL);

  gray_write (layer, model, photo, was, now);
  gimp_image_insert_layer (image, layer, group != NULL ? GIMP_LAYER (group) : NULL,
                           gimp_image_get_item_position (image, GIMP_ITEM (area)) + 1);
  tag_attach (GIMP_ITEM (layer), TAG_HAIR, "1");
  gimp_item_set_lock_position (GIMP_ITEM (layer), TRUE);
  return layer;
}

GimpLayer *
gray_show (GimpLayer *area, GimpLayer *model, const Record *was, const Record *now)
{
  GimpImage *image = gimp_item_get_image (GIMP_ITEM (area));
  GrayPicture pictures[2] = { { NULL, NULL } };
  g_autofree GimpItem **hidden = NULL;
  g_autoptr (GeglBuffer) photo = NULL;
  g_autofree char *map = NULL;
  GimpLayer *layer = NULL, *live;
  double share, left;
  gboolean before = gray_of (image, was, &share, &left);
  gboolean after = gray_of (image, now, &share, &left);

  if (!before && !after)
    return NULL;
  hidden = layers_ours (image, NULL);
  photo = photo_light (image, hidden);
  /* The pigment of a series is no longer an area. */
  live = layers_find (image);
  map = gray_map (live != NULL ? live : area, photo, now);
  gray_picture_init (&pictures[0], image, photo, map, was);
  gray_picture_init (&pictures[1], image, photo, map, now);
  gray_set_mask (area, &pictures[0], &pictures[1]);
  if (after)
    layer = gray_insert (area, model, photo, &pictures[0], &pictures[1]);
  gray_picture_clear (&pictures[0]);
  gray_picture_clear (&pictures[1]);
  return layer;
}
