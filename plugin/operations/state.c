/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* From the properties of an operation to a renderer: see common.h. */
#include "common.h"

#include <string.h>

struct _TonsureState
{
  GMutex lock;
  gboolean prepared;
  TonsureTreatment treatment;
  double primaries[9];
  TonsureRenderer *renderer;
};

/* Fills in one field of a treatment from the property of the same name. GIMP stores
 * doubles as floats, so they count as floats from the start: the picture after loading
 * is the picture before saving. */
static void
read_property (GObject *operation, const TonsureField *field, TonsureTreatment *treatment)
{
  g_autofree char *name = g_strdelimit (g_strdup (field->name), "_", '-');
  void *member = G_STRUCT_MEMBER_P (treatment, field->offset);

  if (g_object_class_find_property (G_OBJECT_GET_CLASS (operation), name) == NULL)
    return;
  g_object_get (operation, name, member, NULL);
  if (field->kind == TONSURE_FIELD_DOUBLE)
    {
      double value;

      memcpy (&value, member, sizeof value);
      value = (float) value;
      /* The nearest float may lie just outside the range. */
      if (value > field->maximum && value <= field->maximum * (1 + 1e-6))
        value = field->maximum;
      if (value < field->minimum && value >= field->minimum * (1 - 1e-6))
        value = field->minimum;
      memcpy (member, &value, sizeof value);
    }
}

static void
read_treatment (GeglOperation *operation, TonsureTreatment *treatment)
{
  guint n_fields;
  const TonsureField *fields = tonsure_treatment_fields (&n_fields);

  tonsure_treatment_init (treatment);
  for (guint i = 0; i < n_fields; i++)
    read_property (G_OBJECT (operation), &fields[i], treatment);
}

/* Linear RGB to XYZ at D50, which is babl's white: its columns are the primaries. */
static void
read_primaries (const Babl *space, double primaries[9])
{
  const Babl *fish = babl_fish (babl_format_with_space ("RGB double", space),
                                babl_format ("CIE XYZ double"));
  const double unit[9] = { 1, 0, 0, 0, 1, 0, 0, 0, 1 };
  double xyz[9];

  babl_process (fish, unit, xyz, 3);
  for (int row = 0; row < 3; row++)
    for (int column = 0; column < 3; column++)
      primaries[3 * row + column] = xyz[3 * column + row];
}

static void
renew (TonsureState *state, GeglOperation *operation)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&state->renderer, tonsure_renderer_unref);
  state->renderer = tonsure_renderer_new (&state->treatment, state->primaries, &error);
  if (state->renderer == NULL)
    g_warning ("%s: %s; the photo is left as it is", gegl_operation_get_name (operation),
               error->message);
}

void
tonsure_state_prepare (TonsureState **state, GeglOperation *operation, const Babl *space)
{
  TonsureTreatment treatment;
  double primaries[9];

  memset (&treatment, 0, sizeof treatment);
  read_treatment (operation, &treatment);
  read_primaries (space, primaries);
  if (*state == NULL)
    {
      *state = g_new0 (TonsureState, 1);
      g_mutex_init (&(*state)->lock);
    }
  g_mutex_lock (&(*state)->lock);
  if (!(*state)->prepared || memcmp (&treatment, &(*state)->treatment, sizeof treatment) != 0
      || memcmp (primaries, (*state)->primaries, sizeof primaries) != 0)
    {
      (*state)->prepared = TRUE;
      memcpy (&(*state)->treatment, &treatment, sizeof treatment);
      memcpy ((*state)->primaries, primaries, sizeof primaries);
      renew (*state, operation);
    }
  g_mutex_unlock (&(*state)->lock);
}

void
tonsure_state_free (TonsureState *state)
{
  g_clear_pointer (&state->renderer, tonsure_renderer_unref);
  g_mutex_clear (&state->lock);
  g_free (state);
}

TonsureRenderer *
tonsure_state_renderer (TonsureState *state)
{
  TonsureRenderer *renderer = NULL;

  if (state == NULL)
    return NULL;
  g_mutex_lock (&state->lock);
  if (state->renderer != NULL)
    renderer = tonsure_renderer_ref (state->renderer);
  g_mutex_unlock (&state->lock);
  return renderer;
}

GeglRectangle
tonsure_state_grow (TonsureState *state, const GeglRectangle *rectangle)
{
  g_autoptr (TonsureRenderer) renderer = tonsure_state_renderer (state);
  int reach = renderer != NULL ? tonsure_render_reach (renderer) : 0;

  if (gegl_rectangle_is_infinite_plane (rectangle) || gegl_rectangle_is_empty (rectangle))
    return *rectangle;
  return (GeglRectangle) { rectangle->x - reach, rectangle->y - reach,
                           rectangle->width + 2 * reach, rectangle->height + 2 * reach };
}
