/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp.h"
#include "head.h"

#include <string.h>

static void
load (Picture *picture, const char *name)
{
  g_autofree char *path = gimp_test_path (name);

  picture_load (picture, path);
}

static void
assert_said (const char *said, const char *text)
{
  if (strstr (said, text) == NULL)
    g_error ("GIMP did not say “%s” but: %s", text, said);
}

/* Mean of the coded values in the middle of the area. */
static double
mean_of (const char *name)
{
  g_auto (Picture) picture = { 0 };
  double sum = 0;

  load (&picture, name);
  for (int y = 70; y < 120; y++)
    for (int x = 90; x < 150; x++)
      for (int c = 0; c < 3; c++)
        sum += picture.rgba[4 * (y * picture.width + x) + c];
  return sum / (50 * 60 * 3 * 257);
}

static int
difference_of (const char *one, const char *other)
{
  g_auto (Picture) a = { 0 };
  g_auto (Picture) b = { 0 };

  load (&a, one);
  load (&b, other);
  return picture_difference_whole (&a, &b);
}

static void
years_fade_and_year_0_is_the_treatment_again (void)
{
  g_autofree char *said =
      gimp_run_well ("(let* ((image (open-photo)) (layer #f))"
                     "  (look image \"photo.png\")"
                     "  (set! layer (car (treat image))) (look image \"treated.png\")"
                     "  (say \"SAME \" (= layer (car (in-year image 20 \"typical\" \"\"))))"
                     "  (look image \"20.png\")"
                     "  (say \"FILTERS \" (vector-length (gimp-drawable-get-filters layer)))"
                     "  (say \"LAYERS \" (vector-length (gimp-image-get-layers image)))"
                     "  (in-year image 20 \"unfavorable\" \"\") (look image \"20-unfavorable.png\")"
                     "  (say \"NOTES \" (caddr (in-year image 5 \"as-treated\" \"\")))"
                     "  (look image \"5-unfavorable.png\")"
                     "  (in-year image 5 \"favorable\" \"\") (look image \"5-favorable.png\")"
                     "  (in-year image 0 \"typical\" \"\") (look image \"0.png\"))");
  double bare = mean_of ("photo.png"), year_0 = mean_of ("treated.png");

  assert_said (said, "SAME #t");
  assert_said (said, "FILTERS 1\n");
  assert_said (said, "LAYERS 2\n");
  assert_said (said, "NOTES Year 5, unfavorable: one in ten does worse.");
  assert_said (said, "A simulation and not a promise");
  g_assert_cmpint (difference_of ("0.png", "treated.png"), ==, 0);
  g_assert_cmpfloat (mean_of ("20.png"), >, year_0 + 0.3 * (bare - year_0));
  g_assert_cmpfloat (mean_of ("20.png"), <, bare);
  g_assert_cmpfloat (mean_of ("5-favorable.png"), <, mean_of ("5-unfavorable.png"));
  g_assert_cmpint (difference_of ("20.png", "20-unfavorable.png"), >, 0);
}

