/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Heads as files: see head.h. */
#include "head.h"

#include "gimp.h"

/* Writes @n channels of floats, linear light or, for one, gray as it is coded. */
static void
save (const float *pixels, int width, int height, int n, const char *name)
{
  g_autofree char *path = gimp_test_path (name);
  g_autoptr (GeglNode) graph = gegl_node_new ();
  g_autoptr (GeglBuffer) buffer = gegl_buffer_new (GEGL_RECTANGLE (0, 0, width, height),
                                                   babl_format (n == 3 ? "R'G'B' u16" : "Y' u16"));
  GeglNode *source, *sink;

  gegl_buffer_set (buffer, NULL, 0, babl_format (n == 3 ? "RGB float" : "Y' float"), pixels,
                   GEGL_AUTO_ROWSTRIDE);
  source = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", buffer, NULL);
  sink = gegl_node_new_child (graph, "operation", "gegl:png-save", "path", path, NULL);
  gegl_node_link (source, sink);
  gegl_node_process (sink);
}

void
head_draw (PhantomHair hair, const char *name)
{
  g_autofree char *photo = g_strconcat (name, ".png", NULL);
  g_autofree char *area = g_strconcat (name, "-area.png", NULL);
  g_autoptr (PhantomPicture) picture = NULL;
  PhantomOptions options;

  phantom_options_init (&options);
  options.px_per_mm = 4;
  options.hair = hair;
  options.view = PHANTOM_VIEW_BACK;
  picture = phantom_draw (&options);
  save (picture->photo, picture->width, picture->height, 3, photo);
  save (picture->area, picture->width, picture->height, 1, area);
}
