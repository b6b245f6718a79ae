/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

/* The mark is a strip of 7 % of the picture at its bottom, which hides nothing of the area here. */
#define MARK_SHARE 0.07

static void
load (Picture *picture, const char *name)
{
  g_autofree char *path = gimp_test_path (name);

  picture_load (picture, path);
}

static gboolean
exists (const char *name)
{
  g_autofree char *path = gimp_test_path (name);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* How many pictures a file holds. */
static int
count_pages (const char *name)
{
  g_autofree char *path = gimp_test_path (name);
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;
  const char *argv[] = { "identify", "-format", "x", path, NULL };

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &said,
                               NULL, NULL, &error));
  g_assert_no_error (error);
  return (int) strlen (said);
}

/* Mean difference of the coded values, of 255. */
static double
mean_difference (const Picture *a, const Picture *b)
{
  double sum = 0;
  int n = a->width * a->height;

  g_assert_cmpint (a->width, ==, b->width);
  g_assert_cmpint (a->height, ==, b->height);
  for (int i = 0; i < n; i++)
    for (int c = 0; c < 3; c++)
      sum += fabs ((double) a->rgba[4 * i + c] - b->rgba[4 * i + c]);
  return sum / (3.0 * n) / 257;
}

/* Part of the pixels in the strip that are nearly black or nearly white. */
static double
share_plain (const Picture *picture)
{
  int plain = 0, width = picture->width, height = (int) ceil (MARK_SHARE * picture->height);

  for (int y = picture->height - height; y < picture->height; y++)
    for (int x = 0; x < width; x++)
      {
        const guint16 *pixel = picture->rgba + 4 * (y * picture->width + x);
        int low = MIN (MIN (pixel[0], pixel[1]), pixel[2]) / 257;
        int high = MAX (MAX (pixel[0], pixel[1]), pixel[2]) / 257;

        plain += high < 40 || low > 215;
      }
  return (double) plain / (width * height);
}

static void
assert_marked (const char *name)
{
  g_auto (Picture) picture = { 0 };

  load (&picture, name);
  g_assert_cmpfloat (share_plain (&picture), >, 0.8);
}

static void
every_format_holds_one_merged_marked_picture (void)
{
  static const char *const files[] = { "one.png", "one.jpg",  "one.jpeg",
                                       "one.tif", "one.tiff", "one.webp" };
  g_auto (Picture) photo = { 0 };
  g_auto (Picture) png = { 0 };

  g_free (gimp_run_well (
      "(let ((image (open-photo)))"
      "  (treat-with image 0.2 300 #f #f #f)"
      "  (for-each (lambda (name) (plug-in-tonsure-export #:image image"
      "                             #:file (in-folder name)))"
      "    '(\"one.png\" \"one.jpg\" \"one.jpeg\" \"one.tif\" \"one.tiff\" \"one.webp\"))"
      "  (gimp-selection-none image)"
      "  (see-as-exported image \"canvas.png\"))"));
  load (&photo, "photo.png");
  load (&png, "one.png");
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_auto (Picture) picture = { 0 };

      g_assert_cmpint (count_pages (files[i]), ==, 1);
      load (&picture, files[i]);
      g_assert_cmpfloat (mean_difference (&picture, &png), <, i == 0 ? 1e-9 : 4);
      /* The dots are there: the photo is another picture. */
      g_assert_cmpfloat (mean_difference (&picture, &photo), >, 6);
      assert_marked (files[i]);
      if (g_str_has_prefix (files[i], "one.tif"))
        g_assert_cmpint (picture_difference_whole (&picture, &png), ==, 0);
    }
}

static void
an_export_shows_what_the_canvas_shows (void)
{
  g_auto (Picture) png = { 0 };
  g_auto (Picture) canvas = { 0 };

  load (&png, "one.png");
  load (&canvas, "canvas.png");
  g_assert_cmpint (picture_difference_whole (&png, &canvas), <=, 257);
}