/* The year is one of the treatment's fields, and the layer remembers it. */
static void
what_is_remembered_is_what_is_seen (void)
{
  g_autofree char *said = gimp_run_well (
      "(let* ((image (open-photo)) (layer (car (treat image))) (loaded #f))"
      "  (define (with . arguments)"
      "    (apply plug-in-tonsure-years (append (list #:run-mode RUN-NONINTERACTIVE #:image image"
      "      #:drawables (gimp-image-get-selected-drawables image)) arguments)))"
      "  (with #:year 12 #:sun 1.5 #:scar #t #:temporary #t #:touch-ups 2 #:laser 3"
      "        #:laser-year 4)"
      "  (say \"RECORD\" (record layer) \"END\")"
      "  (look image \"before.png\")"
      "  (gimp-file-save RUN-NONINTERACTIVE image (in-folder \"years.xcf\"))"
      "  (set! loaded (gimp-file-load RUN-NONINTERACTIVE (in-folder \"years.xcf\")))"
      "  (look loaded \"loaded.png\")"
      "  (say \"AGAIN \" (caddr (treat loaded)))"
      "  (look loaded \"again.png\")"
      "  (in-year loaded 3 \"typical\" \"\") (look loaded \"3.png\")"
      "  (treat-with loaded 0.2 300 #f #f #t) (look loaded \"anew.png\")"
      "  (with #:days-to-heal 50) (look image \"fresh.png\")"
      "  (with #:year 3) (look image \"3-direct.png\")"
      "  (with #:year 0) (look image \"0.png\"))");
  const char *fields[] = { "years=12\n",    "sun=1.5\n", "scar=1\n",      "temporary=1\n",
                           "touch_ups=2\n", "laser=3\n", "laser_year=4\n" };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    assert_said (said, fields[i]);
  assert_said (said, "AGAIN Year 12, typical; Years… shows another one.");
  g_assert_cmpint (difference_of ("before.png", "loaded.png"), ==, 0);
  g_assert_cmpint (difference_of ("before.png", "again.png"), ==, 0);
  g_assert_cmpint (difference_of ("3.png", "3-direct.png"), ==, 0);
  g_assert_cmpint (difference_of ("anew.png", "0.png"), ==, 0);
  g_assert_cmpfloat (mean_of ("fresh.png"), <, mean_of ("0.png") - 1);
}

static void
a_series_is_a_group_for_each_year (void)
{
  g_autofree char *said = gimp_run_well (
      "(let* ((image (open-photo)) (layer (car (treat image)))"
      "       (groups (cadr (in-year image 7 \"typical\" \"0, 2,5 ,20\"))))"
      "  (define (show chosen)"
      "    (for-each (lambda (g) (gimp-item-set-visible g (= g chosen))) (vector->list groups)))"
      "  (say \"N \" (vector-length groups) \" \" (vector-length (gimp-image-get-layers image)))"
      "  (for-each (lambda (g) (say \"GROUP \" (gimp-item-get-name g) (gimp-item-get-visible g)"
      "                             (gimp-item-is-group g)))"
      "            (vector->list groups))"
      "  (say \"LIVE \" (gimp-item-get-visible (gimp-item-get-parent layer)))"
      "  (say \"FIRST \" (= (vector-ref groups 0) (vector-ref (gimp-image-get-layers image) 0)))"
      "  (look image \"series-0.png\")"
      "  (show (vector-ref groups 2)) (look image \"series-5.png\")"
      "  (show (vector-ref groups 3)) (look image \"series-20.png\")"
      "  (in-year image 0 \"typical\" \"\")"
      "  (say \"HIDDEN \" (map gimp-item-get-visible (vector->list groups)))"
      "  (look image \"live-0.png\")"
      "  (in-year image 5 \"typical\" \"\") (look image \"live-5.png\")"
      "  (in-year image 5 \"typical\" \"5, 10\")"
      "  (say \"AGAIN \" (vector-length (gimp-image-get-layers image))))");

  assert_said (said, "N 4 6\n");
  assert_said (said, "GROUP Year 0, typical#t#t\n");
  assert_said (said, "GROUP Year 2, typical#f#t\n");
  assert_said (said, "GROUP Year 5, typical#f#t\n");
  assert_said (said, "GROUP Year 20, typical#f#t\n");
  assert_said (said, "LIVE #f\n");
  assert_said (said, "FIRST #t\n");
  assert_said (said, "HIDDEN (#f #f #f #f)\n");
  assert_said (said, "AGAIN 7\n");
  /* The pixels of the series are of 8 bits: a step of a dark dot's, and one of the result's. */
  g_assert_cmpint (difference_of ("series-0.png", "live-0.png"), <=, 2 * 257);
  g_assert_cmpint (difference_of ("series-5.png", "live-5.png"), <=, 2 * 257);
  g_assert_cmpint (difference_of ("series-0.png", "series-5.png"), >, 4 * 257);
  g_assert_cmpint (difference_of ("series-5.png", "series-20.png"), >, 4 * 257);
}

