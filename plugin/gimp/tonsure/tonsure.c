/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The plug-in: which procedures it has, and in which language.
 */
#include "procedures.h"

#include <libintl.h>
#include <locale.h>

#define TONSURE_TYPE_PLUG_IN (tonsure_plug_in_get_type ())
G_DECLARE_FINAL_TYPE (TonsurePlugIn, tonsure_plug_in, TONSURE, PLUG_IN, GimpPlugIn)

struct _TonsurePlugIn
{
  GimpPlugIn parent_instance;
};

G_DEFINE_FINAL_TYPE (TonsurePlugIn, tonsure_plug_in, GIMP_TYPE_PLUG_IN)

static const struct
{
  const char *name;
  GimpProcedure *(*create) (GimpPlugIn *plug_in);
} procedures[] = {
  { PROCEDURE_TREAT, procedure_treat_new },   { PROCEDURE_MATCH, procedure_match_new },
  { PROCEDURE_YEARS, procedure_years_new },   { PROCEDURE_OPEN, procedure_open_new },
  { PROCEDURE_EXPORT, procedure_export_new }, { PROCEDURE_LIST, procedure_list_new },
};

static GList *
tonsure_query_procedures (GimpPlugIn *plug_in)
{
  GList *names = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (procedures); i++)
    names = g_list_append (names, g_strdup (procedures[i].name));
  return names;
}

static GimpProcedure *
tonsure_create_procedure (GimpPlugIn *plug_in, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (procedures); i++)
    if (g_str_equal (name, procedures[i].name))
      return procedures[i].create (plug_in);
  return NULL;
}

/* The operations share the catalog, so it lies with the system's and not with us. */
static gboolean
tonsure_set_i18n (GimpPlugIn *plug_in, const char *procedure, char **domain, char **directory)
{
  const char *elsewhere = g_getenv ("TONSURE_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, elsewhere ? elsewhere : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  return FALSE;
}

static void
tonsure_plug_in_class_init (TonsurePlugInClass *class)
{
  GimpPlugInClass *plug_in_class = GIMP_PLUG_IN_CLASS (class);

  plug_in_class->query_procedures = tonsure_query_procedures;
  plug_in_class->create_procedure = tonsure_create_procedure;
  plug_in_class->set_i18n = tonsure_set_i18n;
}

static void
tonsure_plug_in_init (TonsurePlugIn *plug_in)
{
}

/* At its first conversion babl measures whether tables are faster than arithmetic. That takes each
 * process a second and 350 MB and saves it nothing: without tables the values are the same. */
int
main (int argc, char *argv[])
{
  g_setenv ("BABL_LUT", "0", FALSE);
  return gimp_main (TONSURE_TYPE_PLUG_IN, argc, argv);
}
