/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog of the match, on a display of its own. */
#include "gimp.h"
#include "head.h"
#include "screen.h"

#include <string.h>

#define MATCH_TITLE "Match Pigment to Hair"

/* Layers, whether the selection is empty, channels and paths. */
#define STATE                                                                                      \
  "(begin (display (list (vector-length (gimp-image-get-layers image))"                            \
  " (gimp-selection-is-empty image) (vector-length (gimp-image-get-channels image))"               \
  " (vector-length (gimp-image-get-paths image)))) 0)"

#define MATCH                                                                                      \
  "(plug-in-tonsure-match #:run-mode RUN-INTERACTIVE #:image image"                                \
  " #:drawables (gimp-image-get-selected-drawables image))"

static void
assert_state (const char *expected)
{
  g_autofree char *state = screen_ask (STATE);

  if (strstr (state, expected) == NULL)
    g_error ("The state is not %s but %s", expected, state);
}

static void
a_match_is_shown_and_taken_back (void)
{
  if (!screen_there_is ())
    {
      g_test_skip (SCREEN_MISSING);
      return;
    }
  screen_start ();
  screen_open ("head.png", "head-area.png");
  assert_state ("(1 #f 0 0)");
  screen_tell (MATCH);
  screen_wait_for (MATCH_TITLE);
  screen_keep ("match.png");
  screen_close (MATCH_TITLE, "Escape");
  g_free (screen_hear ());
  assert_state ("(1 #f 0 0)");

  screen_tell (MATCH);
  screen_wait_for (MATCH_TITLE);
  screen_close (MATCH_TITLE, "Return");
  g_free (screen_hear ());
  assert_state ("(3 #f 0 1)");
  screen_keep ("matched.png");
  screen_undo ();
  assert_state ("(1 #f 0 0)");
  screen_stop ();
}

int
main (int argc, char *argv[])
{
  gimp_test_init (&argc, &argv);
  head_draw (PHANTOM_HAIR_DARK_BROWN, "head");
  g_test_add_func ("/dialog/a match is shown and taken back", a_match_is_shown_and_taken_back);
  return gimp_test_run ();
}
