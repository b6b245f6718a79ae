/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* tonsure:load, a source: a picture from a file, turned upright. */
#include "common.h"

#include <glib/gi18n-lib.h>

#ifdef GEGL_PROPERTIES

property_file_path (path, _("File"), "")
    description (_("Path of the file to load"))

#else

#define GEGL_OP_SOURCE
/* GEGL has types of the names "load" and "load.c" itself. */
#define GEGL_OP_NAME load_upright
#define GEGL_OP_C_SOURCE load-upright.c

#include "gegl-op.h"
#include "photo-file.h"
#include "upright.h"

/* What was loaded last, and from where; no buffer where it could not be. */
typedef struct
{
  char *path;
  GeglBuffer *buffer;
} Loaded;

static void
loaded_clear (Loaded *loaded)
{
  g_clear_pointer (&loaded->path, g_free);
  g_clear_object (&loaded->buffer);
}

/* The picture as gegl:load has it. */
static GeglBuffer *
load_stored (const char *path)
{
  g_autoptr (GeglNode) graph = gegl_node_new ();
  GeglNode *load = gegl_node_new_child (graph, "operation", "gegl:load", "path", path, NULL);
  GeglBuffer *buffer = NULL;
  GeglNode *sink =
      gegl_node_new_child (graph, "operation", "gegl:buffer-sink", "buffer", &buffer, NULL);

  gegl_node_link (load, sink);
  gegl_node_process (sink);
  return buffer;
}

static GeglBuffer *
load_upright (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (PhotoFile) photo = photo_file_new (file, &error);
  g_autoptr (GeglBuffer) stored = photo != NULL ? load_stored (path) : NULL;

  if (stored != NULL)
    return upright_new (stored, photo_file_orientation (photo));
  g_warning ("tonsure:load: %s", error != NULL ? error->message : "the file cannot be read");
  return NULL;
}

static GeglBuffer *
loaded_buffer (GeglOperation *operation)
{
  GeglProperties *o = GEGL_PROPERTIES (operation);
  Loaded *loaded = o->user_data;

  if (loaded == NULL)
    o->user_data = loaded = g_new0 (Loaded, 1);
  if (o->path != NULL && o->path[0] != '\0' && g_strcmp0 (loaded->path, o->path) != 0)
    {
      loaded_clear (loaded);
      loaded->path = g_strdup (o->path);
      loaded->buffer = load_upright (o->path);
    }
  return loaded->buffer;
}

static void
prepare (GeglOperation *operation)
{
  GeglBuffer *buffer = loaded_buffer (operation);

  gegl_operation_set_format (
      operation, "output", buffer != NULL ? gegl_buffer_get_format (buffer) : babl_format ("RGBA float"));
}

static GeglRectangle
get_bounding_box (GeglOperation *operation)
{
  GeglBuffer *buffer = loaded_buffer (operation);

  return buffer != NULL ? *gegl_buffer_get_extent (buffer) : (GeglRectangle){ 0, 0, 0, 0 };
}

static GeglRectangle
get_cached_region (GeglOperation *operation, const GeglRectangle *roi)
{
  return get_bounding_box (operation);
}

static gboolean
process (GeglOperation *operation, GeglBuffer *output, const GeglRectangle *roi, gint level)
{
  GeglBuffer *buffer = loaded_buffer (operation);

  if (buffer != NULL)
    gegl_buffer_copy (buffer, NULL, GEGL_ABYSS_NONE, output, NULL);
  return TRUE;
}

static void
finalize (GObject *object)
{
  GeglProperties *o = GEGL_PROPERTIES (object);

  if (o->user_data != NULL)
    loaded_clear (o->user_data);
  g_clear_pointer (&o->user_data, g_free);
  G_OBJECT_CLASS (gegl_op_parent_class)->finalize (object);
}

static void
gegl_op_class_init (GeglOpClass *klass)
{
  GeglOperationClass *operation_class = GEGL_OPERATION_CLASS (klass);
  GeglOperationSourceClass *source_class = GEGL_OPERATION_SOURCE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = finalize;
  source_class->process = process;
  operation_class->prepare = prepare;
  operation_class->get_bounding_box = get_bounding_box;
  operation_class->get_cached_region = get_cached_region;
  operation_class->threaded = FALSE;
  gegl_operation_class_set_keys (operation_class,
    "name", "tonsure:load",
    "title", _("Load a Photo Upright"),
    "categories", "hidden",
    "op-version", "1",
    "description",
    _("Loads a picture and turns it upright, as its EXIF orientation says"),
    NULL);
}

#endif
