/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The match in GIMP, on heads that the project draws. */
#include "gimp.h"
#include "head.h"

#include <math.h>
#include <string.h>

#define OPEN                                                                                       \
  "(define (open-head name) (plug-in-tonsure-open #:photo (in-folder (string-append name "         \
  "\".png\")) #:area (in-folder (string-append name \"-area.png\"))))"                             \
  "(define (match image hair skin mm-per-px treat)"                                                \
  "  (plug-in-tonsure-match #:run-mode RUN-NONINTERACTIVE #:image image"                           \
  "    #:drawables (gimp-image-get-selected-drawables image) #:hair hair #:skin skin"              \
  "    #:mm-per-px mm-per-px #:mark #f #:treat treat))"                                            \
  "(define (find image treat) (plug-in-tonsure-match #:run-mode RUN-NONINTERACTIVE #:image image"  \
  "    #:drawables (gimp-image-get-selected-drawables image) #:mm-per-px 0.25 #:mark #f"           \
  "    #:treat treat))"                                                                            \
  "(define (state image) (list (vector-length (gimp-image-get-layers image))"                      \
  "  (vector-length (gimp-image-get-channels image)) (gimp-selection-is-empty image)))"            \
  "(define (box image name x y w h) (let ((selection (gimp-selection-save image)))"                \
  "  (gimp-image-select-rectangle image CHANNEL-OP-REPLACE x y w h)"                               \
  "  (let ((channel (gimp-selection-save image))) (gimp-item-set-name channel name)"               \
  "    (gimp-image-select-item image CHANNEL-OP-REPLACE selection)"                                \
  "    (gimp-image-remove-channel image selection) channel)))"

static char *
run_well (const char *code)
{
  g_autofree char *all = g_strconcat (OPEN, code, NULL);

  return gimp_run_well (all);
}

static void
assert_said (const char *said, const char *text)
{
  if (strstr (said, text) == NULL)
    g_error ("GIMP did not say “%s” but: %s", text, said);
}

/* The number that follows @word. */
static double
number_after (const char *said, const char *word)
{
  const char *at = strstr (said, word);

  g_assert_nonnull (at);
  return g_ascii_strtod (at + strlen (word), NULL);
}

static void
what_nobody_marked_is_found (void)
{
  g_autofree char *said =
      run_well ("(let* ((image (open-head \"brown\")) (before (state image))"
                "       (result (find image #f)))"
                "  (say \"ANSWERED \" (list-ref result 0)) (say \"INK \" (list-ref result 1))"
                "  (say \"WATER \" (list-ref result 2)) (say \"DENSITY \" (list-ref result 3))"
                "  (say \"DELTA \" (list-ref result 4))"
                "  (say \"RANGE \" (vector-length (list-ref result 5)))"
                "  (say \"SKIN \" (vector-ref (list-ref result 6) 0))"
                "  (say \"HAIR \" (vector-ref (list-ref result 7) 0))"
                "  (say \"STUBBLE \" (vector-ref (list-ref result 8) 0))"
                "  (say \"HEALED \" (vector-ref (list-ref result 10) 0))"
                "  (say \"BANDS \" (vector-length (list-ref result 13)))"
                "  (say \"SCALE \" (list-ref result 14)) (say \"NOTES \" (list-ref result 15))"
                "  (say \"GRADE \" (list-ref result 27)) (say \"CERTAINTY \" (list-ref result 28))"
                "  (say \"LOOK \" (list-ref result 29)) (say \"READ \" (list-ref result 30))"
                "  (say \"DIFFERENCE \" (vector-length (list-ref result 31)))"
                "  (say \"LEFT \" (vector-ref (list-ref result 32) 3))"
                "  (say \"SAME \" (equal? before (state image))))");

  assert_said (said, "ANSWERED #t");
  assert_said (said, "GRADE blends");
  assert_said (said, "LOOK shaved");
  g_assert_cmpfloat (number_after (said, "READ "), ==, 1);
  g_assert_cmpfloat (number_after (said, "DIFFERENCE "), ==, 3);
  g_assert_cmpfloat (number_after (said, "LEFT "), <, 1);
  g_assert_cmpfloat (number_after (said, "LEFT "), >, .8);
  assert_said (said, "SAME #t");
  assert_said (said, "were found");
  g_assert_cmpfloat (number_after (said, "DENSITY "), >=, 60);
  g_assert_cmpfloat (number_after (said, "DELTA "), <, 1);
  g_assert_cmpfloat (number_after (said, "RANGE "), ==, 2);
  g_assert_cmpfloat (number_after (said, "BANDS "), >=, 3);
  g_assert_cmpfloat (number_after (said, "SCALE "), ==, .25);
  g_assert_cmpfloat (number_after (said, "HAIR "), <, number_after (said, "STUBBLE "));
  g_assert_cmpfloat (number_after (said, "STUBBLE "), <, number_after (said, "SKIN ") - 1);
  g_assert_cmpfloat_with_epsilon (number_after (said, "STUBBLE "), number_after (said, "HEALED "),
                                  1.2);
}

