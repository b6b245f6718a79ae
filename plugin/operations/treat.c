/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* tonsure:treat, a composer: a photo and an area in, the treated photo out. What no dot
 * reaches is copied as it is, in the photo's own format. */
#include <glib/gi18n-lib.h>

#ifdef GEGL_PROPERTIES

enum_start (tonsure_treat_outcome)
  enum_value (TONSURE_TREAT_FAVORABLE, "favorable", N_("Favorable"))
  enum_value (TONSURE_TREAT_TYPICAL, "typical", N_("Typical"))
  enum_value (TONSURE_TREAT_UNFAVORABLE, "unfavorable", N_("Unfavorable"))
enum_end (tonsure_treat_outcome)

property_enum (outcome, _("Outcome"), tonsure_treat_outcome, tonsure_treat_outcome,
               TONSURE_TREAT_TYPICAL)
    description (_("Which end of the likely range is shown"))

#include "tonsure-properties.h"

#else

#define GEGL_OP_COMPOSER
#define GEGL_OP_NAME treat
#define GEGL_OP_C_SOURCE treat.c

#include "common.h"
#include "gegl-op.h"

#include <string.h>

/* An operation cannot fail; it can say why the photo stays as it is. */
static void
check_area (GeglOperation *operation)
{
  const GeglRectangle *photo = gegl_operation_source_get_bounding_box (operation, "input");
  const GeglRectangle *area = gegl_operation_source_get_bounding_box (operation, "aux");

  if (photo == NULL)
    return;
  if (area == NULL || gegl_rectangle_is_empty (area))
    g_warning ("tonsure:treat: there is no area, so the photo is left as it is");
  else if (!gegl_rectangle_equal (photo, area) && !gegl_rectangle_is_infinite_plane (area))
    g_warning ("tonsure:treat: the area is %d × %d pixels and the photo %d × %d; "
               "beyond the area nothing is treated",
               area->width, area->height, photo->width, photo->height);
}

static void
prepare (GeglOperation *operation)
{
  GeglProperties *o = GEGL_PROPERTIES (operation);
  const Babl *space = gegl_operation_get_source_space (operation, "input");
  const Babl *format = gegl_operation_get_source_format (operation, "input");

  check_area (operation);
  tonsure_state_prepare ((TonsureState **) &o->user_data, operation, space);
  if (format == NULL || babl_format_is_palette (format))
    format = babl_format_with_space ("RGBA float", space);
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
  if (g_str_equal (pad, "aux"))
    return tonsure_state_grow (GEGL_PROPERTIES (operation)->user_data, roi);
  return *roi;
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
  GeglBuffer *input, *output;
} Photo;

static void
multiply (float *light, const float *transmittance, gsize n)
{
  for (gsize i = 0; i < 4 * n; i++)
    light[i] *= transmittance[i];
}

/* Puts back the photo's own bytes where nothing was to change: converting to linear light and
 * back need not be exact. */
static void
keep_untouched (char *treated, const char *photo, gsize size, const float *transmittance, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      const float *t = transmittance + 4 * i;

      if (t[0] == 1.0f && t[1] == 1.0f && t[2] == 1.0f)
        memcpy (treated + i * size, photo + i * size, size);
    }
}

static void
write_block (const GeglRectangle *block, gboolean touched, const float *transmittance,
             gpointer data)
{
  const Photo *photo = data;
  const Babl *own = gegl_buffer_get_format (photo->output);
  const Babl *linear = babl_format_with_space ("RGBA float", own);
  gsize n = (gsize) block->width * block->height;
  gsize size = babl_format_get_bytes_per_pixel (own);
  g_autofree float *light = NULL;

  if (!touched)
    {
      gegl_buffer_copy (photo->input, block, GEGL_ABYSS_NONE, photo->output, block);
      return;
    }
  light = g_new (float, 4 * n);
  gegl_buffer_get (photo->input, block, 1.0, linear, light, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  multiply (light, transmittance, n);
  if (own == linear)
    {
      gegl_buffer_set (photo->output, block, 0, linear, light, GEGL_AUTO_ROWSTRIDE);
      return;
    }
  g_autofree char *before = g_malloc (n * size);
  g_autofree char *after = g_malloc (n * size);

  gegl_buffer_get (photo->input, block, 1.0, own, before, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  babl_process (babl_fish (linear, own), light, after, n);
  keep_untouched (after, before, size, transmittance, n);
  gegl_buffer_set (photo->output, block, 0, own, after, GEGL_AUTO_ROWSTRIDE);
}

static gboolean
process (GeglOperation *operation, GeglBuffer *input, GeglBuffer *aux, GeglBuffer *output,
         const GeglRectangle *roi, gint level)
{
  g_autoptr (TonsureRenderer) renderer
      = tonsure_state_renderer (GEGL_PROPERTIES (operation)->user_data);
  Photo photo = { input, output };

  if (input == NULL)
    return TRUE;
  tonsure_draw_blocks (renderer, aux, tonsure_read_gray, roi, write_block, &photo);
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
  GEGL_OPERATION_COMPOSER_CLASS (klass)->process = process;

  gegl_operation_class_set_keys (operation_class,
    "name", "tonsure:treat",
    "title", _("Scalp Micropigmentation"),
    "categories", "render:artistic",
    "license", "LGPL-3.0-or-later",
    "op-version", "1",
    "description",
    _("Shows scalp micropigmentation on a photo, where the picture on the second pad is white"),
    NULL);
}

#endif
