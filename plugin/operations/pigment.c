/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* tonsure:pigment, a live filter: the alpha of its input is the treatment area, its output is
 * the transmittance of the pigment, to be multiplied onto the photo in linear light. */
#include <glib/gi18n-lib.h>

#ifdef GEGL_PROPERTIES

enum_start (tonsure_pigment_outcome)
  enum_value (TONSURE_PIGMENT_FAVORABLE, "favorable", N_("Favorable"))
  enum_value (TONSURE_PIGMENT_TYPICAL, "typical", N_("Typical"))
  enum_value (TONSURE_PIGMENT_UNFAVORABLE, "unfavorable", N_("Unfavorable"))
enum_end (tonsure_pigment_outcome)

property_enum (outcome, _("Outcome"), tonsure_pigment_outcome, tonsure_pigment_outcome,
               TONSURE_PIGMENT_TYPICAL)
    description (_("Which end of the likely range is shown"))

#include "tonsure-properties.h"

#else

#define GEGL_OP_FILTER
#define GEGL_OP_NAME pigment
#define GEGL_OP_C_SOURCE pigment.c

#include "common.h"
#include "gegl-op.h"

static void
prepare (GeglOperation *operation)
{
  GeglProperties *o = GEGL_PROPERTIES (operation);
  const Babl *space = gegl_operation_get_source_space (operation, "input");
  const Babl *format = babl_format_with_space ("RGBA float", space);

  tonsure_state_prepare ((TonsureState **) &o->user_data, operation, space);
  gegl_operation_set_format (operation, "input", format);
  gegl_operation_set_format (operation, "output", format);
}

static GeglRectangle
get_bounding_box (GeglOperation *operation)
{
  const GeglRectangle *box = gegl_operation_source_get_bounding_box (operation, "input");

  return box != NULL ? *box : (GeglRectangle) { 0, 0, 0, 0 };
}

static GeglRectangle
get_required_for_output (GeglOperation *operation, const gchar *pad, const GeglRectangle *roi)
{
  return tonsure_state_grow (GEGL_PROPERTIES (operation)->user_data, roi);
}

static GeglRectangle
get_invalidated_by_change (GeglOperation *operation, const gchar *pad, const GeglRectangle *roi)
{
  GeglRectangle box = get_bounding_box (operation);
  GeglRectangle grown = tonsure_state_grow (GEGL_PROPERTIES (operation)->user_data, roi);

  gegl_rectangle_intersect (&grown, &grown, &box);
  return grown;
}

static void
write_block (const GeglRectangle *block, gboolean touched, const float *transmittance,
             gpointer output)
{
  const Babl *format = gegl_buffer_get_format (output);
  const Babl *linear = babl_format_with_space ("RGBA float", format);
  const float clear[4] = { 1.0f, 1.0f, 1.0f, 1.0f };

  if (touched)
    gegl_buffer_set (output, block, 0, linear, transmittance, GEGL_AUTO_ROWSTRIDE);
  else
    gegl_buffer_set_color_from_pixel (output, block, clear, linear);
}

static gboolean
process (GeglOperation *operation, GeglBuffer *input, GeglBuffer *output, const GeglRectangle *roi,
         gint level)
{
  g_autoptr (TonsureRenderer) renderer
      = tonsure_state_renderer (GEGL_PROPERTIES (operation)->user_data);

  tonsure_draw_blocks (renderer, input, tonsure_read_alpha, roi, write_block, output);
  return TRUE;
}

static void
finalize (GObject *object)
{
  GeglProperties *o = GEGL_PROPERTIES (object);

  g_clear_pointer ((TonsureState **) &o->user_data, tonsure_state_free);
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
  GEGL_OPERATION_FILTER_CLASS (klass)->process = process;

  gegl_operation_class_set_keys (operation_class,
    "name", "tonsure:pigment",
    "title", _("Scalp Pigment"),
    "categories", "render:artistic",
    "license", "LGPL-3.0-or-later",
    "op-version", "1",
    "gimp:menu-path", "<Image>/Filters/Scalp Micropigmentation",
    "gimp:menu-label", _("Pigment Layer..."),
    "description",
    _("Draws the dots of scalp micropigmentation where the layer is opaque: its color becomes "
      "the light that the pigment lets through, to be multiplied onto the photo below"),
    NULL);
}

#endif
