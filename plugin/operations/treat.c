/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* tonsure:treat, a composer: a photo and an area in, the treated photo out. What no dot
 * reaches is copied as it is, in the photo's own format. */
#include "common.h"

#include <glib/gi18n-lib.h>

#ifdef GEGL_PROPERTIES

enum_start (tonsure_treat_outcome)
  enum_value (TONSURE_TREAT_FAVORABLE, "favorable", N_("Favorable"))
  enum_value (TONSURE_TREAT_TYPICAL, "typical", N_("Typical"))
  enum_value (TONSURE_TREAT_UNFAVORABLE, "unfavorable", N_("Unfavorable"))
enum_end (tonsure_treat_outcome)

property_enum (outcome, _("Outcome"), tonsure_treat_outcome, tonsure_treat_outcome,
               TONSURE_TREAT_TYPICAL)
    description (tonsure_property_meaning ("outcome"))

#define TONSURE_SEES_PHOTO
#include "tonsure-properties.h"

#else

#define GEGL_OP_COMPOSER
#define GEGL_OP_NAME treat
#define GEGL_OP_C_SOURCE treat.c

#include "gegl-op.h"
#include "encoding.h"

#include <string.h>

static void
prepare (GeglOperation *operation)
{
  GeglProperties *o = GEGL_PROPERTIES (operation);
  const Babl *space = gegl_operation_get_source_space (operation, "input");
  const Babl *format = gegl_operation_get_source_format (operation, "input");

  if (format == NULL || babl_format_is_palette (format))
    format = babl_format_with_space ("RGBA float", space);
  tonsure_state_prepare ((TonsureState **) &o->user_data, operation, space,
                         !(babl_get_model_flags (format) & BABL_MODEL_FLAG_GRAY));
  gegl_operation_set_format (operation, "input", format);
  gegl_operation_set_format (operation, "output", format);
}

static GeglRectangle
get_bounding_box (GeglOperation *operation)
{
  const GeglRectangle *box = gegl_operation_source_get_bounding_box (operation, "input");

  return box != NULL ? *box : (GeglRectangle){ 0, 0, 0, 0 };
}

/* Pixels of the photo around a pixel that tell whether it is hair. */
static int
hair_margin (GeglOperation *operation)
{
  g_autoptr (TonsureRenderer) renderer =
      tonsure_state_renderer (GEGL_PROPERTIES (operation)->user_data, 0);
  const TonsureHair *hair = renderer != NULL ? tonsure_render_hair (renderer) : NULL;

  return hair != NULL ? tonsure_hair_margin (hair) : 0;
}

static GeglRectangle
get_required_for_output (GeglOperation *operation, const gchar *pad, const GeglRectangle *roi)
{
  if (g_str_equal (pad, "aux"))
    return tonsure_state_grow (GEGL_PROPERTIES (operation)->user_data, roi);
  return tonsure_grow (roi, hair_margin (operation));
}

static GeglRectangle
get_invalidated_by_change (GeglOperation *operation, const gchar *pad, const GeglRectangle *roi)
{
  GeglRectangle changed = get_required_for_output (operation, pad, roi);
  GeglRectangle box = get_bounding_box (operation);

  gegl_rectangle_intersect (&changed, &changed, &box);
  return changed;
}

typedef struct
{
  const TonsureRenderer *renderer;
  GeglBuffer *input, *output;
  int level;
  GeglRectangle extent;            /* of the photo */
  const Babl *own;                 /* the format of the photo */
  const Babl *linear;              /* the format to multiply in */
  gboolean bytes;                  /* whether the photo's numbers have 8 bits */
  const TonsureEncoding *encoding; /* of the photo's numbers, or NULL where babl converts */
  float *light;                    /* one block in @linear */
  float *transmittance;            /* one block */
  float *bare;                     /* what of its light comes from skin, NULL without hair */
  char *pixels;                    /* one block in @own */
} Photo;

/* With alpha multiplied in, light stays so: what is transparent keeps its color. */
static const Babl *
linear_format (const Babl *own)
{
  gboolean associated = babl_get_model_flags (own) & BABL_MODEL_FLAG_ASSOCIATED;

  return babl_format_with_space (associated ? "RaGaBaA float" : "RGBA float", own);
}