static void
formats_that_would_show_the_photo_or_say_nothing_are_refused (void)
{
  static const char *const layered[] = { "xcf", "psd", "ora", "xcf.gz" };
  static const char *const silent[] = { "gif", "bmp", "pdf", "jxl", "heic", "avif", "unknown" };
  g_autoptr (GString) code = g_string_new ("(let ((image (open-photo)))"
                                           "  (define (try name) (lambda ()"
                                           "    (plug-in-tonsure-export #:image image"
                                           "      #:file (in-folder name))))"
                                           "  (say-failures");
  g_autofree char *said = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (layered); i++)
    g_string_append_printf (code, " (try \"no.%s\")", layered[i]);
  for (guint i = 0; i < G_N_ELEMENTS (silent); i++)
    g_string_append_printf (code, " (try \"no.%s\")", silent[i]);
  g_string_append (code, " (try \"no\") (try \".png/no\")))");
  said = gimp_run_well (code->str);
  g_assert_null (strstr (said, "not at all"));
  for (guint i = 0; i < G_N_ELEMENTS (layered); i++)
    {
      g_autofree char *name = g_strdup_printf ("no.%s", layered[i]);
      g_autofree char *text = g_strdup_printf ("%s cannot be written: ", name);

      g_assert_nonnull (strstr (said, text));
      g_assert_false (exists (name));
    }
  g_assert_nonnull (strstr (said, ".psd files keep layers, and with them the untreated photo"));
  for (guint i = 0; i < G_N_ELEMENTS (silent); i++)
    {
      g_autofree char *name = g_strdup_printf ("no.%s", silent[i]);
      g_autofree char *text = g_strdup_printf (
          ".%s files cannot say in their metadata that the picture is a simulation", silent[i]);

      g_assert_nonnull (strstr (said, text));
      g_assert_false (exists (name));
    }
  g_assert_nonnull (strstr (said, "A file name with an ending"));
}

/* A name of 250 bytes, which a file system takes. */
static void
long_names_are_written_and_nothing_is_left (void)
{
  g_autofree char *stem = g_strnfill (246, 'n');
  g_autofree char *name = g_strdup_printf ("%s.png", stem);
  g_autofree char *folder = gimp_test_path (".");
  g_autofree char *code = g_strdup_printf ("(let ((image (open-photo)))"
                                           "  (plug-in-tonsure-export #:image image"
                                           "    #:file (in-folder \"%s\") #:compression 9)"
                                           "  (plug-in-tonsure-export #:image image"
                                           "    #:file (in-folder \"big.png\") #:compression 1))",
                                           name);
  g_autofree char *path = gimp_test_path (name);
  g_autofree char *big_path = gimp_test_path ("big.png");
  g_autoptr (GDir) dir = NULL;
  g_auto (Picture) small = { 0 };
  g_auto (Picture) big = { 0 };
  GStatBuf status, big_status;
  const char *entry;

  g_free (gimp_run_well (code));
  assert_marked (name);
  load (&small, name);
  load (&big, "big.png");
  g_assert_cmpint (picture_difference_whole (&small, &big), ==, 0);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (g_stat (big_path, &big_status), ==, 0);
  g_assert_cmpint (status.st_size, <, big_status.st_size);
  dir = g_dir_open (folder, 0, NULL);
  while ((entry = g_dir_read_name (dir)) != NULL)
    g_assert_false (g_str_has_prefix (entry, ".tonsure-"));
}

/* Whatever was done to it: the file has it as it was drawn. */
static void
a_mark_that_is_not_seen_is_made_anew (void)
{
  static const char *const files[] = { "hidden.png",  "faint.png",  "painted.png",
                                       "covered.png", "masked.png", "moved.png" };

  g_free (gimp_run_well (
      "(define (top image) (vector-ref (gimp-image-get-layers image) 0))"
      "(define (try name spoil)"
      "  (let ((image (open-photo)))"
      "    (gimp-selection-none image)"
      "    (plug-in-tonsure-export #:image image #:file (in-folder \"first.png\"))"
      "    (spoil image (top image))"
      "    (plug-in-tonsure-export #:image image #:file (in-folder name))"
      "    (gimp-image-delete image)))"
      "(try \"hidden.png\" (lambda (image mark) (gimp-item-set-visible mark #f)))"
      "(try \"faint.png\" (lambda (image mark) (gimp-layer-set-opacity mark 60)))"
      "(try \"painted.png\" (lambda (image mark) (gimp-drawable-fill mark FILL-WHITE)))"
      "(try \"covered.png\" (lambda (image mark)"
      "  (let ((layer (gimp-layer-new image \"cover\" 240 180 RGB-IMAGE 100 LAYER-MODE-NORMAL)))"
      "    (gimp-image-insert-layer image layer 0 0)"
      "    (gimp-drawable-fill layer FILL-WHITE))))"
      "(try \"masked.png\" (lambda (image mark)"
      "  (gimp-layer-add-mask mark (gimp-layer-create-mask mark ADD-MASK-BLACK))))"
      "(try \"moved.png\" (lambda (image mark)"
      "  (gimp-item-set-lock-position mark #f)"
      "  (gimp-layer-set-offsets mark 230 170)))"));
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    assert_marked (files[i]);
}

