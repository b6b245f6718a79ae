/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* One module for all operations, so that GEGL loads the library once. */
#include <glib/gi18n-lib.h>
#include <gegl-plugin.h>

void gegl_op_gray_hair_register_type (GTypeModule *module);
void gegl_op_hair_register_type (GTypeModule *module);
void gegl_op_load_upright_register_type (GTypeModule *module);
void gegl_op_pigment_register_type (GTypeModule *module);
void gegl_op_treat_register_type (GTypeModule *module);

G_MODULE_EXPORT const GeglModuleInfo *gegl_module_query (GTypeModule *module);
G_MODULE_EXPORT gboolean gegl_module_register (GTypeModule *module);

static const GeglModuleInfo info = { GEGL_MODULE_ABI_VERSION };

const GeglModuleInfo *
gegl_module_query (GTypeModule *module)
{
  return &info;
}

gboolean
gegl_module_register (GTypeModule *module)
{
  const char *elsewhere = g_getenv ("TONSURE_LOCALEDIR");

  bindtextdomain (GETTEXT_PACKAGE, elsewhere != NULL ? elsewhere : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  gegl_op_gray_hair_register_type (module);
  gegl_op_hair_register_type (module);
  gegl_op_load_upright_register_type (module);
  gegl_op_pigment_register_type (module);
  gegl_op_treat_register_type (module);
  return TRUE;
}
