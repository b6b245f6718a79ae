/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The properties of the operations are the fields of a treatment. */
#include "amount.h"
#include "graph.h"

#include <gegl-paramspecs.h>

static const char *const operations[] = { "tonsure:pigment", "tonsure:treat" };

static GParamSpec *
find_property (const char *operation, const TonsureField *field)
{
  g_autofree char *name = g_strdelimit (g_strdup (field->name), "_", '-');

  return gegl_operation_find_property (operation, name);
}

static void
check_double (GParamSpec *spec, const TonsureField *field)
{
  const GParamSpecDouble *number = G_PARAM_SPEC_DOUBLE (spec);

  g_assert_cmpfloat (number->default_value, ==, field->standard);
  g_assert_cmpfloat (number->minimum, <=, field->minimum);
  g_assert_cmpfloat (number->maximum, >=, field->maximum);
  /* No further out than the next float. */
  g_assert_cmpfloat ((float) number->minimum, ==, (float) field->minimum);
  g_assert_cmpfloat ((float) number->maximum, ==, (float) field->maximum);
}

static void
check_slider (GParamSpec *spec)
{
  const GeglParamSpecDouble *slider = GEGL_PARAM_SPEC_DOUBLE (spec);

  g_assert_cmpfloat (slider->ui_minimum, >=, G_PARAM_SPEC_DOUBLE (spec)->minimum);
  g_assert_cmpfloat (slider->ui_maximum, <=, G_PARAM_SPEC_DOUBLE (spec)->maximum);
  g_assert_cmpfloat (slider->ui_minimum, <=, G_PARAM_SPEC_DOUBLE (spec)->default_value);
  g_assert_cmpfloat (slider->ui_maximum, >=, G_PARAM_SPEC_DOUBLE (spec)->default_value);
  g_assert_cmpfloat (slider->ui_step_small, <, slider->ui_step_big);
}

static void
check_unit (GParamSpec *spec, const TonsureField *field)
{
  const char *unit = gegl_param_spec_get_property_key (spec, "unit");
  const char *expected = g_str_equal (field->unit, "px") ? "pixel-distance" : field->unit;

  g_assert_cmpstr (unit != NULL ? unit : "", ==, expected);
}

static void
check_outcome (GParamSpec *spec, const TonsureField *field)
{
  GEnumClass *values = G_PARAM_SPEC_ENUM (spec)->enum_class;

  g_assert_cmpint (G_PARAM_SPEC_ENUM (spec)->default_value, ==, (int) field->standard);
  g_assert_cmpint (values->minimum, ==, (int) field->minimum);
  g_assert_cmpint (values->maximum, ==, (int) field->maximum);
  for (int i = values->minimum; i <= values->maximum; i++)
    g_assert_cmpstr (g_enum_get_value (values, i)->value_nick, ==,
                     tonsure_outcome_nick ((TonsureOutcome) i));
}

static void
check_seed (GParamSpec *spec, const TonsureField *field)
{
  const GParamSpecUInt *number = G_PARAM_SPEC_UINT (spec);

  g_assert_true (GEGL_IS_PARAM_SPEC_SEED (spec));
  g_assert_cmpfloat (number->default_value, ==, field->standard);
  g_assert_cmpfloat (number->minimum, ==, field->minimum);
  g_assert_cmpfloat (number->maximum, ==, field->maximum);
}

/* The amounts of the library, after the one that leaves the density as it is. */
static void
check_amount (const char *operation)
{
  GParamSpec *spec = gegl_operation_find_property (operation, "amount");
  GEnumClass *values = G_PARAM_SPEC_ENUM (spec)->enum_class;

  g_assert_cmpint (G_PARAM_SPEC_ENUM (spec)->default_value, ==, 0);
  g_assert_cmpstr (g_enum_get_value (values, 0)->value_nick, ==, "own-density");
  g_assert_cmpint (values->maximum, ==, TONSURE_AMOUNTS);
  for (int i = 0; i < TONSURE_AMOUNTS; i++)
    g_assert_cmpstr (g_enum_get_value (values, i + 1)->value_nick, ==,
                     tonsure_amount_nick ((TonsureAmount) i));
}

/* Only what sees the photo has to do with gloss, and nothing with how sure the scale is. */
static gboolean
is_no_property (const char *operation, const TonsureField *field)
{
  return g_str_equal (field->name, "scale_error")
         || (g_str_equal (operation, "tonsure:pigment")
             && (g_str_has_prefix (field->name, "matte") || g_str_has_prefix (field->name, "gloss")
                 || g_str_has_prefix (field->name, "hair")
                 || g_str_has_prefix (field->name, "skin")));
}

