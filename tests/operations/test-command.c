/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* From PNG to PNG by the gegl command, as a script would do it. */
#include "graph.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder, *photo, *area, *result;
} Files;

static void
save (GeglBuffer *buffer, const char *path)
{
  g_autoptr (GeglNode) graph = gegl_node_new ();
  GeglNode *source =
      gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", buffer, NULL);
  GeglNode *png =
      gegl_node_new_child (graph, "operation", "gegl:png-save", "path", path, "bitdepth", 8, NULL);

  gegl_node_link (source, png);
  gegl_node_process (png);
}

static guint8 *
load (const char *path)
{
  g_autoptr (GeglNode) graph = gegl_node_new ();
  GeglNode *png = gegl_node_new_child (graph, "operation", "gegl:png-load", "path", path, NULL);
  GeglRectangle box = gegl_node_get_bounding_box (png);

  g_assert_true (gegl_rectangle_equal (&box, &picture));
  return draw (png, &picture, babl_format ("R'G'B' u8"));
}

static void
set_up (Files *files, gconstpointer data)
{
  g_autoptr (GeglBuffer) photo = random_photo (babl_format ("R'G'B' u8"));
  g_autoptr (GeglBuffer) area = area_as_gray (babl_format ("Y' u8"));

  files->folder = g_dir_make_tmp ("tonsure-XXXXXX", NULL);
  files->photo = g_build_filename (files->folder, "photo.png", NULL);
  files->area = g_build_filename (files->folder, "area.png", NULL);
  files->result = g_build_filename (files->folder, "result.png", NULL);
  save (photo, files->photo);
  save (area, files->area);
}

static void
tear_down (Files *files, gconstpointer data)
{
  char **const paths[] = { &files->photo, &files->area, &files->result };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_unlink (*paths[i]);
      g_free (*paths[i]);
    }
  g_rmdir (files->folder);
  g_free (files->folder);
}

/* Runs gegl on the photo; returns what it says. Its exit status tells nothing. Of its
 * conversions babl may pick the fastest that are right within @tolerance, without a look at what
 * other processes picked. */
static char *
run_gegl_with (const Files *files, const char *operation, const char *area, const char *tolerance)
{
  g_autofree char *aux =
      area != NULL ? g_strdup_printf ("aux=[ gegl:load path=%s ]", area) : g_strdup ("");
  g_autofree char *line = g_strdup_printf ("'%s' '%s' -o '%s' -- %s %s", g_getenv ("GEGL_PROGRAM"),
                                           files->photo, files->result, operation, aux);
  g_autoptr (GError) error = NULL;
  g_autofree char *printed = NULL;
  char *said = NULL;
  g_auto (GStrv) environment = g_get_environ ();
  g_auto (GStrv) words = NULL;

  environment = g_environ_setenv (environment, "XDG_CACHE_HOME", files->folder, TRUE);
  environment = g_environ_setenv (environment, "BABL_INHIBIT_CACHE", "1", TRUE);
  if (tolerance != NULL)
    environment = g_environ_setenv (environment, "BABL_TOLERANCE", tolerance, TRUE);
  g_assert_true (g_shell_parse_argv (line, NULL, &words, NULL));
  g_spawn_sync (NULL, words, environment, G_SPAWN_SEARCH_PATH, NULL, NULL, &printed, &said, NULL,
                &error);
  g_assert_no_error (error);
  return said;
}

static char *
run_gegl (const Files *files, const char *operation, const char *area)
{
  return run_gegl_with (files, operation, area, NULL);
}

static void
a_photo_is_treated (Files *files, gconstpointer data)
{
  g_autofree char *said = run_gegl (
      files, "tonsure:treat mm-per-px=0.12 outcome=unfavorable seed=4294967295", files->area);
  g_autofree guint8 *pixels = load (files->result);
  g_autofree guint8 *before = load (files->photo);
  g_autoptr (GeglBuffer) photo = gegl_buffer_new (&picture, babl_format ("R'G'B' u8"));
  g_autoptr (GeglBuffer) area = area_as_gray (babl_format ("Y' u8"));
  GeglNode *node;
  g_autoptr (GeglNode) graph = graph_new ("tonsure:treat", photo, area, &node);

  g_assert_null (g_strrstr (said, "tonsure:"));
  gegl_buffer_set (photo, NULL, 0, NULL, before, GEGL_AUTO_ROWSTRIDE);
  gegl_node_set (node, "mm-per-px", 0.12, "outcome", 2, "seed", G_MAXUINT32, NULL);
  g_autofree guint8 *expected = draw (node, &picture, babl_format ("R'G'B' u8"));

  g_assert_cmpmem (pixels, 3 * WIDTH * HEIGHT, expected, 3 * WIDTH * HEIGHT);
  g_assert_cmpint (memcmp (pixels, before, 3 * WIDTH * HEIGHT), !=, 0);
}

/* What babl picks must not show: it would differ from day to day. */
static void
the_bits_do_not_depend_on_the_conversions_that_babl_picks (Files *files, gconstpointer data)
{
  static const char *const tolerances[] = { "0.0", "0.0000047", "0.001", "0.02" };
  g_autofree guint8 *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (tolerances); i++)
    {
      g_autofree char *said =
          run_gegl_with (files, "tonsure:treat mm-per-px=0.12", files->area, tolerances[i]);
      g_autofree guint8 *pixels = load (files->result);

      g_assert_null (g_strrstr (said, "tonsure:"));
      if (first == NULL)
        first = g_steal_pointer (&pixels);
      else
        g_assert_cmpmem (pixels, 3 * WIDTH * HEIGHT, first, 3 * WIDTH * HEIGHT);
      g_unlink (files->result);
    }
}

static void
without_an_area_it_warns_and_passes_the_photo_through (Files *files, gconstpointer data)
{
  g_autofree char *said = run_gegl (files, "tonsure:treat", NULL);
  g_autofree guint8 *pixels = load (files->result);
  g_autofree guint8 *before = load (files->photo);

  g_assert_nonnull (g_strrstr (said, "tonsure:treat: there is no area"));
  g_assert_cmpmem (pixels, 3 * WIDTH * HEIGHT, before, 3 * WIDTH * HEIGHT);
}

static void
an_area_of_another_size_is_told (Files *files, gconstpointer data)
{
  g_autoptr (GeglBuffer) small =
      gegl_buffer_new (GEGL_RECTANGLE (0, 0, 30, 20), babl_format ("Y' u8"));

  save (small, files->area);
  g_autofree char *said = run_gegl (files, "tonsure:treat", files->area);

  g_assert_nonnull (g_strrstr (said, "tonsure:treat: the area is 30 x 20 pixels"));
}

static void
add (const char *path, void (*test) (Files *, gconstpointer))
{
  g_test_add (path, Files, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  test_graph_init (&argc, &argv);
  add ("/command/a photo is treated", a_photo_is_treated);
  add ("/command/the bits do not depend on the conversions that babl picks",
       the_bits_do_not_depend_on_the_conversions_that_babl_picks);
  add ("/command/without an area it warns and passes the photo through",
       without_an_area_it_warns_and_passes_the_photo_through);
  add ("/command/an area of another size is told", an_area_of_another_size_is_told);
  return test_graph_run ();
}