/* Both answers, and what each costs: the first as without years, and both alike without. */
static void
the_years_have_an_answer_of_their_own (void)
{
  g_autofree char *said = run_well (
      "(define (ahead image years age answer treat) (plug-in-tonsure-match"
      "  #:run-mode RUN-NONINTERACTIVE #:image image"
      "  #:drawables (gimp-image-get-selected-drawables image) #:mm-per-px 0.25 #:mark #f"
      "  #:years years #:age age #:ancestry \"asian\" #:sex \"female\" #:gray-today 10"
      "  #:answer answer #:treat treat))"
      "(let* ((image (open-head \"brown\")) (now (ahead image 0 40 \"today\" #f))"
      "       (later (ahead image 20 40 \"today\" #f)) (same (ahead image 10 0 \"years\" #f)))"
      "  (say \"LENGTH \" (length now))"
      "  (say \"ALIKE \" (equal? (list (list-ref now 1) (list-ref now 2) (list-ref now 3))"
      "    (list (list-ref now 17) (list-ref now 18) (list-ref now 19))))"
      "  (say \"NOW-DENSITY \" (list-ref now 3)) (say \"FIRST-DENSITY \" (list-ref later 3))"
      "  (say \"TODAY \" (list-ref later 4)) (say \"LATER-TODAY \" (list-ref later 20))"
      "  (say \"WORST \" (list-ref later 21)) (say \"LOW \" (vector-ref (list-ref later 22) 0))"
      "  (say \"HIGH \" (vector-ref (list-ref later 22) 1)) (say \"YEAR \" (list-ref later 23))"
      "  (say \"LATER-WORST \" (list-ref later 24))"
      "  (say \"LATER-RANGE \" (vector-length (list-ref later 25)))"
      "  (say \"NOTES-NOW \" (list-ref now 15)) (say \"NOTES-LATER \" (list-ref later 15))"
      "  (say \"NOTES-SAME \" (list-ref same 15))"
      "  (let* ((treated (ahead image 20 40 \"years\" #t)) (text (record (list-ref treated 16))))"
      "    (say \"WISHED \" (list-ref treated 19)) (say \"RECORD\" text \"END\")))");
  const char *from = strstr (said, "RECORD") + strlen ("RECORD"), *to = strstr (said, "END");
  g_autofree char *text = g_strndup (from, to - from);
  const char *now = strstr (said, "NOTES-NOW"), *later = strstr (said, "NOTES-LATER");
  TonsureTreatment treatment;

  assert_said (said, "LENGTH 33");
  assert_said (said, "ALIKE #t");
  g_assert_cmpfloat_with_epsilon (number_after (said, "FIRST-DENSITY "),
                                  number_after (said, "NOW-DENSITY "), .5);
  g_assert_cmpfloat (number_after (said, "LATER-WORST "), <=, number_after (said, "WORST "));
  g_assert_cmpfloat (number_after (said, "WORST "), >, number_after (said, "TODAY "));
  g_assert_cmpfloat (number_after (said, "LOW "), <=, number_after (said, "WORST "));
  g_assert_cmpfloat (number_after (said, "HIGH "), >=, number_after (said, "WORST "));
  g_assert_cmpfloat (number_after (said, "YEAR "), >, 0);
  g_assert_cmpfloat (number_after (said, "YEAR "), <=, 20);
  g_assert_cmpfloat (number_after (said, "LATER-RANGE "), ==, 2);
  g_assert_null (g_strstr_len (now, later - now, "no promise"));
  assert_said (later, "Over 20 years it differs by up to");
  assert_said (later, "a woman of Asian ancestry, 40 years old");
  assert_said (said, "hair that keeps its color");
  g_assert_true (tonsure_treatment_from_text (&treatment, text, NULL));
  g_assert_cmpfloat_with_epsilon (treatment.density, number_after (said, "WISHED "), .01);
}

