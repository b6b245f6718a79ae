/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp.h"

#include <math.h>
#include <string.h>

static void
load (Picture *picture, const char *name)
{
  g_autofree char *path = gimp_test_path (name);

  picture_load (picture, path);
}

/* How the darkening of two pictures goes together, where @shift takes a pixel of the first,
 * @scale times reduced, to the second: 1 is the same, 0 has nothing to do with it. */
static double
correlation (const Picture *a, const Picture *a_bare, const Picture *b, const Picture *b_bare,
             int scale)
{
  double sums[5] = { 0 };
  int n = 0;

  for (int y = 0; y < b->height; y++)
    for (int x = 0; x < b->width; x++)
      {
        double p = 0, q;

        for (int k = 0; k < scale * scale; k++)
          {
            gsize at = 4 * (gsize) ((scale * y + k / scale) * a->width + scale * x + k % scale);

            p += (double) a->rgba[at] / a_bare->rgba[at] / (scale * scale);
          }
        q = (double) b->rgba[4 * (y * b->width + x)] / b_bare->rgba[4 * (y * b->width + x)];
        sums[0] += p;
        sums[1] += q;
        sums[2] += p * p;
        sums[3] += q * q;
        sums[4] += p * q;
        n++;
      }
  return (sums[4] - sums[0] * sums[1] / n)
         / sqrt ((sums[2] - sums[0] * sums[0] / n) * (sums[3] - sums[1] * sums[1] / n));
}

static void
after_a_crop_dots_are_on_the_same_skin (void)
{
  g_autofree char *said =
      gimp_run_well ("(let ((image (open-photo)))"
                     "  (treat image) (look image \"whole.png\")"
                     "  (gimp-image-crop image 150 100 47 31)"
                     "  (look image \"astray.png\")"
                     "  (say \"NOTES \" (caddr (treat-with image 0 300 #f #f #f)))"
                     "  (look image \"cropped.png\"))");
  g_auto (Picture) whole = { 0 };
  g_auto (Picture) astray = { 0 };
  g_auto (Picture) cropped = { 0 };

  load (&whole, "whole.png");
  load (&astray, "astray.png");
  load (&cropped, "cropped.png");
  g_assert_nonnull (strstr (said, "NOTES The picture was cropped"));
  g_assert_cmpint (picture_difference (&whole, 47, 31, &astray, 0, 0, 150, 100), >, 2570);
  /* Dots whose centers were cropped away are gone. */
  g_assert_cmpint (picture_difference (&whole, 67, 51, &cropped, 20, 20, 110, 60), <=, 257);
}

static void
after_a_canvas_resize_dots_are_on_the_same_skin (void)
{
  g_autofree char *said =
      gimp_run_well ("(let ((image (open-photo)) (layer #f))"
                     "  (set! layer (car (treat image))) (look image \"whole.png\")"
                     "  (gimp-image-resize image 300 260 33 45)"
                     "  (say \"NOTES \" (caddr (treat-with image 0 300 #f #f #f)))"
                     "  (look image \"resized.png\")"
                     "  (say \"SIZE \" (gimp-drawable-get-width layer) \" \""
                     "                (gimp-drawable-get-height layer)))");
  g_auto (Picture) whole = { 0 };
  g_auto (Picture) resized = { 0 };

  load (&whole, "whole.png");
  load (&resized, "resized.png");
  g_assert_nonnull (strstr (said, "NOTES The picture was cropped or its canvas resized"));
  g_assert_nonnull (strstr (said, "SIZE 300 260\n"));
  g_assert_cmpint (picture_difference (&whole, 0, 0, &resized, 33, 45, 240, 180), <=, 257);
}

static void
scaled_by_half_dots_are_on_the_same_skin (void)
{
  g_autofree char *said = gimp_run_well (
      "(let ((image (open-photo)))"
      "  (look image \"bare.png\")"
      "  (treat image) (look image \"whole.png\")"
      "  (gimp-image-scale image 120 90)"
      "  (say \"SCALE \" (cadr (treat-with image 0 300 #f #f #f)))"
      "  (look image \"half.png\")"
      "  (gimp-image-remove-layer image (vector-ref (gimp-image-get-layers image) 0))"
      "  (look image \"half-bare.png\"))");
  g_auto (Picture) bare = { 0 };
  g_auto (Picture) whole = { 0 };
  g_auto (Picture) half = { 0 };
  g_auto (Picture) half_bare = { 0 };

  load (&bare, "bare.png");
  load (&whole, "whole.png");
  load (&half, "half.png");
  load (&half_bare, "half-bare.png");
  g_assert_nonnull (strstr (said, "SCALE 0.40000000"));
  g_assert_cmpfloat (correlation (&whole, &bare, &half, &half_bare, 2), >, 0.9);
}