/* The mark says the year that is seen. */
static void
the_mark_says_the_year (void)
{
  g_autofree char *said = gimp_run_well (
      "(let* ((image (open-photo)) (layer (car (treat-with image 0.2 300 #f #t #f))))"
      "  (define (mark) (caddr (gimp-item-get-parasite"
      "    (vector-ref (gimp-image-get-layers image) 0) \"tonsure-mark\")))"
      "  (look image \"treated.png\") (say \"MARK \" (mark))"
      "  (in-year image 10 \"typical\" \"\") (look image \"10.png\") (say \"MARK \" (mark))"
      "  (say \"LAYERS \" (vector-length (gimp-image-get-layers image)))"
      "  (in-year image 10 \"typical\" \"2, 3\") (say \"MARK \" (mark))"
      "  (in-year image 0 \"typical\" \"\") (look image \"0.png\"))");

  assert_said (said, "MARK 1\n");
  assert_said (said, "MARK Year 10, typical\n");
  assert_said (said, "LAYERS 3\n");
  g_assert_cmpint (difference_of ("treated.png", "0.png"), ==, 0);
}

/* Mean difference of two pictures of the drawn head where there is hair and no area. */
static double
difference_of_hair (const char *one, const char *other)
{
  g_auto (Picture) a = { 0 };
  g_auto (Picture) b = { 0 };
  double sum = 0;
  int n = 0;

  load (&a, one);
  load (&b, other);
  for (int y = 500; y < 700; y += 3)
    for (int x = 100; x < 300; x += 3, n++)
      sum += picture_difference (&a, x, y, &b, x, y, 1, 1);
  return sum / (257 * n);
}

/* Hair that was not matched; the other side of the head is erased. */
static void
white_hair_lies_over_the_dots (void)
{
  g_autofree char *said = gimp_run_well (
      "(let* ((image (plug-in-tonsure-open #:photo (in-folder \"brown.png\")"
      "                                    #:area (in-folder \"brown-area.png\")))"
      "       (layer (car (treat-with image 0.25 250 #f #f #f)))"
      "       (group (gimp-item-get-parent layer)))"
      "  (define (find-hair) (vector-ref (gimp-item-get-children group) 1))"
      "  (look image \"treated.png\")"
      "  (say \"NOTES \" (caddr (in-gray-year image 30 \"typical\" 45 #f \"\")))"
      "  (say \"N \" (vector-length (gimp-item-get-children group)) \" \""
      "       (gimp-item-get-name (find-hair)))"
      "  (say \"RECORD\" (record layer) \"END\")"
      "  (look image \"gray.png\")"
      "  (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 400 0 440 920)"
      "  (gimp-drawable-edit-clear (find-hair)) (gimp-selection-none image)"
      "  (in-gray-year image 29 \"typical\" 45 #f \"\") (look image \"still-erased.png\")"
      "  (in-gray-year image 30 \"favorable\" 45 #f \"\") (look image \"favorable.png\")"
      "  (in-gray-year image 30 \"typical\" 45 #t \"\") (look image \"lost.png\")"
      "  (in-gray-year image 0 \"typical\" 45 #f \"\")"
      "  (say \"AT0 \" (vector-length (gimp-item-get-children group)))"
      "  (look image \"0.png\"))");
  g_auto (Picture) treated = { 0 };
  g_auto (Picture) still_erased = { 0 };

  assert_said (said, "Of the hairs with color, ");
  assert_said (said, "N 2 Hair\n");
  assert_said (said, "age=45\n");
  assert_said (said, "AT0 1\n");
  g_assert_cmpint (difference_of ("0.png", "treated.png"), ==, 0);
  g_test_message ("hair differs by %.2f codes", difference_of_hair ("gray.png", "treated.png"));
  g_assert_cmpfloat (difference_of_hair ("gray.png", "treated.png"), >, 1);
  g_assert_cmpfloat (difference_of_hair ("favorable.png", "treated.png"), <,
                     difference_of_hair ("gray.png", "treated.png"));
  g_assert_cmpfloat (difference_of_hair ("lost.png", "gray.png"), >, 0.2);
  /* What is erased shows the photo, far from the area to the bit, and stays erased. */
  load (&treated, "treated.png");
  load (&still_erased, "still-erased.png");
  g_assert_cmpint (picture_difference (&still_erased, 410, 520, &treated, 410, 520, 200, 200), ==,
                   0);
  g_assert_cmpint (picture_difference (&still_erased, 100, 520, &treated, 100, 520, 200, 180), >,
                   0);
}

