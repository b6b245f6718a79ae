/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Photos that their EXIF orientation turns: opened upright, in every way, with the area drawn on
 * the upright picture. */
#include "gimp.h"

#include <stdlib.h>
#include <string.h>

static void
make_photos (void)
{
  g_autofree char *folder = gimp_test_path ("");
  g_autofree char *script =
      g_build_filename (g_getenv ("TONSURE_SOURCE"), "tests/files/fixtures.sh", NULL);
  g_autofree char *areas = g_strdup_printf (
      "cd '%s' && magick -size 44x30 xc:black -fill white -draw 'rectangle 2,3 12,8' wide.png"
      " && magick -size 30x44 xc:black -fill white -draw 'rectangle 2,3 12,8' high.png",
      folder);
  char *make[] = { script, "turned", folder, NULL };
  int status = -1;

  g_assert_true (
      g_spawn_sync (NULL, make, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpint (system (areas), ==, 0);
}

/* Opens a photo, and prints its size, whether a pixel in and one beyond the area are selected, and
 * pixels of a grid; in one piece, as other programs write in between. */
#define OPEN                                                                                       \
  "(define (show name area)"                                                                       \
  "  (let* ((image (plug-in-tonsure-open #:photo (string-append folder \"/\" name)"                \
  "                                      #:area (string-append folder \"/\" area)))"               \
  "         (layer (vector-ref (gimp-image-get-layers image) 0))"                                  \
  "         (width (gimp-image-get-width image)) (height (gimp-image-get-height image)))"          \
  "    (let ((text (string-append \"(photo \" name \" \" (number->string width) \" \""             \
  "                               (number->string height) \" \""                                   \
  "                               (number->string (gimp-selection-value image 4 5)) \" \""         \
  "                               (number->string (gimp-selection-value image 20 20)) \")\")))"    \
  "      (do ((y 0 (+ y 7))) ((>= y height))"                                                      \
  "        (do ((x 0 (+ x 7))) ((>= x width))"                                                     \
  "          (for-each (lambda (v)"                                                                \
  "                      (set! text (string-append text \" \" (number->string v))))"               \
  "                    (gimp-drawable-get-pixel layer x y))))"                                     \
  "      (display (string-append text \"\\n\")))"                                                  \
  "    image))"

/* Compares what was printed of one photo with ImageMagick's upright picture. */
static void
check (const char *said, const char *kind, int orientation)
{
  g_autofree char *name = g_strdup_printf ("%s-%d.%s", kind, orientation, kind);
  g_autofree char *truth_name = g_strdup_printf ("%s-%d.upright.png", kind, orientation);
  g_autofree char *truth_path = gimp_test_path (truth_name);
  g_autofree char *line = g_strdup_printf ("(photo %s %d %d 255 0)", name,
                                           orientation >= 5 ? 30 : 44, orientation >= 5 ? 44 : 30);
  const char *at = strstr (said, line);
  int components = g_str_equal (kind, "webp") ? 4 : 3, worst = 0;
  g_auto (Picture) truth = { 0 };

  if (at == NULL)
    g_error ("“%s” is not in: %s", line, said);
  at += strlen (line);
  picture_load (&truth, truth_path);
  for (int y = 0; y < truth.height; y += 7)
    for (int x = 0; x < truth.width; x += 7)
      for (int c = 0; c < components; c++)
        {
          char *end;
          long value = strtol (at, &end, 10);

          g_assert_true (end > at);
          at = end;
          if (c < 3)
            worst =
                MAX (worst, ABS (257 * (int) value - truth.rgba[4 * (y * truth.width + x) + c]));
        }
  g_test_message ("%s: %d of 65535", name, worst);
  /* Decoders of JPEG differ a little. */
  g_assert_cmpint (worst, <=, g_str_equal (kind, "jpg") ? 8 * 257 : 257);
}

static void
photos_are_opened_upright (void)
{
  static const char *const kinds[] = { "jpg", "png", "tif", "webp" };
  g_autoptr (GString) code = g_string_new (OPEN);
  g_autofree char *said = NULL;

  make_photos ();
  for (int orientation = 1; orientation <= 8; orientation++)
    for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
      if (k == 0 || orientation == 6)
        g_string_append_printf (code, "(gimp-image-delete (show \"%s-%d.%s\" \"%s.png\"))",
                                kinds[k], orientation, kinds[k],
                                orientation >= 5 ? "high" : "wide");
  said = gimp_run_well (code->str);
  for (int orientation = 1; orientation <= 8; orientation++)
    check (said, "jpg", orientation);
  for (guint k = 1; k < G_N_ELEMENTS (kinds); k++)
    check (said, kinds[k], 6);
}

static void
a_photo_is_exported_upright_and_says_so (void)
{
  g_autofree char *said = gimp_run_well (
      OPEN "(let ((image (show \"jpg-8.jpg\" \"high.png\")))"
           "  (plug-in-tonsure-export #:image image #:simulation #f"
           "                          #:file (string-append folder \"/upright.png\"))"
           "  (plug-in-tonsure-export #:image image #:simulation #f"
           "                          #:file (string-append folder \"/upright.jpg\")))");
  g_autofree char *path = gimp_test_path ("upright.png");
  g_autofree char *truth_path = gimp_test_path ("jpg-8.upright.png");
  g_autofree char *command =
      g_strdup_printf ("! exiftool -s3 -n -EXIF:Orientation -XMP-tiff:Orientation '%s' "
                       "\"$(dirname '%s')\"/upright.jpg | grep -vE '^(1|====.*|.*read)$'",
                       path, path);
  g_auto (Picture) result = { 0 };
  g_auto (Picture) truth = { 0 };

  picture_load (&result, path);
  picture_load (&truth, truth_path);
  g_assert_cmpint (picture_difference_whole (&result, &truth), <=, 8 * 257);
  g_assert_cmpint (system (command), ==, 0);
}

static void
an_area_of_the_stored_size_is_refused (void)
{
  gimp_run_badly (OPEN "(show \"jpg-6.jpg\" \"wide.png\")",
                  "The area is 44 × 30 pixels and the photo, upright, 30 × 44");
}

int
main (int argc, char *argv[])
{
  gimp_test_init (&argc, &argv);
  g_test_add_func ("/orientation/photos are opened upright", photos_are_opened_upright);
  g_test_add_func ("/orientation/a photo is exported upright and says so",
                   a_photo_is_exported_upright_and_says_so);
  g_test_add_func ("/orientation/an area of the stored size is refused",
                   an_area_of_the_stored_size_is_refused);
  return gimp_test_run ();
}