/* Numbers encoded as sRGB, by far the most frequent photos, are converted here: with the same bits
 * in every process, which babl does not promise. */
static const TonsureEncoding *
encoding_of (const Babl *own)
{
  const Babl *type = babl_format_get_type (own, 0), *srgb = babl_trc ("sRGB");
  const Babl *model = babl_format_get_model (own);
  const Babl *curves[3] = { NULL };

  if (babl_format_is_palette (own)
      || (model != babl_model_with_space ("R'G'B'", own)
          && model != babl_model_with_space ("R'G'B'A", own)))
    return NULL;
  babl_space_get (babl_format_get_space (own), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
                  &curves[0], &curves[1], &curves[2]);
  if (curves[0] != srgb || curves[1] != srgb || curves[2] != srgb)
    return NULL;
  return type == babl_type ("u8")    ? tonsure_encoding_srgb (8)
         : type == babl_type ("u16") ? tonsure_encoding_srgb (16)
                                     : NULL;
}

static void
copy_pixels (const Photo *photo, const GeglRectangle *rectangle)
{
  if (photo->level == 0)
    gegl_buffer_copy (photo->input, rectangle, GEGL_ABYSS_NONE, photo->output, rectangle);
  else
    {
      gsize n = (gsize) rectangle->width * rectangle->height;
      g_autofree char *pixels = g_malloc (n * babl_format_get_bytes_per_pixel (photo->own));

      gegl_buffer_get (photo->input, rectangle, 1.0 / (1 << photo->level), photo->own, pixels,
                       GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
      gegl_buffer_set (photo->output, rectangle, photo->level, photo->own, pixels,
                       GEGL_AUTO_ROWSTRIDE);
    }
}

/* Reads numbers as light, as multiply_encoded() does. */
static void
read_encoded (const Photo *photo, const GeglRectangle *rectangle, float *rgba)
{
  gsize n = (gsize) rectangle->width * rectangle->height;
  int components = babl_format_get_n_components (photo->own);
  g_autofree guint8 *numbers = g_malloc (n * babl_format_get_bytes_per_pixel (photo->own));
  const guint16 *words = (const guint16 *) numbers;

  gegl_buffer_get (photo->input, rectangle, 1.0 / (1 << photo->level), photo->own, numbers,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  for (gsize i = 0; i < n; i++)
    for (int c = 0; c < 4; c++)
      {
        gsize at = i * components + c;
        guint number = c >= components ? G_MAXUINT16 : photo->bytes ? numbers[at] : words[at];

        rgba[4 * i + c] = c < 3 ? photo->encoding->light[number]
                                : (float) number / (photo->bytes ? 255.0f : 65535.0f);
      }
}

/* Finds what of the light of a block comes from skin, by the photo around it. */
static void
find_bare (const Photo *photo, const GeglRectangle *rectangle)
{
  const TonsureHair *hair = tonsure_render_hair (photo->renderer);
  GeglRectangle around = tonsure_grow (rectangle, tonsure_hair_margin (hair));

  gegl_rectangle_intersect (&around, &around, &photo->extent);
  gegl_rectangle_bounding_box (&around, &around, rectangle);

  g_autofree float *rgba = g_new (float, 4 * (gsize) around.width * around.height);

  if (photo->encoding != NULL)
    read_encoded (photo, &around, rgba);
  else
    gegl_buffer_get (photo->input, &around, 1.0 / (1 << photo->level), photo->linear, rgba,
                     GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  tonsure_hair_bare (hair, rgba,
                     &(TonsurePixels){ around.x, around.y, around.width, around.height },
                     4 * (gsize) around.width,
                     &(TonsurePixels){ rectangle->x, rectangle->y, rectangle->width,
                                       rectangle->height },
                     photo->bare);
}

static void
multiply_light (const Photo *photo, gsize n)
{
  if (photo->bare != NULL)
    tonsure_render_multiply_bare (photo->renderer, photo->transmittance, photo->bare, n,
                                  photo->light);
  else
    tonsure_render_multiply (photo->renderer, photo->transmittance, n, photo->light);
}

/* A photo in linear light is multiplied as it stands: where no light is lost no bit changes. */
static gboolean
treat_linear (const Photo *photo, const TonsureBlock *block, const GeglRectangle *rectangle)
{
  gegl_buffer_get (photo->input, rectangle, 1.0 / (1 << photo->level), photo->linear, photo->light,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  if (photo->bare == NULL)
    {
      if (!tonsure_render_treat (photo->renderer, block->mask, &block->mask_pixels,
                                 block->mask_stride, &block->pixels, photo->light,
                                 4 * rectangle->width))
        return FALSE;
    }
  else
    {
      if (!tonsure_render_transmittance (photo->renderer, block->mask, &block->mask_pixels,
                                         block->mask_stride, &block->pixels, photo->transmittance,
                                         4 * rectangle->width))
        return FALSE;
      find_bare (photo, rectangle);
      multiply_light (photo, (gsize) rectangle->width * rectangle->height);
    }
  gegl_buffer_set (photo->output, rectangle, photo->level, photo->linear, photo->light,
                   GEGL_AUTO_ROWSTRIDE);
  return TRUE;
}

static guint
number_of (const Photo *photo, gsize i)
{
  return photo->bytes ? ((const guint8 *) photo->pixels)[i] : ((const guint16 *) photo->pixels)[i];
}

static void
set_number (const Photo *photo, gsize i, guint number)
{
  if (photo->bytes)
    ((guint8 *) photo->pixels)[i] = (guint8) number;
  else
    ((guint16 *) photo->pixels)[i] = (guint16) number;
}

/* Only those numbers that lose light are written. */
static void
multiply_encoded (const Photo *photo, gsize n)
{
  int components = babl_format_get_n_components (photo->own);

  for (gsize i = 0; i < n; i++)
    {
      for (int c = 0; c < 3; c++)
        photo->light[4 * i + c] = photo->encoding->light[number_of (photo, i * components + c)];
      photo->light[4 * i + 3] = 1.0f;
    }
  multiply_light (photo, n);
  for (gsize i = 0; i < n; i++)
    for (int c = 0; c < 3; c++)
      if (photo->transmittance[4 * i + c] < 1.0f)
        set_number (photo, i * components + c,
                    tonsure_encoding_number (photo->encoding, MIN (photo->light[4 * i + c], 1.0f)));
}

/* Multiplies @n pixels. Only those that lose light are written back: to linear light and back
 * again need not be exact. */
static void
multiply_pixels (const Photo *photo, gsize n)
{
  gsize size = babl_format_get_bytes_per_pixel (photo->own);
  g_autofree char *treated = g_malloc (n * size);

  babl_process (babl_fish (photo->own, photo->linear), photo->pixels, photo->light, n);
  multiply_light (photo, n);
  babl_process (babl_fish (photo->linear, photo->own), photo->light, treated, n);
  for (gsize i = 0; i < n; i++)
    {
      const float *t = photo->transmittance + 4 * i;

      if (t[0] != 1.0f || t[1] != 1.0f || t[2] != 1.0f)
        memcpy (photo->pixels + i * size, treated + i * size, size);
    }
}

static gboolean
treat_converted (const Photo *photo, const TonsureBlock *block, const GeglRectangle *rectangle)
{
  if (!tonsure_render_transmittance (photo->renderer, block->mask, &block->mask_pixels,
                                     block->mask_stride, &block->pixels, photo->transmittance,
                                     4 * rectangle->width))
    return FALSE;
  if (photo->bare != NULL)
    find_bare (photo, rectangle);
  gegl_buffer_get (photo->input, rectangle, 1.0 / (1 << photo->level), photo->own, photo->pixels,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  if (photo->encoding != NULL)
    multiply_encoded (photo, (gsize) rectangle->width * rectangle->height);
  else
    multiply_pixels (photo, (gsize) rectangle->width * rectangle->height);
  gegl_buffer_set (photo->output, rectangle, photo->level, photo->own, photo->pixels,
                   GEGL_AUTO_ROWSTRIDE);
  return TRUE;
}

static void
write_block (const TonsureBlock *block, gpointer data)
{
  const Photo *photo = data;
  const TonsurePixels *pixels = &block->pixels;
  GeglRectangle rectangle = { pixels->x, pixels->y, pixels->width, pixels->height };
  gboolean treated = FALSE;

  if (block->mask != NULL)
    treated = photo->own == photo->linear ? treat_linear (photo, block, &rectangle)
                                          : treat_converted (photo, block, &rectangle);
  if (!treated)
    copy_pixels (photo, &rectangle);
}

static gboolean
process (GeglOperation *operation, GeglBuffer *input, GeglBuffer *aux, GeglBuffer *output,
         const GeglRectangle *roi, gint level)
{
  g_autoptr (TonsureRenderer) renderer =
      tonsure_state_renderer (GEGL_PROPERTIES (operation)->user_data, level);
  GeglRectangle rectangle = tonsure_level_rectangle (roi, level);
  const Babl *own = gegl_buffer_get_format (output);
  const gsize n = TONSURE_BLOCK * TONSURE_BLOCK;
  GeglRectangle box = get_bounding_box (operation);
  Photo photo = { .renderer = renderer,
                  .input = input,
                  .output = output,
                  .level = level,
                  .extent = tonsure_level_rectangle (&box, level),
                  .own = own,
                  .linear = linear_format (own),
                  .bytes = babl_format_get_type (own, 0) == babl_type ("u8"),
                  .encoding = encoding_of (own) };

  if (renderer == NULL)
    {
      copy_pixels (&photo, &rectangle);
      return TRUE;
    }
  photo.light = gegl_malloc (sizeof (float) * 4 * n);
  photo.transmittance = gegl_malloc (sizeof (float) * 4 * n);
  photo.pixels = gegl_malloc (babl_format_get_bytes_per_pixel (own) * n);
  if (tonsure_render_hair (renderer) != NULL)
    photo.bare = gegl_malloc (sizeof (float) * 4 * n);
  tonsure_for_blocks (renderer, aux, tonsure_read_gray, &rectangle, level, write_block, &photo);
  gegl_free (photo.light);
  gegl_free (photo.transmittance);
  gegl_free (photo.pixels);
  if (photo.bare != NULL)
    gegl_free (photo.bare);
  return TRUE;
}

/* Whether any of the area can have an effect in @roi. */
static gboolean
has_effect (GeglOperation *operation, GeglBuffer *area, const GeglRectangle *roi)
{
  TonsureState *state = GEGL_PROPERTIES (operation)->user_data;
  g_autoptr (TonsureRenderer) renderer = tonsure_state_renderer (state, 0);
  GeglRectangle grown = tonsure_state_grow (state, roi);

  return renderer != NULL && area != NULL
         && gegl_rectangle_intersect (NULL, &grown, gegl_buffer_get_extent (area));
}

/* An operation cannot fail; it can say why the photo stays as it is. Only when it is drawn: a
 * graph is prepared before all of its parts are connected. */
static void
check_area (GeglOperation *operation)
{
  TonsureState *state = GEGL_PROPERTIES (operation)->user_data;
  const GeglRectangle *photo = gegl_operation_source_get_bounding_box (operation, "input");
  const GeglRectangle *area = gegl_operation_source_get_bounding_box (operation, "aux");
  g_autofree char *message = NULL;

  if (state == NULL || photo == NULL || gegl_rectangle_is_empty (photo))
    return;
  if (area == NULL || gegl_rectangle_is_empty (area))
    message = g_strdup ("tonsure:treat: there is no area, so the photo is left as it is");
  else if (!gegl_rectangle_equal (photo, area) && !gegl_rectangle_is_infinite_plane (area))
    message = g_strdup_printf ("tonsure:treat: the area is %d x %d pixels at %d, %d and the photo "
                               "%d x %d at %d, %d; beyond the area nothing is treated",
                               area->width, area->height, area->x, area->y, photo->width,
                               photo->height, photo->x, photo->y);
  tonsure_state_warn (state, message);
}

/* Dots beyond an edge of the area that lies in the photo are missing: near it skin is lighter than
 * it would be. Only what of the area is there for @roi can be looked at. */
static void
check_edges (GeglOperation *operation, GeglBuffer *area, const GeglRectangle *roi)
{
  TonsureState *state = GEGL_PROPERTIES (operation)->user_data;
  const GeglRectangle *photo = gegl_operation_source_get_bounding_box (operation, "input");
  const GeglRectangle *box = gegl_operation_source_get_bounding_box (operation, "aux");
  g_autoptr (TonsureRenderer) renderer = tonsure_state_renderer (state, 0);
  GeglRectangle part = tonsure_state_grow (state, roi);
  TonsureEdges edges;

  if (renderer == NULL || box == NULL || gegl_rectangle_contains (box, photo)
      || tonsure_state_told_edge (state) || !gegl_rectangle_intersect (&part, &part, box))
    return;
  g_autofree guint16 *mask = g_new (guint16, (gsize) part.width * part.height);

  tonsure_read_gray (area, &part, 0, mask, part.width);
  edges = tonsure_area_edges (mask, &(TonsurePixels) { part.x, part.y, part.width, part.height },
                              part.width,
                              &(TonsurePixels) { box->x, box->y, box->width, box->height },
                              tonsure_render_reach (renderer));
  if (box->x <= photo->x)
    edges &= ~TONSURE_EDGE_LEFT;
  if (box->y <= photo->y)
    edges &= ~TONSURE_EDGE_TOP;
  if (box->x + box->width >= photo->x + photo->width)
    edges &= ~TONSURE_EDGE_RIGHT;
  if (box->y + box->height >= photo->y + photo->height)
    edges &= ~TONSURE_EDGE_BOTTOM;
  if (edges != 0)
    tonsure_state_tell_edge (state, tonsure_render_reach (renderer));
}

/* Where there is nothing to do the photo itself is the result. */
static gboolean
operation_process (GeglOperation *operation, GeglOperationContext *context, const gchar *pad,
                   const GeglRectangle *roi, gint level)
{
  GObject *photo = gegl_operation_context_get_object (context, "input");
  GObject *area = gegl_operation_context_get_object (context, "aux");

  check_area (operation);
  if (photo != NULL && area != NULL && level == 0)
    check_edges (operation, (GeglBuffer *) area, roi);
  if (photo == NULL || has_effect (operation, (GeglBuffer *) area, roi))
    return GEGL_OPERATION_CLASS (gegl_op_parent_class)
        ->process (operation, context, pad, roi, level);
  gegl_operation_context_set_object (context, "output", photo);
  return TRUE;
}

static void
finalize (GObject *object)
{
  GeglProperties *o = GEGL_PROPERTIES (object);

  g_clear_pointer ((TonsureState **) &o->user_data, tonsure_state_free);
  g_clear_pointer (&o->rand, gegl_random_free);
  G_OBJECT_CLASS (gegl_op_parent_class)->finalize (object);
}

static void
gegl_op_class_init (GeglOpClass *klass)
{
  GeglOperationClass *operation_class = GEGL_OPERATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = finalize;
  operation_class->prepare = prepare;
  operation_class->get_bounding_box = get_bounding_box;
  operation_class->get_required_for_output = get_required_for_output;
  operation_class->get_invalidated_by_change = get_invalidated_by_change;
  operation_class->threaded = TRUE;
  operation_class->process = operation_process;
  tonsure_property_set_default_seed (G_OBJECT_CLASS (klass));
  GEGL_OPERATION_COMPOSER_CLASS (klass)->process = process;

  /* No "license": GEGL takes it for a demand on the host and knows none but the GPL. */
  gegl_operation_class_set_keys (operation_class,
    "name", "tonsure:treat",
    "title", _("Scalp Micropigmentation"),
    "categories", "render:artistic",
    "op-version", "3",
    "description",
    _("Shows scalp micropigmentation on a photo, where the picture on the second pad is white"),
    NULL);
}

#endif
