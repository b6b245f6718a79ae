/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Evening out in GIMP, on a head that the project draws. */
#include "gimp.h"
#include "head.h"

#include <string.h>

#define WORDS                                                                                                                               \
  "(define (open-head) (plug-in-tonsure-open #:photo (in-folder \"brown.png\")"                                                             \
  "                                          #:area (in-folder \"brown-area.png\")))"                                                       \
  "(define (fill-with image fill amount) (plug-in-tonsure-treat #:run-mode RUN-NONINTERACTIVE"                                              \
  "  #:image image #:drawables (gimp-image-get-selected-drawables image) #:mm-per-px .25"                                                   \
  "  #:amount amount #:measure #f #:mark #f #:fill fill))"                                                                                  \
  "(define (names image) (map gimp-item-get-name (vector->list (gimp-image-get-channels image))))" /* The alpha of a layer as a channel. */ \
  "(define (alpha image layer) (gimp-selection-none image)"                                                                                 \
  "  (gimp-image-select-item image CHANNEL-OP-REPLACE layer)"                                                                               \
  "  (let ((saved (gimp-selection-save image))) (gimp-selection-none image) saved))" /* Mean of                                             \
                                                                                        the alpha                                           \
                                                                                        within a                                            \
                                                                                        rectangle,                                          \
                                                                                        0 to 255.                                           \
                                                                                      */                                                    \
  "(define (mean image layer x y width height)"                                                                                             \
  "  (let ((saved (alpha image layer)))"                                                                                                    \
  "    (gimp-image-select-rectangle image CHANNEL-OP-REPLACE x y width height)"                                                             \
  "    (let ((value (car (gimp-drawable-histogram saved HISTOGRAM-VALUE 0 1))))"                                                            \
  "      (gimp-selection-none image) (gimp-image-remove-channel image saved) value)))"                                                      \
  "(define (erase image layer x y width height)"                                                                                            \
  "  (gimp-image-select-rectangle image CHANNEL-OP-REPLACE x y width height)"                                                               \
  "  (gimp-drawable-edit-clear layer) (gimp-selection-none image))"                                                                         \
  "(define (add image layer x y width height)"                                                                                              \
  "  (gimp-image-select-rectangle image CHANNEL-OP-REPLACE x y width height)"                                                               \
  "  (gimp-context-push) (gimp-context-set-background \"white\")"                                                                           \
  "  (gimp-drawable-edit-fill layer FILL-BACKGROUND) (gimp-context-pop)"                                                                    \
  "  (gimp-selection-none image))"

static char *
run_well (const char *code)
{
  g_autofree char *all = g_strconcat (WORDS, code, NULL);

  return gimp_run_well (all);
}

static void
assert_said (const char *said, const char *text)
{
  if (strstr (said, text) == NULL)
    g_error ("GIMP did not say “%s” but: %s", text, said);
}

static void
the_requested_area_stays_and_the_layer_gets_the_plan (void)
{
  g_autofree char *said =
      run_well ("(let* ((image (open-head)) (before (gimp-selection-save image))"
                "       (result (fill-with image \"even-out\" \"typical\"))"
                "       (layer (car result)))"
                "  (say \"CHANNELS \" (names image))"
                "  (say \"REQUEST \" (same-values? before (cadr (vector->list"
                "                                (gimp-image-get-channels image)))))"
                "  (say \"NOTES \" (caddr result)))");

  assert_said (said, "CHANNELS (Plan as computed Requested area");
  assert_said (said, "REQUEST #t\n");
  assert_said (said, "Evened out: ");
}

static void
run_twice_nothing_changes (void)
{
  g_autofree char *said = run_well (
      "(let* ((image (open-head)) (layer (car (fill-with image \"even-out\" \"typical\")))"
      "       (first (alpha image layer)))"
      "  (look image \"first.png\")"
      "  (fill-with image \"auto\" \"typical\")"
      "  (say \"SAME \" (same-values? first (alpha image layer)))"
      "  (look image \"second.png\"))");
  g_autofree char *first_path = gimp_test_path ("first.png");
  g_autofree char *second_path = gimp_test_path ("second.png");
  g_auto (Picture) first = { 0 };
  g_auto (Picture) second = { 0 };

  assert_said (said, "SAME #t\n");
  picture_load (&first, first_path);
  picture_load (&second, second_path);
  g_assert_cmpint (picture_difference_whole (&first, &second), ==, 0);
}

static void
strokes_are_kept_over_another_plan (void)
{
  g_autofree char *said = run_well (
      "(let* ((image (open-head)) (layer (car (fill-with image \"even-out\" \"typical\")))"
      "       (w (gimp-image-get-width image)) (h (gimp-image-get-height image)))"
      "  (gimp-selection-none image)"
      "  (say \"BEFORE \" (> (mean image layer (- (/ w 2) 20) (/ h 5) 40 40) 250)"
      "       (< (mean image layer (- (/ w 2) 20) (- h 60) 40 40) 1))"
      "  (erase image layer (- (/ w 2) 20) (/ h 5) 40 40)"
      "  (add image layer (- (/ w 2) 20) (- h 60) 40 40)"
      "  (fill-with image \"auto\" \"very-dense\")"
      "  (say \"AFTER \" (< (mean image layer (- (/ w 2) 20) (/ h 5) 40 40) 1)"
      "       (> (mean image layer (- (/ w 2) 20) (- h 60) 40 40) 254))"
      "  (fill-with image \"shape\" \"typical\")"
      "  (say \"SHAPE \" (< (mean image layer (- (/ w 2) 20) (/ h 5) 40 40) 6)"
      "       (> (mean image layer (- (/ w 2) 20) (- h 60) 40 40) 254)"
      "       (length (names image))))");

  assert_said (said, "BEFORE #t#t\n");
  assert_said (said, "AFTER #t#t\n");
  assert_said (said, "SHAPE #t#t0\n");
}

int
main (int argc, char *argv[])
{
  gimp_test_init (&argc, &argv);
  head_draw (PHANTOM_HAIR_DARK_BROWN, "brown");
  g_test_add_func ("/even/the requested area stays and the layer gets the plan",
                   the_requested_area_stays_and_the_layer_gets_the_plan);
  g_test_add_func ("/even/run twice nothing changes", run_twice_nothing_changes);
  g_test_add_func ("/even/strokes are kept over another plan", strokes_are_kept_over_another_plan);
  return gimp_test_run ();
}
