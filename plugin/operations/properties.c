/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Properties from the library's table: see common.h. */
#include "common.h"

#include <glib/gi18n-lib.h>

const TonsureField *
tonsure_property_field (const char *name)
{
  guint n_fields;
  const TonsureField *fields = tonsure_treatment_fields (&n_fields);

  for (guint i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].name, name))
      return &fields[i];
  g_assert_not_reached ();
}

const char *
tonsure_property_meaning (const char *name)
{
  return _ (tonsure_property_field (name)->meaning);
}

double
tonsure_property_minimum (const char *name)
{
  double minimum = tonsure_property_field (name)->minimum;

  return MIN (minimum, (float) minimum);
}

double
tonsure_property_maximum (const char *name)
{
  double maximum = tonsure_property_field (name)->maximum;

  return MAX (maximum, (float) maximum);
}

void
tonsure_property_set_default_seed (GObjectClass *klass)
{
  GParamSpec *seed = g_object_class_find_property (klass, "seed");

  G_PARAM_SPEC_UINT (seed)->default_value = (guint) tonsure_property_field ("seed")->standard;
}
