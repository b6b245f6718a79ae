/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog, on a display of its own. GIMP's Script-Fu server tells what state it is in. */
#include "gimp.h"
#include "screen.h"

#include <string.h>

#define TREAT_TITLE "Scalp Micropigmentation"

/* Layers, whether the selection is empty, channels and paths. */
#define STATE                                                                                      \
  "(begin (display (list (vector-length (gimp-image-get-layers image))"                            \
  " (gimp-selection-is-empty image) (vector-length (gimp-image-get-channels image))"               \
  " (vector-length (gimp-image-get-paths image)))) 0)"

#define TREAT                                                                                      \
  "(plug-in-tonsure-treat #:run-mode RUN-INTERACTIVE #:image image"                                \
  " #:drawables (gimp-image-get-selected-drawables image))"

static void
assert_state (const char *expected)
{
  g_autofree char *state = screen_ask (STATE);

  if (strstr (state, expected) == NULL)
    g_error ("The state is not %s but %s", expected, state);
}

static void
the_dialog_shows_and_takes_back (void)
{
  if (!screen_there_is ())
    {
      g_test_skip (SCREEN_MISSING);
      return;
    }
  screen_start ();
  screen_open ("photo.png", "area.png");
  assert_state ("(1 #f 0 0)");

  /* Given up, nothing is left of it. */
  screen_tell (TREAT);
  screen_wait_for (TREAT_TITLE);
  screen_keep ("dialog.png");
  screen_close (TREAT_TITLE, "Escape");
  g_free (screen_hear ());
  assert_state ("(1 #f 0 0)");

  /* Taken, it is one step back. */
  screen_tell (TREAT);
  screen_wait_for (TREAT_TITLE);
  screen_close (TREAT_TITLE, "Return");
  g_free (screen_hear ());
  assert_state ("(3 #f 0 1)");
  screen_keep ("treated.png");
  screen_undo ();
  assert_state ("(1 #f 0 0)");
  screen_keep ("undone.png");
  screen_key ("ctrl+y");
  assert_state ("(3 #f 0 1)");
  screen_stop ();
}

int
main (int argc, char *argv[])
{
  gimp_test_init (&argc, &argv);
  g_test_add_func ("/dialog/the dialog shows and takes back", the_dialog_shows_and_takes_back);
  return gimp_test_run ();
}
