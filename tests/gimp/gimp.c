/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the plug-in share: see gimp.h. */
#include "gimp.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define WIDTH 240
#define HEIGHT 180

/* Runs a command; where FILE_LIMIT says so, files cannot grow beyond as many blocks. To a program
 * that is as good as a full disk. */
#define LIMITED                                                                                    \
  "if [ -n \"$FILE_LIMIT\" ]; then trap '' XFSZ; ulimit -f \"$FILE_LIMIT\"; fi; exec \"$@\""

static char *folder;

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

static void
picture_save (const guint8 *pixels, const char *format, const char *name)
{
  g_autofree char *path = gimp_test_path (name);
  g_autoptr (GeglNode) graph = gegl_node_new ();
  g_autoptr (GeglBuffer) buffer =
      gegl_buffer_new (GEGL_RECTANGLE (0, 0, WIDTH, HEIGHT), babl_format (format));
  GeglNode *source, *save;

  gegl_buffer_set (buffer, NULL, 0, babl_format (format), pixels, GEGL_AUTO_ROWSTRIDE);
  source = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", buffer, NULL);
  save =
      gegl_node_new_child (graph, "operation", "gegl:png-save", "path", path, "bitdepth", 8, NULL);
  gegl_node_link (source, save);
  gegl_node_process (save);
}

/* Skin that is darker at the rim, with noise of two levels. */
static void
draw_photo (void)
{
  static const int skin[] = { 212, 160, 134 };
  g_autofree guint8 *rgb = g_new (guint8, 3 * WIDTH * HEIGHT);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (int i = 0; i < 3 * WIDTH * HEIGHT; i++)
    {
      int x = i / 3 % WIDTH - WIDTH / 2, y = i / 3 / WIDTH - HEIGHT / 2;

      rgb[i] = (guint8) (skin[i % 3] - (x * x + y * y) / 300 + g_rand_int_range (rand, -2, 3));
    }
  picture_save (rgb, "R'G'B' u8", "photo.png");
}

/* Linear light to 8 bits (IEC 61966-2-1). */
static guint8
code (double light)
{
  double value = light <= 0.0031308 ? 12.92 * light : 1.055 * pow (light, 1 / 2.4) - 0.055;

  return (guint8) (255 * CLAMP (value, 0, 1) + 0.5);
}

/* Brown skin with noise, and a highlight where the area is. */
static void
draw_sheen (void)
{
  static const double skin[] = { .30, .16, .10 };
  g_autofree guint8 *rgb = g_new (guint8, 3 * WIDTH * HEIGHT);
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);

  for (int i = 0; i < 3 * WIDTH * HEIGHT; i++)
    {
      double x = (i / 3 % WIDTH - 140) / 30.0, y = (i / 3 / WIDTH - 80) / 20.0;
      double gloss = 0.14 * exp (-0.5 * (x * x + y * y));

      rgb[i] = code (skin[i % 3] * g_rand_double_range (rand, 0.97, 1.03) + gloss);
    }
  picture_save (rgb, "R'G'B' u8", "sheen.png");
}

/* The same skin with strands of hair, no gloss. */
static void
draw_hair (void)
{
  static const double skin[] = { .30, .16, .10 }, hair[] = { .020, .016, .014 };
  g_autofree guint8 *rgb = g_new (guint8, 3 * WIDTH * HEIGHT);
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);

  for (int i = 0; i < 3 * WIDTH * HEIGHT; i++)
    {
      int x = i / 3 % WIDTH, y = i / 3 / WIDTH;
      double a = (x + y / 2) % 11 == 3 ? 1 : (x + y / 2) % 11 == 4 ? .5 : 0;

      rgb[i] =
          code ((a * hair[i % 3] + (1 - a) * skin[i % 3]) * g_rand_double_range (rand, 0.97, 1.03));
    }
  picture_save (rgb, "R'G'B' u8", "hair.png");
}

static void
draw_area (void)
{
  g_autofree guint8 *gray = g_new (guint8, WIDTH * HEIGHT);

  for (int i = 0; i < WIDTH * HEIGHT; i++)
    {
      double x = (i % WIDTH - 120) / 62.0, y = (i / WIDTH - 95) / 48.0;

      gray[i] = (guint8) (255 * CLAMP (5 * (1 - x * x - y * y), 0, 1));
    }
  picture_save (gray, "Y' u8", "area.png");
}

void
gimp_test_init (int *argc, char ***argv)
{
  g_test_init (argc, argv, NULL);
  gegl_init (NULL, NULL);
  folder = g_dir_make_tmp ("tonsure-gimp-XXXXXX", NULL);
  g_assert_nonnull (folder);
  draw_photo ();
  draw_sheen ();
  draw_hair ();
  draw_area ();
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_folder (child);
    }
  g_remove (path);
}

int
gimp_test_run (void)
{
  int status = g_test_run ();

  remove_folder (folder);
  gegl_exit ();
  return status;
}

char *
gimp_test_path (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

int
gimp_run (const char *code, char **output)
{
  g_autofree char *common = g_test_build_filename (G_TEST_DIST, "common.scm", NULL);
  g_autofree char *batch =
      g_strdup_printf ("(begin (define folder \"%s\") (load \"%s\") %s)", folder, common, code);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error, "sh", "-c", LIMITED,
      "sh", "timeout", "-k", "5", "240", "gimp-console-3.0", "-idf", "--quit",
      "--batch-interpreter", "plug-in-script-fu-eval", "-b", batch, NULL);
  g_autofree char *said = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &said, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("%s", said);
  if (output != NULL)
    *output = g_steal_pointer (&said);
  return g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process) : -1;
}

char *
gimp_run_well (const char *code)
{
  char *output = NULL;

  g_assert_cmpint (gimp_run (code, &output), ==, 0);
  return output;
}

void
gimp_run_badly (const char *code, const char *message)
{
  g_autofree char *output = NULL;

  g_assert_cmpint (gimp_run (code, &output), ==, 70);
  if (strstr (output, message) == NULL)
    g_error ("GIMP did not say “%s” but: %s", message, output);
}
