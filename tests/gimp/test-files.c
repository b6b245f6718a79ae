/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

static void
load (Picture *picture, const char *name)
{
  g_autofree char *path = gimp_test_path (name);

  picture_load (picture, path);
}

static void
saved_and_loaded_it_is_the_same_picture (void)
{
  g_autofree char *said = gimp_run_well (
      "(let ((image (open-photo)) (loaded #f))"
      "  (treat-with image 0.1234567891 311.3 #t #f #f)"
      "  (see image \"saved.png\")"
      "  (gimp-file-save RUN-NONINTERACTIVE image (in-folder \"layers.xcf\"))"
      "  (set! loaded (gimp-file-load RUN-NONINTERACTIVE (in-folder \"layers.xcf\")))"
      "  (see loaded \"loaded.png\")"
      "  (gimp-image-crop loaded 200 150 20 10)"
      "  (say \"NOTES \" (caddr (treat-with loaded 0 311.3 #t #f #f)))"
      "  (see loaded \"cropped.png\"))");
  g_auto (Picture) saved = { 0 };
  g_auto (Picture) loaded = { 0 };

  load (&saved, "saved.png");
  load (&loaded, "loaded.png");
  g_assert_cmpint (picture_difference_whole (&saved, &loaded), ==, 0);
  g_assert_nonnull (strstr (said, "NOTES The picture was cropped"));
}