/* Grows a region of one color; four neighbors. */
static void
fill_region (const guint8 *white, guint8 *seen, int width, int height, int start)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (int));

  g_array_append_val (open, start);
  seen[start] = 1;
  while (open->len > 0)
    {
      int at = g_array_index (open, int, open->len - 1), x = at % width, y = at / width;
      const int next[] = { x > 0 ? at - 1 : at, x < width - 1 ? at + 1 : at,
                           y > 0 ? at - width : at, y < height - 1 ? at + width : at };

      g_array_set_size (open, open->len - 1);
      for (int i = 0; i < 4; i++)
        if (!seen[next[i]] && white[next[i]] == white[at])
          {
            seen[next[i]] = 1;
            g_array_append_val (open, next[i]);
          }
    }
}

/* Counts regions of white and of black in the strip, but for its right and lower rim. */
static void
count_regions (const Picture *picture, int *n_white, int *n_black)
{
  int width = picture->width - 8, height = (int) ceil (MARK_SHARE * picture->height) - 4;
  int top = picture->height - height - 4;
  g_autofree guint8 *white = g_new (guint8, width * height);
  g_autofree guint8 *seen = g_new0 (guint8, width * height);

  for (int i = 0; i < width * height; i++)
    white[i] =
        picture->rgba[4 * ((top + i / width) * picture->width + i % width)] > G_MAXUINT16 / 2;
  *n_white = *n_black = 0;
  for (int i = 0; i < width * height; i++)
    if (!seen[i])
      {
        ++*(white[i] ? n_white : n_black);
        fill_region (white, seen, width, height, i);
      }
}

/* SIMULATION is ten letters, of which A and O have a hole; a row of boxes would be ten holes. */
static void
without_fonts_the_word_is_drawn_all_the_same (void)
{
  g_autofree char *config = gimp_test_path ("no-fonts.conf");
  g_autofree char *cache = gimp_test_path ("no-font-cache");
  g_autofree char *text = g_strdup_printf (
      "<?xml version=\"1.0\"?><fontconfig><cachedir>%s</cachedir></fontconfig>", cache);
  g_auto (Picture) picture = { 0 };
  int n_white, n_black;

  g_assert_true (g_file_set_contents (config, text, -1, NULL));
  g_setenv ("FONTCONFIG_FILE", config, TRUE);
  g_free (gimp_run_well ("(let ((image (open-photo)))"
                         "  (gimp-selection-none image)"
                         "  (gimp-image-scale image 1200 900)"
                         "  (plug-in-tonsure-export #:image image"
                         "    #:file (in-folder \"no-fonts.png\")))"));
  g_unsetenv ("FONTCONFIG_FILE");
  load (&picture, "no-fonts.png");
  count_regions (&picture, &n_white, &n_black);
  /* Letters and the rim; the ground and two holes. */
  g_assert_cmpint (n_white, ==, 11);
  g_assert_cmpint (n_black, ==, 3);
}

int
main (int argc, char *argv[])
{
  gimp_test_init (&argc, &argv);
  g_test_add_func ("/export/every format holds one merged marked picture",
                   every_format_holds_one_merged_marked_picture);
  g_test_add_func ("/export/an export shows what the canvas shows",
                   an_export_shows_what_the_canvas_shows);
  g_test_add_func ("/export/formats that would show the photo or say nothing are refused",
                   formats_that_would_show_the_photo_or_say_nothing_are_refused);
  g_test_add_func ("/export/long names are written and nothing is left",
                   long_names_are_written_and_nothing_is_left);
  g_test_add_func ("/export/a mark that is not seen is made anew",
                   a_mark_that_is_not_seen_is_made_anew);
  g_test_add_func ("/export/without fonts the word is drawn all the same",
                   without_fonts_the_word_is_drawn_all_the_same);
  return gimp_test_run ();
}
