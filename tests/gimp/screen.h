/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * GIMP on a display of its own, for dialogs. Its Script-Fu server tells what state it is in.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Why a test is skipped where screen_there_is() is false. */
#define SCREEN_MISSING "this system has no Xvfb or no xdotool"

/** Whether there are a display without a screen and something to press its keys. */
gboolean screen_there_is (void);

/** Starts both; where all of the test takes too long they are ended and it fails. */
void screen_start (void);

void screen_stop (void);

/** Sends code to the Script-Fu server. */
void screen_tell (const char *code);

/** Returns: (transfer full): the answer, which must not be an error. */
char *screen_hear (void);

/** Sends code and hears the answer. */
char *screen_ask (const char *code);

/** Opens a photo and its area, files of this program, as `image'. */
void screen_open (const char *photo_name, const char *area_name);

/** Waits for a dialog, and for its preview. */
void screen_wait_for (const char *title);

/** Presses a key that closes the dialog, until it has closed. */
void screen_close (const char *title, const char *key);

/** Keeps a picture of the screen in the folder TONSURE_SCREENSHOTS. */
void screen_keep (const char *name);

/** Presses a key where the focus is, and waits. */
void screen_key (const char *key);

/** Clicks at a place of a dialog, which unlike a key needs no focus, and waits for its preview. */
void screen_click (const char *title, int x, int y);

/** Undoes one step. */
void screen_undo (void);

G_END_DECLS
