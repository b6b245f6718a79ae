/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures as the tests compare them: see gimp.h. */
#include "gimp.h"

void
picture_clear (Picture *picture)
{
  g_clear_pointer (&picture->rgba, g_free);
}

void
picture_load (Picture *picture, const char *path)
{
  g_autoptr (GeglNode) graph = gegl_node_new ();
  g_autoptr (GeglBuffer) buffer = NULL;
  GeglNode *load, *sink;
  const GeglRectangle *extent;

  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  load = gegl_node_new_child (graph, "operation", "gegl:load", "path", path, NULL);
  sink = gegl_node_new_child (graph, "operation", "gegl:buffer-sink", "buffer", &buffer, NULL);
  gegl_node_link (load, sink);
  gegl_node_process (sink);
  g_assert_nonnull (buffer);
  extent = gegl_buffer_get_extent (buffer);
  picture->width = extent->width;
  picture->height = extent->height;
  picture->rgba = g_new (guint16, 4 * (gsize) extent->width * extent->height);
  gegl_buffer_get (buffer, extent, 1.0,
                   babl_format_with_space ("R'G'B'A u16", gegl_buffer_get_format (buffer)),
                   picture->rgba, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
}

int
picture_difference (const Picture *a, int ax, int ay, const Picture *b, int bx, int by, int width,
                    int height)
{
  int largest = 0;

  g_assert_cmpint (ax + width, <=, a->width);
  g_assert_cmpint (ay + height, <=, a->height);
  g_assert_cmpint (bx + width, <=, b->width);
  g_assert_cmpint (by + height, <=, b->height);
  for (int j = 0; j < height; j++)
    for (int i = 0; i < 4 * width; i++)
      largest = MAX (largest, ABS (a->rgba[4 * ((ay + j) * a->width + ax) + i]
                                   - b->rgba[4 * ((by + j) * b->width + bx) + i]));
  return largest;
}

int
picture_difference_whole (const Picture *a, const Picture *b)
{
  g_assert_cmpint (a->width, ==, b->width);
  g_assert_cmpint (a->height, ==, b->height);
  return picture_difference (a, 0, 0, b, 0, 0, a->width, a->height);
}

static gboolean
area_is_near (const Picture *area, int x, int y, int reach)
{
  for (int j = MAX (0, y - reach); j <= MIN (area->height - 1, y + reach); j++)
    for (int i = MAX (0, x - reach); i <= MIN (area->width - 1, x + reach); i++)
      if (area->rgba[4 * (j * area->width + i)] > 0)
        return TRUE;
  return FALSE;
}

void
picture_assert_same_away_from (const Picture *a, const Picture *b, const Picture *area, int reach)
{
  int compared = 0;

  for (int y = 0; y < area->height; y++)
    for (int x = 0; x < area->width; x++)
      if (!area_is_near (area, x, y, reach))
        {
          g_assert_cmpint (picture_difference (a, x, y, b, x, y, 1, 1), ==, 0);
          compared++;
        }
  g_assert_cmpint (compared, >, area->width * area->height / 10);
}

double
picture_share_changed (const Picture *a, const Picture *b)
{
  int changed = 0;

  for (int y = 0; y < a->height; y++)
    for (int x = 0; x < a->width; x++)
      changed += picture_difference (a, x, y, b, x, y, 1, 1) > 0;
  return (double) changed / (a->width * a->height);
}