static void
properties_are_the_fields_of_a_treatment (void)
{
  guint n_fields;
  const TonsureField *fields = tonsure_treatment_fields (&n_fields);

  for (guint o = 0; o < G_N_ELEMENTS (operations); o++)
    {
      guint n_specs, n_found = 0;
      g_autofree GParamSpec **specs = gegl_operation_list_properties (operations[o], &n_specs);

      for (guint i = 0; i < n_fields; i++)
        {
          GParamSpec *spec = find_property (operations[o], &fields[i]);

          if (is_no_property (operations[o], &fields[i]))
            {
              g_assert_null (spec);
              continue;
            }
          g_assert_nonnull (spec);
          n_found++;
          g_assert_cmpstr (g_param_spec_get_blurb (spec), ==, fields[i].meaning);
          if (fields[i].kind == TONSURE_FIELD_DOUBLE)
            {
              check_double (spec, &fields[i]);
              check_slider (spec);
              check_unit (spec, &fields[i]);
            }
          else if (fields[i].kind == TONSURE_FIELD_SEED)
            check_seed (spec, &fields[i]);
          else
            check_outcome (spec, &fields[i]);
        }
      check_amount (operations[o]);
      g_assert_true (
          G_IS_PARAM_SPEC_STRING (gegl_operation_find_property (operations[o], "sharpness")));
      g_assert_cmpuint (n_found + 2, ==, n_specs);
    }
}

static void
a_new_operation_has_the_defaults (void)
{
  guint n_fields;
  const TonsureField *fields = tonsure_treatment_fields (&n_fields);
  GeglNode *node;
  g_autoptr (GeglNode) graph = graph_new ("tonsure:treat", NULL, NULL, &node);

  for (guint i = 0; i < n_fields; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT, number = G_VALUE_INIT;
      g_autofree char *name = g_strdelimit (g_strdup (fields[i].name), "_", '-');

      if (g_str_equal (fields[i].name, "scale_error"))
        continue;
      gegl_node_get_property (node, name, &value);
      if (G_VALUE_HOLDS_ENUM (&value))
        {
          g_assert_cmpfloat (g_value_get_enum (&value), ==, fields[i].standard);
          continue;
        }
      g_value_init (&number, G_TYPE_DOUBLE);
      g_assert_true (g_value_transform (&value, &number));
      g_assert_cmpfloat (g_value_get_double (&number), ==, fields[i].standard);
    }
}

static void
every_seed_can_be_set (void)
{
  GeglNode *node;
  g_autoptr (GeglNode) graph = graph_new ("tonsure:pigment", NULL, NULL, &node);
  guint seed = 0;

  gegl_node_set (node, "seed", G_MAXUINT32, NULL);
  gegl_node_get (node, "seed", &seed, NULL);
  g_assert_cmpuint (seed, ==, G_MAXUINT32);
}

/* GIMP stores doubles as floats. */
static void
values_at_the_limits_survive_as_floats (void)
{
  guint n_fields;
  const TonsureField *fields = tonsure_treatment_fields (&n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      GParamSpec *spec = find_property ("tonsure:pigment", &fields[i]);

      if (spec == NULL || fields[i].kind != TONSURE_FIELD_DOUBLE)
        continue;
      for (int end = 0; end < 2; end++)
        {
          g_auto (GValue) value = G_VALUE_INIT;

          g_value_init (&value, G_TYPE_DOUBLE);
          g_value_set_double (&value, (float) (end ? fields[i].maximum : fields[i].minimum));
          g_assert_false (g_param_value_validate (spec, &value));
        }
    }
}

static void
files_know_the_version_of_the_operations (void)
{
  for (guint o = 0; o < G_N_ELEMENTS (operations); o++)
    {
      g_assert_cmpstr (gegl_operation_get_key (operations[o], "op-version"), ==, "4");
      g_assert_nonnull (gegl_operation_get_key (operations[o], "title"));
      g_assert_nonnull (gegl_operation_get_key (operations[o], "description"));
      g_assert_nonnull (gegl_operation_get_key (operations[o], "categories"));
    }
}

int
main (int argc, char **argv)
{
  test_graph_init (&argc, &argv);
  g_test_add_func ("/properties/properties are the fields of a treatment",
                   properties_are_the_fields_of_a_treatment);
  g_test_add_func ("/properties/a new operation has the defaults",
                   a_new_operation_has_the_defaults);
  g_test_add_func ("/properties/every seed can be set", every_seed_can_be_set);
  g_test_add_func ("/properties/values at the limits survive as floats",
                   values_at_the_limits_survive_as_floats);
  g_test_add_func ("/properties/files know the version of the operations",
                   files_know_the_version_of_the_operations);
  return test_graph_run ();
}
