/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* How far the picture has been moved in front of an operation: see common.h. */
#include "common.h"

#include <math.h>

void
tonsure_shift_of (GeglOperation *operation, int *x, int *y)
{
  GeglNode *node = gegl_node_get_producer (operation->node, "input", NULL);
  gboolean moved = FALSE;

  *x = *y = 0;
  for (; node != NULL; node = gegl_node_get_producer (node, "input", NULL))
    {
      const char *name = gegl_node_get_operation (node);

      if (g_strcmp0 (name, "gegl:translate") == 0)
        {
          double dx = 0, dy = 0;

          gegl_node_get (node, "x", &dx, "y", &dy, NULL);
          *x -= (int) floor (dx);
          *y -= (int) floor (dy);
          moved = TRUE;
        }
      /* The border of a graph is a nop: that around the operation alone, but not the next. */
      else if (g_strcmp0 (name, "gegl:crop") != 0 && (moved || g_strcmp0 (name, "gegl:nop") != 0))
        break;
    }
}
