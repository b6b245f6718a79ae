/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* From the properties of an operation to what a renderer depends on: see request.h. */
#include "request.h"

#include "amount.h"
#include "common.h"

#include <math.h>
#include <string.h>

/* GIMP stores doubles as floats, so they count as floats from the start: the picture after
 * loading is the picture before saving. The float next to a limit may lie just outside. */
static void
round_to_float (const TonsureField *field, double *value)
{
  double rounded = (float) *value;

  *value = CLAMP (rounded, field->minimum, field->maximum);
}

/* Fills in one field of a treatment from the property of the same name, where there is one. */
static void
read_property (GObject *operation, const TonsureField *field, TonsureTreatment *treatment)
{
  g_autofree char *name = g_strdelimit (g_strdup (field->name), "_", '-');
  void *member = G_STRUCT_MEMBER_P (treatment, field->offset);

  if (g_object_class_find_property (G_OBJECT_GET_CLASS (operation), name) == NULL)
    return;
  g_object_get (operation, name, member, NULL);
  if (field->kind == TONSURE_FIELD_DOUBLE)
    round_to_float (field, member);
}

/* The enumerations of the operations have one value more, the first: the density counts. */
static void
read_amount (GObject *operation, TonsureTreatment *treatment)
{
  int amount;

  if (g_object_class_find_property (G_OBJECT_GET_CLASS (operation), "amount") == NULL)
    return;
  g_object_get (operation, "amount", &amount, NULL);
  if (amount > 0)
    tonsure_treatment_set_amount (treatment, (TonsureAmount) (amount - 1));
}

/* Reads the grid of sharpness; FALSE if the text is none. */
static gboolean
read_sharpness (GObject *operation, TonsureTreatment *treatment, GError **error)
{
  g_autofree char *text = NULL;

  if (g_object_class_find_property (G_OBJECT_GET_CLASS (operation), "sharpness") == NULL)
    return TRUE;
  g_object_get (operation, "sharpness", &text, NULL);
  return tonsure_sharpness_from_text (&treatment->sharpness, text != NULL ? text : "", error);
}

static gboolean
read_treatment (GeglOperation *operation, TonsureTreatment *treatment, GError **error)
{
  guint n_fields;
  const TonsureField *fields = tonsure_treatment_fields (&n_fields);

  tonsure_treatment_init (treatment);
  for (guint i = 0; i < n_fields; i++)
    read_property (G_OBJECT (operation), &fields[i], treatment);
  read_amount (G_OBJECT (operation), treatment);
  return read_sharpness (G_OBJECT (operation), treatment, error);
}

/* Linear RGB to XYZ at D50, which is babl's white: its columns are the primaries. They count in
 * steps of 1/65536, as an ICC profile holds them, so that the last bits of a babl do not show. */
gboolean
tonsure_read_primaries (const Babl *space, double primaries[9])
{
  const double unit[9] = { 1, 0, 0, 0, 1, 0, 0, 0, 1 };
  const Babl *fish;
  double xyz[9];

  if (space == NULL || space == babl_space ("sRGB") || babl_space_is_cmyk (space))
    return FALSE;
  fish = babl_fish (babl_format_with_space ("RGB double", space), babl_format ("CIE XYZ double"));
  babl_process (fish, unit, xyz, 3);
  for (int row = 0; row < 3; row++)
    for (int column = 0; column < 3; column++)
      primaries[3 * row + column] = floor (xyz[3 * column + row] * 65536.0 + 0.5) / 65536.0;
  return TRUE;
}

gboolean
tonsure_request_read (TonsureRequest *request, GeglOperation *operation, const Babl *space,
                      gboolean in_color, GError **error)
{
  TonsureTreatment *t = &request->treatment;
  gboolean well;

  memset (request, 0, sizeof *request);
  well = read_treatment (operation, t, error);
  if (!in_color)
    {
      t->matte_red = t->matte_green = t->matte_blue = 0;
      t->hair_red = t->hair_green = t->hair_blue = 0;
    }
  request->is_srgb = !tonsure_read_primaries (space, request->primaries);
  return well;
}