/* Boxes of stubble and of bare skin that are the same by channels, by layers' alpha, and nearly
 * the same by points. */
static void
marks_are_taken (void)
{
  g_autofree char *said = run_well (
      "(let* ((image (open-head \"brown\"))"
      "       (hair (box image \"hair\" 300 440 200 80)) (skin (box image \"skin\" 300 150 200 "
      "100))"
      "       (result (match image hair skin 0.25 #f)))"
      "  (say \"CHANNELS \" (list-ref result 3) \" \" (list-ref result 15))"
      "  (gimp-image-add-sample-point image 400 480) (gimp-image-add-sample-point image 400 200)"
      "  (gimp-image-add-sample-point image 350 480) (gimp-image-add-sample-point image 350 200)"
      "  (let ((points (find image #f)))"
      "    (say \"POINTS \" (list-ref points 3) \" \" (list-ref points 15))))");
  double channels = number_after (said, "CHANNELS "), points = number_after (said, "POINTS ");

  assert_said (said, "1000 mm² and bare skin on 1250 mm² were marked");
  assert_said (said, "lie around the sample points");
  assert_said (said, "The sample of hair is small");
  g_assert_cmpfloat (fabs (log (points / channels)), <, 0.5);
}

/* Treating with it is one step back, and gives the layer that treating gives. */
static void
it_treats_with_what_it_found (void)
{
  g_autofree char *said =
      run_well ("(let* ((image (open-head \"brown\")) (result (find image #t))"
                "       (layer (list-ref result 16)) (text (record layer)))"
                "  (say \"LAYER \" (gimp-item-get-name layer))"
                "  (say \"DENSITY \" (list-ref result 3)) (say \"RECORD\" text \"END\")"
                "  (say \"STATE \" (state image)))");
  const char *from = strstr (said, "RECORD") + strlen ("RECORD"), *to = strstr (said, "END");
  g_autofree char *text = g_strndup (from, to - from);
  g_autoptr (GError) error = NULL;
  TonsureTreatment treatment;

  assert_said (said, "LAYER Treatment area");
  /* The channels are the requested area and the plan, as hair is known. */
  assert_said (said, "STATE (2 2 #f)");
  tonsure_treatment_from_text (&treatment, text, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (treatment.density, number_after (said, "DENSITY "), .01);
  g_assert_cmpfloat (treatment.hair_red, >, 0);
  g_assert_cmpfloat (treatment.hair_red, <, treatment.skin_red / 4);
}

/* Treated whatever the grade, with little. */
static void
white_hair_gets_a_light_shade (void)
{
  g_autofree char *said =
      run_well ("(let* ((image (open-head \"white\")) (result (find image #t)))"
                "  (say \"ANSWERED \" (list-ref result 0)) (say \"NOTES \" (list-ref result 15))"
                "  (say \"LEFT \" (vector-ref (list-ref result 32) 3))"
                "  (say \"LAYER \" (gimp-item-get-name (list-ref result 16))))");

  assert_said (said, "ANSWERED #t");
  assert_said (said, "gray or white");
  assert_said (said, "LAYER Treatment area");
  g_assert_cmpfloat (number_after (said, "LEFT "), >=, .85);
}

/* One mark, one point, a mark beyond the picture, no marks on a picture without hair: answered. */
static void
what_is_not_marked_is_found_or_assumed (void)
{
  g_autofree char *said = run_well (
      "(let* ((image (open-head \"brown\")) (hair (box image \"hair\" 300 440 200 80))"
      "       (far (gimp-layer-new image \"far\" 50 50 RGBA-IMAGE 100 LAYER-MODE-NORMAL)))"
      "  (gimp-drawable-fill far FILL-WHITE) (gimp-image-insert-layer image far 0 0)"
      "  (gimp-layer-set-offsets far 2000 2000)"
      "  (say \"FAR \" (list-ref (match image hair far 0.25 #f) 15))"
      "  (say \"ONE \" (list-ref (plug-in-tonsure-match #:run-mode RUN-NONINTERACTIVE"
      "    #:image image #:drawables (gimp-image-get-selected-drawables image) #:hair hair) 15))"
      "  (gimp-image-add-sample-point image 400 480)"
      "  (say \"POINT \" (list-ref (find image #f) 15))"
      "  (say \"COARSE \" (list-ref (plug-in-tonsure-match #:run-mode RUN-NONINTERACTIVE"
      "    #:image (gimp-image-duplicate image)"
      "    #:drawables (gimp-image-get-selected-drawables image) #:mm-per-px 0.6) 0)))");

  assert_said (said, "FAR ");
  assert_said (said, "one was marked and the other found");
  assert_said (said, "COARSE #t");
}

static void
what_cannot_be_read_is_said_and_nothing_changed (void)
{
  g_autofree char *said = run_well (
      "(let* ((image (open-head \"brown\")))"
      "  (let ((before (state image)))"
      "    (say-failures"
      "      (lambda () (let* ((gray (gimp-image-duplicate image)) (area (gimp-selection-save "
      "gray)))"
      "        (gimp-selection-none gray)"
      "        (gimp-drawable-desaturate (vector-ref (gimp-image-get-layers gray) 0)"
      "                                  DESATURATE-LUMINANCE)"
      "        (gimp-image-select-item gray CHANNEL-OP-REPLACE area) (find gray #t)))"
      "      (lambda () (let ((light (gimp-image-duplicate image)))"
      "        (gimp-drawable-fill (vector-ref (gimp-image-get-layers light) 0) FILL-WHITE)"
      "        (find light #t))))"
      "    (say \"SAME \" (equal? before (state image)))"
      "    (gimp-selection-none image)"
      "    (say-failures (lambda () (find image #t)))))");

  assert_said (said, "no color");
  assert_said (said, "overexposed");
  assert_said (said, "SAME #t");
  assert_said (said, "Select the area to treat");
}

int
main (int argc, char *argv[])
{
  gimp_test_init (&argc, &argv);
  head_draw (PHANTOM_HAIR_DARK_BROWN, "brown");
  head_draw (PHANTOM_HAIR_WHITE, "white");
  g_test_add_func ("/match/what nobody marked is found", what_nobody_marked_is_found);
  g_test_add_func ("/match/the years have an answer of their own",
                   the_years_have_an_answer_of_their_own);
  g_test_add_func ("/match/marks are taken", marks_are_taken);
  g_test_add_func ("/match/it treats with what it found", it_treats_with_what_it_found);
  g_test_add_func ("/match/white hair gets a light shade", white_hair_gets_a_light_shade);
  g_test_add_func ("/match/what is not marked is found or assumed",
                   what_is_not_marked_is_found_or_assumed);
  g_test_add_func ("/match/what cannot be read is said and nothing changed",
                   what_cannot_be_read_is_said_and_nothing_changed);
  return gimp_test_run ();
}
