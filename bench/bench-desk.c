/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What a photo costs in GIMP: open, treat and export in a batch, in seconds of one core and in
 * memory at its peak, beyond GIMP's own start. Beside it, as the anchor, what GIMP needs to open
 * the same photo and to write it with default settings. The photo is drawn here: skin with noise,
 * 12 megapixels and 640 × 640 pixels.
 *
 * Time is that of GIMP and of all plug-ins that it starts; memory is the sum of the proportional
 * set sizes of these processes, looked at 20 times a second. The clock runs faster on a busy
 * machine, so what counts is the ratio to the anchor. */
#define _DEFAULT_SOURCE /* wait4 */

#include <gegl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define RUNS 3

typedef struct
{
  double seconds; /* of the CPU */
  double megabytes;
} Cost;

static char *folder;

/* Proportional set size of a process, MB; 0 if it has ended. */
static double
read_memory (const char *process)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/smaps_rollup", process);
  g_autofree char *text = NULL;
  const char *at;

  if (!g_file_get_contents (path, &text, NULL, NULL) || (at = strstr (text, "\nPss:")) == NULL)
    return 0;
  return g_ascii_strtod (at + strlen ("\nPss:"), NULL) / 1024;
}

/* All processes of the group, which GIMP leads. */
static double
read_group_memory (pid_t group)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc", 0, NULL);
  const char *name;
  double sum = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_ascii_isdigit (*name) && getpgid ((pid_t) g_ascii_strtoll (name, NULL, 10)) == group)
      sum += read_memory (name);
  return sum;
}

static Cost
run (const char *code)
{
  g_autofree char *batch = g_strdup_printf ("(begin (script-fu-use-v3) %s)", code);
  Cost cost = { 0 };
  struct rusage usage;
  int status;
  pid_t child = fork ();

  if (child == 0)
    {
      setpgid (0, 0);
      if (freopen ("/dev/null", "w", stdout) == NULL || freopen ("/dev/null", "w", stderr) == NULL)
        _exit (1);
      execlp ("gimp-console-3.0", "gimp-console-3.0", "-idf", "--quit", "--batch-interpreter",
              "plug-in-script-fu-eval", "-b", batch, NULL);
      _exit (127);
    }
  while (wait4 (child, &status, WNOHANG, &usage) == 0)
    {
      cost.megabytes = MAX (cost.megabytes, read_group_memory (child));
      g_usleep (50000);
    }
  if (!WIFEXITED (status) || WEXITSTATUS (status) != 0)
    {
      fprintf (stderr, "GIMP failed: %s\n", batch);
      exit (EXIT_FAILURE);
    }
  cost.seconds = (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
                 + 1e-6 * (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
  return cost;
}

/* The least of a few runs: whatever else runs only adds. */
static Cost
measure (const char *code)
{
  Cost best = run (code);

  for (int i = 1; i < RUNS; i++)
    {
      Cost cost = run (code);

      best.seconds = MIN (best.seconds, cost.seconds);
      best.megabytes = MIN (best.megabytes, cost.megabytes);
    }
  return best;
}

static void
save (GeglBuffer *buffer, const char *operation, const char *name)
{
  g_autoptr (GeglNode) graph = gegl_node_new ();
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GeglNode *source =
      gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", buffer, NULL);
  GeglNode *sink = gegl_node_new_child (graph, "operation", operation, "path", path, NULL);

  gegl_node_link (source, sink);
  gegl_node_process (sink);
}

/* Skin that is darker at the rim, with noise, and an ellipse to treat. */
static void
draw (int width, int height)
{
  static const int skin[] = { 212, 160, 134 };
  GeglRectangle all = { 0, 0, width, height };
  g_autoptr (GeglBuffer) photo = gegl_buffer_new (&all, babl_format ("R'G'B' u8"));
  g_autoptr (GeglBuffer) area = gegl_buffer_new (&all, babl_format ("Y' u8"));
  g_autofree guint8 *rgb = g_new (guint8, 3 * width);
  g_autofree guint8 *gray = g_new (guint8, width);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (int y = 0; y < height; y++)
    {
      double v = 2.0 * y / height - 1;

      for (int x = 0; x < width; x++)
        {
          double u = 2.0 * x / width - 1, r = u * u + v * v;

          gray[x] = (guint8) (255 * CLAMP (8 * (0.6 - r), 0, 1));
          for (int c = 0; c < 3; c++)
            rgb[3 * x + c] = (guint8) (skin[c] - 40 * r + g_rand_int_range (rand, -3, 4));
        }
      gegl_buffer_set (photo, GEGL_RECTANGLE (0, y, width, 1), 0, NULL, rgb, GEGL_AUTO_ROWSTRIDE);
      gegl_buffer_set (area, GEGL_RECTANGLE (0, y, width, 1), 0, NULL, gray, GEGL_AUTO_ROWSTRIDE);
    }
  save (photo, "gegl:jpg-save", "photo.jpg");
  save (area, "gegl:png-save", "area.png");
}

static void
print (const char *what, Cost cost, Cost start, double limit)
{
  printf ("  %-38s %7.2f %7.0f", what, cost.seconds - start.seconds, cost.megabytes);
  if (limit > 0)
    printf ("   <= %.1f", limit);
  printf ("\n");
}

static void
bench (int width, int height, Cost start, double png_limit, double jpeg_limit)
{
  static const char *const kinds[] = { "png", "jpg" };
  const double limits[] = { png_limit, jpeg_limit };

  draw (width, height);
  printf ("%d × %d pixels: seconds of CPU beyond the start, MB at the peak\n", width, height);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *bare =
          g_strdup_printf ("(gimp-file-save RUN-NONINTERACTIVE (gimp-file-load RUN-NONINTERACTIVE"
                           " \"%s/photo.jpg\") \"%s/bare.%s\")",
                           folder, folder, kinds[i]);
      g_autofree char *ours = g_strdup_printf (
          "(let ((image (plug-in-tonsure-open #:photo \"%s/photo.jpg\" #:area \"%s/area.png\")))"
          " (gimp-image-undo-disable image)"
          " (plug-in-tonsure-treat #:run-mode RUN-NONINTERACTIVE #:image image"
          "  #:drawables (gimp-image-get-selected-drawables image))"
          " (plug-in-tonsure-export #:image image #:file \"%s/ours.%s\"))",
          folder, folder, folder, kinds[i]);
      g_autofree char *what = g_strdup_printf ("open, treat and export as %s", kinds[i]);
      g_autofree char *anchor = g_strdup_printf ("GIMP alone: open and export as %s", kinds[i]);

      print (anchor, measure (bare), start, 0);
      print (what, measure (ours), start, limits[i]);
    }
}

static void
remove_folder (void)
{
  static const char *const names[] = { "photo.jpg", "area.png", "bare.png",
                                       "bare.jpg",  "ours.png", "ours.jpg" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  Cost start;

  /* As users have it. */
  g_unsetenv ("BABL_LUT");
  g_setenv ("GEGL_USE_OPENCL", "no", TRUE);
  g_setenv ("GEGL_THREADS", "1", TRUE);
  gegl_init (&argc, &argv);
  folder = g_dir_make_tmp ("tonsure-bench-XXXXXX", NULL);
  run ("1");
  start = measure ("1");
  printf ("GIMP's start: %.2f s of CPU, %.0f MB\n", start.seconds, start.megabytes);
  bench (640, 640, start, 2, 2);
  bench (4000, 3000, start, 8, 4);
  remove_folder ();
  gegl_exit ();
  return EXIT_SUCCESS;
}
