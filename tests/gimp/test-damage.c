/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Damaged files: scripts fail where pixels are lost, and only there. */
#include "gimp.h"

#include <stdlib.h>
#include <string.h>

static void
make_photos (void)
{
  g_autofree char *folder = gimp_test_path ("");
  g_autofree char *script =
      g_build_filename (g_getenv ("TONSURE_SOURCE"), "tests/files/fixtures.sh", NULL);
  g_autofree char *area = g_strdup_printf (
      "cd '%s' && magick -size 320x240 xc:black -fill white -draw 'circle 160,120 200,120' "
      "circle.png",
      folder);
  char *make[] = { script, "damaged", folder, NULL };
  int status = -1;

  g_assert_true (
      g_spawn_sync (NULL, make, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpint (system (area), ==, 0);
}

/* Opens a photo; prints its name and whether it came, and tidies up. */
#define OPEN                                                                                       \
  "(define (try name . more)"                                                                      \
  "  (let ((image (catch #f (apply plug-in-tonsure-open"                                           \
  "                                (append (list #:photo (string-append folder \"/\" name)"        \
  "                                              #:area (string-append folder \"/circle.png\"))"   \
  "                                        more)))))"                                              \
  "    (display (string-append \"\\n\" name (if image \" opened\\n\" \" refused\\n\")))"           \
  "    (for-each gimp-image-delete (vector->list (gimp-get-images)))))"

static void
scripts_fail_where_pixels_are_lost_and_only_there (void)
{
  static const char *const lost[] = { "lost-half-with-end.jpg", "lost-zeros.jpg", "lost-zeros.webp",
                                      "lost-zeros.tif", "lost-bit.png" };
  static const char *const kept[] = { "odd-tail.jpg", "odd-tail.png", "odd-comment.png",
                                      "whole-deflated.tif", "whole.webp" };
  g_autoptr (GString) code = g_string_new (OPEN);
  g_autofree char *said = NULL;

  make_photos ();
  for (guint i = 0; i < G_N_ELEMENTS (lost); i++)
    g_string_append_printf (code, "(try \"%s\") (try \"%s\")", lost[i], kept[i]);
  g_string_append (code, "(try \"lost-zeros.jpg\" #:damaged #t)");
  said = gimp_run_well (code->str);
  for (guint i = 0; i < G_N_ELEMENTS (lost); i++)
    {
      g_autofree char *refused = g_strdup_printf ("%s refused\n", lost[i]);
      g_autofree char *opened = g_strdup_printf ("%s opened\n", kept[i]);

      g_assert_nonnull (strstr (said, refused));
      g_assert_nonnull (strstr (said, opened));
    }
  g_assert_nonnull (strstr (said, "lost-zeros.jpg opened\n"));
  g_assert_nonnull (strstr (said, "a part of the picture is lost"));
  g_assert_nonnull (strstr (said, "odd-tail.jpg is whole but odd"));
}

int
main (int argc, char *argv[])
{
  gimp_test_init (&argc, &argv);
  g_test_add_func ("/damage/scripts fail where pixels are lost and only there",
                   scripts_fail_where_pixels_are_lost_and_only_there);
  return gimp_test_run ();
}