static void
a_series_has_hair_of_its_own (void)
{
  g_autofree char *said = gimp_run_well (
      "(let* ((image (plug-in-tonsure-open #:photo (in-folder \"brown.png\")"
      "                                    #:area (in-folder \"brown-area.png\")))"
      "       (layer (car (treat-with image 0.25 250 #f #f #f))) (groups #f))"
      "  (define (show chosen)"
      "    (for-each (lambda (g) (gimp-item-set-visible g (= g chosen))) (vector->list groups)))"
      "  (look image \"treated.png\")"
      "  (in-gray-year image 20 \"typical\" 45 #f \"\") (look image \"live-20.png\")"
      "  (set! groups (cadr (in-gray-year image 0 \"typical\" 45 #f \"0, 20\")))"
      "  (say \"N \" (map (lambda (g) (vector-length (gimp-item-get-children g)))"
      "                   (vector->list groups)))"
      "  (look image \"series-0.png\")"
      "  (show (vector-ref groups 1)) (look image \"series-20.png\"))");

  assert_said (said, "N (1 2)\n");
  g_assert_cmpint (difference_of ("series-0.png", "treated.png"), <=, 2 * 257);
  g_assert_cmpint (difference_of ("series-20.png", "live-20.png"), <=, 2 * 257);
}

static void
errors_say_what_to_do (void)
{
  g_autofree char *said = gimp_run_well (
      "(let ((image (open-photo)) (moved (open-photo)) (untreated (open-photo)))"
      "  (treat image) (treat moved) (look image \"before.png\")"
      "  (gimp-image-crop moved 200 150 20 10)"
      "  (say-failures (lambda () (in-year untreated 5 \"typical\" \"\"))"
      "                (lambda () (in-year moved 5 \"typical\" \"\"))"
      "                (lambda () (in-year image 5 \"typical\" \"0, 2, two\"))"
      "                (lambda () (in-year image 5 \"typical\" \"0, 31\"))"
      "                (lambda () (in-year image 5 \"typical\" \"0, , 3\"))"
      "                (lambda () (in-year image 5 \"typical\" \"0,1,2,3,4,5,6,7,8,9,10,11,12\"))"
      "                (lambda () (in-year image 31 \"typical\" \"\"))"
      "                (lambda () (plug-in-tonsure-years #:run-mode RUN-NONINTERACTIVE"
      "                  #:image image #:drawables (gimp-image-get-selected-drawables image)"
      "                  #:days-to-heal 3 #:series \"1, 2\")))"
      "  (look image \"after.png\"))");

  assert_said (said, "There is no treatment yet: first choose Filters > Scalp");
  assert_said (said, "first choose Treat… again, which puts");
  assert_said (said, "series: “two” is no year");
  assert_said (said, "series: “31” is no year; years are numbers from 0 to 30");
  assert_said (said, "series: “” is no year");
  assert_said (said, "series: “12” is one too many; at most 12 years");
  assert_said (said, "has value 31.000000 out of range: 0.000000 to 30.000000");
  assert_said (said, "days-to-heal must be 0");
  g_assert_null (strstr (said, "not at all"));
  g_assert_cmpint (difference_of ("before.png", "after.png"), ==, 0);
}

int
main (int argc, char *argv[])
{
  gimp_test_init (&argc, &argv);
  head_draw (PHANTOM_HAIR_DARK_BROWN, "brown");
  g_test_add_func ("/years/years fade and year 0 is the treatment again",
                   years_fade_and_year_0_is_the_treatment_again);
  g_test_add_func ("/years/what is remembered is what is seen", what_is_remembered_is_what_is_seen);
  g_test_add_func ("/years/a series is a group for each year", a_series_is_a_group_for_each_year);
  g_test_add_func ("/years/the mark says the year", the_mark_says_the_year);
  g_test_add_func ("/years/white hair lies over the dots", white_hair_lies_over_the_dots);
  g_test_add_func ("/years/a series has hair of its own", a_series_has_hair_of_its_own);
  g_test_add_func ("/years/errors say what to do", errors_say_what_to_do);
  return gimp_test_run ();
}
