/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog of the years, and how far back one step of undo goes. */
#include "gimp.h"
#include "head.h"
#include "screen.h"

#include <string.h>

#define TITLE "Years of Scalp Pigment"

#define DRAWABLES " #:image image #:drawables (gimp-image-get-selected-drawables image)"

#define TREAT                                                                                      \
  "(begin (define layer (car (plug-in-tonsure-treat #:run-mode RUN-NONINTERACTIVE" DRAWABLES       \
  " #:mm-per-px 0.2 #:density 300))) 0)"

#define YEARS "(plug-in-tonsure-years #:run-mode RUN-INTERACTIVE" DRAWABLES ")"

#define YEAR_20 "(plug-in-tonsure-years #:run-mode RUN-NONINTERACTIVE" DRAWABLES " #:year 20)"

/* Means of the canvas around some places. */
#define SEEN                                                                                       \
  "(begin (display (map (lambda (x) (gimp-image-pick-color image"                                  \
  " (gimp-image-get-selected-drawables image) x 95 #t #t 4)) '(80 100 120 140 160))) 0)"

static void
assert_remembered (const char *text)
{
  g_autofree char *said = screen_ask (
      "(begin (display (caddr (gimp-item-get-parasite layer \"tonsure-treatment\"))) 0)");

  if (strstr (said, text) == NULL)
    g_error ("The layer does not remember “%s” but %s", text, said);
}

static void
a_year_is_shown_and_taken_back (void)
{
  g_autofree char *treated = NULL;
  g_autofree char *given_up = NULL;
  g_autofree char *in_20 = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *taken = NULL;

  if (!screen_there_is ())
    {
      g_test_skip (SCREEN_MISSING);
      return;
    }
  screen_start ();
  screen_open ("photo.png", "area.png");
  g_free (screen_ask (TREAT));
  treated = screen_ask (SEEN);

  /* Given up, nothing is left of it. At the top lies the slider of the year. */
  screen_tell (YEARS);
  screen_wait_for (TITLE);
  screen_click (TITLE, 300, 17);
  screen_keep ("years.png");
  screen_close (TITLE, "Escape");
  g_free (screen_hear ());
  given_up = screen_ask (SEEN);
  g_assert_cmpstr (treated, ==, given_up);
  assert_remembered ("years=0\n");

  /* One step back. */
  g_free (screen_ask (YEAR_20));
  in_20 = screen_ask (SEEN);
  g_assert_cmpstr (treated, !=, in_20);
  assert_remembered ("years=20\n");
  screen_keep ("20-years.png");
  screen_undo ();
  screen_keep ("years-undone.png");
  undone = screen_ask (SEEN);
  assert_remembered ("years=0\n");
  g_assert_cmpstr (treated, ==, undone);

  /* Taken, it is shown. */
  screen_tell (YEARS);
  screen_wait_for (TITLE);
  screen_click (TITLE, 300, 17);
  screen_close (TITLE, "alt+o");
  g_free (screen_hear ());
  taken = screen_ask (SEEN);
  g_assert_cmpstr (treated, !=, taken);
  screen_stop ();
}

int
main (int argc, char *argv[])
{
  gimp_test_init (&argc, &argv);
  g_test_add_func ("/dialog/a year is shown and taken back", a_year_is_shown_and_taken_back);
  return gimp_test_run ();
}
