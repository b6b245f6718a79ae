/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * What the tests of the plug-in share: pictures, and GIMP in batch mode.
 *
 * GIMP's exit status tells little, so the tests look at the pixels that it writes.
 */
#pragma once

#include "tonsure.h"

#include <gegl.h>

G_BEGIN_DECLS

/**
 * Picture:
 * @rgba: coded values, 65535 = 1, row by row
 */
typedef struct
{
  int width, height;
  guint16 *rgba;
} Picture;

void picture_clear (Picture *picture);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Picture, picture_clear)

/** Reads a file that must be there. */
void picture_load (Picture *picture, const char *path);

/** Largest difference of a coded value within a rectangle, 0 to 65535. */
int picture_difference (const Picture *a, int ax, int ay, const Picture *b, int bx, int by,
                        int width, int height);

/** Largest difference of two pictures of the same size. */
int picture_difference_whole (const Picture *a, const Picture *b);

/** Whether all is the same at least @reach pixels away from where @area is not black. */
void picture_assert_same_away_from (const Picture *a, const Picture *b, const Picture *area,
                                    int reach);

/** Part of the pixels that differ. */
double picture_share_changed (const Picture *a, const Picture *b);

/**
 * gimp_test_init:
 *
 * Starts GLib's tests and GEGL, makes a folder for the files of this program and in it
 * photo.png, skin with noise, sheen.png, skin with a highlight, hair.png, skin with hair, and
 * area.png, an ellipse with a soft rim.
 */
void gimp_test_init (int *argc, char ***argv);

/** Runs the tests, the last of which is that no process is left, and removes the folder. */
int gimp_test_run (void);

/** Returns: (transfer full): the path of a file of this program. */
char *gimp_test_path (const char *name);

/**
 * gimp_run:
 * @code: Script-Fu; common.scm is loaded, and `folder' is the folder of this program
 * @output: (out) (optional) (transfer full): everything that GIMP said
 *
 * All code of a program runs in one GIMP, without images that others left. With other environment
 * variables than at the start of the program it runs in a GIMP of its own.
 *
 * Returns: GIMP's exit status, or the one that it would have if it had been started for this code
 */
int gimp_run (const char *code, char **output);

/** The same in a GIMP that is started for this code alone, where start or end are what is tested.
 */
int gimp_run_alone (const char *code, char **output);

/** Runs @code, which must succeed, and returns what it said. */
char *gimp_run_well (const char *code);

/** Runs @code, which must fail and say @message. */
void gimp_run_badly (const char *code, const char *message);

G_END_DECLS