static void
the_mark_covers_seven_percent (void)
{
  static const int sizes[][2] = { { 240, 180 }, { 40, 900 }, { 900, 40 }, { 16, 16 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      int w = sizes[i][0], h = sizes[i][1], left, top, width, height;
      g_autofree char *code =
          g_strdup_printf ("(let ((image (open-photo)) (layer #f))"
                           "  (gimp-image-scale image %d %d)"
                           "  (treat-with image 0.2 300 #f #t #f)"
                           "  (treat-with image 0.2 300 #f #t #f)"
                           "  (set! layer (vector-ref (gimp-image-get-layers image) 0))"
                           "  (say \"MARK \" (gimp-item-get-name layer))"
                           "  (say \"LAYERS \" (vector-length (gimp-image-get-layers image)))"
                           "  (say \"BOX \" (car (gimp-drawable-get-offsets layer)) \" \""
                           "               (cadr (gimp-drawable-get-offsets layer)) \" \""
                           "               (gimp-drawable-get-width layer) \" \""
                           "               (gimp-drawable-get-height layer)))",
                           w, h);
      g_autofree char *said = gimp_run_well (code);

      g_assert_nonnull (strstr (said, "MARK Simulation mark\n"));
      g_assert_nonnull (strstr (said, "LAYERS 3\n"));
      g_assert_cmpint (
          sscanf (strstr (said, "BOX"), "BOX %d %d %d %d", &left, &top, &width, &height), ==, 4);
      g_assert_cmpint (left, >=, 0);
      g_assert_cmpint (top, >=, 0);
      g_assert_cmpint (top + height, <=, h);
      g_assert_cmpint (left + width, <=, w);
      g_assert_cmpint (height, <=, h);
      g_assert_cmpfloat ((double) width * height, >=, 0.07 * w * h);
    }
}

/* Black and white next to each other stand out from any photo. */
static void
the_mark_is_seen (void)
{
  g_autofree char *said =
      gimp_run_well ("(let ((image (open-photo)))"
                     "  (treat-with image 0.2 300 #f #t #f) (see image \"marked.png\"))");
  g_auto (Picture) marked = { 0 };
  int black = 0, white = 0;

  load (&marked, "marked.png");
  for (int i = 0; i < marked.width * marked.height; i++)
    {
      black += marked.rgba[4 * i] < 257 * 8;
      white += marked.rgba[4 * i] > 257 * 247;
    }
  g_assert_cmpint (black, >, marked.width * marked.height / 25);
  g_assert_cmpint (white, >, marked.width * marked.height / 200);
}

/* Cuts a file of this program off after some of it. */
static void
truncate_file (const char *from, const char *to, double share)
{
  g_autofree char *path = gimp_test_path (from);
  g_autofree char *short_path = gimp_test_path (to);
  g_autofree char *data = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  g_assert_true (g_file_set_contents (short_path, data, (gssize) (share * (double) size), NULL));
}

static void
bad_files_are_named (void)
{
  g_autofree char *said = NULL;

  g_free (gimp_run_well (
      "(let ((image (open-photo)))"
      "  (file-jpeg-export #:run-mode RUN-NONINTERACTIVE #:image image"
      "                    #:file (in-folder \"photo.jpg\"))"
      "  (gimp-selection-none image)"
      "  (gimp-image-scale image 200 180)"
      "  (see image \"narrow.png\")"
      "  (gimp-drawable-fill (vector-ref (gimp-image-get-layers image) 0) FILL-WHITE)"
      "  (gimp-drawable-invert (vector-ref (gimp-image-get-layers image) 0) #f)"
      "  (gimp-image-scale image 240 180)"
      "  (see image \"black.png\"))"));
  truncate_file ("photo.jpg", "short.jpg", 0.9);
  truncate_file ("photo.png", "short.png", 0.9);
  truncate_file ("photo.png", "nothing.png", 0);
  said = gimp_run_well (
      "(define (try photo area)"
      "  (lambda () (plug-in-tonsure-open #:photo (in-folder photo) #:area (in-folder area))))"
      "(say-failures (try \"missing.jpg\" \"area.png\") (try \"short.jpg\" \"area.png\")"
      "              (try \"short.png\" \"area.png\") (try \"nothing.png\" \"area.png\")"
      "              (try \"photo.jpg\" \"narrow.png\") (try \"photo.jpg\" \"black.png\"))"
      "(say \"WHOLE \" (= 0 ((try \"photo.jpg\" \"area.png\"))))"
      "(say \"OPEN \" (vector-length (gimp-get-images)))");
  g_assert_null (strstr (said, "not at all"));
  g_assert_nonnull (strstr (said, "missing.jpg"));
  g_assert_nonnull (strstr (said, "short.jpg is damaged"));
  g_assert_nonnull (strstr (said, "short.png is damaged"));
  g_assert_nonnull (strstr (said, "nothing.png is empty"));
  g_assert_nonnull (
      strstr (said, "The area is 200 × 180 pixels and the photo, upright, 240 × 180"));
  g_assert_nonnull (strstr (said, "The area is empty"));
  g_assert_nonnull (strstr (said, "WHOLE #f"));
  g_assert_nonnull (strstr (said, "OPEN 1\n"));
}

static void
what_cannot_be_written_leaves_no_file (void)
{
  g_autofree char *old = gimp_test_path ("old.png");
  g_autofree char *said = NULL;
  g_autofree char *data = NULL;
  g_autofree char *folder = gimp_test_path (".");
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_assert_true (g_file_set_contents (old, "as it was", -1, NULL));
  said = gimp_run_well (
      "(say-failures"
      "  (lambda () (plug-in-tonsure-export #:image (open-photo)"
      "               #:file (in-folder \"nowhere/out.png\")))"
      "  (lambda () (plug-in-tonsure-export #:image (open-photo)"
      "               #:file (in-folder \"old.unknown\")))"
      "  (lambda () (plug-in-tonsure-export #:image (open-photo) #:file (in-folder \"old\"))))");
  g_assert_null (strstr (said, "not at all"));
  g_assert_nonnull (strstr (said, "nowhere does not exist"));
  g_assert_true (g_file_get_contents (old, &data, NULL, NULL));
  g_assert_cmpstr (data, ==, "as it was");
  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_null (strstr (name, ".part"));
}

static void
on_a_full_disk_there_is_an_error_and_no_file (void)
{
  g_autofree char *said = NULL;
  g_autofree char *folder = gimp_test_path ("full");
  g_autoptr (GDir) dir = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_setenv ("FILE_LIMIT", "40", TRUE);
  said = gimp_run_well (
      "(define (try name)"
      "  (lambda () (plug-in-tonsure-export #:image (open-photo) #:file (in-folder name))))"
      "(say-failures (try \"full/a.png\") (try \"full/a.tif\")"
      "              (lambda () (plug-in-tonsure-export #:image (open-photo) #:simulation #f"
      "                           #:file (in-folder \"full/a.xcf\"))))");
  g_unsetenv ("FILE_LIMIT");
  g_assert_null (strstr (said, "not at all"));
  g_assert_nonnull (strstr (said, "full/a.png cannot be written"));
  g_assert_nonnull (strstr (said, "full/a.tif cannot be written"));
  g_assert_nonnull (strstr (said, "full/a.xcf cannot be written"));
  dir = g_dir_open (folder, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
}

int
main (int argc, char *argv[])
{
  gimp_test_init (&argc, &argv);
  g_test_add_func ("/files/saved and loaded it is the same picture",
                   saved_and_loaded_it_is_the_same_picture);
  g_test_add_func ("/files/the mark covers seven percent", the_mark_covers_seven_percent);
  g_test_add_func ("/files/the mark is seen", the_mark_is_seen);
  g_test_add_func ("/files/bad files are named", bad_files_are_named);
  g_test_add_func ("/files/what cannot be written leaves no file",
                   what_cannot_be_written_leaves_no_file);
  g_test_add_func ("/files/on a full disk there is an error and no file",
                   on_a_full_disk_there_is_an_error_and_no_file);
  return gimp_test_run ();
}
