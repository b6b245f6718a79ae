/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* tonsure:treat, a composer: a photo and an area in, the treated photo out. What no dot
 * reaches is copied as it is, in the photo's own format. */
#include "common.h"

#include <glib/gi18n-lib.h>

#ifdef GEGL_PROPERTIES

enum_start (tonsure_treat_amount)
  enum_value (TONSURE_TREAT_OWN_DENSITY, "own-density", N_("As the density says"))
  enum_value (TONSURE_TREAT_LIGHT, "light", N_("Light"))
  enum_value (TONSURE_TREAT_USUAL, "typical", N_("Typical"))
  enum_value (TONSURE_TREAT_DENSE, "dense", N_("Dense, as clinics show it"))
  enum_value (TONSURE_TREAT_VERY_DENSE, "very-dense", N_("Very dense, as clinics show it"))
enum_end (tonsure_treat_amount)

property_enum (amount, _("Amount"), tonsure_treat_amount, tonsure_treat_amount,
               TONSURE_TREAT_OWN_DENSITY)
    description (_("How much is tattooed; sets the density, unless that is to count"))

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
#include "photo.h"

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

static gboolean
process (GeglOperation *operation, GeglBuffer *input, GeglBuffer *aux, GeglBuffer *output,
         const GeglRectangle *roi, gint level)
{
  g_autoptr (TonsureRenderer) renderer =
      tonsure_state_renderer (GEGL_PROPERTIES (operation)->user_data, level);
  GeglRectangle rectangle = tonsure_level_rectangle (roi, level);
  GeglRectangle box = get_bounding_box (operation), extent = tonsure_level_rectangle (&box, level);
  TonsurePhoto photo;

  tonsure_photo_init (&photo, renderer, input, output, level, &extent);
  if (renderer == NULL)
    tonsure_photo_copy (&photo, &rectangle);
  else
    tonsure_for_blocks (renderer, aux, tonsure_read_gray, &rectangle, level,
                        tonsure_photo_write_block, &photo);
  tonsure_photo_clear (&photo);
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
  else if (!gegl_rectangle_contains (area, photo))
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
    "op-version", "4",
    "description",
    _("Shows scalp micropigmentation on a photo, where the picture on the second pad is white"),
    NULL);
}

#endif
