/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* tonsure:pigment, a live filter: the alpha of its input is the treatment area, its output is
 * the transmittance of the pigment, to be multiplied onto the photo in linear light. */
#include "common.h"

#include <glib/gi18n-lib.h>

#ifdef GEGL_PROPERTIES

enum_start (tonsure_pigment_amount)
  enum_value (TONSURE_PIGMENT_OWN_DENSITY, "own-density", N_("As the density says"))
  enum_value (TONSURE_PIGMENT_LIGHT, "light", N_("Light"))
  enum_value (TONSURE_PIGMENT_USUAL, "typical", N_("Typical"))
  enum_value (TONSURE_PIGMENT_DENSE, "dense", N_("Dense, as clinics show it"))
  enum_value (TONSURE_PIGMENT_VERY_DENSE, "very-dense", N_("Very dense, as clinics show it"))
enum_end (tonsure_pigment_amount)

property_enum (amount, _("Amount"), tonsure_pigment_amount, tonsure_pigment_amount,
               TONSURE_PIGMENT_OWN_DENSITY)
    description (_("How much is tattooed; sets the density, unless that is to count"))

enum_start (tonsure_pigment_outcome)
  enum_value (TONSURE_PIGMENT_FAVORABLE, "favorable", N_("Favorable"))
  enum_value (TONSURE_PIGMENT_TYPICAL, "typical", N_("Typical"))
  enum_value (TONSURE_PIGMENT_UNFAVORABLE, "unfavorable", N_("Unfavorable"))
enum_end (tonsure_pigment_outcome)

property_enum (outcome, _("Outcome"), tonsure_pigment_outcome, tonsure_pigment_outcome,
               TONSURE_PIGMENT_TYPICAL)
    description (tonsure_property_meaning ("outcome"))

#include "tonsure-properties.h"

#else

#define GEGL_OP_FILTER
#define GEGL_OP_NAME pigment
#define GEGL_OP_C_SOURCE pigment.c

#include "gegl-op.h"

static void
prepare (GeglOperation *operation)
{
  GeglProperties *o = GEGL_PROPERTIES (operation);
  const Babl *space = gegl_operation_get_source_space (operation, "input");
  const Babl *format = babl_format_with_space ("RGBA float", space);

  tonsure_state_prepare ((TonsureState **) &o->user_data, operation, space, TRUE);
  gegl_operation_set_format (operation, "input", format);
  gegl_operation_set_format (operation, "output", format);
}

static GeglRectangle
get_bounding_box (GeglOperation *operation)
{
  const GeglRectangle *box = gegl_operation_source_get_bounding_box (operation, "input");

  return box != NULL ? *box : (GeglRectangle){ 0, 0, 0, 0 };
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

typedef struct
{
  const TonsureRenderer *renderer;
  GeglBuffer *output;
  const Babl *format;
  int level;
  int shift_x, shift_y; /* from a pixel of @output to that of the picture */
  float *transmittance; /* of one block */
} Target;

static void
write_white (const Target *target, const GeglRectangle *rectangle)
{
  const float white[4] = { 1.0f, 1.0f, 1.0f, 1.0f };

  if (target->level == 0)
    gegl_buffer_set_color_from_pixel (target->output, rectangle, white, target->format);
  else
    {
      gsize n = (gsize) rectangle->width * rectangle->height;
      g_autofree float *pixels = g_new (float, 4 * n);

      for (gsize i = 0; i < 4 * n; i++)
        pixels[i] = 1.0f;
      gegl_buffer_set (target->output, rectangle, target->level, target->format, pixels,
                       GEGL_AUTO_ROWSTRIDE);
    }
}

static void
write_block (const TonsureBlock *block, gpointer data)
{
  const Target *target = data;
  const TonsurePixels *pixels = &block->pixels;
  GeglRectangle rectangle = { pixels->x, pixels->y, pixels->width, pixels->height };
  TonsurePixels there = *pixels, mask_there = block->mask_pixels;

  there.x += target->shift_x;
  there.y += target->shift_y;
  mask_there.x += target->shift_x;
  mask_there.y += target->shift_y;
  if (block->mask != NULL
      && tonsure_render_transmittance (target->renderer, block->mask, &mask_there,
                                       block->mask_stride, &there, target->transmittance,
                                       4 * pixels->width))
    gegl_buffer_set (target->output, &rectangle, target->level, target->format,
                     target->transmittance, GEGL_AUTO_ROWSTRIDE);
  else
    write_white (target, &rectangle);
}

static gboolean
process (GeglOperation *operation, GeglBuffer *input, GeglBuffer *output, const GeglRectangle *roi,
         gint level)
{
  g_autoptr (TonsureRenderer) renderer =
      tonsure_state_renderer (GEGL_PROPERTIES (operation)->user_data, level);
  GeglRectangle rectangle = tonsure_level_rectangle (roi, level);
  const Babl *format = babl_format_with_space ("RGBA float", gegl_buffer_get_format (output));
  Target target = { renderer, output, format, level, 0, 0, NULL };

  if (renderer == NULL || input == NULL)
    {
      write_white (&target, &rectangle);
      return TRUE;
    }
  tonsure_shift_of (operation, &target.shift_x, &target.shift_y);
  target.shift_x >>= level;
  target.shift_y >>= level;
  target.transmittance = gegl_malloc (sizeof (float) * 4 * TONSURE_BLOCK * TONSURE_BLOCK);
  tonsure_for_blocks (renderer, input, tonsure_read_alpha, &rectangle, level, write_block, &target);
  gegl_free (target.transmittance);
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
  tonsure_property_set_default_seed (G_OBJECT_CLASS (klass));
  GEGL_OPERATION_FILTER_CLASS (klass)->process = process;

  /* No "license": GEGL takes it for a demand on the host and knows none but the GPL. */
  gegl_operation_class_set_keys (operation_class,
    "name", "tonsure:pigment",
    "title", _("Scalp Pigment"),
    "categories", "render:artistic",
    "op-version", "4",
    "gimp:menu-path", "<Image>/Filters/Scalp Micropigmentation",
    "gimp:menu-label", _("Pigment Layer..."),
    "description",
    _("Draws the dots of scalp micropigmentation where the layer is opaque: its color becomes "
      "the light that the pigment lets through, to be multiplied onto the photo below"),
    NULL);
}

#endif
