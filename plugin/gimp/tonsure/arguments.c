/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arguments that several procedures have: see arguments.h. */
#include "arguments.h"

#include "layers.h"

#include <gegl.h>

#include <glib/gi18n.h>

void
arguments_add_field (GimpProcedure *procedure, const char *argument, const char *field,
                     const char *label)
{
  guint n;
  const TonsureField *fields = tonsure_treatment_fields (&n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (fields[i].name, field))
      gimp_procedure_add_double_argument (procedure, argument, label, _ (fields[i].meaning),
                                          fields[i].minimum, fields[i].maximum, fields[i].standard,
                                          G_PARAM_READWRITE);
}

GimpChoice *
arguments_amounts (void)
{
  static const struct
  {
    const char *label, *help;
  } texts[TONSURE_AMOUNTS] = {
    [TONSURE_AMOUNT_LIGHT] = { N_ ("Light"), N_ ("Four fifths of the light of bare skin is left") },
    [TONSURE_AMOUNT_TYPICAL] = { N_ ("Typical"), N_ ("Two thirds of the light is left") },
    [TONSURE_AMOUNT_DENSE] = { N_ ("Dense"), N_ ("As clinics show it: three fifths is left") },
    [TONSURE_AMOUNT_VERY_DENSE] = { N_ ("Very dense"),
                                    N_ ("As clinics show their darkest work: half is left") },
  };
  GimpChoice *choice = gimp_choice_new ();

  for (guint i = 0; i < TONSURE_AMOUNTS; i++)
    gimp_choice_add (choice, tonsure_amount_nick ((TonsureAmount) i), (int) i, _ (texts[i].label),
                     _ (texts[i].help));
  return choice;
}

GimpChoice *
arguments_outcomes (void)
{
  return gimp_choice_new_with_values ("favorable", TONSURE_OUTCOME_FAVORABLE, _ ("Favorable"),
                                      _ ("All goes well: one in ten does better"), "typical",
                                      TONSURE_OUTCOME_TYPICAL, _ ("Typical"),
                                      _ ("Half do better, half do worse"), "unfavorable",
                                      TONSURE_OUTCOME_UNFAVORABLE, _ ("Unfavorable"),
                                      _ ("Much goes badly: one in ten does worse"), NULL);
}

/* Where GEGL looks for operations: what GEGL_PATH names, which replaces all other folders, or the
 * user's own folder, which lies elsewhere in a Flatpak. */
static char *
arguments_operations_folder (void)
{
  const char *path = g_getenv ("GEGL_PATH");
  g_autofree char *folder = NULL;

  if (path != NULL)
    {
      g_auto (GStrv) folders = g_strsplit (path, G_SEARCHPATH_SEPARATOR_S, -1);

      folder = g_strdup (folders[0] != NULL ? folders[0] : "");
    }
  else
    folder = g_build_filename (
        g_get_user_data_dir (),
        "gegl-" G_STRINGIFY (GEGL_MAJOR_VERSION) "." G_STRINGIFY (GEGL_MINOR_VERSION), "plug-ins",
        NULL);
  return g_filename_display_name (folder);
}

/* A live filter is drawn by GIMP, not by this process, so that GIMP's own GEGL must have it. */
static gboolean
is_available (const char *operation)
{
#if GIMP_CHECK_VERSION(3, 2, 0)
  g_auto (GStrv) available = gimp_drawable_filter_operation_get_available ();

  return available != NULL && g_strv_contains ((const char *const *) available, operation);
#else
  return gegl_has_operation (operation);
#endif
}

gboolean
arguments_possible (GimpImage *image, GError **error)
{
  if (!is_available (LAYERS_OPERATION))
    {
      g_autofree char *folder = arguments_operations_folder ();

      g_set_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
                   _ ("The operation %s is not installed: put the file tonsure.so into "
                      "%s and start GIMP again"),
                   LAYERS_OPERATION, folder);
      return FALSE;
    }
  if (gimp_image_get_base_type (image) == GIMP_INDEXED)
    {
      g_set_error_literal (error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
                           _ ("An indexed picture has too few colors: convert it by "
                              "Image > Mode > RGB"));
      return FALSE;
    }
  return TRUE;
}