static void
cropped_and_scaled_dots_are_on_the_same_skin (void)
{
  g_autofree char *said =
      gimp_run_well ("(let ((image (open-photo)) (other (open-photo)))"
                     "  (treat image)"
                     "  (gimp-image-crop image 200 140 20 10)"
                     "  (gimp-image-scale image 400 280)"
                     "  (treat-with image 0 300 #f #f #f) (look image \"once.png\")"
                     "  (treat other)"
                     "  (gimp-image-scale other 480 360)"
                     "  (treat-with other 0 300 #f #f #f)"
                     "  (gimp-image-crop other 400 280 40 20)"
                     "  (treat-with other 0 300 #f #f #f) (look other \"twice.png\"))");
  g_auto (Picture) once = { 0 };
  g_auto (Picture) twice = { 0 };

  load (&once, "once.png");
  load (&twice, "twice.png");
  g_assert_cmpint (picture_difference (&once, 30, 30, &twice, 30, 30, 340, 220), <=, 257);
}

static void
a_moved_layer_is_found_out (void)
{
  g_autofree char *said =
      gimp_run_well ("(let* ((image (open-photo)) (layer (car (treat image))))"
                     "  (gimp-item-set-lock-position layer #f)"
                     "  (gimp-layer-set-offsets layer 9 14)"
                     "  (say \"NOTES \" (caddr (treat-with image 0 300 #f #f #f)))"
                     "  (look image \"moved.png\")"
                     "  (gimp-image-select-item image CHANNEL-OP-REPLACE layer)"
                     "  (gimp-image-remove-layer image (gimp-item-get-parent layer))"
                     "  (treat image) (look image \"fresh.png\"))");
  g_auto (Picture) moved = { 0 };
  g_auto (Picture) fresh = { 0 };

  load (&moved, "moved.png");
  load (&fresh, "fresh.png");
  g_assert_nonnull (strstr (said, "NOTES The area was moved"));
  g_assert_cmpint (picture_difference_whole (&moved, &fresh), ==, 0);
}

static void
a_turned_picture_must_start_anew (void)
{
  g_autofree char *said =
      gimp_run_well ("(let ((image (open-photo)) (mirrored (open-photo)) (distorted (open-photo)))"
                     "  (for-each treat (list image mirrored distorted))"
                     "  (gimp-image-rotate image ROTATE-DEGREES90)"
                     "  (gimp-image-flip mirrored ORIENTATION-HORIZONTAL)"
                     "  (gimp-image-scale distorted 300 180)"
                     "  (say-failures (lambda () (treat-with image 0 300 #f #f #f))"
                     "                (lambda () (treat-with mirrored 0 300 #f #f #f))"
                     "                (lambda () (treat-with distorted 0 300 #f #f #f)))"
                     "  (gimp-selection-none image)"
                     "  (say \"ANEW \" (cadr (treat-with image 0.2 300 #f #f #t))))");
  const char *at = said;

  for (int i = 0; i < 3; i++)
    {
      at = strstr (at, "The picture was rotated, mirrored or distorted");
      g_assert_nonnull (at);
      at = strstr (at, "Start anew");
      g_assert_nonnull (at);
    }
  g_assert_nonnull (strstr (said, "ANEW 0.2"));
}

static void
started_anew_the_selection_is_the_area (void)
{
  g_autofree char *said = gimp_run_well (
      "(let ((image (open-photo)) (fresh (open-photo)))"
      "  (treat image)"
      "  (for-each (lambda (i) (gimp-image-select-ellipse i CHANNEL-OP-REPLACE 30 20 90 80))"
      "            (list image fresh))"
      "  (treat-with image 0.2 300 #f #f #t) (look image \"anew.png\")"
      "  (treat fresh) (look fresh \"fresh.png\")"
      "  (say \"LAYERS \" (vector-length (gimp-image-get-layers image))))");
  g_auto (Picture) anew = { 0 };
  g_auto (Picture) fresh = { 0 };

  load (&anew, "anew.png");
  load (&fresh, "fresh.png");
  g_assert_nonnull (strstr (said, "LAYERS 2\n"));
  g_assert_cmpint (picture_difference_whole (&anew, &fresh), ==, 0);
}

int
main (int argc, char *argv[])
{
  gimp_test_init (&argc, &argv);
  g_test_add_func ("/place/after a crop dots are on the same skin",
                   after_a_crop_dots_are_on_the_same_skin);
  g_test_add_func ("/place/after a canvas resize dots are on the same skin",
                   after_a_canvas_resize_dots_are_on_the_same_skin);
  g_test_add_func ("/place/scaled by half dots are on the same skin",
                   scaled_by_half_dots_are_on_the_same_skin);
  g_test_add_func ("/place/cropped and scaled dots are on the same skin",
                   cropped_and_scaled_dots_are_on_the_same_skin);
  g_test_add_func ("/place/a moved layer is found out", a_moved_layer_is_found_out);
  g_test_add_func ("/place/a turned picture must start anew", a_turned_picture_must_start_anew);
  g_test_add_func ("/place/started anew the selection is the area",
                   started_anew_the_selection_is_the_area);
  return gimp_test_run ();
}
